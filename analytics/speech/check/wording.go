package check

import (
	"context"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// wording checks what the draft says about its figures: bases, cut-off days, units.
func (c *checker) wording(ctx context.Context) error {
	for _, b := range c.d.Bases {
		if b.Basis.Clash {
			c.clash(b)
		}
		if err := c.unequal(ctx, b); err != nil {
			return err
		}
	}
	for _, r := range c.alone {
		if err := c.rateAlone(ctx, r); err != nil {
			return err
		}
	}
	c.cutOffs()
	c.units("accidents", quantity.Cases, quantity.Cases)
	c.units("inspections", quantity.Firms, quantity.Visits)
	c.differing()
	return nil
}

// quote is what the draft says in a place.
func (c *checker) quote(r plain.Range) string { return c.d.Text[r.Start:r.End] }

// clash tells of words that contradict each other: 同比去年全年.
func (c *checker) clash(b draft.BasisUse) {
	c.note(b.Range, Amber, "clash", both(func(v voice) string { return v.say("check.clash", "words", c.quote(b.Range)) }))
}

// unequal tells of a part of a year that is compared with a whole one.
func (c *checker) unequal(ctx context.Context, b draft.BasisUse) error {
	wholeYear := b.Basis.Kind == scan.FullYear || b.Basis.Kind == scan.NamedSpan && b.Basis.Span.Kind == scan.Year && b.Basis.Span.Whole
	if !wholeYear {
		return nil
	}
	period, ok := c.period(b.Span, analytics.Accidents)
	if !ok || b.Span.Kind == scan.NoSpan || period.From.Month() == 1 && period.To.Month() == 12 && period.To.Day() == 31 {
		return nil
	}
	base := analytics.WholeYear(period.From.Year() - 1)
	if b.Basis.Span.Year > 0 {
		base = analytics.WholeYear(b.Basis.Span.Year)
	}
	perDay, sameDays, err := c.levelled(ctx, b, period, base)
	if err != nil {
		return err
	}
	c.note(b.Range, Amber, "unequal", both(func(v voice) string {
		text := v.say("check.unequal", "days", period.Days(), "base", base.Days())
		if len(perDay) > 0 {
			text += v.say("check.unequal.per_day", "list", v.list(perDay))
		}
		if len(sameDays) > 0 {
			return text + v.say("check.unequal.same_days", "list", v.list(sameDays))
		}
		return text + v.say("check.unequal.instead", "last", v.p.DayOfYear(period.To))
	}))
	return nil
}

func (v voice) list(texts []func(voice) string) string {
	var said []string
	for _, t := range texts {
		said = append(said, t(v))
	}
	return v.w.List(said)
}

// levelled says what the changes against a whole year are per day, and, from the workspace, what they are day for day.
func (c *checker) levelled(ctx context.Context, b draft.BasisUse, period, base analytics.Period) (perDay, sameDays []func(voice) string, err error) {
	for _, ch := range c.d.Changes {
		if ch.Percent == draft.None || len(ch.Values) != 1 || ch.Basis != b.Basis || c.d.Figures[ch.Percent].Sentence != b.Sentence {
			continue
		}
		value, percent := c.d.Figures[ch.Values[0]], c.d.Figures[ch.Percent]
		name := func(voice) string { return value.Text }
		if c.asked != nil {
			l, ok, err := c.asked.levels(ctx, c, ch)
			if err != nil {
				return nil, nil, err
			}
			if ok {
				perDay = append(perDay, func(v voice) string {
					return v.say("check.unequal.item", "name", name(v), "change", v.signed(l.perDay))
				})
				sameDays = append(sameDays, func(v voice) string {
					return v.say("check.unequal.item", "name", name(v), "change", v.signed(l.sameDays))
				})
				continue
			}
		}
		rate := float64(percent.Sign) * percent.Quantity.Float() / 100
		levelled := ((1+rate)*float64(base.Days())/float64(period.Days()) - 1) * 100
		if percent.Quantity.Unit.Class != quantity.Percent {
			continue
		}
		perDay = append(perDay, func(v voice) string {
			return v.say("check.unequal.item", "name", name(v), "change", v.about(levelled))
		})
	}
	return perDay, sameDays, nil
}

// signed prints a change in per cent in words, with two decimals.
func (v voice) signed(change float64) string { return v.way(change, 2) }

// about is signed with one decimal, of what was worked out from a rounded percentage.
func (v voice) about(change float64) string { return v.way(change, 1) }

func (v voice) way(change float64, decimals int) string {
	amount := v.p.Percent(max(change, -change), decimals)
	switch {
	case change > 0:
		return v.say("check.up", "amount", amount)
	case change < 0:
		return v.say("check.down", "amount", amount)
	}
	return v.say("check.even")
}

// cutOffs tells of figures that are counted up to different days.
func (c *checker) cutOffs() {
	var days []time.Time
	var places []plain.Range
	for _, cut := range c.d.CutOffs {
		day, ok := c.lastDay(cut.Span)
		if !ok || slices.Contains(days, day) {
			continue
		}
		days, places = append(days, day), append(places, cut.Range)
	}
	if len(days) < 2 {
		return
	}
	for _, p := range places[1:] {
		c.note(p, Amber, "cut_offs", both(func(v voice) string {
			var said []string
			for _, d := range days {
				said = append(said, v.p.DayOfYear(d))
			}
			return v.say("check.cut_offs", "list", v.w.List(said))
		}))
	}
}

// units tells of one thing that is counted in two units: accidents in 宗 and 起, inspections in 家 and 家次.
func (c *checker) units(indicator string, classes ...quantity.Class) {
	places := make(map[string][]plain.Range)
	var order []string
	for i, f := range c.d.Figures {
		if !slices.Contains(f.Indicators, indicator) || !slices.Contains(classes, f.Quantity.Unit.Class) || f.Quantity.Unit.Text == "" || c.isOfItsUnit(i) {
			continue
		}
		u := f.Quantity.Unit.Text
		if places[u] == nil {
			order = append(order, u)
		}
		places[u] = append(places[u], f.Range)
	}
	if len(order) < 2 {
		return
	}
	rare := slices.MinFunc(order, func(a, b string) int { return len(places[a]) - len(places[b]) })
	if len(places[rare]) == len(places[order[len(order)-1]]) {
		rare = order[len(order)-1]
	}
	c.note(places[rare][0], Amber, "units", both(func(v voice) string {
		key := v.say("check.units.cases", "units", strings.Join(order, "/"))
		if indicator == "inspections" {
			key = v.say("check.units.visits", "units", strings.Join(order, "/"))
		}
		return key
	}))
}

// isOfItsUnit tells whether the workspace has a figure in just the unit that the draft prints: firms as 家, visits as 家次.
func (c *checker) isOfItsUnit(i int) bool {
	class := c.d.Figures[i].Quantity.Unit.Class
	return class != quantity.Cases && slices.ContainsFunc(c.findings[i], func(f Finding) bool {
		return f.Level == Green && f.Proof != nil && f.Proof.Indicator.Unit.ID == string(class)
	})
}

// differing tells of two figures for the same thing: the same indicator of the whole city in the same period.
func (c *checker) differing() {
	for i, f := range c.d.Figures {
		if !c.isPlain(&f) {
			continue
		}
		for k := range i {
			g := &c.d.Figures[k]
			if c.isPlain(g) && g.Indicators[0] == f.Indicators[0] && g.Span == f.Span && unitClass(g) == unitClass(&f) && g.Quantity.Value.Cmp(f.Quantity.Value) != 0 {
				c.note(f.Range, Amber, "differs", both(func(v voice) string { return v.say("check.differs", "other", g.Text, "this", f.Text) }))
				break
			}
		}
	}
}

// isPlain tells figures that state one number for the whole city in a period that the draft names.
func (c *checker) isPlain(f *draft.Figure) bool {
	main := []string{"accidents", "deaths", "injured", "loss"}
	open := []scan.SpanKind{scan.NoSpan, scan.SoFar, scan.Unclear, scan.Years}
	return f.Role == draft.Value && len(f.Indicators) > 0 && slices.Contains(main, f.Indicators[0]) && len(f.Scope) == 0 && len(f.Lifted) == 0 &&
		!f.PerYear && c.reason(f) == "" && !slices.Contains(open, f.Span.Kind) && exact(f) != nil && !f.Carried && !c.isPart(f)
}

// isPart tells whether a figure is a part of another one, or what a share is of.
func (c *checker) isPart(f *draft.Figure) bool {
	for _, s := range c.d.Shares {
		if s.Whole != draft.None && c.d.Figures[s.Whole].Range == f.Range && s.Part < s.Whole {
			return true // 占全年控制指标36人的75%
		}
	}
	for _, s := range c.d.Sums {
		for _, p := range s.Parts {
			if &c.d.Figures[p] == f || c.d.Figures[p].Range == f.Range {
				return true
			}
		}
	}
	return false
}
