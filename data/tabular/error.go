package tabular

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with a file as a whole. The texts people read are in the translation files, by these codes.
const (
	CodeMissing     = "missing"       // there is no such file
	CodeFolder      = "folder"        // it is a folder
	CodeUnreadable  = "unreadable"    // it cannot be read: rights, a failing disk
	CodeEmpty       = "empty"         // it has no bytes, or no cell with text
	CodeNotTable    = "not_table"     // it is a picture, a PDF, a program …; Detail names it
	CodeOldExcel    = "old_excel"     // a workbook of before 1997
	CodeEncrypted   = "encrypted"     // a workbook with a password
	CodeDamaged     = "damaged"       // it says it is a workbook or an archive but cannot be opened as one
	CodeBadJSON     = "bad_json"      // a line is no JSON; Detail is its number
	CodeBomb        = "bomb"          // it would unpack to an absurd size; Detail says which
	CodeEncoding    = "encoding"      // its bytes are text in no encoding that is read
	CodeNoSheet     = "no_sheet"      // there is no sheet of that name; Names lists the sheets
	CodeLineTooLong = "line_too_long" // a line that no table has
	CodeTooWide     = "too_wide"      // more columns than a table has; Detail is how many
	CodeArchive     = "archive"       // a ZIP with files in it, where one file is wanted
	CodeDiskFull    = "disk_full"     // no room for what is unpacked or written
)

// Error is what is wrong with a file as a whole.
type Error struct {
	Code   string
	File   string
	Sheet  string
	Value  string // the header, field, sheet or value in question
	Detail string
	Names  []string // the headers, sheets or lists that there are
	Counts []Tally  // what most rows failed by, where that is why the file was refused
	Err    error
}

// Tally is a reason that rows failed by, and how many did.
type Tally struct {
	Reason   string
	Column   string // header as written; empty where the whole row is meant
	Original string // one cell that failed
	Detail   string // what the wording of the reason needs besides
	Rows     int64
}

func (e *Error) Error() string {
	parts := []string{"import " + e.File}
	for _, part := range []string{e.Sheet, e.Code, e.Value, e.Detail, strings.Join(e.Names, ", ")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, ": ")
	if e.Err != nil {
		text = fmt.Sprintf("%s: %v", text, e.Err)
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// HasCode tells whether an error is, or wraps, an Error of a code.
func HasCode(err error, code string) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
