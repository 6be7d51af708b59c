package shell

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/app/page"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// filterBar is the row of filters above a page, with a chip for each that is set.
type filterBar struct {
	shell         *Shell
	period, basis *widgets.Pill
	dimensions    map[analytics.DimensionID]*widgets.Pill
	members       map[analytics.DimensionID][]analytics.Member
	back, forward *widgets.Pill
	chips         *fyne.Container
	object        fyne.CanvasObject
}

// filterDimensions are the dimensions with a filter of their own in the bar.
var filterDimensions = []analytics.DimensionID{analytics.Sector, analytics.Town, analytics.Severity}

func newFilterBar(s *Shell) *filterBar {
	f := &filterBar{shell: s, dimensions: make(map[analytics.DimensionID]*widgets.Pill), members: make(map[analytics.DimensionID][]analytics.Member)}
	look := page.PillLook(s.palette)
	pill := func(key string, action func()) *widgets.Pill {
		return widgets.NewPill(look, theme.BodySize, s.words.Say(key), "", "▼", action)
	}
	f.period = pill("filter.period", f.choosePeriod)
	f.basis = pill("filter.basis", f.chooseBasis)
	row := container.New(&widgets.Flow{Gap: 8}, f.period, f.basis)
	for _, d := range filterDimensions {
		f.dimensions[d] = pill("filter."+string(d), func() { f.chooseMembers(d) })
		row.Add(f.dimensions[d])
	}
	f.chips = row
	f.back = widgets.NewPill(look, theme.BodySize, "", "←", "", s.Back)
	f.forward = widgets.NewPill(look, theme.BodySize, "", "→", "", s.Forward)
	f.object = container.NewBorder(nil, nil, nil, container.NewHBox(f.back, f.forward), row)
	return f
}

// fixedPills is how many objects of the row are filters; the rest are chips.
const fixedPills = 5

// reset reads the members of the dimensions again: those to choose from, and those that only chips name.
func (f *filterBar) reset() {
	e := f.shell.engine
	state.Load(f.shell.loader, "members", func(ctx context.Context) (map[analytics.DimensionID][]analytics.Member, error) {
		lists := make(map[analytics.DimensionID][]analytics.Member)
		for _, d := range e.Catalog().Dimensions() {
			if d.Table == "" {
				continue
			}
			list, err := e.Members(ctx, d.ID)
			if err != nil {
				return nil, err
			}
			lists[d.ID] = list
		}
		return lists, nil
	}, func(lists map[analytics.DimensionID][]analytics.Member, err error) {
		if err != nil {
			f.shell.fail(err)
			return
		}
		f.members = lists
		f.show()
	})
}

// show shows the selection.
func (f *filterBar) show() {
	s, say := f.shell.history.Now(), f.shell.words.Say
	printer := f.shell.words.Printer()
	f.period.SetValue(printer.Period(s.Period))
	f.basis.SetValue(f.basisName(s.Basis))
	for d, pill := range f.dimensions {
		switch keys := s.Keys(d); len(keys) {
		case 0:
			pill.SetValue(say("filter.all"))
		case 1:
			pill.SetValue(f.name(d, keys[0]))
		default:
			pill.SetValue(say("members.count", "count", len(keys)))
		}
	}
	f.back.SetEnabled(f.shell.history.CanBack())
	f.forward.SetEnabled(f.shell.history.CanForward())
	f.chips.Objects = append(f.chips.Objects[:fixedPills:fixedPills], f.chipsOf(s)...)
	f.chips.Refresh()
	f.shell.bar.Refresh()
}

func (f *filterBar) basisName(b analytics.Basis) string {
	if b == analytics.NoBasis {
		return f.shell.words.Say("filter.no_basis")
	}
	return f.shell.words.Printer().Basis(b)
}

// chipsOf makes a chip for every filter that is set; a tap releases it.
func (f *filterBar) chipsOf(s state.Selection) []fyne.CanvasObject {
	p := f.shell.palette
	look := widgets.Look{Fill: theme.Color(p.PrimaryPale), Text: theme.Color(p.Primary), Muted: theme.Color(p.Primary), Round: true}
	var chips []fyne.CanvasObject
	for _, c := range s.Where {
		var names []string
		for _, key := range c.Keys[:min(len(c.Keys), 3)] {
			names = append(names, f.name(c.Dimension, key))
		}
		text := f.shell.words.List(names)
		if len(c.Keys) > 3 {
			text += f.shell.words.Say("more", "count", len(c.Keys)-3)
		}
		chips = append(chips, widgets.NewPill(look, theme.BodySize, "", text, "×", func() { f.shell.Select(f.shell.history.Now().With(c.Dimension, nil)) }))
	}
	if len(s.Where) > 1 {
		plain := widgets.Look{Text: theme.Color(p.Muted), Muted: theme.Color(p.Muted), Round: true}
		chips = append(chips, widgets.NewPill(plain, theme.BodySize, "", f.shell.words.Say("filter.clear"), "", func() {
			s := f.shell.history.Now()
			s.Where = nil
			f.shell.Select(s)
		}))
	}
	return chips
}

// name is what a key of a dimension is called.
func (f *filterBar) name(d analytics.DimensionID, key string) string {
	l := f.shell.words.Language
	if key == analytics.UnknownKey {
		return analytics.Unknown.Label.In(l)
	}
	for _, m := range f.members[d] {
		if m.Key == key {
			return m.Label.In(l)
		}
	}
	if year, month, ok := strings.Cut(key, "-"); ok && d == analytics.Month {
		if y, err := strconv.Atoi(year); err == nil {
			if m, err := strconv.Atoi(month); err == nil {
				first := analytics.Day(y, time.Month(m), 1)
				return f.shell.words.Printer().Period(analytics.Period{From: first, To: first.AddDate(0, 1, -1)})
			}
		}
	}
	return key
}

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
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(f.shell.words.Say("period.custom"), f.customPeriod))
	f.below(f.period, items)
}

func (f *filterBar) setPeriod(p analytics.Period) {
	s := f.shell.history.Now()
	s.Period = p
	f.shell.Select(s)
}

// customPeriod asks for the first and the last day.
func (f *filterBar) customPeriod() {
	now, say := f.shell.history.Now().Period, f.shell.words.Say
	from, to := widget.NewEntry(), widget.NewEntry()
	from.SetText(now.From.Format(time.DateOnly))
	to.SetText(now.To.Format(time.DateOnly))
	check := func(text string) error {
		if _, err := time.Parse(time.DateOnly, strings.TrimSpace(text)); err != nil {
			return &analytics.Error{Code: analytics.CodePeriod, Value: text}
		}
		return nil
	}
	wording := func(text string) error {
		if err := check(text); err != nil {
			return errorText(f.shell.words.Error(err))
		}
		return nil
	}
	from.Validator, to.Validator = wording, wording
	d := dialog.NewForm(say("period.custom"), say("ok"), say("cancel"), []*widget.FormItem{
		widget.NewFormItem(say("period.from"), from), widget.NewFormItem(say("period.to"), to),
	}, func(ok bool) {
		if !ok {
			return
		}
		p := analytics.Period{}
		p.From, _ = time.Parse(time.DateOnly, strings.TrimSpace(from.Text)) // validated above
		p.To, _ = time.Parse(time.DateOnly, strings.TrimSpace(to.Text))
		if p.To.Before(p.From) {
			f.shell.fail(&analytics.Error{Code: analytics.CodePeriod, Value: from.Text + " – " + to.Text})
			return
		}
		f.setPeriod(p)
	}, f.shell.window)
	d.Resize(fyne.NewSize(420, 220))
	d.Show()
}

// errorText is an error that is worded already.
type errorText string

func (e errorText) Error() string { return string(e) }

func (f *filterBar) chooseBasis() {
	now := f.shell.history.Now()
	var items []*fyne.MenuItem
	for _, b := range analytics.Bases() {
		item := fyne.NewMenuItem(f.basisName(b), func() {
			s := f.shell.history.Now()
			s.Basis = b
			f.shell.Select(s)
		})
		item.Checked = b == now.Basis
		items = append(items, item)
	}
	f.below(f.basis, items)
}

// chooseMembers opens a list of a dimension's members to check; the page follows every check.
func (f *filterBar) chooseMembers(d analytics.DimensionID) {
	l := f.shell.words.Language
	var names []string
	keyOf := make(map[string]string)
	for _, m := range f.members[d] {
		name := m.Label.In(l)
		if keyOf[name] == "" {
			names = append(names, name)
			keyOf[name] = m.Key
		}
	}
	columns := 1
	if len(names) > 18 {
		columns = 4
	}
	selected := f.shell.history.Now().Keys(d)
	var checks []fyne.CanvasObject
	for _, name := range names {
		check := widget.NewCheck(name, nil)
		check.Checked = slices.Contains(selected, keyOf[name])
		check.OnChanged = func(on bool) {
			keys := f.shell.history.Now().Keys(d)
			keys = slices.DeleteFunc(keys, func(k string) bool { return k == keyOf[name] })
			if on {
				keys = append(keys, keyOf[name])
			}
			f.shell.Select(f.shell.history.Now().With(d, keys))
		}
		checks = append(checks, check)
	}
	var popup *widget.PopUp
	all := widget.NewButton(f.shell.words.Say("filter.all"), func() {
		popup.Hide()
		f.shell.Select(f.shell.history.Now().With(d, nil))
	})
	grid := container.NewGridWithColumns(columns, checks...)
	content := container.NewBorder(nil, all, nil, nil, grid)
	popup = widget.NewPopUp(content, f.shell.window.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.dimensions[d]).AddXY(0, f.dimensions[d].Size().Height+2)
	at.X = min(at.X, f.shell.window.Canvas().Size().Width-content.MinSize().Width-24)
	popup.ShowAtPosition(at)
}
