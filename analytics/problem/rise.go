package problem

import (
	"context"

	"anlan/analytics"
)

// askRiseSector asks which sectors have more of the city's accidents than in the past years, or fewer. It compares shares,
// so that a city whose accidents fall as a whole does not praise each of its parts.
func askRiseSector(_ context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	var trials []trial
	for _, m := range s.grid.sectors {
		if err := s.tryShare(&trials, unit{sector: &m}, s.grid.at(place{sector: m.Key}), s.grid.total); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// askRiseTown asks the same of towns.
func askRiseTown(_ context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	var trials []trial
	for _, m := range s.grid.towns {
		if err := s.tryShare(&trials, unit{town: &m}, s.grid.at(place{town: m.Key}), s.grid.total); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// askRiseCell asks which sectors in which towns have more, or fewer, of the sector's accidents than in the past years.
func askRiseCell(_ context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	var trials []trial
	for _, sector := range s.grid.sectors {
		group := s.grid.at(place{sector: sector.Key})
		for _, town := range s.grid.towns {
			t := s.grid.at(place{town: town.Key, sector: sector.Key})
			if err := s.tryShare(&trials, unit{town: &town, sector: &sector}, t, group); err != nil {
				return nil, err
			}
		}
	}
	return trials, nil
}

// unit is what a finding about accidents is about.
type unit struct{ town, sector, part *analytics.Member }

// subjects are a unit as subjects of a finding.
func (u unit) subjects() []Subject {
	var list []Subject
	for _, one := range []struct {
		d analytics.DimensionID
		m *analytics.Member
	}{{analytics.Town, u.town}, {analytics.Sector, u.sector}, {analytics.Subsector, u.part}} {
		if one.m != nil {
			list = append(list, Subject{one.d, []analytics.Member{*one.m}})
		}
	}
	return list
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

// figure is the kind of figure that shows a unit best.
func (u unit) figure() string {
	switch {
	case u.town != nil && u.sector == nil && u.part == nil:
		return "funnel"
	case u.town != nil && u.sector != nil:
		return "control"
	case u.town != nil:
		return "control"
	}
	return "contribution"
}
