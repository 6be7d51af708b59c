package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/app/state"
)

// basisName is what a basis is called.
func (f *filterBar) basisName(b analytics.Basis) string {
	if b == analytics.NoBasis {
		return f.shell.words.Say("filter.no_basis")
	}
	return f.shell.words.Printer().Basis(b)
}

// basisText names the basis, and the second one beside it.
func (f *filterBar) basisText(s state.Selection) string {
	if s.Also == "" {
		return f.basisName(s.Basis)
	}
	return f.shell.words.Say("filter.two_bases", "first", f.basisName(s.Basis), "second", f.basisName(s.Also))
}

// chooseBasis offers what to compare with: one of the usual bases, any span, and a second basis beside it.
func (f *filterBar) chooseBasis() {
	now := f.shell.history.Now()
	set := func(change func(*state.Selection)) func() {
		return func() {
			s := f.shell.history.Now()
			change(&s)
			f.shell.Select(s)
		}
	}
	var items, also []*fyne.MenuItem
	for _, b := range analytics.Bases() {
		item := fyne.NewMenuItem(f.basisName(b), set(func(s *state.Selection) { s.Basis = b }))
		item.Checked = b == now.Basis
		items = append(items, item)
		if b == analytics.NoBasis {
			continue
		}
		second := fyne.NewMenuItem(f.basisName(b), set(func(s *state.Selection) { s.Also = b }))
		second.Checked, second.Disabled = b == now.Also, b == now.Basis
		also = append(also, second)
	}
	none := fyne.NewMenuItem(f.shell.words.Say("filter.no_second"), set(func(s *state.Selection) { s.Also = "" }))
	none.Checked = now.Also == ""
	beside := fyne.NewMenuItem(f.shell.words.Say("filter.second"), nil)
	beside.ChildMenu = fyne.NewMenu("", append([]*fyne.MenuItem{none}, also...)...)
	span := fyne.NewMenuItem(f.shell.words.Say("filter.any_span"), f.chooseSpan)
	_, span.Checked = now.Basis.Span()
	f.below(f.basis, append(items, span, fyne.NewMenuItemSeparator(), beside))
}

// chooseSpan asks for any span to compare with; it begins with the one a year back.
func (f *filterBar) chooseSpan() {
	now := f.shell.history.Now()
	suggested := now.Period
	if windows := now.Basis.Windows(now.Period); len(windows) > 0 {
		suggested = windows[0].Period
	}
	f.askSpan(f.shell.words.Say("filter.any_span"), suggested, func(p analytics.Period) {
		s := f.shell.history.Now()
		s.Basis = analytics.Against(p)
		f.shell.Select(s)
	})
}

// badgeText says that the windows which are compared differ in length; empty where they do not.
func (f *filterBar) badgeText(s state.Selection) string {
	windows := s.Basis.Windows(s.Period)
	if len(windows) != 1 || windows[0].Period.Days() == s.Period.Days() {
		return ""
	}
	return f.shell.words.Say("filter.badge", "days", s.Period.Days(), "base", windows[0].Period.Days())
}

// explainBadge says what it means that two windows differ in length.
func (f *filterBar) explainBadge() {
	s := f.shell.history.Now()
	windows := s.Basis.Windows(s.Period)
	if len(windows) != 1 {
		return
	}
	printer := f.shell.words.Printer()
	label := widget.NewLabel(f.shell.words.Say("filter.badge.long", "period", printer.Period(s.Period), "days", s.Period.Days(),
		"base", printer.Period(windows[0].Period), "base_days", windows[0].Period.Days()))
	label.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustom(f.badgeText(s), f.shell.words.Say("close"), label, f.shell.window)
	d.Resize(fyne.NewSize(520, 200))
	d.Show()
}
