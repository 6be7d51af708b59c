// Package docx writes briefings as documents for word processors: titles, charts as pictures, tables, and where every figure
// comes from as a footnote.
package docx

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"anlan/analytics/briefing"
	"anlan/analytics/docx"
	"anlan/analytics/figure"
	"anlan/assets"
)

// document is what is being written.
type document struct {
	*docx.Document
	palette assets.Palette
}

// Write makes the document.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	d := document{docx.New(docx.Report), assets.Light}
	d.line("Title", b.Title)
	for _, line := range b.Face() {
		d.line("Note", line)
	}
	for i, s := range b.Slides {
		if err := d.slide(ctx, artist, b, s); err != nil {
			return nil, fmt.Errorf("slide %d: %w", i+1, err)
		}
	}
	d.appendix(b)
	var out bytes.Buffer
	err := d.Write(&out, b.Title, b.MadeAt)
	return out.Bytes(), err
}

// line writes a paragraph of one text.
func (d document) line(style, text string) { d.Paragraph(style, docx.Run{Text: text}) }

// appendix lists the questions behind the figures as SQL.
func (d document) appendix(b briefing.Briefing) {
	d.line("Heading1", b.Words().Say("briefing.provenance"))
	for i, s := range b.Slides {
		facts := s.Provenance(b.Language)
		if len(facts) == 0 {
			continue
		}
		d.line("Note", fmt.Sprintf("%d · %s", i+1, s.Name()))
		for _, f := range facts[len(s.Origin(b.Language)):] {
			d.line("FootnoteText", f.Name+": "+strings.Join(strings.Fields(f.Value), " "))
		}
	}
}

// Size of a picture, across the text's width.
const (
	pictureWidth  = 5760000
	pictureHeight = pictureWidth * briefing.ChartHeight / briefing.ChartWidth
)

// slide writes one slide: heading with its footnote, what is counted, chart and table.
func (d document) slide(ctx context.Context, artist *briefing.Artist, b briefing.Briefing, s briefing.Slide) error {
	d.Paragraph("Heading1", docx.Run{Text: s.Name(), Color: d.headingColor(s), Note: origin(b, s)})
	d.line("Note", s.Subtitle())
	for _, line := range s.Lines() {
		d.line("", line)
	}
	if s.Frozen == nil {
		return nil
	}
	png, err := artist.PNG(ctx, s, 2)
	if err != nil {
		return err
	}
	switch {
	case png != nil:
		d.Picture(png, s.Name(), pictureWidth, pictureHeight)
	case s.Frozen.Empty != "":
		d.line("", s.Frozen.Empty)
	}
	if s.Frozen.Sheet != nil && len(s.Frozen.Sheet.Rows) <= maxRows {
		d.table(s.Frozen.Sheet)
	}
	d.line("Note", s.Foot(b.Language))
	return nil
}

// maxRows is how long a table may be to stand in the document; longer ones are in the workbook.
const maxRows = 60

func (d document) headingColor(s briefing.Slide) string {
	if s.Title != "" || s.Frozen == nil || len(s.Frozen.Finding) != 1 {
		return ""
	}
	return s.Frozen.Finding[0].Tone.Ink(d.palette, "")
}

// origin says where a slide's figures come from.
func origin(b briefing.Briefing, s briefing.Slide) string {
	var lines []string
	for _, f := range s.Origin(b.Language) {
		lines = append(lines, f.Name+": "+strings.Join(strings.Fields(f.Value), " "))
	}
	return strings.Join(lines, "; ")
}

// table writes a sheet.
func (d document) table(s *figure.Sheet) {
	var columns []docx.Column
	for _, c := range s.Columns {
		columns = append(columns, docx.Column{Head: docx.Run{Text: c.Name, Color: d.palette.Muted}, Right: c.Figures})
	}
	var rows [][]docx.Run
	for _, r := range s.Rows {
		var cells []docx.Run
		for _, c := range r.Cells {
			cells = append(cells, docx.Run{Text: c.Text, Color: c.Tone.Ink(d.palette, "")})
		}
		rows = append(rows, cells)
	}
	d.Table(columns, rows)
}
