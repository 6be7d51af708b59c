package compose

import (
	"strings"

	"anlan/analytics"
	"anlan/analytics/docx"
	"anlan/analytics/speech/proof"
	texts "anlan/analytics/words"
)

// Document is the text for Word, each number with a footnote that says what it rests on.
func (t Text) Document(title string, l analytics.Language) []docx.Paragraph {
	all := []docx.Paragraph{{Title: true, Runs: []docx.Run{{Text: title}}}}
	for _, p := range t.Paragraphs {
		var out docx.Paragraph
		for _, piece := range p {
			out.Runs = append(out.Runs, docx.Run{Text: piece.Text, Note: strings.TrimSpace(piece.Note + " " + footnote(piece.Proofs, l))})
		}
		all = append(all, out)
	}
	return all
}

// footnote says what a number rests on, with the SQL of each question.
func footnote(proofs []proof.Proof, l analytics.Language) string {
	var said []string
	for _, p := range proofs {
		note := p.Short(l)
		if p.Meta.SQL != "" {
			note += texts.In(l).Say("proof.join") + "SQL: " + strings.Join(strings.Fields(p.Meta.SQL), " ")
		}
		if args := p.Arguments(); len(args) > 0 {
			note += " (" + strings.Join(args, ", ") + ")"
		}
		said = append(said, note)
	}
	return strings.Join(said, "; ")
}
