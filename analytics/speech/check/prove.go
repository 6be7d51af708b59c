package check

import (
	"math/big"
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/quantity"
)

// printed is a figure of the workspace in the words of a figure of the draft: its unit, its 万 or 亿.
func (c *checker) printed(v voice, i int, a *answer) string {
	q := c.d.Figures[i].Quantity
	return v.quantity(q, exactly(a.indicator, a.value.Now))
}

// quantity prints a number as a quantity of the draft is printed.
func (v voice) quantity(q quantity.Quantity, r *big.Rat) string {
	decimals := q.Decimals
	switch {
	case q.Unit.Class == quantity.Money:
		return v.money(q, r)
	case q.Unit.Class == quantity.Percent:
		return v.p.Percent(float(r), max(decimals, 0))
	case r.IsInt():
		return v.p.Number(float(r), 0) + v.unit(q)
	}
	return v.p.Number(float(r), max(decimals, 2)) + v.unit(q)
}

// money prints an amount of yuan in 亿, 万 or neither, as the quantity of the draft is printed.
func (v voice) money(q quantity.Quantity, r *big.Rat) string {
	scale := new(big.Rat).Set(q.Step)
	for range q.Decimals {
		scale.Mul(scale, big.NewRat(10, 1))
	}
	amount := func(by int64) string {
		return v.p.Number(float(new(big.Rat).Quo(r, big.NewRat(by, 1))), max(q.Decimals, 2))
	}
	switch {
	case scale.Cmp(big.NewRat(1e8, 1)) >= 0:
		return v.say("check.unit.yi_yuan", "amount", amount(1e8))
	case scale.Cmp(big.NewRat(1e4, 1)) >= 0:
		return v.say("check.unit.wan_yuan", "amount", amount(1e4))
	}
	return v.say("check.unit.yuan", "amount", v.number(r))
}

// unit is the counting word of the draft, in Chinese.
func (v voice) unit(q quantity.Quantity) string {
	if v.p.Language == analytics.English {
		return ""
	}
	return q.Unit.Text
}

// proved puts down a verdict that rests on an answer.
func (c *checker) proved(i int, l Level, code string, a *answer) {
	right := both(func(v voice) string { return c.printed(v, i, a) })
	text := both(func(v voice) string {
		rows, period := a.meta.Rows(), v.p.Period(a.query.Period)
		value := c.printed(v, i, a)
		switch code {
		case "data.right":
			return v.say("check.data.right", "value", value, "period", period, "rows", rows)
		case "data.rounded":
			return v.say("check.data.rounded", "value", v.full(c, i, a), "period", period, "rows", rows)
		case "data.truncated":
			return v.say("check.data.truncated", "value", v.full(c, i, a), "right", value, "period", period)
		}
		return v.say("check.data.wrong", "value", value, "period", period, "rows", rows)
	})
	f := c.finding(i, l, code, text)
	f.Right, f.Proof = right, a.proof()
	c.findings[i] = append(c.findings[i], f)
}

// full prints a figure of the workspace with all its digits.
func (v voice) full(c *checker, i int, a *answer) string {
	q := c.d.Figures[i].Quantity
	r := exactly(a.indicator, a.value.Now)
	if q.Unit.Class == quantity.Money {
		return v.quantity(q, r)
	}
	if r.IsInt() {
		return v.p.Number(float(r), 0) + v.unit(q)
	}
	q.Decimals += 2
	return v.quantity(q, r)
}

// stale puts down that a figure was right on an earlier day.
func (c *checker) stale(i int, a *answer, when time.Time) {
	f := c.finding(i, Amber, "data.stale", both(func(v voice) string {
		return v.say("check.data.stale", "day", v.p.DayOfYear(when), "value", c.printed(v, i, a), "period", v.p.Period(a.query.Period))
	}))
	f.Right, f.Proof = both(func(v voice) string { return c.printed(v, i, a) }), a.proof()
	c.findings[i] = append(c.findings[i], f)
}
