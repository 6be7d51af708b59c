package draft

import (
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/scan"
)

// Read reads a draft. The lexicon brings the names of the city; lexicon.New(nil) knows sectors only.
func Read(text string, words *lexicon.Lexicon) Draft {
	d := Draft{Text: text}
	sentence := 0
	for i, p := range plain.Paragraphs(text) {
		first := len(d.Figures)
		r := newReader(&d, p, i, sentence, scan.Tokens(p.S, words))
		r.read()
		sentence = r.sentence + 1
		d.Paragraphs = append(d.Paragraphs, Paragraph{Range: p.Original(0, len(p.S)), First: first, Last: len(d.Figures)})
	}
	return d
}

// newReader makes a reader of one paragraph.
func newReader(d *Draft, text plain.Text, paragraph, sentence int, tokens []scan.Token) *reader {
	return &reader{d: d, text: text, paragraph: paragraph, sentence: sentence, tokens: tokens, first: len(d.Figures), state: newState()}
}
