// Package proof says what a number of a text rests on: the indicator, the period, what it is compared with, the filter, how
// many rows of which imports, and the SQL.
package proof

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/query"
	"anlan/analytics/words"
)

// Proof is a question and its answer.
type Proof struct {
	Indicator analytics.Indicator
	Query     query.Query
	Meta      engine.Meta
	Value     engine.Value
	// Derived says how the number comes from the answer, where it is not the answer itself.
	Derived analytics.Text
}

// Line is one thing that a number rests on.
type Line struct{ Name, Text string }

// String is the line as a person reads it.
func (l Line) String() string { return l.Name + " " + l.Text }

// Lines say what the number rests on, without the SQL.
func (p Proof) Lines(l analytics.Language) []Line {
	w, pr := words.In(l), format.Printer{Language: l}
	var lines []Line
	if derived := p.Derived.In(l); derived != "" {
		lines = append(lines, Line{w.Say("proof.derived"), derived})
	}
	lines = append(lines,
		Line{w.Say("proof.indicator"), p.Indicator.Name.In(l)},
		Line{w.Say("proof.value"), pr.Quantity(p.Indicator.Unit, p.Value.Now)},
		Line{w.Say("proof.period"), w.Say("proof.days", "period", pr.Period(p.Meta.Period), "days", p.Meta.Period.Days())})
	if p.Value.HasBase {
		lines = append(lines, Line{w.Say("proof.basis"), w.Say("proof.base", "basis", pr.Basis(p.Meta.Basis), "value", pr.Quantity(p.Indicator.Unit, p.Value.Base))})
	}
	filter := p.filter(w)
	if filter == "" {
		filter = w.Say("proof.all")
	}
	return append(lines, Line{w.Say("proof.filter"), filter},
		Line{w.Say("proof.source"), w.Say("proof.rows", "rows", pr.Number(float64(p.Meta.Rows()), 0), "batches", p.batches(w))})
}

// filter prints the conditions.
func (p Proof) filter(w *words.Words) string {
	var parts []string
	for _, f := range p.Meta.Where {
		var names []string
		for _, m := range f.Members {
			names = append(names, m.Label.In(w.Language))
		}
		parts = append(parts, f.Dimension.Name.In(w.Language)+" = "+w.List(names))
	}
	return strings.Join(parts, "; ")
}

func (p Proof) batches(w *words.Words) string {
	var all []string
	for _, b := range p.Meta.Batches() {
		all = append(all, strconv.Itoa(b))
	}
	if len(all) == 0 {
		return w.Say("proof.none")
	}
	return w.List(all)
}

// Arguments are the values that the SQL was asked with, as text.
func (p Proof) Arguments() []string {
	all := []string{}
	for _, a := range p.Meta.Args {
		if t, ok := a.(time.Time); ok {
			a = t.Format(time.DateOnly)
		}
		all = append(all, fmt.Sprint(a))
	}
	return all
}

// Short is a proof in one line, as a footnote has it.
func (p Proof) Short(l analytics.Language) string {
	var parts []string
	for _, line := range p.Lines(l) {
		parts = append(parts, line.String())
	}
	return strings.Join(parts, words.In(l).Say("proof.join"))
}

// Records asks for the facts behind the number.
func (p Proof) Records() query.Records {
	part := p.Indicator.Num
	r := query.Records{Fact: part.Fact, Period: p.Meta.Period, Measure: analytics.Measure{Fact: part.Fact, Where: part.Where}}
	for _, f := range p.Meta.Where {
		c := analytics.Condition{Dimension: f.Dimension.ID, Not: f.Not}
		for _, m := range f.Members {
			c.Keys = append(c.Keys, m.Key)
		}
		r.Where = append(r.Where, c)
	}
	return r
}
