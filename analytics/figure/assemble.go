package figure

import (
	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// sheetPart is a column of a sheet, and how its cells are made of the rows of a frame. The row of the total has place −1.
type sheetPart struct {
	SheetColumn
	cell func(place int, r engine.Row) SheetCell
}

// assemble makes a sheet of its columns.
func assemble(parts []sheetPart, rows []engine.Row, total engine.Row, target func(engine.Row) Target) *Sheet {
	sheet := &Sheet{}
	for _, p := range parts {
		sheet.Columns = append(sheet.Columns, p.SheetColumn)
	}
	for place, row := range rows {
		sheet.Rows = append(sheet.Rows, SheetRow{Cells: cellsOf(parts, place, row), Target: target(row)})
	}
	sheet.Rows = append(sheet.Rows, SheetRow{Cells: cellsOf(parts, -1, total), Total: true})
	return sheet
}

func cellsOf(parts []sheetPart, place int, row engine.Row) []SheetCell {
	var cells []SheetCell
	for _, p := range parts {
		cells = append(cells, p.cell(place, row))
	}
	return cells
}

// namePart names the rows; the total by its own name.
func (s Style) namePart(title string) sheetPart {
	return sheetPart{SheetColumn{Name: title}, func(place int, r engine.Row) SheetCell {
		if place < 0 {
			return SheetCell{Text: s.say("figure.table.total"), Known: true}
		}
		return SheetCell{Text: s.label(r.Members[0]), Known: true}
	}}
}

// comparedParts are the figure of an indicator and, where it is compared, its base and its change.
func (s Style) comparedParts(frame engine.Frame, index int) []sheetPart {
	i := frame.Indicators[index]
	list := []sheetPart{{SheetColumn{Name: s.withUnit(i), Short: s.thisPeriod(frame.Meta.Period), Figures: true}, func(_ int, r engine.Row) SheetCell {
		return s.valueCell(i, r.Values[index].Now, r.Values[index].HasNow)
	}}}
	if !frame.Meta.Compared() {
		return list
	}
	return append(list,
		sheetPart{SheetColumn{Name: s.Printer.Basis(frame.Meta.Basis), Short: s.Printer.ShortBasis(frame.Meta.Basis), Figures: true}, func(_ int, r engine.Row) SheetCell {
			return s.valueCell(i, r.Values[index].Base, r.Values[index].HasBase)
		}},
		sheetPart{SheetColumn{Name: s.say("figure.table.change"), Figures: true}, func(_ int, r engine.Row) SheetCell { return s.shortChangeCell(i, r.Values[index]) }})
}

// shortChangeCell is a change with an arrow.
func (s Style) shortChangeCell(i analytics.Indicator, v engine.Value) SheetCell {
	cell := s.changeCell(i, v)
	if v.Compared() {
		cell.Text = s.Printer.ShortChange(i.Unit, v.Now, v.Base)
	}
	return cell
}

// sharePart is each row's share of the whole; as printed the shares add up to 100.
func (s Style) sharePart(rows []engine.Row, total engine.Value) sheetPart {
	var shares []float64
	for _, r := range rows {
		shares = append(shares, r.Values[0].Now/total.Now*100)
	}
	printed := format.Apportion(shares, 100, 1)
	return sheetPart{SheetColumn{Name: s.say("figure.table.share"), Figures: true}, func(place int, r engine.Row) SheetCell {
		switch {
		case total.Now == 0:
			return SheetCell{Text: format.None}
		case place < 0:
			return SheetCell{Text: s.Printer.Percent(100, 1), Number: 100, Known: true}
		}
		return SheetCell{Text: s.Printer.Percent(printed[place], 1), Number: shares[place], Known: true, Heat: shares[place] / 100}
	}}
}

// contributionPart is by how many percentage points each row moves the total: its change in per cent of the total's base.
// As printed the points add up to the total's change. There is none where the total has no base, or a row is not known.
func (s Style) contributionPart(i analytics.Indicator, rows []engine.Row, total engine.Value) (sheetPart, bool) {
	change, ok := total.Change()
	if !ok {
		return sheetPart{}, false
	}
	var points []float64
	for _, r := range rows {
		if !r.Values[0].Compared() {
			return sheetPart{}, false
		}
		points = append(points, r.Values[0].Diff()/total.Base*100)
	}
	printed := format.Apportion(points, change, 2)
	return sheetPart{SheetColumn{Name: s.say("figure.table.contribution"), Figures: true}, func(place int, r engine.Row) SheetCell {
		cell := SheetCell{Number: change, Known: true, Tone: toneOf(i, total)}
		cell.Text = s.Printer.Signed(change, 2)
		if place >= 0 {
			cell = SheetCell{Text: s.Printer.Signed(printed[place], 2), Number: points[place], Known: true, Tone: toneOf(i, r.Values[0])}
		}
		return cell
	}}, true
}

// plainPart is an indicator without its base.
func (s Style) plainPart(frame engine.Frame, id analytics.ID, name string) (sheetPart, bool) {
	for index, i := range frame.Indicators {
		if i.ID != id {
			continue
		}
		return sheetPart{SheetColumn{Name: name, Figures: true}, func(_ int, r engine.Row) SheetCell {
			return s.valueCell(i, r.Values[index].Now, r.Values[index].HasNow)
		}}, true
	}
	return sheetPart{}, false
}

// trendPart is a small line of each row's steps, of a frame over a dimension and steps. A step that a row lacks, among those
// that others have, had nothing.
func (s Style) trendPart(months engine.Frame) sheetPart {
	var whole []engine.Value
	place := make(map[string]int)
	for _, row := range months.Rows {
		step, v := row.Members[1].Key, row.Values[0]
		at, seen := place[step]
		if !seen {
			at = len(whole)
			place[step] = at
			whole = append(whole, engine.Value{})
		}
		whole[at].Now, whole[at].HasNow = whole[at].Now+v.Now, whole[at].HasNow || v.HasNow
	}
	lines := make(map[string][]engine.Value)
	for _, row := range months.Rows {
		key := row.Members[0].Key
		if lines[key] == nil {
			lines[key] = make([]engine.Value, len(whole))
			for i, v := range whole {
				lines[key][i].HasNow = v.HasNow
			}
		}
		lines[key][place[row.Members[1].Key]] = row.Values[0]
	}
	return sheetPart{SheetColumn{Name: s.say("figure.table.months")}, func(at int, r engine.Row) SheetCell {
		if at < 0 {
			return SheetCell{Trend: whole}
		}
		return SheetCell{Trend: lines[r.Members[0].Key]}
	}}
}
