package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// askRectified asks in which towns a department's hazards are rectified slowly: the share is below the threshold, and
// further below that of the other towns than they differ among each other.
func askRectified(ctx context.Context, s *study) ([]trial, error) {
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"rectification_rate", "rectified"}, analytics.Department, analytics.Town)
	if err != nil {
		return nil, err
	}
	var departments []analytics.Member
	rows := make(map[string][]engine.Row)
	for _, row := range frame.Rows {
		if unknown(row.Members[0]) || unknown(row.Members[1]) || !row.Values[0].HasNow || !row.Values[1].HasNow || row.Values[0].Now <= 0 {
			continue
		}
		if rows[row.Members[0].Key] == nil {
			departments = append(departments, row.Members[0])
		}
		rows[row.Members[0].Key] = append(rows[row.Members[0].Key], row)
	}
	if departments == nil {
		return nil, noReturns
	}
	var trials []trial
	for _, d := range departments {
		one, ok, err := s.rectifiedBy(d, rows[d.Key])
		if err != nil {
			return nil, err
		}
		if ok {
			trials = append(trials, one)
		}
	}
	return trials, nil
}

// rectifiedBy compares the towns of one department.
func (s *study) rectifiedBy(department analytics.Member, rows []engine.Row) (trial, bool, error) {
	var towns []analytics.Member
	var open []int
	var found, rates []float64
	sum, left := 0.0, 0.0
	for _, row := range rows {
		rate := row.Values[0].Now / 100
		hazards := row.Values[1].Now / rate // of the returns that state both
		if hazards < float64(s.inquiry.Thresholds.Hazards) || rate > 1 {
			continue
		}
		towns, open, found, rates = append(towns, row.Members[1]), append(open, whole(hazards*(1-rate))), append(found, hazards), append(rates, rate)
		sum += hazards
		left += hazards * (1 - rate)
	}
	if len(towns) < fewestUnits || left == 0 {
		return trial{}, false, nil
	}
	plot, err := stats.Funnel(open, found)
	if err != nil {
		return trial{}, false, fmt.Errorf("hazards of %s: %w", department.Key, err)
	}
	var slow []flagged
	for i, u := range plot.Units {
		if rates[i] < s.inquiry.Thresholds.Rectified && float64(open[i]) > u.Expected {
			slow = append(slow, flagged{towns[i], u.Adjusted.P, 1 - rates[i], float64(open[i]), found[i]})
		}
	}
	one := trial{p: 1, tested: true}
	if len(slow) > 0 {
		one.p = together(slow, len(towns))
		one.finding = s.rectifiedFinding(department, worst(slow), 1-left/sum)
	}
	return one, true, nil
}

func (s *study) rectifiedFinding(department analytics.Member, slow []flagged, city float64) *Finding {
	open, found := 0.0, 0.0
	for _, f := range slow {
		open += f.count
		found += f.of
	}
	f := Finding{
		Question: "rectified", Text: "rectified", Kind: Problem, Severity: Serious, Figure: "rectification-towns",
		Subjects: []Subject{{analytics.Town, members(slow)}, {analytics.Department, []analytics.Member{department}}},
		Numbers: []Number{
			styled("share", 1-open/found, Percent), styled("city", city, Percent),
			quantity("open", open, analytics.UnitPlaces), quantity("hazards", found, analytics.UnitPlaces),
		},
	}
	f.Evidence = s.evidence(analytics.Inspections, "hazards", f.Conditions()...)
	return &f
}
