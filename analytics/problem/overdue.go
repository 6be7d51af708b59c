package problem

import (
	"context"
	"fmt"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// askOverdue asks where hazards stay open past their term more often than elsewhere; of the city, more often than before.
func askOverdue(ctx context.Context, s *study, level Level) ([]trial, error) {
	return hazardShare{"overdue", "overdue_rate", "overdue_hazards", s.inquiry.Thresholds.Overdue, "overdue-towns"}.ask(ctx, s, level)
}

// askLate asks the same of hazards that were rectified, but after their term.
func askLate(ctx context.Context, s *study, level Level) ([]trial, error) {
	return hazardShare{"late", "late_rate", "late_rectified", s.inquiry.Thresholds.Late, "late-towns"}.ask(ctx, s, level)
}

// hazardShare is a share of the hazards of a ledger that units are compared by.
type hazardShare struct {
	text    string
	rate    analytics.ID // failures over those that could fail
	failing analytics.ID // the failures, whose rows are the evidence
	limit   float64      // share from which on a unit is worth a finding
	figure  string
}

// ratedUnit is a unit with its failures, and the days that what was rectified took.
type ratedUnit struct {
	unit
	failed, of float64
	days, done float64
}

// ratedGroup are the units that are compared with each other.
type ratedGroup struct{ units []ratedUnit }

func (h hazardShare) ask(ctx context.Context, s *study, level Level) ([]trial, error) {
	indicators := []analytics.ID{h.rate, "days_to_rectify"}
	frame, err := s.run(ctx, analytics.NoBasis, indicators, level.dimensions()...)
	if err != nil {
		return nil, err
	}
	if frame.Total[0].Den == 0 {
		return nil, noHazards
	}
	if level == City {
		return h.city(ctx, s, frame)
	}
	var groups grouping[ratedGroup]
	for _, row := range frame.Rows {
		u, ok := level.unitOf(row.Members)
		if v := row.Values[0]; ok && v.HasNow && v.Den >= float64(s.inquiry.Thresholds.Hazards) {
			g := groups.at(u.within(level))
			g.units = append(g.units, ratedUnit{u, v.Num, v.Den, row.Values[1].Num, row.Values[1].Den})
		}
	}
	if level == Cells && len(groups.keys) == 1 {
		return nil, oneSector
	}
	var trials []trial
	for _, key := range groups.keys {
		one, ok, err := h.compare(s, frame, groups.of[key].units)
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

// city compares the city's share with that of the base, where its hazards are known; otherwise a high share is a recorded
// fact.
func (h hazardShare) city(ctx context.Context, s *study, frame engine.Frame) ([]trial, error) {
	v := frame.Total[0]
	one, before := trial{}, math.NaN()
	if s.compared() {
		past, err := s.answers.Run(ctx, query.Query{
			Indicators: []analytics.ID{h.rate}, Period: s.meta.Windows[0].Period, Basis: analytics.NoBasis, Where: s.inquiry.Where, Lenient: true,
		})
		if err != nil {
			return nil, err
		}
		if p := past.Total[0]; p.Den >= float64(s.inquiry.Thresholds.Hazards) {
			one.tested, before = true, p.Num/p.Den
			if one.p, err = shareP(v.Num, v.Den-v.Num, p.Num, p.Den-p.Num); err != nil {
				return nil, fmt.Errorf("%s of the city: %w", h.rate, err)
			}
		}
	}
	share := v.Num / v.Den
	if v.Den < float64(s.inquiry.Thresholds.Hazards) || share <= h.limit || one.tested && share <= before {
		return []trial{one}, nil
	}
	whole := ratedUnit{unit{}, v.Num, v.Den, frame.Total[1].Num, frame.Total[1].Den}
	one.finding = h.finding(s, frame, []flagged{{unit: whole.unit, count: v.Num, of: v.Den}}, []ratedUnit{whole}, before)
	one.finding.Text += "_city"
	one.finding.Numbers = slices.DeleteFunc(one.finding.Numbers, func(n Number) bool { return n.Name == "city_days" || n.Name == "city" })
	if one.tested {
		one.finding.Numbers = append(one.finding.Numbers, styled("base", before, Percent))
	}
	return []trial{one}, nil
}

// compare tests units against each other.
func (h hazardShare) compare(s *study, frame engine.Frame, units []ratedUnit) (trial, bool, error) {
	list := make([]Failures, len(units))
	failed, of := 0.0, 0.0
	for i, u := range units {
		list[i] = Failures{u.failed, u.of}
		failed, of = failed+u.failed, of+u.of
	}
	if len(units) < fewestUnits || failed == 0 {
		return trial{}, false, nil
	}
	adjusted, above, err := AgainstOthers(list)
	if err != nil {
		return trial{}, false, fmt.Errorf("%s: %w", h.rate, err)
	}
	var worse []flagged
	for i, u := range units {
		if share := u.failed / u.of; share > h.limit && above[i] {
			worse = append(worse, flagged{unit: u.unit, p: adjusted[i], figure: share, count: u.failed, of: u.of})
		}
	}
	one := trial{p: 1, tested: true, units: len(units)}
	if len(worse) > 0 {
		one.p = together(worse, len(units))
		one.finding = h.finding(s, frame, worst(worse), units, failed/of)
	}
	return one, true, nil
}

// Failures are what failed of those that could.
type Failures struct{ Count, Of float64 }

// AgainstOthers tests the share of each unit against that of all others by Fisher's exact test, and tells which lie above. Where
// the units differ by more than chance anyway, the normal scores of the p-values are divided by the root of that dispersion, as
// in a funnel (Spiegelhalter 2005). The charts of the shares mark units by it, too.
func AgainstOthers(units []Failures) (p []float64, above []bool, err error) {
	count, of := 0.0, 0.0
	for _, u := range units {
		count, of = count+u.Count, of+u.Of
	}
	p, above = make([]float64, len(units)), make([]bool, len(units))
	for i, u := range units {
		if p[i], err = shareP(u.Count, u.Of-u.Count, count-u.Count, of-count-u.Of+u.Count); err != nil {
			return nil, nil, fmt.Errorf("unit %d: %w", i+1, err)
		}
		above[i] = u.Count*of > count*u.Of
	}
	adjusted, err := stats.AllowForDispersion(p, above)
	if err != nil {
		return nil, nil, fmt.Errorf("dispersion of %d units: %w", len(units), err)
	}
	return adjusted, above, nil
}

// finding names the worse units. What they are compared with is the share of all, or that of the base.
func (h hazardShare) finding(s *study, frame engine.Frame, worse []flagged, units []ratedUnit, others float64) *Finding {
	failed, of, days, done := 0.0, 0.0, 0.0, 0.0
	for _, w := range worse {
		failed, of = failed+w.count, of+w.of
		for _, u := range units {
			if u.key() == w.key() {
				days, done = days+u.days, done+u.done
			}
		}
	}
	f := Finding{
		Question: h.text, Text: h.text, Kind: Problem, Severity: Serious, Figure: h.figure, Subjects: subjectsOf(worse),
		Numbers: []Number{
			styled("share", failed/of, Percent), styled("city", others, Percent), quantity("now", failed, analytics.UnitPlaces), quantity("of", of, analytics.UnitPlaces),
			quantity("unsure", float64(frame.Meta.Unknown[h.rate]), analytics.UnitPlaces),
			meanDays("days", days, done), meanDays("city_days", frame.Total[1].Num, frame.Total[1].Den),
		},
	}
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
