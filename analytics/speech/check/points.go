package check

import (
	"math/big"

	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/whole"
)

// pointsOfCounts is a change of counts that is given in points, which only rates and shares have.
func (m *moving) pointsOfCounts() {
	if m.now == nil && len(m.ch.Indicators) == 0 {
		return
	}
	if m.now != nil && (m.now.Ratio || m.now.Quantity.Unit.Class.IsShare()) {
		return
	}
	m.add(m.ch.Percent, Amber, "percent_meant", both(func(v voice) string { return v.say("check.percent_meant") }))
}

// rate checks the change of a rate: it is told in points.
func (m *moving) rate() {
	now, base := exact(m.now), exact(m.base)
	if now != nil && base != nil {
		m.direction(now, base)
	}
	if m.percent == nil || m.percent.Even {
		return
	}
	switch m.percent.Quantity.Unit.Class {
	case quantity.Points:
		m.pointsOfRate(now, base)
	case quantity.Percent:
		if now != nil && base != nil && base.Sign() > 0 {
			m.percentOfRate(now, base)
			return
		}
		m.add(m.ch.Percent, Amber, "points_meant", both(func(v voice) string { return v.say("check.points_meant") }))
	default:
	}
}

// pointsOfRate checks points against both rates, or, where only one stands in the text, that the other one can be.
func (m *moving) pointsOfRate(now, base *big.Rat) {
	switch {
	case now == nil:
		return
	case base != nil:
		m.points(new(big.Rat).Abs(new(big.Rat).Sub(now, base)))
		return
	}
	whole := big.NewRat(100, 1)
	before := new(big.Rat).Sub(now, new(big.Rat).Mul(m.percent.Quantity.Value, big.NewRat(int64(m.sign), 1)))
	if m.sign != 0 && (before.Sign() < 0 || before.Cmp(whole) > 0 && now.Cmp(whole) <= 0) {
		m.add(m.ch.Percent, Red, "points", both(func(v voice) string {
			return v.say("check.points.over", "now", m.now.Text, "before", v.number(before)+"%")
		}))
	}
}

// points compares stated points with the difference of the rates, each of which may be rounded.
func (m *moving) points(right *big.Rat) {
	print := func(v voice) string {
		return v.say("check.points.amount", "points", v.p.Number(float(right), max(m.decimals(), m.now.Quantity.Decimals)))
	}
	slack := new(big.Rat).Add(m.now.Quantity.Step, m.percent.Quantity.Step)
	off := new(big.Rat).Sub(right, m.percent.Quantity.Value)
	off.Abs(off)
	switch {
	case m.percent.Quantity.Fit(right) != quantity.No:
		m.add(m.ch.Percent, Green, "points.right", both(func(v voice) string {
			return v.say("check.points.right", "now", m.now.Text, "base", m.base.Text)
		}))
	case off.Cmp(slack) < 0 && m.percent.Quantity.Decimals > m.now.Quantity.Decimals:
		return // worked out from rates with more decimals than the text prints
	default:
		m.addRight(m.ch.Percent, Red, "points", both(print), both(func(v voice) string {
			return v.say("check.points.wrong", "now", m.now.Text, "base", m.base.Text, "right", print(v))
		}))
	}
}

// percentOfRate is a change of a rate in per cent of the rate, or in points that are called per cent.
func (m *moving) percentOfRate(now, base *big.Rat) {
	difference := new(big.Rat).Abs(new(big.Rat).Sub(now, base))
	relative := new(big.Rat).Abs(whole.Change(base, now))
	points := func(v voice) string {
		return v.say("check.points.amount", "points", v.p.Number(float(difference), m.now.Quantity.Decimals))
	}
	if m.percent.Quantity.Fit(relative) != quantity.No && m.percent.Quantity.Fit(difference) == quantity.No {
		m.add(m.ch.Percent, Green, "change.right", both(func(v voice) string {
			return v.say("check.points.relative", "right", points(v))
		}))
		return
	}
	m.addRight(m.ch.Percent, Red, "points", both(points), both(func(v voice) string {
		return v.say("check.points.wrong", "now", m.now.Text, "base", m.base.Text, "right", points(v))
	}))
}
