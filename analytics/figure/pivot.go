package figure

import (
	"context"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// Pivot is a table of indicators by one dimension down and, if there is one, another across.
type Pivot struct {
	Indicators []analytics.ID
	Down       analytics.DimensionID
	Across     analytics.DimensionID // empty for none
	Show       PivotShow
}

// PivotShow is what stands in the cells of a pivot table.
type PivotShow string

// What cells can show.
const (
	ShowValue  PivotShow = "value"
	ShowChange PivotShow = "change" // against the basis
	ShowShare  PivotShow = "share"  // of the whole, in per cent; of rates the value
)

// maxPivotColumns bounds the members across; more do not fit into anyone's eye.
const maxPivotColumns = 60

// DrawPivot makes the table. Totals are questions of their own: of rates they are the rates of the totals.
func DrawPivot(ctx context.Context, answers Answers, q Question, p Pivot, s Style) (Figure, error) {
	b := pivotBuilder{style: s, pivot: p}
	ask := func(by ...analytics.DimensionID) (engine.Frame, error) {
		return answers.Run(ctx, q.query(p.Indicators, by))
	}
	var err error
	if b.rows, err = ask(p.Down); err != nil {
		return Figure{}, err
	}
	if p.Across != "" && p.Across != p.Down {
		if b.columns, err = ask(p.Across); err != nil {
			return Figure{}, err
		}
		if b.cells, err = ask(p.Down, p.Across); err != nil {
			return Figure{}, err
		}
		b.crossed = true
	}
	if len(b.rows.Rows) == 0 || !anyKnown(b.rows.Total) {
		return s.noData(b.rows, b.rows.Indicators[0]), nil
	}
	sheet := b.sheet()
	return Figure{Finding: plain(s.pivotFinding(b)), Subtitle: q.Known(s, s.subtitle(b.rows, b.rows.Indicators[0])), Sheet: sheet, Frame: b.frame()}, nil
}

func anyKnown(values []engine.Value) bool {
	for _, v := range values {
		if v.HasNow {
			return true
		}
	}
	return false
}

// pivotBuilder holds the answers that a pivot table is made from.
type pivotBuilder struct {
	style                Style
	pivot                Pivot
	rows, columns, cells engine.Frame
	crossed              bool
}

// frame is the answer whose rows stand behind the table.
func (b pivotBuilder) frame() engine.Frame {
	if b.crossed {
		return b.cells
	}
	return b.rows
}

func (b pivotBuilder) sheet() *Sheet {
	s := b.style
	sheet := &Sheet{Columns: []SheetColumn{{Name: b.rows.By[0].Name.In(s.Printer.Language)}}}
	across := b.across()
	for i, indicator := range b.rows.Indicators {
		for _, m := range across {
			name := s.label(m)
			if len(b.rows.Indicators) > 1 {
				name = s.say("figure.pivot.column", "indicator", s.name(indicator), "member", name)
			}
			sheet.Columns = append(sheet.Columns, SheetColumn{Name: name, Figures: true})
		}
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: b.totalName(i), Figures: true})
	}
	at := make(map[[2]string]engine.Row)
	for _, row := range b.cells.Rows {
		at[[2]string{row.Members[0].Key, row.Members[1].Key}] = row
	}
	for _, row := range b.rows.Rows {
		line := SheetRow{Target: targetOf(b.rows, row), Cells: []SheetCell{{Text: s.label(row.Members[0]), Known: true}}}
		for i := range b.rows.Indicators {
			for _, m := range across {
				cell := at[[2]string{row.Members[0].Key, m.Key}]
				line.Cells = append(line.Cells, b.cell(i, valueAt(cell, i)))
			}
			line.Cells = append(line.Cells, b.cell(i, row.Values[i]))
		}
		sheet.Rows = append(sheet.Rows, line)
	}
	sheet.Rows = append(sheet.Rows, b.totals(across))
	b.heat(sheet, len(across))
	return sheet
}

func valueAt(row engine.Row, i int) engine.Value {
	if i < len(row.Values) {
		return row.Values[i]
	}
	return engine.Value{}
}

// across lists the members across; none where nothing is.
func (b pivotBuilder) across() []analytics.Member {
	var members []analytics.Member
	for _, row := range b.columns.Rows {
		if len(members) < maxPivotColumns {
			members = append(members, row.Members[0])
		}
	}
	return members
}

func (b pivotBuilder) totalName(i int) string {
	if !b.crossed || len(b.rows.Indicators) > 1 {
		return b.style.withUnit(b.rows.Indicators[i])
	}
	return b.style.say("figure.table.total")
}

func (b pivotBuilder) totals(across []analytics.Member) SheetRow {
	line := SheetRow{Total: true, Cells: []SheetCell{{Text: b.style.say("figure.table.total"), Known: true}}}
	for i := range b.rows.Indicators {
		for j := range across {
			line.Cells = append(line.Cells, b.cell(i, b.columns.Rows[j].Values[i]))
		}
		line.Cells = append(line.Cells, b.cell(i, b.rows.Total[i]))
	}
	return line
}

// cell is what one place shows.
func (b pivotBuilder) cell(i int, v engine.Value) SheetCell {
	indicator := b.rows.Indicators[i]
	switch b.pivot.Show {
	case ShowChange:
		return b.style.changeCell(indicator, v)
	case ShowShare:
		if total := b.rows.Total[i]; indicator.Share && v.HasNow && total.Now != 0 {
			share := v.Now / total.Now * 100
			return SheetCell{Text: b.style.Printer.Percent(share, 1), Number: share, Known: true}
		}
	}
	return b.style.valueCell(indicator, v.Now, v.HasNow)
}

// heat shades the cells of each indicator between its smallest and its largest; changes are told by their tone instead.
func (b pivotBuilder) heat(sheet *Sheet, across int) {
	if b.pivot.Show == ShowChange || across == 0 {
		return
	}
	for i := range b.rows.Indicators {
		first := 1 + i*(across+1)
		low, high := math.Inf(1), math.Inf(-1)
		each := func(use func(*SheetCell)) {
			for r := range sheet.Rows {
				for c := first; c < first+across && !sheet.Rows[r].Total; c++ {
					if cell := &sheet.Rows[r].Cells[c]; cell.Known {
						use(cell)
					}
				}
			}
		}
		each(func(c *SheetCell) { low, high = math.Min(low, c.Number), math.Max(high, c.Number) })
		if high > low {
			each(func(c *SheetCell) { c.Heat = (c.Number - low) / (high - low) })
		}
	}
}

// pivotFinding says what is set against what.
func (s Style) pivotFinding(b pivotBuilder) string {
	var names []string
	for _, i := range b.rows.Indicators {
		names = append(names, s.name(i))
	}
	down := s.dimension(b.rows)
	if !b.crossed {
		return s.say("figure.pivot.by_one", "indicators", s.list(names), "down", down)
	}
	return s.say("figure.pivot.by_two", "indicators", s.list(names), "down", down, "across", s.dimension(b.columns))
}

// PivotName names what cells can show.
func (s Style) PivotName(show PivotShow) string { return s.say("figure.pivot.show." + string(show)) }

// Equal tells whether two pivot tables show the same.
func (p Pivot) Equal(o Pivot) bool {
	return slices.Equal(p.Indicators, o.Indicators) && p.Down == o.Down && p.Across == o.Across && p.Show == o.Show
}

// DefaultPivot is what the pivot table shows first.
func DefaultPivot() Pivot {
	return Pivot{Indicators: []analytics.ID{"accidents"}, Down: analytics.Town, Across: analytics.Sector, Show: ShowValue}
}
