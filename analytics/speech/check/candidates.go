package check

import (
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/scan"
)

// reason says why a figure cannot be checked; empty where it can.
func (c *checker) reason(f *draft.Figure) string {
	switch {
	case f.Target:
		return "target"
	case f.Event:
		return "event"
	case f.Elsewhere:
		return "elsewhere"
	case f.PerTime:
		return "per_time"
	}
	return ""
}

// candidates are the questions that a figure may be the answer to, the likeliest first. The wording leaves open which of
// two indicators is meant, whether an earlier scope still holds, where the period ends; the figure is right when one of
// them gives it.
func (c *checker) candidates(f *draft.Figure, indicators []string) []query.Query {
	var all []query.Query
	for _, key := range c.inOrder(f, indicators) {
		i, err := c.asked.cat.Indicator(analytics.ID(key))
		if err != nil {
			continue
		}
		for _, where := range c.scopes(f, i) {
			for _, p := range c.periods(f, i.Num.Fact) {
				all = append(all, query.Query{Indicators: []analytics.ID{i.ID}, Period: p, Where: where})
			}
		}
	}
	return all
}

// inOrder puts the indicator first that counts in the figure's unit. Rates that work goes by have no unit of their own.
func (c *checker) inOrder(f *draft.Figure, indicators []string) []string {
	list := slices.Clone(indicators)
	slices.SortStableFunc(list, func(a, b string) int { return c.unitRank(f, a) - c.unitRank(f, b) })
	return list
}

func (c *checker) unitRank(f *draft.Figure, key string) int {
	i, err := c.asked.cat.Indicator(analytics.ID(key))
	if err == nil && i.Unit.ID == string(f.Quantity.Unit.Class) {
		return 0
	}
	return 1
}

// scopes are the conditions that a figure's scope may mean, the likeliest first: what its sentence names, what was named
// before as well, its clause alone, with what 全市 lifted, without a campaign, a campaign alone. None where the workspace
// lacks a member.
func (c *checker) scopes(f *draft.Figure, i analytics.Indicator) [][]analytics.Condition {
	within := func(oldest draft.Age) []draft.Place {
		return slices.DeleteFunc(slices.Clone(f.Scope), func(p draft.Place) bool { return p.Age > oldest })
	}
	campaigns := func(keep bool) []draft.Place {
		return slices.DeleteFunc(slices.Clone(f.Scope), func(p draft.Place) bool { return (p.Dimension == analytics.Campaign) != keep })
	}
	readings := [][]draft.Place{within(draft.SameSentence), f.Scope, within(draft.Own), slices.Concat(within(draft.Own), f.Lifted), campaigns(false)}
	if only := campaigns(true); len(only) > 0 {
		readings = append(readings, only)
	}
	var all [][]analytics.Condition
	for _, places := range readings {
		where, ok := c.conditions(actedOn(places, i))
		if ok && !slices.ContainsFunc(all, func(w []analytics.Condition) bool { return sameConditions(w, where) }) {
			all = append(all, where)
		}
	}
	return all
}

// actedOn leaves out departments where the indicator does not know who acted: they are the subject of the sentence.
func actedOn(places []draft.Place, i analytics.Indicator) []draft.Place {
	return slices.DeleteFunc(slices.Clone(places), func(p draft.Place) bool {
		return p.Dimension == analytics.Department && !slices.Contains(i.By, analytics.Department)
	})
}

func sameConditions(a, b []analytics.Condition) bool {
	return slices.EqualFunc(a, b, func(x, y analytics.Condition) bool {
		return x.Dimension == y.Dimension && slices.Equal(x.Keys, y.Keys)
	})
}

// conditions turns places into conditions. A subsector of another sector than the one named goes alone.
func (c *checker) conditions(places []draft.Place) ([]analytics.Condition, bool) {
	where := []analytics.Condition{}
	for _, p := range places {
		for _, key := range p.Keys {
			if !c.asked.members[p.Dimension][key] {
				return nil, false
			}
		}
		if p.Dimension == analytics.Sector && slices.ContainsFunc(places, func(q draft.Place) bool { return q.Dimension == analytics.Subsector && q.Age < p.Age }) {
			continue
		}
		where = append(where, analytics.Condition{Dimension: p.Dimension, Keys: p.Keys})
	}
	return where, true
}

// periods are the spans that a figure may be of: the one that is named; where none is, or only 今年以来, the year up to
// the draft's cut-off day, up to the last data, and the whole year.
func (c *checker) periods(f *draft.Figure, fact analytics.FactID) []analytics.Period {
	var all []analytics.Period
	add := func(p analytics.Period, ok bool) {
		if ok && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	add(c.period(f.Span, fact))
	if f.Span.Kind == scan.SoFar || f.Span.Kind == scan.NoSpan || f.Carried && f.Span.Kind == scan.ToDate {
		for _, cut := range c.d.CutOffs {
			add(c.period(cut.Span, fact))
		}
		add(c.soFar(c.year, fact))
		add(analytics.WholeYear(c.year), true)
	}
	return all
}

// covers tells whether the data reach to the end of a period, so that a figure that differs is wrong and not ahead of the
// data. Returns other than accidents stand on the first of their month.
func (c *checker) covers(p analytics.Period, fact analytics.FactID) bool {
	have := c.asked.coverage[fact]
	if have.IsZero() || analytics.Day(have.From.Year(), 1, 1).After(p.From) {
		return false
	}
	last := have.To.AddDate(0, 0, 3)
	if fact != analytics.Accidents {
		last = analytics.Day(have.To.Year(), have.To.Month()+1, 0)
	}
	if fact == analytics.SectorFigures {
		last = analytics.Day(have.To.Year(), time.December, 31)
	}
	return !p.To.After(last)
}
