package page

import (
	"fyne.io/fyne/v2"

	"anlan/app/theme"
)

// column is a page's layout: the head, and below it the sheet of charts with all the room that is left.
type column struct{}

// MinSize implements fyne.Layout.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, sheet := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(head.Width, sheet.Width)+2*theme.Edge, head.Height+theme.Gap+sheet.Height+theme.Gap)
}

// Layout implements fyne.Layout.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*theme.Edge
	head := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(theme.Edge, 0))
	objects[0].Resize(fyne.NewSize(width, head))
	objects[1].Move(fyne.NewPos(theme.Edge, head+theme.Gap))
	objects[1].Resize(fyne.NewSize(width, size.Height-head-2*theme.Gap))
}

// cardRow sets cards of equal width side by side.
type cardRow struct{}

// MinSize implements fyne.Layout.
func (cardRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(float32(len(objects))*130, height)
}

// Layout implements fyne.Layout.
func (cardRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*theme.Gap) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+theme.Gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}
