package state

import (
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/figure"
)

// Selection is what the window looks at. It is a value: changes make a new one.
type Selection struct {
	Period  analytics.Period
	Basis   analytics.Basis
	Also    analytics.Basis // a second basis beside it; empty for none
	Where   []analytics.Condition
	Measure analytics.ID // what charts of one indicator show
	Pivot   figure.Pivot // what the pivot table shows
	AsOf    time.Time    `json:",omitzero"` // what was known at this moment; zero for the present
}

// Keys are the keys that a dimension is filtered by; nil where it is not.
func (s Selection) Keys(d analytics.DimensionID) []string {
	for _, c := range s.Where {
		if c.Dimension == d && !c.Not {
			return slices.Clone(c.Keys)
		}
	}
	return nil
}

// Without are the keys of a dimension that are left out; nil where none are.
func (s Selection) Without(d analytics.DimensionID) []string {
	for _, c := range s.Where {
		if c.Dimension == d && c.Not {
			return slices.Clone(c.Keys)
		}
	}
	return nil
}

// LeaveOut leaves a member of a dimension out, or takes it in again.
func (s Selection) LeaveOut(d analytics.DimensionID, key string, out bool) Selection {
	keys := slices.DeleteFunc(s.Without(d), func(k string) bool { return k == key })
	if out {
		keys = append(keys, key)
	}
	s.Where = slices.DeleteFunc(slices.Clone(s.Where), func(c analytics.Condition) bool { return c.Dimension == d && c.Not })
	if len(keys) > 0 {
		s.Where = append(s.Where, analytics.Condition{Dimension: d, Keys: keys, Not: true})
	}
	return s
}

// With filters a dimension by keys; without keys the filter is released. Filters keep the order in which they were set. A
// filter on subsectors does not outlive that on their sectors.
func (s Selection) With(d analytics.DimensionID, keys []string) Selection {
	if d == analytics.Sector && !slices.Equal(s.Keys(d), keys) {
		s = s.With(analytics.Subsector, nil)
	}
	i := slices.IndexFunc(s.Where, func(c analytics.Condition) bool { return c.Dimension == d && !c.Not })
	where := slices.Clone(s.Where)
	switch {
	case len(keys) == 0 && i >= 0:
		where = slices.Delete(where, i, i+1)
	case len(keys) == 0:
	case i >= 0:
		where[i] = analytics.Condition{Dimension: d, Keys: slices.Clone(keys)}
	default:
		where = append(where, analytics.Condition{Dimension: d, Keys: slices.Clone(keys)})
	}
	s.Where = where
	return s
}

// Toggle filters by what a mark of a chart stands for; when all of it is what is filtered by already, the filters are
// released. Adding keeps what was selected before.
func (s Selection) Toggle(conditions []analytics.Condition, adding bool) Selection {
	held := !slices.ContainsFunc(conditions, func(c analytics.Condition) bool {
		have := s.Keys(c.Dimension)
		return !slices.ContainsFunc(c.Keys, func(k string) bool { return slices.Contains(have, k) }) || !adding && len(have) != len(c.Keys)
	})
	for _, c := range conditions {
		keys := s.Keys(c.Dimension)
		switch {
		case held && adding:
			keys = slices.DeleteFunc(keys, func(k string) bool { return slices.Contains(c.Keys, k) })
		case held:
			keys = nil
		case adding:
			for _, k := range c.Keys {
				if !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		default:
			keys = c.Keys
		}
		s = s.With(c.Dimension, keys)
	}
	return s
}

// Equal tells whether two selections look at the same.
func (s Selection) Equal(o Selection) bool {
	return s.Period.From.Equal(o.Period.From) && s.Period.To.Equal(o.Period.To) && s.Basis == o.Basis && s.Also == o.Also && s.Measure == o.Measure && s.AsOf.Equal(o.AsOf) && s.Pivot.Equal(o.Pivot) &&
		slices.EqualFunc(s.Where, o.Where, func(a, b analytics.Condition) bool {
			return a.Dimension == b.Dimension && a.Not == b.Not && slices.Equal(a.Keys, b.Keys)
		})
}

// maxHistory bounds how far back one can go.
const maxHistory = 100

// History is the selections that were looked at, in order, and where one stands among them.
type History struct {
	list []Selection
	at   int
}

// NewHistory starts at a selection.
func NewHistory(s Selection) *History { return &History{list: []Selection{s}} }

// Now is the selection that is looked at.
func (h *History) Now() Selection { return h.list[h.at] }

// Go looks at another selection; what lay ahead is forgotten. It tells whether anything changed.
func (h *History) Go(s Selection) bool {
	if s.Equal(h.Now()) {
		return false
	}
	h.list = append(h.list[:h.at+1:h.at+1], s)
	if len(h.list) > maxHistory {
		h.list = h.list[1:]
	}
	h.at = len(h.list) - 1
	return true
}

// CanBack tells whether there is a selection before.
func (h *History) CanBack() bool { return h.at > 0 }

// CanForward tells whether one has gone back before.
func (h *History) CanForward() bool { return h.at < len(h.list)-1 }

// Back goes to the selection before.
func (h *History) Back() bool {
	if h.CanBack() {
		h.at--
		return true
	}
	return false
}

// Forward undoes Back.
func (h *History) Forward() bool {
	if h.CanForward() {
		h.at++
		return true
	}
	return false
}
