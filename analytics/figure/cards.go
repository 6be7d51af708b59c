package figure

import (
	"context"
	"fmt"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

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

// cardGroup are indicators on cards that are asked for together.
type cardGroup []analytics.ID

// cardGroups are the indicators on the overview's cards; the first group begins with accidents and deaths. What is done
// about hazards and complaints stands as a share of them: returns that are missing in one of two years change sums, and say
// nothing about the work.
var cardGroups = []cardGroup{
	{"accidents", "deaths", "injured", "loss", "larger_accidents"},
	{"quota_progress"},
	{"rectification_rate"},
	{"reply_rate"},
}

// CardIDs are the indicators on the overview's cards, in their order.
func CardIDs() []analytics.ID {
	var ids []analytics.ID
	for _, g := range cardGroups {
		ids = append(ids, g...)
	}
	return ids
}

// cards asks for the cards, in the order of [CardIDs], and hands the figures of the first group on.
func (s Style) cards(ctx context.Context, answers Answers, q Question) (cards []Card, first engine.Frame, err error) {
	var deaths []engine.Value // month by month: a quota is set for the year, and its months are the deaths
	for i, group := range cardGroups {
		frame, err := answers.Run(ctx, group.query(q))
		if err != nil {
			return nil, first, fmt.Errorf("card %s: %w", group[0], err)
		}
		if group[0] == "quota_progress" {
			card := s.card(frame, engine.Frame{}, 0)
			card.Trend = deaths
			cards = append(cards, card)
			continue
		}
		monthly := q.query(group, []analytics.DimensionID{analytics.Month})
		monthly.Basis = analytics.NoBasis
		trend, err := answers.Run(ctx, monthly)
		if err != nil {
			return nil, first, fmt.Errorf("months of card %s: %w", group[0], err)
		}
		for j := range group {
			cards = append(cards, s.card(frame, trend, j))
		}
		if i == 0 {
			first, deaths = frame, valuesOf(trend, 1)
		}
	}
	return cards, first, nil
}

// query asks for a group's figures of the period. Quotas are set by town and sector only.
func (g cardGroup) query(q Question) query.Query {
	total := q.query(g, nil)
	if g[0] == "quota_progress" {
		total = againstTime(total)
		total.Where = slices.DeleteFunc(total.Where, func(c analytics.Condition) bool {
			return c.Dimension != analytics.Town && c.Dimension != analytics.Sector
		})
	}
	return total
}

// valuesOf are the figures of one indicator, row by row.
func valuesOf(frame engine.Frame, index int) []engine.Value {
	var list []engine.Value
	for _, row := range frame.Rows {
		list = append(list, row.Values[index])
	}
	return list
}

// cardCertainty says in a few words how sure a change is. Events are told apart from chance by their number; of what comes
// in groups, such as deaths, a card says nothing.
func (s Style) cardCertainty(m engine.Meta, i analytics.Indicator, v engine.Value) string {
	certainty, ok := changeCertainty(m, i, v, 1)
	if !ok || i.Unit.ID != analytics.UnitAccidents.ID || v.Now == v.Base {
		return ""
	}
	return s.say(map[stats.Certainty]string{
		stats.Ordinary: "figure.card.ordinary", stats.Unlikely: "figure.card.unlikely", stats.VeryUnlikely: "figure.card.very_unlikely",
	}[certainty])
}

// card is one indicator of a frame without breakdown, with its line of the same frame month by month.
func (s Style) card(frame, trend engine.Frame, index int) Card {
	i, v := frame.Indicators[index], frame.Total[index]
	c := Card{Indicator: i, Now: v, Value: "—", Unit: s.Printer.Unit(i.Unit), Trend: valuesOf(trend, index)}
	if !v.HasNow {
		c.Change = s.say("figure.card.no_data")
		return c
	}
	c.Value = s.Printer.Figure(i.Unit, v.Now)
	switch {
	case i.Unit.Percent:
		c.Value = s.Printer.Number(v.Now, 1)
	case math.Abs(v.Now) >= 1000:
		c.Value = s.Printer.Number(v.Now, 0) // a card has no room for the cents of thousands
	}
	switch {
	case i.ID == "quota_progress":
		s.quotaCard(&c, v.Now, frame.Meta.Period)
	case v.Compared():
		c.Change = s.Printer.ShortChange(i.Unit, v.Now, v.Base)
		c.Verdict = i.Better.Judge(v.Now, v.Base)
		c.Note = s.say("figure.card.basis", "basis", s.Printer.ShortBasis(frame.Meta.Basis)) + s.cardCertainty(frame.Meta, i, v)
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
