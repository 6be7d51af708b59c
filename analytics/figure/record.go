package figure

import (
	"fmt"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/query"
)

// RecordsBehind asks for the facts behind a frame, or behind one of its rows.
func RecordsBehind(frame engine.Frame, row *engine.Row) query.Records {
	if len(frame.Indicators) == 0 {
		return query.Records{}
	}
	i := frame.Indicators[0]
	r := query.Records{Fact: i.Num.Fact, Period: frame.Meta.Period, Measure: analytics.Measure{Fact: i.Num.Fact, Where: i.Num.Where}}
	for _, f := range frame.Meta.Where {
		c := analytics.Condition{Dimension: f.Dimension.ID, Not: f.Not}
		for _, m := range f.Members {
			c.Keys = append(c.Keys, m.Key)
		}
		r.Where = append(r.Where, c)
	}
	if row != nil {
		for i, m := range row.Members {
			r.Where = append(r.Where, analytics.Condition{Dimension: frame.By[i].ID, Keys: []string{m.Key}})
		}
	}
	return r
}

// RecordText prints what a fact says in one column.
func (s Style) RecordText(c catalog.RecordColumn, cell engine.Cell) string {
	if !cell.Known {
		return ""
	}
	switch c.Kind {
	case catalog.RecordDay:
		return cell.Day.Format("2006-01-02")
	case catalog.RecordClock:
		return fmt.Sprintf("%02d:%02d", int(cell.Number)/60, int(cell.Number)%60)
	case catalog.RecordNumber:
		return s.Printer.Figure(c.Unit, cell.Number)
	case catalog.RecordFlag:
		if cell.Number == 1 {
			return s.say("value.yes")
		}
		return s.say("value.no")
	case catalog.RecordMember:
		return s.label(cell.Member)
	}
	return cell.Text
}

// RecordPlain is what a fact says in one column as spreadsheets take it.
func (s Style) RecordPlain(c catalog.RecordColumn, cell engine.Cell) string {
	if c.Kind == catalog.RecordNumber && cell.Known {
		return fmt.Sprint(cell.Number)
	}
	return format.Inert(s.RecordText(c, cell))
}

// RecordSource says where a fact came from: file, sheet, row.
func RecordSource(r engine.Record) string {
	if r.Sheet == "" {
		return fmt.Sprintf("%s:%d", base(r.File), r.Row)
	}
	return fmt.Sprintf("%s [%s]:%d", base(r.File), r.Sheet, r.Row)
}
