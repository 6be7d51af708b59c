package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// leastDeaths is how many deaths a larger accident has, where it has any (State Council decree 493, article 3).
const leastDeaths = 3

// askLarger asks in which sectors larger-or-worse accidents come back.
func askLarger(_ context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	days, years := float64(s.past.Period.Days()), float64(len(s.past.Windows))
	var trials []trial
	for _, m := range s.grid.sectors {
		t := s.grid.at(place{sector: m.Key})
		if t.now.larger+t.past.larger == 0 {
			continue
		}
		test, err := stats.CompareCounts(
			stats.Observed{Count: whole(t.now.larger), Exposure: days},
			stats.Observed{Count: whole(t.past.larger), Exposure: s.past.BaseDays * years})
		if err != nil {
			return nil, fmt.Errorf("compare larger accidents: %w", err)
		}
		one := trial{p: test.Central, tested: true}
		if whole(t.now.larger) >= s.inquiry.Thresholds.Larger {
			f := Finding{
				Question: "larger", Text: "larger", Kind: Problem, Subjects: unit{sector: &m}.subjects(), Figure: "majors-timeline",
				Numbers: []Number{accidents("now", t.now.larger), accidents("mean", t.past.larger/years)},
				Harm:    max(t.now.larger-t.past.larger/years, 0) * leastDeaths,
			}
			f.Severity = Serious
			if f.Harm >= s.inquiry.Thresholds.Grave {
				f.Severity = Grave
			}
			f.Evidence = s.evidence(analytics.Accidents, "larger_accidents", f.Conditions()...)
			one.finding = &f
		}
		trials = append(trials, one)
	}
	return trials, nil
}
