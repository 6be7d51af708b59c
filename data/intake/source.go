package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/workspace"
)

// source is one table-like part of a file: a CSV file, or a sheet of a workbook.
type source interface {
	// sheet is the sheet's name, empty for a CSV file.
	sheet() string
	// encoding names how the text was stored.
	encoding() string
	// head returns the first records, blank ones included.
	head(n int) ([]record, error)
	// stage makes the temporary table "raw" of everything below a header row.
	stage(ctx context.Context, session *workspace.Session, header record) (staged, error)
}

// staged describes the temporary table "raw": text columns c1 … cN, one for each column of the file, all text.
type staged struct {
	width     int    // number of columns
	rowNo     string // SQL expression of a row's number in the file
	faults    bool   // there is a column "fault": why a row could not be split into cells, NULL where it could
	epoch1904 bool   // serial dates count from 1904
}

// rawColumns lists c1 … cN with a type behind each name, for a table definition.
func rawColumns(width int) string {
	names := make([]string, width)
	for i := range names {
		names[i] = fmt.Sprintf("c%d VARCHAR", i+1)
	}
	return strings.Join(names, ", ")
}

// openSources finds the tables of a file. The caller closes them.
func openSources(ctx context.Context, path string, opts Options) (sources []source, closeAll func() error, err error) {
	f, err := sniffFormat(path)
	if err != nil {
		return nil, nil, err
	}
	if f == formatWorkbook {
		return openWorkbook(path, opts.Sheet)
	}
	text, err := openText(ctx, path, opts.Encoding)
	if err != nil {
		return nil, nil, err
	}
	return []source{text}, text.close, nil
}
