package problem

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// mostReport is the share of a department's towns that must have returned a month before a missing return means anything.
const mostReport = 0.5

// askGaps asks for data that are missing and could hide a problem: of the city, accidents whose town, sector or deaths are not
// stated; of towns, months without a return of a department where other towns have one; of sectors and of sectors in towns,
// months without a return about the sector.
func askGaps(ctx context.Context, s *study, level Level) ([]trial, error) {
	if level == City {
		return s.unstated(), nil
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"inspections", "hazards"}, append(gapsBy[level], analytics.Month)...)
	if err != nil {
		return nil, err
	}
	if !frame.Total[0].HasNow && !frame.Total[1].HasNow {
		return nil, noReturns
	}
	var trials []trial
	groups := returnsOf(frame, level)
	for _, key := range groups.keys {
		if f := s.missingReturns(groups.of[key]); f != nil {
			trials = append(trials, trial{finding: f})
		}
	}
	if len(groups.keys) == 0 {
		return nil, notStated
	}
	return trials, nil
}

// gapsBy is what the returns are broken down by at a level: the group first.
var gapsBy = map[Level][]analytics.DimensionID{
	Sectors: {analytics.Sector}, Towns: {analytics.Department, analytics.Town}, Cells: {analytics.Sector, analytics.Town},
}

// returns are the months that the units of a group returned.
type returns struct {
	units  grouping[returnedMonths]
	months []string
	seen   map[string]bool // months
}

// returnedMonths are those of one unit.
type returnedMonths struct {
	unit
	has map[string]bool
}

// expected tells whether a return of a month could be missing. That the inspections of a sector begin or end within the year is
// no gap: of a sector by itself only months between its returns are.
func (r *returnedMonths) expected(month string) bool {
	if r.town != nil {
		return true
	}
	before, after := false, false
	for other := range r.has {
		before, after = before || other < month, after || other > month
	}
	return before && after
}

// returnsOf sorts the returns by department or sector.
func returnsOf(frame engine.Frame, level Level) grouping[returns] {
	var groups grouping[returns]
	for _, row := range frame.Rows {
		last := len(row.Members) - 1
		u, at, ok := rectifiedUnit(row.Members[:last], level)
		if !ok || !row.Values[0].HasNow && !row.Values[1].HasNow {
			continue
		}
		g, month := groups.at(at), row.Members[last].Key
		one := g.units.at(u.key())
		if one.has == nil {
			one.unit, one.has = u, make(map[string]bool)
		}
		one.has[month] = true
		if g.seen == nil {
			g.seen = make(map[string]bool)
		}
		if !g.seen[month] {
			g.seen[month] = true
			g.months = append(g.months, month)
		}
	}
	return groups
}

// missingReturns finds the units that miss months which most others returned.
func (s *study) missingReturns(r *returns) *Finding {
	missing := make(map[string]int)
	for _, month := range r.months {
		n := 0
		for _, key := range r.units.keys {
			if r.units.of[key].has[month] {
				n++
			}
		}
		if float64(n) < mostReport*float64(len(r.units.keys)) {
			continue
		}
		for _, key := range r.units.keys {
			if one := r.units.of[key]; !one.has[month] && one.expected(month) {
				missing[key]++
			}
		}
	}
	var short []flagged
	most := 0
	for _, key := range r.units.keys {
		if n := missing[key]; n >= s.inquiry.Thresholds.Missing {
			short = append(short, flagged{unit: r.units.of[key].unit, figure: float64(n)})
			most = max(most, n)
		}
	}
	if len(short) == 0 {
		return nil
	}
	short = worst(short)
	least := int(short[len(short)-1].figure)
	f := Finding{
		Question: "gaps", Text: "gaps", Kind: Gap, Severity: Notable, Figure: "enforcement-returns", Subjects: subjectsOf(short),
		Numbers: []Number{styled("towns_count", float64(len(short)), Plain), styled("months", float64(most), Plain), styled("least", float64(least), Plain)},
	}
	if f.Subject(analytics.Department) == nil {
		f.Text = "gaps_sectors"
	}
	f.Evidence = s.evidence(analytics.Inspections, "", f.Conditions()...)
	return &f
}

// unstated are the trials of what accidents do not state.
func (s *study) unstated() []trial {
	all := s.grid.total.now.accidents
	if all == 0 {
		return nil
	}
	var trials []trial
	for _, one := range []struct {
		text      string
		n         float64
		dimension analytics.DimensionID
		figure    string
	}{
		{"gaps_towns", all - s.stated(Towns), analytics.Town, "unstated-towns"},
		{"gaps_unsectored", all - s.stated(Sectors), analytics.Sector, "unstated-sectors"},
		{"gaps_deaths", float64(s.meta.Unknown["deaths"]), "", "unstated-deaths"},
	} {
		if one.n/all <= s.inquiry.Thresholds.Unstated {
			continue
		}
		f := Finding{
			Question: "gaps", Text: one.text, Kind: Gap, Severity: Notable, Figure: one.figure,
			Numbers:  []Number{accidents("now", one.n), styled("share", one.n/all, Percent)},
			Evidence: s.evidence(analytics.Accidents, "deaths_unstated"),
		}
		if one.dimension != "" {
			f.Evidence = s.evidence(analytics.Accidents, "accidents", on(one.dimension, analytics.Unknown))
		}
		trials = append(trials, trial{finding: &f})
	}
	return trials
}

// stated counts the accidents that belong to some unit of a level.
func (s *study) stated(level Level) float64 {
	n := 0.0
	for _, u := range s.units(level) {
		n += s.tally(u).now.accidents
	}
	return n
}
