// Package docx writes briefings as documents for word processors (Office Open XML, ECMA-376): titles, charts as pictures,
// tables, and where every figure comes from as a footnote.
package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/assets"
)

// document is what is being written.
type document struct {
	body      strings.Builder
	footnotes strings.Builder
	relations strings.Builder
	pictures  [][]byte
	notes     int
	palette   assets.Palette
}

// Write makes the document.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	d := &document{palette: assets.Light}
	d.paragraph("Title", run(b.Title, ""))
	for _, line := range b.Face() {
		d.paragraph("Note", run(line, ""))
	}
	for i, s := range b.Slides {
		if err := d.slide(ctx, artist, b, s); err != nil {
			return nil, fmt.Errorf("slide %d: %w", i+1, err)
		}
	}
	d.appendix(b)
	return d.pack(b)
}

// appendix lists the questions behind the figures as SQL.
func (d *document) appendix(b briefing.Briefing) {
	d.paragraph("Heading1", run(b.Words().Say("briefing.provenance"), ""))
	for i, s := range b.Slides {
		facts := s.Provenance(b.Language)
		if len(facts) == 0 {
			continue
		}
		d.paragraph("Note", run(fmt.Sprintf("%d · %s", i+1, s.Name()), ""))
		for _, f := range facts[len(s.Origin(b.Language)):] {
			d.paragraph("FootnoteText", run(f.Name+": "+strings.Join(strings.Fields(f.Value), " "), ""))
		}
	}
}

// slide writes one slide: heading with its footnote, what is counted, chart and table.
func (d *document) slide(ctx context.Context, artist *briefing.Artist, b briefing.Briefing, s briefing.Slide) error {
	d.paragraph("Heading1", run(s.Name(), d.headingColor(s))+d.footnote(b, s))
	d.paragraph("Note", run(s.Subtitle(), ""))
	for _, line := range s.Lines() {
		d.paragraph("", run(line, ""))
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
		d.picture(png, s.Name())
	case s.Frozen.Empty != "":
		d.paragraph("", run(s.Frozen.Empty, ""))
	}
	if s.Frozen.Sheet != nil && len(s.Frozen.Sheet.Rows) <= maxRows {
		d.table(s.Frozen.Sheet)
	}
	d.paragraph("Note", run(s.Foot(b.Language), ""))
	return nil
}

// maxRows is how long a table may be to stand in the document; longer ones are in the workbook.
const maxRows = 60

func (d *document) headingColor(s briefing.Slide) string {
	if s.Title != "" || s.Frozen == nil || len(s.Frozen.Finding) != 1 {
		return ""
	}
	return s.Frozen.Finding[0].Tone.Ink(d.palette, "")
}

// escape makes any text safe inside XML; what XML cannot hold becomes the replacement character.
func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}

// run is a piece of text in one colour; empty for the style's own.
func run(text, color string) string {
	look := ""
	if color != "" {
		look = `<w:rPr><w:color w:val="` + strings.TrimPrefix(color, "#") + `"/></w:rPr>`
	}
	return `<w:r>` + look + `<w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

func styled(style string) string {
	if style == "" {
		return ""
	}
	return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
}

func (d *document) paragraph(style, runs string) {
	d.body.WriteString("<w:p>" + styled(style) + runs + "</w:p>")
}

// footnote is the mark of a footnote that says where a slide's figures come from.
func (d *document) footnote(b briefing.Briefing, s briefing.Slide) string {
	facts := s.Origin(b.Language)
	if len(facts) == 0 {
		return ""
	}
	d.notes++
	var lines []string
	for _, f := range facts {
		lines = append(lines, f.Name+": "+strings.Join(strings.Fields(f.Value), " "))
	}
	fmt.Fprintf(&d.footnotes, `<w:footnote w:id="%d"><w:p>%s<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`,
		d.notes, styled("FootnoteText"), run(" "+strings.Join(lines, "; "), ""))
	return fmt.Sprintf(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, d.notes)
}

// Size of a picture in the units of the format: 914400 to an inch, across the text's width.
const (
	pictureWidth  = 5760000
	pictureHeight = pictureWidth * briefing.ChartHeight / briefing.ChartWidth
)

func (d *document) picture(png []byte, name string) {
	d.pictures = append(d.pictures, png)
	n := len(d.pictures)
	fmt.Fprintf(&d.relations, `<Relationship Id="image%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image%d.png"/>`, n, n)
	d.paragraph("", fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="%[4]s" descr="%[4]s"/>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%[3]d" name="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="image%[3]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		pictureWidth, pictureHeight, n, escape(name)))
}

// table writes a sheet; its header is repeated on every page.
func (d *document) table(s *figure.Sheet) {
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:color="auto"/><w:insideH w:val="single" w:sz="2" w:color="BFC7D1"/></w:tblBorders></w:tblPr><w:tblGrid>` +
		strings.Repeat("<w:gridCol/>", len(s.Columns)) + `</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>`)
	for _, c := range s.Columns {
		d.cell(run(c.Name, d.palette.Muted), c.Figures)
	}
	d.body.WriteString("</w:tr>")
	for _, r := range s.Rows {
		d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for j, c := range r.Cells {
			d.cell(run(c.Text, c.Tone.Ink(d.palette, "")), s.Columns[j].Figures)
		}
		d.body.WriteString("</w:tr>")
	}
	d.body.WriteString("</w:tbl>")
}

func (d *document) cell(runs string, right bool) {
	align := "left"
	if right {
		align = "right"
	}
	d.body.WriteString(`<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="` + align + `"/></w:pPr>` + runs + `</w:p></w:tc>`)
}

// pack puts the parts into the archive.
func (d *document) pack(b briefing.Briefing) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", rootRelations},
		{"word/styles.xml", styles},
		{"docProps/core.xml", fmt.Sprintf(core, escape(b.Title), b.MadeAt.Format("2006-01-02T15:04:05Z"))},
		{"word/_rels/document.xml.rels", fmt.Sprintf(documentRelations, d.relations.String())},
		{"word/footnotes.xml", fmt.Sprintf(footnotes, d.footnotes.String())},
		{"word/document.xml", fmt.Sprintf(body, d.body.String())},
	}
	for i, png := range d.pictures {
		parts = append(parts, part{fmt.Sprintf("word/media/image%d.png", i+1), string(png)})
	}
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write([]byte(p.content))
		}
		if err != nil {
			return nil, fmt.Errorf("write the document's %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write the document: %w", err)
	}
	return out.Bytes(), nil
}

// part is one file of the archive.
type part struct{ name, content string }
