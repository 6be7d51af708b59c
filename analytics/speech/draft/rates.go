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
		if !f.Rate || slices.Equal(f.Indicators, ofShare.Keys) {
			continue
		}
		rate := Rate{Part: None, Percent: v}
		stems := lexicon.Stems(f.Indicators[0])
		near := r.counts(v)
		parts := r.partsOf(near, f.Indicators[0], stems)
		if len(parts) == 0 {
			near = r.countsBehind(v)
			parts = r.partsOf(near, f.Indicators[0], stems)
		}
		for _, part := range parts {
			wholes := r.wholesOf(near, part, stems)
			if rate.Part == None || len(rate.Wholes) == 0 && len(wholes) > 0 {
				rate.Part, rate.Wholes = part, wholes
			}
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

// countsBehind are the values behind a rate, in its sentence: 完成率90%(应改造40家,已完成36家).
func (r *reader) countsBehind(rate int) []int {
	return slices.DeleteFunc(slices.Clone(r.values), func(v int) bool {
		f := &r.d.Figures[v]
		return v <= rate || f.Rate || f.Ratio || unitOf(f).IsShare()
	})
}

// counted are the indicators that count what a rate says is done.
var counted = map[string]string{"rectification_rate": "rectified", "reply_rate": "complaints_answered"}

// partsOf are the counts that may be what the rate says is done, the latest first: those of the indicator that is just
// that; where there are none, those whose clause says so, and does not say that it should be.
func (r *reader) partsOf(counts []int, rate string, stems []string) []int {
	var known, said []int
	for _, v := range slices.Backward(counts) {
		f := &r.d.Figures[v]
		if slices.Contains(f.Indicators, counted[rate]) {
			known = append(known, v)
		}
		if !lexicon.IsOwed(f.Label) && says(f.Clause, stems) {
			said = append(said, v)
		}
	}
	if len(known) > 0 {
		return known
	}
	return said
}

func says(words string, stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool { return strings.Contains(words, s) })
}

// wholesOf are the counts that a part may be measured by: those of the same unit before it, the nearest first, those that
// are no parts themselves before the others; and what should have been done, wherever it stands.
func (r *reader) wholesOf(counts []int, part int, stems []string) []int {
	p := &r.d.Figures[part]
	var whole, parts []int
	for _, v := range slices.Backward(counts) {
		w := &r.d.Figures[v]
		owed := lexicon.IsOwed(w.Label)
		switch {
		case v == part, unitOf(w) != unitOf(p), w.Sentence != p.Sentence && !sameScope(w.Scope, p.Scope):
		case w.token > p.token && w.Sentence == p.Sentence && !owed:
		case !owed && says(w.Label, stems):
		case r.isPart(v):
			parts = append(parts, v)
		default:
			whole = append(whole, v)
		}
	}
	return append(whole, parts...)
}

// isPart tells whether a value is one of the parts of another one.
func (r *reader) isPart(v int) bool {
	return slices.ContainsFunc(r.d.Sums, func(s Sum) bool { return !s.Total && slices.Contains(s.Parts, v) })
}
