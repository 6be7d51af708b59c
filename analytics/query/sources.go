package query

import (
	"fmt"
	"strings"

	"anlan/analytics"
)

// Sources is the plan of where a question's figures come from: for each family of facts one statement that returns, for
// each import batch, the number of rows in the period and then, for each of Unknown, how many of them lack the value.
type Sources struct {
	SQL     string
	Args    []any
	Fact    analytics.FactID
	Unknown []analytics.ID // indicators whose value a row may lack
}

// CompileSources makes the plans for the rows behind a question.
func CompileSources(cat Catalog, q Query) ([]Sources, error) {
	indicators, err := q.check(cat)
	if err != nil {
		return nil, err
	}
	var all []Sources
	seen := make(map[analytics.FactID]bool)
	for _, i := range indicators {
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact == "" || seen[m.Fact] {
				continue
			}
			seen[m.Fact] = true
			s, err := compileSource(cat, q, m.Fact, indicators)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

func compileSource(cat Catalog, q Query, fact analytics.FactID, indicators []analytics.Indicator) (Sources, error) {
	c := &compiler{cat: cat, query: q}
	s := Sources{Fact: fact}
	columns := []string{"f.batch_id", "count(*)"}
	for _, i := range indicators {
		if i.Num.Fact == fact && i.Num.Unknown != "" {
			columns = append(columns, i.Num.Unknown)
			s.Unknown = append(s.Unknown, i.ID)
		}
	}
	from := q.Period.From
	if fact == analytics.SectorFigures {
		from = analytics.Day(from.Year(), 1, 1)
	}
	span := c.span(from, q.Period.To)
	where, err := c.conditions(fact, "f.occurred_on")
	if err != nil {
		return Sources{}, err
	}
	s.SQL = fmt.Sprintf("SELECT %s\nFROM %s f\nWHERE %s%s\nGROUP BY f.batch_id ORDER BY f.batch_id", strings.Join(columns, ", "), fact, span, where)
	s.Args = c.plan.Args
	return s, nil
}
