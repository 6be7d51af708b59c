// Package docx writes a Word document of plain paragraphs whose numbers have footnotes. The parts are written by hand,
// because no well-kept library for Go writes footnotes. The format is ECMA-376, part 1, WordprocessingML.
package docx

import (
	"archive/zip"
	"embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"text/template"
	"time"
)

// Run is a piece of a paragraph; a note stands at the foot of the page.
type Run struct{ Text, Note string }

// Paragraph is a paragraph of text, or a title.
type Paragraph struct {
	Title bool
	Runs  []Run
}

//go:embed parts
var parts embed.FS

// names are the parts of a document that are the same in every one.
var names = []string{"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml"}

// Write writes a document. Text is data: what XML cannot carry is left out.
func Write(w io.Writer, paragraphs []Paragraph, made time.Time) error {
	archive := zip.NewWriter(w)
	put := func(name string, write func(io.Writer) error) error {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := write(part); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
	for _, name := range names {
		raw, err := parts.ReadFile("parts/" + strings.NewReplacer("[", "", "]", "", "_rels/.rels", "rels.xml", "word/_rels/", "", "word/", "").Replace(name))
		if err != nil {
			return fmt.Errorf("read the part %s: %w", name, err)
		}
		if err := put(name, func(w io.Writer) error { _, err := w.Write(raw); return err }); err != nil {
			return err
		}
	}
	if err := put("word/document.xml", func(w io.Writer) error { return body.Execute(w, numbered(paragraphs)) }); err != nil {
		return err
	}
	if err := put("word/footnotes.xml", func(w io.Writer) error { return notes.Execute(w, notesOf(paragraphs)) }); err != nil {
		return err
	}
	return archive.Close()
}

// run is a run with the number of its footnote; 0 for none.
type run struct {
	Text string
	Note int
}

type paragraph struct {
	Title bool
	Runs  []run
}

// numbered counts the footnotes through the document. Word keeps 0 and −1 for its own.
func numbered(paragraphs []Paragraph) []paragraph {
	var all []paragraph
	n := 0
	for _, p := range paragraphs {
		out := paragraph{Title: p.Title}
		for _, r := range p.Runs {
			one := run{Text: r.Text}
			if r.Note != "" {
				n++
				one.Note = n
			}
			out.Runs = append(out.Runs, one)
		}
		all = append(all, out)
	}
	return all
}

// note is a footnote.
type note struct {
	ID   int
	Text string
}

func notesOf(paragraphs []Paragraph) []note {
	var all []note
	for _, p := range paragraphs {
		for _, r := range p.Runs {
			if r.Note != "" {
				all = append(all, note{len(all) + 1, r.Note})
			}
		}
	}
	return all
}

const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

var functions = template.FuncMap{"xml": func(text string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(strings.ToValidUTF8(text, "")))
	return b.String(), err
}}

var (
	body = template.Must(template.New("body").Funcs(functions).Parse(xml.Header + `<w:document ` + namespace + `><w:body>` +
		`{{range .}}<w:p><w:pPr><w:pStyle w:val="{{if .Title}}Title{{else}}BodyText{{end}}"/></w:pPr>` +
		`{{range .Runs}}<w:r><w:t xml:space="preserve">{{xml .Text}}</w:t></w:r>` +
		`{{if .Note}}<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{{.Note}}"/></w:r>{{end}}{{end}}</w:p>{{end}}` +
		`<w:sectPr><w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1474" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`))
	notes = template.Must(template.New("notes").Funcs(functions).Parse(xml.Header + `<w:footnotes ` + namespace + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>` +
		`{{range .}}<w:footnote w:id="{{.ID}}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>` +
		`<w:r><w:t xml:space="preserve"> {{xml .Text}}</w:t></w:r></w:p></w:footnote>{{end}}</w:footnotes>`))
)
