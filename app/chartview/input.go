package chartview

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"anlan/analytics/echarts"
)

// Interfaces by which Fyne hands events to the view.
var (
	_ desktop.Hoverable   = (*View)(nil)
	_ desktop.Mouseable   = (*View)(nil)
	_ desktop.Cursorable  = (*View)(nil)
	_ fyne.Focusable      = (*View)(nil)
	_ fyne.DoubleTappable = (*View)(nil)
	_ fyne.Draggable      = (*View)(nil)
	_ fyne.Scrollable     = (*View)(nil)
)

// cursors are the toolkit's cursors for those that ECharts asks for, by their CSS names; others are the default one.
var cursors = map[string]desktop.Cursor{
	"pointer": desktop.PointerCursor, "crosshair": desktop.CrosshairCursor, "move": desktop.PointerCursor, "grab": desktop.PointerCursor,
	"grabbing": desktop.PointerCursor, "ew-resize": desktop.HResizeCursor, "ns-resize": desktop.VResizeCursor, "text": desktop.TextCursor,
	"default": desktop.DefaultCursor,
}

// wheelStep is how far the toolkit scrolls for one notch of a wheel.
const wheelStep = 25

func (v *View) event(kind echarts.EventKind, at fyne.Position) {
	k := v.factor()
	v.enqueue(action{event: echarts.Event{Kind: kind, X: float64(at.X / k), Y: float64(at.Y / k)}, passing: kind == echarts.Move})
}

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(e *desktop.MouseEvent) {
	v.startBrush()
	v.event(echarts.Move, e.Position)
}

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(e *desktop.MouseEvent) { v.event(echarts.Move, e.Position) }

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() { v.event(echarts.Leave, fyne.NewPos(-1, -1)) }

// MouseDown implements desktop.Mouseable.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && !v.Passive {
		c.Focus(v)
	}
	v.startBrush()
	v.modifier, v.pressed = e.Modifier, true
	v.event(echarts.Move, e.Position)
	v.event(echarts.Down, e.Position)
}

// MouseUp implements desktop.Mouseable. Press and release at one place are a click; ECharts tells drags from clicks itself.
func (v *View) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || !v.pressed {
		return
	}
	v.pressed = false
	v.event(echarts.Up, e.Position)
	v.event(echarts.Click, e.Position)
	v.endBrush()
}

// DoubleTapped implements fyne.DoubleTappable.
func (v *View) DoubleTapped(e *fyne.PointEvent) { v.event(echarts.Double, e.Position) }

// Dragged implements fyne.Draggable: while a button is held, moves come here, also from beyond the view's edges.
func (v *View) Dragged(e *fyne.DragEvent) { v.event(echarts.Move, e.Position) }

// DragEnd implements fyne.Draggable; MouseUp follows it.
func (v *View) DragEnd() {}

// Scrolled implements fyne.Scrollable, for wheels and touchpads.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	if !v.zooms {
		if v.OnScroll != nil {
			v.OnScroll(e)
		}
		return
	}
	v.enqueue(action{event: echarts.Event{Kind: echarts.Scroll, X: float64(e.Position.X / v.factor()), Y: float64(e.Position.Y / v.factor()), Wheel: float64(e.Scrolled.DY) / wheelStep}})
}

// startBrush lets the chart know that it is brushed, when the pointer first comes to it.
func (v *View) startBrush() {
	if v.brush != "" && !v.brushing && v.scene != nil {
		v.brushing = true
		v.resetBrush()
	}
}

// resetBrush takes the area away.
func (v *View) resetBrush() {
	shape := v.brush
	v.enqueue(action{call: func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
		return chart.Brush(ctx, shape)
	}})
}

// endBrush tells what an area holds that the pointer has drawn.
func (v *View) endBrush() {
	if v.brush == "" {
		return
	}
	v.enqueue(action{call: func(context.Context, *echarts.Chart) (echarts.Reaction, error) {
		return echarts.Reaction{Wake: -1}, nil
	}, done: func() {
		marks := v.brushed
		if v.brushed = nil; len(marks) == 0 {
			return
		}
		v.resetBrush()
		if v.OnBrush != nil {
			v.OnBrush(marks)
		}
	}})
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor { return v.cursor }

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() {
	v.focused = false
	v.Refresh()
	v.visit(-1)
}

// TypedRune implements fyne.Focusable.
func (v *View) TypedRune(r rune) {
	if v.OnRune != nil {
		v.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable: arrows move the tooltip from mark to mark, Enter clicks the mark, Esc lets it go.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	last := len(v.marks) - 1
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		v.visit(min(v.mark+1, last))
	case fyne.KeyLeft, fyne.KeyUp:
		v.visit(max(v.mark-1, 0))
	case fyne.KeyHome:
		v.visit(0)
	case fyne.KeyEnd:
		v.visit(last)
	case fyne.KeyEscape:
		if v.mark < 0 && v.OnKey != nil {
			v.OnKey(e)
		}
		v.visit(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if v.mark >= 0 && v.mark <= last && v.OnClick != nil {
			m := v.marks[v.mark]
			v.OnClick(echarts.Hit{Component: "series", SeriesIndex: m[0], DataIndex: m[1]}, false)
		}
	}
}

// visit shows the tooltip of a mark; −1 takes it away.
func (v *View) visit(mark int) {
	if mark == v.mark {
		return
	}
	v.mark = mark
	series, index := -1, -1
	if mark >= 0 && mark < len(v.marks) {
		series, index = v.marks[mark][0], v.marks[mark][1]
	}
	v.enqueue(action{passing: true, call: func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
		return chart.Focus(ctx, series, index)
	}})
}
