package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// campaignTableKind is what each campaign did and found, and when.
var campaignTableKind = Kind{ID: "campaigns-table", Own: []analytics.DimensionID{analytics.Campaign}, Table: true, draw: drawCampaignTable}

// campaignFigures are the columns of the table of campaigns. Visits and firms stand in columns of their own: they never add
// up.
var campaignFigures = []analytics.ID{"officer_turns", "inspections", "firms_inspected", "hazards", "rectified", "rectification_rate", "orders", "suspensions"}

func drawCampaignTable(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	figures, err := withFirms(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	frame, err := answers.Run(ctx, q.query(figures, []analytics.DimensionID{analytics.Campaign}, analytics.Campaign))
	if err != nil {
		return Figure{}, err
	}
	_, months, err := activeMonths(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	if len(frame.Rows) == 0 {
		return s.noData(frame, frame.Indicators[1]), nil
	}
	return Figure{
		Finding: s.outcomeFinding(frame), Subtitle: joined(s.say("figure.campaigns.subtitle"), s.overlapNote(frame), s.context(frame)), Frame: frame,
		Sheet: s.campaignSheet(s.namedCampaigns(frame), months),
	}, nil
}

// withFirms are the columns of the table, with the number of different firms where returns name them.
func withFirms(ctx context.Context, answers Answers, q Question) ([]analytics.ID, error) {
	named, err := answers.Run(ctx, q.query([]analytics.ID{"firms_named"}, nil, analytics.Campaign))
	if err != nil || !named.Total[0].HasNow {
		return campaignFigures, err
	}
	return slices.Insert(slices.Clone(campaignFigures), slices.Index(campaignFigures, "firms_inspected")+1, "firms_named"), nil
}

// outcomeFinding names the campaigns that found hazards and do not say what became of them.
func (s Style) outcomeFinding(frame engine.Frame) Sentence {
	var silent []string
	found := 0
	for _, row := range frame.Rows {
		hazards, _ := valueIn(frame, row.Values, "hazards")
		rectified, _ := valueIn(frame, row.Values, "rectified")
		if isUnknown(row.Members[0]) || !hazards.HasNow || hazards.Now == 0 {
			continue
		}
		found++
		if !rectified.HasNow {
			silent = append(silent, s.label(row.Members[0]))
		}
	}
	switch {
	case found == 0:
		return plain(s.say("figure.campaigns.no_hazards"))
	case len(silent) == 0:
		return plain(s.say("figure.campaigns.all_outcomes", "count", found))
	}
	return Sentence{{Text: s.say("figure.campaigns.no_outcome", "campaigns", s.some(silent, 4)), Tone: Bad}}
}

func (s Style) campaignSheet(frame engine.Frame, months map[string][]string) *Sheet {
	sheet := &Sheet{Columns: []SheetColumn{{Name: frame.By[0].Name.In(s.Printer.Language)}, {Name: s.say("figure.campaigns.period")}}}
	for _, i := range frame.Indicators {
		sheet.Columns = append(sheet.Columns, SheetColumn{Name: s.columnTitle(i), Figures: true})
	}
	cells := func(values []engine.Value) []SheetCell {
		var list []SheetCell
		for i, v := range values {
			list = append(list, s.tableCell(frame.Indicators[i], v))
		}
		return list
	}
	for _, row := range frame.Rows {
		m := row.Members[0]
		names := []SheetCell{{Text: s.label(m), Known: true}, {Text: s.spanOf(months[m.Key]), Known: true}}
		sheet.Rows = append(sheet.Rows, SheetRow{Cells: append(names, cells(row.Values)...), Target: targetOfMember(analytics.Campaign, m)})
	}
	name := s.say("figure.table.total")
	if frame.Meta.OpenOverlaps() > 0 {
		name = s.say("figure.campaigns.total")
	}
	sheet.Rows = append(sheet.Rows, SheetRow{Cells: append([]SheetCell{{Text: name}, {}}, cells(frame.Total)...), Total: true})
	return sheet
}

// spanOf is the time from the first to the last month of some, by their keys.
func (s Style) spanOf(months []string) string {
	if len(months) == 0 {
		return format.None
	}
	first, last := monthSpan(months[0]), monthSpan(months[len(months)-1])
	return s.Printer.Period(analytics.Period{From: first.From, To: last.To})
}
