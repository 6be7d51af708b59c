package problem

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
	"anlan/analytics/words"
)

// askDays asks where hazards take more days from being found to being rectified than elsewhere; of the city, more than before.
// It looks at the hazards that were found in the period. What is open on the last day counts as having taken at least so
// long (Kaplan & Meier 1958), so that a town does not look fast by leaving the long ones open; a mean over the rectified
// alone would. The comparison is the log-rank test (Mantel 1966), which goes by the order of the days only: days are skewed.
func askDays(ctx context.Context, s *study, level Level) ([]trial, error) {
	list, err := s.durations(ctx, s.inquiry.Period)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, noHazards
	}
	if level == City {
		return s.cityDays(ctx, list)
	}
	var groups grouping[timedGroup]
	for _, d := range list {
		if u, ok := level.unitOfHazards(d); ok {
			groups.at(u.within(level)).add(u, d)
		}
	}
	if level == Cells && len(groups.keys) == 1 {
		return nil, oneSector
	}
	var trials []trial
	for _, key := range groups.keys {
		one, ok, err := s.slowTrial(groups.of[key])
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

// durations are the days that the hazards of a period took; they are asked for once.
func (s *study) durations(ctx context.Context, p analytics.Period) ([]engine.Duration, error) {
	if list, known := s.timed[p]; known {
		return list, nil
	}
	list, err := s.answers.Durations(ctx, query.Durations{Period: p, Where: s.inquiry.Where})
	if err != nil {
		return nil, err
	}
	if s.timed == nil {
		s.timed = make(map[analytics.Period][]engine.Duration)
	}
	s.timed[p] = list
	return list, nil
}

// unitOfHazards is the unit of a level that hazards belong to; none where that is not stated.
func (l Level) unitOfHazards(d engine.Duration) (unit, bool) {
	var members []analytics.Member
	for _, one := range l.dimensions() {
		members = append(members, map[analytics.DimensionID]analytics.Member{
			analytics.Town: d.Town, analytics.Sector: d.Sector, analytics.Department: d.Department,
		}[one])
	}
	return l.unitOf(members)
}

// timed are the hazards of a unit by the days they took.
type timed struct {
	unit
	spans map[int]stats.SpanCount
	count int
}

func (t *timed) add(d engine.Duration) {
	if t.spans == nil {
		t.spans = make(map[int]stats.SpanCount)
	}
	one := t.spans[d.Days]
	t.spans[d.Days] = stats.SpanCount{Length: float64(d.Days), Done: one.Done + d.Done, Open: one.Open + d.Open}
	t.count += d.Done + d.Open
}

// include adds all spans of another.
func (t *timed) include(o *timed) {
	for days, one := range o.spans {
		t.add(engine.Duration{Days: days, Done: one.Done, Open: one.Open})
	}
}

// table are the spans as a list.
func (t *timed) table() []stats.SpanCount { return slices.Collect(maps.Values(t.spans)) }

// without are the spans that are not among those of another.
func (t *timed) without(o *timed) []stats.SpanCount {
	var list []stats.SpanCount
	for days, one := range t.spans {
		less := o.spans[days]
		list = append(list, stats.SpanCount{Length: one.Length, Done: one.Done - less.Done, Open: one.Open - less.Open})
	}
	return list
}

// timedGroup are the units that are compared with each other.
type timedGroup struct{ units grouping[timed] }

func (g *timedGroup) add(u unit, d engine.Duration) {
	one := g.units.at(u.key())
	one.unit = u
	one.add(d)
}

// slowTrial is the trial of units among each other; none where there are too few.
func (s *study) slowTrial(g *timedGroup) (trial, bool, error) {
	slow, n, err := s.inquiry.Thresholds.slow(g)
	if err != nil || n < fewestUnits {
		return trial{}, false, err
	}
	one := trial{p: 1, tested: true, units: n}
	if len(slow) > 0 {
		all, theirs := &timed{}, &timed{}
		for _, key := range g.units.keys {
			if g.units.of[key].count >= s.inquiry.Thresholds.Hazards {
				all.include(g.units.of[key])
			}
		}
		for _, f := range slow {
			theirs.include(g.units.of[f.key()])
		}
		one.p = together(slow, n)
		one.finding, err = s.daysFinding("days", subjectsOf(worst(slow)), theirs, all.without(theirs))
	}
	return one, true, err
}

// slow tests each unit with enough hazards against all others by the log-rank test, and gives those that are slower, and how
// many were tested. Where the units differ by more than chance anyway, the scores are divided by the root of that dispersion,
// as in a funnel (Spiegelhalter 2005).
func (t Thresholds) slow(g *timedGroup) (slow []flagged, n int, err error) {
	var units []*timed
	all := &timed{}
	for _, key := range g.units.keys {
		if u := g.units.of[key]; u.count >= t.Hazards {
			units = append(units, u)
			all.include(u)
		}
	}
	if len(units) < fewestUnits {
		return nil, len(units), nil
	}
	p, above := make([]float64, len(units)), make([]bool, len(units))
	for i, u := range units {
		test, err := stats.LogRank(u.table(), all.without(u))
		if err != nil {
			return nil, 0, fmt.Errorf("days of %s: %w", u.key(), err)
		}
		p[i], above[i] = test.P, test.Z < 0
	}
	if p, err = stats.AllowForDispersion(p, above); err != nil {
		return nil, 0, fmt.Errorf("days to rectify: %w", err)
	}
	for i, u := range units {
		median, slower, err := t.slower(u.table(), all.without(u))
		if err != nil {
			return nil, 0, fmt.Errorf("days of %s: %w", u.key(), err)
		}
		if above[i] && slower {
			slow = append(slow, flagged{unit: u.unit, p: p[i], figure: median})
		}
	}
	return slow, len(units), nil
}

// SlowTowns tells which towns' hazards take more days than the others', by the thresholds and by more than chance among the towns.
func SlowTowns(list []engine.Duration, t Thresholds) (map[string]bool, error) {
	g := &timedGroup{}
	for _, d := range list {
		if u, ok := Towns.unitOfHazards(d); ok {
			g.add(u, d)
		}
	}
	slow, n, err := t.slow(g)
	if err != nil {
		return nil, err
	}
	found := make(map[string]bool)
	for _, one := range slow {
		if one.p*float64(n) < t.FalseAlarms {
			found[one.town.Key] = true
		}
	}
	return found, nil
}

// slower tells whether the median days are so many times those of the rest that it is worth a finding. A median that is not
// known, because more than half is open, is longer than all that was seen.
func (t Thresholds) slower(mine, rest []stats.SpanCount) (median float64, slower bool, err error) {
	a, err := stats.SurvivalOf(mine, 0.95)
	if err != nil {
		return 0, false, fmt.Errorf("share open: %w", err)
	}
	b, err := stats.SurvivalOf(rest, 0.95)
	if err != nil {
		return 0, false, fmt.Errorf("share open: %w", err)
	}
	if !a.MedianKnown {
		return math.Inf(1), b.MedianKnown, nil
	}
	return a.Median, b.MedianKnown && a.Median >= t.Slow*max(b.Median, 1), nil
}

// cityDays compares the city's hazards with those of the base's days, seen from the last of these.
func (s *study) cityDays(ctx context.Context, list []engine.Duration) ([]trial, error) {
	if !s.compared() {
		return nil, noPast
	}
	before, err := s.durations(ctx, s.meta.Windows[0].Period)
	if err != nil {
		return nil, err
	}
	now, past := &timed{}, &timed{}
	for _, d := range list {
		now.add(d)
	}
	for _, d := range before {
		past.add(d)
	}
	if least := s.inquiry.Thresholds.Hazards; now.count < least || past.count < least {
		return nil, noPast
	}
	test, err := stats.LogRank(now.table(), past.table())
	if err != nil {
		return nil, fmt.Errorf("days of the city: %w", err)
	}
	one := trial{p: test.P, tested: true}
	_, slower, err := s.inquiry.Thresholds.slower(now.table(), past.table())
	if err == nil && slower && test.Z < 0 {
		one.finding, err = s.daysFinding("days_city", nil, now, past.table())
	}
	return []trial{one}, err
}

// daysFinding is the finding about the days that some units took, against others.
func (s *study) daysFinding(text string, subjects []Subject, slow *timed, rest []stats.SpanCount) (*Finding, error) {
	f := Finding{Question: "days", Text: text, Kind: Problem, Severity: Serious, Figure: "days-towns", Subjects: subjects}
	done, open, days := 0, 0, 0.0
	for _, one := range slow.spans {
		done, open, days = done+one.Done, open+one.Open, days+one.Length*float64(one.Done)
	}
	for _, side := range []struct {
		name  string
		spans []stats.SpanCount
	}{{"median", slow.table()}, {"others", rest}} {
		seen, err := stats.SurvivalOf(side.spans, 0.95)
		if err != nil {
			return nil, fmt.Errorf("share open: %w", err)
		}
		n := named(side.name, words.Both("problem.days.unknown"))
		if seen.MedianKnown {
			n = quantity(side.name, seen.Median, analytics.UnitDays)
		}
		f.Numbers = append(f.Numbers, n)
	}
	f.Numbers = append(f.Numbers, quantity("hazards", float64(slow.count), analytics.UnitPlaces), quantity("open", float64(open), analytics.UnitPlaces), meanDays("mean", days, float64(done)))
	f.Evidence = s.evidence(analytics.Hazards, "hazards_registered", f.Conditions()...)
	return &f, nil
}
