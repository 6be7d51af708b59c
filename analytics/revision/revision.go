package revision

import (
	"context"
	"errors"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/speech/compose"
)

// Question says which states are compared, and of which selection the figures and the sentences are.
type Question struct {
	From, To time.Time // moments
	Period   analytics.Period
	Basis    analytics.Basis
	Where    []analytics.Condition
	Language analytics.Language
}

// Revision is what changed between two states.
type Revision struct {
	Question  Question
	Accidents []Change    // whether or not they are in the selection
	Counts    map[Way]int // of all, also those beyond the list
	Moved     []Move
	Sentences []Sentence
}

// Empty tells that nothing changed.
func (r Revision) Empty() bool {
	return len(r.Accidents) == 0 && len(r.Moved) == 0 && len(r.Sentences) == 0
}

// Move is an indicator whose figure changed.
type Move struct {
	Indicator     analytics.Indicator
	Before, After engine.Value
}

// Compare compares two states. The engine is one that remembers; without a template no sentences are compared.
func Compare(ctx context.Context, store Store, e *engine.Engine, template *compose.Template, q Question) (Revision, error) {
	r := Revision{Question: q}
	before, err := e.AsOf(ctx, q.From)
	if err != nil {
		return r, err
	}
	after, err := e.AsOf(ctx, q.To)
	if err != nil {
		return r, err
	}
	if r.Accidents, r.Counts, err = accidents(ctx, store, after, q.From, q.To); err != nil {
		return r, err
	}
	if r.Moved, err = moves(ctx, before, after, q); err != nil {
		return r, err
	}
	if template != nil {
		r.Sentences, err = sentences(ctx, before, after, template, q)
	}
	return r, err
}

// moves lists the indicators whose figures differ.
func moves(ctx context.Context, before, after *engine.Engine, q Question) (list []Move, err error) {
	ask := query.Query{Period: q.Period, Where: q.Where, Lenient: true}
	for _, i := range after.Catalog().Indicators() {
		ask.Indicators = append(ask.Indicators, i.ID)
	}
	then, err := before.Run(ctx, ask)
	if err != nil {
		return nil, err
	}
	now, err := after.Run(ctx, ask)
	if err != nil {
		return nil, err
	}
	for i, indicator := range now.Indicators {
		if m := (Move{indicator, then.Total[i], now.Total[i]}); m.moved() {
			list = append(list, m)
		}
	}
	return list, nil
}

// moved tells whether the figures differ by more than the order in which they were added up.
func (m Move) moved() bool {
	if m.Before.HasNow != m.After.HasNow {
		return true
	}
	const tolerance = 1e-9
	apart := m.After.Now - m.Before.Now
	return m.After.HasNow && (apart > tolerance || apart < -tolerance)
}

// sentences compares the speech as it was then with what it is now. A text that cannot be written for the selection is none.
func sentences(ctx context.Context, before, after *engine.Engine, template *compose.Template, q Question) ([]Sentence, error) {
	ask := compose.Question{Period: q.Period, Basis: q.Basis, Where: q.Where, Language: q.Language}
	var refused *analytics.Error
	then, err := template.Write(ctx, before, ask)
	if err == nil {
		var now compose.Text
		if now, err = template.Write(ctx, after, ask); err == nil {
			return Differing(then.String(), now.String()), nil
		}
	}
	if errors.As(err, &refused) && refused.Code == analytics.CodeSpeechFilter {
		return nil, nil
	}
	return nil, err
}
