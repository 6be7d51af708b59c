package shell

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
)

// fewMembers is how many members are shown all at once; of more, those that match a search.
const fewMembers = 48

// chooseMembers opens a list of a dimension's members to check; the page follows every check.
func (f *filterBar) chooseMembers(d analytics.DimensionID) {
	var popup *widget.PopUp
	all := widget.NewButton(f.shell.words.Say("filter.all"), func() {
		popup.Hide()
		f.shell.Select(f.shell.history.Now().With(d, nil))
	})
	content := container.NewBorder(nil, all, nil, nil, f.memberGrid(d))
	if len(f.members[d]) > fewMembers {
		content = container.NewBorder(nil, all, nil, nil, f.memberSearch(d))
	}
	popup = widget.NewPopUp(content, f.shell.window.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.dimensions[d]).AddXY(0, f.dimensions[d].Size().Height+2)
	at.X = min(at.X, f.shell.window.Canvas().Size().Width-content.MinSize().Width-24)
	popup.ShowAtPosition(at)
}

// memberCheck is a member with a box to check.
func (f *filterBar) memberCheck(d analytics.DimensionID, m analytics.Member) *widget.Check {
	check := widget.NewCheck(m.Label.In(f.shell.words.Language), nil)
	check.Checked = slices.Contains(f.shell.history.Now().Keys(d), m.Key)
	check.OnChanged = func(on bool) { f.setMember(d, m.Key, on) }
	return check
}

// setMember filters by a member, or no longer.
func (f *filterBar) setMember(d analytics.DimensionID, key string, on bool) {
	keys := slices.DeleteFunc(f.shell.history.Now().Keys(d), func(k string) bool { return k == key })
	if on {
		keys = append(keys, key)
	}
	f.shell.Select(f.shell.history.Now().With(d, keys))
}

func (f *filterBar) memberGrid(d analytics.DimensionID) fyne.CanvasObject {
	columns := 1
	if len(f.members[d]) > 18 {
		columns = 4
	}
	grid := container.NewGridWithColumns(columns)
	for _, m := range f.members[d] {
		grid.Add(f.memberCheck(d, m))
	}
	return grid
}

// memberSearch lists the members whose name, in either language, holds what is typed.
func (f *filterBar) memberSearch(d analytics.DimensionID) fyne.CanvasObject {
	matching := f.members[d]
	list := widget.NewList(func() int { return len(matching) }, func() fyne.CanvasObject { return widget.NewCheck("", nil) }, func(id widget.ListItemID, o fyne.CanvasObject) {
		if id >= len(matching) {
			return
		}
		check, m := o.(*widget.Check), matching[id]
		check.OnChanged = nil // the box was another member's
		check.Text = m.Label.In(f.shell.words.Language)
		check.SetChecked(slices.Contains(f.shell.history.Now().Keys(d), m.Key))
		check.OnChanged = func(on bool) { f.setMember(d, m.Key, on) }
		check.Refresh()
	})
	search := widget.NewEntry()
	search.SetPlaceHolder(f.shell.words.Say("filter.search"))
	search.OnChanged = func(text string) {
		matching = nil
		for _, m := range f.members[d] {
			if text = strings.ToLower(strings.TrimSpace(text)); strings.Contains(strings.ToLower(m.Label.ZH+" "+m.Label.EN), text) {
				matching = append(matching, m)
			}
		}
		list.Refresh()
	}
	return container.NewBorder(search, nil, nil, nil, container.New(tall{}, list))
}

// tall gives a list room.
type tall struct{}

// MinSize implements fyne.Layout.
func (tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 420) }

// Layout implements fyne.Layout.
func (tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
