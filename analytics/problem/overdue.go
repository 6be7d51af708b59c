package problem

import (
	"context"
	"fmt"
	"math"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// askOverdue asks in which towns, and of which departments, hazards stay open past their term more often than elsewhere.
func askOverdue(ctx context.Context, s *study) ([]trial, error) {
	return hazardShare{"overdue", "overdue_rate", "overdue_hazards", s.inquiry.Thresholds.Overdue, "overdue-towns"}.ask(ctx, s)
}

// askLate asks the same of hazards that were rectified, but after their term.
func askLate(ctx context.Context, s *study) ([]trial, error) {
	return hazardShare{"late", "late_rate", "late_rectified", s.inquiry.Thresholds.Late, "late-towns"}.ask(ctx, s)
}

// hazardShare is a share of the hazards of a ledger that units are compared by.
type hazardShare struct {
	text    string
	rate    analytics.ID // failures over those that could fail
	failing analytics.ID // the failures, whose rows are the evidence
	limit   float64      // share from which on a unit is worth a finding
	figure  string
}

func (h hazardShare) ask(ctx context.Context, s *study) ([]trial, error) {
	var trials []trial
	for _, by := range []analytics.DimensionID{analytics.Town, analytics.Department} {
		frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{h.rate, "days_to_rectify"}, by)
		if err != nil {
			return nil, err
		}
		if frame.Total[0].Den == 0 {
			return nil, noHazards
		}
		one, ok, err := h.compare(s, frame, by)
		if err != nil {
			return nil, err
		}
		if ok {
			trials = append(trials, one)
		}
	}
	return trials, nil
}

// compare tests each unit against all others by Fisher's exact test. Where the units differ by more than chance anyway, the
// normal scores of the p-values are divided by the root of that dispersion, as in a funnel (Spiegelhalter 2005).
func (h hazardShare) compare(s *study, frame engine.Frame, by analytics.DimensionID) (trial, bool, error) {
	var rows []engine.Row
	failed, of := 0.0, 0.0
	for _, row := range frame.Rows {
		if v := row.Values[0]; !unknown(row.Members[0]) && v.HasNow && v.Den >= float64(s.inquiry.Thresholds.Hazards) {
			rows = append(rows, row)
			failed, of = failed+v.Num, of+v.Den
		}
	}
	if len(rows) < fewestUnits || failed == 0 {
		return trial{}, false, nil
	}
	p, above := make([]float64, len(rows)), make([]bool, len(rows))
	for i, row := range rows {
		v := row.Values[0]
		var err error
		if p[i], err = shareP(v.Num, v.Den-v.Num, failed-v.Num, of-failed-v.Den+v.Num); err != nil {
			return trial{}, false, fmt.Errorf("%s of %s: %w", h.rate, row.Members[0].Key, err)
		}
		above[i] = v.Num/v.Den > failed/of
	}
	adjusted, err := stats.AllowForDispersion(p, above)
	if err != nil {
		return trial{}, false, fmt.Errorf("%s: %w", h.rate, err)
	}
	var worse []flagged
	for i, row := range rows {
		v := row.Values[0]
		if share := v.Num / v.Den; share > h.limit && above[i] {
			worse = append(worse, flagged{row.Members[0], adjusted[i], share, v.Num, v.Den})
		}
	}
	one := trial{p: 1, tested: true}
	if len(worse) > 0 {
		one.p = together(worse, len(rows))
		one.finding = h.finding(s, frame, by, worst(worse), failed/of)
	}
	return one, true, nil
}

func (h hazardShare) finding(s *study, frame engine.Frame, by analytics.DimensionID, worse []flagged, city float64) *Finding {
	failed, of, days, done := 0.0, 0.0, 0.0, 0.0
	for _, w := range worse {
		failed, of = failed+w.count, of+w.of
	}
	for _, row := range frame.Rows {
		for _, w := range worse {
			if v := row.Values[1]; v.HasNow && row.Members[0].Key == w.member.Key {
				days, done = days+v.Num, done+v.Den
			}
		}
	}
	f := Finding{
		Question: h.text, Text: h.text, Kind: Problem, Severity: Serious, Figure: h.figure,
		Subjects: []Subject{{by, members(worse)}},
		Numbers: []Number{
			styled("share", failed/of, Percent), styled("city", city, Percent), quantity("now", failed, analytics.UnitPlaces), quantity("of", of, analytics.UnitPlaces),
			quantity("unsure", float64(frame.Meta.Unknown[h.rate]), analytics.UnitPlaces),
		},
	}
	f.Numbers = append(f.Numbers, meanDays("days", days, done), meanDays("city_days", frame.Total[1].Num, frame.Total[1].Den))
	f.Evidence = s.evidence(analytics.Hazards, h.failing, f.Conditions()...)
	return &f
}

// meanDays is a mean of days; none where nothing was rectified.
func meanDays(name string, days, done float64) Number {
	if done == 0 {
		return named(name, analytics.Same("—"))
	}
	return quantity(name, math.Round(days/done*10)/10, analytics.UnitDays)
}
