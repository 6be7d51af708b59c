package problem

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// mostReport is the share of a department's towns that must have returned a month before a missing return means anything.
const mostReport = 0.5

// askGaps asks for data that are missing and could hide a problem: months without a return where other towns have one, and
// accidents whose town or deaths are not stated.
func askGaps(ctx context.Context, s *study) ([]trial, error) {
	var trials []trial
	if f := s.unstatedTowns(); f != nil {
		trials = append(trials, trial{finding: f})
	}
	if f := s.unstatedDeaths(); f != nil {
		trials = append(trials, trial{finding: f})
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"inspections", "hazards"}, analytics.Department, analytics.Town, analytics.Month)
	if reasonOf(err) != "" {
		return trials, nil // too many combinations to look for months
	}
	if err != nil {
		return nil, err
	}
	departments, returned := returnsOf(frame)
	for _, d := range departments {
		if f := s.missingReturns(d, returned[d.Key]); f != nil {
			trials = append(trials, trial{finding: f})
		}
	}
	return trials, nil
}

// returns are the months that the towns of a department returned.
type returns struct {
	towns  []analytics.Member
	months []analytics.Member
	has    map[[2]string]bool // town and month
}

// returnsOf sorts the returns by department.
func returnsOf(frame engine.Frame) ([]analytics.Member, map[string]*returns) {
	var departments []analytics.Member
	list := make(map[string]*returns)
	towns, months := make(map[[2]string]bool), make(map[[2]string]bool)
	for _, row := range frame.Rows {
		d, town, month := row.Members[0], row.Members[1], row.Members[2]
		if unknown(d) || unknown(town) || !row.Values[0].HasNow && !row.Values[1].HasNow {
			continue
		}
		r := list[d.Key]
		if r == nil {
			r = &returns{has: make(map[[2]string]bool)}
			list[d.Key] = r
			departments = append(departments, d)
		}
		r.has[[2]string{town.Key, month.Key}] = true
		if at := [2]string{d.Key, town.Key}; !towns[at] {
			towns[at] = true
			r.towns = append(r.towns, town)
		}
		if at := [2]string{d.Key, month.Key}; !months[at] {
			months[at] = true
			r.months = append(r.months, month)
		}
	}
	return departments, list
}

// missingReturns finds the towns that miss months which most others returned.
func (s *study) missingReturns(department analytics.Member, r *returns) *Finding {
	missing := make(map[string]int)
	for _, month := range r.months {
		n := 0
		for _, town := range r.towns {
			if r.has[[2]string{town.Key, month.Key}] {
				n++
			}
		}
		if float64(n) < mostReport*float64(len(r.towns)) {
			continue
		}
		for _, town := range r.towns {
			if !r.has[[2]string{town.Key, month.Key}] {
				missing[town.Key]++
			}
		}
	}
	var short []flagged
	most := 0
	for _, town := range r.towns {
		if n := missing[town.Key]; n >= s.inquiry.Thresholds.Missing {
			short = append(short, flagged{member: town, figure: float64(n)})
			most = max(most, n)
		}
	}
	if len(short) == 0 {
		return nil
	}
	short = worst(short)
	least := int(short[len(short)-1].figure)
	f := Finding{
		Question: "gaps", Text: "gaps", Kind: Gap, Severity: Notable, Figure: "enforcement-returns",
		Subjects: []Subject{{analytics.Town, members(short)}, {analytics.Department, []analytics.Member{department}}},
		Numbers:  []Number{styled("towns_count", float64(len(short)), Plain), styled("months", float64(most), Plain), styled("least", float64(least), Plain)},
	}
	f.Evidence = s.evidence(analytics.Inspections, "", f.Conditions()...)
	return &f
}

// unstatedTowns tells that many accidents do not say where they were.
func (s *study) unstatedTowns() *Finding {
	stated := 0.0
	for _, m := range s.grid.towns {
		stated += s.grid.at(place{town: m.Key}).now.accidents
	}
	all := s.grid.total.now.accidents
	if all == 0 || (all-stated)/all <= s.inquiry.Thresholds.Unstated {
		return nil
	}
	return &Finding{
		Question: "gaps", Text: "gaps_towns", Kind: Gap, Severity: Notable, Figure: "pareto",
		Numbers:  []Number{accidents("now", all-stated), styled("share", (all-stated)/all, Percent)},
		Evidence: s.evidence(analytics.Accidents, "accidents", on(analytics.Town, analytics.Unknown)),
	}
}

// unstatedDeaths tells that many accidents do not say how many died.
func (s *study) unstatedDeaths() *Finding {
	all, n := s.grid.total.now.accidents, float64(s.meta.Unknown["deaths"])
	if all == 0 || n/all <= s.inquiry.Thresholds.Unstated {
		return nil
	}
	return &Finding{
		Question: "gaps", Text: "gaps_deaths", Kind: Gap, Severity: Notable, Figure: "pareto",
		Numbers:  []Number{accidents("now", n), styled("share", n/all, Percent)},
		Evidence: s.evidence(analytics.Accidents, "accidents"),
	}
}
