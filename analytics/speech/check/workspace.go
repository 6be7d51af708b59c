package check

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// againstWorkspace computes every figure that was understood.
func (c *checker) againstWorkspace(ctx context.Context) error {
	for i := range c.d.Figures {
		if err := c.value(ctx, i); err != nil {
			return err
		}
	}
	for _, ch := range c.d.Changes {
		if err := c.changed(ctx, ch); err != nil {
			return err
		}
	}
	for _, s := range c.d.Shares {
		if err := c.shared(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// value computes a figure that says what there is.
func (c *checker) value(ctx context.Context, i int) error {
	f := &c.d.Figures[i]
	if f.Role != draft.Value || f.Even {
		return nil
	}
	if why := c.reason(f); why != "" {
		c.unknown(i, why)
		return nil
	}
	if f.PerYear {
		return c.average(ctx, i)
	}
	queries := c.candidates(f, f.Indicators)
	if len(queries) == 0 {
		c.unknown(i, c.noQuestion(f))
		return nil
	}
	return c.judge(ctx, i, queries)
}

// noQuestion says why nothing can be asked about a figure.
func (c *checker) noQuestion(f *draft.Figure) string {
	var indicator analytics.Indicator
	known := slices.ContainsFunc(f.Indicators, func(k string) bool {
		i, err := c.asked.cat.Indicator(analytics.ID(k))
		indicator = i
		return err == nil
	})
	switch {
	case len(f.Indicators) == 0:
		return "indicator"
	case !known:
		return "not_kept"
	case len(c.scopes(f, indicator)) == 0:
		return "scope"
	}
	return "period"
}

// unknown says that a figure cannot be checked, and why.
func (c *checker) unknown(i int, why string) {
	c.find(i, Grey, why, both(func(v voice) string { return v.say("check.unknown." + why) }))
}

// judge compares a figure with the answers to the questions that it may be the answer to. It is right when one of them
// gives it; wrong only when the likeliest one does not, the data reach far enough, and no earlier day gives it.
func (c *checker) judge(ctx context.Context, i int, queries []query.Query) error {
	f := &c.d.Figures[i]
	likeliest, truncated, err := c.tryAll(ctx, i, queries)
	switch {
	case err != nil:
		return err
	case c.isProved(i):
		return nil
	case truncated != nil:
		c.proved(i, Amber, "data.truncated", truncated)
	case likeliest == nil:
		c.unknown(i, "no_data")
	case f.Unresolved:
		c.unknown(i, "campaign")
	case !c.covers(likeliest.query.Period, likeliest.indicator.Num.Fact):
		c.unknown(i, "short")
	case f.Span.Kind == scan.Unclear:
		c.unknown(i, "period")
	default:
		return c.wrongOrStale(ctx, i, likeliest)
	}
	return nil
}

// isProved tells whether the workspace has given a figure.
func (c *checker) isProved(i int) bool {
	return slices.ContainsFunc(c.findings[i], func(f Finding) bool { return f.Level == Green && f.Proof != nil })
}

// tryAll asks until an answer gives the figure, which is put down. Where none does: the answer to the likeliest question,
// and the first one that the figure cuts off.
func (c *checker) tryAll(ctx context.Context, i int, queries []query.Query) (likeliest, truncated *answer, err error) {
	f := &c.d.Figures[i]
	for _, q := range queries {
		a, ok, err := c.asked.ask(ctx, q)
		if err != nil {
			return nil, nil, err
		}
		if !ok || !a.value.HasNow {
			continue
		}
		if likeliest == nil {
			likeliest = &a
		}
		switch f.Quantity.Fit(exactly(a.indicator, a.value.Now)) {
		case quantity.Exact, quantity.Within:
			c.proved(i, Green, "data.right", &a)
			return nil, nil, nil
		case quantity.Rounded:
			c.proved(i, Green, "data.rounded", &a)
			return nil, nil, nil
		case quantity.Truncated, quantity.Padded:
			if truncated == nil {
				truncated = &a
			}
		case quantity.No:
		}
	}
	return likeliest, truncated, nil
}

// grows tells spans that reach to a cut-off day, so that a figure can be left over from an earlier one.
func grows(s scan.Span) bool {
	return s.Kind == scan.ToDate || s.Kind == scan.SoFar || s.Kind == scan.NoSpan || s.Kind == scan.Days && s.From == scan.Date{Month: 1, Day: 1}
}

// wrongOrStale looks for an earlier day on which a figure was right.
func (c *checker) wrongOrStale(ctx context.Context, i int, a *answer) error {
	f := &c.d.Figures[i]
	if f.Quantity.Hedge == quantity.Plain && grows(f.Span) {
		when, found, err := c.asked.earlier(ctx, a, func(now, _ float64) bool {
			return f.Quantity.Fit(exactly(a.indicator, now)) == quantity.Exact
		})
		if err != nil {
			return err
		}
		if found {
			c.stale(i, a, when)
			return nil
		}
	}
	c.proved(i, Red, "data.wrong", a)
	return nil
}
