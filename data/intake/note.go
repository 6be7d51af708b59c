package intake

// Note is something about an import as a whole that a person should know although nothing is wrong with a row.
type Note struct {
	Code string
	Args []string
}

// Codes of notes; the translation files word them.
const (
	NoteTownsAdded     = "towns_added"     // names of the file became towns; Args are the names
	NoteSheetsUnread   = "sheets_unread"   // other sheets of the workbook were left; Args are their names
	NoteColumnsUnread  = "columns_unread"  // columns that no field takes; Args are their headers
	NoteNumbersSpoiled = "numbers_spoiled" // ledger numbers in scientific notation are not used; Args is how many
	NoteMidnight       = "midnight"        // every time of day is 00:00, so none is kept
)

func (j *job) note(code string, args ...string) {
	j.notes = append(j.notes, Note{Code: code, Args: args})
}
