package draft

import (
	"slices"

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
