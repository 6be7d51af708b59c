package intake

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with a file as a whole. The texts people read are in the translation files, by these codes.
const (
	CodeMissing     = "missing"      // there is no such file
	CodeFolder      = "folder"       // it is a folder
	CodeUnreadable  = "unreadable"   // it cannot be read: rights, a failing disk
	CodeEmpty       = "empty"        // it has no bytes, or no cell with text
	CodeNotTable    = "not_table"    // it is a picture, a PDF, a program …; Detail names it
	CodeOldExcel    = "old_excel"    // an .xls of before 2007
	CodeEncrypted   = "encrypted"    // a workbook with a password
	CodeDamaged     = "damaged"      // it says it is a workbook but cannot be opened as one
	CodeBomb        = "bomb"         // a workbook that would unpack to an absurd size
	CodeEncoding    = "encoding"     // its bytes are text in no encoding that is read
	CodeNoHeader    = "no_header"    // no row names enough known columns; Names lists the headers found
	CodeNoSheet     = "no_sheet"     // there is no sheet of that name; Names lists the sheets
	CodeNoRows      = "no_rows"      // a header, and nothing below it
	CodeMapHeader   = "map_header"   // --map names a header that the file does not have; Names lists the headers found
	CodeMapField    = "map_field"    // --map or --set names a field that no kind has; Detail lists the fields
	CodeSetValue    = "set_value"    // --set gives a value that cannot be read; Detail is the reason
	CodeKind        = "kind"         // --as names no kind
	CodeAlreadyRead = "already_read" // the same file was imported before; Detail is the import's number
	CodeLineTooLong = "line_too_long"
)

// Error is what is wrong with a file as a whole. Nothing of the file was kept.
type Error struct {
	Code   string
	File   string
	Sheet  string
	Value  string // the header, field, sheet or value in question
	Detail string
	Names  []string // the headers or sheets that there are
	Err    error
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

// Reasons why a row is quarantined, or an accepted row carries a warning.
const (
	ReasonMissing       = "missing_value"      // a required cell is blank
	ReasonBadDate       = "bad_date"           // not a date that is read
	ReasonImpossible    = "impossible_date"    // 30 February, month 13
	ReasonAmbiguous     = "ambiguous_date"     // 3/4/2011 in a file that does not tell which is the month
	ReasonNoYear        = "no_year"            // 8.27
	ReasonNoDay         = "no_day"             // a month where a day is needed
	ReasonNoMonth       = "no_month"           // a year where a month is needed
	ReasonFarDate       = "far_date"           // before 1949 or after the import
	ReasonBadTime       = "bad_time"           // not a time of day
	ReasonBadNumber     = "bad_number"         // a number with other text
	ReasonHedged        = "hedged_number"      // 近8万, 约20: an interval, not a number
	ReasonNegative      = "negative"           //
	ReasonNotWhole      = "not_whole"          // 2.5 deaths
	ReasonUnknownTown   = "unknown_town"       // Detail suggests
	ReasonUnknownSector = "unknown_sector"     // Detail suggests
	ReasonUnknownType   = "unknown_type"       // Detail suggests
	ReasonUnknownGrade  = "unknown_grade"      //
	ReasonBadFlag       = "bad_flag"           //
	ReasonTotalRow      = "total_row"          // 合计, 小计: would be counted twice
	ReasonExtraCells    = "extra_cells"        // more cells than the header has
	ReasonQuote         = "unbalanced_quote"   // a quotation mark that never closes
	ReasonConflict      = "conflict"           // same number, other content; Detail is where the other stands
	ReasonGradeMismatch = "grade_mismatch"     // warning: the reported grade is not the statutory one
	ReasonBadText       = "bad_text"           // warning: characters that were lost before or while reading
	ReasonMaybeTwice    = "possible_duplicate" // warning: same day, town, sector and firm as another row
)
