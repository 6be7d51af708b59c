package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TapBox is content on a ground that can be tapped as a whole, with a bar at its left edge where it is chosen.
type TapBox struct {
	widget.BaseWidget
	content fyne.CanvasObject
	back    *canvas.Rectangle
	bar     *canvas.Rectangle
	onTap   func()
}

// NewTapBox makes a box. The ground and the bar are the colours of a chosen one; others have neither.
func NewTapBox(content fyne.CanvasObject, ground, bar color.Color, chosen bool, onTap func()) *TapBox {
	b := &TapBox{content: content, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), onTap: onTap}
	if chosen {
		b.back.FillColor, b.bar.FillColor = ground, bar
	}
	b.bar.SetMinSize(fyne.NewSize(4, 1))
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *TapBox) Tapped(*fyne.PointEvent) { b.onTap() }

// Cursor implements desktop.Cursorable.
func (b *TapBox) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (b *TapBox) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.back, container.NewBorder(nil, nil, b.bar, nil, b.content)))
}
