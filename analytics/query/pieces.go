package query

import (
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Data says what a plan may use of a store, beside the facts.
type Data struct {
	Numbers map[analytics.DimensionID]map[string]int // of the dictionaries that conditions name: key -> number in the facts
	Rollups []catalog.Rollup                         // those that are up to date, of two that can answer a question the smaller one first
	Through map[analytics.FactID]time.Time           // the last day that has facts: a month is whole when nothing comes after
	Shared  bool                                     // several campaigns count the same visits
	Sides   bool                                     // totals of accidents by town and totals by sector say the same accidents
}

// Number is the number that stands in the facts for a key; -1, which no fact has, for a key that there is not.
func (d Data) Number(of catalog.Dimension, key string) int {
	if of.Table == "" {
		return NumberOfKey(of.ID, key)
	}
	if n, ok := d.Numbers[of.ID][key]; ok {
		return n
	}
	return -1
}

// piece is a part of a window that is read in one go: from the facts or a rollup by day, or, where it consists of whole
// months, from a rollup by month.
type piece struct {
	analytics.Period
	cat    *catalog.Catalog
	rollup *catalog.Rollup
}

// pieces cuts a window into whole months that a rollup can answer and the days at both ends.
func (c *compiler) pieces(fact analytics.FactID, w analytics.Window) []piece {
	daily := c.rollup(fact, true)
	days := func(from, to time.Time) piece {
		return piece{Period: analytics.Period{From: from, To: to}, cat: c.cat, rollup: daily}
	}
	whole := []piece{days(w.From, w.To)}
	rollup := c.monthly(fact, w)
	if rollup == nil {
		return whole
	}
	first := analytics.Day(w.From.Year(), w.From.Month(), 1)
	if first.Before(w.From) {
		first = first.AddDate(0, 1, 0)
	}
	next := analytics.Day(w.To.Year(), w.To.Month()+1, 1) // the day after the last whole month
	if through := c.data.Through[fact]; next.AddDate(0, 0, -1).After(w.To) && (through.IsZero() || through.After(w.To)) {
		next = next.AddDate(0, -1, 0)
	}
	if !next.After(first) {
		return whole
	}
	var list []piece
	if w.From.Before(first) {
		list = append(list, days(w.From, first.AddDate(0, 0, -1)))
	}
	list = append(list, piece{Period: analytics.Period{From: first, To: next.AddDate(0, 0, -1)}, cat: c.cat, rollup: rollup})
	if !next.After(w.To) {
		list = append(list, days(next, w.To))
	}
	return list
}

// monthly finds the rollup by month that can answer for a family of facts. Where a window lies back by days, whole months do
// not fall into whole months, and a question about spans of time needs the days.
func (c *compiler) monthly(fact analytics.FactID, w analytics.Window) *catalog.Rollup {
	if w.Days != 0 && (c.asks(analytics.Year) || c.asks(analytics.Quarter) || c.asks(analytics.Month)) {
		return nil
	}
	return c.rollup(fact, false)
}

// rollup finds the first rollup, by day or by month, that can answer for a family of facts.
func (c *compiler) rollup(fact analytics.FactID, daily bool) *catalog.Rollup {
	for _, m := range c.plan.Measures {
		if m.Fact == fact && c.cat.RollupColumn(m.Measure) == "" {
			return nil
		}
	}
	i := slices.IndexFunc(c.data.Rollups, func(r catalog.Rollup) bool { return r.Fact == fact && r.Daily == daily && c.answers(r) })
	if i < 0 {
		return nil
	}
	return &c.data.Rollups[i]
}

// answers tells whether a rollup has all that a question breaks down or filters by.
func (c *compiler) answers(r catalog.Rollup) bool {
	missing := func(d analytics.DimensionID) bool {
		dimension, err := c.cat.Dimension(d)
		return err == nil && dimension.Keys[r.Fact] != "" && !r.Covers(d)
	}
	return !slices.ContainsFunc(c.plan.By, missing) &&
		!slices.ContainsFunc(c.query.Where, func(w analytics.Condition) bool { return missing(w.Dimension) })
}

// table is where a piece is read from.
func (p piece) table(fact analytics.FactID) string {
	if p.rollup != nil {
		return p.rollup.Name
	}
	return fact.Table()
}

// key is the SQL of a dimension's key.
func (p piece) key(fact analytics.FactID, d catalog.Dimension, day string) string {
	if p.rollup != nil {
		if column := p.rollup.Key(d.ID); column != "" {
			return "f." + column
		}
	}
	return strings.ReplaceAll(d.Keys[fact], "{day}", day)
}

// sum is the SQL aggregate of a measure.
func (p piece) sum(m analytics.Measure) string {
	if p.rollup != nil {
		return "sum(f." + p.cat.RollupColumn(m) + ")"
	}
	return catalog.Sum(m)
}
