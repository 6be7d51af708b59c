package tabular

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Limits of one record of a text file. A quotation mark that is still open after this much text was not meant as one.
const (
	maxQuotedLines  = 200
	maxQuoteTries   = 100
	maxQuotedLength = 1 << 20
	maxLineLength   = 16 << 20
)

var errLineTooLong = errors.New("a line is longer than 16 MB")

// recordReader splits text into records. Unlike encoding/csv it keeps blank lines, counts rows as a spreadsheet does,
// and does not lose the rest of a file to one stray quotation mark.
type recordReader struct {
	in        *bufio.Reader
	delimiter byte
	pending   [][]byte // lines read ahead for a quoted field that turned out not to be one
	number    int
}

func newRecordReader(r io.Reader, delimiter byte) *recordReader {
	return &recordReader{in: bufio.NewReaderSize(r, blockBytes), delimiter: delimiter}
}

// next returns the next record, or io.EOF.
func (r *recordReader) next() (Row, error) {
	line, err := r.line()
	if err != nil {
		return Row{}, err
	}
	r.number++
	rec := Row{Number: r.number, lines: 1}
	if bytes.IndexByte(line, '"') < 0 {
		rec.Cells = splitPlain(line, r.delimiter)
		return rec, nil
	}
	err = r.readQuoted(&rec, bytes.Clone(line))
	return rec, err
}

// readQuoted fills a record from a line that has quotation marks, and from those that follow while a quoted field is
// open. Where it never closes, the lines read ahead are given back and the first is taken literally.
func (r *recordReader) readQuoted(rec *Row, line []byte) error {
	joined := line
	var ahead [][]byte
	for tries := 0; tries < maxQuoteTries; tries++ {
		cells, open, irregular := splitQuoted(joined, r.delimiter)
		if !open {
			rec.Cells, rec.irregular, rec.lines = cells, irregular, len(ahead)+1
			return nil
		}
		before := len(ahead)
		var err error
		if ahead, err = r.untilQuote(ahead, len(joined)); err != nil {
			return err
		}
		if len(ahead) == before || len(ahead) > maxQuotedLines {
			break
		}
		joined = slices.Concat(append([][]byte{joined}, withLineFeeds(ahead[before:])...)...)
	}
	r.pending = append(ahead, r.pending...)
	rec.Cells, rec.Unbalanced, rec.irregular = splitPlain(line, r.delimiter), true, true
	return nil
}

// untilQuote reads lines up to one that has a quotation mark, which alone can close a field. length is what has been
// read of the record. At the end of the file, or where the record gets too long, nothing or too little is added.
func (r *recordReader) untilQuote(ahead [][]byte, length int) ([][]byte, error) {
	for len(ahead) <= maxQuotedLines && (len(ahead) == 0 || length <= maxQuotedLength) {
		more, err := r.line()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		ahead = append(ahead, bytes.Clone(more))
		length += len(more)
		if bytes.IndexByte(more, '"') >= 0 {
			break
		}
	}
	return ahead, nil
}

func withLineFeeds(lines [][]byte) [][]byte {
	var parts [][]byte
	for _, line := range lines {
		parts = append(parts, []byte{'\n'}, line)
	}
	return parts
}

// line returns the next physical line without its end, or io.EOF.
func (r *recordReader) line() ([]byte, error) {
	if len(r.pending) > 0 {
		line := r.pending[0]
		r.pending = r.pending[1:]
		return line, nil
	}
	part, err := r.in.ReadSlice('\n')
	if err == nil {
		return trimLineEnd(part), nil // valid until the next read: callers copy what they keep
	}
	var whole []byte
	for {
		whole = append(whole, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			if len(whole) > maxLineLength {
				return nil, errLineTooLong
			}
			part, err = r.in.ReadSlice('\n')
			continue
		case errors.Is(err, io.EOF) && len(whole) == 0:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, fmt.Errorf("read line: %w", err)
		}
		return trimLineEnd(whole), nil
	}
}

func trimLineEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

func splitPlain(line []byte, delimiter byte) []string {
	parts := bytes.Split(line, []byte{delimiter})
	fields := make([]string, len(parts))
	for i, p := range parts {
		fields[i] = string(p)
	}
	return fields
}

// splitQuoted splits a record that has quotation marks. open: a quoted field has not ended yet.
func splitQuoted(text []byte, delimiter byte) (fields []string, open, irregular bool) {
	_, open, irregular = scanQuoted(text, delimiter, func(field []byte) { fields = append(fields, string(field)) })
	return fields, open, irregular
}

// scanQuoted walks through the fields of a record that has quotation marks and counts them; emit may be nil.
func scanQuoted(text []byte, delimiter byte, emit func([]byte)) (fields int, open, irregular bool) {
	var field []byte
	for i := 0; ; i++ {
		field = field[:0]
		quoted := i < len(text) && text[i] == '"'
		if quoted {
			var closed bool
			field, i, closed = quotedField(text, i+1, field, emit != nil)
			if !closed {
				return fields, true, irregular
			}
		}
		end := i + indexOrEnd(text[i:], delimiter)
		if rest := text[i:end]; len(rest) > 0 {
			irregular = irregular || quoted || bytes.IndexByte(rest, '"') >= 0
			field = append(field, rest...)
		}
		fields++
		if emit != nil {
			emit(field)
		}
		if i = end; i >= len(text) {
			return fields, false, irregular
		}
	}
}

func indexOrEnd(text []byte, c byte) int {
	if i := bytes.IndexByte(text, c); i >= 0 {
		return i
	}
	return len(text)
}

// quotedField reads a field from behind its opening quotation mark to behind the closing one; two in a row stand for
// one.
func quotedField(text []byte, i int, field []byte, keep bool) (_ []byte, next int, closed bool) {
	for {
		j := bytes.IndexByte(text[i:], '"')
		if j < 0 {
			return field, len(text), false
		}
		if keep {
			field = append(field, text[i:i+j]...)
		}
		i += j + 1
		if i >= len(text) || text[i] != '"' {
			return field, i, true
		}
		if keep {
			field = append(field, '"')
		}
		i++
	}
}
