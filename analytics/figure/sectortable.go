package figure

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// sectorTableKind lists the sectors with all that is said of each. It keeps all of them when one is filtered by.
var sectorTableKind = Kind{
	ID: "sector-table", Own: sectorDimensions, Table: true,
	Needs: func(q Question) []query.Query {
		counts := []analytics.ID{q.Measure}
		if q.Measure != "deaths" {
			counts = append(counts, "deaths")
		}
		bySector := []analytics.DimensionID{analytics.Sector}
		months := q.query([]analytics.ID{q.Measure}, append(bySector, timeStep(q.Period)), sectorDimensions...)
		months.Basis = analytics.NoBasis
		return []query.Query{
			q.query(append(counts, "deaths_per_100_accidents"), bySector, sectorDimensions...), months,
		}
	},
	build: buildSectorTable,
}

func buildSectorTable(q Question, s Style, frames []engine.Frame) (Figure, error) {
	frame, months := frames[0], frames[1]
	indicator, total := frame.Indicators[0], frame.Total[0]
	if !total.HasNow {
		return s.noData(frame, indicator), nil
	}
	frame.Rows = slices.DeleteFunc(slices.Clone(frame.Rows), func(r engine.Row) bool { return !occurs(r) })
	rows := ranked(frame)
	parts := append([]sheetPart{s.namePart(frame.By[0].Name.In(s.Printer.Language))}, s.comparedParts(frame, 0)...)
	parts = append(parts, s.sharePart(rows, total))
	if part, ok := s.contributionPart(indicator, rows, total); ok {
		parts = append(parts, part)
	}
	if q.Measure != "deaths" {
		if part, ok := s.plainPart(frame, "deaths", s.say("figure.table.deaths")); ok {
			parts = append(parts, part)
		}
	}
	if part, ok := s.plainPart(frame, "deaths_per_100_accidents", s.say("figure.table.deaths_per_100")); ok {
		parts = append(parts, part)
	}
	parts = append(parts, s.trendPart(months))
	sheet := assemble(parts, rows, engine.Row{Values: frame.Total}, func(r engine.Row) Target { return targetOf(frame, r) })
	return Figure{
		Finding: s.contributionFinding(frame, rows), Subtitle: s.subtitle(frame, indicator), Sheet: sheet, Frame: frame,
	}, nil
}

// contributionFinding says which row moves the total most in the direction that it went.
func (s Style) contributionFinding(frame engine.Frame, rows []engine.Row) Sentence {
	indicator, total := frame.Indicators[0], frame.Total[0]
	change, ok := total.Change()
	if !ok || change == 0 {
		return s.leaderFinding(frame, indicator, s.ranking(frame, indicator))
	}
	best := -1
	for i, r := range rows {
		if v := r.Values[0]; v.Compared() && v.Diff()*change > 0 && (best < 0 || v.Diff()*change > rows[best].Values[0].Diff()*change) {
			best = i
		}
	}
	if best < 0 {
		return s.leaderFinding(frame, indicator, s.ranking(frame, indicator))
	}
	v := rows[best].Values[0]
	return Sentence{{Tone: toneOf(indicator, total), Text: s.say("figure.table.finding", "indicator", s.name(indicator),
		"change", s.Printer.Change(indicator.Unit, total.Now, total.Base, 1), "member", s.label(rows[best].Members[0]),
		"points", s.Printer.Number(v.Diff()/total.Base*100, 2))}}
}
