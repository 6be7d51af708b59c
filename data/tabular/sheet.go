package tabular

import (
	"context"
	"strings"
)

// Row is one row of a sheet.
type Row struct {
	Number     int      // counting from 1, blank rows included, as a spreadsheet shows it
	Cells      []string // texts as stored; a row may be shorter than others
	Hidden     bool     // a spreadsheet does not show it
	Unbalanced bool     // of a text file: a quotation mark never closed, and the line was taken literally

	lines     int  // physical lines
	irregular bool // not as RFC 4180 wants it: text beside a quoted field, or unbalanced
}

// Blank tells whether no cell of a row has any text.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// Range is a rectangle of merged cells; rows and columns count from 1, the last ones included.
type Range struct{ FirstRow, LastRow, FirstColumn, LastColumn int }

// Contains tells whether a cell lies in a range.
func (r Range) Contains(row, column int) bool {
	return r.FirstRow <= row && row <= r.LastRow && r.FirstColumn <= column && column <= r.LastColumn
}

// Shape is what a workbook says of a sheet beside its cells.
type Shape struct {
	Merges        []Range
	HiddenColumns map[int]bool // counting from 1
	Uncomputed    int          // formulas whose value was never computed: their cells are blank
	Date1904      bool         // serial dates count from 1904-01-01
}

// Sheet is one table-like part of a file: a text file, or a sheet of a workbook.
type Sheet interface {
	// Name is the sheet's name, empty for a text file.
	Name() string
	// Encoding names how the text was stored, or the format of the workbook.
	Encoding() string
	// Hidden tells whether a spreadsheet does not show the sheet.
	Hidden() bool
	// Shape is what the workbook says of the sheet beside its cells.
	Shape() (Shape, error)
	// Each hands over the rows until use returns false; of a workbook without the blank rows at the end.
	Each(ctx context.Context, use func(Row) (more bool, err error)) error
}

// Head returns the first rows of a sheet, blank ones included.
func Head(ctx context.Context, s Sheet, n int) (rows []Row, err error) {
	err = s.Each(ctx, func(r Row) (bool, error) {
		rows = append(rows, r)
		return len(rows) < n, nil
	})
	return rows, err
}

// File is an open file.
type File struct {
	Path   string
	Sheets []Sheet
	close  func() error
}

// Options say what is known of a file; the zero value leaves everything to be found out.
type Options struct {
	Encoding  string // of a text file
	Delimiter byte   // of a text file
}

// Open opens a text file or a workbook. The caller closes it.
func Open(ctx context.Context, path string, opts Options) (*File, error) {
	format, err := Sniff(path)
	if err != nil {
		return nil, err
	}
	switch format {
	case FormatWorkbook:
		return openWorkbook(path)
	case FormatOldWorkbook:
		return openOldWorkbook(path)
	case FormatArchive:
		return nil, &Error{Code: CodeArchive, File: path}
	}
	text, err := OpenText(ctx, path, opts)
	if err != nil {
		return nil, err
	}
	return &File{Path: path, Sheets: []Sheet{text}, close: text.Close}, nil
}

// Close removes what was unpacked for the file.
func (f *File) Close() error { return f.close() }

// Choose keeps the sheet of a name only.
func (f *File) Choose(name string) error {
	var names []string
	for _, s := range f.Sheets {
		if s.Name() == name {
			f.Sheets = []Sheet{s}
			return nil
		}
		names = append(names, s.Name())
	}
	return &Error{Code: CodeNoSheet, File: f.Path, Value: name, Names: names}
}

// MaxColumns is how many columns a table may have. Office tables have dozens, matrices of months and sectors hundreds.
const MaxColumns = 1000

// trimBlankEnd drops blank cells at the end of a row: workbooks store formatted cells without text.
func trimBlankEnd(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// withoutBlankEnd passes rows on, blank ones only when another row follows them: workbooks format rows far below the
// last one with text.
func withoutBlankEnd(use func(Row) (bool, error)) func(Row) (bool, error) {
	next := 1 // number of the first row not passed on
	return func(r Row) (bool, error) {
		if r.Blank() {
			return true, nil
		}
		for ; next < r.Number; next++ {
			if more, err := use(Row{Number: next}); err != nil || !more {
				return more, err
			}
		}
		next = r.Number + 1
		return use(r)
	}
}

// NewFile is a file whose sheets are read by another package. remove is run by Close.
func NewFile(path string, remove func() error, sheets ...Sheet) *File {
	return &File{Path: path, Sheets: sheets, close: remove}
}
