package query

import (
	"fmt"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Sources is the plan of where the figures of a family of facts come from: a statement that returns, for each import
// batch, the number of rows in the period and then, for each of Unknown, how many of them lack the value.
type Sources struct {
	SQL     string
	Args    []any
	Fact    analytics.FactID
	Unknown []analytics.Measure // whose value a row may lack
}

// CompileSources makes the plan for the rows of a family of facts behind questions with the same period and conditions,
// whatever they ask for.
func CompileSources(cat *catalog.Catalog, fact analytics.FactID, period analytics.Period, where []analytics.Condition, data Data) (Sources, error) {
	c := &compiler{cat: cat, query: Query{Period: period, Where: where}, data: data}
	s := Sources{Fact: fact, Unknown: unknowable(cat, fact)}
	if fact == analytics.SectorFigures {
		period.From = analytics.Day(period.From.Year(), 1, 1)
	}
	c.plan.Measures = append(c.plan.Measures, Measure{analytics.Measure{Fact: fact, Value: "1"}, "all_rows"})
	for i, m := range s.Unknown {
		c.plan.Measures = append(c.plan.Measures, Measure{m.UnknownRows(), fmt.Sprintf("unknown%d", i)})
	}
	var branches []string
	for _, p := range c.pieces(fact, analytics.Window{Period: period}) {
		columns := []string{"f.batch_id"}
		for _, m := range c.plan.Measures {
			columns = append(columns, p.sum(m.Measure)+" AS "+m.Name)
		}
		span := c.span(p.From, p.To)
		conditions, err := c.conditions(fact, p, "f.occurred_on")
		if err != nil {
			return Sources{}, err
		}
		branches = append(branches, fmt.Sprintf("  SELECT %s\n  FROM %s f\n  WHERE %s%s\n  GROUP BY f.batch_id", strings.Join(columns, ", "), p.table(fact), span, conditions))
	}
	outer := []string{"batch_id"}
	for _, m := range c.plan.Measures {
		outer = append(outer, "CAST(coalesce(sum("+m.Name+"), 0) AS BIGINT)")
	}
	s.SQL = "SELECT " + strings.Join(outer, ", ") + "\nFROM (\n" + strings.Join(branches, "\nUNION ALL\n") + "\n)\nGROUP BY batch_id ORDER BY batch_id"
	s.Args = c.plan.Args
	return s, nil
}

// unknowable lists the measures of a family of facts whose value a row may lack, each once.
func unknowable(cat *catalog.Catalog, fact analytics.FactID) []analytics.Measure {
	var list []analytics.Measure
	for _, i := range cat.Indicators() {
		if m := i.Num; m.Fact == fact && m.Unknown != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}
