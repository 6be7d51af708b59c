package format

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"anlan/analytics"
)

// Minus is the minus sign of printed numbers; a hyphen is shorter than a digit and is overlooked on a projector.
const Minus = "−"

// thinSpace stands between a number and its unit. It does not break a line.
const thinSpace = "\u202f"

// None stands for a figure that is not known, or a percentage that does not exist.
const None = "—"

// Printer prints in one language, with the unit in which the office counts accidents.
type Printer struct {
	Language analytics.Language
	// AccidentUnit is 宗 (Guangdong) or 起 (the state and other provinces); empty means 宗.
	AccidentUnit string
}

// exact is the decimal number that a float stands for: 2.675 is 2.675, not the nearest binary fraction below it, and a sum of
// losses that comes out as 40256.499999999985 is 40256.5.
func exact(v float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(analytics.Decimal(v), 'g', -1, 64))
	if !ok {
		return new(big.Rat)
	}
	return r
}

// fixed prints a number with a number of decimals, halves away from zero; zero never has a sign.
func fixed(r *big.Rat, decimals int) string {
	text := r.FloatString(decimals)
	if plain, negative := strings.CutPrefix(text, "-"); negative {
		if strings.Trim(plain, "0.") == "" {
			return plain
		}
		return Minus + plain
	}
	return text
}

// Number prints a number with a number of decimals; in English thousands are grouped.
func (p Printer) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return None
	}
	return p.group(fixed(exact(v), decimals))
}

func (p Printer) group(text string) string {
	if p.Language != analytics.English {
		return text
	}
	sign := ""
	if rest, negative := strings.CutPrefix(text, Minus); negative {
		sign, text = Minus, rest
	}
	whole, fraction, point := strings.Cut(text, ".")
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if point {
		b.WriteString("." + fraction)
	}
	return sign + b.String()
}

// Unit is a unit's name; empty in English where the indicator's name says what is counted.
func (p Printer) Unit(u analytics.Unit) string {
	if p.Language == analytics.English {
		return u.Name.EN
	}
	if p.AccidentUnit != "" && strings.Contains(u.ID, analytics.UnitAccidents.ID) {
		return strings.Replace(u.Name.ZH, analytics.UnitAccidents.Name.ZH, p.AccidentUnit, 1)
	}
	return u.Name.ZH
}

// Figure prints a figure of a unit without the unit. A figure that is a whole number but for a mean has one decimal:
// five years' average of 5019.6 accidents.
func (p Printer) Figure(u analytics.Unit, v float64) string {
	decimals := u.Decimals
	if decimals == 0 && v != math.Trunc(v) {
		decimals = 1
	}
	return p.Number(v, decimals)
}

// Quantity prints a figure with its unit: "4414 宗", "97.01%".
func (p Printer) Quantity(u analytics.Unit, v float64) string {
	return p.Figure(u, v) + p.Suffix(u)
}

// Suffix is what follows a figure: the unit behind a thin space, or a per cent sign that closes up.
func (p Printer) Suffix(u analytics.Unit) string {
	name := p.Unit(u)
	switch {
	case u.Percent:
		return "%"
	case name == "":
		return ""
	}
	return thinSpace + name
}

// Percent prints a percentage with a number of decimals.
func (p Printer) Percent(v float64, decimals int) string { return p.Number(v, decimals) + "%" }

// Signed prints a number with its sign, also a plus.
func (p Printer) Signed(v float64, decimals int) string {
	text := p.Number(v, decimals)
	if v > 0 && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}
