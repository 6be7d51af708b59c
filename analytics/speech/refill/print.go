package refill

import (
	"math/big"
	"regexp"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/words"
)

// whyUnbound says why a figure cannot be asked for again, whatever the workspace says of it; empty where it can.
func whyUnbound(f *check.Figure) string {
	switch {
	case f.Even, f.Quantity.Value == nil:
		return "even"
	case f.Role == draft.ShareOf:
		return "share"
	case f.PerYear, f.PerTime:
		return "mean"
	case f.Quantity.Chinese > 0:
		return "numeral"
	}
	for _, found := range f.Findings {
		if found.Level == check.Green && found.Proof != nil {
			return ""
		}
	}
	return f.Findings[0].Code
}

// counted is the printed number within a figure, and what stands around it.
var counted = regexp.MustCompile(`^([^\d０-９]*)[\d０-９,，.．]+(.*)$`)

// printed prints the new figure as the old one was printed. The code says why it cannot stand in the old words.
func printed(f *check.Figure, out *Figure, l analytics.Language) (text, why string) {
	parts := counted.FindStringSubmatch(out.Old)
	if parts == nil {
		return "", "numeral"
	}
	after := out.After
	p := format.Printer{Language: analytics.Chinese}
	q := f.Quantity
	switch f.Role {
	case draft.Percentage, draft.Difference:
		return changed(f, out, parts[2], l)
	case draft.Base:
		text = number(p, q, after.Indicator, after.Value.Base) + parts[2]
	default:
		text = number(p, q, after.Indicator, after.Value.Now) + parts[2]
	}
	if q.Hedge == quantity.Plain {
		return parts[1] + text, ""
	}
	exact := number(p, quantity.Quantity{Unit: q.Unit, Number: quantity.Number{Step: big.NewRat(1, 1)}}, after.Indicator, after.Value.Now)
	if q.Fit(inWords(after.Indicator, after.Value.Now)) == quantity.Within {
		return out.Old, ""
	}
	return exact + q.Unit.Text, "hedge"
}

// changed prints a change, and tells whether it goes the way that the old words say.
func changed(f *check.Figure, out *Figure, suffix string, l analytics.Language) (text, why string) {
	v := out.After.Value
	p := format.Printer{Language: analytics.Chinese}
	amount := v.Now - v.Base
	if f.Role == draft.Percentage && f.Quantity.Unit.Class == quantity.Percent {
		percent, ok := v.Change()
		if !ok {
			return "", "zero_base"
		}
		amount = percent
	} else if f.Role == draft.Percentage {
		return "", "points"
	}
	size := max(amount, -amount)
	if f.Role == draft.Percentage {
		text = p.Number(size, f.Quantity.Decimals) + suffix
	} else {
		text = number(p, f.Quantity, out.After.Indicator, size) + suffix
	}
	switch {
	case amount == 0:
		return words.In(l).Say("check.even"), "direction"
	case amount > 0 && f.Sign < 0:
		return words.In(l).Say("check.up", "amount", text), "direction"
	case amount < 0 && f.Sign > 0:
		return words.In(l).Say("check.down", "amount", text), "direction"
	}
	return text, ""
}

// inWords is a figure of the workspace in the units of texts, which print money in yuan.
func inWords(i analytics.Indicator, v float64) *big.Rat {
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', 6, 64))
	if !ok {
		return new(big.Rat)
	}
	switch i.Unit.ID {
	case analytics.UnitMoney.ID:
		exact.Mul(exact, big.NewRat(1e4, 1))
	case analytics.UnitGDP.ID:
		exact.Mul(exact, big.NewRat(1e8, 1))
	}
	return exact
}

// number prints digits in the scale and with the decimals of an old figure.
func number(p format.Printer, q quantity.Quantity, i analytics.Indicator, v float64) string {
	scale := new(big.Rat).Set(q.Step)
	for range q.Decimals {
		scale.Mul(scale, big.NewRat(10, 1))
	}
	scaled, _ := new(big.Rat).Quo(inWords(i, v), scale).Float64()
	return p.Number(scaled, q.Decimals)
}
