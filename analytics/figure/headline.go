package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
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
	quota, err := answers.Run(ctx, quotaQuery(q))
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
		return Sentence{{Text: s.say("；", "; ")}, {Text: s.say("控制指标超进度", "ahead of its quota"), Tone: Bad}}
	}
	return Sentence{{Text: s.say("；", "; ")}, {Text: s.say("%d 个镇街超控制进度", "%d towns ahead of quota", len(ahead)), Tone: Bad}}
}

func (s Style) headline(frame, other engine.Frame, ahead Sentence) Headline {
	accidents, deaths := frame.Total[0], frame.Total[1]
	if !accidents.HasNow {
		return Headline{Sentence: say(s.say("这段时间没有事故数据", "There are no accident data for this period")), Subtitle: s.Printer.Period(frame.Meta.Period)}
	}
	unitA, unitD := frame.Indicators[0].Unit, frame.Indicators[1].Unit
	text := s.say("事故 %s、死亡 %s", "%s accidents and %s deaths", s.Printer.Quantity(unitA, accidents.Now), s.Printer.Quantity(unitD, deaths.Now))
	if accidents.Compared() && deaths.Compared() {
		// In English the name of the basis would take half of the line; the subtitle says it.
		text += s.say("，比%[1]s%[2]s", ", %[2]s", s.Printer.Basis(frame.Meta.Basis), s.twoChanges(unitA, unitD, accidents, deaths))
	}
	h := Headline{Sentence: append(Sentence{{Text: text}}, ahead...)}
	h.Subtitle = s.headlineSubtitle(frame, other)
	return h
}

// twoChanges words two changes at once where they go the same way: 下降 7.8% 和 5.7%.
func (s Style) twoChanges(a, b analytics.Unit, x, y engine.Value) string {
	first, second := s.Printer.Change(a, x.Now, x.Base, 1), s.Printer.Change(b, y.Now, y.Base, 1)
	for _, verb := range []string{"下降", "上升", "down ", "up "} {
		if rest, ok := strings.CutPrefix(second, verb); ok && strings.HasPrefix(first, verb) {
			return first + s.say("和", " and ") + rest
		}
	}
	if s.zh() {
		return first + "、" + second
	}
	return first + " and " + second
}

func (s Style) headlineSubtitle(frame, other engine.Frame) string {
	m := frame.Meta
	parts := []string{s.say("%s（%d 天）", "%s (%d days)", s.Printer.Period(m.Period), m.Period.Days())}
	if basis := s.against(m); basis != "" {
		parts = append(parts, basis)
	}
	a, d := other.Total[0], other.Total[1]
	if m.Basis != analytics.FullPreviousYear && len(other.Meta.Windows) > 0 && a.Compared() && d.Compared() {
		parts = append(parts, s.say("比去年全年（%s 天）为 %s 和 %s", "against the whole of last year (%s days): %s and %s",
			s.Printer.Number(other.Meta.BaseDays, 0), s.Printer.ChangePercent(a.Now, a.Base, 2), s.Printer.ChangePercent(d.Now, d.Base, 2)))
	}
	if through := m.Through; m.Period.To.After(through) && !through.IsZero() {
		parts = append(parts, s.say("数据截至 %s", "data through %s", s.Printer.Day(through)))
	}
	return strings.Join(parts, " · ")
}

// Card is a headline indicator: its figure, its change in words, its months.
type Card struct {
	Indicator analytics.Indicator
	Value     string // without the unit
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
	c := Card{Indicator: i, Value: "—", Unit: s.Printer.Unit(i.Unit)}
	for _, row := range trend.Rows {
		c.Trend = append(c.Trend, row.Values[index])
	}
	if !v.HasNow {
		c.Change = s.say("没有数据", "no data")
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
		c.Note = s.say("比%s", "vs. %s", s.Printer.ShortBasis(frame.Meta.Basis))
	case frame.Meta.Basis != analytics.NoBasis:
		c.Note = s.say("%s无数据", "no data for the %s", s.Printer.Basis(frame.Meta.Basis))
	}
	return c
}

func (s Style) quotaCard(c *Card, progress float64, p analytics.Period) {
	gap := progress - Elapsed(p)
	points := s.Printer.Number(max(gap, -gap), 1)
	if gap > 0 {
		c.Verdict, c.Change, c.Note = analytics.Worse, s.say("▲ %s个百分点", "▲ %s pts", points), s.say("高于时间进度", "above time elapsed")
		return
	}
	c.Verdict, c.Change, c.Note = analytics.Better, s.say("▼ %s个百分点", "▼ %s pts", points), s.say("低于时间进度", "below time elapsed")
}
