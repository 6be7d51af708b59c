// Package intake reads the files that offices keep into a workspace: it opens them (package tabular), finds their tables
// (package layout), reads every cell (package values), checks every row and writes the good ones, each table as a batch.
//
// A file goes in whole or not at all: all its batches are written in one transaction. A row goes one of five ways, and the
// five add up to the rows read: accepted, perhaps with a warning; quarantined with its cells and the reason; skipped
// because it is no data (a repeated header, a total, a note), with the reason; blank; or a duplicate of a row that is
// already there. A value that cannot be read is never guessed and never becomes zero; a blank value stays unknown (NULL).
// A file most of whose rows fail is refused, because then it is the reading that is wrong.
//
// The bulk stays in DuckDB: cells are staged as text, and only the distinct spellings of a column that plain SQL cannot
// type are looked at one by one in Go. The ordinary rows of a text file are not even staged: they are typed while they are
// read. Rows pass through Go only where the file's format asks for it, and where they are not ordinary.
package intake
