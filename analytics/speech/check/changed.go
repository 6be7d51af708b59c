package check

import (
	"context"
	"math/big"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
	"anlan/analytics/speech/whole"
)

// changed computes the figures of a change: the base, the difference, the percentage.
func (c *checker) changed(ctx context.Context, ch draft.Change) error {
	carrier := []int{ch.Base, ch.Difference, ch.Percent}
	carrier = slices.DeleteFunc(carrier, func(i int) bool { return i == draft.None })
	if len(carrier) == 0 {
		return nil
	}
	subject := &c.d.Figures[carrier[len(carrier)-1]]
	indicators := ch.Indicators
	var queries []query.Query
	for _, v := range ch.Values {
		f := &c.d.Figures[v]
		subject, indicators = f, f.Indicators
		queries = append(queries, c.compared(f, f.Indicators, ch.Basis)...)
	}
	if len(ch.Values) == 0 {
		queries = c.compared(subject, indicators, ch.Basis)
	}
	why := c.reason(subject)
	if why == "" && len(queries) == 0 {
		why = c.noQuestion(&draft.Figure{Indicators: indicators, Scope: subject.Scope, Lifted: subject.Lifted})
	}
	for _, i := range carrier {
		if c.d.Figures[i].Role == draft.Value {
			continue // last year's figure has been computed by itself
		}
		if why != "" {
			c.unknown(i, why)
			continue
		}
		if err := c.judgeChange(ctx, ch, i, queries); err != nil {
			return err
		}
	}
	return nil
}

// compared are the questions that a change may be the answer to.
func (c *checker) compared(f *draft.Figure, indicators []string, basis scan.Basis) []query.Query {
	var all []query.Query
	for _, q := range c.candidates(f, indicators) {
		for _, b := range c.bases(basis, q.Period) {
			q.Basis = b
			all = append(all, q)
		}
	}
	return all
}

// bases are what a basis of a text may mean for a period. 比上年 is the same period or the whole year, as offices use it.
func (c *checker) bases(b scan.Basis, p analytics.Period) []analytics.Basis {
	switch b.Kind {
	case scan.SamePeriod:
		return []analytics.Basis{analytics.SamePeriod}
	case scan.SameBefore:
		return []analytics.Basis{analytics.SamePeriodBeforeLast}
	case scan.FullYear:
		return []analytics.Basis{analytics.FullPreviousYear}
	case scan.LastPeriod:
		return []analytics.Basis{analytics.PreviousPeriod}
	case scan.MeanOf:
		return []analytics.Basis{analytics.FiveYearAverage}
	case scan.NamedSpan:
		return c.namedBases(b.Span, p)
	}
	return []analytics.Basis{analytics.SamePeriod, analytics.FullPreviousYear}
}

// namedBases are the spans that a named year may mean: the same part of that year, or all of it.
func (c *checker) namedBases(s scan.Span, p analytics.Period) []analytics.Basis {
	year := c.calendarYear(s)
	if s.Kind != scan.Year && s.Kind != scan.Same {
		if span, ok := c.period(s, analytics.Accidents); ok {
			return []analytics.Basis{analytics.Against(span)}
		}
		return nil
	}
	back := p.From.Year() - year
	if back <= 0 {
		return nil
	}
	same := analytics.Against(analytics.Period{From: sameDay(p.From, back), To: sameDay(p.To, back)})
	if s.Kind == scan.Same {
		return []analytics.Basis{same}
	}
	return []analytics.Basis{same, analytics.Against(analytics.WholeYear(year))}
}

// sameDay is the same day of an earlier year, a month's last day for a month's last day.
func sameDay(d time.Time, back int) time.Time {
	last := d.AddDate(0, 0, 1).Day() == 1
	end := analytics.Day(d.Year()-back, d.Month()+1, 0)
	if last || d.Day() > end.Day() {
		return end
	}
	return analytics.Day(d.Year()-back, d.Month(), d.Day())
}

// judgeChange compares one figure of a change with the answers, as judge does.
func (c *checker) judgeChange(ctx context.Context, ch draft.Change, i int, queries []query.Query) error {
	var likeliest, truncated *answer
	for _, q := range queries {
		a, ok, err := c.asked.ask(ctx, q)
		if err != nil {
			return err
		}
		if !ok || !a.value.Compared() {
			continue
		}
		if likeliest == nil {
			likeliest = &a
		}
		switch c.fitChange(ch, i, a.indicator, a.value) {
		case quantity.Exact, quantity.Within, quantity.Rounded:
			c.provedChange(ch, i, Green, "data.change.right", &a)
			return nil
		case quantity.Truncated, quantity.Padded:
			if truncated == nil {
				truncated = &a
			}
		case quantity.No:
		}
	}
	switch {
	case truncated != nil:
		c.provedChange(ch, i, Amber, "data.truncated", truncated)
	case likeliest == nil:
		c.unknown(i, "no_base")
	case c.d.Figures[i].Unresolved:
		c.unknown(i, "campaign")
	case !c.covers(likeliest.query.Period, likeliest.indicator.Num.Fact):
		c.unknown(i, "short")
	default:
		return c.changeWrongOrStale(ctx, ch, i, likeliest)
	}
	return nil
}

// fitChange tells how a figure of a change goes with the workspace.
func (c *checker) fitChange(ch draft.Change, i int, indicator analytics.Indicator, v engine.Value) quantity.Fit {
	f := &c.d.Figures[i]
	now, base := exactly(indicator, v.Now), exactly(indicator, v.Base)
	went := new(big.Rat).Sub(now, base)
	if f.Even {
		if went.Sign() == 0 {
			return quantity.Exact
		}
		return quantity.No
	}
	n := f.Quantity.Number
	n.Value = new(big.Rat).Abs(n.Value)
	size := new(big.Rat).Abs(went)
	switch {
	case i == ch.Base:
		return n.Fit(base)
	case f.Sign != 0 && went.Sign() != f.Sign && !(went.Sign() == 0 && n.Value.Sign() == 0):
		return quantity.No
	case i == ch.Difference || f.Quantity.Unit.Class == quantity.Points:
		return n.Fit(size)
	case base.Sign() == 0:
		return quantity.No
	case f.Quantity.Unit.Class == quantity.Percent && indicator.Unit.Percent:
		return n.Fit(size) // per cent that stand for points; the wording is another finding
	}
	p := asPercent(f)
	p.Value = new(big.Rat).Abs(p.Value)
	return p.Fit(new(big.Rat).Abs(whole.Change(base, now)))
}

// changeWrongOrStale looks for an earlier day on which a change was right.
func (c *checker) changeWrongOrStale(ctx context.Context, ch draft.Change, i int, a *answer) error {
	if c.d.Figures[i].Quantity.Hedge == quantity.Plain && !c.d.Figures[i].Even && grows(c.d.Figures[i].Span) && a.query.Basis == analytics.SamePeriod {
		when, found, err := c.asked.earlier(ctx, a, func(now, base float64) bool {
			fit := c.fitChange(ch, i, a.indicator, engine.Value{Now: now, Base: base, HasNow: true, HasBase: true})
			return c.valueFits(ch, a, now) && (fit == quantity.Exact || fit == quantity.Rounded)
		})
		if err != nil {
			return err
		}
		if found {
			c.staleChange(ch, i, a, when)
			return nil
		}
	}
	c.provedChange(ch, i, Red, "data.change.wrong", a)
	return nil
}

// valueFits tells whether the value that changed was what the draft says on the day in question: a percentage alone fits
// some day or other by chance.
func (c *checker) valueFits(ch draft.Change, a *answer, now float64) bool {
	return len(ch.Values) == 1 && c.d.Figures[ch.Values[0]].Quantity.Fit(exactly(a.indicator, now)) == quantity.Exact
}

// printedChange is what a figure of a change should read.
func (c *checker) printedChange(v voice, ch draft.Change, i int, a *answer) string {
	f := &c.d.Figures[i]
	now, base := exactly(a.indicator, a.value.Now), exactly(a.indicator, a.value.Base)
	went := new(big.Rat).Sub(now, base)
	switch {
	case i == ch.Base:
		return v.quantity(f.Quantity, base)
	case i == ch.Difference:
		size := v.quantity(f.Quantity, new(big.Rat).Abs(went))
		switch went.Sign() {
		case 1:
			return v.say("check.more", "amount", size)
		case -1:
			return v.say("check.fewer", "amount", size)
		}
		return v.say("check.even")
	case a.indicator.Unit.Percent:
		return v.p.Change(a.indicator.Unit, a.value.Now, a.value.Base, max(f.Quantity.Decimals, 1))
	case base.Sign() == 0:
		return v.say("check.zero_base.right", "amount", v.number(went))
	}
	decimals := f.Quantity.Decimals
	if f.Even {
		decimals = 2
	}
	return v.change(whole.Change(base, now), max(decimals, 0))
}

// provedChange puts down a verdict on a figure of a change that rests on an answer.
func (c *checker) provedChange(ch draft.Change, i int, l Level, code string, a *answer) {
	right := both(func(v voice) string { return c.printedChange(v, ch, i, a) })
	text := both(func(v voice) string {
		now, base := v.p.Quantity(a.indicator.Unit, a.value.Now), v.p.Quantity(a.indicator.Unit, a.value.Base)
		basis, value := v.p.Basis(a.query.Basis), c.printedChange(v, ch, i, a)
		switch {
		case l == Green:
			return v.say("check.data.change.right", "now", now, "base", base, "basis", basis, "period", v.p.Period(a.query.Period), "rows", a.meta.Rows())
		case l == Amber:
			return v.say("check.data.change.truncated", "now", now, "base", base, "basis", basis, "value", value)
		}
		return v.say("check.data.change.wrong", "now", now, "base", base, "basis", basis, "value", value, "period", v.p.Period(a.query.Period))
	})
	f := c.finding(i, l, code, text)
	f.Right, f.Proof = right, a.proof()
	c.findings[i] = append(c.findings[i], f)
}

// staleChange puts down that a change was right on an earlier day.
func (c *checker) staleChange(ch draft.Change, i int, a *answer, when time.Time) {
	f := c.finding(i, Amber, "data.stale", both(func(v voice) string {
		return v.say("check.data.stale", "day", v.p.DayOfYear(when), "value", c.printedChange(v, ch, i, a), "period", v.p.Period(a.query.Period))
	}))
	f.Right, f.Proof = both(func(v voice) string { return c.printedChange(v, ch, i, a) }), a.proof()
	c.findings[i] = append(c.findings[i], f)
}
