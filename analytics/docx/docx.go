// Package docx writes documents for word processors: paragraphs, footnotes, pictures, tables. The parts are written by hand,
// because no well-kept library for Go writes footnotes. The format is ECMA-376, part 1, WordprocessingML.
package docx

import (
	"archive/zip"
	"embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

//go:embed parts
var parts embed.FS

// Sheet is a style sheet of documents.
type Sheet string

// The style sheets: Report has the styles Title, Heading1, Note, Cell and FootnoteText, Speech those of official texts: Title,
// BodyText and FootnoteText.
const (
	Report Sheet = "report"
	Speech Sheet = "speech"
)

// Run is a piece of a paragraph. A note stands at the foot of the page.
type Run struct {
	Text  string
	Color string // empty: the style's own
	Note  string
}

// Document is a document that is being written. Text is data: what XML cannot carry is replaced.
type Document struct {
	sheet     Sheet
	body      strings.Builder
	footnotes strings.Builder
	relations strings.Builder
	pictures  [][]byte
	notes     int
}

// New starts a document.
func New(s Sheet) *Document { return &Document{sheet: s} }

// escape makes any text safe inside XML.
func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(strings.ToValidUTF8(text, ""))); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}

// raised is how the marks of footnotes are set.
const raised = `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`

// run writes a piece of text, and the mark of its footnote.
func (d *Document) run(r Run) string {
	look := ""
	if r.Color != "" {
		look = `<w:rPr><w:color w:val="` + strings.TrimPrefix(r.Color, "#") + `"/></w:rPr>`
	}
	text := `<w:r>` + look + `<w:t xml:space="preserve">` + escape(r.Text) + `</w:t></w:r>`
	if r.Note == "" {
		return text
	}
	d.notes++ // Word keeps 0 and −1 for its own
	fmt.Fprintf(&d.footnotes, `<w:footnote w:id="%d"><w:p>%s<w:r>%s<w:footnoteRef/></w:r>%s</w:p></w:footnote>`,
		d.notes, styled("FootnoteText"), raised, d.run(Run{Text: " " + r.Note}))
	return text + fmt.Sprintf(`<w:r>%s<w:footnoteReference w:id="%d"/></w:r>`, raised, d.notes)
}

func styled(style string) string {
	if style == "" {
		return ""
	}
	return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
}

// Paragraph writes a paragraph in a style of the sheet; empty for the plain one.
func (d *Document) Paragraph(style string, runs ...Run) {
	d.body.WriteString("<w:p>" + styled(style))
	for _, r := range runs {
		d.body.WriteString(d.run(r))
	}
	d.body.WriteString("</w:p>")
}

// Write writes the document.
func (d *Document) Write(w io.Writer, title string, made time.Time) error {
	sheet, err := parts.ReadFile("parts/" + string(d.sheet) + ".xml")
	if err != nil {
		return fmt.Errorf("read the style sheet: %w", err)
	}
	settings, err := parts.ReadFile("parts/settings.xml")
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	list := []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", rootRelations},
		{"word/styles.xml", string(sheet)},
		{"word/settings.xml", string(settings)},
		{"docProps/core.xml", fmt.Sprintf(core, escape(title), made.UTC().Format("2006-01-02T15:04:05Z"))},
		{"word/_rels/document.xml.rels", fmt.Sprintf(documentRelations, d.relations.String())},
		{"word/footnotes.xml", fmt.Sprintf(footnotes, d.footnotes.String())},
		{"word/document.xml", fmt.Sprintf(body, d.body.String())},
	}
	for i, png := range d.pictures {
		list = append(list, part{fmt.Sprintf("word/media/image%d.png", i+1), string(png)})
	}
	z := zip.NewWriter(w)
	for _, p := range list {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made})
		if err == nil {
			_, err = io.WriteString(entry, p.content)
		}
		if err != nil {
			return fmt.Errorf("write the document's %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	return nil
}

// part is one file of the archive.
type part struct{ name, content string }
