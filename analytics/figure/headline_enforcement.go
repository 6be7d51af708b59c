package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// EnforcementCards are the indicators on the cards of the page about enforcement.
func EnforcementCards() []analytics.ID {
	return []analytics.ID{"officer_turns", "inspections", "hazards", "hazards_per_inspection", "rectification_rate", "suspensions"}
}

// DrawEnforcementSummary is what the page about enforcement says first: what was inspected and found, and whose returns are
// missing; below, what of it compares.
func DrawEnforcementSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	returns, err := s.returnCards(ctx, answers, q, EnforcementCards())
	if err != nil {
		return Summary{}, err
	}
	gaps, err := gapsOf(ctx, answers, q)
	if err != nil {
		return Summary{}, err
	}
	frame := returns.frame
	figures, err := answers.Run(ctx, returns.scope.whole(q).query(funnelIndicators(), nil))
	if err != nil {
		return Summary{}, err
	}
	sum := Summary{Cards: returns.cards}
	if !slices.ContainsFunc(frame.Total, func(v engine.Value) bool { return v.HasNow }) {
		sum.Headline = Headline{Sentence: plain(s.say("figure.headline.no_returns")), Subtitle: s.context(frame)}
		return sum, nil
	}
	sum.Headline.Sentence = s.stepsSentence(figures, frame)
	if text := s.gapsFinding(gaps); text != "" {
		sum.Headline.Sentence = append(sum.Headline.Sentence, Span{Text: s.say("figure.headline.and")}, Span{Text: text, Tone: Bad})
	}
	overlap := ""
	if frame.Meta.OpenOverlaps() > 0 {
		overlap = s.overlapNote(frame)
	}
	sum.Headline.Subtitle = joined(s.contextWithDays(frame), overlap, s.scopeNote(returns.scope, q.Basis), s.alikeNote(returns, q.Basis))
	return sum, nil
}

// stepsSentence says what was inspected and found, or where neither is returned, who went out.
func (s Style) stepsSentence(figures, cards engine.Frame) Sentence {
	if figures.Total[0].HasNow || figures.Total[1].HasNow {
		return s.stepsFinding(figures)
	}
	turns, i := valueIn(cards, cards.Total, "officer_turns")
	if turns.HasNow {
		return plain(s.say("figure.headline.turns", "figure", s.Printer.Quantity(i.Unit, turns.Now)))
	}
	return plain(s.say("figure.headline.no_steps"))
}

// contextWithDays is the context of a page: that of a frame, with the days of the period.
func (s Style) contextWithDays(frame engine.Frame) string {
	m := frame.Meta
	return joined(s.say("figure.headline.period", "period", s.Printer.Period(m.Period), "days", m.Period.Days()), s.filters(m), s.ignored(frame), s.against(m))
}

// returnCards are cards about inspection returns, and what they rest on.
type returnCards struct {
	cards        []Card
	frame, alike engine.Frame // of everything, and of what the base has too where that is less
	scope        scope
}

// returnCards makes cards about inspection returns. Where the returns of the base are those of other campaigns, the change
// is that of the returns that both have.
func (s Style) returnCards(ctx context.Context, answers Answers, q Question, ids []analytics.ID) (returnCards, error) {
	var r returnCards
	var err error
	if r.scope, err = scopeOf(ctx, answers, q); err != nil {
		return r, err
	}
	trend, err := answers.Run(ctx, monthly(r.scope.whole(q).query(ids, []analytics.DimensionID{analytics.Month})))
	if err != nil {
		return r, err
	}
	if r.frame, err = answers.Run(ctx, r.scope.whole(q).query(ids, nil)); err != nil {
		return r, err
	}
	if r.scope.differs() {
		if r.alike, err = answers.Run(ctx, r.scope.alike(q).query(ids, nil)); err != nil {
			return r, err
		}
	}
	for i := range ids {
		c := s.card(r.frame, trend, i)
		if i := r.frame.Indicators[i]; i.ID == "rectification_rate" {
			v, _ := valueIn(r.frame, r.frame.Total, i.ID)
			if v.Now > 100 {
				c.Value, c.Note = s.Printer.Number(100, 1), s.say("figure.rate.earlier")
			}
		}
		if r.scope.differs() {
			s.alikeCard(&c, r.alike, i, q.Basis)
		}
		r.cards = append(r.cards, c)
	}
	return r, nil
}

// monthly is a question about months, which are not compared.
func monthly(asked query.Query) query.Query {
	asked.Basis = analytics.NoBasis
	return asked
}

// alikeCard says of a card how the part of it that compares has changed.
func (s Style) alikeCard(c *Card, alike engine.Frame, index int, basis analytics.Basis) {
	i, v := alike.Indicators[index], alike.Total[index]
	if !v.Compared() {
		c.Note = s.say("figure.card.not_comparable", "basis", s.Printer.ShortBasis(basis))
		return
	}
	c.Change, c.Verdict = s.Printer.ShortChange(i.Unit, v.Now, v.Base), i.Better.Judge(v.Now, v.Base)
	c.Note = s.say("figure.card.alike", "basis", s.Printer.ShortBasis(basis))
}

// alikeNote says how the part that compares has changed; empty where all of it does.
func (s Style) alikeNote(r returnCards, basis analytics.Basis) string {
	if !r.scope.differs() {
		return ""
	}
	v, i := valueIn(r.alike, r.alike.Total, "inspections")
	if !v.Compared() {
		return ""
	}
	return s.say("figure.scope.alike", "figure", s.Printer.Quantity(i.Unit, v.Now), "basis", s.Printer.Basis(basis), "change", s.Printer.Change(i.Unit, v.Now, v.Base, 1))
}
