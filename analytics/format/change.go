package format

import (
	"math/big"
	"strings"

	"anlan/analytics"
	"anlan/analytics/words"
)

// changePercent is the change in per cent of the base, exact on the decimals of both figures.
func changePercent(now, base float64) *big.Rat {
	n, b := exact(now), exact(base)
	r := new(big.Rat).Sub(n, b)
	r.Quo(r, b)
	return r.Mul(r, big.NewRat(100, 1))
}

// ChangePercent prints the change in per cent of the base with a sign; None on a base of zero.
func (p Printer) ChangePercent(now, base float64, decimals int) string {
	if base == 0 {
		return None
	}
	percent := changePercent(now, base)
	text := fixed(percent, decimals)
	if percent.Sign() > 0 && strings.Trim(text, "0.") != "" {
		return "+" + p.group(text) + "%"
	}
	return p.group(text) + "%"
}

// Comparison is a figure and what it is compared with.
type Comparison struct {
	Unit      analytics.Unit
	Now, Base float64
}

// change is what is said of a change: which way it goes, as a text's key behind "format.change." says it, and how far.
type change struct{ way, amount string }

// changeOf finds the words for a change: counts rise and fall, shares and rates go up and down by points. A difference
// that rounds to nothing is not even.
func (p Printer) changeOf(c Comparison, decimals int) change {
	more := c.Now > c.Base
	switch {
	case c.Now == c.Base:
		return change{way: "even"}
	case c.Unit.Percent:
		points := fixed(new(big.Rat).Sub(exact(c.Now), exact(c.Base)), decimals)
		return change{choose(more, "up", "down"), p.group(strings.TrimPrefix(points, Minus))}
	case c.Base == 0:
		return change{choose(more, "more", "less"), p.Quantity(c.Unit, c.Now-c.Base)}
	}
	percent := strings.TrimPrefix(fixed(changePercent(c.Now, c.Base), decimals), Minus)
	if strings.Trim(percent, "0.") == "" {
		return change{way: choose(more, "slightly_up", "slightly_down")}
	}
	return change{choose(more, "rise", "fall"), p.group(percent) + "%"}
}

// Change words the change of a figure as official texts do: 下降10.12%, 提高2.20个百分点, 持平; on a base of zero the
// difference alone, because there is no percentage. A difference that rounds to nothing is not 持平.
func (p Printer) Change(u analytics.Unit, now, base float64, decimals int) string {
	return p.word(p.changeOf(Comparison{u, now, base}, decimals))
}

func (p Printer) word(c change) string { return p.say("format.change."+c.way, "amount", c.amount) }

// Changes words two changes at once; the way that both go is said once where the language has a text for that:
// 下降7.8%和5.7%.
func (p Printer) Changes(first, second Comparison, decimals int) string {
	a, b := p.changeOf(first, decimals), p.changeOf(second, decimals)
	if key := "format.changes." + a.way + "." + b.way; words.In(p.Language).Has(key) {
		return p.say(key, "first", a.amount, "second", b.amount)
	}
	return p.say("format.changes", "first", p.word(a), "second", p.word(b))
}

// ShortChange is a change for a card or a label, with an arrow that says what colour says: "▼ 8.1%", "▲ 1 宗", "持平".
// Counts below ten show their difference: a percentage of so few means little.
func (p Printer) ShortChange(u analytics.Unit, now, base float64) string {
	arrow := choose(now > base, "▲ ", "▼ ")
	difference := max(now-base, base-now)
	switch {
	case now == base:
		return p.say("format.change.even")
	case u.Percent && difference < 0.05:
		return arrow + p.ShortPoints(difference, 2)
	case u.Percent:
		return arrow + p.ShortPoints(difference, 1)
	case base < 10 && u.Decimals == 0:
		return arrow + p.Quantity(u, difference)
	}
	if base == 0 {
		return arrow + p.Quantity(u, difference)
	}
	percent := strings.TrimPrefix(fixed(changePercent(now, base), 1), Minus)
	return arrow + p.group(percent) + "%"
}

// ShortPoints prints percentage points where there is little room.
func (p Printer) ShortPoints(v float64, decimals int) string {
	return p.say("format.points", "points", p.Number(v, decimals))
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}
