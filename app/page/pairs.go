package page

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// fyneCaption is the size of notes in the toolkit's labels.
const fyneCaption = fynetheme.SizeNameCaptionText

// pairs is a layout of names and texts, two by two: the names in a narrow column, the texts beside them, wrapped.
type pairs struct{}

// nameColumn is the width of the widest name.
func nameColumn(objects []fyne.CanvasObject) float32 {
	width := float32(0)
	for i := 0; i < len(objects); i += 2 {
		width = max(width, objects[i].MinSize().Width)
	}
	return width
}

// MinSize implements fyne.Layout: as high as the texts were at the last width.
func (pairs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(nameColumn(objects)+60, 0)
	for i := 1; i < len(objects); i += 2 {
		size.Height += objects[i].MinSize().Height - pairTight
	}
	return size
}

// pairTight is how much closer the rows stand than labels would.
const pairTight = 10

// Layout implements fyne.Layout.
func (pairs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	column := nameColumn(objects)
	y := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		name, text := objects[i], objects[i+1]
		text.Resize(fyne.NewSize(size.Width-column, text.MinSize().Height))
		high := text.MinSize().Height
		text.Resize(fyne.NewSize(size.Width-column, high))
		text.Move(fyne.NewPos(column, y))
		name.Move(fyne.NewPos(0, y))
		name.Resize(name.MinSize())
		y += high - pairTight
	}
}
