package draft

import (
	"slices"

	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// batchKind is what the figures of a list say.
type batchKind int

const (
	baseBatch batchKind = iota
	differenceBatch
	percentBatch
	shareBatch
)

// batch is a list of changes, bases or shares: 分别下降8.1%、6.3%.
type batch struct {
	kind         batchKind
	figures      []int
	names        []pendingName
	basis        scan.Basis
	basisToken   int
	respectively bool
	each         bool
	share        *shareState
	changes      []int // of each figure, once it is closed
}

// toBatch puts a figure into the list of its kind.
func (r *reader) toBatch(kind batchKind, figure int) {
	if r.batch != nil && r.batch.kind != kind {
		r.closeBatch()
	}
	if r.batch == nil {
		r.batch = &batch{kind: kind, names: r.pending, basis: r.basis, basisToken: r.basisToken, share: r.share}
		r.pending = nil
		if len(r.batch.names) == 0 && r.respectively && len(r.values) == 0 && r.last == nil {
			r.batch.names = r.lastNames
		}
	}
	b := r.batch
	b.figures = append(b.figures, figure)
	b.respectively, b.each = b.respectively || r.respectively, b.each || r.each
	if kind == shareBatch {
		r.share = nil
	}
}

// even reads 持平, a change without digits.
func (r *reader) even(t *scan.Token) {
	r.sign = 0
	i := r.add(&scan.Token{Kind: scan.Figure, Start: t.Start, End: t.End, Text: t.Text}, Percentage)
	r.d.Figures[i].Even = true
	r.toBatch(percentBatch, i)
}

// closeBatch finds what the figures of a list belong to.
func (r *reader) closeBatch() {
	b := r.batch
	if b == nil {
		return
	}
	r.batch = nil
	switch {
	case b.kind == shareBatch:
		r.closeShares(b)
		return
	case b.kind == baseBatch && len(r.values) == 0 && len(b.names) == 0:
		r.bases = append(r.bases, b.figures...)
		return
	case r.completes(b):
		b.changes = r.fill(b, r.last.changes)
	case len(r.open(b)) > 0:
		b.changes = r.fill(b, r.open(b))
	default:
		b.changes = r.assign(b)
	}
	r.last = b
	r.grouped = len(r.values)
}

// completes tells whether a list says the same changes as the one before it in another way: 减少8起，下降17.8%.
func (r *reader) completes(b *batch) bool {
	l := r.last
	return l != nil && l.kind != b.kind && len(b.names) == 0 && l.basisToken == b.basisToken && len(r.values) == r.grouped &&
		len(l.changes) > 0 && (len(l.changes) == len(b.figures) || len(b.figures) == 1 && b.each)
}

// open are the changes told one by one before a list that completes them: 起数减少286起，死亡人数减少591人，分别下降a%和b%.
func (r *reader) open(b *batch) []int {
	if !b.respectively || len(b.names) > 0 || b.kind != percentBatch || len(r.values) != r.grouped {
		return nil
	}
	var found []int
	for i := len(r.d.Changes) - 1; i >= 0 && r.d.Changes[i].sentence == r.sentence && len(found) < len(b.figures); i-- {
		if c := r.d.Changes[i]; c.Percent != None || c.Difference == None || !sameBasis(c.Basis, b.basis) {
			break
		}
		found = append(found, i)
	}
	if len(found) != len(b.figures) {
		return nil
	}
	slices.Reverse(found)
	return found
}

// fill adds the figures of a list to changes.
func (r *reader) fill(b *batch, changes []int) []int {
	for i, c := range changes {
		r.set(c, b.kind, b.figures[min(i, len(b.figures)-1)])
	}
	return changes
}

// set puts a figure into a change.
func (r *reader) set(change int, kind batchKind, figure int) {
	c := &r.d.Changes[change]
	switch kind {
	case baseBatch:
		c.Base = figure
	case differenceBatch:
		c.Difference = figure
	case percentBatch, shareBatch:
		c.Percent = figure
	}
}

func newChange(sentence int, basis scan.Basis) Change {
	return Change{Base: None, Difference: None, Percent: None, Basis: basis, sentence: sentence}
}

// has tells whether a change has a figure of a kind already.
func (c Change) has(kind batchKind) bool {
	switch kind {
	case baseBatch:
		return c.Base != None
	case differenceBatch:
		return c.Difference != None
	}
	return c.Percent != None
}

// assign finds for each figure of a list what it is a change of.
func (r *reader) assign(b *batch) []int {
	targets, ok := r.targets(b)
	if !ok {
		return nil
	}
	var all []int
	if b.each && len(b.figures) == 1 {
		for _, t := range targets {
			all = append(all, r.change(b, b.figures[0], t))
		}
		return all
	}
	for i, f := range b.figures {
		all = append(all, r.change(b, f, targets[i]))
	}
	return all
}

// target is what a figure of a list may be a change of: values, and, where it was named, what is counted.
type target struct {
	values []int
	name   lexicon.Entry
}

// change makes a change, or completes one of the same value and basis.
func (r *reader) change(b *batch, figure int, t target) int {
	if len(t.values) == 1 {
		for i := range r.d.Changes {
			c := &r.d.Changes[i]
			if c.sentence == r.sentence && slices.Equal(c.Values, t.values) && !c.has(b.kind) && sameBasis(c.Basis, b.basis) {
				r.set(i, b.kind, figure)
				return i
			}
		}
	}
	c := newChange(r.sentence, b.basis)
	c.Values, c.Indicators, c.units = t.values, t.name.Keys, t.name.Units
	c.scope, c.token = r.d.Figures[figure].Scope, r.d.Figures[figure].token
	r.d.Changes = append(r.d.Changes, c)
	r.set(len(r.d.Changes)-1, b.kind, figure)
	return len(r.d.Changes) - 1
}

// sameBasis tells whether two changes may be against the same basis.
func sameBasis(a, b scan.Basis) bool {
	return a == b || a.Kind == scan.NoBasis || b.Kind == scan.NoBasis
}

// targets are what the figures of a list may be changes of, one for each. A list that does not go with the values is put
// down as such.
func (r *reader) targets(b *batch) ([]target, bool) {
	if named, ok := r.namedTargets(b); ok {
		return named, true
	}
	group := r.values[r.grouped:]
	if len(group) == 0 {
		group = r.again(b)
	}
	return r.pair(b, group)
}

// again are the values of the list before, or of the sentence before.
func (r *reader) again(b *batch) []int {
	if r.last == nil {
		return r.before
	}
	var values []int
	for _, c := range r.last.changes {
		if v := r.d.Changes[c].Values; len(v) == 1 {
			values = append(values, v[0])
		}
	}
	return values
}

// namedTargets finds the values of the names before a list: 事故起数、死亡人数分别下降….
func (r *reader) namedTargets(b *batch) ([]target, bool) {
	names := b.names
	n := len(b.figures)
	switch {
	case len(names) == 0 || len(names) < n:
		return nil, false
	case n == 1 && len(names) > 1 && !b.each:
		names = names[len(names)-1:]
	case n > 1 && len(names) > n:
		names = names[len(names)-n:]
	}
	var all []target
	for _, name := range names {
		all = append(all, target{r.valuesOf(name.entry.Keys), name.entry})
	}
	return all, true
}

// valuesOf are the values in the paragraph that a name may mean: the latest one of the indicator with the scope and the
// period of now; where the sentence names no scope, also the latest one that has none; and the whole that either is a part
// of.
func (r *reader) valuesOf(keys []string) []int {
	var found []int
	take := func(i int) {
		if !slices.Contains(found, i) {
			found = append(found, i)
		}
	}
	if i := r.latest(keys, r.scopeQuiet()); i != None {
		take(i)
	}
	if !r.hasScopeInSentence() {
		if i := r.latest(keys, nil); i != None {
			take(i)
		}
	}
	for _, i := range found {
		for _, s := range r.d.Sums {
			if slices.Contains(s.Parts, i) && overlap(r.d.Figures[s.Whole].Indicators, keys) {
				take(s.Whole)
			}
		}
	}
	return found
}

// latest is the latest value in the paragraph of an indicator within a scope, in the period of now.
func (r *reader) latest(keys []string, scope []Place) int {
	for i := len(r.d.Figures) - 1; i >= r.first; i-- {
		f := &r.d.Figures[i]
		if f.Role == Value && !f.Target && overlap(f.Indicators, keys) && f.Span == r.span && sameScope(f.Scope, scope) {
			return i
		}
	}
	return None
}

// scopeQuiet is the scope of now, without using up a list of places.
func (r *reader) scopeQuiet() []Place {
	var now []Place
	for _, p := range r.scope {
		now = append(now, p.Place)
	}
	return now
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// pair finds which value each figure of a list is a change of.
func (r *reader) pair(b *batch, group []int) ([]target, bool) {
	n := len(b.figures)
	if len(group) == 0 {
		return make([]target, max(n, 1)), true
	}
	if b.kind != percentBatch {
		if byUnit, ok := r.pairByUnit(b.figures, group); ok {
			return byUnit, true
		}
	}
	run := r.lastRun(group)
	switch {
	case n == 1:
		return pairOne(b, group, run), true
	case n == len(group):
		return single(group), true
	case n == len(run):
		return single(run), true
	case n == len(r.values):
		return single(r.values), true
	case b.kind == percentBatch && b.respectively:
		r.d.Lists = append(r.d.Lists, List{Values: slices.Clone(group), Changes: b.figures, Range: r.d.Figures[b.figures[0]].Range})
		return nil, false
	case n < len(group):
		return single(group[len(group)-n:]), true
	}
	return make([]target, n), true
}

// pairOne finds which values the only figure of a list is a change of.
func pairOne(b *batch, group, run []int) []target {
	switch {
	case b.each:
		return single(group)
	case !b.respectively && len(run) > 1:
		return []target{{values: run}}
	}
	return single(group[len(group)-1:])
}

func single(values []int) []target {
	var all []target
	for _, v := range values {
		all = append(all, target{values: []int{v}})
	}
	return all
}

// lastRun are the values at the end of a group that one list says: 、 parts them.
func (r *reader) lastRun(group []int) []int {
	last := r.d.Figures[group[len(group)-1]].run
	i := slices.IndexFunc(group, func(v int) bool { return r.d.Figures[v].run == last })
	return group[i:]
}

// pairByUnit finds the values with the units of the figures, in order: 减少5起4人.
func (r *reader) pairByUnit(figures, group []int) ([]target, bool) {
	var pairs []target
	used := make(map[int]bool)
	for _, f := range figures {
		class := r.d.Figures[f].Quantity.Unit.Class
		found := None
		for _, v := range group {
			if !used[v] && unitOf(&r.d.Figures[v]) == class && (found == None || len(figures) == 1) {
				found = v
			}
		}
		if found == None {
			return nil, false
		}
		used[found] = true
		pairs = append(pairs, target{values: []int{found}})
	}
	return pairs, true
}

// unitOf is the class of a figure's unit.
func unitOf(f *Figure) quantity.Class { return f.Quantity.Unit.Class }

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
