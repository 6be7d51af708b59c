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
	Records   int
	Width     int                // most fields of a record
	Regular   bool               // every record has the same number of fields, none is blank, every quotation mark is as RFC 4180 wants
	Lines     int                // physical lines above the body
	Spellings map[int][]Spelling // the texts of the columns that were asked for; none of one that has too many or too long ones
}

// Spelling is one of the texts of a column; an empty cell is none.
type Spelling struct {
	Text    string
	Records int // that have it
}

// These bound the different texts that are kept of a column, and the bytes of each.
const (
	maxSpellings = 20000
	maxSpelling  = 256
)

// spellings collects the texts of some columns.
type spellings struct {
	columns []int // counting from 0, ascending
	lists   [][]Spelling
	index   []map[string]int
}

func newSpellings(columns []int) *spellings {
	s := &spellings{columns: slices.Clone(columns), lists: make([][]Spelling, len(columns)), index: make([]map[string]int, len(columns))}
	slices.Sort(s.columns)
	for i := range s.index {
		s.index[i] = make(map[string]int)
	}
	return s
}

// add takes the text of the i-th of the columns.
func (s *spellings) add(i int, text []byte) {
	if len(text) == 0 || s.index[i] == nil {
		return
	}
	if at, ok := s.index[i][string(text)]; ok {
		s.lists[i][at].Records++
		return
	}
	if len(s.lists[i]) == maxSpellings || len(text) > maxSpelling {
		s.lists[i], s.index[i] = nil, nil
		return
	}
	s.index[i][string(text)] = len(s.lists[i])
	s.lists[i] = append(s.lists[i], Spelling{Text: string(text), Records: 1})
}

// addLine takes a record without quotation marks and counts its fields.
func (s *spellings) addLine(line []byte, delimiter byte) (fields int) {
	column, at := 0, 0
	for i, wanted := range s.columns {
		for ; column < wanted; column++ {
			next := bytes.IndexByte(line[at:], delimiter)
			if next < 0 {
				return column + 1
			}
			at += next + 1
		}
		s.add(i, line[at:at+indexOrEnd(line[at:], delimiter)])
	}
	return column + 1 + bytes.Count(line[at:], []byte{delimiter})
}

// addCells takes a record that has been split.
func (s *spellings) addCells(cells []string) {
	for i, column := range s.columns {
		if column < len(cells) {
			s.add(i, []byte(cells[column]))
		}
	}
}

// found lists the texts by column, in the order of the file.
func (s *spellings) found() map[int][]Spelling {
	all := make(map[int][]Spelling)
	for i, column := range s.columns {
		if s.index[i] != nil {
			all[column] = s.lists[i]
		}
	}
	return all
}

// surveyed is a part of the file that is surveyed beside the reading.
type surveyed struct {
	survey Survey
	texts  *spellings
}

// surveyBody reads all records that are left.
func surveyBody(ctx context.Context, records *recordReader, columns []int, report func(records int)) (Survey, error) {
	s := Survey{Regular: true}
	texts := newSpellings(columns)
	var ahead []chan surveyed
	settle := func(left int) { // takes the oldest parts in, in the order of the file
		for ; len(ahead) > left; ahead = ahead[1:] {
			part := <-ahead[0]
			s.join(part.survey)
			texts.join(part.texts)
			report(s.Records)
		}
	}
	for {
		if err := ctx.Err(); err != nil {
			return Survey{}, err
		}
		if lines := records.block(); len(lines) > 0 {
			part := make(chan surveyed, 1)
			go func() {
				survey, texts := surveyBlock(lines, records.delimiter, columns)
				part <- surveyed{survey, texts}
			}()
			ahead = append(ahead, part)
			settle(blocksAhead)
			records.number += bytes.Count(lines, []byte{'\n'})
			continue
		}
		settle(0)
		fields, plain, err := records.count(texts)
		if errors.Is(err, io.EOF) {
			s.Spellings = texts.found()
			return s, nil
		}
		if err != nil {
			return Survey{}, err
		}
		if s.take(fields, plain); s.Records%(1<<16) == 0 {
			report(s.Records)
		}
	}
}

// count is next without making the fields: it tells how many there are and whether the record is a plain one, neither
// blank nor irregular. A record with quotation marks is split where texts are collected, one that runs over several lines
// always.
func (r *recordReader) count(texts *spellings) (fields int, plain bool, err error) {
	line, err := r.line()
	if err != nil {
		return 0, false, err
	}
	if bytes.IndexByte(line, '"') < 0 {
		r.number++
		return texts.addLine(line, r.delimiter), isPlain(line), nil
	}
	if len(texts.columns) == 0 {
		if fields, open, irregular := scanQuoted(line, r.delimiter, nil); !open {
			r.number++
			return fields, !irregular && bytes.IndexByte(line, 0) < 0, nil
		}
	}
	r.pending = append([][]byte{bytes.Clone(line)}, r.pending...)
	rec, err := r.next()
	texts.addCells(rec.Cells)
	return len(rec.Cells), !rec.irregular && !hasZero(rec.Cells), err
}

func hasZero(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return strings.IndexByte(c, 0) >= 0 })
}

// Pick hands over the records of some numbers, which ascend.
func (t *Text) Pick(ctx context.Context, numbers []int, use func(Row) error) error {
	none := newSpellings(nil)
	return t.read(ctx, func(records *recordReader) error {
		for _, number := range numbers {
			for records.number < number-1 {
				if _, _, err := records.count(none); err != nil {
					return err
				}
				if records.number%(1<<16) == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
			}
			rec, err := records.next()
			if err == nil {
				err = use(rec)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
