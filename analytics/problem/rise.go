package problem

import (
	"context"

	"anlan/analytics"
)

// askRise asks which sectors and towns have more of the city's accidents than in the past years, or fewer, and which sectors
// in which towns have more or fewer of the sector's. It compares shares, so that a city whose accidents fall as a whole does
// not praise each of its parts.
func askRise(_ context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	var trials []trial
	for _, u := range s.units(level) {
		if err := s.tryShare(&trials, u, s.tally(u), s.group(u)); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// tryShare adds the trial of one unit within its group.
func (s *study) tryShare(trials *[]trial, u unit, t, group tally) error {
	c, ok, err := compareShares(t.now.accidents, group.now.accidents-t.now.accidents, t.past.accidents, group.past.accidents-t.past.accidents)
	if err != nil || !ok {
		return err
	}
	one := trial{p: c.p, tested: true}
	more, less := s.inquiry.Thresholds.worth(t.now.accidents, c.expected)
	if s.compared() {
		before := t.base.accidents / s.meta.BaseDays * float64(s.meta.Period.Days())
		more, less = more && t.now.accidents > before, less && t.now.accidents < before
	}
	if more || less {
		one.finding = s.shareFinding(u, t, group, c, more)
	}
	*trials = append(*trials, one)
	return nil
}

// shareFinding is the finding of a unit whose share has grown or shrunk.
func (s *study) shareFinding(u unit, t, group tally, c comparison, more bool) *Finding {
	now := t.now.accidents
	f := Finding{
		Question: "rise", Text: "rise", Kind: Problem, Subjects: u.subjects(), Figure: u.figure(),
		Numbers: []Number{
			accidents("now", now), accidents("expected", c.expected), accidents("excess", max(now-c.expected, c.expected-now)),
			styled("ratio", c.ratio, Ratio), styled("low", c.low, Ratio), styled("high", c.high, Ratio), persons("deaths", t.now.deaths),
			styled("part", now/s.grid.total.now.accidents, Percent),
		},
	}
	if !more {
		f.Text, f.Kind = "fall", Praise
	}
	deaths := t.now.deaths - expectedShare(group.now.deaths-t.now.deaths, t.past.deaths, group.past.deaths-t.past.deaths)
	if more {
		f.Harm = max((now-c.expected)*s.lethal, deaths)
	} else {
		f.Harm = max((c.expected-now)*s.lethal, -deaths)
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	if s.compared() {
		f.Numbers = append(f.Numbers, s.contribution(t)...)
	}
	f.Evidence = s.evidence(analytics.Accidents, "accidents", f.Conditions()...)
	return &f
}

func expectedShare(rest, past, restPast float64) float64 {
	if restPast <= 0 {
		return past
	}
	return rest * past / restPast
}

// contribution is what a unit did to the change of the whole: by how many percentage points it moved it, and how the whole
// would have changed without it.
func (s *study) contribution(t tally) []Number {
	all := s.grid.total
	numbers := []Number{accidents("base", t.base.accidents), {Name: "change", Value: t.now.accidents - t.base.accidents, Style: Change, Unit: analytics.UnitAccidents}}
	if all.base.accidents > 0 {
		numbers = append(numbers, styled("points", (t.now.accidents-t.base.accidents)/all.base.accidents*100, Points))
	}
	if rest := all.base.accidents - t.base.accidents; rest > 0 {
		numbers = append(numbers, styled("without", (all.now.accidents-t.now.accidents-rest)/rest, Percent))
	}
	return numbers
}
