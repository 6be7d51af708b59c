package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/outlook"
)

// Headline is what a page about a question says first.
type Headline struct {
	Sentence Sentence
	Subtitle string
}

// Summary is what the overview says above its charts.
type Summary struct {
	Headline Headline
	Cards    []Card // in the order of CardIDs
}

// DrawSummary asks for the overview's headline and cards: accidents and deaths with their change, the towns ahead of
// quota; below, the days and what the other comparison would say.
func DrawSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	var sum Summary
	var first engine.Frame
	for i, group := range cardGroups {
		frame, trend, err := cardFrames(ctx, answers, group, q)
		if err != nil {
			return sum, err
		}
		if i == 0 {
			first = frame
		}
		for j := range group {
			sum.Cards = append(sum.Cards, s.card(frame, trend, j))
		}
	}
	whole := q.query(cardGroups[0], nil)
	whole.Basis = analytics.FullPreviousYear
	other, err := answers.Run(ctx, whole)
	if err != nil {
		return sum, err
	}
	quota, err := answers.Run(ctx, quotaQuery(q, analytics.Town))
	if err != nil {
		return sum, err
	}
	sum.Headline = s.headline(first, other, s.aheadSpan(Ahead(quota), q))
	return sum, nil
}

// aheadSpan says how many towns are ahead of their quota, or that the one town in question is. Quotas are for all deaths,
// so it says nothing beside figures of a sector or a grade.
func (s Style) aheadSpan(ahead []engine.Row, q Question) Sentence {
	others := slices.ContainsFunc(q.Where, func(c analytics.Condition) bool { return c.Dimension != analytics.Town })
	switch {
	case len(ahead) == 0 || others:
		return nil
	case len(q.selected(analytics.Town)) == 1:
		return Sentence{{Text: s.say("figure.headline.and")}, {Text: s.say("figure.headline.ahead_itself"), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.headline.and")}, {Text: s.say("figure.headline.ahead", "count", len(ahead)), Tone: Bad}}
}

func (s Style) headline(frame, other engine.Frame, ahead Sentence) Headline {
	accidents, deaths := frame.Total[0], frame.Total[1]
	if !accidents.HasNow {
		return Headline{Sentence: plain(s.say("figure.headline.no_data")), Subtitle: s.Printer.Period(frame.Meta.Period)}
	}
	unitA, unitD := frame.Indicators[0].Unit, frame.Indicators[1].Unit
	a, d := s.Printer.Quantity(unitA, accidents.Now), s.Printer.Quantity(unitD, deaths.Now)
	text := s.say("figure.headline.figures", "accidents", a, "deaths", d)
	if accidents.Compared() && deaths.Compared() {
		// In English the name of the basis would take half of the line; the subtitle says it.
		changes := s.Printer.Changes(format.Comparison{Unit: unitA, Now: accidents.Now, Base: accidents.Base}, format.Comparison{Unit: unitD, Now: deaths.Now, Base: deaths.Base}, 1)
		text = s.say("figure.headline.compared", "accidents", a, "deaths", d, "basis", s.Printer.Basis(frame.Meta.Basis), "change", changes)
	}
	return Headline{Sentence: append(plain(text), ahead...), Subtitle: s.headlineSubtitle(frame, other)}
}

func (s Style) headlineSubtitle(frame, other engine.Frame) string {
	m := frame.Meta
	parts := []string{s.say("figure.headline.period", "period", s.Printer.Period(m.Period), "days", m.Period.Days())}
	if basis := s.against(m); basis != "" {
		parts = append(parts, basis)
	}
	a, d := other.Total[0], other.Total[1]
	if m.Basis != analytics.FullPreviousYear && len(other.Meta.Windows) > 0 && a.Compared() && d.Compared() {
		parts = append(parts, s.say("figure.headline.whole_year", "days", s.Printer.Number(other.Meta.BaseDays, 0),
			"accidents", s.Printer.ChangePercent(a.Now, a.Base, 2), "deaths", s.Printer.ChangePercent(d.Now, d.Base, 2)))
	}
	if through := m.Through; m.Period.To.After(through) && !through.IsZero() {
		parts = append(parts, s.say("figure.headline.through", "day", s.Printer.Day(through)))
	}
	return strings.Join(parts, " · ")
}

// Card is a headline indicator: its figure, its change in words, its months.
type Card struct {
	Indicator analytics.Indicator
	Now       engine.Value // the figure itself, and what it is compared with
	Value     string       // without the unit
	Unit      string
	Change    string
	Verdict   analytics.Verdict
	Note      string
	Trend     []engine.Value
}

// cardGroups are the indicators on the overview's cards, those that are asked for together side by side; the first group
// begins with accidents and deaths.
var cardGroups = [][]analytics.ID{{"accidents", "deaths", "larger_accidents"}, {"quota_progress"}, {"rectification_rate"}, {"reply_rate"}}

// CardIDs are the indicators on the overview's cards, in their order.
func CardIDs() []analytics.ID { return slices.Concat(cardGroups...) }

// cardFrames asks for a group of cards: the figures of the period, and of its months.
func cardFrames(ctx context.Context, answers Answers, group []analytics.ID, q Question) (frame, trend engine.Frame, err error) {
	total, monthly := q.query(group, nil), q.query(group, []analytics.DimensionID{analytics.Month})
	monthly.Basis = analytics.NoBasis
	if group[0] == "quota_progress" {
		total = againstTime(total)
		total.Where = slices.DeleteFunc(total.Where, func(c analytics.Condition) bool {
			return c.Dimension != analytics.Town && c.Dimension != analytics.Sector
		})
		monthly.Indicators = []analytics.ID{"deaths"} // a quota is set for the year; its months are the deaths
	}
	if frame, err = answers.Run(ctx, total); err != nil {
		return frame, trend, fmt.Errorf("card %s: %w", group[0], err)
	}
	if trend, err = answers.Run(ctx, monthly); err != nil {
		return frame, trend, fmt.Errorf("card %s: %w", group[0], err)
	}
	return frame, trend, nil
}

func (s Style) card(frame, trend engine.Frame, index int) Card {
	i, v := frame.Indicators[index], frame.Total[index]
	c := Card{Indicator: i, Now: v, Value: "—", Unit: s.Printer.Unit(i.Unit)}
	for _, row := range trend.Rows {
		c.Trend = append(c.Trend, row.Values[index])
	}
	if !v.HasNow {
		c.Change = s.say("figure.card.no_data")
		return c
	}
	c.Value = s.Printer.Figure(i.Unit, v.Now)
	if i.Unit.Percent {
		c.Value = s.Printer.Number(v.Now, 1)
	}
	switch {
	case i.ID == "quota_progress":
		s.quotaCard(&c, v.Now, frame.Meta.Period)
	case v.Compared():
		c.Change = s.Printer.ShortChange(i.Unit, v.Now, v.Base)
		c.Verdict = i.Better.Judge(v.Now, v.Base)
		c.Note = s.say("figure.card.basis", "basis", s.Printer.ShortBasis(frame.Meta.Basis))
	case frame.Meta.Basis != analytics.NoBasis:
		c.Note = s.say("figure.against.no_data", "basis", s.Printer.Basis(frame.Meta.Basis))
	}
	return c
}

func (s Style) quotaCard(c *Card, progress float64, p analytics.Period) {
	gap := progress - outlook.Elapsed(p.To)
	points := s.Printer.ShortPoints(max(gap, -gap), 1)
	if gap > 0 {
		c.Verdict, c.Change, c.Note = analytics.Worse, "▲ "+points, s.say("figure.card.above")
		return
	}
	c.Verdict, c.Change, c.Note = analytics.Better, "▼ "+points, s.say("figure.card.below")
}
