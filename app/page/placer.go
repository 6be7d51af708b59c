package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// placer lies over a chart while a place on it is being pointed out: by a click, or, for an arrow, by dragging. It shows
// the line that is being drawn. Otherwise it is not there.
type placer struct {
	widget.BaseWidget
	line     *canvas.Line
	from, to fyne.Position
	dragged  bool
	done     func(x, y, toX, toY float64) // parts of the chart's width and height
}

func newPlacer(ink color.Color) *placer {
	p := &placer{line: canvas.NewLine(ink)}
	p.line.StrokeWidth = 3
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// ask waits for a place.
func (p *placer) ask(done func(x, y, toX, toY float64)) {
	p.done, p.dragged = done, false
	p.line.Hide()
	p.Show()
}

// stop waits no longer.
func (p *placer) stop() {
	p.done = nil
	p.Hide()
}

// Cursor implements desktop.Cursorable.
func (p *placer) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// Tapped implements fyne.Tappable.
func (p *placer) Tapped(e *fyne.PointEvent) { p.finish(e.Position, e.Position) }

// Dragged implements fyne.Draggable.
func (p *placer) Dragged(e *fyne.DragEvent) {
	if !p.dragged {
		p.dragged, p.from = true, e.Position.Subtract(e.Dragged)
	}
	p.to = e.Position
	p.line.Position1, p.line.Position2 = p.from, p.to
	p.line.Show()
	p.line.Refresh()
}

// DragEnd implements fyne.Draggable.
func (p *placer) DragEnd() {
	if p.dragged {
		p.finish(p.from, p.to)
	}
}

func (p *placer) finish(from, to fyne.Position) {
	done, size := p.done, p.Size()
	p.stop()
	if done == nil || size.Width == 0 || size.Height == 0 {
		return
	}
	part := func(at, whole float32) float64 { return float64(max(0, min(1, at/whole))) }
	done(part(from.X, size.Width), part(from.Y, size.Height), part(to.X, size.Width), part(to.Y, size.Height))
}

// CreateRenderer implements fyne.Widget.
func (p *placer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Objects: []fyne.CanvasObject{p.line}})
}
