package widgets

import "fyne.io/fyne/v2"

// Flow is a layout that sets its objects side by side and breaks the line where the width ends.
type Flow struct {
	Gap   float32
	width float32
}

// MinSize implements fyne.Layout: as high as the lines were at the last width.
func (f *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 0)
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	if f.width > 0 {
		size.Height = f.place(objects, f.width, false)
	}
	return size
}

// Layout implements fyne.Layout.
func (f *Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, size.Width, true)
}

func (f *Flow) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	x, y, row := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		if x > 0 && x+min.Width > width {
			x, y, row = 0, y+row+f.Gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(min)
		}
		x += min.Width + f.Gap
		row = max(row, min.Height)
	}
	return y + row
}
