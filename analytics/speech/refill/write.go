package refill

import (
	"cmp"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/docx"
	"anlan/analytics/speech/plain"
	"anlan/analytics/words"
)

// none says that an edit is of no figure, or of no claim.
const none = -1

// edit replaces a span of the old text.
type edit struct {
	at     plain.Range
	text   string
	figure int // of the result
	claim  int
}

// write puts the new figures and dates into the old text, and tells where figures and claims then stand. What failed is
// marked behind its place.
func (r *refiller) write(old string) {
	edits := r.moved.dates(old, r.report)
	for i, f := range r.result.Figures {
		e := edit{at: f.Range, text: f.Old, figure: i, claim: none}
		switch {
		case f.State == Bound:
			e.text = f.New
		case f.State == Failed && f.New != "":
			e.text += words.In(r.o.Language).Say("refill.mark", "new", f.New)
		}
		edits = append(edits, e)
	}
	for i, c := range r.result.Claims {
		edits = append(edits, edit{at: c.Range, text: c.Words, figure: none, claim: i})
	}
	// A date that an unbound figure overlaps goes before it.
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.at.Start, b.at.Start) })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.at.Start < at {
			continue // within what was replaced
		}
		b.WriteString(old[at:e.at.Start])
		where := plain.Range{Start: b.Len(), End: b.Len() + len(e.text)}
		b.WriteString(e.text)
		at = e.at.End
		switch {
		case e.figure != none:
			r.result.Figures[e.figure].At = where
		case e.claim != none:
			r.result.Claims[e.claim].At = where
		}
	}
	r.result.Text = b.String() + old[at:]
}

// Counts says how many figures there are of each state.
func (r Result) Counts() map[State]int {
	n := make(map[State]int)
	for _, f := range r.Figures {
		n[f.State]++
	}
	return n
}

// Document is the new text for Word, each bound figure with a footnote, and below it the proof: old → new, and what is not
// bound.
func (r Result) Document(title string, l analytics.Language) []docx.Paragraph {
	all := []docx.Paragraph{{Title: true, Runs: []docx.Run{{Text: title}}}}
	at := 0
	var line docx.Paragraph
	put := func(text, note string) {
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				all = append(all, line)
				line = docx.Paragraph{}
			}
			if part != "" {
				line.Runs = append(line.Runs, docx.Run{Text: part})
			}
		}
		if note != "" && len(line.Runs) > 0 {
			line.Runs[len(line.Runs)-1].Note = note
		}
	}
	for _, f := range r.Figures {
		if f.At.Start < at || f.At.End == 0 {
			continue
		}
		put(r.Text[at:f.At.Start], "")
		put(r.Text[f.At.Start:f.At.End], f.note(l))
		at = f.At.End
	}
	put(r.Text[at:], "")
	all = append(all, line, docx.Paragraph{Title: true, Runs: []docx.Run{{Text: words.In(l).Say("refill.proof")}}})
	for _, said := range r.Proof(l) {
		all = append(all, docx.Paragraph{Runs: []docx.Run{{Text: said}}})
	}
	return all
}

// note is what a bound figure rests on.
func (f Figure) note(l analytics.Language) string {
	if f.State != Bound {
		return ""
	}
	return f.After.Short(l)
}

// Proof says of each figure what became of it, and of each claim whether the data carry it, a line each.
func (r Result) Proof(l analytics.Language) []string {
	w := words.In(l)
	var all []string
	for _, f := range r.Figures {
		all = append(all, w.Say("refill.line", "state", w.Say("cli.refill.state."+string(f.State)), "change", f.Change(), "why", f.Reason(l)))
	}
	for _, c := range r.Claims {
		key := "cli.refill.claim.carries"
		if !c.Carries {
			key = "cli.refill.claim.lost"
		}
		all = append(all, w.Say(key, "words", c.Words, "why", c.Why.In(l)))
	}
	return all
}

// Change is the figure as it was and as it is now.
func (f Figure) Change() string {
	old := strings.Join(strings.Fields(f.Old), " ")
	if f.New == "" {
		return old
	}
	return old + " → " + f.New
}

// Reason says what a figure rests on, or why it is not bound.
func (f Figure) Reason(l analytics.Language) string {
	w := words.In(l)
	switch {
	case f.State == Bound:
		return f.After.Short(l)
	case f.Why != "" && w.Has("refill.why."+f.Why):
		return w.Say("refill.why." + f.Why)
	}
	return w.Say("refill.why.unproved")
}
