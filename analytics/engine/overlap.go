package engine

import (
	"context"
	"fmt"
	"slices"
	"time"

	"anlan/analytics"
)

// Answer is what people said about two campaigns that have returns of the same months and places.
type Answer string

// The answers.
const (
	AnswerOpen     Answer = ""         // nobody has said: the sum may count visits twice
	AnswerSame     Answer = "same"     // they count the same visits, which count once in the sum
	AnswerSeparate Answer = "separate" // their visits are different ones
)

// Overlap is a pair of campaigns that may count the same visits.
type Overlap struct {
	One, Other analytics.Member
	Answer     Answer
}

// overlap is a pair of campaigns by their numbers, and the span in which they overlap.
type overlap struct {
	one, other int
	span       analytics.Period
	answer     Answer
}

// OpenOverlaps counts the pairs that nobody has answered for.
func (m Meta) OpenOverlaps() int {
	n := 0
	for _, o := range m.Overlaps {
		if o.Answer == AnswerOpen {
			n++
		}
	}
	return n
}

// overlaps lists the pairs of campaigns that a sum over inspections has both of.
func (a *answer) overlaps(ctx context.Context) ([]Overlap, error) {
	if !slices.ContainsFunc(a.indicators, func(i analytics.Indicator) bool { return i.Num.Fact == analytics.Inspections }) {
		return nil, nil
	}
	pairs, err := a.engine.overlappingCampaigns(ctx)
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	campaigns, err := a.engine.dictionary(ctx, analytics.Campaign)
	if err != nil {
		return nil, err
	}
	allowed := a.allowed(analytics.Campaign, campaigns)
	var list []Overlap
	for _, p := range pairs {
		if _, meet := p.span.Overlap(a.query.Period); meet && allowed(p.one) && allowed(p.other) {
			list = append(list, Overlap{campaigns.byNumber[p.one], campaigns.byNumber[p.other], p.answer})
		}
	}
	return list, nil
}

// overlappingCampaigns lists all pairs, read once per version of the data.
func (e *Engine) overlappingCampaigns(ctx context.Context) ([]overlap, error) {
	version := e.current()
	e.mu.Lock()
	pairs, known := e.pairs, e.pairsKnown
	e.mu.Unlock()
	if known {
		return pairs, nil
	}
	rows, err := e.store.QueryContext(ctx, `SELECT one, other, first_month, last_day(last_month), coalesce(a.answer, '')
		FROM campaign_overlap LEFT JOIN campaign_answer a USING (one, other) ORDER BY one, other`)
	if err != nil {
		return nil, fmt.Errorf("list overlapping campaigns: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var o overlap
		var from, to time.Time
		if err := rows.Scan(&o.one, &o.other, &from, &to, &o.answer); err != nil {
			return nil, fmt.Errorf("list overlapping campaigns: %w", err)
		}
		o.span = analytics.Period{From: from, To: to}
		pairs = append(pairs, o)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list overlapping campaigns: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.pairs, e.pairsKnown = pairs, true
	}
	return pairs, nil
}
