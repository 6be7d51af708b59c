package figure

import (
	"context"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
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
	cards, first, err := s.cards(ctx, answers, q)
	if err != nil {
		return Summary{}, err
	}
	sum := Summary{Cards: cards}
	whole := q.query([]analytics.ID{"accidents", "deaths"}, nil)
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
