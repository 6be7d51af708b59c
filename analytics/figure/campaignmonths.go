package figure

import (
	"context"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// campaignMonthsKind shows in which months each campaign ran, and how much was done in them.
var campaignMonthsKind = Kind{ID: "campaigns-months", Own: []analytics.DimensionID{analytics.Campaign, analytics.Month}, draw: drawCampaignMonths}

// monthSpan is the month of a key; the zero period where it is none.
func monthSpan(key string) analytics.Period {
	first, err := time.Parse("2006-01", key)
	if err != nil {
		return analytics.Period{}
	}
	return analytics.Period{From: first, To: first.AddDate(0, 1, -1)}
}

// efforts are what a campaign is measured by in its months: the first of these that its returns state.
var efforts = []analytics.ID{"inspections", "officer_turns", "firms_inspected", "hazards"}

func drawCampaignMonths(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, q.query(efforts, []analytics.DimensionID{analytics.Campaign, analytics.Month}, analytics.Campaign, analytics.Month))
	if err != nil {
		return Figure{}, err
	}
	campaigns, months, err := activeMonths(ctx, answers, without(q, analytics.Month))
	if err != nil {
		return Figure{}, err
	}
	frame = s.namedCampaigns(frame)
	g, effort := s.campaignGrid(frame)
	if len(g.down) == 0 {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	filled := s.campaignCells(frame, g, effort)
	option, err := s.heatOption(s.campaignNames(q, g, frame, effort), filled, cells{}, 0, 1)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{
		Finding: s.overlapFinding(campaigns, months), Subtitle: joined(s.say("figure.campaigns.months"), s.context(frame)), Option: option,
		Targets: [][]Target{filled.targets, nil}, Frame: frame,
	}
	f.Selected = selectedCells(f.Targets, q)
	return f, nil
}

// campaignGrid arranges the campaigns by the month in which they begin, daily work last, and finds what each is measured by.
func (s Style) campaignGrid(frame engine.Frame) (g grid, effort map[string]int) {
	effort = make(map[string]int)
	begin := make(map[string]int)
	g.cells = make(map[[2]string]engine.Value)
	for _, row := range frame.Rows {
		if month := row.Members[1]; !slices.ContainsFunc(g.across, func(m analytics.Member) bool { return m.Key == month.Key }) {
			g.across = append(g.across, month)
		}
	}
	for _, row := range frame.Rows {
		m := row.Members[0]
		at := slices.IndexFunc(row.Values, func(v engine.Value) bool { return v.HasNow })
		if at < 0 {
			continue
		}
		if _, seen := effort[m.Key]; !seen {
			g.down = append(g.down, m)
			effort[m.Key] = at
			begin[m.Key] = slices.IndexFunc(g.across, func(month analytics.Member) bool { return month.Key == row.Members[1].Key })
		}
		effort[m.Key] = min(effort[m.Key], at)
	}
	slices.SortStableFunc(g.down, func(a, b analytics.Member) int {
		if unknown := boolInt(isUnknown(a)) - boolInt(isUnknown(b)); unknown != 0 {
			return unknown
		}
		return begin[a.Key] - begin[b.Key]
	})
	for _, row := range frame.Rows {
		if at, ok := effort[row.Members[0].Key]; ok {
			g.cells[[2]string{row.Members[0].Key, row.Members[1].Key}] = row.Values[at]
		}
	}
	return g, effort
}

// campaignCells are the months of the campaigns; the colour is the share of the campaign's own fullest month, because what
// campaigns count has different units.
func (s Style) campaignCells(frame engine.Frame, g grid, effort map[string]int) cells {
	var list cells
	for y, d := range g.down {
		most := 0.0
		for _, a := range g.across {
			most = max(most, g.cells[[2]string{d.Key, a.Key}].Now)
		}
		indicator := frame.Indicators[effort[d.Key]]
		for x, a := range g.across {
			v := g.cells[[2]string{d.Key, a.Key}]
			if !v.HasNow {
				continue
			}
			share := 0.0
			if most > 0 {
				share = v.Now / most
			}
			target := Target{Conditions: []analytics.Condition{{Dimension: analytics.Campaign, Keys: []string{d.Key}}, {Dimension: analytics.Month, Keys: []string{a.Key}}}}
			list.add(x, y, share*0.8, s.tip(s.label(d)+" · "+s.label(a), indicator, v, analytics.NoBasis), s.cellFigure(indicator.Unit, v.Now), target)
		}
	}
	return list
}

// cellFigure is a figure as a cell of a month has room for it: of ten thousands, one decimal.
func (s Style) cellFigure(u analytics.Unit, v float64) string {
	if v < 1e4 {
		return s.Printer.Figure(u, v)
	}
	return s.say("figure.campaigns.ten_thousand", "tens", s.Printer.Number(v/1e4, 1), "thousands", s.Printer.Number(v/1e3, 0))
}

// campaignNames names the rows with their units, and the months as an axis does.
func (s Style) campaignNames(q Question, g grid, frame engine.Frame, effort map[string]int) grid {
	down, across := make([]analytics.Member, len(g.down)), make([]analytics.Member, len(g.across))
	for i, m := range g.down {
		name := s.axisName(m)
		if unit := s.Printer.Unit(frame.Indicators[effort[m.Key]].Unit); unit != "" {
			name += " " + unit
		}
		down[i] = analytics.Member{Key: m.Key, Label: analytics.Same(name)}
	}
	for i, m := range g.across {
		across[i] = analytics.Member{Key: m.Key, Label: analytics.Same(s.stepName(q.Period, analytics.Month, m))}
	}
	g.down, g.across = down, across
	return g
}
