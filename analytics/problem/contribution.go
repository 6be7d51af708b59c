package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// askContribution asks which units did most against the city: they have more accidents than in the base, by so much that the
// whole moved up by the threshold's percentage points (domain notes 6.5). The two counts are compared over their days
// (domain notes 6.1). What fell is praised by its share, and not again here.
func askContribution(_ context.Context, s *study, level Level) ([]trial, error) {
	if !s.compared() || s.grid.total.base.accidents == 0 {
		return nil, noPast
	}
	var trials []trial
	windows, days := float64(len(s.meta.Windows)), float64(s.meta.Period.Days())
	for _, u := range s.units(level) {
		t := s.tally(u)
		if t.now.accidents+t.base.accidents == 0 || t.base.accidents == s.grid.total.base.accidents {
			continue // the whole, of which the question about the total tells
		}
		test, err := stats.CompareCounts(
			stats.Observed{Count: whole(t.now.accidents), Exposure: days},
			stats.Observed{Count: whole(t.base.accidents * windows), Exposure: s.meta.BaseDays * windows})
		if err != nil {
			return nil, fmt.Errorf("compare with the base: %w", err)
		}
		one := trial{p: test.Central, tested: true}
		expected := t.base.accidents / s.meta.BaseDays * days
		limit := s.inquiry.Thresholds.Contribution / 100 * s.grid.total.base.accidents
		if more, _ := s.inquiry.Thresholds.worth(t.now.accidents, expected); more && t.now.accidents-t.base.accidents >= limit {
			one.finding = s.contributionFinding(u, t, expected)
		}
		trials = append(trials, one)
	}
	return trials, nil
}

func (s *study) contributionFinding(u unit, t tally, expected float64) *Finding {
	f := Finding{
		Question: "contribution", Text: "contribution", Kind: Problem, Subjects: u.subjects(), Figure: "contribution",
		Numbers: append([]Number{
			accidents("now", t.now.accidents), accidents("expected", expected), accidents("excess", t.now.accidents-expected),
			persons("deaths", t.now.deaths), styled("part", t.now.accidents/s.grid.total.now.accidents, Percent),
		}, s.contribution(t)...),
		Harm: (t.now.accidents - expected) * s.lethal,
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, "accidents", f.Conditions()...)
	return &f
}
