// Package intake reads the files that offices keep into a workspace: it finds out what a file is (format, encoding,
// delimiter), where its table begins and what its columns mean, checks every row and writes the good ones as one batch.
//
// A file goes in whole or not at all. A row goes one of four ways, and the four add up to the rows read: accepted,
// quarantined with its cells and the reason, blank, or a duplicate of a row that is already there. A value that cannot be
// read is never guessed and never becomes zero; a blank value stays unknown (NULL).
//
// The bulk stays in DuckDB: cells are staged as text, and only the distinct spellings of a column that plain SQL cannot
// type are looked at one by one in Go (see resolve.go), where all rules of reading live.
package intake
