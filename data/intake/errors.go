package intake

import (
	"errors"

	"anlan/data/tabular"
)

// Error is what is wrong with a file as a whole. Nothing of the file was kept.
type Error = tabular.Error

// Tally is a reason that rows failed by, and how many did.
type Tally = tabular.Tally

// What can be wrong with a file as a whole, beside what package tabular says of its bytes. The texts people read are in
// the translation files, by these codes.
const (
	CodeNoHeader    = "no_header"    // no row names enough known columns; Names lists the headers found
	CodeNoRows      = "no_rows"      // a header, and nothing below it
	CodeNoPeriod    = "no_period"    // no column, title or name says of which month or year the figures are
	CodeMapHeader   = "map_header"   // a mapping names a header that the file does not have; Names lists the headers found
	CodeMapField    = "map_field"    // a mapping names a field that no kind has; Detail lists the fields
	CodeSetValue    = "set_value"    // a value set for all rows cannot be read; Detail is the reason
	CodeKind        = "kind"         // there is no such kind of file
	CodeAlreadyRead = "already_read" // the same file was imported before; Detail is the import's number
	CodeMostFail    = "most_fail"    // most rows cannot be read; Detail is how many of how many, Counts says by what
	CodeHeldBack    = "held_back"    // rows would be quarantined and the caller wants none; Counts says by what
	CodeNoBatch     = "no_batch"     // there is no import of that number in force
	CodeCellTooLong = "cell_long"    // a cell is longer than a workbook takes; Value is the row, Detail the limit
	CodeNoList      = "no_list"      // there is no dictionary of that name; Names lists them
	CodeNoTerms     = "no_terms"     // no word list in the file
	CodeNoRow       = "no_row"       // a corrected row is not in quarantine; Value is its number
)

// Counts is what most rows failed by, where that is why a file was refused.
func Counts(err error) []Tally {
	var e *Error
	if errors.As(err, &e) {
		return e.Counts
	}
	return nil
}

// HasCode tells whether an error is, or wraps, an Error of a code.
func HasCode(err error, code string) bool { return tabular.HasCode(err, code) }

// Reasons why a row is quarantined, or an accepted row carries a warning, beside those of package values (why a text is
// not read) and package layout (why a row is no data).
const (
	ReasonMissing         = "missing_value"      // a required cell is blank
	ReasonFarDate         = "far_date"           // before 1949 or after the import
	ReasonUnknownTown     = "unknown_town"       // Detail suggests
	ReasonUnknownSector   = "unknown_sector"     // Detail suggests
	ReasonAmbiguousSector = "ambiguous_sector"   // 交通: several sectors are called so; Detail lists them
	ReasonUnknownType     = "unknown_type"       // Detail suggests
	ReasonUnknownGrade    = "unknown_grade"      //
	ReasonNoTown          = "no_town"            // warning: 市直, 高速公路 lie in no town
	ReasonExtraCells      = "extra_cells"        // more cells than the header has
	ReasonQuote           = "unbalanced_quote"   // a quotation mark that never closes
	ReasonConflict        = "conflict"           // same number, other content; Detail is where the other stands
	ReasonGradeMismatch   = "grade_mismatch"     // warning: the reported grade is not the statutory one
	ReasonOldGrade        = "old_road_grade"     // warning: 重大, 特大 of the road police's old scale; Detail is the statutory grade
	ReasonBadText         = "bad_text"           // warning: characters that were lost before or while reading
	ReasonDuplicate       = "duplicate"          // skipped: says what another row says; Detail is where that stands
	ReasonMaybeTwice      = "possible_duplicate" // warning: same day, town, sector and firm as another row
	ReasonUnknownLevel    = "unknown_level"      // of a hazard
	ReasonUnknownProgress = "unknown_progress"   //
	ReasonEarlyTerm       = "early_term"         // warning: the term ended before the hazard was found; unknown
	ReasonEarlyRectified  = "early_rectified"    // warning: rectified before it was found; the day is unknown
	ReasonUndated         = "rectified_undated"  // warning: rectified, without a day
	ReasonBothWays        = "rectified_both"     // warning: not rectified, with the day on which it was; unknown
	ReasonNoSector        = "no_sector"          // a department's quota without its sector
	ReasonUnit            = "unit_differs"       // an activity in another unit than its measure
	ReasonVersion         = "version"            // warning: tells of a known accident again; Detail is where the version before stands
	ReasonRevised         = "revised"            // warning: a cell of a new version says something else; Detail is what it was
	ReasonLateDeaths      = "late_deaths"        // warning: more deaths than before; Detail is how many they were
	ReasonRaised          = "grade_raised"       // warning: the grade that follows is higher; Detail is the grade before
	ReasonLowered         = "grade_lowered"      // warning: the grade that follows is lower; Detail is the grade before
	ReasonStruck          = "struck_off"         // warning: the accident does not count from now on
	ReasonUnstruck        = "struck_back"        // warning: the accident counts again
	ReasonSumDiffers      = "sum_differs"        // warning on a total: Detail is the sum of its rows or columns
)
