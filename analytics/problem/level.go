package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// fewestUnits is how many units a comparison among them needs.
const fewestUnits = 5

// askLevel asks which towns have more accidents, or more fatal ones, than their vehicles, inhabitants or employees lead to
// expect. Limits are widened where towns differ by more than chance throughout (Spiegelhalter 2005).
func askLevel(ctx context.Context, s *study) ([]trial, error) {
	sizes, err := s.figures(ctx, "population", "vehicles", "employees")
	if err != nil {
		return nil, err
	}
	var trials []trial
	for _, sc := range scopes {
		for _, id := range []analytics.ID{"accidents", "fatal_accidents"} {
			found, err := s.funnel(sc, id, sizes)
			if err != nil {
				return nil, err
			}
			trials = append(trials, found...)
		}
	}
	if trials == nil {
		return nil, noExposure
	}
	return trials, nil
}

func (s *study) funnel(sc scope, id analytics.ID, sizes map[string]map[analytics.ID]float64) ([]trial, error) {
	var towns []analytics.Member
	var observed []int
	var exposures []float64
	events := 0
	for _, m := range s.grid.towns {
		size := sizes[m.Key][sc.exposure]
		if size <= 0 {
			continue
		}
		n := sc.of(s.grid, m.Key)
		count := whole(n.accidents)
		if id == "fatal_accidents" {
			count = whole(n.fatal)
		}
		events += count
		towns, observed, exposures = append(towns, m), append(observed, count), append(exposures, size)
	}
	if len(towns) < fewestUnits || events == 0 {
		return nil, nil
	}
	plot, err := stats.Funnel(observed, exposures)
	if err != nil {
		return nil, fmt.Errorf("funnel of %s: %w", sc.id, err)
	}
	var trials []trial
	for i, u := range plot.Units {
		one := trial{p: u.Adjusted.P, tested: true}
		if more, _ := s.inquiry.Thresholds.worth(float64(observed[i]), u.Expected); more {
			f, err := s.levelFinding(sc, id, towns[i], float64(observed[i]), u)
			if err != nil {
				return nil, err
			}
			one.finding = f
		}
		trials = append(trials, one)
	}
	return trials, nil
}

func (s *study) levelFinding(sc scope, id analytics.ID, town analytics.Member, count float64, u stats.FunnelUnit) (*Finding, error) {
	measure, err := indicatorName(id)
	if err != nil {
		return nil, err
	}
	exposure, err := indicatorName(sc.exposure)
	if err != nil {
		return nil, err
	}
	interval, err := stats.GarwoodInterval(whole(count), 0.95)
	if err != nil {
		return nil, fmt.Errorf("interval of %v: %w", count, err)
	}
	f := Finding{
		Question: "level", Text: "level", Kind: Problem, Subjects: append([]Subject{{analytics.Town, []analytics.Member{town}}}, sc.subject(s.grid)...), Figure: "funnel",
		Numbers: []Number{
			accidents("now", count), accidents("expected", u.Expected), accidents("excess", count-u.Expected), styled("ratio", u.Ratio, Ratio),
			styled("low", interval.Low/u.Expected, Ratio), styled("high", interval.High/u.Expected, Ratio),
			named("measure", measure), named("exposure", exposure), named("scope", sc.name()),
		},
		Harm: (count - u.Expected) * s.lethal,
	}
	if id == "fatal_accidents" {
		f.Text, f.Harm = "level_fatal", count-u.Expected
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, id, f.Conditions()...)
	return &f, nil
}
