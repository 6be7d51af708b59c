package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
)

// DrawFoundationSummary is what the page about foundations says first: training and drills against their targets, the
// complaints answered; what is behind the time that has passed is bad news.
func DrawFoundationSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	asked := unsectored(q)
	ids := FoundationCards()
	frame, err := answers.Run(ctx, asked.query(ids, nil))
	if err != nil {
		return Summary{}, err
	}
	trend, err := answers.Run(ctx, monthly(asked.query(ids, []analytics.DimensionID{analytics.Month})))
	if err != nil {
		return Summary{}, err
	}
	var sum Summary
	for i := range ids {
		sum.Cards = append(sum.Cards, s.card(frame, trend, i))
	}
	sum.Headline.Subtitle = joined(s.contextWithDays(frame), s.sectorNote(q))
	if !slices.ContainsFunc(frame.Total, func(v engine.Value) bool { return v.HasNow }) {
		sum.Headline.Sentence = plain(s.say("figure.work.none"))
		return sum, nil
	}
	d, err := workOf(ctx, answers, q, false)
	if err != nil {
		return Summary{}, err
	}
	sum.Headline.Sentence = s.foundationSentence(frame, d)
	return sum, nil
}

// foundationSentence says what was trained, drilled and answered, and which targets are behind.
func (s Style) foundationSentence(frame engine.Frame, d done) Sentence {
	var parts []string
	for _, id := range []analytics.ID{"training", "drills", "reply_rate"} {
		v, i := valueIn(frame, frame.Total, id)
		if !v.HasNow {
			continue
		}
		text := s.say("figure.foundations.did."+string(id), "figure", s.headlineFigure(i, v.Now))
		if w := d.find(id); w != nil && w.target > 0 {
			text += s.say("figure.foundations.of_target", "progress", s.Printer.Percent(w.progress(), 1))
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return s.workFinding(d)
	}
	sentence := plain(s.clauses(parts))
	due := min(outlook.Elapsed(d.frame.Meta.Period.To), 100)
	if slices.ContainsFunc(d.withTargets(), func(w work) bool { return w.progress() < due }) {
		late := s.workFinding(d)
		sentence = append(sentence, Span{Text: s.say("figure.headline.and")})
		sentence = append(sentence, late...)
	}
	return sentence
}

// headlineFigure prints a figure with its unit; a share with one decimal.
func (s Style) headlineFigure(i analytics.Indicator, v float64) string {
	if i.Unit.Percent {
		return s.Printer.Percent(v, 1)
	}
	return s.Printer.Quantity(i.Unit, v)
}

// find is the work on one measure, by its key; nil where there is none.
func (d done) find(id analytics.ID) *work {
	if i := slices.IndexFunc(d.works, func(w work) bool { return w.measure.Key == string(id) }); i >= 0 {
		return &d.works[i]
	}
	return nil
}
