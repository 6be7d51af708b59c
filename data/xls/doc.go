// Package xls reads the cells of workbooks as Excel wrote them from 1997 to 2003 (BIFF8 in an OLE container, also what
// WPS saves as .et): values as they are stored, formulas by their last computed value, merged ranges, hidden rows and
// columns. It reads nothing else: no formats, no formulas, no pictures.
//
// Record layouts follow "[MS-XLS]: Excel Binary File Format" of Microsoft. Files are not trusted: lengths are checked
// before use and memory is bounded by the size of the file.
package xls
