package format

import (
	"math/big"
	"strings"

	"anlan/analytics"
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

// words are the verbs of a change: counts rise and fall, shares and rates go up and down by points.
var words = map[analytics.Language]struct{ rise, fall, more, less, up, down, points, shortPoints, even, slightUp, slightDown string }{
	analytics.Chinese: {"上升", "下降", "增加", "减少", "提高", "降低", "个百分点", "个百分点", "持平", "略升", "略降"},
	analytics.English: {"up ", "down ", "up ", "down ", "up ", "down ", " percentage points", " pts", "unchanged", "slightly up", "slightly down"},
}

// Change words the change of a figure as official texts do: 下降10.12%, 提高2.20个百分点, 持平; on a base of zero the
// difference alone, because there is no percentage. A difference that rounds to nothing is not 持平.
func (p Printer) Change(u analytics.Unit, now, base float64, decimals int) string {
	w := words[p.language()]
	switch {
	case now == base:
		return w.even
	case u.Percent:
		points := fixed(new(big.Rat).Sub(exact(now), exact(base)), decimals)
		return choose(now > base, w.up, w.down) + p.group(strings.TrimPrefix(points, Minus)) + w.points
	case base == 0:
		return choose(now > base, w.more, w.less) + p.Quantity(u, now-base)
	}
	percent := fixed(changePercent(now, base), decimals)
	percent = strings.TrimPrefix(percent, Minus)
	if strings.Trim(percent, "0.") == "" {
		return choose(now > base, w.slightUp, w.slightDown)
	}
	return choose(now > base, w.rise, w.fall) + p.group(percent) + "%"
}

// ShortChange is a change for a card or a label, with an arrow that says what colour says: "▼ 8.1%", "▲ 1 宗", "持平".
// Counts below ten show their difference: a percentage of so few means little.
func (p Printer) ShortChange(u analytics.Unit, now, base float64) string {
	arrow := choose(now > base, "▲ ", "▼ ")
	difference := now - base
	if difference < 0 {
		difference = -difference
	}
	switch {
	case now == base:
		return words[p.language()].even
	case u.Percent && difference < 0.05:
		return arrow + p.Number(difference, 2) + words[p.language()].shortPoints
	case u.Percent:
		return arrow + p.Number(difference, 1) + words[p.language()].shortPoints
	case base < 10 && u.Decimals == 0:
		return arrow + p.Quantity(u, difference)
	}
	if base == 0 {
		return arrow + p.Quantity(u, difference)
	}
	percent := strings.TrimPrefix(fixed(changePercent(now, base), 1), Minus)
	return arrow + p.group(percent) + "%"
}

func (p Printer) language() analytics.Language {
	if p.Language == analytics.English {
		return analytics.English
	}
	return analytics.Chinese
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}
