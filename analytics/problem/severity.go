package problem

import (
	"context"

	"anlan/analytics"
)

// askSeverity asks whether more of the accidents are fatal than in the past years, in the city, its sectors and its towns.
// Fatal accidents are counted, not deaths: those come several at a time (domain notes 6.1).
func askSeverity(_ context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() || s.grid.total.past.fatal == 0 {
		return nil, noPast
	}
	var trials []trial
	for _, u := range s.units(level) {
		t := s.tally(u)
		if t.now.accidents == 0 || t.past.accidents == 0 {
			continue
		}
		p, err := shareP(t.now.fatal, t.now.accidents-t.now.fatal, t.past.fatal, t.past.accidents-t.past.fatal)
		if err != nil {
			return nil, err
		}
		one := trial{p: p, tested: true}
		expected := t.now.accidents * t.past.fatal / t.past.accidents
		if more, _ := s.inquiry.Thresholds.worth(t.now.fatal, expected); more {
			one.finding = s.severityFinding(u, t, expected)
		}
		trials = append(trials, one)
	}
	return trials, nil
}

func (s *study) severityFinding(u unit, t tally, expected float64) *Finding {
	f := Finding{
		Question: "severity", Text: "severity", Kind: Problem, Subjects: u.subjects(), Figure: "contribution",
		Numbers: []Number{
			accidents("now", t.now.fatal), accidents("all", t.now.accidents), accidents("expected", expected), accidents("excess", t.now.fatal-expected),
			styled("share", t.now.fatal/t.now.accidents, Percent), styled("past", t.past.fatal/t.past.accidents, Percent), persons("deaths", t.now.deaths),
		},
		Harm: t.now.fatal - expected,
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, "fatal_accidents", f.Conditions()...)
	return &f
}
