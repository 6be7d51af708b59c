package check

import (
	"math/big"

	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
	"anlan/analytics/speech/whole"
)

// asPercent is the number of a change in per cent: 1.2 times more is 120 per cent.
func asPercent(f *draft.Figure) quantity.Number {
	n := f.Quantity.Number
	if f.Quantity.Unit.Class != quantity.Fold {
		return n
	}
	times := func(v *big.Rat) *big.Rat {
		if v == nil {
			return nil
		}
		return new(big.Rat).Mul(v, big.NewRat(100, 1))
	}
	n.Value, n.Step, n.Low.Value, n.High.Value = times(n.Value), times(n.Step), times(n.Low.Value), times(n.High.Value)
	return n
}

// percentage checks the percentage of a change of counts.
func (m *moving) percentage() {
	if m.percent == nil || m.percent.Even {
		return
	}
	p := asPercent(m.percent)
	if m.sign < 0 && overHundred(p) {
		m.add(m.ch.Percent, Red, "over_hundred", both(func(v voice) string { return v.say("check.over_hundred") }))
		return
	}
	now := exact(m.now)
	switch {
	case now != nil && m.baseFound != nil:
		m.against(p, now, m.baseFound)
	case hasValue(m.now) && hasValue(m.base):
		m.within(p)
	case now != nil && m.base == nil && m.difference == nil:
		m.possible(p)
	case m.now == nil && exact(m.difference) != nil && m.base == nil:
		m.differenceAlone(p)
	}
}

// overHundred tells whether a percentage is above 100, which nothing falls by.
func overHundred(p quantity.Number) bool {
	return p.Hedge == quantity.Plain && new(big.Rat).Abs(p.Value).Cmp(big.NewRat(100, 1)) > 0
}

func hasValue(f *draft.Figure) bool { return f != nil && f.Quantity.Value != nil }

// against compares the percentage with the one that value and base give.
func (m *moving) against(p quantity.Number, now, base *big.Rat) {
	baseText := func(v voice) string {
		if m.base != nil {
			return m.base.Text
		}
		return v.number(base) + m.now.Quantity.Unit.Text
	}
	if base.Sign() == 0 {
		if now.Sign() != 0 {
			m.add(m.ch.Percent, Amber, "zero_base", both(func(v voice) string { return v.say("check.zero_base") }))
		}
		return
	}
	right := whole.Change(base, now)
	size := new(big.Rat).Abs(right)
	m.compare(p, size, both(func(v voice) string { return v.change(right, m.decimals()) }), func(v voice, outcome string) string {
		return v.say("check.change."+outcome, "now", m.now.Text, "base", baseText(v), "right", v.change(right, max(m.decimals(), 0)), "percent", m.percent.Text)
	})
}

// compare puts down how the percentage goes with the true one.
func (m *moving) compare(p quantity.Number, right *big.Rat, print analytics.Text, tell func(v voice, outcome string) string) {
	unsigned := p
	unsigned.Value = new(big.Rat).Abs(p.Value)
	text := func(outcome string) analytics.Text { return both(func(v voice) string { return tell(v, outcome) }) }
	switch unsigned.Fit(right) {
	case quantity.No:
		m.addRight(m.ch.Percent, Red, "change.wrong", print, text("wrong"))
	case quantity.Truncated:
		m.addRight(m.ch.Percent, Amber, "truncated", print, text("truncated"))
	case quantity.Padded:
		m.addRight(m.ch.Percent, Amber, "padded", print, text("padded"))
	case quantity.Exact, quantity.Rounded, quantity.Within:
		m.add(m.ch.Percent, Green, "change.right", text("right"))
	}
}

// within compares the percentage with what hedged or rounded numbers leave possible.
func (m *moving) within(p quantity.Number) {
	nowLow, nowHigh := m.now.Quantity.Interval()
	baseLow, baseHigh := m.base.Quantity.Interval()
	if nowLow.Value == nil || nowHigh.Value == nil || baseLow.Value == nil || baseHigh.Value == nil || baseLow.Value.Sign() <= 0 {
		return
	}
	least, most := whole.Change(baseHigh.Value, nowLow.Value), whole.Change(baseLow.Value, nowHigh.Value)
	low, high := p.Interval()
	if low.Value == nil || high.Value == nil || m.sign == 0 {
		return
	}
	if m.sign < 0 {
		low.Value, high.Value = new(big.Rat).Neg(high.Value), new(big.Rat).Neg(low.Value)
	}
	if high.Value.Cmp(least) >= 0 && low.Value.Cmp(most) <= 0 {
		m.add(m.ch.Percent, Green, "change.right", both(func(v voice) string {
			return v.say("check.inside.change", "now", m.now.Text, "base", m.base.Text)
		}))
		return
	}
	m.add(m.ch.Percent, Red, "change.wrong", both(func(v voice) string {
		return v.say("check.outside.change", "now", m.now.Text, "base", m.base.Text, "low", v.change(least, m.decimals()), "high", v.change(most, m.decimals()))
	}))
}

// possible asks whether any whole number can be the base.
func (m *moving) possible(p quantity.Number) {
	now, ok := m.now.Quantity.Whole()
	if !ok || !m.now.Quantity.Unit.Class.IsCount() || m.sign == 0 || m.now.PerYear || m.now.PerTime || m.ch.Basis.Kind == scan.MeanOf {
		return
	}
	a := whole.Before(now, p, m.sign > 0)
	unit := m.now.Quantity.Unit.Text
	switch {
	case a.OnlyPadded():
		base := big.NewRat(a.Padded.First, 1)
		right := whole.Change(base, big.NewRat(now, 1))
		m.addRight(m.ch.Percent, Amber, "padded", both(func(v voice) string { return v.change(right, m.decimals()) }), both(func(v voice) string {
			return v.say("check.change.padded", "now", m.now.Text, "base", v.number(base)+unit, "right", v.change(right, m.decimals()), "percent", m.percent.Text)
		}))
	case !a.Possible():
		m.impossible(p, now)
	case a.OnlyTruncated():
		base := big.NewRat(a.Truncated.First, 1)
		right := whole.Change(base, big.NewRat(now, 1))
		m.addRight(m.ch.Percent, Amber, "truncated", both(func(v voice) string { return v.change(right, m.decimals()) }), both(func(v voice) string {
			return v.say("check.truncated", "now", m.now.Text, "base", v.number(base)+unit, "right", v.change(right, m.decimals()), "percent", m.percent.Text)
		}))
	case a.Best().One():
		m.add(m.ch.Percent, Green, "fits", both(func(v voice) string {
			return v.say("check.fits", "now", m.now.Text, "base", v.p.Number(float64(a.Best().First), 0)+unit)
		}))
	default:
		m.add(m.ch.Percent, Green, "fits", both(func(v voice) string { return v.say("check.fits.several", "now", m.now.Text) }))
	}
}

// impossible says that no whole number gives the percentage, and what its neighbours give.
func (m *moving) impossible(p quantity.Number, now int64) {
	below, above := whole.Neighbours(now, p, m.sign > 0)
	unit := m.now.Quantity.Unit.Text
	gives := func(v voice, base int64) string {
		return v.say("check.impossible.gives", "base", v.p.Number(float64(base), 0)+unit, "change", v.change(whole.Change(big.NewRat(base, 1), big.NewRat(now, 1)), max(m.decimals(), 1)))
	}
	m.add(m.ch.Percent, Red, "impossible", both(func(v voice) string {
		if below == 0 {
			return v.say("check.impossible.bare", "now", m.now.Text, "percent", m.percent.Text)
		}
		return v.say("check.impossible", "now", m.now.Text, "percent", m.percent.Text, "below", gives(v, below), "above", gives(v, above))
	}))
}

// differenceAlone asks whether a difference and a percentage can belong together: 减少14人，下降8.2%.
func (m *moving) differenceAlone(p quantity.Number) {
	d, ok := m.difference.Quantity.Whole()
	if !ok || !m.difference.Quantity.Unit.Class.IsCount() {
		return
	}
	a := whole.Of(d, p)
	if a.Possible() || a.OnlyPadded() {
		m.add(m.ch.Percent, Green, "fits", both(func(v voice) string { return v.say("check.fits.several", "now", m.difference.Text) }))
		return
	}
	m.add(m.ch.Percent, Red, "impossible", both(func(v voice) string {
		return v.say("check.impossible.bare", "now", m.difference.Text, "percent", m.percent.Text)
	}))
}
