package query

import (
	"fmt"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Durations asks how many days the hazards of a ledger took from being found to being rectified, of those that were found in
// a period.
type Durations struct {
	Period analytics.Period
	Where  []analytics.Condition
}

// DurationPlan is a compiled question about durations. The statement returns the numbers of the town, the sector and the
// department, the days, how many hazards were rectified after so many, and how many had been open for so many on the last day.
type DurationPlan struct {
	SQL  string
	Args []any
}

// CompileDurations makes the plan. The last day is that of the period, or of the ledger where it ends earlier: what was
// rectified later, or is open, is open on it. Hazards that were rectified on a day that nobody noted, or before they were
// found, and those whose state is not known have no duration.
func CompileDurations(cat *catalog.Catalog, d Durations, data Data) (DurationPlan, error) {
	c := newCompiler(cat, Query{Period: d.Period, Where: d.Where}, nil, data)
	const fact = analytics.Hazards
	done := c.days("f.rectified AND f.rectified_on <= {to}", fact, d.Period)
	until := c.days("least(f.rectified_on, {to})", fact, d.Period)
	known := c.days("f.occurred_on <= {to} AND (f.rectified IS FALSE OR f.rectified_on >= f.occurred_on)", fact, d.Period)
	where, err := c.measured(fact, d.Period, analytics.Measure{Fact: fact})
	if err != nil {
		return DurationPlan{}, err
	}
	sql := fmt.Sprintf(`SELECT town, sector, department, days, count(*) FILTER (WHERE done), count(*) FILTER (WHERE NOT done)
FROM (
  SELECT f.town, f.sector, f.department, coalesce(%s, false) AS done, date_diff('day', f.occurred_on, %s) AS days
  FROM %s f
  WHERE %s
    AND %s
)
GROUP BY town, sector, department, days
ORDER BY town, sector, department, days`, done, until, fact.Table(), known, where)
	return DurationPlan{SQL: sql, Args: c.plan.Args}, nil
}
