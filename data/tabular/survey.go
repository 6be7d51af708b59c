package tabular

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
)

// Survey is what the body of a text file looks like, found in one fast pass that makes no fields.
type Survey struct {
	Records int
	Width   int  // most fields of a record
	Regular bool // every record has the same number of fields, none is blank, every quotation mark is as RFC 4180 wants
	Lines   int  // physical lines above the body
}

// surveyBody reads all records that are left.
func surveyBody(ctx context.Context, records *recordReader, report func(records int)) (Survey, error) {
	s := Survey{Regular: true}
	for {
		fields, plain, err := records.count()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err == nil && s.Records%(1<<16) == 0 {
			report(s.Records)
			err = ctx.Err()
		}
		if err != nil {
			return Survey{}, err
		}
		s.Records++
		if !plain || s.Records > 1 && fields != s.Width {
			s.Regular = false
		}
		s.Width = max(s.Width, fields)
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
		// DuckDB would end a line at a carriage return, and a text at a zero byte.
		plain = len(bytes.TrimSpace(line)) > 0 && bytes.IndexByte(line, '\r') < 0 && bytes.IndexByte(line, 0) < 0
		return bytes.Count(line, []byte{r.delimiter}) + 1, plain, nil
	}
	fields, open, irregular := scanQuoted(line, r.delimiter, nil)
	if !open {
		r.number++
		return fields, !irregular && bytes.IndexByte(line, 0) < 0, nil
	}
	r.pending = append([][]byte{bytes.Clone(line)}, r.pending...)
	rec, err := r.next()
	return len(rec.Cells), !rec.irregular && !hasZero(rec.Cells), err
}

func hasZero(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return strings.IndexByte(c, 0) >= 0 })
}
