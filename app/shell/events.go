package shell

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/app/state"
	"anlan/data/workspace"
)

// showEvents lists what was noted, to add to it and to change it. Every chart that an event touches shows it.
func (s *Shell) showEvents() {
	w := s.source.Workspace
	if w == nil {
		return
	}
	state.Load(s.loader, "events", w.Events, func(events []workspace.Event, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.listEvents(events)
	})
}

func (s *Shell) listEvents(events []workspace.Event) {
	say := s.words.Say
	var d *dialog.CustomDialog
	rows := container.NewVBox()
	if len(events) == 0 {
		rows.Add(widget.NewLabel(say("event.none")))
	}
	for _, e := range events {
		label := widget.NewLabel(s.eventText(e))
		label.Truncation = fyne.TextTruncateEllipsis
		edit := widget.NewButton(say("event.edit"), func() { d.Hide(); s.editEvent(e) })
		remove := widget.NewButton(say("event.delete"), func() {
			d.Hide()
			s.changeEvents(func(ctx context.Context) error { return s.source.Workspace.DeleteEvent(ctx, e.ID) })
		})
		rows.Add(container.NewBorder(nil, nil, nil, container.NewHBox(edit, remove), label))
	}
	add := widget.NewButton(say("event.add"), func() {
		d.Hide()
		s.editEvent(workspace.Event{From: s.history.Now().Period.To, To: s.history.Now().Period.To})
	})
	add.Importance = widget.HighImportance
	d = dialog.NewCustom(say("event.title"), say("close"), container.NewBorder(nil, container.NewHBox(add), nil, nil, container.NewVScroll(rows)), s.window)
	d.Resize(fyne.NewSize(680, 460))
	d.Show()
}

// eventText is an event in one line.
func (s *Shell) eventText(e workspace.Event) string {
	parts := []string{s.words.Printer().Period(analytics.Period{From: e.From, To: e.To}), e.Title}
	if e.Town != "" {
		parts = append(parts, s.filters.name(analytics.Town, e.Town))
	}
	if e.Sector != "" {
		parts = append(parts, s.filters.name(analytics.Sector, e.Sector))
	}
	if e.Note != "" {
		parts = append(parts, e.Note)
	}
	return strings.Join(parts, " · ")
}

// changeEvents changes what is noted and shows the list and the page again.
func (s *Shell) changeEvents(change func(context.Context) error) {
	state.Load(s.loader, "change events", func(ctx context.Context) (struct{}, error) { return struct{}{}, change(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.showPage()
		s.showEvents()
	})
}

// editEvent asks for an event's days, title, town, sector and note.
func (s *Shell) editEvent(e workspace.Event) {
	say := s.words.Say
	title, note := widget.NewEntry(), widget.NewEntry()
	title.SetText(e.Title)
	note.SetText(e.Note)
	from, to := s.dayEntry(e.From), s.dayEntry(e.To)
	town, townKey := s.memberSelect(analytics.Town, e.Town)
	sector, sectorKey := s.memberSelect(analytics.Sector, e.Sector)
	title.Validator = func(text string) error {
		if strings.TrimSpace(text) == "" {
			return errorText(say("event.no_title"))
		}
		return nil
	}
	d := dialog.NewForm(say("event.title"), say("ok"), say("cancel"), []*widget.FormItem{
		widget.NewFormItem(say("event.name"), title), widget.NewFormItem(say("period.from"), from), widget.NewFormItem(say("period.to"), to),
		widget.NewFormItem(say("filter.dimension.town"), town), widget.NewFormItem(say("filter.dimension.sector"), sector), widget.NewFormItem(say("event.note"), note),
	}, func(ok bool) {
		if !ok {
			return
		}
		e.Title, e.Note, e.Town, e.Sector = strings.TrimSpace(title.Text), strings.TrimSpace(note.Text), townKey(), sectorKey()
		e.From, _ = time.Parse(time.DateOnly, strings.TrimSpace(from.Text)) // validated by the entry
		e.To, _ = time.Parse(time.DateOnly, strings.TrimSpace(to.Text))
		if e.To.Before(e.From) {
			e.To = e.From
		}
		w := s.source.Workspace
		s.changeEvents(func(ctx context.Context) error { return w.SaveEvent(ctx, e) })
	}, s.window)
	d.Resize(fyne.NewSize(520, 400))
	d.Show()
}

// memberSelect offers the members of a dimension, or all of them.
func (s *Shell) memberSelect(d analytics.DimensionID, key string) (*widget.Select, func() string) {
	all := s.words.Say("filter.all")
	names, keys := []string{all}, map[string]string{all: ""}
	selected := all
	for _, m := range s.filters.members[d] {
		name := m.Label.In(s.words.Language)
		names, keys[name] = append(names, name), m.Key
		if m.Key == key {
			selected = name
		}
	}
	choice := widget.NewSelect(names, nil)
	choice.SetSelected(selected)
	return choice, func() string { return keys[choice.Selected] }
}
