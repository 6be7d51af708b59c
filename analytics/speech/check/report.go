package check

import (
	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
)

// Level is how serious a finding is.
type Level int

// The levels; of several findings the highest one counts.
const (
	Grey  Level = iota // not checkable
	Green              // right
	Amber              // needs attention
	Red                // wrong
)

// String names the level in files.
func (l Level) String() string { return [...]string{"unknown", "right", "attention", "wrong"}[l] }

// Finding is what was found out about a place in the draft.
type Finding struct {
	Level  Level
	Code   string // stable, for programs
	Text   analytics.Text
	Range  plain.Range
	Figure int            // the figure's index; draft.None where the finding is about a wording
	Right  analytics.Text // what the figure should read; empty where nothing better is known
	Proof  *proof.Proof   // what it rests on, where the workspace was asked
}

// Figure is a figure of the draft with its findings, the most serious one first.
type Figure struct {
	draft.Figure
	Level    Level
	Findings []Finding
}

// Counts says how many figures there are of each level.
type Counts struct{ Right, Attention, Wrong, Unknown int }

// Report is the outcome of a check.
type Report struct {
	Draft   draft.Draft
	Figures []Figure
	Notes   []Finding // about wordings and the draft as a whole, in the order of the text
	Counts  Counts
}

// Worst is the highest level of any finding.
func (r Report) Worst() Level {
	worst := Grey
	for _, f := range r.Figures {
		worst = max(worst, f.Level)
	}
	for _, n := range r.Notes {
		worst = max(worst, n.Level)
	}
	return worst
}

// InOrder lists all findings in the order of the text.
func (r Report) InOrder() []Finding {
	var all []Finding
	notes := r.Notes
	for _, f := range r.Figures {
		for len(notes) > 0 && notes[0].Range.Start <= f.Range.Start {
			all = append(all, notes[0])
			notes = notes[1:]
		}
		all = append(all, f.Findings...)
	}
	return append(all, notes...)
}
