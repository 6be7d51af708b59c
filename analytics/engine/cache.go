package engine

import "container/list"

// frameCache keeps the frames that were asked for last.
type frameCache struct {
	limit int
	order *list.List // of *entry, latest first
	byKey map[string]*list.Element
}

type entry struct {
	key   string
	frame Frame
}

func newFrameCache(limit int) *frameCache {
	return &frameCache{limit: limit, order: list.New(), byKey: make(map[string]*list.Element)}
}

func (c *frameCache) get(key string) (Frame, bool) {
	element, ok := c.byKey[key]
	if !ok {
		return Frame{}, false
	}
	c.order.MoveToFront(element)
	return element.Value.(*entry).frame, true
}

func (c *frameCache) put(key string, frame Frame) {
	if element, ok := c.byKey[key]; ok {
		element.Value.(*entry).frame = frame
		c.order.MoveToFront(element)
		return
	}
	c.byKey[key] = c.order.PushFront(&entry{key, frame})
	if c.order.Len() > c.limit {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byKey, oldest.Value.(*entry).key)
	}
}
