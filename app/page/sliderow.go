package page

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"anlan/app/theme"
	"anlan/app/widgets"
)

// slideRow is an entry of the list of slides: the slide's title, and below it what it is. It can be dragged to another place.
type slideRow struct {
	widget.BaseWidget
	first, second *widgets.Line
	place         int
	dragged       func(from int, by float32)
	dropped       func()
}

func newSlideRow(dragged func(from int, by float32), dropped func()) *slideRow {
	r := &slideRow{first: widgets.NewLine(theme.BodySize+1, false), second: widgets.NewLine(theme.NoteSize, false), dragged: dragged, dropped: dropped}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *slideRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewPadded(container.NewVBox(r.first, r.second)))
}

// Dragged implements fyne.Draggable.
func (r *slideRow) Dragged(e *fyne.DragEvent) { r.dragged(r.place, e.Dragged.DY) }

// DragEnd implements fyne.Draggable.
func (r *slideRow) DragEnd() { r.dropped() }

// drag is a slide on its way to another place of the list.
type drag struct {
	from int // notDragging where there is none
	by   float32
	line *canvas.Rectangle // where it would go
}

const notDragging = -1

func newDrag(env *Env) *drag {
	d := &drag{from: notDragging, line: canvas.NewRectangle(theme.Color(env.Palette.Primary))}
	d.line.Hide()
	return d
}

// rowHeight is how far rows of the list stand apart.
func (p *BriefingPage) rowHeight() float32 {
	return newSlideRow(nil, nil).MinSize().Height + fynetheme.Padding()
}

// target is the place that a dragged slide would go to.
func (p *BriefingPage) target() int {
	steps := int(math.Round(float64(p.drag.by / p.rowHeight())))
	return max(0, min(p.count()-1, p.drag.from+steps))
}

// dragSlide follows the pointer. Near the edges of the list it scrolls.
func (p *BriefingPage) dragSlide(from int, by float32) {
	if p.drag.from == notDragging {
		p.drag.from, p.drag.by = from, 0
	}
	p.drag.by += by
	step, to := p.rowHeight(), p.target()
	y := float32(to) * step
	if to > p.drag.from {
		y += step
	}
	offset, room := p.list.GetScrollOffset(), p.list.Size().Height
	switch {
	case y < offset:
		offset = y
	case y > offset+room:
		offset = y - room
	}
	if offset != p.list.GetScrollOffset() {
		p.drag.by += offset - p.list.GetScrollOffset() // the rows move under the pointer
		p.list.ScrollToOffset(offset)
	}
	const thick = 3
	p.drag.line.Move(fyne.NewPos(0, max(0, min(room-thick, y-offset-thick/2))))
	p.drag.line.Resize(fyne.NewSize(p.list.Size().Width, thick))
	p.drag.line.Hidden = to == p.drag.from
	p.drag.line.Refresh()
}

// dropSlide puts the dragged slide where it was dragged to.
func (p *BriefingPage) dropSlide() {
	from, to := p.drag.from, p.target()
	p.drag.from = notDragging
	p.drag.line.Hide()
	p.drag.line.Refresh()
	if from >= 0 && from != to {
		p.moveFrom(from, to)
	}
}
