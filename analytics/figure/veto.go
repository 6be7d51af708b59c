package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/query"
)

// vetoKind lists the towns for which the one-vote veto (一票否决) comes into question, with the reason: a quota that is
// exceeded; a warning where it probably will be, or where a larger accident happened.
var vetoKind = Kind{ID: "veto", Table: true, Own: []analytics.DimensionID{analytics.Town}, draw: drawVeto}

func drawVeto(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	list, frame, _, err := standings(ctx, answers, q, analytics.Town)
	if err != nil {
		return Figure{}, err
	}
	larger, err := answers.Run(ctx, againstTime(query.Query{
		Indicators: []analytics.ID{"larger_accidents"}, By: []analytics.DimensionID{analytics.Town}, Period: q.Period, Lenient: true,
	}))
	if err != nil {
		return Figure{}, err
	}
	count := make(map[string]float64)
	for _, row := range larger.Rows {
		count[row.Members[0].Key] = row.Values[0].Now
	}
	sheet := &Sheet{Columns: []SheetColumn{{Name: s.say("figure.veto.column.step")}, {Name: frame.By[0].Name.In(s.Printer.Language)}, {Name: s.say("figure.veto.column.reason")}}}
	vetoed, warned := 0, 0
	for _, one := range list {
		reasons, step := s.vetoReasons(one, count[one.member.Key])
		if len(reasons) == 0 {
			continue
		}
		cell := SheetCell{Text: s.say("figure.veto.warning"), Known: true}
		if step {
			vetoed++
			cell = SheetCell{Text: s.say("figure.veto.veto"), Known: true, Tone: Bad}
		} else {
			warned++
		}
		sheet.Rows = append(sheet.Rows, SheetRow{
			Cells:  []SheetCell{cell, {Text: s.label(one.member), Known: true}, {Text: s.list(reasons), Known: true}},
			Target: Target{Conditions: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{one.member.Key}}}},
		})
	}
	f := Figure{Subtitle: s.say("figure.veto.subtitle", "period", s.Printer.Period(frame.Meta.Period)), Sheet: sheet, Frame: frame}
	if len(sheet.Rows) == 0 {
		f.Finding, f.Sheet, f.Empty = Sentence{{Text: s.say("figure.veto.none"), Tone: Good}}, nil, s.say("figure.veto.none")
		return f, nil
	}
	f.Finding = Sentence{{Text: s.say("figure.veto.finding", "count", vetoed, "warned", warned), Tone: toneIf(vetoed > 0)}}
	return f, nil
}

func toneIf(bad bool) Tone {
	if bad {
		return Bad
	}
	return Plain
}

// vetoReasons are the reasons for a town, and whether one of them is a veto by itself.
func (s Style) vetoReasons(one standing, larger float64) (reasons []string, veto bool) {
	unit := analytics.UnitPersons
	switch {
	case one.now.Exceeded:
		veto = true
		reasons = append(reasons, s.say("figure.veto.exceeded", "deaths", s.Printer.Quantity(unit, float64(one.deaths)), "quota", s.Printer.Quantity(unit, one.now.Limit)))
	case one.now.Chance >= 0.5:
		reasons = append(reasons, s.say("figure.veto.likely", "chance", s.chance(one.now.Chance)))
	}
	if larger > 0 {
		reasons = append(reasons, s.say("figure.veto.larger", "count", s.Printer.Quantity(analytics.UnitAccidents, larger)))
	}
	return reasons, veto
}
