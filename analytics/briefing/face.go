package briefing

import (
	"fmt"
	"strings"

	"anlan/analytics"
	"anlan/analytics/words"
)

// Words are the texts in the briefing's language.
func (b Briefing) Words() *words.Words { return words.In(b.Language) }

// Face says what the briefing rests on, one line a fact: the cut-off, the state of the workspace, how many rows and
// imports, when it was made, and whether the data are a demonstration. Every export shows it.
func (b Briefing) Face() []string {
	w := b.Words()
	var lines []string
	for _, s := range b.States() {
		lines = append(lines, s.Line(b.Language))
	}
	if len(lines) == 0 {
		lines = append(lines, w.Say("briefing.face.none"))
	}
	return append(lines, w.Say("briefing.face.made", "time", b.MadeAt.Format("2006-01-02 15:04 MST")))
}

// Line says in one line what a state is.
func (s State) Line(l analytics.Language) string {
	w := words.In(l)
	parts := []string{}
	if s.Sample {
		parts = append(parts, w.Say("cli.query.footer.sample"))
	}
	through := w.Say("briefing.face.no_day")
	if !s.Through.IsZero() {
		through = s.Through.Format("2006-01-02")
	}
	parts = append(parts, w.Say("briefing.face.through", "day", through),
		w.Say("briefing.face.state", "batches", len(s.Batches), "rows", s.Rows(), "checksum", s.Short()),
		w.Say("briefing.face.frozen", "time", s.At.Format("2006-01-02 15:04 MST")))
	return strings.Join(parts, " · ")
}

// Foot is the line at the foot of a slide: what its figures rest on.
func (s Slide) Foot(l analytics.Language) string {
	if s.Frozen == nil {
		return ""
	}
	return s.Frozen.State.Line(l)
}

// Fact is one line of a slide's provenance.
type Fact struct{ Name, Value string }

// Provenance says where a slide's figures come from: its origin, and each question as SQL with its values.
func (s Slide) Provenance(l analytics.Language) []Fact {
	facts := s.Origin(l)
	if s.Frozen == nil {
		return nil
	}
	w := words.In(l)
	for i, source := range s.Frozen.Sources {
		facts = append(facts,
			Fact{w.Say("briefing.fact.rows", "number", i+1), w.Say("briefing.fact.rows.value", "rows", source.Rows, "batches", fmt.Sprint(source.Batches))},
			Fact{w.Say("briefing.fact.sql", "number", i+1), source.SQL},
			Fact{w.Say("briefing.fact.args", "number", i+1), strings.Join(source.Args, ", ")})
	}
	return facts
}

// Origin says where a slide's figures come from, as far as people read it: kind, what is counted, period, filters, state.
func (s Slide) Origin(l analytics.Language) []Fact {
	f, w := s.Frozen, words.In(l)
	if f == nil {
		return nil
	}
	return []Fact{
		{w.Say("briefing.fact.kind"), f.KindName()},
		{w.Say("briefing.fact.finding"), f.Finding.String()},
		{w.Say("briefing.fact.subtitle"), f.Subtitle},
		{w.Say("briefing.fact.period"), f.Ask.Question.Period.String()},
		{w.Say("briefing.fact.basis"), string(f.Ask.Question.Basis)},
		{w.Say("briefing.fact.filters"), filters(f.Ask.Question.Where)},
		{w.Say("briefing.fact.state"), f.State.Line(l)},
		{w.Say("briefing.fact.checksum"), f.State.Checksum},
	}
}

// filters writes conditions as they are asked on the command line.
func filters(where []analytics.Condition) string {
	var parts []string
	for _, c := range where {
		sign := "="
		if c.Not {
			sign = "≠"
		}
		parts = append(parts, string(c.Dimension)+sign+strings.Join(c.Keys, "|"))
	}
	return strings.Join(parts, "; ")
}
