package figure

import (
	"context"
	"fmt"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/query"
)

// majorsKind lists the larger-or-worse accidents of the period, with the state of each case.
var majorsKind = Kind{ID: "majors", Table: true, draw: drawMajors}

// maxMajors bounds the accidents of a list.
const maxMajors = 500

// investigation is how long the inquiry into an accident may take (State Council decree 493, article 29).
const investigation = 60 * 24 * time.Hour

// major is a larger-or-worse accident, with what its columns say.
type major struct {
	record engine.Record
	cells  map[string]engine.Cell
}

// majorsOf lists the larger-or-worse accidents of a period, the newest first.
func majorsOf(ctx context.Context, answers Answers, p analytics.Period, where []analytics.Condition) ([]major, engine.Records, error) {
	larger, err := catalog.Default().Indicator("larger_accidents")
	if err != nil {
		return nil, engine.Records{}, err
	}
	records, err := answers.Records(ctx, query.Records{Fact: analytics.Accidents, Period: p, Where: where, Measure: larger.Num, Descending: true, Limit: maxMajors})
	if err != nil {
		return nil, records, err
	}
	var list []major
	for _, r := range records.Rows {
		m := major{record: r, cells: make(map[string]engine.Cell)}
		for i, c := range records.Columns {
			m.cells[c.ID] = r.Cells[i]
		}
		list = append(list, m)
	}
	return list, records, nil
}

func drawMajors(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	list, _, err := majorsOf(ctx, answers, q.Period, q.Where)
	if err != nil {
		return Figure{}, err
	}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"larger_accidents"}, nil))
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: s.subtitle(frame, frame.Indicators[0]), Frame: frame}
	if len(list) == 0 {
		f.Finding, f.Empty = plain(s.say("figure.majors.none")), s.say("figure.majors.none")
		return f, nil
	}
	f.Sheet = &Sheet{}
	for _, id := range []string{"day", "name", "place", "sector", "deaths", "serious", "loss", "supervision", "case", "source"} {
		f.Sheet.Columns = append(f.Sheet.Columns, SheetColumn{Name: s.say("figure.majors.column." + id), Figures: id == "deaths" || id == "serious" || id == "loss"})
	}
	supervised, open := 0, 0
	for _, m := range list {
		f.Sheet.Rows = append(f.Sheet.Rows, s.majorRow(m, frame.Meta.Through))
		if m.cells["supervised"].Number == 1 {
			supervised++
		}
		if !m.cells["closed_on"].Known {
			open++
		}
	}
	f.Finding = plain(s.say("figure.majors.finding", "count", s.Printer.Quantity(analytics.UnitAccidents, float64(len(list))), "supervised", supervised, "open", open))
	return f, nil
}

func (s Style) majorRow(m major, today time.Time) SheetRow {
	text := func(t string) SheetCell { return SheetCell{Text: t, Known: t != ""} }
	count := func(id string, u analytics.Unit) SheetCell {
		c := m.cells[id]
		if !c.Known {
			return SheetCell{Text: format.None}
		}
		return SheetCell{Text: s.Printer.Figure(u, c.Number), Number: c.Number, Known: true}
	}
	supervision := text("")
	if m.cells["supervised"].Number == 1 {
		supervision = text(s.say("figure.majors.supervised"))
	}
	return SheetRow{
		Cells: []SheetCell{
			text(s.Printer.Day(m.cells["occurred_on"].Day)), text(s.majorName(m)), text(s.member(m.cells["town"])), text(s.member(m.cells["sector"])),
			count("deaths", analytics.UnitPersons), count("serious", analytics.UnitPersons), count("loss", analytics.UnitMoney), supervision, s.caseCell(m, today),
			text(fmt.Sprintf("%s:%d", base(m.record.File), m.record.Row)),
		},
		Target: Target{Accident: m.record.Key()},
	}
}

// majorName is what an accident is known by.
func (s Style) majorName(m major) string {
	if name := m.cells["name"]; name.Known {
		return s.say("figure.majors.named", "name", name.Text)
	}
	return s.member(m.cells["accident_type"])
}

func (s Style) member(c engine.Cell) string {
	if !c.Known {
		return s.label(analytics.Unknown)
	}
	return s.label(c.Member)
}

// caseCell says whether the case is closed, or how long it has been open; beyond the term of the inquiry in the tone of
// bad news.
func (s Style) caseCell(m major, today time.Time) SheetCell {
	if closed := m.cells["closed_on"]; closed.Known {
		return SheetCell{Text: s.say("figure.majors.closed", "day", s.Printer.DayOfYear(closed.Day)), Known: true, Tone: Good}
	}
	age := today.Sub(m.cells["occurred_on"].Day)
	cell := SheetCell{Text: s.say("figure.majors.open", "days", int(age.Hours()/24)), Known: true}
	if age > investigation {
		cell.Tone = Bad
	}
	return cell
}

// base is the name of a file without its folders, whatever system wrote it.
func base(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' || path[i] == '\\' {
			return path[i+1:]
		}
	}
	return path
}
