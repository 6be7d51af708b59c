package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/outlook"
)

// foundationTownsKind is what each town trained, drilled, contracted and monitored, against its own targets of the year.
var foundationTownsKind = Kind{ID: "foundation-towns", Own: []analytics.DimensionID{analytics.Town}, Table: true, draw: drawFoundationTowns}

// targeted are the activities that towns have targets for; contributed those that they have none for.
var (
	targeted    = []analytics.ID{"training", "drills"}
	contributed = []analytics.ID{"standardisation_contracts", "monitored_firms"}
)

// townTargets are the targets and the figures of the year so far, by activity and town.
type townTargets struct {
	target, year map[[2]string]float64
}

// progress is the part of a town's target that is reached, in per cent; unknown without a target.
func (t townTargets) progress(activity analytics.ID, town string) (percent float64, known bool) {
	at := [2]string{string(activity), town}
	if t.target[at] == 0 {
		return 0, false
	}
	return t.year[at] / t.target[at] * 100, true
}

func drawFoundationTowns(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	asked := unsectored(q)
	asked.Basis = analytics.NoBasis
	by := []analytics.DimensionID{analytics.Town}
	frame, err := answers.Run(ctx, asked.query(slices.Concat(targeted, contributed), by, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	if !slices.ContainsFunc(frame.Total, func(v engine.Value) bool { return v.HasNow }) {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	targets, err := townTargetsOf(ctx, answers, asked)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.townsBehind(frame, targets), Frame: frame, Sheet: s.foundationSheet(frame, targets),
		Subtitle: joined(s.say("figure.foundations.subtitle", "elapsed", s.Printer.Percent(outlook.Elapsed(q.Period.To), 1)), s.context(frame), s.sectorNote(q)),
	}, nil
}

// townTargetsOf asks for the towns' targets of the year, and for what they did since 1 January.
func townTargetsOf(ctx context.Context, answers Answers, q Question) (townTargets, error) {
	t := townTargets{make(map[[2]string]float64), make(map[[2]string]float64)}
	by := []analytics.DimensionID{analytics.MeasureName, analytics.Town}
	ask := q.query([]analytics.ID{"activity_target"}, by, analytics.Town, analytics.Month, analytics.Quarter)
	ask.Period = analytics.WholeYear(q.Period.To.Year())
	targets, err := answers.Run(ctx, ask)
	if err != nil {
		return t, err
	}
	year, err := answers.Run(ctx, againstTime(q.query([]analytics.ID{"activity_value"}, by, analytics.Town, analytics.Month, analytics.Quarter)))
	if err != nil {
		return t, err
	}
	fill(t.target, targets)
	fill(t.year, year)
	return t, nil
}

// fill puts the figures of a frame over two dimensions under the keys of their members.
func fill(figures map[[2]string]float64, frame engine.Frame) {
	for _, row := range frame.Rows {
		if v := row.Values[0]; v.HasNow {
			figures[[2]string{row.Members[0].Key, row.Members[1].Key}] = v.Now
		}
	}
}

// townsBehind names the towns that are behind the time that has passed with a target.
func (s Style) townsBehind(frame engine.Frame, targets townTargets) Sentence {
	due := outlook.Elapsed(frame.Meta.Period.To)
	var behind []string
	judged := 0
	for _, row := range frame.Rows {
		m := row.Members[0]
		has, late := false, false
		for _, id := range targeted {
			percent, known := targets.progress(id, m.Key)
			has, late = has || known, late || known && percent < due
		}
		if has && !isUnknown(m) {
			judged++
			if late {
				behind = append(behind, s.axisName(m))
			}
		}
	}
	switch {
	case judged == 0:
		return plain(s.say("figure.foundations.no_targets"))
	case len(behind) == 0:
		return Sentence{{Text: s.say("figure.foundations.towns_on_time", "count", judged), Tone: Good}}
	}
	text := s.say("figure.foundations.towns_behind", "towns", s.list(behind))
	if len(behind) > 3 {
		text = s.say("figure.foundations.towns_behind.many", "towns", s.list(behind[:3]), "count", len(behind), "others", len(behind)-3)
	}
	return Sentence{{Text: text, Tone: Bad}}
}

func (s Style) foundationSheet(frame engine.Frame, targets townTargets) *Sheet {
	sheet := &Sheet{Columns: []SheetColumn{{Name: frame.By[0].Name.In(s.Printer.Language)}}}
	for i, indicator := range frame.Indicators {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.withUnit(indicator), Figures: true})
		if i < len(targeted) {
			sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.say("figure.foundations.target"), Figures: true}, SheetColumn{Name: s.say("figure.work.progress"), Figures: true})
		}
	}
	for _, row := range frame.Rows {
		m := row.Members[0]
		if isUnknown(m) && !slices.ContainsFunc(row.Values, func(v engine.Value) bool { return v.HasNow }) {
			continue
		}
		sheet.Rows = append(sheet.Rows, SheetRow{Cells: s.foundationCells(frame, row, targets), Target: targetOfMember(analytics.Town, m)})
	}
	return sheet
}

// foundationCells are a town's figures; those with a target beside it. What is behind the time that has passed is bad news.
func (s Style) foundationCells(frame engine.Frame, row engine.Row, targets townTargets) []SheetCell {
	m := row.Members[0]
	due := outlook.Elapsed(frame.Meta.Period.To)
	cells := []SheetCell{{Text: s.label(m), Known: true}}
	for i, v := range row.Values {
		indicator := frame.Indicators[i]
		cells = append(cells, s.valueCell(indicator, v.Now, v.HasNow))
		if i >= len(targeted) {
			continue
		}
		target, done := SheetCell{Text: format.None}, SheetCell{Text: format.None}
		if percent, known := targets.progress(indicator.ID, m.Key); known {
			target = s.valueCell(indicator, targets.target[[2]string{string(indicator.ID), m.Key}], true)
			done = SheetCell{Text: s.Printer.Percent(percent, 1), Number: percent, Known: true}
			if percent < due {
				done.Text, done.Tone = done.Text+" ▼", Bad
			}
		}
		cells = append(cells, target, done)
	}
	return cells
}
