package draft

import (
	"slices"

	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// among is what 其中 divides.
type among struct {
	wholes   []int // the values before 其中
	sentence int
	sums     []int // the sums that it has made
	complete bool  // 其他 is one of the parts
}

// openAmong reads 其中.
func (r *reader) openAmong() {
	r.closeBatch()
	wholes := r.values
	if len(wholes) == 0 {
		wholes = r.before
	}
	if len(wholes) > 0 {
		r.among = append(r.among, &among{wholes: slices.Clone(wholes), sentence: r.sentence})
	}
}

// rest reads 其他: the parts are all there are.
func (r *reader) rest() {
	if n := len(r.among); n > 0 {
		a := r.among[n-1]
		a.complete = true
		for _, s := range a.sums {
			r.d.Sums[s].Complete = true
		}
	}
}

// divide makes a value a part of what 其中 divides.
func (r *reader) divide(value int) {
	n := len(r.among)
	if n == 0 {
		return
	}
	a := r.among[n-1]
	f := &r.d.Figures[value]
	if f.Sentence != a.sentence && (len(a.sums) == 0 || !r.hasScope() && !r.hasScopeInSentence()) || f.Rate || f.Ratio {
		r.among = nil
		return
	}
	whole := r.wholeOf(a, f)
	if whole == None {
		return
	}
	i := slices.IndexFunc(a.sums, func(s int) bool { return r.d.Sums[s].Whole == whole })
	if i < 0 {
		r.d.Sums = append(r.d.Sums, Sum{Whole: whole, Complete: a.complete})
		a.sums = append(a.sums, len(r.d.Sums)-1)
		i = len(a.sums) - 1
	}
	s := &r.d.Sums[a.sums[i]]
	s.Parts = append(s.Parts, value)
}

// hasScopeInSentence tells whether the sentence has named a scope.
func (r *reader) hasScopeInSentence() bool {
	return slices.ContainsFunc(r.scope, func(p heldPlace) bool { return p.sentence == r.sentence })
}

// wholeOf is the value that a part is one of: that of the same indicator, or, where the part is a kind of its own, of the
// same unit.
func (r *reader) wholeOf(a *among, f *Figure) int {
	for i := len(a.wholes) - 1; i >= 0; i-- {
		if w := &r.d.Figures[a.wholes[i]]; overlap(w.Indicators, f.Indicators) && unitOf(w) == unitOf(f) && w.Span == f.Span {
			return a.wholes[i]
		}
	}
	for i := len(a.wholes) - 1; i >= 0; i-- {
		w := &r.d.Figures[a.wholes[i]]
		if unitOf(w) == unitOf(f) && unitOf(f).IsCount() && w.Span == f.Span && r.kindOf(w, f) {
			return a.wholes[i]
		}
	}
	return None
}

// kinds are indicators that count a kind of what another one counts.
var kinds = map[string][]string{
	"injured": {"serious", "minor"}, "accidents": {"fatal_accidents"}, "hazards": {"major_hazards", "minor_hazards", "rectified", "unrectified"},
	"complaints_received": {"verified", "complaints_answered"},
}

// kindOf tells whether a part may count a kind of what the whole counts. What nothing names may be a kind of anything.
func (r *reader) kindOf(whole, part *Figure) bool {
	if len(whole.Indicators) == 0 || len(part.Indicators) == 0 {
		return true
	}
	for _, k := range whole.Indicators {
		if overlap(kinds[k], part.Indicators) {
			return true
		}
	}
	return false
}

// totalOf makes a value the sum of those before it where the clause says 合计.
func (r *reader) totalOf(value int) {
	f := &r.d.Figures[value]
	if r.totalToken == None || r.k-r.totalToken > 3 || f.Quantity.Unit.Class == quantity.None {
		return
	}
	r.totalToken = None
	var parts []int
	for i := len(r.values) - 2; i >= 0; i-- {
		p := &r.d.Figures[r.values[i]]
		if unitOf(p) != unitOf(f) || len(f.Indicators) > 0 && !overlap(p.Indicators, f.Indicators) || p.Span != f.Span || p.Role != Value {
			break
		}
		parts = append(parts, r.values[i])
	}
	if len(parts) < 2 {
		return
	}
	slices.Reverse(parts)
	r.d.Sums = append(r.d.Sums, Sum{Whole: value, Parts: parts, Total: true, Complete: true})
	if f.Span.Kind == scan.NoSpan {
		f.Span = r.d.Figures[parts[0]].Span
	}
}
