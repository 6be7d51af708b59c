package shell

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/app/state"
)

// below opens a menu under a pill.
func (f *filterBar) below(pill fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(pill).AddXY(0, pill.Size().Height+2)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), f.shell.window.Canvas(), at)
}

func (f *filterBar) choosePeriod() {
	now := f.shell.history.Now()
	printer := f.shell.words.Printer()
	var items []*fyne.MenuItem
	for _, p := range state.Presets(f.shell.coverage) {
		name := f.shell.words.Say("period."+p.Name, "year", p.Year)
		if p.Name != "whole_year" { // its name says it all
			name += "  " + printer.Period(p.Period)
		}
		item := fyne.NewMenuItem(name, func() { f.setPeriod(p.Period) })
		item.Checked = p.Period == now.Period
		items = append(items, item)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(f.shell.words.Say("period.custom"), f.customPeriod),
		fyne.NewMenuItemSeparator(), fyne.NewMenuItem(f.shell.words.Say("known.choose"), f.shell.chooseMoment))
	f.below(f.period, items)
}

func (f *filterBar) setPeriod(p analytics.Period) {
	s := f.shell.history.Now()
	s.Period = p
	f.shell.Select(s)
}

// customPeriod asks for the first and the last day.
func (f *filterBar) customPeriod() {
	f.askSpan(f.shell.words.Say("period.custom"), f.shell.history.Now().Period, f.setPeriod)
}

// askSpan asks for the first and the last day of a span.
func (f *filterBar) askSpan(title string, suggested analytics.Period, use func(analytics.Period)) {
	say := f.shell.words.Say
	from, to := f.shell.dayEntry(suggested.From), f.shell.dayEntry(suggested.To)
	d := dialog.NewForm(title, say("ok"), say("cancel"), []*widget.FormItem{
		widget.NewFormItem(say("period.from"), from), widget.NewFormItem(say("period.to"), to),
	}, func(ok bool) {
		if !ok {
			return
		}
		p := analytics.Period{}
		p.From, _ = time.Parse(time.DateOnly, strings.TrimSpace(from.Text)) // validated by the entry
		p.To, _ = time.Parse(time.DateOnly, strings.TrimSpace(to.Text))
		if p.To.Before(p.From) {
			f.shell.fail(&analytics.Error{Code: analytics.CodePeriod, Value: from.Text + " – " + to.Text})
			return
		}
		use(p)
	}, f.shell.window)
	d.Resize(fyne.NewSize(420, 220))
	d.Show()
}

// dayEntry is a field for a day, which takes nothing else.
func (s *Shell) dayEntry(day time.Time) *widget.Entry {
	entry := widget.NewEntry()
	entry.SetText(day.Format(time.DateOnly))
	entry.Validator = func(text string) error {
		if _, err := time.Parse(time.DateOnly, strings.TrimSpace(text)); err != nil {
			return errorText(s.words.Error(&analytics.Error{Code: analytics.CodePeriod, Value: text}))
		}
		return nil
	}
	return entry
}

// errorText is an error that is worded already.
type errorText string

func (e errorText) Error() string { return string(e) }
