package compose

import "anlan/analytics/speech"

// Composition is the text as it is kept, to be compared with a later one.
func (t Text) Composition() speech.Composition {
	c := speech.Composition{Period: t.Question.Period, Basis: t.Question.Basis, Where: t.Question.Where, Language: t.Question.Language}
	for _, p := range t.Paragraphs {
		out := speech.ComposedParagraph{Text: p.String()}
		at := 0
		for _, piece := range p {
			if len(piece.Proofs) > 0 {
				out.Figures = append(out.Figures, piece.figure(at))
			}
			at += len(piece.Text)
		}
		c.Paragraphs = append(c.Paragraphs, out)
	}
	return c
}

// figure is a number as it is kept; at is where it stands in its paragraph.
func (p Piece) figure(at int) speech.Figure {
	f := speech.Figure{Field: p.Field, Text: p.Text, Start: at}
	for _, one := range p.Proofs {
		v := speech.Value{Indicator: one.Indicator.ID, Now: one.Value.Now}
		if one.Value.HasBase {
			v.Base = &one.Value.Base
		}
		f.Values = append(f.Values, v)
	}
	return f
}
