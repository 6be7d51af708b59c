package echarts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Chart is one chart that lives in a pool. Any goroutine may use it; its calls run one after another.
type Chart struct {
	pool          *Pool
	id            int
	mu            sync.Mutex
	width, height int
	slot          *slot // where it lives
	generation    int   // of the interpreter it was made in
	theme         string
	option        []byte
	selected      [][2]int
	cost          time.Duration
	closed        bool
}

// New makes a chart of a size in pixels; nothing runs yet.
func (p *Pool) New(width, height int) *Chart {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serial++
	return &Chart{pool: p, id: p.serial, width: width, height: height}
}

// SetOption lays an option out, replacing what was there.
func (c *Chart) SetOption(ctx context.Context, option []byte) (*Scene, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.layOut(ctx, option, c.width, c.height)
}

// Dark is the theme of ECharts for dark grounds; the other one is "".
const Dark = "dark"

// SetTheme chooses the theme of the layouts that follow: what an option leaves open looks by it.
func (c *Chart) SetTheme(theme string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.theme != theme {
		c.theme, c.generation = theme, -1 // made again when next laid out
	}
}

// Resize lays the same option out in another size.
func (c *Chart) Resize(ctx context.Context, width, height int) (*Scene, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.layOut(ctx, c.option, width, height)
}

// Show lays an option out in a size, in one step.
func (c *Chart) Show(ctx context.Context, option []byte, width, height int) (*Scene, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.layOut(ctx, option, width, height)
}

// Assume takes an option, its size and its selection as shown without laying them out, for a caller who has their scene.
// The layout happens when the chart is next asked for something.
func (c *Chart) Assume(option []byte, width, height int, selected [][2]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.option, c.width, c.height, c.selected, c.generation = option, width, height, selected, -1
}

// Select shows which marks are selected, as pairs of series and data index, in series whose option sets selectedMode.
// It is far cheaper than another option.
func (c *Chart) Select(ctx context.Context, marks [][2]int) (Reaction, error) {
	c.mu.Lock()
	c.selected = marks
	c.mu.Unlock()
	return c.react(ctx, "engine.select", selection(marks))
}

// selection writes marks as the scripts read them.
func selection(marks [][2]int) string {
	text, err := json.Marshal(append([][2]int{}, marks...))
	if err != nil {
		return "[]" // pairs of numbers always have a JSON form
	}
	return string(text)
}

func (c *Chart) layOut(ctx context.Context, option []byte, width, height int) (*Scene, error) {
	if c.closed {
		return nil, ErrClosed
	}
	if width < 1 || height < 1 {
		return nil, fmt.Errorf("chart: no room (%d × %d)", width, height)
	}
	s, err := c.pool.take(ctx, nil, c.slot, c.cost)
	if err != nil {
		return nil, err
	}
	defer c.pool.give(s)
	if c.slot != nil && c.slot != s {
		c.pool.abandon(c.slot, c.id)
		c.slot = nil
	}
	start := time.Now()
	remake := width != c.width || height != c.height
	c.option, c.width, c.height, c.selected = option, width, height, nil
	text, err := c.lay(ctx, s, remake)
	if err != nil {
		return nil, err
	}
	c.cost = time.Since(start)
	return decodeScene([]byte(text))
}

// lay makes the chart in a slot where it is not there, and lays its option out.
func (c *Chart) lay(ctx context.Context, s *slot, remake bool) (string, error) {
	if err := c.pool.ready(s); err != nil {
		return "", err
	}
	if remake || c.slot != s || c.generation != s.generation {
		if _, err := c.call(ctx, s, "engine.create", c.id, c.width, c.height, c.theme); err != nil {
			return "", err
		}
		c.slot, c.generation = s, s.generation
	}
	return c.call(ctx, s, "engine.setOption", c.id, string(c.option))
}

// call calls a function of the scripts; an interpreter in which it failed is thrown away.
func (c *Chart) call(ctx context.Context, s *slot, name string, args ...any) (string, error) {
	text, err := s.vm.call(ctx, name, args...)
	if err != nil {
		c.slot = nil
		return "", errors.Join(err, s.discard())
	}
	return text, nil
}

// Event is something that a pointer did, at a place in pixels.
type Event struct {
	Kind  EventKind
	X, Y  float64
	Wheel float64 // of Wheel: positive is away from the user
}

// EventKind is a kind of event, by zrender's name of it.
type EventKind string

// The kinds of events.
const (
	Move    EventKind = "mousemove"
	Down    EventKind = "mousedown"
	Up      EventKind = "mouseup"
	Click   EventKind = "click"
	Double  EventKind = "dblclick"
	Scroll  EventKind = "mousewheel"
	Leave   EventKind = "mouseout"
	Context EventKind = "contextmenu"
)

// Hit is a mark of a chart that was met.
type Hit struct {
	Component   string `json:"component"` // "series", "legend", "xAxis" ...
	SeriesIndex int    `json:"seriesIndex"`
	DataIndex   int    `json:"dataIndex"`
	SeriesName  string `json:"seriesName"`
	Name        string `json:"name"`
	Value       any    `json:"value"`
	Double      bool   `json:"double"`
}

// Reaction is what an event brought about.
type Reaction struct {
	Scene  *Scene // nil where nothing changed
	Clicks []Hit
	Hover  *Hit
	// Brushed are the marks within the brushed areas, as pairs of series and data index: nil where the areas did not change,
	// empty where nothing is in them.
	Brushed [][2]int
	Cursor  string // CSS cursor: "default", "pointer" ...
	// Wake is how long until the chart changes by itself, as when a tooltip fades; negative for never.
	Wake time.Duration
}

// Dispatch hands an event to the chart.
func (c *Chart) Dispatch(ctx context.Context, e Event) (Reaction, error) {
	return c.react(ctx, "engine.dispatch", string(e.Kind), e.X, e.Y, e.Wheel)
}

// Advance lets time pass for the chart.
func (c *Chart) Advance(ctx context.Context, d time.Duration) (Reaction, error) {
	return c.react(ctx, "engine.wait", float64(d.Milliseconds()))
}

// Focus shows the tooltip of a datum, as a pointer over it would. A negative series takes it away.
func (c *Chart) Focus(ctx context.Context, series, index int) (Reaction, error) {
	return c.react(ctx, "engine.focus", series, index)
}

// Brush lets the pointer draw an area, in charts whose option has a brush: "rect", "polygon", "lineX" or "lineY". Areas that
// were drawn before go away; without a shape the pointer is what it was.
func (c *Chart) Brush(ctx context.Context, shape string) (Reaction, error) {
	return c.react(ctx, "engine.brush", shape)
}

func (c *Chart) react(ctx context.Context, name string, args ...any) (Reaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return Reaction{}, ErrClosed
	}
	if c.option == nil {
		return Reaction{Wake: -1}, nil
	}
	s, err := c.pool.take(ctx, c.slot, nil, 0)
	if err != nil {
		return Reaction{}, err
	}
	defer c.pool.give(s)
	if c.slot != s || c.generation != s.generation {
		if _, err := c.lay(ctx, s, false); err != nil {
			return Reaction{}, err
		}
		if len(c.selected) > 0 {
			if _, err := c.call(ctx, s, "engine.select", c.id, selection(c.selected)); err != nil {
				return Reaction{}, err
			}
		}
	}
	text, err := c.call(ctx, s, name, append([]any{c.id}, args...)...)
	if err != nil {
		return Reaction{}, err
	}
	return decodeReaction([]byte(text))
}

func decodeReaction(text []byte) (Reaction, error) {
	var r struct {
		Scene   *record
		Clicks  []Hit
		Hover   *Hit
		Brushed [][2]int
		Cursor  string
		Wake    float64
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return Reaction{}, fmt.Errorf("read the chart's reaction: %w", err)
	}
	out := Reaction{Clicks: r.Clicks, Hover: r.Hover, Brushed: r.Brushed, Cursor: r.Cursor, Wake: time.Duration(r.Wake * float64(time.Millisecond))}
	if r.Scene == nil {
		return out, nil
	}
	scene, err := r.Scene.scene()
	out.Scene = scene
	return out, err
}

// Rest gives up the chart's place in its interpreter, and with it the memory that it takes there, until it is next used. It
// is laid out again then.
func (c *Chart) Rest() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.slot != nil {
		c.pool.abandon(c.slot, c.id)
		c.slot = nil
	}
}

// Close gives up the chart's place.
func (c *Chart) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.closed = true
		c.pool.abandon(c.slot, c.id)
		c.slot = nil
	}
}
