package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// askTotal asks whether the whole city's accidents have changed, over the days of both spans.
func askTotal(_ context.Context, s *study, _ Level) ([]trial, error) {
	if !s.compared() {
		return nil, noPast
	}
	windows := float64(len(s.meta.Windows))
	all := s.grid.total
	days := float64(s.meta.Period.Days())
	test, err := stats.CompareCounts(
		stats.Observed{Count: whole(all.now.accidents), Exposure: days},
		stats.Observed{Count: whole(all.base.accidents * windows), Exposure: s.meta.BaseDays * windows})
	if err != nil {
		return nil, fmt.Errorf("compare totals: %w", err)
	}
	one := trial{p: test.Central, tested: true}
	expected := all.base.accidents / s.meta.BaseDays * days
	if all.now.accidents != expected {
		f := Finding{
			Question: "total", Text: "total_rise", Kind: Problem, Figure: "contribution", Severity: Notable,
			Numbers: []Number{
				accidents("now", all.now.accidents), persons("deaths", all.now.deaths), accidents("base", all.base.accidents),
				{Name: "change", Value: all.now.accidents - all.base.accidents, Style: Change, Unit: analytics.UnitAccidents},
			},
			Evidence: s.evidence(analytics.Accidents, "accidents"),
		}
		if all.now.accidents < expected {
			f.Text, f.Kind = "total_fall", Praise
		} else {
			f.Harm = max((all.now.accidents-expected)*s.lethal, all.now.deaths-all.base.deaths)
			f.Severity = s.inquiry.Thresholds.severity(f.Harm)
		}
		one.finding = &f
	}
	return []trial{one}, nil
}
