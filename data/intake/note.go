package intake

// Note is something about an import as a whole that a person should know although nothing is wrong with a row.
type Note struct {
	Code  string
	Sheet string // where it concerns one sheet of several
	Args  []string
}

// Codes of notes; the translation files word them.
const (
	NoteTownsAdded     = "towns_added"     // names of the file became towns; Args are the names
	NoteSheetsUnread   = "sheets_unread"   // sheets without a table; Args are their names
	NoteSheetsHidden   = "sheets_hidden"   // hidden sheets are not read; Args are their names
	NoteSheetsSummed   = "sheets_summed"   // sheets that sum up others are not read; Args are their names
	NoteColumnsUnread  = "columns_unread"  // columns that no field takes; Args are their headers
	NoteComparison     = "comparison"      // columns with figures of other periods are not read; Args are their headers
	NoteNumbersSpoiled = "numbers_spoiled" // ledger numbers in scientific notation are not used; Args is how many
	NoteMidnight       = "midnight"        // every time of day is 00:00, so none is kept
	NoteSkipped        = "skipped"         // rows that are no data; Args is how many
	NoteRaised         = "grade_raised"    // accidents that late reports raise to a higher grade; Args is how many
	NoteAbove          = "rows_above"      // rows above the table that look like the data of another one; Args are their numbers
	NoteHidden         = "hidden_cells"    // hidden rows and columns were read like others; Args are how many of each
	NoteUncomputed     = "uncomputed"      // formulas whose value was never computed count as blank; Args is how many
	NoteRemembered     = "remembered"      // the columns are those that were confirmed for files like this one; Args are the fields
	NoteStated         = "stated"          // what the title or a name states of all rows; Args are the texts
	NoteSumDiffers     = "sums_differ"     // totals that are not the sum of their rows; Args say which
	NoteContinued      = "continued"       // rows that go on with hazards entered before; Args is how many
	NoteVersions       = "versions"        // rows tell of known accidents again, with something new; Args is how many
	NoteVisits         = "visits"          // each row that names a firm is one visit; Args is how many rows
	NoteAcross         = "across"          // months or sectors across became records; Args is how many records
)

func (j *job) note(code string, args ...string) {
	n := Note{Code: code, Args: args}
	if j.several {
		n.Sheet = j.batch.Sheet
	}
	j.notes = append(j.notes, n)
}
