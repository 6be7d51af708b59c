package compose

import (
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/analytics/speech/proof"
	texts "anlan/analytics/words"
)

// about is what a paragraph about a finding is about.
type about struct {
	finding problem.Finding
	number  int               // of the paragraph among those about findings
	member  *analytics.Member // within a repeated group
}

// key sets the fields of a finding's paragraph apart from those of others.
func (a *about) key() string {
	switch {
	case a == nil:
		return ""
	case a.member != nil:
		return a.finding.Key() + " " + a.member.Key + " "
	}
	return a.finding.Key() + " "
}

// findings writes a paragraph about each finding that there is a pattern for, below their heading.
func (w *writer) findings(patterns map[string][]node) {
	var all []Paragraph
	for _, f := range w.q.Findings {
		pattern, ok := patterns[f.Text]
		if !ok {
			w.text.Unwritten = append(w.text.Unwritten, f.Key())
			continue
		}
		pieces, ok := w.finding(f, pattern, len(w.text.Written)+1)
		if w.err != nil {
			return
		}
		if !ok {
			w.text.Unwritten = append(w.text.Unwritten, f.Key())
			continue
		}
		w.text.Written = append(w.text.Written, f.Key())
		all = append(all, joined(append(pieces, Piece{Note: w.basisOf(f)})))
	}
	if title, ok := w.paragraph(patterns[heading]); ok && len(all) > 0 && len(title) > 0 {
		all = slices.Insert(all, 0, joined(title))
	}
	w.text.Paragraphs = append(w.text.Paragraphs, all...)
}

// finding writes one paragraph, about the members and the days that the finding is about.
func (w *writer) finding(f problem.Finding, pattern []node, n int) ([]Piece, bool) {
	sub := w.within(periodOf(f), f.Conditions())
	sub.about = &about{finding: f, number: n}
	pieces, ok := sub.paragraph(pattern)
	w.err, w.text.Left = sub.err, sub.text.Left
	return pieces, ok
}

// within is the writer about a part of the question: other days, and conditions instead of those on the same dimensions.
func (w *writer) within(p analytics.Period, conditions []analytics.Condition) *writer {
	sub := *w
	sub.q.Period = p
	q := query.Query{Where: w.q.Where}
	for _, c := range conditions {
		q = q.With(c)
	}
	sub.q.Where = q.Where
	said := sub.q
	said.Where = slices.DeleteFunc(slices.Clone(q.Where), func(c analytics.Condition) bool { return c.Dimension == analytics.Department })
	sub.place, sub.err = placeOf(w.ctx, w.answers, said)
	return &sub
}

// basisOf says what a finding rests on and what it does not prove.
func (w *writer) basisOf(f problem.Finding) string {
	return w.say("compose.finding", "statement", f.Statement(w.printer), "sureness", f.Sureness(w.printer), "limits", f.Limits(w.printer))
}

// periodOf are the days that a finding is about: those of its months or quarters within its period.
func periodOf(f problem.Finding) analytics.Period {
	p := f.Evidence.Period
	for _, c := range f.Evidence.Where {
		length := map[analytics.DimensionID]int{analytics.Month: 1, analytics.Quarter: 3}[c.Dimension]
		if length == 0 || len(c.Keys) == 0 {
			continue
		}
		keys := slices.Sorted(slices.Values(c.Keys))
		first := firstDay(c.Dimension, keys[0])
		last := firstDay(c.Dimension, keys[len(keys)-1]).AddDate(0, length, -1)
		if first.After(p.From) {
			p.From = first
		}
		if last.Before(p.To) {
			p.To = last
		}
	}
	return p
}

// firstDay is the first day of a month or a quarter.
func firstDay(d analytics.DimensionID, key string) time.Time {
	n := query.NumberOfKey(d, key)
	if d == analytics.Quarter {
		return analytics.Day(n/10, time.Month(n%10*3-2), 1)
	}
	return analytics.Day(n/100, time.Month(n%100), 1)
}

// each repeats a group for each town and each sector that the finding is about.
func (w *writer) each(n node) []Piece {
	var all []Piece
	for _, d := range []analytics.DimensionID{analytics.Town, analytics.Sector} {
		for _, m := range w.about.finding.Subject(d) {
			bare := w.bare()
			sub := bare.within(w.q.Period, []analytics.Condition{{Dimension: d, Keys: []string{m.Key}}})
			sub.about = &about{finding: w.about.finding, number: w.about.number, member: &m}
			pieces, _ := sub.nodes(n.each)
			w.asked, w.known, w.text.Left = sub.asked, sub.known, sub.text.Left
			if w.err = sub.err; w.err != nil {
				return nil
			}
			if len(all) > 0 {
				all = append(all, Piece{Text: n.join})
			}
			all = append(all, pieces...)
		}
	}
	return all
}

// bare is the writer without the conditions on what the finding is about.
func (w *writer) bare() *writer {
	sub := *w
	sub.q.Where = slices.DeleteFunc(slices.Clone(w.q.Where), func(c analytics.Condition) bool { return w.about.finding.Subject(c.Dimension) != nil })
	return &sub
}

// ofFinding writes a field that only findings have.
func (w *writer) ofFinding(f *field) (Piece, bool) {
	l := w.q.Language
	switch f.kind {
	case number:
		return Piece{Text: w.say("compose.number", "number", w.ordinal(w.about.number))}, true
	case department:
		var names []string
		for _, m := range w.about.finding.Subject(analytics.Department) {
			names = append(names, m.Label.In(l))
		}
		return Piece{Text: texts.In(l).And(names)}, len(names) > 0
	case member:
		if w.about.member == nil {
			return Piece{}, false
		}
		return Piece{Text: w.place}, true
	}
	return w.figure(f)
}

// ordinal numbers paragraphs as official texts do.
func (w *writer) ordinal(n int) string {
	if w.q.Language == analytics.English || n > 99 {
		return w.printer.Number(float64(n), 0)
	}
	digits := []rune(w.say("compose.digits"))
	of := func(i int) string { return string(digits[i]) }
	text := ""
	if n >= 20 {
		text = of(n / 10)
	}
	if n >= 10 {
		text += w.say("compose.ten")
	}
	if n%10 > 0 {
		text += of(n % 10)
	}
	return text
}

// figure writes a number of the finding itself. It rests on the rows that the finding rests on, and on how the analysis makes
// it of them.
func (w *writer) figure(f *field) (Piece, bool) {
	finding := w.about.finding
	text, ok := finding.Printed(w.printer, f.name)
	if !ok {
		w.text.Left = append(w.text.Left, f.source)
		return Piece{Text: format.None}, false
	}
	if w.q.Language != analytics.English {
		text = strings.ReplaceAll(text, "\u202f", "")
	}
	p := Piece{Text: text, Field: w.about.key() + f.source}
	id := finding.Evidence.Measure
	if id == "" {
		id = map[analytics.FactID]analytics.ID{analytics.Accidents: "accidents", analytics.Inspections: "inspection_returns"}[finding.Evidence.Fact]
	}
	q := query.Query{Indicators: []analytics.ID{id}, Period: finding.Evidence.Period, Basis: analytics.NoBasis, Where: finding.Evidence.Where}
	frame, err := w.answers.Run(w.ctx, q)
	if err != nil {
		w.err = err
		return Piece{}, false
	}
	in := func(l analytics.Language) string { return finding.Statement(format.Printer{Language: l}) }
	p.Proofs = []proof.Proof{{
		Indicator: frame.Indicators[0], Query: q, Meta: frame.Meta, Value: frame.Total[0],
		Derived: analytics.Text{ZH: in(analytics.Chinese), EN: in(analytics.English)},
	}}
	return p, true
}
