package check

import (
	"math/big"
	"slices"

	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/whole"
)

// share checks a share against its part and its whole.
func (c *checker) share(s draft.Share) {
	if s.Part == draft.None || s.Whole == draft.None {
		c.shareAlone(s)
		return
	}
	part, of := &c.d.Figures[s.Part], &c.d.Figures[s.Whole]
	if unitClass(part) != unitClass(of) || of.Quantity.Value.Sign() <= 0 {
		return
	}
	level := Red
	if !s.Stated {
		level = Grey // the whole is a guess
	}
	c.ratio(s.Percent, part, of, level, "share")
}

func unitClass(f *draft.Figure) quantity.Class { return f.Quantity.Unit.Class }

// shareAlone asks whether a part can be the share of any whole number.
func (c *checker) shareAlone(s draft.Share) {
	if s.Part == draft.None || s.Goal {
		return
	}
	part := &c.d.Figures[s.Part]
	n, ok := part.Quantity.Whole()
	if !ok || !unitClass(part).IsCount() {
		return
	}
	if p := c.d.Figures[s.Percent]; !whole.Of(n, p.Quantity.Number).Possible() && !whole.Of(n, p.Quantity.Number).OnlyPadded() {
		c.find(s.Percent, Red, "share.impossible", both(func(v voice) string {
			return v.say("check.share.impossible", "part", part.Text, "percent", p.Text)
		}))
	}
}

// ratio compares a percentage with that of two counts.
func (c *checker) ratio(percent int, part, of *draft.Figure, wrong Level, code string) {
	p := c.d.Figures[percent].Quantity
	n, d := exact(part), exact(of)
	if of.Quantity.Hedge == quantity.AtMost {
		d = of.Quantity.Value // 控制在指标213人以内 names the ceiling
	}
	if n == nil || d == nil {
		c.ratioWithin(percent, part, of, wrong, code)
		return
	}
	right := whole.Share(n, d)
	print := func(v voice) string { return v.percent(right, max(p.Decimals, 0)) }
	text := func(outcome string) analytics.Text {
		return both(func(v voice) string {
			return v.say("check.ratio."+outcome, "part", part.Text, "whole", of.Text, "right", print(v))
		})
	}
	switch p.Fit(right) {
	case quantity.Exact, quantity.Rounded, quantity.Within:
		c.find(percent, Green, code+".right", text("right"))
	case quantity.Truncated:
		c.findRight(percent, Amber, "truncated", both(print), text("truncated"))
	case quantity.Padded:
		c.findRight(percent, Amber, "padded", both(print), text("padded"))
	case quantity.No:
		if wrong > Grey {
			c.findRight(percent, wrong, code+".wrong", both(print), text("wrong"))
		}
	}
}

// ratioWithin compares a percentage with what hedged or rounded counts leave possible.
func (c *checker) ratioWithin(percent int, part, of *draft.Figure, wrong Level, code string) {
	partLow, partHigh := part.Quantity.Interval()
	wholeLow, wholeHigh := of.Quantity.Interval()
	low, high := c.d.Figures[percent].Quantity.Interval()
	for _, b := range []quantity.Bound{partLow, partHigh, wholeLow, wholeHigh, low, high} {
		if b.Value == nil {
			return
		}
	}
	if wholeLow.Value.Sign() <= 0 {
		return
	}
	least, most := whole.Share(partLow.Value, wholeHigh.Value), whole.Share(partHigh.Value, wholeLow.Value)
	if high.Value.Cmp(least) >= 0 && low.Value.Cmp(most) <= 0 {
		c.find(percent, Green, code+".right", both(func(v voice) string {
			return v.say("check.ratio.right", "part", part.Text, "whole", of.Text)
		}))
		return
	}
	if wrong > Grey {
		c.find(percent, wrong, code+".wrong", both(func(v voice) string {
			return v.say("check.outside.ratio", "part", part.Text, "whole", of.Text, "low", v.percent(least, 1), "high", v.percent(most, 1))
		}))
	}
}

// rate checks a rate against its counts; one that has none is told.
func (c *checker) rate(r draft.Rate) {
	f := &c.d.Figures[r.Percent]
	if f.Target || f.Event {
		return
	}
	if r.Part != draft.None && len(r.Wholes) > 0 {
		c.rateOf(r)
		return
	}
	if f.Quantity.Value.Cmp(big.NewRat(100, 1)) < 0 && !c.isBase(r.Percent) {
		c.alone = append(c.alone, r)
	}
}

// rateOf checks a rate against its counts. It is right when one of the counts that may be meant gives it.
func (c *checker) rateOf(r draft.Rate) {
	part := &c.d.Figures[r.Part]
	likeliest := draft.None
	for _, w := range r.Wholes {
		n, d := exact(part), exact(&c.d.Figures[w])
		if n != nil && d != nil && n.Cmp(d) > 0 {
			continue
		}
		if likeliest == draft.None {
			likeliest = w
		}
		if n != nil && d != nil && d.Sign() > 0 && c.d.Figures[r.Percent].Quantity.Fit(whole.Share(n, d)) != quantity.No {
			c.ratio(r.Percent, part, &c.d.Figures[w], Red, "rate")
			return
		}
	}
	if likeliest != draft.None {
		c.ratio(r.Percent, part, &c.d.Figures[likeliest], Red, "rate")
		return
	}
	of := &c.d.Figures[r.Wholes[0]]
	c.find(r.Percent, Amber, "rate.cohort", both(func(v voice) string {
		return v.say("check.rate.cohort", "part", part.Text, "whole", of.Text)
	}))
}

// isBase tells whether a figure is what a change is measured from.
func (c *checker) isBase(figure int) bool {
	return slices.ContainsFunc(c.d.Changes, func(ch draft.Change) bool { return ch.Base == figure })
}

// sum checks a whole against its parts.
func (c *checker) sum(s draft.Sum) {
	of := &c.d.Figures[s.Whole]
	limit := exact(of)
	if limit == nil {
		return
	}
	total, known := new(big.Rat), true
	for _, p := range s.Parts {
		part := &c.d.Figures[p]
		n := exact(part)
		if n == nil {
			known = false
			continue
		}
		total.Add(total, n)
		if n.Cmp(limit) > 0 && !s.Total && !part.Event {
			c.find(p, Red, "part", both(func(v voice) string {
				return v.say("check.part.over", "part", part.Text, "whole", of.Text)
			}))
			return
		}
	}
	if !known || len(s.Parts) < 2 {
		return
	}
	print := func(v voice) string { return v.number(total) + of.Quantity.Unit.Text }
	switch compared := total.Cmp(limit); {
	case compared == 0:
		c.find(s.Whole, Green, "sum.right", both(func(v voice) string { return v.say("check.sum.right") }))
	case s.Complete || c.halves(s.Parts):
		c.findRight(s.Whole, Red, "sum", both(print), both(func(v voice) string {
			return v.say("check.sum.wrong", "sum", print(v), "whole", of.Text)
		}))
	case compared > 0 && c.disjoint(s.Parts):
		c.find(s.Whole, Red, "sum", both(func(v voice) string { return v.say("check.sum.over", "sum", print(v), "whole", of.Text) }))
	}
}

// halves tells whether two parts are all of a whole by what they are called.
func (c *checker) halves(parts []int) bool {
	return len(parts) == 2 && lexicon.Divides(c.d.Figures[parts[0]].Label, c.d.Figures[parts[1]].Label)
}

// overlapping are sectors that are parts of, or cut across, others.
var overlapping = []string{"equipment", "campus", "food", "gas", "other"}

// inIndustry are the sectors that industry and trade take in where it is counted as a whole.
var inIndustry = []string{"construction", "hazchem", "coal", "mine", "fireworks", "gb.mining", "gb.manufacturing", "gb.trade_manufacturing", "gb.trade"}

// disjoint tells whether no accident can belong to two of the parts: each is another sector, or another town.
func (c *checker) disjoint(parts []int) bool {
	seen := make(map[string]bool)
	var dimension analytics.DimensionID
	for _, p := range parts {
		own := slices.DeleteFunc(slices.Clone(c.d.Figures[p].Scope), func(s draft.Place) bool {
			return s.Dimension != analytics.Sector && s.Dimension != analytics.Town
		})
		if len(own) != 1 || len(own[0].Keys) != 1 || len(c.d.Figures[p].Scope) != 1 || seen[own[0].Keys[0]] || dimension != "" && own[0].Dimension != dimension {
			return false
		}
		dimension = own[0].Dimension
		seen[own[0].Keys[0]] = true
	}
	for _, k := range overlapping {
		if seen[k] {
			return false
		}
	}
	return !seen["industry"] || !slices.ContainsFunc(inIndustry, func(k string) bool { return seen[k] })
}

// list checks changes that are fewer than the values before them. If they go with some of the values in order, only the
// wording is at fault.
func (c *checker) list(l draft.List) {
	text := func(key string) analytics.Text {
		return both(func(v voice) string {
			if key == "wrong" {
				return v.say("check.list.wrong", "values", len(l.Values), "changes", len(l.Changes))
			}
			return v.say("check.list", "values", len(l.Values), "changes", len(l.Changes))
		})
	}
	if len(l.Changes) < len(l.Values) && !c.aligned(l.Values, l.Changes) {
		c.find(l.Changes[0], Red, "list", text("wrong"))
		return
	}
	for _, f := range l.Changes {
		c.find(f, Amber, "list", text("open"))
	}
}

// aligned tells whether every change can be that of some value, in order.
func (c *checker) aligned(values, changes []int) bool {
	if len(changes) == 0 {
		return true
	}
	for i, v := range values {
		if len(values)-i < len(changes) {
			return false
		}
		ch := draft.Change{Values: []int{v}, Base: draft.None, Difference: draft.None, Percent: changes[0]}
		if worst(c.reading(ch, v)) < Red && c.aligned(values[i+1:], changes[1:]) {
			return true
		}
	}
	return false
}
