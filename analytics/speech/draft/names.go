package draft

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// pendingName is something that was named and has not got its number yet.
type pendingName struct {
	token int
	entry lexicon.Entry
}

// name reads the name of something that is counted.
func (r *reader) name(t *scan.Token) {
	if r.consumed[r.k] {
		return
	}
	if r.share != nil {
		r.share.whole = append(r.share.whole, t.Word)
		return
	}
	if r.batch != nil {
		r.closeBatch()
		r.signed = r.signed && !r.signUsed
	}
	if slices.Contains(t.Word.Keys, "accidents") {
		r.drop(func(p heldPlace) bool { return p.Dimension == analytics.Severity && p.clause != r.clause })
	}
	n := pendingName{r.k, t.Word}
	if last := len(r.pending) - 1; last >= 0 && r.compound(r.pending[last].token) {
		r.pending[last] = n
		return
	}
	r.pending = append(r.pending, n)
}

// compound tells whether nothing parts the token that is read from an earlier one: 事故死亡人数 names deaths only.
func (r *reader) compound(from int) bool {
	for _, t := range r.tokens[from+1 : r.k] {
		if t.Kind != scan.Text && t.Kind != scan.Word || t.Joins() {
			return false
		}
	}
	return true
}

// named finds what a figure counts among what was named before it in its clause, and takes it off the list. With 分别 the
// first name that goes with the unit is meant, otherwise the last one.
func (r *reader) named(q quantity.Quantity) (lexicon.Entry, bool) {
	found := None
	for i, n := range r.pending {
		if !r.fits(n, q) {
			continue
		}
		found = i
		if r.respectively {
			break
		}
	}
	if found == None {
		return lexicon.Entry{}, false
	}
	entry := r.pending[found].entry
	r.pending = slices.Clone(r.pending[found+1:])
	return entry, true
}

// fits tells whether a name may be that of a quantity: it counts in its unit, or, of a number without one, stands right
// before it.
func (r *reader) fits(n pendingName, q quantity.Quantity) bool {
	switch {
	case n.entry.Kind == lexicon.Rate:
		return q.Unit.Class == quantity.Percent
	case n.entry.Kind == lexicon.Ratio:
		return q.Unit.Class == quantity.None && r.filled(n.token)
	case q.Unit.Class == quantity.None:
		return r.filled(n.token)
	}
	return n.entry.Counts(q.Unit.Class)
}

// filled tells whether only words without a meaning stand between a token and the one that is read.
func (r *reader) filled(from int) bool {
	for _, t := range r.tokens[from+1 : r.k] {
		if !t.Fills() && t.Kind != scan.Time && !t.Joins() && !t.Is(lexicon.Indicator) && !t.Is(lexicon.From) {
			return false
		}
	}
	return true
}

// behind finds what a figure counts among what is named after it: 66家企业安装了视频监控, 造成3人死亡.
func (r *reader) behind(q quantity.Quantity) (lexicon.Entry, bool) {
	for i := r.k + 1; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		switch {
		case t.Kind == scan.Mark && !t.IsMark("“", "”", "《", "》"), t.Kind == scan.Figure, t.Kind == scan.Compare, t.Joins(), t.Is(lexicon.Direction):
			return lexicon.Entry{}, false
		case t.Is(lexicon.Indicator) && t.Word.Counts(q.Unit.Class):
			r.consumed[i] = true
			return t.Word, true
		}
	}
	return lexicon.Entry{}, false
}

// happened tells whether the clause says 发生 before the figure: what is counted in cases is accidents then.
func (r *reader) happened(q quantity.Quantity) (lexicon.Entry, bool) {
	for i := r.k - 1; i >= 0; i-- {
		t := &r.tokens[i]
		if t.Kind == scan.Figure || t.IsMark(",", ";", "。") {
			break
		}
		if t.Is(lexicon.Weak) && t.Word.Counts(q.Unit.Class) {
			return t.Word, true
		}
	}
	return lexicon.Entry{}, false
}

// inherited finds what a figure counts where only a place is named: 东城121起、南城108起.
func (r *reader) inherited(q quantity.Quantity) []string {
	for i := len(r.d.Figures) - 1; i >= r.first; i-- {
		f := &r.d.Figures[i]
		if f.Role != Value || len(f.Indicators) == 0 {
			continue
		}
		if f.Sentence != r.sentence && q.Unit.Class != quantity.Cases {
			break
		}
		if f.Quantity.Unit.Class == q.Unit.Class {
			if q.Unit.Class == quantity.Cases && !slices.Contains(f.Indicators, "accidents") && f.Sentence != r.sentence {
				continue
			}
			return f.Indicators
		}
	}
	if q.Unit.Class == quantity.Cases && r.hasScope() {
		return []string{"accidents"}
	}
	return nil
}
