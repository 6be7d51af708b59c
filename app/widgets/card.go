package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Point is a value of a trend; where it is not known the line is broken.
type Point struct {
	Value float64
	Known bool
}

// CardText is what an indicator card says.
type CardText struct {
	Name, Value, Unit string
	Change            Span
	Note              string // below the change, in grey
	Trend             []Point
}

// CardLook is how cards are coloured and how large their texts are.
type CardLook struct {
	Fill, Border, Selected, Ink, Muted, Trend color.Color
	Figure, Body, Small                       float32
	Radius                                    float32
}

// Card is an indicator with its figure, its change and a small trend. A tap selects it.
type Card struct {
	widget.BaseWidget
	look     CardLook
	text     CardText
	selected bool
	hovered  bool
	focused  bool
	onTap    func()
}

// NewCard makes a card; without onTap it cannot be selected.
func NewCard(look CardLook, onTap func()) *Card {
	c := &Card{look: look, onTap: onTap}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what the card says.
func (c *Card) Set(text CardText, selected bool) {
	c.text, c.selected = text, selected
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.onTap != nil {
		c.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (c *Card) Cursor() desktop.Cursor {
	if c.onTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (c *Card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *Card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Card) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained implements fyne.Focusable.
func (c *Card) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Card) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Card) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace {
		c.Tapped(nil)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{
		card: c, back: canvas.NewRectangle(color.Transparent), name: NewLine(c.look.Body, false), value: canvas.NewText("", color.Black),
		unit: canvas.NewText("", color.Black), change: NewLine(c.look.Body, false), note: NewLine(c.look.Small, false),
	}
	r.Refresh()
	return r
}

type cardRenderer struct {
	card               *Card
	back               *canvas.Rectangle
	name, change, note *Line
	value, unit        *canvas.Text
	trend              trend
}

const cardEdge = 14

func (r *cardRenderer) MinSize() fyne.Size {
	h := r.name.MinSize().Height + r.value.MinSize().Height + r.change.MinSize().Height + r.note.MinSize().Height
	return fyne.NewSize(120, h+cardEdge*2-10)
}

func (r *cardRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	y := float32(cardEdge - 4)
	nameHeight := r.name.MinSize().Height
	r.name.Move(fyne.NewPos(cardEdge, y))
	r.name.Resize(fyne.NewSize(size.Width-2*cardEdge, nameHeight))
	width := r.trendWidth(size.Width)
	r.trend.color = r.card.look.Trend
	points := r.card.text.Trend
	if width == 0 {
		points = nil
	}
	r.trend.place(points, fyne.NewPos(size.Width-cardEdge-width, y+2), fyne.NewSize(width, nameHeight+4))
	y += nameHeight - 1
	value := r.value.MinSize()
	r.value.Move(fyne.NewPos(cardEdge, y))
	r.value.Resize(value)
	unit := r.unit.MinSize()
	r.unit.Move(fyne.NewPos(cardEdge+value.Width+5, y+value.Height-unit.Height-5))
	r.unit.Resize(unit)
	y += value.Height - 1
	r.change.Move(fyne.NewPos(cardEdge, y))
	r.change.Resize(fyne.NewSize(size.Width-2*cardEdge, r.change.MinSize().Height))
	y += r.change.MinSize().Height
	r.note.Move(fyne.NewPos(cardEdge, y))
	r.note.Resize(fyne.NewSize(size.Width-2*cardEdge, r.note.MinSize().Height))
}

// trendWidth is the room of the trend in a card of a width: what the name leaves, or none.
func (r *cardRenderer) trendWidth(card float32) float32 {
	const least, gap = 16, 6
	name := fyne.MeasureText(r.card.text.Name, r.card.look.Body, fyne.TextStyle{}).Width
	width := min(trendWidth, card*0.28, card-2*cardEdge-name-gap)
	if width < least {
		return 0
	}
	return width
}

func (r *cardRenderer) Refresh() {
	c := r.card
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = c.look.Fill, c.look.Border, 1, c.look.Radius
	if c.selected || c.focused {
		r.back.StrokeColor, r.back.StrokeWidth = c.look.Selected, 2
	}
	if c.hovered && c.onTap != nil {
		r.back.FillColor = blend(c.look.Fill, c.look.Selected, 0.04)
	}
	r.back.Refresh()
	r.name.Set(Span{c.text.Name, c.look.Muted})
	r.value.Text, r.value.TextSize, r.value.TextStyle, r.value.Color = c.text.Value, c.look.Figure, fyne.TextStyle{Bold: true}, c.look.Ink
	r.unit.Text, r.unit.TextSize, r.unit.Color = c.text.Unit, c.look.Body, c.look.Muted
	r.value.Refresh()
	r.unit.Refresh()
	r.change.Set(c.text.Change)
	r.note.Set(Span{c.text.Note, c.look.Muted})
	r.Layout(c.Size())
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.name, r.value, r.unit, r.change, r.note}, r.trend.objects()...)
}

func (r *cardRenderer) Destroy() {}
