package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// PivotPage is the page 透视: any indicators by any two dimensions.
type PivotPage struct {
	env       *Env
	title     *widgets.Line
	subtitle  *widgets.Line
	indicator *widgets.Pill
	down      *widgets.Pill
	across    *widgets.Pill
	show      *widgets.Pill
	table     *sheetView
	empty     *widget.Label
	figure    figure.Figure
	object    fyne.CanvasObject
}

func newPivotPage(env *Env) *PivotPage {
	p := &PivotPage{env: env, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), table: newSheetView(env), empty: widget.NewLabel("")}
	look := PillLook(env.Palette)
	pill := func(key string, action func()) *widgets.Pill {
		return widgets.NewPill(look, theme.BodySize, env.Words.Say(key), "", "▼", action)
	}
	p.indicator = pill("pivot.indicators", p.chooseIndicators)
	p.down = pill("pivot.down", func() {
		p.chooseDimension(p.down, false, func(v *figure.Pivot) *analytics.DimensionID { return &v.Down })
	})
	p.across = pill("pivot.across", func() {
		p.chooseDimension(p.across, true, func(v *figure.Pivot) *analytics.DimensionID { return &v.Across })
	})
	p.show = pill("pivot.show", p.chooseShow)
	p.table.onRow = p.rows
	bar := container.New(&widgets.Flow{Gap: 8}, p.indicator, p.down, p.across, p.show,
		widgets.NewPill(look, theme.BodySize, "", env.Words.Say("chart.copy_table"), "", p.table.copy), widgets.NewPill(look, theme.BodySize, "", env.Words.Say("pivot.save"), "", p.save),
		widgets.NewPill(look, theme.BodySize, "", env.Words.Say("chart.brief"), "", p.brief))
	panel := widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, container.NewStack(p.table.object(), container.NewCenter(p.empty)))
	p.object = container.New(edges{}, container.NewBorder(container.NewVBox(p.title, p.subtitle, bar), nil, nil, nil, panel))
	return p
}

// brief puts the table into the briefing.
func (p *PivotPage) brief() {
	pivot := p.pivot()
	p.env.Desk.Put(briefing.Ask{Kind: briefing.PivotKind, Question: p.env.Question(), Pivot: &pivot})
}

// pivot is the table that the window looks at; the usual one where none was chosen, and always one that can be asked for.
func (p *PivotPage) pivot() figure.Pivot {
	v := p.env.Selection().Pivot
	if len(v.Indicators) == 0 {
		v = figure.DefaultPivot()
	}
	allowed := p.dimensions(v.Indicators)
	if !slices.Contains(allowed, v.Down) {
		v.Down = allowed[0]
	}
	if v.Across != "" && (!slices.Contains(allowed, v.Across) || v.Across == v.Down) {
		v.Across = ""
	}
	return v
}

// dimensions are the breakdowns that all of some indicators allow.
func (p *PivotPage) dimensions(ids []analytics.ID) []analytics.DimensionID {
	var allowed []analytics.DimensionID
	for n, id := range ids {
		i, err := p.env.Engine.Catalog().Indicator(id)
		if err != nil {
			continue
		}
		if n == 0 {
			allowed = slices.Clone(i.By)
			continue
		}
		allowed = slices.DeleteFunc(allowed, func(d analytics.DimensionID) bool { return !slices.Contains(i.By, d) })
	}
	if len(allowed) == 0 {
		return []analytics.DimensionID{analytics.Year}
	}
	return allowed
}

func (p *PivotPage) change(change func(*figure.Pivot)) {
	s := p.env.Selection()
	s.Pivot = p.pivot()
	s.Pivot.Indicators = slices.Clone(s.Pivot.Indicators)
	change(&s.Pivot)
	p.env.Select(s)
}

// Show implements Page.
func (p *PivotPage) Show() {
	question, style, pivot := p.env.Question(), p.env.Style(), p.pivot()
	p.showChoice(pivot)
	state.Load(p.env.Loader, "pivot", func(ctx context.Context) (figure.Figure, error) {
		return figure.DrawPivot(ctx, p.env.Engine, question, pivot, style)
	}, func(f figure.Figure, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.figure = f
		p.title.Set(p.env.spans(f.Finding)...)
		p.subtitle.Set(widgets.Span{Text: f.Subtitle, Color: theme.Color(p.env.Palette.Muted)})
		p.table.set(f.Sheet, question)
		p.empty.SetText(f.Empty)
		p.env.Repainted()
	})
}

func (p *PivotPage) showChoice(v figure.Pivot) {
	l := p.env.Words.Language
	var names []string
	for _, id := range v.Indicators {
		if i, err := p.env.Engine.Catalog().Indicator(id); err == nil {
			names = append(names, i.Name.In(l))
		}
	}
	p.indicator.SetValue(p.env.Words.List(names))
	p.down.SetValue(p.dimensionName(v.Down))
	p.across.SetValue(p.dimensionName(v.Across))
	p.show.SetValue(p.env.Style().PivotName(v.Show))
}

func (p *PivotPage) dimensionName(d analytics.DimensionID) string {
	if d == "" {
		return p.env.Words.Say("pivot.none")
	}
	if dimension, err := p.env.Engine.Catalog().Dimension(d); err == nil {
		return dimension.Name.In(p.env.Words.Language)
	}
	return string(d)
}

func (p *PivotPage) below(at fyne.CanvasObject, items []*fyne.MenuItem) {
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(0, at.Size().Height+2)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.env.Window.Canvas(), position)
}

func (p *PivotPage) chooseDimension(at *widgets.Pill, none bool, field func(*figure.Pivot) *analytics.DimensionID) {
	v := p.pivot()
	var items []*fyne.MenuItem
	for _, d := range p.dimensions(v.Indicators) {
		item := fyne.NewMenuItem(p.dimensionName(d), func() { p.change(func(v *figure.Pivot) { *field(v) = d }) })
		item.Checked = *field(&v) == d
		items = append(items, item)
	}
	if none {
		items = append(items, fyne.NewMenuItem(p.env.Words.Say("pivot.none"), func() { p.change(func(v *figure.Pivot) { *field(v) = "" }) }))
	}
	p.below(at, items)
}

func (p *PivotPage) chooseShow() {
	var items []*fyne.MenuItem
	for _, show := range []figure.PivotShow{figure.ShowValue, figure.ShowChange, figure.ShowShare} {
		item := fyne.NewMenuItem(p.env.Style().PivotName(show), func() { p.change(func(v *figure.Pivot) { v.Show = show }) })
		item.Checked = p.pivot().Show == show
		items = append(items, item)
	}
	p.below(p.show, items)
}

// maxIndicators bounds the indicators side by side.
const maxIndicators = 6

// chooseIndicators opens the catalogue, to check what the table shows.
func (p *PivotPage) chooseIndicators() {
	list := container.NewGridWithColumns(3)
	for _, i := range p.env.Engine.Catalog().Indicators() {
		check := widget.NewCheck(i.Name.In(p.env.Words.Language), nil)
		check.Checked = slices.Contains(p.pivot().Indicators, i.ID)
		check.OnChanged = func(on bool) { p.setIndicator(i.ID, on) }
		list.Add(check)
	}
	d := dialog.NewCustom(p.env.Words.Say("pivot.indicators"), p.env.Words.Say("close"), container.NewVScroll(list), p.env.Window)
	d.Resize(p.env.dialogSize(900, 600))
	d.Show()
}

func (p *PivotPage) setIndicator(id analytics.ID, on bool) {
	p.change(func(v *figure.Pivot) {
		v.Indicators = slices.DeleteFunc(v.Indicators, func(have analytics.ID) bool { return have == id })
		if on {
			v.Indicators = append(v.Indicators, id)
		}
		if len(v.Indicators) > maxIndicators {
			v.Indicators = v.Indicators[len(v.Indicators)-maxIndicators:]
		}
		if len(v.Indicators) == 0 {
			v.Indicators = figure.DefaultPivot().Indicators
		}
	})
}

// rows lists the facts behind a row.
func (p *PivotPage) rows(row int) {
	if row >= len(p.figure.Sheet.Rows) {
		return
	}
	ask := figure.RecordsBehind(p.figure.Frame, nil)
	ask.Where = append(ask.Where, p.figure.Sheet.Rows[row].Target.Conditions...)
	p.env.showRecords(p.figure.Finding.String(), ask)
}

// save writes the table into a file.
func (p *PivotPage) save() {
	if p.figure.Sheet != nil {
		p.env.saveFigure(p.figure, p.env.Words.Say("page.pivot"), ".xlsx")
	}
}

// Sheet is the table that is shown; nil for none.
func (p *PivotPage) Sheet() *figure.Sheet { return p.figure.Sheet }

// Object implements Page.
func (p *PivotPage) Object() fyne.CanvasObject { return p.object }

// Title implements Page.
func (p *PivotPage) Title() string { return p.title.Text() }

// Charts implements Page: there are none.
func (p *PivotPage) Charts() map[string]*chartview.View { return nil }

// Filtered implements Page.
func (p *PivotPage) Filtered() bool { return true }

// Rest implements Page.
func (p *PivotPage) Rest() {}

// Close implements Page.
func (p *PivotPage) Close() {}
