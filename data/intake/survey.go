package intake

import (
	"bytes"
	"errors"
	"io"
)

// survey is what the body of a CSV file looks like, found in one fast pass that makes no fields.
type survey struct {
	records int
	width   int  // most fields of a record
	regular bool // every record has the same number of fields, none is blank, every quotation mark is as RFC 4180 wants
}

// surveyBody reads all records that are left.
func surveyBody(records *recordReader) (survey, error) {
	s := survey{regular: true}
	for {
		fields, plain, err := records.count()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return survey{}, err
		}
		s.records++
		if !plain || s.records > 1 && fields != s.width {
			s.regular = false
		}
		s.width = max(s.width, fields)
	}
}

// count is next without making the fields: it tells how many there are and whether the record is a plain one, neither
// blank nor irregular. A quoted field that runs over several lines is read by next.
func (r *recordReader) count() (fields int, plain bool, err error) {
	line, err := r.line()
	if err != nil {
		return 0, false, err
	}
	if bytes.IndexByte(line, '"') < 0 {
		r.number++
		plain = len(bytes.TrimSpace(line)) > 0 && bytes.IndexByte(line, '\r') < 0 // DuckDB would end a line there
		return bytes.Count(line, []byte{r.delimiter}) + 1, plain, nil
	}
	fields, open, irregular := scanQuoted(line, r.delimiter, nil)
	if !open {
		r.number++
		return fields, !irregular, nil
	}
	r.pending = append([][]byte{bytes.Clone(line)}, r.pending...)
	rec, err := r.next()
	return len(rec.fields), !rec.irregular, err
}
