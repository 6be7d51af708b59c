package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

const (
	cellEdge   float32 = 8
	trendWidth float32 = 84
)

// dataCell draws one place of a data table. Tables use the same few cells for all rows, so every property is set each time.
type dataCell struct {
	widget.BaseWidget
	look  DataLook
	cell  Cell
	right bool
}

func newDataCell(look DataLook) *dataCell {
	c := &dataCell{look: look}
	c.ExtendBaseWidget(c)
	return c
}

func (c *dataCell) set(cell Cell, right bool) {
	c.cell, c.right = cell, right
	c.Refresh()
}

func (c *dataCell) CreateRenderer() fyne.WidgetRenderer {
	r := &dataCellRenderer{cell: c, fill: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(c.look.Line), text: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type dataCellRenderer struct {
	cell  *dataCell
	fill  *canvas.Rectangle
	rule  *canvas.Rectangle // below the cell, over the gap to the next one
	text  *canvas.Text
	trend trend
}

func (r *dataCellRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, fyne.MeasureText(tallest, r.cell.look.Text, fyne.TextStyle{}).Height+5)
}

func (r *dataCellRenderer) Layout(size fyne.Size) {
	r.fill.Resize(size)
	r.rule.Move(fyne.NewPos(0, size.Height))
	r.rule.Resize(fyne.NewSize(size.Width+separator, 1))
	style := fyne.TextStyle{Bold: r.cell.cell.Bold}
	r.text.Text = Fit(r.cell.cell.Text, r.cell.look.Text, style, size.Width-2*cellEdge)
	w := fyne.MeasureText(r.text.Text, r.cell.look.Text, style)
	x := cellEdge
	if r.cell.right {
		x = size.Width - cellEdge - w.Width
	}
	r.text.Move(fyne.NewPos(x, (size.Height-w.Height)/2))
	r.text.Resize(w)
	r.text.Refresh()
	r.trend.place(r.cell.cell.Trend, fyne.NewPos(cellEdge, 6), fyne.NewSize(size.Width-2*cellEdge, size.Height-12))
}

func (r *dataCellRenderer) Refresh() {
	c := r.cell
	r.fill.FillColor = color.Transparent
	if c.cell.Fill != nil {
		r.fill.FillColor = c.cell.Fill
	}
	r.fill.Refresh()
	r.text.TextSize, r.text.TextStyle, r.text.Color = c.look.Text, fyne.TextStyle{Bold: c.cell.Bold}, c.look.Ink
	if c.cell.Color != nil {
		r.text.Color = c.cell.Color
	}
	r.trend.color = c.look.Trend
	r.Layout(c.Size())
}

func (r *dataCellRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.fill, r.rule, r.text}, r.trend.objects()...)
}

func (r *dataCellRenderer) Destroy() {}

// trend is a small line through points, from the smallest to the largest of them; it is broken where a point is not known.
type trend struct {
	color color.Color
	lines []*canvas.Line
}

// place lays the line into a box.
func (t *trend) place(points []Point, at fyne.Position, size fyne.Size) {
	for len(t.lines) < len(points)-1 {
		line := canvas.NewLine(t.color)
		line.StrokeWidth = 1.6
		t.lines = append(t.lines, line)
	}
	low, high := extent(points)
	spot := func(i int) fyne.Position {
		y := float32(0.5)
		if high > low {
			y = float32((high - points[i].Value) / (high - low))
		}
		return fyne.NewPos(at.X+size.Width*float32(i)/float32(max(len(points)-1, 1)), at.Y+size.Height*y)
	}
	for i, line := range t.lines {
		line.Hidden = i+1 >= len(points) || !points[i].Known || !points[i+1].Known
		if !line.Hidden {
			line.StrokeColor = t.color
			line.Position1, line.Position2 = spot(i), spot(i+1)
		}
		line.Refresh()
	}
}

// extent is the smallest and the largest value that is known.
func extent(points []Point) (low, high float64) {
	first := true
	for _, p := range points {
		if !p.Known {
			continue
		}
		if first {
			low, high, first = p.Value, p.Value, false
		}
		low, high = min(low, p.Value), max(high, p.Value)
	}
	return low, high
}

func (t *trend) objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(t.lines))
	for i, l := range t.lines {
		list[i] = l
	}
	return list
}

// dataHeader is the head of a column; a tap sorts by it.
type dataHeader struct {
	widget.BaseWidget
	look  DataLook
	title string
	right bool
	onTap func()
	line  *Line
}

func newDataHeader(look DataLook) *dataHeader {
	h := &dataHeader{look: look, line: NewLine(look.Text, true)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *dataHeader) set(title string, right bool, onTap func()) {
	h.title, h.right, h.onTap = title, right, onTap
	h.line.Set(Span{Text: title, Color: h.look.Muted})
	h.Refresh()
}

// Tapped implements fyne.Tappable.
func (h *dataHeader) Tapped(*fyne.PointEvent) {
	if h.onTap != nil {
		h.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (h *dataHeader) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (h *dataHeader) CreateRenderer() fyne.WidgetRenderer { return &dataHeaderRenderer{h} }

type dataHeaderRenderer struct{ header *dataHeader }

func (r *dataHeaderRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, fyne.MeasureText(tallest, r.header.look.Text, fyne.TextStyle{Bold: true}).Height+10)
}

func (r *dataHeaderRenderer) Layout(size fyne.Size) {
	h := r.header
	room := size.Width - 2*cellEdge
	w := min(fyne.MeasureText(h.title, h.look.Text, fyne.TextStyle{Bold: true}).Width, room)
	x := cellEdge
	if h.right {
		x = size.Width - cellEdge - w
	}
	height := h.line.MinSize().Height
	h.line.Move(fyne.NewPos(x, (size.Height-height)/2))
	h.line.Resize(fyne.NewSize(w+1, height))
}

func (r *dataHeaderRenderer) Refresh() {
	r.Layout(r.header.Size())
	r.header.line.Refresh()
}

func (r *dataHeaderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.header.line}
}

func (r *dataHeaderRenderer) Destroy() {}
