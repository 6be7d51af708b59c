package shell

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anlan/analytics"
	"anlan/app/page"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// filterBar is the row of filters above a page, with a chip for each that is set, and below it the way back up from what
// was drilled into.
type filterBar struct {
	shell         *Shell
	period, basis *widgets.Pill
	badge         *widgets.Pill // says that the two windows differ in length
	dimensions    map[analytics.DimensionID]*widgets.Pill
	members       map[analytics.DimensionID][]analytics.Member
	accidents     map[string]string // names of accidents that are left out
	back, forward *widgets.Pill
	row, crumbs   *fyne.Container
	object        fyne.CanvasObject
}

// filterDimensions are the dimensions with a filter of their own in the bar.
var filterDimensions = []analytics.DimensionID{analytics.Sector, analytics.Town, analytics.Severity}

// namedDimensions are the dimensions whose members chips and crumbs name.
var namedDimensions = []analytics.DimensionID{
	analytics.Sector, analytics.Subsector, analytics.Town, analytics.Severity, analytics.AccidentType, analytics.Department, analytics.Campaign, analytics.MeasureName,
}

func newFilterBar(s *Shell) *filterBar {
	f := &filterBar{
		shell: s, dimensions: make(map[analytics.DimensionID]*widgets.Pill), members: make(map[analytics.DimensionID][]analytics.Member), accidents: make(map[string]string),
	}
	look := page.PillLook(s.palette)
	pill := func(key string, action func()) *widgets.Pill {
		return widgets.NewPill(look, theme.BodySize, s.words.Say(key), "", "▼", action)
	}
	f.period = pill("filter.period", f.choosePeriod)
	f.basis = pill("filter.basis", f.chooseBasis)
	caution := widgets.Look{Fill: theme.Color(s.palette.Card), Border: theme.Color(s.palette.Caution), Text: theme.Color(s.palette.Caution), Muted: theme.Color(s.palette.Caution), Round: true}
	f.badge = widgets.NewPill(caution, theme.BodySize, "", "", "", f.explainBadge)
	for _, d := range filterDimensions {
		f.dimensions[d] = pill("filter.dimension."+string(d), func() { f.chooseMembers(d) })
	}
	f.row = container.New(&widgets.Flow{Gap: 8})
	f.crumbs = container.New(&widgets.Flow{Gap: 2})
	glyph := func(text string, action func()) *widgets.Pill {
		return widgets.NewPill(look, theme.BodySize, "", text, "", action)
	}
	f.back, f.forward = glyph("←", s.Back), glyph("→", s.Forward)
	var views, events *widgets.Pill
	views = glyph("★", func() { s.chooseView(views) })
	events = glyph("⚑", func() { s.showEvents() })
	buttons := container.NewHBox(f.back, f.forward, views, events, glyph("?", s.showKeys))
	f.object = container.NewVBox(container.NewBorder(nil, nil, nil, container.NewVBox(buttons), f.row), f.crumbs)
	return f
}

// reset reads the members of the dimensions again.
func (f *filterBar) reset() {
	e := f.shell.engine
	state.Load(f.shell.loader, "members", func(ctx context.Context) (map[analytics.DimensionID][]analytics.Member, error) {
		lists := make(map[analytics.DimensionID][]analytics.Member)
		for _, d := range namedDimensions {
			list, err := e.Members(ctx, d)
			if err != nil {
				return nil, err
			}
			lists[d] = list
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
	f.period.SetValue(f.shell.words.Printer().Period(s.Period))
	f.basis.SetValue(f.basisText(s))
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
	objects := []fyne.CanvasObject{f.period, f.basis}
	if text := f.badgeText(s); text != "" {
		f.badge.SetValue(text)
		objects = append(objects, f.badge)
	}
	for _, d := range filterDimensions {
		objects = append(objects, f.dimensions[d])
	}
	f.row.Objects = append(objects, f.chipsOf(s)...)
	f.row.Refresh()
	f.crumbs.Objects = f.crumbsOf(s)
	f.crumbs.Refresh()
	f.shell.bar.Refresh()
}
