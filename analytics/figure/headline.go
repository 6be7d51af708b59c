package figure

import (
	"context"
	"fmt"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// Headline is what a page about a question says first.
type Headline struct {
	Sentence Sentence
	Subtitle string
}

// DrawHeadline asks for the figures of the overview's headline and words them: accidents and deaths with their change,
// the towns ahead of quota; below, the days and what the other comparison would say.
func DrawHeadline(ctx context.Context, answers Answers, q Question, s Style) (Headline, error) {
	built := q.query([]analytics.ID{"accidents", "deaths"}, nil)
	frame, err := answers.Run(ctx, built)
	if err != nil {
		return Headline{}, err
	}
	whole := built
	whole.Basis = analytics.FullPreviousYear
	other, err := answers.Run(ctx, whole)
	if err != nil {
		return Headline{}, err
	}
	quota, err := answers.Run(ctx, quotaNeeds(q)[0])
	if err != nil {
		return Headline{}, err
	}
	return s.headline(frame, other, Ahead(quota)), nil
}

// quotaNeeds is what the chart of quotas asks.
func quotaNeeds(q Question) []query.Query { return quotaKind.Needs(q) }

func (s Style) headline(frame, other engine.Frame, ahead []engine.Row) Headline {
	accidents, deaths := frame.Total[0], frame.Total[1]
	if !accidents.HasNow {
		return Headline{Sentence: say(s.say("这段时间没有事故数据", "There are no accident data for this period")), Subtitle: s.Printer.Period(frame.Meta.Period)}
	}
	unitA, unitD := frame.Indicators[0].Unit, frame.Indicators[1].Unit
	text := s.say("事故 %s、死亡 %s", "%s accidents and %s deaths", s.Printer.Quantity(unitA, accidents.Now), s.Printer.Quantity(unitD, deaths.Now))
	if accidents.Compared() && deaths.Compared() {
		text += s.say("，比%s%s", ", against the %s: %s", s.Printer.Basis(frame.Meta.Basis), s.twoChanges(unitA, unitD, accidents, deaths))
	}
	h := Headline{Sentence: Sentence{{Text: text}}}
	if n := len(ahead); n > 0 {
		h.Sentence = append(h.Sentence, Span{Text: s.say("；", "; ")}, Span{Text: s.say("%d 个镇街超控制进度", "%d towns ahead of their quota", n), Tone: Bad})
	}
	h.Subtitle = s.headlineSubtitle(frame, other)
	return h
}

// twoChanges words two changes at once where they go the same way: 下降 7.8% 和 5.7%.
func (s Style) twoChanges(a, b analytics.Unit, x, y engine.Value) string {
	first, second := s.Printer.Change(a, x.Now, x.Base, 1), s.Printer.Change(b, y.Now, y.Base, 1)
	for _, verb := range []string{"下降", "上升"} {
		if rest, ok := strings.CutPrefix(second, verb); ok && strings.HasPrefix(first, verb) {
			return first + "和" + rest
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
	Frame     engine.Frame
}

// CardIDs are the indicators on the overview's cards, in their order.
func CardIDs() []analytics.ID {
	return []analytics.ID{"accidents", "deaths", "larger_accidents", "quota_progress", "rectification_rate", "reply_rate"}
}

// DrawCard asks for one card.
func DrawCard(ctx context.Context, answers Answers, id analytics.ID, q Question, s Style) (Card, error) {
	total := q.query([]analytics.ID{id}, nil)
	if id == "quota_progress" {
		total.Basis = analytics.NoBasis // a quota is compared with the time that has passed
	}
	frame, err := answers.Run(ctx, total)
	if err != nil {
		return Card{}, fmt.Errorf("card %s: %w", id, err)
	}
	c := s.card(frame)
	monthly := q.query([]analytics.ID{id}, []analytics.DimensionID{analytics.Month})
	monthly.Basis = analytics.NoBasis
	if id == "quota_progress" {
		monthly.Indicators = []analytics.ID{"deaths"} // a quota is set for the year; its months are the deaths
	}
	trend, err := answers.Run(ctx, monthly)
	if err != nil {
		return Card{}, fmt.Errorf("card %s: %w", id, err)
	}
	for _, row := range trend.Rows {
		c.Trend = append(c.Trend, row.Values[0])
	}
	return c, nil
}

func (s Style) card(frame engine.Frame) Card {
	i, v := frame.Indicators[0], frame.Total[0]
	c := Card{Indicator: i, Frame: frame, Value: "—", Unit: s.Printer.Unit(i.Unit)}
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
		c.Note = s.say("比%s", "against the %s", s.Printer.Basis(frame.Meta.Basis))
	case frame.Meta.Basis != analytics.NoBasis:
		c.Note = s.say("%s无数据", "no data for the %s", s.Printer.Basis(frame.Meta.Basis))
	}
	return c
}

func (s Style) quotaCard(c *Card, progress float64, p analytics.Period) {
	gap := progress - Elapsed(p)
	points := s.Printer.Number(max(gap, -gap), 1)
	if gap > 0 {
		c.Verdict, c.Change, c.Note = analytics.Worse, s.say("▲ %s个百分点", "▲ %s points", points), s.say("高于时间进度", "above the share of the year gone")
		return
	}
	c.Verdict, c.Change, c.Note = analytics.Better, s.say("▼ %s个百分点", "▼ %s points", points), s.say("低于时间进度", "below the share of the year gone")
}
