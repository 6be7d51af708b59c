package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Look is how a pill is coloured.
type Look struct {
	Fill, Border, Text, Muted color.Color
	Round                     bool // fully round ends, as chips have
	Bold                      bool
}

// Pill is a small button of text: a filter ("时段 2011年 ▼"), a chip, a navigation item. It can be reached and pressed by
// keyboard.
type Pill struct {
	widget.BaseWidget
	look             Look
	label, value     string
	mark             string // behind the text: "▼", "×"
	size             float32
	minHeight        float32
	alignLeft        bool
	disabled         bool
	hovered, focused bool
	onTap            func()
	bar              color.Color // a bar at the left edge, of the selected navigation item
}

// NewPill makes a pill: label in muted, value in plain colour, and a mark behind them.
func NewPill(look Look, size float32, label, value, mark string, onTap func()) *Pill {
	p := &Pill{look: look, label: label, value: value, mark: mark, size: size, minHeight: 34, onTap: onTap}
	p.ExtendBaseWidget(p)
	return p
}

// NewGlyph makes a pill of one character, no higher than its text, without a border.
func NewGlyph(look Look, size float32, glyph string, onTap func()) *Pill {
	p := NewPill(look, size, "", glyph, "", onTap)
	p.minHeight = 0
	return p
}

// NewSmallPill makes a pill that stands in a line of text.
func NewSmallPill(look Look, size float32, value, mark string, onTap func()) *Pill {
	p := NewPill(look, size, "", value, mark, onTap)
	p.minHeight = 22
	return p
}

// NewCrumb makes a step of a path: small, with a mark behind it; without onTap it is where one is.
func NewCrumb(look Look, size float32, value, mark string, onTap func()) *Pill {
	p := NewSmallPill(look, size, value, mark, onTap)
	p.disabled = onTap == nil
	return p
}

// NewNavItem makes a navigation item: left aligned, with a bar at its left edge when it is the selected one.
func NewNavItem(look Look, size float32, text string, bar color.Color, onTap func()) *Pill {
	p := NewPill(look, size, "", text, "", onTap)
	p.alignLeft, p.bar, p.minHeight = true, bar, 42
	return p
}

// SetValue changes the text.
func (p *Pill) SetValue(value string) {
	if p.value != value {
		p.value = value
		p.Refresh()
	}
}

// SetLook changes the colours.
func (p *Pill) SetLook(look Look, bar color.Color) {
	p.look, p.bar = look, bar
	p.Refresh()
}

// SetEnabled lets the pill be pressed, or not.
func (p *Pill) SetEnabled(enabled bool) {
	if p.disabled == enabled {
		p.disabled = !enabled
		p.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (p *Pill) Tapped(*fyne.PointEvent) {
	if !p.disabled && p.onTap != nil {
		p.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (p *Pill) Cursor() desktop.Cursor {
	if p.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (p *Pill) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *Pill) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Pill) MouseOut() { p.hovered = false; p.Refresh() }

// FocusGained implements fyne.Focusable.
func (p *Pill) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Pill) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *Pill) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Enter and Space press.
func (p *Pill) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace {
		p.Tapped(nil)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	r := &pillRenderer{pill: p, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	for i := range r.texts {
		r.texts[i] = canvas.NewText("", color.Black)
	}
	r.Refresh()
	return r
}

type pillRenderer struct {
	pill      *Pill
	back, bar *canvas.Rectangle
	texts     [3]*canvas.Text // label, value, mark
}

const pillEdge, pillGap = 12, 8

func (r *pillRenderer) width() float32 {
	width := float32(0)
	for _, t := range r.texts {
		if t.Text != "" {
			width += t.MinSize().Width + pillGap
		}
	}
	return width - pillGap
}

func (r *pillRenderer) MinSize() fyne.Size {
	edge := float32(pillEdge)
	if r.pill.alignLeft {
		edge = 20
	}
	return fyne.NewSize(r.width()+2*edge, max(r.pill.minHeight, r.texts[1].MinSize().Height))
}

func (r *pillRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.bar.Resize(fyne.NewSize(4, size.Height))
	x := (size.Width - r.width()) / 2
	if r.pill.alignLeft {
		x = 20
	}
	for _, t := range r.texts {
		if t.Text == "" {
			t.Resize(fyne.NewSize(0, 0))
			continue
		}
		min := t.MinSize()
		t.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
		t.Resize(min)
		x += min.Width + pillGap
	}
}

func (r *pillRenderer) Refresh() {
	p := r.pill
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = p.look.Fill, p.look.Border, 1
	if p.look.Border == nil {
		r.back.StrokeWidth = 0
	}
	r.back.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	if p.look.Round {
		r.back.CornerRadius = p.minHeight / 2
	}
	if p.alignLeft {
		r.back.CornerRadius = 0
	}
	if p.hovered && !p.disabled {
		r.back.FillColor = blend(p.look.Fill, p.look.Text, 0.08)
	}
	if p.focused {
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	r.bar.FillColor = color.Transparent
	if p.bar != nil {
		r.bar.FillColor = p.bar
	}
	for i, text := range []string{p.label, p.value, p.mark} {
		t := r.texts[i]
		t.Text, t.TextSize, t.TextStyle = text, p.size, fyne.TextStyle{Bold: p.look.Bold}
		t.Color = p.look.Text
		if i == 0 || p.disabled {
			t.Color = p.look.Muted
		}
		if i == 2 && text == "▼" {
			t.TextSize = p.size * 0.6
		}
		t.Refresh()
	}
	r.Layout(p.Size())
	r.back.Refresh()
	r.bar.Refresh()
}

func (r *pillRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.texts[0], r.texts[1], r.texts[2]}
}

func (r *pillRenderer) Destroy() {}

// blend mixes a share of one colour into another.
func blend(base, with color.Color, share float64) color.Color {
	if base == nil {
		base = color.Transparent
	}
	a := color.NRGBAModel.Convert(base).(color.NRGBA)
	b := color.NRGBAModel.Convert(with).(color.NRGBA)
	if a.A == 0 {
		b.A = uint8(255 * share)
		return b
	}
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), a.A}
}
