package figure

import (
	"context"
	"slices"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// townTableKind is the league of the towns: rank, figure, change, months, rates and what is used of the quota. A tap on a
// town's name opens its sheet.
var townTableKind = Kind{ID: "town-table", Own: []analytics.DimensionID{analytics.Town}, Table: true, draw: drawTownTable}

// exposureKeys are the exposures that the league has rates for, in the order of its columns.
var exposureKeys = []string{"employees", "vehicles", "residents"}

func drawTownTable(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	byTown := []analytics.DimensionID{analytics.Town}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, byTown, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	monthly := q.query([]analytics.ID{q.Measure}, append(byTown, timeStep(q.Period)), analytics.Town)
	monthly.Basis = analytics.NoBasis
	months, err := answers.Run(ctx, monthly)
	if err != nil {
		return Figure{}, err
	}
	var rates []analytics.ID
	for _, exposure := range exposureKeys {
		rates = append(rates, catalog.RateOf(rateMeasure(q.Measure), exposure))
	}
	against := q.query(rates, byTown, analytics.Town)
	against.Basis = analytics.NoBasis
	rated, err := answers.Run(ctx, against)
	if err != nil {
		return Figure{}, err
	}
	quota, err := answers.Run(ctx, quotaQuery(q, analytics.Town, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	rows := ranked(frame)
	parts := append([]sheetPart{s.rankPart(rows), s.namePart(frame.By[0].Name.In(s.Printer.Language))}, s.comparedParts(frame, 0)...)
	parts = append(parts, s.trendPart(months))
	for i, exposure := range exposureKeys {
		parts = append(parts, s.joinedPart(rated, i, s.say("figure.table.per_10k."+exposure)))
	}
	parts = append(parts, s.quotaPart(quota))
	sheet := assemble(parts, rows, engine.Row{Values: frame.Total}, func(r engine.Row) Target { return memberTarget(analytics.Town, r.Members[0]) })
	return Figure{Finding: s.leagueFinding(frame), Subtitle: s.subtitle(frame, indicator), Sheet: sheet, Frame: frame}, nil
}

// rankPart numbers the rows; equal figures share a place, and what is not stated has none.
func (s Style) rankPart(rows []engine.Row) sheetPart {
	places := ranks(rows)
	return sheetPart{SheetColumn{Name: s.say("figure.table.rank"), Figures: true}, func(place int, _ engine.Row) SheetCell {
		if place < 0 || places[place] == 0 {
			return SheetCell{}
		}
		return SheetCell{Text: strconv.Itoa(places[place]), Number: float64(places[place]), Known: true}
	}}
}

// ranks are the places of rows in falling order, each the number of members before it and one; 0 where there is no figure,
// or no member.
func ranks(rows []engine.Row) []int {
	places := make([]int, len(rows))
	before, last := 0, -1 // members so far; the index of the one before
	for i, r := range rows {
		v := r.Values[0]
		if isUnknown(r.Members[0]) || !v.HasNow {
			continue
		}
		places[i] = before + 1
		if last >= 0 && rows[last].Values[0].Now == v.Now {
			places[i] = places[last]
		}
		before, last = before+1, i
	}
	return places
}

// rowsByMember finds the rows of another frame over the same dimension.
func rowsByMember(frame engine.Frame) map[string]engine.Row {
	rows := make(map[string]engine.Row)
	for _, r := range frame.Rows {
		rows[r.Members[0].Key] = r
	}
	return rows
}

// joinedPart is a figure of another frame over the same dimension.
func (s Style) joinedPart(frame engine.Frame, index int, short string) sheetPart {
	rows, indicator := rowsByMember(frame), frame.Indicators[index]
	return sheetPart{SheetColumn{Name: s.name(indicator), Short: short, Figures: true}, func(place int, r engine.Row) SheetCell {
		v := frame.Total[index]
		if place >= 0 {
			other, ok := rows[r.Members[0].Key]
			if !ok {
				return SheetCell{Text: format.None}
			}
			v = other.Values[index]
		}
		return s.valueCell(indicator, v.Now, v.HasNow)
	}}
}

// quotaPart is what is used of the quotas; more than the time that has passed is marked.
func (s Style) quotaPart(quota engine.Frame) sheetPart {
	part := s.joinedPart(quota, 0, s.say("figure.table.quota"))
	ahead := make(map[string]bool)
	for _, r := range Ahead(quota) {
		ahead[r.Members[0].Key] = true
	}
	plain := part.cell
	part.cell = func(place int, r engine.Row) SheetCell {
		cell := plain(place, r)
		if !cell.Known {
			return cell
		}
		cell.Text = s.Printer.Percent(cell.Number, 1)
		if place >= 0 && ahead[r.Members[0].Key] {
			cell.Text, cell.Tone = cell.Text+" ▲", Bad
		}
		return cell
	}
	return part
}

// leagueFinding says how many towns have more than the base, and how many less.
func (s Style) leagueFinding(frame engine.Frame) Sentence {
	indicator := frame.Indicators[0]
	worse, better := 0, 0
	for _, r := range frame.Rows {
		v := r.Values[0]
		if !v.Compared() || isUnknown(r.Members[0]) {
			continue
		}
		switch indicator.Better.Judge(v.Now, v.Base) {
		case analytics.Worse:
			worse++
		case analytics.Better:
			better++
		}
	}
	if worse+better == 0 {
		return s.topTownsFinding(frame, indicator, s.ranking(frame, indicator))
	}
	basis := s.Printer.Basis(frame.Meta.Basis)
	return slices.Concat(
		Sentence{{Text: s.say("figure.league.worse", "count", worse, "indicator", s.noun(indicator), "basis", basis), Tone: Bad}},
		Sentence{{Text: s.say("figure.league.better", "count", better)}})
}
