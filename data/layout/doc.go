// Package layout finds the table in a sheet and says what its columns mean: where the header is and how many rows it has,
// which column holds which field and how sure that is, what the title states (year, month, town, unit), whether months or
// sectors stand across, and which rows are no data. It looks at texts only; it reads no files and no database.
//
// Recognition is by names first (the aliases of kind.go and the vocabularies), by content second. Every finding can be
// overridden by Options.
package layout
