package check

import (
	"math/big"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/words"
)

// voice says texts in one language.
type voice struct {
	w *words.Words
	p format.Printer
}

func (v voice) say(key string, pairs ...any) string { return v.w.Say(key, pairs...) }

// both says a text in both languages.
func both(say func(v voice) string) analytics.Text {
	in := func(l analytics.Language) string {
		return say(voice{words.In(l), format.Printer{Language: l}})
	}
	return analytics.Text{ZH: in(analytics.Chinese), EN: in(analytics.English)}
}

// percent prints an exact percentage.
func (v voice) percent(r *big.Rat, decimals int) string { return v.p.Percent(float(r), decimals) }

// change prints a change in per cent in words: 下降10.10%.
func (v voice) change(r *big.Rat, decimals int) string {
	amount := v.percent(new(big.Rat).Abs(r), decimals)
	switch r.Sign() {
	case 1:
		return v.say("check.up", "amount", amount)
	case -1:
		return v.say("check.down", "amount", amount)
	}
	return v.say("check.even")
}

// number prints an exact number with as many decimals as it needs, at most four.
func (v voice) number(r *big.Rat) string {
	for decimals := range 4 {
		scale := new(big.Rat).SetInt64(pow10(decimals))
		if new(big.Rat).Mul(r, scale).IsInt() {
			return v.p.Number(float(r), decimals)
		}
	}
	return v.p.Number(float(r), 4)
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
