package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Span is a part of a line with a colour of its own.
type Span struct {
	Text  string
	Color color.Color
}

// Line is one line of text that never asks for more width than it is given: what does not fit is set smaller, where that is
// allowed, and ends in an ellipsis.
type Line struct {
	widget.BaseWidget
	TextSize float32
	Least    float32 // the smallest size that a long text is set in; 0: it is not set smaller
	Style    fyne.TextStyle
	spans    []Span
}

// tallest is a character that no other one of the font is taller than.
const tallest = "字"

// NewLine makes a line.
func NewLine(size float32, bold bool, spans ...Span) *Line {
	l := &Line{TextSize: size, Style: fyne.TextStyle{Bold: bold}, spans: spans}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes what the line says.
func (l *Line) Set(spans ...Span) {
	l.spans = spans
	l.Refresh()
}

// Text is what the line says.
func (l *Line) Text() string {
	text := ""
	for _, s := range l.spans {
		text += s.Text
	}
	return text
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line  *Line
	texts []*canvas.Text
	width float32
}

func (r *lineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(1, fyne.MeasureText(tallest, r.line.TextSize, r.line.Style).Height)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.width = size.Width
	r.place()
}

// size is the largest size, in steps, in which the spans fit the width, as far as the line allows.
func (r *lineRenderer) size() float32 {
	size := r.line.TextSize
	for r.line.Least > 0 && r.width > 0 && size > r.line.Least && r.wide(size) > r.width {
		size = max(r.line.Least, size-0.25)
	}
	return size
}

// wide is the width of the spans in a size.
func (r *lineRenderer) wide(size float32) (width float32) {
	for _, s := range r.line.spans {
		width += fyne.MeasureText(s.Text, size, r.line.Style).Width
	}
	return width
}

// baseline is how much of a line's height stands above its base.
const baseline = 0.8

// place cuts the spans to the width.
func (r *lineRenderer) place() {
	x, left := float32(0), r.width
	size := r.size()
	y := (r.MinSize().Height - fyne.MeasureText(tallest, size, r.line.Style).Height) * baseline
	cut := false
	for i, t := range r.texts {
		s := r.line.spans[i]
		text := s.Text
		if cut {
			text = ""
		}
		width := fyne.MeasureText(text, size, r.line.Style).Width
		if width > left {
			text, cut = Fit(text, size, r.line.Style, left), true
			width = fyne.MeasureText(text, size, r.line.Style).Width
		}
		if t.Text != text || t.TextSize != size {
			t.Text, t.TextSize = text, size
			t.Refresh()
		}
		t.Move(fyne.NewPos(x, y))
		t.Resize(fyne.NewSize(width, t.MinSize().Height))
		x, left = x+width, left-width
	}
}

func (r *lineRenderer) Refresh() {
	for len(r.texts) < len(r.line.spans) {
		r.texts = append(r.texts, canvas.NewText("", color.Black))
	}
	r.texts = r.texts[:len(r.line.spans)]
	for i, t := range r.texts {
		t.TextSize, t.TextStyle, t.Color = r.line.TextSize, r.line.Style, r.line.spans[i].Color
		t.Refresh()
	}
	r.place()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.texts))
	for i, t := range r.texts {
		objects[i] = t
	}
	return objects
}

func (r *lineRenderer) Destroy() {}

// Fit cuts a text to a width, with an ellipsis.
func Fit(text string, size float32, style fyne.TextStyle, width float32) string {
	runes := []rune(text)
	if fyne.MeasureText(text, size, style).Width <= width {
		return text
	}
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return ""
	}
	return string(runes[:low]) + "…"
}
