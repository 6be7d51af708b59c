package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/outlook"
)

// sectorWorkKind is what each sector did besides inspecting, in its own units.
var sectorWorkKind = workTableKind("sector-work", true)

// workTableKind is a table of activity measures.
func workTableKind(id string, ofSectors bool) Kind {
	return Kind{
		ID: id, Table: true,
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			d, err := workOf(ctx, answers, q, ofSectors)
			if err != nil {
				return Figure{}, err
			}
			if len(d.works) == 0 {
				return s.noWork(d), nil
			}
			return Figure{Finding: s.workFinding(d), Subtitle: joined(s.say("figure.work.subtitle"), s.workContext(d, q, ofSectors)), Frame: d.frame, Sheet: s.workSheet(d, ofSectors)}, nil
		},
	}
}

// noWork is the figure where no activity is returned.
func (s Style) noWork(d done) Figure {
	f := s.noData(d.frame, d.frame.Indicators[0])
	f.Finding = plain(s.say("figure.work.none"))
	return f
}

// workContext is the context of activity measures; those of no sector do not follow a filter by sector.
func (s Style) workContext(d done, q Question, ofSectors bool) string {
	if ofSectors {
		return s.context(d.frame)
	}
	return joined(s.context(d.frame), s.sectorNote(q))
}

// workFinding says how many of the targets are behind the time that has passed.
func (s Style) workFinding(d done) Sentence {
	list := d.withTargets()
	if len(list) == 0 {
		return plain(s.say("figure.work.no_targets", "count", len(d.works)))
	}
	elapsed := outlook.Elapsed(d.frame.Meta.Period.To)
	var behind []string
	for _, w := range list {
		if w.progress() < min(elapsed, 100) {
			behind = append(behind, s.label(w.measure))
		}
	}
	if len(behind) > 0 {
		return Sentence{{Text: s.say("figure.work.behind", "measures", s.some(behind, 3)), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.work.on_time", "count", len(list)), Tone: Good}}
}

func (s Style) workSheet(d done, ofSectors bool) *Sheet {
	sheet := &Sheet{}
	if ofSectors {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: d.frame.By[0].Name.In(s.Printer.Language)})
	}
	sheet.Columns = append(sheet.Columns, SheetColumn{Name: d.frame.By[1].Name.In(s.Printer.Language)}, SheetColumn{Name: s.say("figure.work.value"), Figures: true})
	compared := d.frame.Meta.Compared()
	if compared {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.say("figure.table.change"), Figures: true})
	}
	sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.say("figure.work.progress"), Figures: true}, SheetColumn{Name: s.say("figure.work.target"), Figures: true},
		SheetColumn{Name: s.say("figure.work.months")})
	if compared {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.Printer.Basis(d.frame.Meta.Basis), Figures: true})
	}
	for _, w := range d.works {
		sheet.Rows = append(sheet.Rows, s.workRow(w, ofSectors, compared))
	}
	return sheet
}

func (s Style) workRow(w work, ofSectors, compared bool) SheetRow {
	var row SheetRow
	if ofSectors {
		row.Cells = append(row.Cells, SheetCell{Text: s.label(w.sector), Known: true})
		row.Target = targetOfMember(analytics.Sector, w.sector)
	}
	amount := func(v float64, known bool) SheetCell {
		if !known {
			return SheetCell{Text: format.None}
		}
		return SheetCell{Text: s.amount(w.measure, v), Number: v, Known: true}
	}
	progress := SheetCell{Text: format.None}
	if w.target > 0 {
		progress = SheetCell{Text: s.Printer.Percent(w.progress(), 1), Number: w.progress(), Known: true}
	}
	row.Cells = append(row.Cells, SheetCell{Text: s.label(w.measure), Known: true}, amount(w.value.Now, w.value.HasNow))
	if compared {
		indicator := analytics.Indicator{Unit: analytics.UnitNumber} // no measure is judged: more may be better or worse
		row.Cells = append(row.Cells, s.changeCell(indicator, w.value))
	}
	row.Cells = append(row.Cells, progress, amount(w.target, w.target > 0), SheetCell{Trend: w.trend})
	if compared {
		row.Cells = append(row.Cells, amount(w.value.Base, w.value.HasBase))
	}
	return row
}
