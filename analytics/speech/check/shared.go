package check

import (
	"context"
	"math/big"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/whole"
)

// shared computes a share: the part within its scope, of the same indicator without it.
func (c *checker) shared(ctx context.Context, s draft.Share) error {
	if s.Part == draft.None || s.Goal {
		return nil
	}
	part := &c.d.Figures[s.Part]
	if why := c.reason(part); why != "" {
		c.unknown(s.Percent, why)
		return nil
	}
	var wrong *answer
	var wrongShare *big.Rat
	for _, q := range c.candidates(part, part.Indicators) {
		a, share, err := c.shareOf(ctx, s, q)
		if err != nil {
			return err
		}
		if a == nil {
			continue
		}
		switch c.d.Figures[s.Percent].Quantity.Fit(share) {
		case quantity.Exact, quantity.Rounded, quantity.Within:
			c.provedShare(s.Percent, Green, "data.right", a, share)
			return nil
		case quantity.Truncated, quantity.Padded:
			c.provedShare(s.Percent, Amber, "data.truncated", a, share)
			return nil
		case quantity.No:
		}
		if wrong == nil && c.covers(q.Period, a.indicator.Num.Fact) {
			wrong, wrongShare = a, share
		}
	}
	if wrong == nil {
		c.unknown(s.Percent, "no_data")
		return nil
	}
	c.provedShare(s.Percent, Red, "data.wrong", wrong, wrongShare)
	return nil
}

// shareOf computes the part and its share of the whole; no answer where one of them is not known.
func (c *checker) shareOf(ctx context.Context, s draft.Share, q query.Query) (*answer, *big.Rat, error) {
	of, known, err := c.wholeOf(ctx, s, q)
	if err != nil {
		return nil, nil, err
	}
	a, ok, err := c.asked.ask(ctx, q)
	if err != nil || !ok || !known || !a.value.HasNow || of.Sign() <= 0 || a.indicator.IsRatio() {
		return nil, nil, err
	}
	return &a, whole.Share(exactly(a.indicator, a.value.Now), of), nil
}

// wholeOf computes what a share is of: the quota, or the indicator in the scope of the whole; where that is not in the
// draft, of the city.
func (c *checker) wholeOf(ctx context.Context, s draft.Share, q query.Query) (*big.Rat, bool, error) {
	var places []draft.Place
	switch {
	case s.Quota:
		quota := map[analytics.ID]analytics.ID{"deaths": "quota_deaths", "accidents": "quota_accidents"}[q.Indicators[0]]
		if quota == "" {
			return nil, false, nil
		}
		q.Indicators = []analytics.ID{quota}
	case s.Whole != draft.None:
		places = c.d.Figures[s.Whole].Scope
		fallthrough
	default:
		where, ok := c.conditions(places)
		if !ok {
			return nil, false, nil
		}
		q.Where = where
	}
	a, ok, err := c.asked.ask(ctx, q)
	if err != nil || !ok || !a.value.HasNow {
		return nil, false, err
	}
	return exactly(a.indicator, a.value.Now), true, nil
}

// provedShare puts down a verdict on a share.
func (c *checker) provedShare(i int, l Level, code string, a *answer, share *big.Rat) {
	decimals := c.d.Figures[i].Quantity.Decimals
	print := func(v voice) string { return v.percent(share, max(decimals, 0)) }
	f := c.finding(i, l, code, both(func(v voice) string {
		part, period := v.p.Quantity(a.indicator.Unit, a.value.Now), v.p.Period(a.query.Period)
		if l == Green {
			return v.say("check.data.share.right", "part", part, "period", period)
		}
		return v.say("check.data.share.wrong", "part", part, "value", print(v), "period", period)
	}))
	f.Right, f.Proof = both(print), a.proof()
	c.findings[i] = append(c.findings[i], f)
}

// rateAlone tells of a rate without the counts that it comes from, and what they are in the workspace.
func (c *checker) rateAlone(ctx context.Context, r draft.Rate) error {
	part, of, err := c.rateCounts(ctx, r.Percent)
	if err != nil {
		return err
	}
	c.find(r.Percent, Amber, "rate.alone", both(func(v voice) string {
		text := v.say("check.rate.alone")
		if r.Part != draft.None {
			text = v.say("check.rate.no_whole", "part", c.d.Figures[r.Part].Text)
		}
		if part == nil {
			return text
		}
		n, d := v.p.Quantity(part.indicator.Unit, part.value.Now), v.p.Quantity(of.indicator.Unit, of.value.Now)
		return text + v.say("check.rate.counts", "part", n, "whole", d, "rate", v.p.Percent(part.value.Now/of.value.Now*100, 2))
	}))
	return nil
}

// ratesOf are the indicators that the rates of the catalogue come from.
var ratesOf = map[string][2]analytics.ID{"rectification_rate": {"rectified", "hazards"}, "reply_rate": {"complaints_answered", "complaints_received"}}

// rateCounts are the part and the whole of a rate in the workspace, in the reading that gives the rate.
func (c *checker) rateCounts(ctx context.Context, i int) (part, of *answer, err error) {
	f := &c.d.Figures[i]
	if c.asked == nil || len(f.Indicators) == 0 || ratesOf[f.Indicators[0]][0] == "" {
		return nil, nil, nil
	}
	for _, q := range c.candidates(f, f.Indicators[:1]) {
		var counts [2]*answer
		for n, id := range ratesOf[f.Indicators[0]] {
			q.Indicators = []analytics.ID{id}
			a, ok, err := c.asked.ask(ctx, q)
			if err != nil {
				return nil, nil, err
			}
			if ok && a.value.HasNow {
				counts[n] = &a
			}
		}
		if counts[0] == nil || counts[1] == nil || counts[1].value.Now <= 0 {
			continue
		}
		rate := whole.Share(exactly(counts[0].indicator, counts[0].value.Now), exactly(counts[1].indicator, counts[1].value.Now))
		if f.Quantity.Fit(rate) != quantity.No {
			return counts[0], counts[1], nil
		}
	}
	return nil, nil, nil
}
