package draft

import (
	"slices"

	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

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
