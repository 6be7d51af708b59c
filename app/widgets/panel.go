package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// NewPanel puts content on a card with air around it.
func NewPanel(fill, border color.Color, radius, edge float32, content fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(fill)
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = border, 1, radius
	return container.NewStack(back, container.New(Inset(edge), content))
}

// Inset is a layout that leaves air around its one object.
type Inset float32

// MinSize implements fyne.Layout.
func (i Inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*float32(i), 2*float32(i))
}

// Layout implements fyne.Layout.
func (i Inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(float32(i), float32(i)))
		o.Resize(size.SubtractWidthHeight(2*float32(i), 2*float32(i)))
	}
}

// NewEmpty says why there is nothing to see, in the middle of its room, with what can be done about it below.
func NewEmpty(text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	label := widget.NewLabelWithStyle(text, fyne.TextAlignCenter, fyne.TextStyle{})
	label.Wrapping = fyne.TextWrapWord
	rows := []fyne.CanvasObject{label}
	if len(actions) > 0 {
		rows = append(rows, container.NewCenter(container.NewHBox(actions...)))
	}
	return container.New(middle{}, container.NewVBox(rows...))
}

// middle centres its object, at most 640 wide.
type middle struct{}

func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 80) }

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(size.Width, 640)
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)/2)))
	}
}
