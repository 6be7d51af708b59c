package figure

import (
	"cmp"
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// The same figures of enforcement by who inspected, for what, where and when.
var (
	enforcementDepartmentsKind = breakdownKind("enforcement-departments", analytics.Department)
	enforcementCampaignsKind   = breakdownKind("enforcement-campaigns", analytics.Campaign)
	enforcementTownsKind       = breakdownKind("enforcement-towns", analytics.Town)
	enforcementMonthsKind      = Kind{
		ID: "enforcement-months", Own: []analytics.DimensionID{analytics.Month, analytics.Quarter, analytics.Year},
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			return s.breakdown(ctx, answers, q, timeStep(q.Period))
		},
	}
)

func breakdownKind(id string, d analytics.DimensionID) Kind {
	return Kind{
		ID: id, Own: []analytics.DimensionID{d},
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			return s.breakdown(ctx, answers, q, d)
		},
	}
}

// breakdown draws the steps of enforcement by the members of a dimension.
func (s Style) breakdown(ctx context.Context, answers Answers, q Question, d analytics.DimensionID) (Figure, error) {
	scope, err := scopeOf(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	asked := scope.whole(q)
	if d == analytics.Campaign {
		asked = q // each campaign stands for itself
	}
	frame, err := answers.Run(ctx, asked.query(steps, []analytics.DimensionID{d}, d))
	if err != nil {
		return Figure{}, err
	}
	gaps, err := gapsOf(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	inspections := frame.Indicators[0]
	rows := breakdownRows(frame)
	if len(rows) == 0 {
		return s.noData(frame, inspections), nil
	}
	t := s.breakdownTrellis(q, frame, rows, gaps)
	option, err := s.trellisOption(t)
	if err != nil {
		return Figure{}, err
	}
	note := ""
	if d != analytics.Campaign {
		note = s.scopeNote(scope, q.Basis)
	}
	f := Figure{
		Finding: s.breakdownFinding(frame, rows, gaps), Subtitle: joined(s.say("figure.breakdown.subtitle"), s.hatchNote(q, d, gaps), s.context(frame), note, s.notReturned(frame, d)),
		Option: option, Frame: frame,
	}
	f.Targets, f.Selected = trellisMarks(t, func(target Target) bool { return contains(q.selected(d), target.Conditions[0].Keys[0]) }, q.selected(d) != nil)
	return f, nil
}

// breakdownRows are the rows with any figure: those of time in their order, with gaps; others by the inspections, and what
// is not stated last.
func breakdownRows(frame engine.Frame) []engine.Row {
	known := func(r engine.Row) bool {
		return slices.ContainsFunc(r.Values, func(v engine.Value) bool { return v.HasNow })
	}
	if isTime(frame.By[0].ID) {
		if !slices.ContainsFunc(frame.Rows, known) {
			return nil
		}
		return frame.Rows
	}
	rows := slices.DeleteFunc(slices.Clone(frame.Rows), func(r engine.Row) bool { return !known(r) })
	slices.SortStableFunc(rows, func(a, b engine.Row) int {
		x, y := a.Values[0], b.Values[0]
		return cmp.Or(cmp.Compare(boolInt(isUnknown(a.Members[0])), boolInt(isUnknown(b.Members[0]))), cmp.Compare(boolInt(y.HasNow), boolInt(x.HasNow)), cmp.Compare(y.Now, x.Now))
	})
	return rows[:min(len(rows), maxBars)]
}

// isTime tells whether a dimension is a step of time.
func isTime(d analytics.DimensionID) bool {
	return d == analytics.Month || d == analytics.Quarter || d == analytics.Year
}

func (s Style) breakdownTrellis(q Question, frame engine.Frame, rows []engine.Row, gaps []gap) trellis {
	d := frame.By[0].ID
	t := trellis{leads: !isTime(d), dark: isTime(d) && q.selected(d) == nil}
	for _, row := range rows {
		t.names = append(t.names, s.columnName(q, d, row.Members[0]))
	}
	for i, indicator := range frame.Indicators {
		t.titles = append(t.titles, s.stepWithUnit(indicator))
		var bars []trellisBar
		for _, row := range rows {
			bars = append(bars, s.breakdownBar(q, frame, row, i, gaps))
		}
		t.rows = append(t.rows, bars)
	}
	return t
}

func (s Style) breakdownBar(q Question, frame engine.Frame, row engine.Row, i int, gaps []gap) trellisBar {
	d, m, v, indicator := frame.By[0].ID, row.Members[0], row.Values[i], frame.Indicators[i]
	lacks := lacking(q, d, m, gaps)
	b := trellisBar{value: v, target: targetOfMember(d, m), lacking: len(lacks) > 0}
	b.tip = s.tip(s.memberOf(d, m), indicator, v, frame.Meta.Basis, s.share(engine.Frame{Total: frame.Total[i:]}, indicator, v), s.gapTip(lacks))
	if v.HasNow {
		b.text = s.Printer.Figure(indicator.Unit, v.Now)
	}
	return b
}

// lacking are the months whose returns a town lacks, or a month itself where the one town that is asked about lacks its
// return.
func lacking(q Question, d analytics.DimensionID, m analytics.Member, gaps []gap) []string {
	switch {
	case d == analytics.Town:
		return gapsOfTown(gaps, m.Key)
	case d == analytics.Month && len(q.selected(analytics.Town)) == 1 && len(gaps) == 1 && contains(gaps[0].months, m.Key):
		return []string{m.Key}
	}
	return nil
}

// columnName is a member's name below its bars.
func (s Style) columnName(q Question, d analytics.DimensionID, m analytics.Member) string {
	switch {
	case isTime(d):
		return s.stepName(q.Period, d, m)
	case d == analytics.Campaign && isUnknown(m):
		return s.memberOf(d, m)
	case d == analytics.Town:
		return s.axisName(m)
	}
	return folded(s.axisName(m))
}

// folded breaks a long Chinese name in the middle, so that it fits below a bar.
func folded(name string) string {
	runes := []rune(name)
	if len(runes) <= longName || runes[0] < 0x2e80 {
		return name
	}
	half := (len(runes) + 1) / 2
	return string(runes[:half]) + "\n" + string(runes[half:])
}

// longName is the length, in characters, from which a Chinese name is broken.
const longName = 6

// stepWithUnit is a step's short name with its unit.
func (s Style) stepWithUnit(i analytics.Indicator) string {
	if unit := s.Printer.Unit(i.Unit); unit != "" {
		return s.say("figure.with_unit", "indicator", s.stepTitle(i), "unit", unit)
	}
	return s.stepTitle(i)
}

// breakdownFinding says what is missing, or else who leads.
func (s Style) breakdownFinding(frame engine.Frame, rows []engine.Row, gaps []gap) Sentence {
	d, inspections, total := frame.By[0].ID, frame.Indicators[0], frame.Total[0]
	if len(gaps) > 0 && (d == analytics.Town || isTime(d)) {
		return Sentence{{Text: s.gapsNamed(gaps), Tone: Bad}}
	}
	if isTime(d) {
		peak := slices.MaxFunc(rows, func(a, b engine.Row) int { return cmp.Compare(a.Values[0].Now, b.Values[0].Now) })
		return plain(s.say("figure.breakdown.peak", "member", s.stepName(frame.Meta.Period, d, peak.Members[0]), "figure", s.Printer.Quantity(inspections.Unit, peak.Values[0].Now)))
	}
	first := rows[0]
	if !first.Values[0].HasNow || total.Now == 0 {
		return plain(s.say("figure.breakdown.none", "dimension", s.dimension(frame)))
	}
	return plain(s.say("figure.breakdown.leads", "member", s.memberOf(d, first.Members[0]), "figure", s.Printer.Quantity(inspections.Unit, first.Values[0].Now),
		"share", s.Printer.Percent(first.Values[0].Now/total.Now*100, 1)))
}

// hatchNote explains the hatched bars; empty where there are none.
func (s Style) hatchNote(q Question, d analytics.DimensionID, gaps []gap) string {
	if len(gaps) == 0 || d != analytics.Town && (d != analytics.Month || len(q.selected(analytics.Town)) != 1) {
		return ""
	}
	return s.say("figure.gaps.hatched")
}

// notReturned names the members whose returns do not state how much was inspected.
func (s Style) notReturned(frame engine.Frame, d analytics.DimensionID) string {
	if d != analytics.Department && d != analytics.Campaign {
		return ""
	}
	var names []string
	for _, row := range frame.Rows {
		if !row.Values[0].HasNow {
			names = append(names, s.memberOf(d, row.Members[0]))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.say("figure.breakdown.not_returned", "members", s.list(names))
}
