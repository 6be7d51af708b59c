package compose

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/analytics/speech/proof"
)

// Answers is where figures are looked up. The engine satisfies it.
type Answers interface {
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
	// Members lists the members of a dimension.
	Members(ctx context.Context, d analytics.DimensionID) ([]analytics.Member, error)
	// Resolve finds a member of a dimension by its name or key.
	Resolve(ctx context.Context, d analytics.DimensionID, text string) (string, error)
}

// Question says what a text is about.
type Question struct {
	Period   analytics.Period
	Basis    analytics.Basis
	Where    []analytics.Condition
	Language analytics.Language
	// Findings are the findings of the problem analysis that are to be written about, the gravest first.
	Findings []problem.Finding
}

// Piece is a piece of a paragraph; a number has the questions that it answers.
type Piece struct {
	Text   string
	Field  string // that it stands for, as the template has it; empty for plain text
	Proofs []proof.Proof
	Note   string // what a paragraph rests on as a whole
}

// plain tells whether a piece is no more than text.
func (p Piece) plain() bool { return len(p.Proofs) == 0 && p.Note == "" }

// Paragraph is a line of the text.
type Paragraph []Piece

// String is the paragraph as it is read.
func (p Paragraph) String() string {
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.Text)
	}
	return b.String()
}

// Text is what was written.
type Text struct {
	Question   Question // that it answers
	Paragraphs []Paragraph
	Left       []string // fields that are not known, as the template has them
	Written    []string // keys of the findings that it has paragraphs about
	Unwritten  []string // and of those that the template has no line for
}

// String is the text, a paragraph a line.
func (t Text) String() string {
	var lines []string
	for _, p := range t.Paragraphs {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// Write writes the text.
func (t *Template) Write(ctx context.Context, a Answers, q Question) (Text, error) {
	place, err := placeOf(ctx, a, q)
	if err != nil {
		return Text{}, err
	}
	w := &writer{ctx: ctx, answers: a, q: q, place: place, printer: format.Printer{Language: q.Language}, text: Text{Question: q}}
	for _, l := range t.lines {
		if l.findings {
			w.findings(t.patterns)
		} else if pieces, ok := w.paragraph(l.nodes); ok {
			w.text.Paragraphs = append(w.text.Paragraphs, joined(pieces))
		}
		if w.err != nil {
			return Text{}, w.err
		}
	}
	return w.text, nil
}

// paragraph writes a line of the template; false where none of its indicators is known.
func (w *writer) paragraph(nodes []node) ([]Piece, bool) {
	w.asked, w.known = 0, 0
	pieces, _ := w.nodes(nodes)
	return pieces, w.err == nil && (w.known > 0 || w.asked == 0)
}

// joined puts neighbouring pieces of plain text together, and mends the marks where a group was left out.
func joined(pieces []Piece) Paragraph {
	var all Paragraph
	for _, p := range pieces {
		if n := len(all); n > 0 && p.plain() && all[n-1].plain() {
			all[n-1].Text += p.Text
			continue
		}
		all = append(all, p)
	}
	for i := range all {
		if all[i].plain() {
			all[i].Text = mend.Replace(all[i].Text)
		}
	}
	return all
}

// writer writes one text.
type writer struct {
	ctx          context.Context
	answers      Answers
	q            Question
	place        string
	printer      format.Printer
	text         Text
	asked, known int // indicators of the paragraph
	about        *about
	err          error
}

// nodes writes pieces; whole tells whether every field in them is known.
func (w *writer) nodes(nodes []node) (pieces []Piece, whole bool) {
	whole = true
	for _, n := range nodes {
		switch {
		case w.err != nil:
			return nil, false
		case n.field != nil:
			p, ok := w.field(n.field)
			pieces, whole = append(pieces, p), whole && ok
		case n.each != nil:
			pieces = append(pieces, w.each(n)...)
		case n.group != nil:
			asked, known := w.asked, w.known
			group, ok := w.nodes(n.group)
			if ok {
				pieces = append(pieces, group...)
			} else {
				w.known = known
				w.asked = max(w.asked, asked)
			}
		default:
			pieces = append(pieces, Piece{Text: n.text})
		}
	}
	return pieces, whole
}

// field writes a field.
func (w *writer) field(f *field) (Piece, bool) {
	switch f.kind {
	case period:
		return Piece{Text: w.period()}, true
	case place:
		return Piece{Text: w.place}, true
	case basis:
		return Piece{Text: w.basis()}, w.q.Basis != analytics.NoBasis && w.q.Basis != ""
	case number, department, member, figure:
		return w.ofFinding(f)
	}
	w.asked++
	proofs, ok := w.proofs(f)
	if !ok {
		w.text.Left = append(w.text.Left, f.source)
		return Piece{Text: format.None}, false
	}
	w.known++
	p := Piece{Field: w.about.key() + f.source, Proofs: proofs}
	switch f.kind {
	case change:
		p.Text = w.printer.Change(proofs[0].Indicator.Unit, proofs[0].Value.Now, proofs[0].Value.Base, w.decimals(f))
		return p, true
	case changes:
		p.Text = w.both(proofs[0], proofs[1], w.decimals(f))
		return p, true
	}
	p.Text = w.quantity(f, proofs[0])
	return p, proofs[0].Value.Now != 0
}

func comparison(p proof.Proof) format.Comparison {
	return format.Comparison{Unit: p.Indicator.Unit, Now: p.Value.Now, Base: p.Value.Base}
}

// decimals are those of a change in per cent.
func (w *writer) decimals(f *field) int {
	if f.decimals >= 0 {
		return f.decimals
	}
	return 2
}

// proofs asks for the indicators of a field.
func (w *writer) proofs(f *field) ([]proof.Proof, bool) {
	where, ok := w.where(f)
	if !ok {
		return nil, false
	}
	var all []proof.Proof
	for _, id := range f.ids {
		q := query.Query{Indicators: []analytics.ID{id}, Period: w.q.Period, Basis: analytics.NoBasis, Where: where}
		if f.kind != value {
			q.Basis = w.q.Basis
		}
		frame, err := w.answers.Run(w.ctx, q)
		var question *analytics.Error
		switch {
		case errors.As(err, &question):
			return nil, false // the indicator knows no such breakdown
		case err != nil:
			w.err = err
			return nil, false
		}
		v := frame.Total[0]
		if !v.HasNow || f.kind != value && !v.HasBase {
			return nil, false
		}
		all = append(all, proof.Proof{Indicator: frame.Indicators[0], Query: q, Meta: frame.Meta, Value: v})
	}
	return all, true
}

// where joins the conditions of the question and of a field. Where both state one on a dimension, members that the question
// leaves out are not known.
func (w *writer) where(f *field) ([]analytics.Condition, bool) {
	where := slices.Clone(w.q.Where)
	for _, c := range f.where {
		var keys []string
		for _, m := range c.members {
			key, err := w.answers.Resolve(w.ctx, c.dimension, m)
			if err != nil {
				return nil, false // this city has no such member
			}
			keys = append(keys, key)
		}
		i := slices.IndexFunc(where, func(h analytics.Condition) bool { return h.Dimension == c.dimension })
		if i < 0 {
			where = append(where, analytics.Condition{Dimension: c.dimension, Keys: keys})
			continue
		}
		if where[i].Not || slices.ContainsFunc(keys, func(k string) bool { return !slices.Contains(where[i].Keys, k) }) {
			return nil, false
		}
		where[i] = analytics.Condition{Dimension: c.dimension, Keys: keys}
	}
	return where, true
}

// Fields lists the indicators that a template may name.
func Fields() []analytics.Indicator { return catalog.Default().Indicators() }
