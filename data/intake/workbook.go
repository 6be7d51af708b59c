package intake

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"anlan/data/workspace"
)

// Limits of a workbook. A sheet of a million rows and a dozen columns unpacks to about half of it.
const (
	maxUnpacked    = 1 << 30
	unpackedToDisk = 16 << 20 // larger parts are unpacked to a temporary file, not to memory
)

// sheetSource is one sheet of an .xlsx workbook. Cells are taken as stored, not as displayed: dates are serial numbers,
// percentages fractions, formulas their last computed value.
type sheetSource struct {
	path string
	name string
	book *excelize.File
}

func openWorkbook(path, wanted string) (_ []source, closeAll func() error, err error) {
	if err := checkPackage(path); err != nil {
		return nil, nil, err
	}
	book, err := excelize.OpenFile(path, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: unpackedToDisk,
	})
	if err != nil {
		code := CodeDamaged
		if errors.Is(err, excelize.ErrWorkbookPassword) || errors.Is(err, excelize.ErrWorkbookFileFormat) {
			code = CodeEncrypted
		}
		return nil, nil, &Error{Code: code, File: path, Err: err}
	}
	names := book.GetSheetList()
	if wanted != "" {
		if !slices.Contains(names, wanted) {
			err := &Error{Code: CodeNoSheet, File: path, Value: wanted, Names: names}
			return nil, nil, errors.Join(err, book.Close())
		}
		names = []string{wanted}
	}
	var sources []source
	for _, name := range names {
		sources = append(sources, &sheetSource{path: path, name: name, book: book})
	}
	return sources, book.Close, nil
}

// checkPackage looks into the ZIP directory before anything is unpacked.
func checkPackage(path string) (err error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return &Error{Code: CodeDamaged, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	var unpacked uint64
	kind := "ZIP"
	for _, part := range archive.File {
		unpacked += part.UncompressedSize64
		switch part.Name {
		case "xl/workbook.xml":
			kind = ""
		case "word/document.xml":
			kind = "DOCX"
		case "ppt/presentation.xml":
			kind = "PPTX"
		}
	}
	switch {
	case unpacked > maxUnpacked:
		return &Error{Code: CodeBomb, File: path, Detail: fmt.Sprintf("%d MB", unpacked>>20)}
	case kind != "":
		return &Error{Code: CodeNotTable, File: path, Detail: kind}
	}
	return nil
}

func (s *sheetSource) sheet() string    { return s.name }
func (s *sheetSource) encoding() string { return "XLSX" }

func (s *sheetSource) head(n int) (head []record, err error) {
	err = s.each(func(rec record) (bool, error) {
		head = append(head, rec)
		return len(head) < n, nil
	})
	return head, err
}

// each hands over the rows of the sheet, blank ones included, until use returns false.
func (s *sheetSource) each(use func(record) (more bool, err error)) (err error) {
	rows, err := s.book.Rows(s.name)
	if err != nil {
		return &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Err: err}
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Err: err}
		}
		more, err := use(record{number: number, fields: cells, lines: 1})
		if err != nil || !more {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Err: err}
	}
	return nil
}

func (s *sheetSource) stage(ctx context.Context, session *workspace.Session, header record) (staged, error) {
	width := len(header.fields)
	for {
		widest, err := s.stageWidth(ctx, session, header.number, width)
		if err != nil {
			return staged{}, fmt.Errorf("stage %s: %w", s.path, err)
		}
		if widest <= width {
			break
		}
		width = widest // seldom: rows that are longer than the header; read once more with room for them
	}
	props, err := s.book.GetWorkbookProps()
	if err != nil {
		return staged{}, &Error{Code: CodeDamaged, File: s.path, Sheet: s.name, Err: err}
	}
	return staged{width: width, rowNo: "line", epoch1904: props.Date1904 != nil && *props.Date1904}, nil
}

// stageWidth stages the rows below the header into a table of a width and returns the width of the widest row.
func (s *sheetSource) stageWidth(ctx context.Context, session *workspace.Session, header, width int) (widest int, err error) {
	if err := session.Exec(ctx, "DROP TABLE IF EXISTS temp.raw"); err != nil {
		return 0, err
	}
	if err := session.Exec(ctx, "CREATE TEMP TABLE raw (line INTEGER, "+rawColumns(width)+")"); err != nil {
		return 0, err
	}
	err = session.Append(ctx, "raw", func(add func(...any) error) error {
		cells := make([]any, width+1)
		return s.each(func(rec record) (bool, error) {
			fields := trimBlankEnd(rec.fields)
			widest = max(widest, len(fields))
			if rec.number <= header || widest > width {
				return true, ctx.Err()
			}
			clear(cells)
			cells[0] = int32(rec.number)
			for i, c := range fields {
				if c != "" {
					cells[i+1] = c
				}
			}
			return true, add(cells...)
		})
	})
	return widest, err
}

// trimBlankEnd drops blank cells at the end of a row: workbooks store formatted cells without text.
func trimBlankEnd(fields []string) []string {
	for len(fields) > 0 && strings.TrimSpace(fields[len(fields)-1]) == "" {
		fields = fields[:len(fields)-1]
	}
	return fields
}
