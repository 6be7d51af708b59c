package layout

import (
	"regexp"
	"slices"
	"strings"

	"anlan/data/tabular"
	"anlan/data/vocabulary"
)

// HeadRows is how many rows of a sheet are looked at to find its table.
const HeadRows = 80

// maxHeaderRows is how many rows a header may have.
const maxHeaderRows = 3

// Sample is the beginning of a sheet, and what is known of it beside its cells.
type Sample struct {
	Rows      []tabular.Row
	Merges    []tabular.Range
	Date1904  bool
	Sheet     string // its name
	File      string // the file's name, without its folder
	Truncated bool   // the sheet goes on below the sample
}

// Terms are the names that a workspace knows. A list that is nil knows none.
type Terms struct {
	Towns, Sectors, Types, Grades, Measures *vocabulary.List
}

// Column says where the values of a field stand: under a header, or in a column counted from 1 where Index is set, and
// optionally only the part of the text that the first group of a regular expression matches. A column without header and
// index says that the file does not have the field.
type Column struct {
	Header  string
	Index   int
	Extract *regexp.Regexp
}

// None tells whether a column says that the field is not in the file.
func (c Column) None() bool { return strings.TrimSpace(c.Header) == "" && c.Index == 0 }

// Options override what is found out.
type Options struct {
	Kind       Kind              // empty: by the headers
	Map        map[string]Column // field -> column
	Set        map[string]string // field -> one value for all rows
	HeaderRow  int               // number of the header's first row; 0: found
	HeaderRows int               // number of the header's rows; 0: found
	Value      string            // the field whose values stand under months, sectors or towns across; empty: by the title
	Year       int               // of dates that have none; 0: by title, sheet and file name
}

// wants tells whether a kind may be tried.
func (o Options) wants(kind Kind) bool { return o.Kind == "" || o.Kind == kind }

// asked lists the fields that are mapped or set, sorted.
func (o Options) asked() []string {
	var names []string
	for name := range o.Map {
		names = append(names, name)
	}
	for name := range o.Set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
