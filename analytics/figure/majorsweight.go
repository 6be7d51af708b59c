package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/query"
)

// majorsWeightKind says how much of the year of its town and of its sector each larger accident is by itself.
var majorsWeightKind = Kind{ID: "majors-weight", Table: true, draw: drawMajorsWeight}

func drawMajorsWeight(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	list, _, err := majorsOf(ctx, answers, q.Period, q.Where)
	if err != nil {
		return Figure{}, err
	}
	towns, err := answers.Run(ctx, query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Town}, Period: q.Period, Basis: q.Basis})
	if err != nil {
		return Figure{}, err
	}
	sectors, err := answers.Run(ctx, query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Sector}, Period: q.Period, Basis: q.Basis})
	if err != nil {
		return Figure{}, err
	}
	quotas, err := answers.Run(ctx, quotaQuery(Question{Period: q.Period}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: s.subtitle(towns, towns.Indicators[0]), Frame: towns}
	if len(list) == 0 {
		f.Finding, f.Empty = plain(s.say("figure.majors.none")), s.say("figure.majors.none")
		return f, nil
	}
	f.Sheet = &Sheet{}
	for _, id := range []string{"name", "deaths", "of_town", "town_without", "of_sector", "sector_without", "quota_with", "quota_without"} {
		f.Sheet.Columns = append(f.Sheet.Columns, SheetColumn{Name: s.say("figure.weight.column." + id), Figures: id != "name"})
	}
	heaviest, share := "", 0.0
	for _, m := range list {
		row, of := s.weightRow(m, towns, sectors, quotas)
		f.Sheet.Rows = append(f.Sheet.Rows, row)
		if of > share {
			heaviest, share = row.Cells[0].Text, of
		}
	}
	f.Finding = plain(s.say("figure.weight.finding", "accident", heaviest, "share", s.Printer.Percent(share, 1)))
	return f, nil
}

// weightRow is an accident beside its town's and its sector's deaths and their change, with it and without it.
func (s Style) weightRow(m major, towns, sectors, quotas engine.Frame) (SheetRow, float64) {
	deaths := m.cells["deaths"]
	name := s.say("figure.weight.name", "accident", s.majorName(m), "town", s.member(m.cells["town"]))
	row := SheetRow{Target: Target{Accident: m.record.Key()}, Cells: []SheetCell{{Text: name, Known: true}, s.valueCell(towns.Indicators[0], deaths.Number, deaths.Known)}}
	town, sector := valueOfMember(towns, m.cells["town"].Member.Key), valueOfMember(sectors, m.cells["sector"].Member.Key)
	ofTown := 0.0
	for i, v := range []engine.Value{town, sector} {
		share := SheetCell{Text: format.None}
		if deaths.Known && v.HasNow && v.Now > 0 {
			of := deaths.Number / v.Now * 100
			share = SheetCell{Text: s.Printer.Percent(of, 1), Number: of, Known: true, Heat: min(1, of/100)}
			if i == 0 {
				ofTown = of
			}
		}
		without := v
		without.Now -= deaths.Number
		row.Cells = append(row.Cells, share, s.withWithout(towns.Indicators[0], v, without))
	}
	quota := quotaOfMember(quotas, m.cells["town"].Member.Key)
	for _, less := range []float64{0, deaths.Number} {
		cell := SheetCell{Text: format.None}
		if quota > 0 {
			used := (town.Now - less) / quota * 100
			cell = SheetCell{Text: s.Printer.Percent(used, 1), Number: used, Known: true, Tone: toneIf(town.Now-less > quota)}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row, ofTown
}

// withWithout is the change of a figure with an accident and without it: "▲ 12.0% → ▲ 4.1%".
func (s Style) withWithout(i analytics.Indicator, with, without engine.Value) SheetCell {
	if !with.Compared() {
		return SheetCell{Text: format.None}
	}
	change, _ := without.Change()
	return SheetCell{
		Text:   s.Printer.ShortChange(i.Unit, with.Now, with.Base) + " → " + s.Printer.ShortChange(i.Unit, without.Now, without.Base),
		Number: change, Known: true,
	}
}

func valueOfMember(frame engine.Frame, key string) engine.Value {
	for _, row := range frame.Rows {
		if row.Members[0].Key == key {
			return row.Values[0]
		}
	}
	return engine.Value{}
}

func quotaOfMember(frame engine.Frame, key string) float64 {
	for _, row := range frame.Rows {
		if row.Members[0].Key == key && row.Values[2].HasNow {
			return row.Values[2].Now
		}
	}
	return 0
}
