package query

import (
	"fmt"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Firms asks which firms had several accidents, or several of what a measure counts. A firm is a name in a town: the same
// name elsewhere is another one.
type Firms struct {
	Period  analytics.Period
	Where   []analytics.Condition
	Measure analytics.Measure // limits the facts to those that a measure counts; zero: accidents
	Least   int               // accidents, or other facts, from which on a firm is listed
	Limit   int               // firms that are listed at most
}

// FirmPlan is a compiled question about firms. The statement returns the firm, the numbers of its town and sector, its
// accidents (or other facts) and deaths; then, alike in every row, how many firms and accidents there are in all, and how
// many firms have at least so many.
type FirmPlan struct {
	SQL  string
	Args []any
}

// CompileFirms makes the plan of a question about firms, those with the most accidents first.
func CompileFirms(cat *catalog.Catalog, f Firms, data Data) (FirmPlan, error) {
	c := newCompiler(cat, Query{Period: f.Period, Where: f.Where}, nil, data)
	fact, deaths := analytics.Accidents, "coalesce(sum(f.deaths), 0)"
	if f.Measure.Fact != "" && f.Measure.Fact != fact {
		fact, deaths = f.Measure.Fact, "0"
	}
	where, err := c.measured(fact, f.Period, f.Measure)
	if err != nil {
		return FirmPlan{}, err
	}
	sql := fmt.Sprintf(`WITH g AS MATERIALIZED (
  SELECT f.firm, f.town, min(f.sector) AS sector, count(*) AS accidents, %s AS deaths
  FROM %s f
  WHERE %s
    AND f.firm IS NOT NULL
  GROUP BY f.firm, f.town
)
SELECT firm, town, sector, accidents, CAST(deaths AS BIGINT),
  (SELECT count(*) FROM g), (SELECT CAST(sum(accidents) AS BIGINT) FROM g), (SELECT count(*) FROM g WHERE accidents >= %s)
FROM g WHERE accidents >= %s
ORDER BY accidents DESC, deaths DESC, firm
LIMIT %s`, deaths, fact.Table(), where, c.bind(f.Least), c.bind(f.Least), c.bind(f.Limit))
	return FirmPlan{SQL: sql, Args: c.plan.Args}, nil
}
