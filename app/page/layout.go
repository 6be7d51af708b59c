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

// sheet lays out the overview's four charts: months and sectors side by side, the towns tall at the right, the heat map
// below. On a narrow window it folds, and the page scrolls; texts do not shrink.
type sheet struct{ narrow bool }

// foldWidth is the width below which the sheet folds.
const foldWidth = 1250

// Heights of the sheet's rows, at least.
const (
	rowHeight  = 250
	heatHeight = 300
	tallHeight = 620
)

// MinSize implements fyne.Layout.
func (s *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	if s.narrow {
		return fyne.NewSize(760, tallHeight+theme.Gap+heatHeight)
	}
	return fyne.NewSize(760, rowHeight+theme.Gap+heatHeight)
}

// Layout implements fyne.Layout.
func (s *sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.narrow = size.Width < foldWidth
	place := func(i int, x, y, w, h float32) {
		objects[i].Move(fyne.NewPos(x, y))
		objects[i].Resize(fyne.NewSize(w, h))
	}
	gap := theme.Gap
	if s.narrow {
		left := (size.Width - gap) * 0.56
		tall := max(tallHeight, size.Height-gap-heatHeight)
		half := (tall - gap) / 2
		place(0, 0, 0, left, half)
		place(1, 0, half+gap, left, half)
		place(2, left+gap, 0, size.Width-left-gap, tall)
		place(3, 0, tall+gap, size.Width, max(heatHeight, size.Height-tall-gap))
		return
	}
	right := (size.Width - 2*gap) * 0.33
	left := size.Width - gap - right
	half := (left - gap) / 2
	top := max(rowHeight, (size.Height-gap)*0.46)
	place(0, 0, 0, half, top)
	place(1, half+gap, 0, half, top)
	place(2, left+gap, 0, right, size.Height)
	place(3, 0, top+gap, left, size.Height-top-gap)
}
