package catalog

import (
	"fmt"
	"slices"
	"strings"

	"anlan/analytics"
)

// Rollup is a table of sums by month, or by day, kept in the workspace beside the facts: a question about whole months that
// it can answer reads some ten thousand rows instead of millions. It has the columns occurred_on (the first of the month,
// or the day), batch_id, one for each key, and one for each measure of its facts.
type Rollup struct {
	Name  string
	Fact  analytics.FactID
	Keys  []RollupKey
	Daily bool // by day; it pays only where a day's towns and sectors have several facts each
}

// RollupKey is a column of a rollup by which it can be broken down.
type RollupKey struct {
	Dimension analytics.DimensionID
	Column    string
	SQL       string // over a fact f
}

// column is a key that stands in the facts as it is.
func column(d analytics.DimensionID, name string) RollupKey { return RollupKey{d, name, "f." + name} }

var (
	townKey    = column(analytics.Town, "town")
	sectorKey  = column(analytics.Sector, "sector")
	partKey    = column(analytics.Subsector, "subsector")
	weekdayKey = RollupKey{analytics.Weekday, "weekday", weekdaySQL}
	hourKey    = RollupKey{analytics.Hour, "hour", "f.minute // 60"}
)

// rollups are tried in this order, so that the smaller of two that can answer a question stands first.
var rollups = []Rollup{
	{Name: "rollup_accident", Fact: accidents, Keys: []RollupKey{townKey, sectorKey, column(analytics.Severity, "grade")}},
	{Name: "rollup_accident_kind", Fact: accidents, Keys: []RollupKey{townKey, sectorKey, partKey, column(analytics.AccidentType, "accident_type"), column(analytics.Severity, "grade")}},
	{Name: "rollup_accident_sector_clock", Fact: accidents, Keys: []RollupKey{sectorKey, weekdayKey, hourKey}},
	{Name: "rollup_accident_town_clock", Fact: accidents, Keys: []RollupKey{townKey, weekdayKey, hourKey}},
	{Name: "rollup_accident_day", Fact: accidents, Keys: []RollupKey{townKey, sectorKey, column(analytics.Severity, "grade")}, Daily: true},
	{Name: "rollup_inspection", Fact: inspections, Keys: []RollupKey{townKey, sectorKey}},
	{Name: "rollup_inspection_kind", Fact: inspections, Keys: []RollupKey{townKey, sectorKey, partKey, column(analytics.Department, "department"), column(analytics.Campaign, "campaign")}},
}

// Rollups lists the rollups, of two that can answer a question the smaller one first.
func (c *Catalog) Rollups() []Rollup { return slices.Clone(c.rollups) }

// Covers tells whether a rollup can be broken down and filtered by a dimension.
func (r Rollup) Covers(d analytics.DimensionID) bool {
	if r.Daily && (d == analytics.Date || d == analytics.Weekday) {
		return true
	}
	return d == analytics.Year || d == analytics.Quarter || d == analytics.Month || d == analytics.Batch || r.Key(d) != ""
}

// Key is the column of a dimension; empty where there is none.
func (r Rollup) Key(d analytics.DimensionID) string {
	for _, k := range r.Keys {
		if k.Dimension == d {
			return k.Column
		}
	}
	return ""
}

// RollupColumn is the column of a measure in the rollups of its facts; empty where no indicator has the measure.
func (c *Catalog) RollupColumn(m analytics.Measure) string {
	i := slices.IndexFunc(c.sums[m.Fact], func(s analytics.Measure) bool { return s.Value == m.Value && s.Where == m.Where })
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("sum%d", i)
}

// Definition is the SELECT statement whose rows a rollup keeps.
func (c *Catalog) Definition(r Rollup) string {
	columns := []string{"date_trunc('month', f.occurred_on)::DATE AS occurred_on", "f.batch_id AS batch_id"}
	if r.Daily {
		columns = []string{"f.occurred_on", "f.batch_id AS batch_id", "f.whole_month"}
	}
	for _, k := range r.Keys {
		columns = append(columns, k.SQL+" AS "+k.Column)
	}
	for _, m := range c.sums[r.Fact] {
		columns = append(columns, fmt.Sprintf("CAST(%s AS DOUBLE) AS %s", Sum(m), c.RollupColumn(m)))
	}
	return fmt.Sprintf("SELECT %s FROM %s f GROUP BY ALL ORDER BY 1", strings.Join(columns, ", "), r.Fact.Table())
}

// Sum is the SQL aggregate of a measure over rows f. Of hazards, that none of those there are is overdue is a count of zero.
func Sum(m analytics.Measure) string {
	if m.Fact == hazards && m.Value == "1" && m.Where != "" {
		return "CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE " + m.Where + ") END"
	}
	if m.Distinct {
		return "NULLIF(count(DISTINCT " + m.Value + ") FILTER (WHERE " + m.Where + "), 0)"
	}
	if m.Where == "" {
		return "sum(" + m.Value + ")"
	}
	return "sum(" + m.Value + ") FILTER (WHERE " + m.Where + ")"
}

// sumsOf lists what the rollups of each family of facts add up: every measure of an indicator, the rows behind it, and
// the rows whose value is not known.
func sumsOf(indicators []analytics.Indicator) map[analytics.FactID][]analytics.Measure {
	sums := make(map[analytics.FactID][]analytics.Measure)
	add := func(m analytics.Measure) {
		m.Unknown = ""
		if !slices.Contains(sums[m.Fact], m) {
			sums[m.Fact] = append(sums[m.Fact], m)
		}
	}
	for _, i := range indicators {
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact == "" || m.Column != "" || m.Distinct {
				continue
			}
			add(m)
			add(m.Rows())
			if m.Unknown != "" {
				add(m.UnknownRows())
			}
		}
	}
	return sums
}

// LayeredColumns lists the columns of a family of facts whose figures are stated at several levels, in the order of the
// indicators.
func (c *Catalog) LayeredColumns(fact analytics.FactID) []string {
	var columns []string
	for _, i := range c.Indicators() {
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact == fact && m.Column != "" && !slices.Contains(columns, m.Column) {
				columns = append(columns, m.Column)
			}
		}
	}
	return columns
}
