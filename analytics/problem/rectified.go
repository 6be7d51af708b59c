package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// askRectified asks where the returns of inspections leave hazards open: the share rectified is below the threshold, and
// further below that of the others than they differ among each other. Towns are compared within each department, because one
// kind of inspection finds what is rectified on the spot and another does not; within each sector; and sectors with each other.
// The city's share is held against that of the base.
func askRectified(ctx context.Context, s *study, level Level) ([]trial, error) {
	basis := analytics.NoBasis
	if level == City {
		basis = s.inquiry.Basis
	}
	frame, err := s.run(ctx, basis, []analytics.ID{"rectification_rate", "rectified"}, rectifiedBy[level]...)
	if err != nil {
		return nil, err
	}
	if !frame.Total[0].HasNow {
		return nil, noReturns
	}
	if level == City {
		return s.cityRectified(frame), nil
	}
	var groups grouping[returned]
	for _, row := range frame.Rows {
		u, at, ok := rectifiedUnit(row.Members, level)
		if ok && row.Values[0].HasNow && row.Values[1].HasNow && row.Values[0].Now > 0 {
			groups.at(at).add(u, row.Values[1].Now, row.Values[0].Now/100, s.inquiry.Thresholds.Hazards)
		}
	}
	var trials []trial
	for _, key := range groups.keys {
		one, ok, err := s.leftOpen(groups.of[key])
		if err != nil {
			return nil, err
		}
		if ok {
			trials = append(trials, one)
		}
	}
	if trials == nil {
		return nil, fewUnits
	}
	return trials, nil
}

// rectifiedBy is what the returns are broken down by at a level: the group first.
var rectifiedBy = map[Level][]analytics.DimensionID{
	Sectors: {analytics.Sector}, Towns: {analytics.Department, analytics.Town}, Cells: {analytics.Sector, analytics.Town},
}

// rectifiedUnit is the unit of a row, and the group in which it is compared.
func rectifiedUnit(members []analytics.Member, level Level) (u unit, group string, ok bool) {
	for _, m := range members {
		if unknown(m) {
			return u, "", false
		}
	}
	switch level {
	case Towns:
		return unit{town: &members[1], department: &members[0]}, members[0].Key, true
	case Cells:
		return unit{town: &members[1], sector: &members[0]}, members[0].Key, true
	}
	return unit{sector: &members[0]}, "", true
}

// returned are units with the hazards that were found in them, and how many of those are still open.
type returned struct {
	units     []unit
	open      []int
	found     []float64
	sum, left float64
}

// add notes a unit with enough hazards, of the returns that state both.
func (r *returned) add(u unit, rectified, rate float64, least int) {
	hazards := rectified / rate
	if hazards < float64(least) || rate > 1 {
		return
	}
	r.units, r.open, r.found = append(r.units, u), append(r.open, whole(hazards-rectified)), append(r.found, hazards)
	r.sum += hazards
	r.left += hazards - rectified
}

// leftOpen is the trial of units among each other; none where there are too few.
func (s *study) leftOpen(r *returned) (trial, bool, error) {
	if len(r.units) < fewestUnits || r.left == 0 {
		return trial{}, false, nil
	}
	plot, err := stats.Funnel(r.open, r.found)
	if err != nil {
		return trial{}, false, fmt.Errorf("hazards left open: %w", err)
	}
	var slow []flagged
	for i, u := range plot.Units {
		share := float64(r.open[i]) / r.found[i]
		if 1-share < s.inquiry.Thresholds.Rectified && float64(r.open[i]) > u.Expected {
			slow = append(slow, flagged{unit: r.units[i], p: u.Adjusted.P, figure: share, count: float64(r.open[i]), of: r.found[i]})
		}
	}
	one := trial{p: 1, tested: true, units: len(r.units)}
	if len(slow) > 0 {
		one.p = together(slow, len(r.units))
		one.finding = s.rectifiedFinding(worst(slow), 1-r.left/r.sum)
	}
	return one, true, nil
}

func (s *study) rectifiedFinding(slow []flagged, city float64) *Finding {
	open, found := 0.0, 0.0
	for _, f := range slow {
		open += f.count
		found += f.of
	}
	f := Finding{
		Question: "rectified", Text: "rectified", Kind: Problem, Severity: Serious, Figure: "rectification-towns", Subjects: subjectsOf(slow),
		Numbers: []Number{
			styled("share", 1-open/found, Percent), styled("city", city, Percent),
			quantity("open", open, analytics.UnitPlaces), quantity("hazards", found, analytics.UnitPlaces),
		},
	}
	f.Evidence = s.evidence(analytics.Inspections, "hazards", f.Conditions()...)
	return &f
}

// cityRectified records that the city's share is below the threshold. Returns of two years say too little of each other to be
// tested: which campaigns they are of differs.
func (s *study) cityRectified(frame engine.Frame) []trial {
	v := frame.Total[0]
	if share := v.Now / 100; share < s.inquiry.Thresholds.Rectified && v.Den >= float64(s.inquiry.Thresholds.Hazards) {
		f := Finding{
			Question: "rectified", Text: "rectified_city", Kind: Problem, Severity: Notable, Figure: "rectification-towns",
			Numbers: []Number{
				styled("share", share, Percent), quantity("open", v.Den-v.Num, analytics.UnitPlaces), quantity("hazards", v.Den, analytics.UnitPlaces),
			},
			Evidence: s.evidence(analytics.Inspections, "hazards"),
		}
		if v.HasBase {
			f.Numbers = append(f.Numbers, styled("base", v.Base/100, Percent))
		}
		return []trial{{finding: &f}}
	}
	return nil
}
