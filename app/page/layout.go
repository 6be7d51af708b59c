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
	objects[0].Move(fyne.NewPos(theme.Edge, 0))
	objects[0].Resize(fyne.NewSize(width, objects[0].MinSize().Height))
	head := objects[0].MinSize().Height // cards take rows by the width that they now have
	objects[0].Resize(fyne.NewSize(width, head))
	objects[1].Move(fyne.NewPos(theme.Edge, head+theme.Gap))
	objects[1].Resize(fyne.NewSize(width, size.Height-head-2*theme.Gap))
}

// cardRow sets cards of equal width side by side, in as few rows as leave each its width.
type cardRow struct {
	rows int // that the last width gave; 0 before
}

// cardWidth is the least width of a card.
const cardWidth = 145

// MinSize implements fyne.Layout.
func (c *cardRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	rows := float32(max(1, c.rows))
	return fyne.NewSize(4*cardWidth, rows*height+(rows-1)*theme.Gap)
}

// Layout implements fyne.Layout.
func (c *cardRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fit := max(1, int((size.Width+theme.Gap)/(cardWidth+theme.Gap)))
	c.rows = (len(objects) + fit - 1) / fit
	across := (len(objects) + c.rows - 1) / c.rows
	n := float32(across)
	width := (size.Width - (n-1)*theme.Gap) / n
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i%across)*(width+theme.Gap), float32(i/across)*(height+theme.Gap)))
		o.Resize(fyne.NewSize(width, height))
	}
}
