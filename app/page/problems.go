package page

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/analytics/problem"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/workspace"
)

// problemTiles are the kinds of figure that stand as evidence beside the findings; a finding turns a tile to the kind that
// shows it.
var problemTiles = [][]string{
	{"funnel", "pareto", "quota", "overdue-towns", "late-towns", "days-towns", "rectification-towns", "staff-towns", "training-towns", "drills-towns"},
	{"contribution", "majors-timeline", "repeats-timeline"},
	{"control", "season", "weekday-hour", "months-complaints_received"},
	{"quadrant", "signals", "enforcement-returns", "unstated-towns", "unstated-sectors", "unstated-deaths"},
}

// ProblemsPage is the page 问题分析: what was found, the gravest and surest first, and beside it the evidence.
type ProblemsPage struct {
	env        *Env
	charts     *Env // as the charts see the window: what the chosen finding is about is filtered by
	title      *widgets.Line
	subtitle   *widgets.Line
	counts     *widgets.Line
	alarms     *widgets.Pill
	undo       *widgets.Pill
	list       *fyne.Container
	scroll     *container.Scroll
	foot       *widgets.Line
	tiles      []*ChartCard
	object     fyne.CanvasObject
	thresholds problem.Thresholds

	asked     problem.Inquiry // what the findings are about
	version   int64           // of the data they are about
	analysis  problem.Analysis
	ready     bool
	decisions map[string]workspace.Decision
	earlier   []earlier // decisions that can be taken back
	chosen    string    // key of the finding whose evidence is shown
	focus     []analytics.Condition
}

func newProblemsPage(env *Env) (*ProblemsPage, error) {
	p := &ProblemsPage{
		env: env, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), counts: widgets.NewLine(theme.BodySize, false),
		foot: widgets.NewLine(theme.NoteSize, false), list: container.NewVBox(), thresholds: problem.Defaults(),
	}
	seen := *env
	seen.Selection = p.selection
	seen.Select = p.followChart
	seen.Thresholds = p.edited
	p.charts = &seen
	var tiles []fyne.CanvasObject
	for _, ids := range problemTiles {
		kinds, err := kindsOf(ids)
		if err != nil {
			return nil, err
		}
		c := newChartCard(p.charts, kinds, "problem chart "+ids[0])
		p.tiles, tiles = append(p.tiles, c), append(tiles, c.object)
	}
	look := PillLook(env.Palette)
	p.alarms = widgets.NewPill(look, theme.BodySize, env.Words.Say("problems.alarms"), "", "▼", p.chooseAlarms)
	limits := widgets.NewPill(look, theme.BodySize, "", env.Words.Say("problems.thresholds"), "", p.editThresholds)
	p.undo = widgets.NewPill(look, theme.BodySize, "", env.Words.Say("problems.undo"), "", p.takeBack)
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(p.alarms, limits, p.undo), container.NewVBox(p.counts))
	p.scroll = container.NewVScroll(p.list)
	left := widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 1, p.scroll)
	room := container.NewVScroll(container.New(&evidence{}, tiles...))
	for _, c := range p.tiles {
		c.view.OnScroll = room.Scrolled
	}
	head := container.NewVBox(p.title, p.subtitle, bar)
	p.object = container.New(edges{}, container.NewBorder(head, p.foot, nil, nil, container.New(aside{}, left, room)))
	return p, nil
}

// evidence lays out the tiles: two by two, or where the room is narrow one below the other.
type evidence struct{ narrow bool }

var (
	evidenceWide = below(1, beside(0.5, one(0, 0.5, 250), one(1, 0.5, 250)), beside(0.5, one(2, 0.5, 250), one(3, 0.5, 250)))
	evidenceTall = below(1, one(0, 0.25, 250), one(1, 0.25, 250), one(2, 0.25, 250), one(3, 0.25, 250))
)

// evidenceFold is the width below which the tiles stand one below the other.
const evidenceFold = 600

func (e *evidence) area() area {
	if e.narrow {
		return evidenceTall
	}
	return evidenceWide
}

// MinSize implements fyne.Layout.
func (e *evidence) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, e.area().least()) }

// Layout implements fyne.Layout.
func (e *evidence) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	e.narrow = size.Width < evidenceFold
	e.area().place(objects, fyne.NewPos(0, 0), size)
}

// aside sets a list beside the evidence.
type aside struct{}

// listShare is the share of the width that the list has, and leastList how wide it is at least.
const (
	listShare = 0.36
	leastList = 340
)

// MinSize implements fyne.Layout.
func (aside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(leastList+420, 300) }

// Layout implements fyne.Layout.
func (aside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(size.Width*listShare, leastList)
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width-theme.Gap, size.Height))
	objects[1].Move(fyne.NewPos(width+theme.Gap, 0))
}

// inquiry is what the window looks at, as the analysis asks it.
func (p *ProblemsPage) inquiry() problem.Inquiry {
	s := p.env.Selection()
	return problem.Inquiry{Period: s.Period, Basis: s.Basis, Where: s.Where, Thresholds: p.thresholds}
}

// answer is an analysis with what was decided about its findings.
type answer struct {
	analysis  problem.Analysis
	decisions []workspace.Decision
}

// Show implements Page. What was found for another selection is not shown for a moment: the list is empty until the answer
// is there. The same selection is not analysed twice.
func (p *ProblemsPage) Show() {
	inquiry, version := p.inquiry(), p.env.Workspace.DataVersion()
	if p.ready && version == p.version && reflect.DeepEqual(inquiry, p.asked) {
		p.showAll()
		return
	}
	p.ready, p.asked, p.version, p.analysis = false, inquiry, version, problem.Analysis{Inquiry: inquiry}
	p.title.Set(widgets.Span{Text: p.env.Words.Say("problems.busy")})
	p.subtitle.Set()
	p.list.RemoveAll()
	state.Load(p.env.Loader, "problems", func(ctx context.Context) (answer, error) {
		found, err := problem.Analyse(ctx, p.env.Engine, inquiry)
		if err != nil {
			return answer{}, err
		}
		decisions, err := p.env.Workspace.Decisions(ctx)
		return answer{found, decisions}, err
	}, func(a answer, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.ready, p.analysis = true, a.analysis
		p.keep(a.decisions)
		p.focus = nil
		if !slices.ContainsFunc(p.analysis.Findings, func(f problem.Finding) bool { return f.Key() == p.chosen }) {
			p.chosen = ""
		}
		if p.chosen == "" && len(p.analysis.Findings) > 0 {
			p.chosen = p.analysis.Findings[0].Key()
		}
		p.turnTiles()
		p.showAll()
	})
	p.showCharts()
}

func (p *ProblemsPage) showAll() {
	p.showHead()
	p.showList()
	p.showCharts()
	p.env.Repainted()
}

// showHead says how much was found, and what is gravest.
func (p *ProblemsPage) showHead() {
	style, say := p.env.Style(), p.env.Words.Say
	summary := figure.ProblemsSummary(p.analysis, style)
	p.title.Set(p.env.spans(summary.Sentence)...)
	p.subtitle.Set(widgets.Span{Text: summary.Subtitle, Color: theme.Color(p.env.Palette.Muted)})
	accepted, dismissed, pinned := 0, 0, 0
	for _, f := range p.analysis.Findings {
		d := p.decision(f)
		switch d.State {
		case workspace.DecisionAccepted:
			accepted++
		case workspace.DecisionDismissed:
			dismissed++
		case workspace.DecisionOpen:
		}
		if d.Pinned {
			pinned++
		}
	}
	p.counts.Set(widgets.Span{Text: say("problems.counts", "accepted", accepted, "dismissed", dismissed, "pinned", pinned)})
	p.alarms.SetValue(style.Printer.Percent(p.thresholds.FalseAlarms*100, 0))
	p.undo.SetEnabled(len(p.earlier) > 0)
	p.foot.Set(widgets.Span{Text: figure.ProblemsNote(p.analysis, style), Color: theme.Color(p.env.Palette.Muted)})
}

// finding is the one whose evidence is shown.
func (p *ProblemsPage) finding() (problem.Finding, bool) {
	i := slices.IndexFunc(p.analysis.Findings, func(f problem.Finding) bool { return f.Key() == p.chosen })
	if i < 0 {
		return problem.Finding{}, false
	}
	return p.analysis.Findings[i], true
}

// selection is what the charts look at: the window's filters, and what the chosen finding is about.
func (p *ProblemsPage) selection() state.Selection {
	s := p.env.Selection()
	where := p.focus
	if f, ok := p.finding(); ok && where == nil {
		where = f.Scope()
	}
	for _, c := range where {
		if c.Dimension == analytics.Town || c.Dimension == analytics.Sector || c.Dimension == analytics.Subsector {
			s = s.With(c.Dimension, c.Keys)
		}
	}
	return s
}

// edited are the thresholds where they are not the usual ones; otherwise nil.
func (p *ProblemsPage) edited() *problem.Thresholds {
	if p.thresholds == problem.Defaults() {
		return nil
	}
	t := p.thresholds
	return &t
}

// followChart looks at what was clicked in a chart: the charts follow, the window's filters stay.
func (p *ProblemsPage) followChart(s state.Selection) {
	p.focus = []analytics.Condition{}
	for _, d := range []analytics.DimensionID{analytics.Sector, analytics.Subsector, analytics.Town} {
		p.focus = append(p.focus, analytics.Condition{Dimension: d, Keys: s.Keys(d)})
	}
	p.showCharts()
}

// choose shows the evidence of a finding.
func (p *ProblemsPage) choose(key string) {
	p.chosen, p.focus = key, nil
	p.turnTiles()
	p.showAll()
}

// turnTiles turns the tiles to the kinds that show the chosen finding, the others to their first.
func (p *ProblemsPage) turnTiles() {
	f, _ := p.finding()
	for i, c := range p.tiles {
		c.face(max(slices.Index(problemTiles[i], f.Figure), 0))
	}
}

func (p *ProblemsPage) showCharts() {
	for _, c := range p.tiles {
		c.Show()
	}
}

// Object implements Page.
func (p *ProblemsPage) Object() fyne.CanvasObject { return p.object }

// Filtered implements Page.
func (p *ProblemsPage) Filtered() bool { return true }

// Title implements Page.
func (p *ProblemsPage) Title() string { return p.title.Text() }

// Charts implements Page.
func (p *ProblemsPage) Charts() map[string]*chartview.View {
	list := make(map[string]*chartview.View)
	for _, c := range p.tiles {
		list[c.kind().ID] = c.view
	}
	return list
}

// Rest implements Page.
func (p *ProblemsPage) Rest() {
	p.env.Loader.Cancel("problems")
	for _, c := range p.tiles {
		c.view.Rest()
	}
}

// Close implements Page.
func (p *ProblemsPage) Close() {
	p.env.Loader.Cancel("problems")
	for _, c := range p.tiles {
		c.view.Close()
	}
}

// chooseAlarms offers shares of false alarms.
func (p *ProblemsPage) chooseAlarms() {
	var items []*fyne.MenuItem
	for _, share := range []float64{0.01, 0.05, 0.1, 0.2} {
		item := fyne.NewMenuItem(p.env.Words.Printer().Percent(share*100, 0), func() {
			p.thresholds.FalseAlarms = share
			p.Show()
		})
		item.Checked = share == p.thresholds.FalseAlarms
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.alarms).AddXY(0, p.alarms.Size().Height+2)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.env.Window.Canvas(), at)
}
