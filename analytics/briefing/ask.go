package briefing

import (
	"context"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/figure"
)

// Kinds of figures that are no kinds of charts.
const (
	SummaryKind = "summary" // the headline of a question, with its cards
	PivotKind   = "pivot"
)

// Ask says which figure is meant: a kind of chart and what it is asked.
type Ask struct {
	Kind     string
	Question figure.Question
	Pivot    *figure.Pivot `json:",omitempty"`
}

// IsTable tells whether the figure is a table.
func (a Ask) IsTable() bool {
	k, err := figure.KindByID(a.Kind)
	return a.Kind == PivotKind || err == nil && k.Table
}

// draw makes the figure.
func (a Ask) draw(ctx context.Context, answers figure.Answers, s figure.Style) (figure.Figure, error) {
	switch {
	case a.Kind == SummaryKind:
		return drawSummary(ctx, answers, a.Question, s)
	case a.Kind == PivotKind && a.Pivot != nil:
		f, err := figure.DrawPivot(ctx, answers, a.Question, *a.Pivot, s)
		f.Kind = PivotKind
		return f, err
	}
	kind, err := figure.KindByID(a.Kind)
	if err != nil {
		return figure.Figure{}, err
	}
	return kind.Draw(ctx, answers, a.Question, s)
}

// drawSummary is the headline as a figure; its cards are the table.
func drawSummary(ctx context.Context, answers figure.Answers, q figure.Question, s figure.Style) (figure.Figure, error) {
	sum, err := figure.DrawSummary(ctx, answers, q, s)
	if err != nil {
		return figure.Figure{}, err
	}
	sheet := &figure.Sheet{Columns: []figure.SheetColumn{
		{Name: speak(s).Say("briefing.card.indicator")}, {Name: speak(s).Say("briefing.card.figure"), Figures: true}, {Name: speak(s).Say("briefing.card.change")},
	}}
	for _, c := range sum.Cards {
		value := figure.SheetCell{Text: c.Value + unitSuffix(c.Unit)}
		if v := c.Now; v.HasNow && !math.IsNaN(v.Now) {
			value.Number, value.Known = v.Now, true
		}
		change := figure.SheetCell{Text: joined(c.Change, c.Note), Known: true, Tone: toneOf(c.Verdict)}
		sheet.Rows = append(sheet.Rows, figure.SheetRow{Cells: []figure.SheetCell{{Text: c.Indicator.Name.In(s.Printer.Language), Known: true}, value, change}})
	}
	return figure.Figure{Kind: SummaryKind, Finding: sum.Headline.Sentence, Subtitle: q.Known(s, sum.Headline.Subtitle), Sheet: sheet}, nil
}

func unitSuffix(unit string) string {
	if unit == "" || unit == "%" {
		return unit
	}
	return "\u202f" + unit
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func toneOf(v analytics.Verdict) figure.Tone {
	switch v {
	case analytics.Worse:
		return figure.Bad
	case analytics.Better:
		return figure.Good
	}
	return figure.Plain
}

// FollowUp is a question that a mark of a chart leads to.
type FollowUp struct {
	Name string // key of its text: "which_town"
	Ask  Ask
}

// followUps are the likeliest questions about a mark: which town, which sector, against the year before.
func (a Ask) followUps(t figure.Target) []FollowUp {
	if len(t.Conditions) == 0 {
		return nil
	}
	q := a.Question
	q.Where = slices.Clone(q.Where)
	for _, c := range t.Conditions {
		q.Where = slices.DeleteFunc(q.Where, func(o analytics.Condition) bool { return o.Dimension == c.Dimension })
		q.Where = append(q.Where, c)
	}
	asked := func(d analytics.DimensionID) bool {
		return slices.ContainsFunc(q.Where, func(c analytics.Condition) bool { return c.Dimension == d && !c.Not && len(c.Keys) == 1 })
	}
	var list []FollowUp
	if !asked(analytics.Town) {
		list = append(list, FollowUp{"which_town", Ask{Kind: "towns", Question: q}})
	}
	if !asked(analytics.Sector) {
		list = append(list, FollowUp{"which_sector", Ask{Kind: "sectors", Question: q}})
	}
	return append(list, FollowUp{"year_before", Ask{Kind: "months", Question: q}})
}
