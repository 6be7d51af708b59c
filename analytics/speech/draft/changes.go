package draft

import (
	"slices"

	"anlan/analytics/speech/scan"
)

// takeBase gives a new value the base that was told before it: 去年同期为45起，今年为51起.
func (r *reader) takeBase(value int) {
	class := unitOf(&r.d.Figures[value])
	for i, b := range r.bases {
		if unitOf(&r.d.Figures[b]) == class {
			c := newChange(r.sentence, scan.Basis{Kind: scan.SamePeriod})
			c.Values, c.Base = []int{value}, b
			r.d.Changes = append(r.d.Changes, c)
			r.bases = slices.Delete(r.bases, i, i+1)
			return
		}
	}
}

// leftBases gives bases that no value of the sentence took to those of the sentence before.
func (r *reader) leftBases() {
	for _, b := range r.bases {
		for _, v := range r.before {
			if unitOf(&r.d.Figures[v]) != unitOf(&r.d.Figures[b]) || slices.ContainsFunc(r.d.Changes, func(c Change) bool {
				return slices.Equal(c.Values, []int{v}) && c.Base != None && c.sentence == r.sentence
			}) {
				continue
			}
			c := newChange(r.sentence, scan.Basis{Kind: scan.SamePeriod})
			c.Values, c.Base = []int{v}, b
			r.d.Changes = append(r.d.Changes, c)
			break
		}
	}
	r.bases = nil
}

// joinChanges gives changes that came before their value that value, lets last year's value be the base of this year's,
// and makes one of two changes of the same value.
func (r *reader) joinChanges() {
	for i := range r.d.Changes {
		c := &r.d.Changes[i]
		if c.sentence != r.sentence {
			continue
		}
		if len(c.Values) == 0 && len(c.Indicators) > 0 {
			c.Values = r.laterValue(c)
		}
		if len(c.Values) == 1 && c.Base == None {
			c.Base = r.lastYears(c.Values[0])
		}
	}
	r.mergeChanges()
}

// laterValue is the only value behind a change that may be what changed.
func (r *reader) laterValue(c *Change) []int {
	var found []int
	for _, v := range r.values {
		f := &r.d.Figures[v]
		named := overlap(f.Indicators, c.Indicators) || len(f.Indicators) == 0 && slices.Contains(c.units, unitOf(f))
		if named && f.token > c.token && sameScope(f.Scope, c.scope) {
			found = append(found, v)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// lastYears is the value of the year before that a sentence sets beside a value: 去年45起，今年51起.
func (r *reader) lastYears(value int) int {
	f := &r.d.Figures[value]
	for _, v := range r.values {
		g := &r.d.Figures[v]
		if g.Span.Shift == f.Span.Shift-1 && f.Span.Shift == 0 && g.Span.Kind == scan.Year && unitOf(f) == unitOf(g) && overlap(f.Indicators, g.Indicators) && sameScope(f.Scope, g.Scope) {
			return v
		}
	}
	return None
}

// mergeChanges makes one of two changes of a value against one basis that say different things.
func (r *reader) mergeChanges() {
	kept := r.d.Changes[:0]
	for _, c := range r.d.Changes {
		merged := false
		for i := range kept {
			if k := &kept[i]; c.sentence == r.sentence && k.sentence == r.sentence && len(c.Values) == 1 && slices.Equal(k.Values, c.Values) && sameBasis(k.Basis, c.Basis) && k.merge(c) {
				merged = true
				break
			}
		}
		if !merged {
			kept = append(kept, c)
		}
	}
	r.d.Changes = kept
}

// merge adds what another change says, unless both say the same kind of thing.
func (c *Change) merge(o Change) bool {
	if c.Base != None && o.Base != None || c.Difference != None && o.Difference != None || c.Percent != None && o.Percent != None {
		return false
	}
	c.Base, c.Difference, c.Percent = max(c.Base, o.Base), max(c.Difference, o.Difference), max(c.Percent, o.Percent)
	if c.Sign == 0 {
		c.Sign = o.Sign
	}
	if c.Basis.Kind == scan.NoBasis {
		c.Basis = o.Basis
	}
	return true
}
