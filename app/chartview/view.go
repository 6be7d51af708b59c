// Package chartview has the widget that shows one ECharts option and passes events on. It knows nothing of what is shown.
//
// Nothing is laid out or drawn on Fyne's goroutine: an option, a new size or an event goes to the loader, and only the
// finished picture comes back. Of the moves of a pointer that arrive while the chart is busy only the last is kept.
package chartview

import (
	"bytes"
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/echarts"
	"anlan/app/state"
)

// View shows a chart.
type View struct {
	widget.BaseWidget

	// OnClick is called for a click on a mark; adding with a modifier key held.
	OnClick func(hit echarts.Hit, adding bool)
	// OnDoubleClick is called for a double click on a mark, after the calls for its clicks.
	OnDoubleClick func(hit echarts.Hit)
	// OnBrush is called with the marks in an area that the pointer was dragged over, as pairs of series and data index, in
	// contents that can be brushed. The area is gone then.
	OnBrush func(marks [][2]int)
	// OnScroll is called for the wheel over a chart that does not zoom; a page scrolls then.
	OnScroll func(*fyne.ScrollEvent)
	// OnKey and OnRune are called for what is typed while the chart has the focus and means nothing to it.
	OnKey  func(*fyne.KeyEvent)
	OnRune func(rune)
	// Passive lets the keys go to the window: a click does not give the view the focus.
	Passive bool
	// OnPainted is called after every new picture.
	OnPainted func()
	// OnError is called when an option cannot be drawn.
	OnError func(error)

	loader *state.Loader
	name   string // key of its work in the loader
	home   *home
	scene  *echarts.Scene // what is shown
	laid   *echarts.Scene // the same before any event
	image  *image.RGBA
	option []byte
	// shown is the size and scale of the picture, wanted those that the widget has now.
	shown, wanted layout
	generation    int // of the option; reactions to an older one are dropped
	busy          bool
	queue         []action
	reacting      bool
	cursor        desktop.Cursor
	zooms         bool
	marks         [][2]int // that the keyboard visits
	selected      [][2]int
	mark          int // the one that it is at; −1 for none
	focused       bool
	pressed       bool
	modifier      fyne.KeyModifier
	slide         layout   // the size that the chart is laid out in whatever the widget's; zero: the widget's
	brush         string   // shape that the content is brushed with
	brushing      bool     // the chart knows of it
	brushed       [][2]int // marks in the area that is being drawn
}

type layout struct {
	width, height int
	scale         float64
}

// New makes a view. Its work runs in the loader under keys that begin with name.
func New(engine *Engine, loader *state.Loader, name string) *View {
	v := &View{home: &home{engine: engine}, loader: loader, name: name, cursor: desktop.DefaultCursor, mark: -1}
	v.ExtendBaseWidget(v)
	return v
}

// FixedLayout is the size that FixLayout has set.
func (v *View) FixedLayout() (width, height int) { return v.slide.width, v.slide.height }

// FixLayout lets the view lay its charts out in one size and enlarge them to its own, as slides are.
func (v *View) FixLayout(width, height int) { v.slide = layout{width: width, height: height} }

// factor is how much a chart of a fixed layout is enlarged; 1 without one.
func (v *View) factor() float32 {
	if v.slide.width == 0 {
		return 1
	}
	size := v.Size()
	return max(0.01, min(size.Width/float32(v.slide.width), size.Height/float32(v.slide.height)))
}

// Content is what a view is to show.
type Content struct {
	Option   []byte   // nil shows nothing
	Marks    [][2]int // series and data index of the marks that the keyboard visits
	Selected [][2]int // the marks that are shown as selected, where the option has a look for that
	Zooms    bool     // the wheel zooms the chart
	Brush    string   // the shape of the area that dragging draws, where the option has a brush; empty: none
	Done     func()   // runs on Fyne's goroutine together with the new picture; may be nil
}

// Work makes a content, on another goroutine.
type Work func(context.Context) (Content, error)

// picture is a finished one.
type picture struct {
	Content
	scene  *echarts.Scene
	image  *image.RGBA
	layout layout
	events echarts.Reaction // what it was drawn for, without the scene
}

// Draw runs work for a content and draws it. Until then the old picture stays, slightly dimmed.
func (v *View) Draw(work Work) {
	v.generation++
	v.queue = nil
	v.busy = true
	v.Refresh()
	v.measure()
	at, old := v.wanted, picture{Content: Content{Option: v.option, Selected: v.selected}, scene: v.scene, image: v.image, layout: v.shown}
	state.Load(v.loader, v.name, func(ctx context.Context) (picture, error) {
		content, err := work(ctx)
		p := picture{Content: content, layout: at}
		if err != nil || p.Option == nil || at.width < 1 || at.height < 1 {
			return p, err
		}
		err = v.layOut(ctx, &p, old)
		return p, err
	}, func(p picture, err error) {
		v.busy = false
		if err != nil {
			v.fail(err)
			return
		}
		v.option, v.marks, v.selected, v.zooms, v.mark = p.Option, p.Marks, p.Selected, p.Zooms, -1
		v.brush, v.brushing, v.brushed = p.Brush, false, nil
		v.take(p)
		v.laid = p.scene
		if p.Done != nil {
			p.Done()
		}
		v.painted()
		v.fitToSize()
		v.react()
	})
}

func (v *View) fail(err error) {
	v.Refresh()
	if v.OnError != nil {
		v.OnError(err)
	}
}

// layOut lays an option out and paints it, off Fyne's goroutine. An option that is shown already is not laid out again:
// only the selection changes.
func (v *View) layOut(ctx context.Context, p *picture, old picture) error {
	chart, pool, err := v.home.chart()
	if err != nil {
		return err
	}
	p.scene, p.image = old.scene, old.image
	same := old.scene != nil && p.layout == old.layout && bytes.Equal(p.Option, old.Option)
	switch {
	case same && slices.Equal(p.Selected, old.Selected) && p.image != nil:
		return nil
	case same && slices.Equal(p.Selected, old.Selected):
	case same:
		r, err := chart.Select(ctx, p.Selected)
		if err != nil {
			return err
		}
		if r.Scene != nil {
			p.scene = r.Scene
		}
	default:
		if p.scene, err = pool.show(ctx, chart, p.Content, p.layout); err != nil {
			return err
		}
	}
	p.image = pool.Program().Image(p.scene, p.layout.scale)
	return nil
}

// show gives the scene of a content: one that is kept, or a new one.
func (p *Pool) show(ctx context.Context, chart *echarts.Chart, c Content, at layout) (*echarts.Scene, error) {
	key := keyOf(c, at)
	if scene := p.scenes.get(key); scene != nil {
		chart.Assume(c.Option, at.width, at.height, c.Selected)
		return scene, nil
	}
	scene, err := c.layOut(ctx, chart, at)
	if err == nil {
		p.scenes.put(key, scene)
	}
	return scene, err
}

// layOut lays a content out in a chart.
func (c Content) layOut(ctx context.Context, chart *echarts.Chart, at layout) (*echarts.Scene, error) {
	scene, err := chart.Show(ctx, c.Option, at.width, at.height)
	if err != nil || len(c.Selected) == 0 {
		return scene, err
	}
	r, err := chart.Select(ctx, c.Selected)
	if err == nil && r.Scene != nil {
		scene = r.Scene
	}
	return scene, err
}

// take shows a finished picture.
func (v *View) take(p picture) {
	v.scene, v.image, v.shown = p.scene, p.image, p.layout
	v.Refresh()
}

func (v *View) painted() {
	if v.OnPainted != nil {
		v.OnPainted()
	}
}

// fitToSize draws again when the widget has another size than the picture.
func (v *View) fitToSize() {
	if v.busy || v.option == nil || v.wanted == v.shown || v.wanted.width < 1 {
		return
	}
	content := Content{Option: v.option, Marks: v.marks, Selected: v.selected, Zooms: v.zooms, Brush: v.brush}
	v.Draw(func(context.Context) (Content, error) { return content, nil })
}

// Scene is what is shown; nil before the first picture.
func (v *View) Scene() *echarts.Scene { return v.scene }

// Empty tells whether there is nothing to draw.
func (v *View) Empty() bool { return v.option == nil }

// Ready tells whether the picture is that of the latest option, in the right size.
func (v *View) Ready() bool {
	return !v.busy && !v.reacting && (v.option == nil || v.wanted == v.shown)
}

// Picture is what is shown, as an image in pixels of the screen.
func (v *View) Picture() image.Image { return v.image }

// Rest lets go of the picture and of the chart's place in its interpreter while the view is not to be seen. Drawing the
// same option again is cheap.
func (v *View) Rest() {
	v.generation++
	for _, key := range []string{v.name, v.name + " events", v.name + " wake"} {
		v.loader.Cancel(key)
	}
	v.busy, v.reacting, v.queue = false, false, nil
	v.scene, v.image = v.laid, nil
	// A layout that is just being broken off holds the chart.
	state.Load(v.loader, v.name+" rest", func(context.Context) (struct{}, error) {
		v.home.rest()
		return struct{}{}, nil
	}, func(struct{}, error) {})
}

// Close gives up the chart.
func (v *View) Close() { v.home.close() }

// MinSize implements fyne.CanvasObject.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(80, 60) }

// Resize implements fyne.CanvasObject.
func (v *View) Resize(size fyne.Size) {
	v.BaseWidget.Resize(size)
	v.measure()
	v.fitToSize()
}

// measure notes the size that the picture is to have. The scale of the screen is known once the widget is in a window.
func (v *View) measure() {
	size, scale := v.Size(), 1.0
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = float64(c.Scale())
	}
	v.wanted = layout{int(size.Width), int(size.Height), scale}
	if v.slide.width > 0 {
		v.wanted = layout{v.slide.width, v.slide.height, scale * float64(v.factor())}
	}
}
