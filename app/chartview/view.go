// Package chartview has the widget that shows one ECharts option and passes events on. It knows nothing of what is shown.
//
// Nothing is laid out or drawn on Fyne's goroutine: an option, a new size or an event goes to the loader, and only the
// finished picture comes back. Of the moves of a pointer that arrive while the chart is busy only the last is kept.
package chartview

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
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
	chart, program, err := v.home.chart()
	if err != nil {
		return err
	}
	p.scene, p.image = old.scene, old.image
	same := old.scene != nil && p.layout == old.layout && bytes.Equal(p.Option, old.Option)
	if same && slices.Equal(p.Selected, old.Selected) {
		if p.image == nil {
			p.image = program.Image(p.scene, p.layout.scale)
		}
		return nil
	}
	if !same {
		if p.scene, err = chart.Show(ctx, p.Option, p.layout.width, p.layout.height); err != nil {
			return err
		}
	}
	if same || len(p.Selected) > 0 {
		r, err := chart.Select(ctx, p.Selected)
		if err != nil {
			return err
		}
		if r.Scene != nil {
			p.scene = r.Scene
		}
	}
	p.image = program.Image(p.scene, p.layout.scale)
	return nil
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

// action is something that the chart is to answer: an event, or a call.
type action struct {
	event   echarts.Event
	call    func(context.Context, *echarts.Chart) (echarts.Reaction, error) // nil for an event
	passing bool                                                            // only the last of several in a row matters
	done    func()                                                          // runs on Fyne's goroutine after the reaction; nil for nothing
}

// follow joins an action to one that still waits, where the two are as good as one.
func (a action) follow(b action) (joined action, ok bool) {
	switch {
	case a.passing && b.passing:
		return b, true
	case a.event.Kind == echarts.Scroll && b.event.Kind == echarts.Scroll:
		b.event.Wheel += a.event.Wheel
		return b, true
	}
	return b, false
}

func (a action) run(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
	if a.call != nil {
		return a.call(ctx, chart)
	}
	return chart.Dispatch(ctx, a.event)
}

// enqueue hands an action to the chart.
func (v *View) enqueue(a action) {
	if v.scene == nil {
		return
	}
	n := len(v.queue)
	if n > 0 {
		if joined, ok := v.queue[n-1].follow(a); ok {
			v.queue[n-1] = joined
			v.react()
			return
		}
	}
	v.queue = append(v.queue, a)
	v.react()
}

// react lets the chart answer what waits, one batch at a time.
func (v *View) react() {
	if v.reacting || v.busy || len(v.queue) == 0 {
		return
	}
	actions := v.queue
	v.queue = nil
	var done []func()
	for _, a := range actions {
		if a.done != nil {
			done = append(done, a.done)
		}
	}
	v.perform(func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
		var all echarts.Reaction
		for _, a := range actions {
			r, err := a.run(ctx, chart)
			if err != nil {
				return all, err
			}
			all = merge(all, r)
		}
		return all, nil
	}, done...)
}

// merge adds a later reaction to earlier ones.
func merge(all, r echarts.Reaction) echarts.Reaction {
	if r.Scene == nil {
		r.Scene = all.Scene
	}
	if r.Brushed == nil {
		r.Brushed = all.Brushed
	}
	if r.Cursor == "" { // the chart was not asked
		r.Cursor, r.Hover, r.Wake = all.Cursor, all.Hover, all.Wake
	}
	r.Clicks = append(all.Clicks, r.Clicks...)
	return r
}

// perform runs a call of the chart and shows what it brought about.
func (v *View) perform(call func(context.Context, *echarts.Chart) (echarts.Reaction, error), done ...func()) {
	v.reacting = true
	generation, at := v.generation, v.shown
	state.Load(v.loader, v.name+" events", func(ctx context.Context) (picture, error) {
		chart, program, err := v.home.chart()
		if err != nil {
			return picture{}, err
		}
		r, err := call(ctx, chart)
		if err != nil {
			return picture{}, err
		}
		p := picture{scene: r.Scene, events: r, layout: at}
		if r.Scene != nil {
			p.image = program.Image(r.Scene, at.scale)
		}
		return p, nil
	}, func(p picture, err error) {
		v.reacting = false
		if err != nil || generation != v.generation {
			v.react()
			return
		}
		v.reacted(p)
		for _, f := range done {
			f()
		}
	})
}

func (v *View) reacted(p picture) {
	v.cursor = v.cursorOf(p.events)
	if p.scene != nil {
		v.take(p)
		v.painted()
	}
	v.report(p.events)
	if wake := p.events.Wake; wake >= 0 && len(v.queue) == 0 {
		v.sleep(wake)
	}
	v.react()
}

// cursorOf is the cursor over what the pointer is at. A chart that can be brushed shows its cross only while an area is
// being drawn.
func (v *View) cursorOf(r echarts.Reaction) desktop.Cursor {
	switch {
	case r.Cursor == "":
		return v.cursor
	case v.brush == "" || r.Cursor != "crosshair" || v.brushed != nil:
		return cursors[r.Cursor]
	case r.Hover != nil && r.Hover.Component == "series":
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// report tells whoever listens what was clicked, and keeps what an area holds until it is drawn.
func (v *View) report(r echarts.Reaction) {
	for _, hit := range r.Clicks {
		switch {
		case hit.Double && v.OnDoubleClick != nil:
			v.OnDoubleClick(hit)
		case !hit.Double && v.OnClick != nil:
			v.OnClick(hit, v.modifier&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0)
		}
	}
	if len(r.Brushed) > 0 {
		v.brushed = r.Brushed
	}
}

// sleep wakes the chart when something in it is due, as the fading of a tooltip, unless an event comes first.
func (v *View) sleep(d time.Duration) {
	generation := v.generation
	state.Load(v.loader, v.name+" wake", func(ctx context.Context) (struct{}, error) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return struct{}{}, ctx.Err()
	}, func(_ struct{}, err error) {
		if err == nil && generation == v.generation && !v.reacting && !v.busy && len(v.queue) == 0 {
			v.perform(func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
				return chart.Advance(ctx, d+time.Millisecond)
			})
		}
	})
}

// MinSize implements fyne.CanvasObject.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(80, 60) }

// Resize implements fyne.CanvasObject.
func (v *View) Resize(size fyne.Size) {
	v.BaseWidget.Resize(size)
	scale := 1.0
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = float64(c.Scale())
	}
	v.wanted = layout{int(size.Width), int(size.Height), scale}
	if v.slide.width > 0 {
		v.wanted = layout{v.slide.width, v.slide.height, scale * float64(v.factor())}
	}
	v.fitToSize()
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, ring: canvas.NewRectangle(color.Transparent)}
	r.raster = canvas.NewRaster(r.generate)
	r.raster.ScaleMode = canvas.ImageScaleSmooth
	r.Refresh()
	return r
}

type renderer struct {
	view   *View
	raster *canvas.Raster
	ring   *canvas.Rectangle
}

// generate hands the finished picture out. When the screen has another number of pixels for it, it is drawn again.
func (r *renderer) generate(w, h int) image.Image {
	v := r.view
	if v.wanted.width > 0 && w > 0 {
		across := v.Size().Width
		if v.slide.width > 0 {
			across = float32(v.slide.width)
		}
		if scale := float64(w) / float64(across); math.Abs(scale-v.wanted.scale) > 0.01 {
			v.wanted.scale = scale
			v.loader.Post(v.fitToSize)
		}
	}
	if v.image == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return v.image
}

func (r *renderer) MinSize() fyne.Size { return r.view.MinSize() }

func (r *renderer) Layout(size fyne.Size) {
	// A picture drawn for another size keeps its own until the new one is there, so that nothing is stretched.
	k := r.view.factor()
	shown := fyne.NewSize(float32(r.view.shown.width)*k, float32(r.view.shown.height)*k)
	if r.view.image == nil {
		shown = size
	}
	r.raster.Resize(shown)
	r.ring.Resize(size)
}

func (r *renderer) Refresh() {
	r.raster.Translucency = 0
	if r.view.busy && r.view.image != nil {
		r.raster.Translucency = 0.3
	}
	r.raster.Hidden = r.view.image == nil
	r.ring.StrokeWidth = 0
	if r.view.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = theme.Color(theme.ColorNameFocus), 2, 4
	}
	r.Layout(r.view.Size())
	r.raster.Refresh()
	r.ring.Refresh()
}

func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.raster, r.ring} }

func (r *renderer) Destroy() {}

// FixedLayout is the size that FixLayout has set.
func (v *View) FixedLayout() (width, height int) { return v.slide.width, v.slide.height }
