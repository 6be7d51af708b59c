package draft

import (
	"slices"
	"strings"

	"anlan/analytics/speech/lexicon"
)

// linkRates finds the counts that the rates of a sentence come from. The part is the value whose words say what the rate
// says (办结率, 办结241宗), the whole a value of the same unit before it.
func (r *reader) linkRates() {
	for _, v := range r.values {
		f := &r.d.Figures[v]
		if !f.Rate {
			continue
		}
		rate := Rate{Part: None, Whole: None, Percent: v}
		stems := lexicon.Stems(f.Indicators[0])
		near := r.counts(v)
		rate.Part = r.partOf(near, f.Indicators[0], stems)
		if rate.Part != None {
			rate.Whole = r.wholeOfRate(near, rate.Part, stems)
		}
		r.d.Rates = append(r.d.Rates, rate)
	}
}

// counts are the values before a rate, in its sentence and the one before.
func (r *reader) counts(rate int) []int {
	all := append(slices.Clone(r.before), r.values...)
	return slices.DeleteFunc(all, func(v int) bool {
		f := &r.d.Figures[v]
		return v >= rate || f.Rate || f.Ratio || unitOf(f).IsShare()
	})
}

// counted are the indicators that count what a rate says is done.
var counted = map[string]string{"rectification_rate": "rectified", "reply_rate": "complaints_answered"}

// partOf is the last count of what the rate says is done; where no indicator is that, the last one whose words say so, and
// do not say that it should be.
func (r *reader) partOf(counts []int, rate string, stems []string) int {
	for _, v := range slices.Backward(counts) {
		if slices.Contains(r.d.Figures[v].Indicators, counted[rate]) {
			return v
		}
	}
	for _, v := range slices.Backward(counts) {
		label := r.d.Figures[v].Label
		if lexicon.IsOwed(label) {
			continue
		}
		if slices.ContainsFunc(stems, func(s string) bool { return strings.Contains(label, s) }) {
			return v
		}
	}
	return None
}

// wholeOfRate is the count that a part is measured by: the nearest one of the same unit, or, of a plan, 应结案40起.
func (r *reader) wholeOfRate(counts []int, part int, stems []string) int {
	p := &r.d.Figures[part]
	for _, v := range slices.Backward(counts) {
		w := &r.d.Figures[v]
		if v == part || unitOf(w) != unitOf(p) || w.Sentence != p.Sentence && !sameScope(w.Scope, p.Scope) || w.token > p.token && w.Sentence == p.Sentence && !lexicon.IsOwed(w.Label) {
			continue
		}
		if !lexicon.IsOwed(w.Label) && slices.ContainsFunc(stems, func(s string) bool { return strings.Contains(w.Label, s) }) {
			continue
		}
		return v
	}
	return None
}
