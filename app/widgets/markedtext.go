package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Mark underlines a span of a text; it can be tapped.
type Mark struct {
	Start, End int // bytes
	Line       color.Color
	Fill       color.Color // behind the words; nil: none
	Thick      float32     // of the line
}

// MarkedText shows a long text with marks. Only the lines in sight are drawn.
type MarkedText struct {
	widget.BaseWidget
	OnTap    func(mark int)
	size     float32
	ink      color.Color
	chosenBy color.Color
	text     string
	marks    []Mark // in the order of the text
	chosen   int    // −1: none
	lines    []textLine
	width    float32 // that the lines were broken for
	widths   map[rune]float32
	sheet    *markedSheet
	scroll   *container.Scroll
}

// NewMarkedText makes an empty text; chosen frames the mark that was tapped.
func NewMarkedText(size float32, ink, chosen color.Color) *MarkedText {
	m := &MarkedText{size: size, ink: ink, chosenBy: chosen, chosen: -1, widths: make(map[rune]float32)}
	m.sheet = &markedSheet{of: m}
	m.sheet.ExtendBaseWidget(m.sheet)
	m.scroll = container.NewVScroll(m.sheet)
	m.scroll.OnScrolled = func(fyne.Position) { m.sheet.Refresh() }
	m.ExtendBaseWidget(m)
	return m
}

// Set shows another text with its marks.
func (m *MarkedText) Set(text string, marks []Mark) {
	if text != m.text {
		m.scroll.Offset = fyne.Position{}
	}
	m.text, m.marks, m.chosen, m.lines, m.width = text, slices.Clone(marks), -1, nil, 0
	slices.SortStableFunc(m.marks, func(a, b Mark) int { return a.Start - b.Start })
	m.layOut(m.Size().Width)
	m.Refresh()
}

// Choose frames a mark and brings it into sight; −1 frames none.
func (m *MarkedText) Choose(mark int) {
	m.chosen = mark
	if mark >= 0 && mark < len(m.marks) {
		m.show(m.marks[mark].Start)
	}
	m.sheet.Refresh()
}

// show scrolls to the line of a byte, unless it is in sight.
func (m *MarkedText) show(at int) {
	i := slices.IndexFunc(m.lines, func(l textLine) bool { return at >= l.start && at < max(l.end, l.start+1) })
	if i < 0 {
		return
	}
	y, high := float32(i)*m.lineHeight(), m.scroll.Size().Height
	if y < m.scroll.Offset.Y || y+m.lineHeight() > m.scroll.Offset.Y+high {
		m.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-high/3)))
	}
}

func (m *MarkedText) lineHeight() float32 {
	return fyne.MeasureText(tallest, m.size, fyne.TextStyle{}).Height + m.size*0.55
}

func (m *MarkedText) runeWidth(r rune) float32 {
	w, ok := m.widths[r]
	if !ok {
		w = fyne.MeasureText(string(r), m.size, fyne.TextStyle{}).Width
		m.widths[r] = w
	}
	return w
}

// layOut breaks the text for a width.
func (m *MarkedText) layOut(width float32) {
	if width == m.width && m.lines != nil || width <= 0 {
		return
	}
	m.width = width
	m.lines = wrap(m.text, width-2*textEdge, m.runeWidth)
}

const textEdge float32 = 6

// CreateRenderer implements fyne.Widget.
func (m *MarkedText) CreateRenderer() fyne.WidgetRenderer { return &markedRenderer{m} }

type markedRenderer struct{ text *MarkedText }

func (r *markedRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 60) }
func (r *markedRenderer) Layout(size fyne.Size) {
	r.text.layOut(size.Width)
	r.text.scroll.Resize(size)
	r.text.sheet.Refresh()
}

func (r *markedRenderer) Refresh() {
	r.text.scroll.Refresh()
	r.text.sheet.Refresh()
}
func (r *markedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text.scroll} }
func (r *markedRenderer) Destroy()                     {}

// markedSheet is the whole height of the text.
type markedSheet struct {
	widget.BaseWidget
	of    *MarkedText
	spots []spot
	over  bool // the pointer is over a mark
}

// spot is where a mark, or a part of it, stands.
type spot struct {
	mark          int
	x, y, w, high float32
}

// at finds the mark at a place; −1: none.
func (s *markedSheet) at(p fyne.Position) int {
	for _, spot := range s.spots {
		if p.X >= spot.x-3 && p.X <= spot.x+spot.w+3 && p.Y >= spot.y && p.Y <= spot.y+spot.high {
			return spot.mark
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (s *markedSheet) Tapped(e *fyne.PointEvent) {
	if mark := s.at(e.Position); mark >= 0 {
		s.of.Choose(mark)
		if s.of.OnTap != nil {
			s.of.OnTap(mark)
		}
	}
}

// MouseIn implements desktop.Hoverable.
func (s *markedSheet) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (s *markedSheet) MouseMoved(e *desktop.MouseEvent) { s.over = s.at(e.Position) >= 0 }

// MouseOut implements desktop.Hoverable.
func (s *markedSheet) MouseOut() { s.over = false }

// Cursor implements desktop.Cursorable.
func (s *markedSheet) Cursor() desktop.Cursor {
	if s.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (s *markedSheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s}
	r.Refresh()
	return r
}

type sheetRenderer struct {
	sheet   *markedSheet
	objects []fyne.CanvasObject
}

func (r *sheetRenderer) MinSize() fyne.Size {
	m := r.sheet.of
	return fyne.NewSize(100, float32(len(m.lines))*m.lineHeight()+textEdge)
}

func (r *sheetRenderer) Layout(fyne.Size) {}

// Refresh draws the lines in sight anew.
func (r *sheetRenderer) Refresh() {
	m := r.sheet.of
	r.objects, r.sheet.spots = nil, nil
	high := m.lineHeight()
	first := max(0, int(m.scroll.Offset.Y/high)-1)
	last := min(len(m.lines), first+int(m.scroll.Size().Height/high)+3)
	for i := first; i < last; i++ {
		r.drawLine(m.lines[i], float32(i)*high)
	}
	canvas.Refresh(r.sheet)
}

func (r *sheetRenderer) drawLine(l textLine, y float32) {
	m := r.sheet.of
	for i, mark := range m.marks {
		if mark.End > l.start && mark.Start < l.end {
			r.drawMark(i, l, y)
		}
	}
	t := canvas.NewText(m.text[l.start:l.end], m.ink)
	t.TextSize = m.size
	t.Move(fyne.NewPos(textEdge, y+m.size*0.2))
	t.Resize(t.MinSize())
	r.objects = append(r.objects, t)
}

func (r *sheetRenderer) drawMark(i int, l textLine, y float32) {
	m := r.sheet.of
	mark := m.marks[i]
	width := func(from, to int) float32 { return fyne.MeasureText(m.text[from:to], m.size, fyne.TextStyle{}).Width }
	start, end := max(mark.Start, l.start), min(mark.End, l.end)
	x := textEdge
	if start > l.start {
		x += width(l.start, start)
	}
	w := width(start, end)
	textHigh := m.lineHeight() - m.size*0.35
	if mark.Fill != nil || i == m.chosen {
		back := canvas.NewRectangle(color.Transparent)
		if mark.Fill != nil {
			back.FillColor = mark.Fill
		}
		if i == m.chosen {
			back.StrokeColor, back.StrokeWidth, back.CornerRadius = m.chosenBy, 2, 3
		}
		back.Move(fyne.NewPos(x-2, y+m.size*0.1))
		back.Resize(fyne.NewSize(w+4, textHigh+m.size*0.1))
		r.objects = append(r.objects, back)
	}
	line := canvas.NewRectangle(mark.Line)
	line.Move(fyne.NewPos(x, y+textHigh-1))
	line.Resize(fyne.NewSize(w, mark.Thick))
	r.objects = append(r.objects, line)
	r.sheet.spots = append(r.sheet.spots, spot{i, x, y, w, m.lineHeight()})
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *sheetRenderer) Destroy()                     {}
