package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/app/words"
)

// speakPlaces says the places in an open file dialog (home, documents …) in the window's language: the toolkit has no
// translations for them, though the list that shows them is its own public widget.
func speakPlaces(canvas fyne.Canvas, w *words.Words) {
	popUp, ok := canvas.Overlays().Top().(*widget.PopUp)
	if !ok {
		return
	}
	list := findList(popUp.Content)
	if list == nil || list.UpdateItem == nil {
		return
	}
	update := list.UpdateItem
	list.UpdateItem = func(id widget.ListItemID, item fyne.CanvasObject) {
		update(id, item)
		box, ok := item.(*fyne.Container)
		if !ok {
			return
		}
		for _, part := range box.Objects {
			if label, ok := part.(*widget.Label); ok && w.Has("folder."+label.Text) {
				label.SetText(w.Say("folder." + label.Text))
			}
		}
	}
	list.Refresh()
}

// findList finds the first list below an object.
func findList(o fyne.CanvasObject) *widget.List {
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *widget.List:
		return o
	case *container.Split:
		parts = []fyne.CanvasObject{o.Leading, o.Trailing}
	case *fyne.Container:
		parts = o.Objects
	}
	for _, part := range parts {
		if list := findList(part); list != nil {
			return list
		}
	}
	return nil
}
