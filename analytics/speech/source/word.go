package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of a Word document. A real speech of an hour has 0.5 MB of XML.
const (
	maxXML   = 32 << 20
	maxParts = 10000
	maxDepth = 200
)

// body is the part of a Word document that has its text.
const body = "word/document.xml"

// word reads paragraphs and tables of a Word document: a paragraph a line, the cells of a table's row side by side.
// Deleted text, footnotes, headers and what text boxes say a second time are left out.
func word(raw []byte) (string, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", &Error{Code: CodeNotWord, Err: err}
	}
	if len(archive.File) > maxParts {
		return "", &Error{Code: CodeTooLarge}
	}
	for _, part := range archive.File {
		if part.Name == body {
			return bodyText(part)
		}
	}
	return "", &Error{Code: CodeNotWord, Err: errors.New("no " + body)}
}

func bodyText(part *zip.File) (_ string, err error) {
	in, err := part.Open()
	if err != nil {
		return "", &Error{Code: CodeNotWord, Err: err}
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	bounded := &io.LimitedReader{R: in, N: maxXML}
	w := wordReader{}
	if err := w.read(xml.NewDecoder(bounded)); err != nil {
		if bounded.N <= 0 {
			return "", &Error{Code: CodeTooLarge}
		}
		var known *Error
		if errors.As(err, &known) {
			return "", known
		}
		return "", &Error{Code: CodeNotWord, Err: err}
	}
	return strings.TrimRight(w.text.String(), "\n"), nil
}

// wordReader collects the text of the elements that it is handed.
type wordReader struct {
	text  strings.Builder
	said  int // the depth of the text element that is open; 0 for none
	depth int
	cells int // how many table cells are open
}

// silent are elements whose content no reader sees, or sees twice.
var silent = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true}

func (w *wordReader) read(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if silent[t.Name.Local] {
				if err := d.Skip(); err != nil {
					return err
				}
				continue
			}
			if w.depth++; w.depth > maxDepth || w.text.Len() > 2*MaxText {
				return &Error{Code: CodeTooLarge}
			}
			w.start(t.Name.Local)
		case xml.EndElement:
			w.end(t.Name.Local)
			w.depth--
		case xml.CharData:
			if w.said > 0 {
				w.text.Write(t)
			}
		}
	}
}

func (w *wordReader) start(name string) {
	switch name {
	case "t":
		w.said = w.depth
	case "tab":
		w.text.WriteByte('\t')
	case "br", "cr":
		w.text.WriteByte('\n')
	case "noBreakHyphen":
		w.text.WriteByte('-')
	case "tc":
		w.cells++
	}
}

func (w *wordReader) end(name string) {
	switch name {
	case "t":
		w.said = 0
	case "p":
		if w.cells > 0 {
			w.text.WriteByte(' ')
			return
		}
		w.text.WriteByte('\n')
	case "tc":
		w.cells--
		w.text.WriteByte('\t')
	case "tr":
		w.text.WriteByte('\n')
	}
}
