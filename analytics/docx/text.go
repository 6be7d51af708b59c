package docx

import (
	"io"
	"time"
)

// Paragraph is a paragraph of a text, or a title.
type Paragraph struct {
	Title bool
	Runs  []Run
}

// String is the paragraph as it is read.
func (p Paragraph) String() string {
	text := ""
	for _, r := range p.Runs {
		text += r.Text
	}
	return text
}

// WriteText writes a text as official texts look.
func WriteText(w io.Writer, paragraphs []Paragraph, made time.Time) error {
	d := New(Speech)
	title := ""
	for _, p := range paragraphs {
		style := "BodyText"
		if p.Title {
			style = "Title"
			if title == "" {
				title = p.String()
			}
		}
		d.Paragraph(style, p.Runs...)
	}
	return d.Write(w, title, made)
}
