// Package tabular opens the files that offices keep tables in and gives their rows: text files with commas, tabs or
// semicolons in any encoding that Chinese offices use, workbooks (.xlsx, .xls, .et), and the members of ZIP archives and
// folders. It knows nothing of what the cells mean.
//
// Files are not trusted. What a file is follows from its bytes, not from its name; sizes are checked before anything is
// unpacked, rows are handed over one at a time, and a row or a cell is never longer than a stated limit.
package tabular
