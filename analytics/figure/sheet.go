package figure

import (
	"math"
	"strconv"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// Sheet is a table: what a figure shows instead of a chart, or the figures behind a chart.
type Sheet struct {
	Columns []SheetColumn
	Rows    []SheetRow
}

// SheetColumn is a column of a sheet.
type SheetColumn struct {
	Name    string
	Short   string // where there is little room; empty: the name
	Figures bool   // otherwise names
}

// Title is the column's name where there is little room.
func (c SheetColumn) Title() string {
	if c.Short != "" {
		return c.Short
	}
	return c.Name
}

// SheetRow is a row of a sheet.
type SheetRow struct {
	Cells  []SheetCell
	Target Target // what the row stands for; empty for none
	Total  bool
}

// SheetCell is one place of a sheet: as people read it, and as spreadsheets take it.
type SheetCell struct {
	Text   string
	Number float64 // of columns of figures
	Known  bool
	Tone   Tone
	Heat   float64        // from 0, no ground, to 1, the darkest
	Trend  []engine.Value // a small line instead of the text
}

// Header is the names of the columns.
func (s *Sheet) Header() []string {
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.Name)
	}
	return names
}

// Texts is a row as people read it.
func (s *Sheet) Texts(row int) []string {
	var texts []string
	for _, c := range s.Rows[row].Cells {
		texts = append(texts, c.Text)
	}
	return texts
}

// Plain is a row as spreadsheets take it: figures as bare numbers, what is not known left blank, and no text that a
// spreadsheet would take for a formula.
func (s *Sheet) Plain(row int) []string {
	var texts []string
	for i, c := range s.Rows[row].Cells {
		switch {
		case !s.Columns[i].Figures:
			texts = append(texts, format.Inert(c.Text))
		case c.Known && !math.IsNaN(c.Number):
			texts = append(texts, strconv.FormatFloat(c.Number, 'f', -1, 64))
		default:
			texts = append(texts, "")
		}
	}
	return texts
}

// Table is the figure's sheet, or the figures behind its chart where it has none of its own.
func (f Figure) Table(p format.Printer) *Sheet {
	if f.Sheet != nil {
		return f.Sheet
	}
	return SheetOf(f.Frame, p)
}

// SheetOf is a frame as a table: the unit in the header, a total in the last row where there is a breakdown. Where it is
// compared, each figure is followed by its base and its change.
func SheetOf(frame engine.Frame, p format.Printer) *Sheet {
	s := Style{Printer: p}
	sheet := &Sheet{}
	for _, d := range frame.By {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: d.Name.In(p.Language)})
	}
	for _, i := range frame.Indicators {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.withUnit(i), Figures: true})
		if frame.Meta.Compared() {
			sheet.Columns = append(sheet.Columns, SheetColumn{Name: p.Basis(frame.Meta.Basis), Figures: true}, SheetColumn{Name: s.say("figure.table.change"), Figures: true})
		}
	}
	if len(frame.By) == 0 {
		sheet.Rows = []SheetRow{{Cells: s.valueCells(frame, frame.Total)}}
		return sheet
	}
	for _, row := range frame.Rows {
		sheet.Rows = append(sheet.Rows, SheetRow{Cells: append(s.memberCells(row.Members), s.valueCells(frame, row.Values)...), Target: targetOf(frame, row)})
	}
	names := make([]SheetCell, len(frame.By))
	names[0].Text = s.say("figure.table.total")
	sheet.Rows = append(sheet.Rows, SheetRow{Cells: append(names, s.valueCells(frame, frame.Total)...), Total: true})
	return sheet
}

// targetOf is what a row of a frame stands for.
func targetOf(frame engine.Frame, row engine.Row) Target {
	var t Target
	for i, m := range row.Members {
		t.Conditions = append(t.Conditions, analytics.Condition{Dimension: frame.By[i].ID, Keys: []string{m.Key}})
	}
	return t
}

func (s Style) memberCells(members []analytics.Member) []SheetCell {
	var cells []SheetCell
	for _, m := range members {
		cells = append(cells, SheetCell{Text: s.label(m), Known: true})
	}
	return cells
}

func (s Style) valueCells(frame engine.Frame, values []engine.Value) []SheetCell {
	var cells []SheetCell
	for i, v := range values {
		indicator := frame.Indicators[i]
		cells = append(cells, s.valueCell(indicator, v.Now, v.HasNow))
		if frame.Meta.Compared() {
			cells = append(cells, s.valueCell(indicator, v.Base, v.HasBase), s.changeCell(indicator, v))
		}
	}
	return cells
}

func (s Style) valueCell(i analytics.Indicator, v float64, known bool) SheetCell {
	if !known {
		return SheetCell{Text: format.None}
	}
	return SheetCell{Text: s.Printer.Figure(i.Unit, v), Number: v, Known: true}
}

// changeCell is a change in words; as a number it is per cent, or percentage points.
func (s Style) changeCell(i analytics.Indicator, v engine.Value) SheetCell {
	if !v.Compared() {
		return SheetCell{Text: format.None}
	}
	cell := SheetCell{Text: s.Printer.Change(i.Unit, v.Now, v.Base, 2), Known: true, Tone: toneOf(i, v)}
	switch change, ok := v.Change(); {
	case i.Unit.Percent:
		cell.Number = v.Diff()
	case ok:
		cell.Number = change
	default:
		cell.Number = math.NaN()
	}
	return cell
}

// toneOf is how a change is meant.
func toneOf(i analytics.Indicator, v engine.Value) Tone {
	switch i.Better.Judge(v.Now, v.Base) {
	case analytics.Better:
		return Good
	case analytics.Worse:
		return Bad
	}
	return Plain
}

// Selected tells whether the filters of a question keep just what a target stands for.
func (t Target) Selected(q Question) bool {
	if len(t.Conditions) == 0 {
		return false
	}
	for _, c := range t.Conditions {
		if keys := q.selected(c.Dimension); len(keys) != len(c.Keys) || strings.Join(keys, "\x1f") != strings.Join(c.Keys, "\x1f") {
			return false
		}
	}
	return true
}
