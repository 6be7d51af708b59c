package speech

import (
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/format"
	"anlan/analytics/words"
)

// Move is a number that differs between two compositions. Without Old it was not in the earlier one, without Now it is no
// longer in the later one.
type Move struct {
	Field     string
	Old, Now  *Figure
	Paragraph int    // of the later text; of the earlier one where the number is gone
	Sentence  string // that it stands in
}

// Compare finds the numbers that moved from an earlier composition to a later one, in the order of the later text; then those
// that are gone. Numbers are the same where they stand for the same field; the nth of a field is held against the nth.
func Compare(old, now Composition) []Move {
	before := figuresOf(old)
	var moves []Move
	for _, f := range figuresOf(now) {
		i := slices.IndexFunc(before, func(o placed) bool { return o.figure.Field == f.figure.Field && o.nth == f.nth })
		switch {
		case i < 0:
			moves = append(moves, Move{Field: f.figure.Field, Now: f.figure, Paragraph: f.paragraph, Sentence: f.sentence})
			continue
		case before[i].figure.differs(*f.figure):
			moves = append(moves, Move{Field: f.figure.Field, Old: before[i].figure, Now: f.figure, Paragraph: f.paragraph, Sentence: f.sentence})
		}
		before = slices.Delete(before, i, i+1)
	}
	for _, o := range before {
		moves = append(moves, Move{Field: o.figure.Field, Old: o.figure, Paragraph: o.paragraph, Sentence: o.sentence})
	}
	return moves
}

// placed is a figure with its place in a composition.
type placed struct {
	figure    *Figure
	nth       int // of its field
	paragraph int
	sentence  string
}

func figuresOf(c Composition) []placed {
	var all []placed
	seen := make(map[string]int)
	ends := words.In(c.Language).Say("speech.sentence_ends")
	for i, p := range c.Paragraphs {
		for k := range p.Figures {
			f := &p.Figures[k]
			all = append(all, placed{f, seen[f.Field], i, p.sentence(*f, ends)})
			seen[f.Field]++
		}
	}
	return all
}

// differs tells whether a figure reads otherwise, or rests on other values: a hedge such as 300多次 may hide that.
func (f Figure) differs(o Figure) bool {
	return f.Text != o.Text || !slices.EqualFunc(f.Values, o.Values, func(a, b Value) bool {
		switch {
		case a.Indicator != b.Indicator, !same(a.Now, b.Now), (a.Base == nil) != (b.Base == nil):
			return false
		}
		return a.Base == nil || same(*a.Base, *b.Base)
	})
}

// same tells whether two sums are equal but for the order in which they were added up.
func same(a, b float64) bool {
	const least = 1e-9
	return math.Abs(a-b) <= least*max(math.Abs(a), math.Abs(b))
}

// Difference says by how much a number moved: +6宗; of a rate in points. It is empty where there is only one of the two, or where
// the number itself stayed and what it is compared with moved.
func (m Move) Difference(l analytics.Language) string {
	if m.Old == nil || m.Now == nil || len(m.Old.Values) != len(m.Now.Values) {
		return ""
	}
	w, p := words.In(l), format.Printer{Language: l}
	var said []string
	for i, v := range m.Now.Values {
		before := m.Old.Values[i]
		indicator, err := catalog.Default().Indicator(v.Indicator)
		if err != nil || before.Indicator != v.Indicator || same(before.Now, v.Now) {
			continue
		}
		decimals := indicator.Unit.Decimals
		if d := v.Now - before.Now; d != math.Trunc(d) {
			decimals = max(decimals, 2)
		}
		text := p.Signed(v.Now-before.Now, decimals)
		switch {
		case indicator.Unit.Percent:
			text = w.Say("format.points", "points", text)
		default:
			text += p.Suffix(indicator.Unit)
		}
		said = append(said, text)
	}
	return w.List(said)
}

// In is the move as a person reads it: 4414宗 → 4420宗（+6 宗）.
func (m Move) In(l analytics.Language) string {
	w := words.In(l)
	by := m.Difference(l)
	switch {
	case m.Old == nil:
		return w.Say("speech.move.came", "new", m.Now.Text)
	case m.Now == nil:
		return w.Say("speech.move.gone", "old", m.Old.Text)
	case m.Old.Text == m.Now.Text && by == "":
		return w.Say("speech.move.base", "text", m.Now.Text)
	case m.Old.Text == m.Now.Text:
		return w.Say("speech.move.same", "text", m.Now.Text, "by", by)
	case by == "":
		return w.Say("speech.move.plain", "old", m.Old.Text, "new", m.Now.Text)
	}
	return w.Say("speech.move", "old", m.Old.Text, "new", m.Now.Text, "by", by)
}
