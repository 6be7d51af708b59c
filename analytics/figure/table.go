package figure

import (
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// Table is a frame as people read it: texts, with the unit in the header, and a total in the last row where there is a
// breakdown.
type Table struct {
	Header []string
	Rows   [][]string
	Names  int // how many of the columns, from the first, are names; the others are figures
}

// TableOf prints a frame. Where it is compared, each figure is followed by its base and its change.
func TableOf(frame engine.Frame, p format.Printer) Table {
	s := Style{Printer: p}
	t := Table{Names: len(frame.By)}
	for _, d := range frame.By {
		t.Header = append(t.Header, d.Name.In(p.Language))
	}
	for _, i := range frame.Indicators {
		t.Header = append(t.Header, s.withUnit(i))
		if frame.Meta.Compared() {
			t.Header = append(t.Header, p.Basis(frame.Meta.Basis), s.say("figure.table.change"))
		}
	}
	if t.Names == 0 {
		t.Rows = [][]string{s.cells(frame, frame.Total)}
		return t
	}
	for _, row := range frame.Rows {
		var names []string
		for _, m := range row.Members {
			names = append(names, s.label(m))
		}
		t.Rows = append(t.Rows, append(names, s.cells(frame, row.Values)...))
	}
	total := make([]string, t.Names)
	total[0] = s.say("figure.table.total")
	t.Rows = append(t.Rows, append(total, s.cells(frame, frame.Total)...))
	return t
}

func (s Style) cells(frame engine.Frame, values []engine.Value) []string {
	var list []string
	for i, v := range values {
		list = append(list, s.cell(frame, i, v.Now, v.HasNow))
		if !frame.Meta.Compared() {
			continue
		}
		change := "—"
		if v.Compared() {
			change = s.Printer.Change(frame.Indicators[i].Unit, v.Now, v.Base, 2)
		}
		list = append(list, s.cell(frame, i, v.Base, v.HasBase), change)
	}
	return list
}

func (s Style) cell(frame engine.Frame, i int, v float64, known bool) string {
	if !known {
		return "—"
	}
	return s.Printer.Figure(frame.Indicators[i].Unit, v)
}
