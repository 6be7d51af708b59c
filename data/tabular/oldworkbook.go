package tabular

import (
	"context"
	"errors"
	"fmt"
	"os"

	"anlan/data/xls"
)

// oldSheet is one sheet of an .xls workbook.
type oldSheet struct {
	path  string
	sheet *xls.Sheet
	book  *xls.Workbook
	cells *xls.Cells
}

func openOldWorkbook(path string) (_ *File, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	book, err := xls.Open(file, info.Size())
	if err != nil {
		return nil, oldError(path, err)
	}
	f := &File{Path: path, close: func() error { return nil }}
	for _, s := range book.Sheets {
		f.Sheets = append(f.Sheets, &oldSheet{path: path, sheet: s, book: book})
	}
	if len(f.Sheets) > maxSheets {
		return nil, &Error{Code: CodeBomb, File: path, Detail: fmt.Sprintf("%d sheets", len(f.Sheets))}
	}
	return f, nil
}

func oldError(path string, err error) error {
	code := CodeDamaged
	switch {
	case errors.Is(err, xls.ErrEncrypted):
		code = CodeEncrypted
	case errors.Is(err, xls.ErrTooOld):
		code = CodeOldExcel
	case errors.Is(err, xls.ErrTooLarge):
		code = CodeBomb
	}
	return &Error{Code: code, File: path, Err: err}
}

// Name is the sheet's name.
func (s *oldSheet) Name() string { return s.sheet.Name }

// Encoding names the format.
func (s *oldSheet) Encoding() string { return "XLS" }

// Hidden tells whether a spreadsheet does not show the sheet.
func (s *oldSheet) Hidden() bool { return s.sheet.Hidden }

// read reads the cells, once.
func (s *oldSheet) read() (*xls.Cells, error) {
	if s.cells == nil {
		cells, err := s.sheet.Read()
		if err != nil {
			return nil, &Error{Code: CodeDamaged, File: s.path, Sheet: s.Name(), Err: err}
		}
		s.cells = cells
	}
	return s.cells, nil
}

// Shape tells the merged cells and hidden columns.
func (s *oldSheet) Shape() (Shape, error) {
	cells, err := s.read()
	if err != nil {
		return Shape{}, err
	}
	shape := Shape{Date1904: s.book.Date1904, HiddenColumns: make(map[int]bool)}
	for _, m := range cells.Merges {
		shape.Merges = append(shape.Merges, Range{m.FirstRow + 1, m.LastRow + 1, m.FirstColumn + 1, m.LastColumn + 1})
	}
	for c := range cells.HiddenColumns {
		shape.HiddenColumns[c+1] = true
	}
	return shape, nil
}

// Each hands over the rows.
func (s *oldSheet) Each(ctx context.Context, use func(Row) (bool, error)) error {
	cells, err := s.read()
	if err != nil {
		return err
	}
	use = withoutBlankEnd(use)
	for r, row := range cells.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		more, err := use(Row{Number: r + 1, Cells: trimBlankEnd(row), Hidden: cells.HiddenRows[r]})
		if err != nil || !more {
			return err
		}
	}
	return nil
}
