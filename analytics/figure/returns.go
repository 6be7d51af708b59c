package figure

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// steps are the figures of enforcement in the order in which one leads to the next.
var steps = []analytics.ID{"inspections", "hazards", "orders", "suspensions", "rectified"}

// stepTitle is what a step is called where there is little room.
func (s Style) stepTitle(i analytics.Indicator) string {
	return s.say("figure.step." + string(i.ID))
}

// memberOf is a member's name; returns without a campaign are those of daily work.
func (s Style) memberOf(d analytics.DimensionID, m analytics.Member) string {
	if d == analytics.Campaign && isUnknown(m) {
		return s.say("figure.enforcement.daily")
	}
	return s.label(m)
}

// scope says which campaigns make the returns of a period another thing than those of its base: a total with a campaign in
// it says nothing against one without.
type scope struct {
	changed []analytics.Member // campaigns with returns on one side only
	shared  bool               // something has returns on both sides
}

// differs tells whether the period and its base cannot be compared as a whole.
func (c scope) differs() bool { return c.shared && len(c.changed) > 0 }

// scopeOf compares what returns a period and its base have.
func scopeOf(ctx context.Context, answers Answers, q Question) (scope, error) {
	var c scope
	if q.Basis == analytics.NoBasis {
		return c, nil
	}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"inspection_returns"}, []analytics.DimensionID{analytics.Campaign}))
	if err != nil || !frame.Meta.Compared() {
		return c, err
	}
	for _, row := range frame.Rows {
		v := row.Values[0]
		now, base := v.HasNow && v.Now > 0, v.HasBase && v.Base > 0
		switch {
		case now && base:
			c.shared = true
		case (now || base) && !isUnknown(row.Members[0]):
			c.changed = append(c.changed, row.Members[0])
		}
	}
	return c, nil
}

// alike is the question without the campaigns that only one side has.
func (c scope) alike(q Question) Question {
	var keys []string
	for _, m := range c.changed {
		keys = append(keys, m.Key)
	}
	q.Where = append(slices.Clone(q.Where), analytics.Condition{Dimension: analytics.Campaign, Keys: keys, Not: true})
	return q
}

// whole is the question as it is asked of all returns together: without a base where that would not compare.
func (c scope) whole(q Question) Question {
	if c.differs() {
		q.Basis = analytics.NoBasis
	}
	return q
}

// scopeNote says why there is no comparison; empty where there is one.
func (s Style) scopeNote(c scope, basis analytics.Basis) string {
	if !c.differs() {
		return ""
	}
	first := s.label(c.changed[0])
	if len(c.changed) == 1 {
		return s.say("figure.scope.one", "campaign", first, "basis", s.Printer.Basis(basis))
	}
	return s.say("figure.scope.several", "campaign", first, "count", len(c.changed), "others", len(c.changed)-1, "basis", s.Printer.Basis(basis))
}

// gap is a town with months whose returns are missing.
type gap struct {
	town   analytics.Member
	months []string // keys, in order
}

// regular is the share of the towns of a source that have to have returned something in a month for the others to be
// missing: below it the month is one in which the source did not ask all of them.
const regular = 0.75

// source is who returns: a department, for a campaign or its daily work.
type source struct {
	towns  []string          // that returned anything, in the order of the answer
	months map[string][]bool // month -> whether the town at an index returned; towns behind the end did not
}

// gapsOf finds the towns whose returns are missing in months of the question. A town is asked for a return where it, as
// most towns of the same department and campaign, returned something in the period or in the year before it.
func gapsOf(ctx context.Context, answers Answers, q Question) ([]gap, error) {
	asked := q.query([]analytics.ID{"inspection_returns"}, []analytics.DimensionID{analytics.Department, analytics.Campaign, analytics.Town, analytics.Month},
		analytics.Town, analytics.Month, analytics.Quarter, analytics.Year)
	asked.Basis, asked.Period.From = analytics.NoBasis, q.Period.From.AddDate(-1, 0, 0)
	frame, err := answers.Run(ctx, asked)
	if err != nil {
		return nil, err
	}
	missing := make(map[string]map[string]bool)
	towns := make(map[string]analytics.Member)
	var of [2]string
	var one *source
	for _, row := range frame.Rows { // in the order of their departments, campaigns and towns
		m := row.Members
		if v := row.Values[0]; !v.HasNow || v.Now == 0 || isUnknown(m[2]) {
			continue
		}
		if at := [2]string{m[0].Key, m[1].Key}; one == nil || at != of {
			one.missing(q, missing)
			one, of = &source{months: make(map[string][]bool)}, at
		}
		if one.add(m[2].Key, m[3].Key) {
			towns[m[2].Key] = m[2]
		}
	}
	one.missing(q, missing)
	order := slices.SortedFunc(maps.Values(towns), func(a, b analytics.Member) int { return cmp.Compare(a.Key, b.Key) })
	return gapList(order, missing, q.selected(analytics.Town)), nil
}

// add notes a return of the town that was added last, or of the next one, and tells which.
func (s *source) add(town, month string) (next bool) {
	if len(s.towns) == 0 || s.towns[len(s.towns)-1] != town {
		s.towns, next = append(s.towns, town), true
	}
	returned := s.months[month]
	for len(returned) < len(s.towns)-1 {
		returned = append(returned, false)
	}
	s.months[month] = append(returned, true)
	return next
}

// missing adds the towns and months whose returns are missing.
func (s *source) missing(q Question, into map[string]map[string]bool) {
	if s == nil {
		return
	}
	for month, returned := range s.months {
		count := 0
		for _, r := range returned {
			if r {
				count++
			}
		}
		if !asksMonth(q, month) || float64(count) < regular*float64(len(s.towns)) {
			continue
		}
		for i, town := range s.towns {
			if i < len(returned) && returned[i] {
				continue
			}
			if into[town] == nil {
				into[town] = make(map[string]bool)
			}
			into[town][month] = true
		}
	}
}

// asksMonth tells whether a question is about a month, by its key; a monthly return stands on the first of its month.
func asksMonth(q Question, key string) bool {
	first, err := time.Parse("2006-01", key)
	if err != nil || first.Before(q.Period.From) || first.After(q.Period.To) {
		return false
	}
	keys := q.selected(analytics.Month)
	return keys == nil || contains(keys, key)
}

// gapList lists the gaps in the order of the towns, of those that are filtered by alone where some are.
func gapList(order []analytics.Member, missing map[string]map[string]bool, selected []string) []gap {
	var list []gap
	for _, town := range order {
		if len(missing[town.Key]) == 0 || selected != nil && !contains(selected, town.Key) {
			continue
		}
		g := gap{town: town}
		for month := range missing[town.Key] {
			g.months = append(g.months, month)
		}
		slices.Sort(g.months)
		list = append(list, g)
	}
	return list
}

// gapsOfTown finds the months whose returns a town lacks.
func gapsOfTown(gaps []gap, key string) []string {
	for _, g := range gaps {
		if g.town.Key == key {
			return g.months
		}
	}
	return nil
}

// gapsFinding counts the towns and months whose returns are missing; empty where none are.
func (s Style) gapsFinding(gaps []gap) string {
	if len(gaps) == 0 {
		return ""
	}
	fewest, most := len(gaps[0].months), 0
	for _, g := range gaps {
		fewest, most = min(fewest, len(g.months)), max(most, len(g.months))
	}
	switch {
	case len(gaps) == 1:
		return s.say("figure.gaps.one", "town", s.label(gaps[0].town), "months", s.monthList(gaps[0].months))
	case fewest == most:
		return s.say("figure.gaps.alike", "count", len(gaps), "months", most)
	}
	return s.say("figure.gaps.several", "count", len(gaps), "fewest", fewest, "most", most)
}

// maxNamed is how many members a finding names before it counts the others.
const maxNamed = 6

// gapsNamed counts what is missing and names the towns.
func (s Style) gapsNamed(gaps []gap) string {
	if len(gaps) < 2 {
		return s.gapsFinding(gaps)
	}
	var names []string
	for _, g := range gaps {
		names = append(names, s.label(g.town))
	}
	return s.say("figure.named", "finding", s.gapsFinding(gaps), "members", s.some(names, maxNamed))
}

// some lists the first names and counts the others.
func (s Style) some(names []string, most int) string {
	if len(names) <= most {
		return s.list(names)
	}
	return s.say("figure.subtitle.members", "members", s.list(names[:most]), "count", len(names), "others", len(names)-most)
}

// monthList names months by their keys, without the year.
func (s Style) monthList(keys []string) string {
	var names []string
	for _, key := range keys {
		if first, err := time.Parse("2006-01", key); err == nil {
			names = append(names, s.Printer.ShortMonth(first.Month()))
		}
	}
	return s.list(names)
}

// gapTip is the line of a tooltip that says which returns a town lacks.
func (s Style) gapTip(months []string) string {
	if len(months) == 0 {
		return ""
	}
	return s.say("figure.gaps.tip", "months", s.monthList(months), "count", len(months))
}

// hatched is the look of what is missing, or lacks something: neither a figure nor zero. On a colour the lines are those of
// the ground, so that a figure in the bar can be read.
func (s Style) hatched(color string) map[string]any {
	line := s.Palette.Card
	if color == s.Palette.Missing {
		line = s.Palette.Muted
	}
	return map[string]any{"color": color, "decal": map[string]any{
		"symbol": "rect", "color": line, "dashArrayX": []any{1, 0}, "dashArrayY": []any{1, 5}, "rotation": -0.785, "symbolSize": 1,
	}}
}

// valueIn finds a figure of a frame's row by its indicator.
func valueIn(frame engine.Frame, values []engine.Value, id analytics.ID) (engine.Value, analytics.Indicator) {
	i := slices.IndexFunc(frame.Indicators, func(i analytics.Indicator) bool { return i.ID == id })
	if i < 0 {
		return engine.Value{}, analytics.Indicator{}
	}
	return values[i], frame.Indicators[i]
}
