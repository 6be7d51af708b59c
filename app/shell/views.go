package shell

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/app/page"
	"anlan/app/state"
	"anlan/data/workspace"
)

// chooseView offers the selections that were saved by name, and saves the present one.
func (s *Shell) chooseView(at fyne.CanvasObject) {
	w := s.source.Workspace
	if w == nil {
		return
	}
	state.Load(s.loader, "views", w.Views, func(views []workspace.View, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		var items []*fyne.MenuItem
		remove := fyne.NewMenuItem(s.words.Say("view.delete"), nil)
		remove.ChildMenu = fyne.NewMenu("")
		for _, v := range views {
			items = append(items, fyne.NewMenuItem(v.Name, func() { s.openView(v) }))
			remove.ChildMenu.Items = append(remove.ChildMenu.Items, fyne.NewMenuItem(v.Name, func() { s.deleteView(v.Name) }))
		}
		if len(views) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(s.words.Say("view.save"), s.askViewName))
		if len(views) > 0 {
			items = append(items, remove)
		}
		s.filters.below(at, items)
	})
}

// openView looks at what was saved.
func (s *Shell) openView(v workspace.View) {
	var selection state.Selection
	if err := json.Unmarshal([]byte(v.Selection), &selection); err != nil {
		s.fail(fmt.Errorf("read the saved view %s: %w", v.Name, err))
		return
	}
	s.history.Go(selection)
	s.Go(page.ID(v.Page))
}

// askViewName saves the present selection under a name.
func (s *Shell) askViewName() {
	name := widget.NewEntry()
	name.SetPlaceHolder(s.words.Say("view.name"))
	d := dialog.NewForm(s.words.Say("view.save"), s.words.Say("ok"), s.words.Say("cancel"), []*widget.FormItem{widget.NewFormItem(s.words.Say("view.name"), name)}, func(ok bool) {
		if text := strings.TrimSpace(name.Text); ok && text != "" {
			s.saveView(text)
		}
	}, s.window)
	d.Resize(fyne.NewSize(420, 180))
	d.Show()
	s.window.Canvas().Focus(name)
}

func (s *Shell) saveView(name string) {
	text, err := json.Marshal(s.history.Now())
	if err != nil {
		s.fail(fmt.Errorf("save the view: %w", err))
		return
	}
	w, view := s.source.Workspace, workspace.View{Name: name, Page: string(s.current), Selection: string(text)}
	state.Load(s.loader, "save view", func(ctx context.Context) (struct{}, error) { return struct{}{}, w.SaveView(ctx, view) }, func(_ struct{}, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.notify(s.words.Say("view.saved", "name", name))
	})
}

func (s *Shell) deleteView(name string) {
	w := s.source.Workspace
	state.Load(s.loader, "delete view", func(ctx context.Context) (struct{}, error) { return struct{}{}, w.DeleteView(ctx, name) }, func(_ struct{}, err error) {
		if err != nil {
			s.fail(err)
		}
	})
}
