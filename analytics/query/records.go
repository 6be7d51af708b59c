package query

import (
	"fmt"
	"strings"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Records asks for the facts behind a figure, one by one.
type Records struct {
	Fact   analytics.FactID
	Period analytics.Period
	Where  []analytics.Condition
	// Measure limits the list to the facts that a measure counts; zero: all.
	Measure       analytics.Measure
	Firms         []string // limits the list to firms, by their names; none: all
	Sort          string   // ID of a column; empty: by day
	Descending    bool
	Offset, Limit int
}

// RecordPlan is a compiled list of facts. The statement returns the columns' values, then batch, file, sheet and row; the
// count how many facts there are in all.
type RecordPlan struct {
	SQL, Count string
	Args       []any // of the count; those of the statement are these, then limit and offset
	Columns    []catalog.RecordColumn
}

// CompileRecords makes the plan of a list of facts. Facts that are alike in the column they are sorted by keep the order in
// which they were imported.
func CompileRecords(cat *catalog.Catalog, r Records, data Data) (RecordPlan, error) {
	c := newCompiler(cat, Query{Period: r.Period, Where: r.Where}, nil, data)
	p := RecordPlan{Columns: cat.RecordColumns(r.Fact)}
	var columns []string
	order := "f.occurred_on"
	for _, column := range p.Columns {
		columns = append(columns, column.SQL)
		if column.ID == r.Sort {
			order = column.SQL
		}
	}
	period := r.Period
	if r.Fact == analytics.SectorFigures {
		period.From = analytics.Day(period.From.Year(), 1, 1)
	}
	where, err := c.measured(r.Fact, period, r.Measure)
	if err != nil {
		return p, err
	}
	if len(r.Firms) > 0 {
		var marks []string
		for _, name := range r.Firms {
			marks = append(marks, c.bind(name))
		}
		where += "\n    AND f.firm IN (" + strings.Join(marks, ", ") + ")"
	}
	direction := "ASC"
	if r.Descending {
		direction = "DESC"
	}
	p.Count = fmt.Sprintf("SELECT count(*) FROM %s f\n  WHERE %s", r.Fact.Table(), where)
	p.SQL = fmt.Sprintf("SELECT %s, f.batch_id, b.file, b.sheet, f.row_no\nFROM %s f JOIN batch b ON b.id = f.batch_id\n  WHERE %s\nORDER BY %s %s NULLS LAST, f.batch_id, f.row_no\nLIMIT ? OFFSET ?",
		strings.Join(columns, ", "), r.Fact.Table(), where, order, direction)
	p.Args = c.plan.Args
	return p, nil
}

// measured are the conditions on the facts of a period, and on those that a measure counts.
func (c *compiler) measured(fact analytics.FactID, p analytics.Period, m analytics.Measure) (string, error) {
	where := ""
	if m.Stock {
		where = "f.occurred_on <= " + c.bind(p.To)
	} else {
		where = c.span(p.From, p.To)
	}
	conditions, err := c.conditions(fact, piece{Period: p}, "f.occurred_on")
	if err != nil {
		return "", err
	}
	where += conditions
	if m.Where != "" {
		where += "\n    AND (" + c.days(m.Where, fact, p) + ")"
	}
	return where, nil
}
