package chartview

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"anlan/analytics/echarts"
)

// maxSceneBytes bounds the scenes that are kept, by about what they take: a page has charts of 50 to 500 kB.
const maxSceneBytes = 16 << 20

// scenes keeps the scenes that were laid out last. An option in a size always gives the same scene, so that going back,
// forward and to another page need no second layout.
type scenes struct {
	mu    sync.Mutex
	kept  map[sceneKey]*list.Element
	order list.List // of keptScene, the last used first
	bytes int
}

// sceneKey is what a scene follows from; the font and the theme are the program's.
type sceneKey [sha256.Size]byte

type keptScene struct {
	key   sceneKey
	scene *echarts.Scene
	bytes int
}

func keyOf(c Content, at layout) sceneKey {
	h := sha256.New()
	numbers := []int64{int64(at.width), int64(at.height)}
	for _, mark := range c.Selected {
		numbers = append(numbers, int64(mark[0]), int64(mark[1]))
	}
	for _, n := range append(numbers, -1) {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
	}
	h.Write(c.Option)
	return sceneKey(h.Sum(nil))
}

// get is the scene for a key; nil where none is kept.
func (s *scenes) get(key sceneKey) *echarts.Scene {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.kept[key]
	if e == nil {
		return nil
	}
	s.order.MoveToFront(e)
	return e.Value.(keptScene).scene
}

// put keeps a scene, and lets go of those that were not used for the longest time.
func (s *scenes) put(key sceneKey, scene *echarts.Scene) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept = make(map[sceneKey]*list.Element)
	}
	size := sizeOf(scene)
	if s.kept[key] != nil || size > maxSceneBytes/4 {
		return
	}
	s.kept[key] = s.order.PushFront(keptScene{key, scene, size})
	for s.bytes += size; s.bytes > maxSceneBytes; {
		oldest := s.order.Remove(s.order.Back()).(keptScene)
		delete(s.kept, oldest.key)
		s.bytes -= oldest.bytes
	}
}

// sizeOf is about how many bytes a scene takes.
func sizeOf(scene *echarts.Scene) int {
	const mark, clip = 400, 120
	bytes := len(scene.Marks)*mark + len(scene.Clips)*clip
	for _, m := range scene.Marks {
		bytes += len(m.Path.Verbs) + 8*len(m.Path.Coords)
		if m.Layer != nil {
			bytes += sizeOf(m.Layer.Scene)
		}
	}
	return bytes
}
