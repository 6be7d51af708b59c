package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// leastDeaths is how many deaths a larger accident has, where it has any (State Council decree 493, article 3).
const leastDeaths = 3

// askLarger asks where larger-or-worse accidents come back: in the same sector, the same town, the same sector of a town, or
// as the same type of accident in a sector. Of the whole city, whether there are more than in the past years.
func askLarger(ctx context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	if level == Kinds {
		return s.largerKinds(ctx)
	}
	var trials []trial
	for _, u := range s.units(level) {
		t := s.tally(u)
		if err := s.tryLarger(&trials, u, t.now.larger, t.past.larger); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// largerKinds are the trials of the types of accident.
func (s *study) largerKinds(ctx context.Context) ([]trial, error) {
	frame, err := s.run(ctx, history, []analytics.ID{"larger_accidents"}, Kinds.dimensions()...)
	if err != nil {
		return nil, err
	}
	var trials []trial
	known := false
	for _, row := range frame.Rows {
		u, ok := Kinds.unitOf(row.Members)
		if !ok {
			continue
		}
		known = true
		if err := s.tryLarger(&trials, u, value(row.Values[0]), base(row.Values[0], len(frame.Meta.Windows))); err != nil {
			return nil, err
		}
	}
	if !known {
		return nil, noKinds
	}
	return trials, nil
}

// tryLarger adds the trial of a unit that ever had a larger accident.
func (s *study) tryLarger(trials *[]trial, u unit, now, past float64) error {
	if now+past == 0 {
		return nil
	}
	days, years := float64(s.past.Period.Days()), float64(len(s.past.Windows))
	test, err := stats.CompareCounts(stats.Observed{Count: whole(now), Exposure: days}, stats.Observed{Count: whole(past), Exposure: s.past.BaseDays * years})
	if err != nil {
		return fmt.Errorf("compare larger accidents: %w", err)
	}
	one := trial{p: test.Central, tested: true}
	mean := past / years
	if whole(now) >= s.inquiry.Thresholds.Larger && (u != unit{} || now > mean) {
		one.finding = s.largerFinding(u, now, mean)
	}
	*trials = append(*trials, one)
	return nil
}

func (s *study) largerFinding(u unit, now, mean float64) *Finding {
	f := Finding{
		Question: "larger", Text: "larger", Kind: Problem, Severity: Serious, Subjects: u.subjects(), Figure: "majors-timeline",
		Numbers: []Number{accidents("now", now), accidents("mean", mean)},
		Harm:    max(now-mean, 0) * leastDeaths,
	}
	if f.Harm >= s.inquiry.Thresholds.Grave {
		f.Severity = Grave
	}
	f.Evidence = s.evidence(analytics.Accidents, "larger_accidents", f.Conditions()...)
	return &f
}
