package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// enforcementTableKind is what each town inspected, found, ordered and rectified.
var enforcementTableKind = Kind{ID: "enforcement-table", Own: []analytics.DimensionID{analytics.Town}, Table: true, draw: drawEnforcementTable}

// tableFigures are the columns of tables about enforcement.
var tableFigures = []analytics.ID{"inspections", "hazards", "hazards_per_inspection", "rectification_rate", "orders", "suspensions", "rectified"}

func drawEnforcementTable(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	towns := []analytics.DimensionID{analytics.Town}
	frame, err := answers.Run(ctx, q.query(tableFigures, towns, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	months, err := answers.Run(ctx, q.query([]analytics.ID{"inspections"}, []analytics.DimensionID{analytics.Town, timeStep(q.Period)}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	bare := q
	bare.Where = nil // the number of firms is that of the town
	sizes, err := answers.Run(ctx, bare.query([]analytics.ID{"inspections_per_1000_firms"}, towns))
	if err != nil {
		return Figure{}, err
	}
	gaps, err := gapsOf(ctx, answers, without(q, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	if !slices.ContainsFunc(frame.Total, func(v engine.Value) bool { return v.HasNow }) {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	f := Figure{Finding: plain(s.say("figure.gaps.none")), Subtitle: joined(s.say("figure.table.enforcement"), s.context(frame)), Frame: frame}
	if len(gaps) > 0 {
		f.Finding = Sentence{{Text: s.gapsNamed(gaps), Tone: Bad}}
	}
	f.Sheet = s.enforcementSheet(frame, months, sizes, gaps)
	return f, nil
}

// without is a question without its filter on a dimension.
func without(q Question, d analytics.DimensionID) Question {
	q.Where = slices.DeleteFunc(slices.Clone(q.Where), func(c analytics.Condition) bool { return c.Dimension == d })
	return q
}

func (s Style) enforcementSheet(frame, months, sizes engine.Frame, gaps []gap) *Sheet {
	perFirms := sizes.Indicators[0]
	sheet := &Sheet{Columns: []SheetColumn{{Name: frame.By[0].Name.In(s.Printer.Language)}}}
	for _, i := range frame.Indicators {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.columnTitle(i), Figures: true})
	}
	sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.columnTitle(perFirms), Figures: true},
		SheetColumn{Name: s.say("figure.table.gaps"), Figures: true}, SheetColumn{Name: s.say("figure.table.inspection_months")})
	row := func(name SheetCell, values []engine.Value, size engine.Value) SheetRow {
		cells := []SheetCell{name}
		for i, v := range values {
			cells = append(cells, s.tableCell(frame.Indicators[i], v))
		}
		return SheetRow{Cells: append(cells, s.valueCell(perFirms, over(values[0], size, perFirms), values[0].HasNow && size.Den > 0))}
	}
	trends := trendsOf(months)
	for _, r := range frame.Rows {
		m := r.Members[0]
		if isUnknown(m) && !slices.ContainsFunc(r.Values, func(v engine.Value) bool { return v.HasNow }) {
			continue
		}
		var size engine.Value
		if values := rowOf(sizes, m.Key); values != nil {
			size = values[0]
		}
		one := row(SheetCell{Text: s.label(m), Known: true}, r.Values, size)
		one.Cells = append(one.Cells, s.gapCell(gapsOfTown(gaps, m.Key)), SheetCell{Trend: trends[m.Key]})
		one.Target = targetOfMember(analytics.Town, m)
		sheet.Rows = append(sheet.Rows, one)
	}
	total := row(SheetCell{Text: s.say("figure.table.total")}, frame.Total, sizes.Total[0])
	total.Cells, total.Total = append(total.Cells, SheetCell{}, SheetCell{}), true
	sheet.Rows = append(sheet.Rows, total)
	return sheet
}

// trendsOf are the figures of each member of a frame's first dimension over the second.
func trendsOf(frame engine.Frame) map[string][]engine.Value {
	trends := make(map[string][]engine.Value)
	for _, row := range frame.Rows {
		trends[row.Members[0].Key] = append(trends[row.Members[0].Key], row.Values[0])
	}
	return trends
}

// columnTitle names a figure of enforcement above a column, by a short name where it has one.
func (s Style) columnTitle(i analytics.Indicator) string {
	if slices.Contains(steps, i.ID) {
		return s.stepWithUnit(i)
	}
	if s.has("figure.column." + string(i.ID)) {
		return s.say("figure.column." + string(i.ID))
	}
	return s.withUnit(i)
}

// tableCell is a figure in a table; a share never stands above all of it.
func (s Style) tableCell(i analytics.Indicator, v engine.Value) SheetCell {
	if i.ID != "rectification_rate" || !v.HasNow {
		return s.valueCell(i, v.Now, v.HasNow)
	}
	if v.Now > 100 {
		return SheetCell{Text: s.say("figure.rate.earlier"), Number: v.Now, Known: true}
	}
	return SheetCell{Text: s.Printer.Number(v.Now, 1), Number: v.Now, Known: true}
}

// gapCell counts the months whose returns are missing.
func (s Style) gapCell(months []string) SheetCell {
	if len(months) == 0 {
		return SheetCell{Text: format.None}
	}
	return SheetCell{Text: s.monthList(months), Number: float64(len(months)), Known: true, Tone: Bad}
}
