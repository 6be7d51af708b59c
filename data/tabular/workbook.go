package tabular

import (
	"context"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// unpackedToDisk is the size above which a part of a workbook is unpacked to a temporary file, not to memory.
const unpackedToDisk = 16 << 20

// worksheet is one sheet of an .xlsx workbook. Cells are taken as stored, not as displayed: dates are serial numbers,
// percentages fractions, formulas their last computed value.
type worksheet struct {
	path   string
	name   string
	part   string // its path in the package
	hidden bool
	book   *excelize.File
	shape  *Shape
	rows   int // at least so many there are; known with shape
}

func openWorkbook(path string) (_ *File, err error) {
	listed, err := readPackage(path)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenFile(path, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: unpackedToDisk,
	})
	if err != nil {
		code := CodeDamaged
		if errors.Is(err, excelize.ErrWorkbookPassword) || errors.Is(err, excelize.ErrWorkbookFileFormat) {
			code = CodeEncrypted
		}
		return nil, &Error{Code: code, File: path, Err: err}
	}
	f := &File{Path: path, close: book.Close}
	for _, s := range listed {
		f.Sheets = append(f.Sheets, &worksheet{path: path, name: s.name, part: s.part, hidden: s.hidden, book: book})
	}
	return f, nil
}

// Name is the sheet's name.
func (s *worksheet) Name() string { return s.name }

// Encoding names the format.
func (s *worksheet) Encoding() string { return "XLSX" }

// Hidden tells whether a spreadsheet does not show the sheet.
func (s *worksheet) Hidden() bool { return s.hidden }

// Shape reads merged cells and hidden columns, once.
func (s *worksheet) Shape() (Shape, error) {
	if s.shape != nil {
		return *s.shape, nil
	}
	shape, found, err := readShape(s.path, s.part)
	if err != nil {
		return Shape{}, s.damaged(err)
	}
	if found.fault {
		return Shape{}, s.cutOff(found.row)
	}
	props, err := s.book.GetWorkbookProps()
	if err != nil {
		return Shape{}, s.damaged(err)
	}
	shape.Date1904 = props.Date1904 != nil && *props.Date1904
	s.shape, s.rows = &shape, found.row
	return shape, nil
}

func (s *worksheet) damaged(err error) error {
	return &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Err: err}
}

// cutOff says that nothing can be read behind the beginning of a row.
func (s *worksheet) cutOff(row int) error {
	return &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Value: fmt.Sprint(max(row, 1))}
}

// Each hands over the rows of the sheet.
func (s *worksheet) Each(ctx context.Context, use func(Row) (bool, error)) (err error) {
	rows, err := s.book.Rows(s.name)
	if err != nil {
		return s.damaged(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	use = withoutBlankEnd(use)
	number := 1
	for ; rows.Next(); number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		cells, err := rows.Columns()
		if err != nil {
			return s.damaged(err)
		}
		if cells = trimBlankEnd(cells); len(cells) > MaxColumns {
			return &Error{Code: CodeTooWide, File: s.path, Sheet: s.name, Detail: fmt.Sprint(len(cells))}
		}
		more, err := use(Row{Number: number, Cells: cells, Hidden: rows.GetRowOpts().Hidden})
		if err != nil || !more {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return s.damaged(err)
	}
	if _, err := s.Shape(); err != nil {
		return err
	}
	if number <= s.rows {
		return s.cutOff(number)
	}
	return nil
}
