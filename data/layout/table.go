package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Use is what a column of a sheet is used for.
type Use string

// The uses.
const (
	Read       Use = "read"       // its values go into a field
	Across     Use = "across"     // it holds one month, sector or town of the values that stand across
	Total      Use = "total"      // the sum of columns that stand across: compared, not added
	Comparison Use = "comparison" // figures of another period: last year's, cumulative, changes
	Serial     Use = "serial"     // numbers the rows
	Unread     Use = "unread"     // no field takes it
)

// How tells by what a column or constant was recognised.
type How string

// The ways, surest first.
const (
	Asked      How = "asked"      // a person said so
	Remembered How = "remembered" // a person said so for a file of the same shape
	ByHeader   How = "header"     // the whole header is a known one
	ByPart     How = "part"       // a part of the header is
	ByTitle    How = "title"      // stated above the table
	BySheet    How = "sheet"      // stated by the sheet's name
	ByFile     How = "file"       // stated by the file's name
	ByContent  How = "content"    // the values are such
)

// SheetColumn is what was found out about one column of a sheet.
type SheetColumn struct {
	Header     string // as written; levels joined by "/"
	Field      string // empty where none
	Use        Use
	How        How
	Confidence float64 // 0 to 1, of the field
	Samples    []string
}

// Binding says where the values of a field come from: a column of the staged rows, the part of its text that Extract
// matches, or a constant.
type Binding struct {
	Field      Field
	Column     int // index into Table.Header; −1 for a constant
	Header     string
	Extract    *regexp.Regexp
	Constant   string
	Scale      float64 // what an amount is multiplied by: the header says 万人, the field is stored in 人
	Place      bool    // a town is read from an address
	Join       []int   // columns of year, month and day, or of year and month, that make up a date; Column is −1
	How        How
	Confidence float64
}

// Group is one month, sector or town of the values that stand across: the columns of one record of each row.
type Group struct {
	Label   string          // as written
	Dims    map[Type]string // what the record is of, as text to be read
	Columns map[string]int  // field -> column of the sheet
	Part    bool            // 其中
	Total   bool            // the sum of the other groups
}

// Table is where a sheet's table is and what its columns mean.
type Table struct {
	Kind      Kind
	FirstRow  int        // number of the header's first row
	LastRow   int        // number of the header's last row
	HeaderRow [][]string // the cells of the header's rows, as written
	Above     [][]string // the rows above the header that have text
	Passed    []int      // numbers of those that look like the data of another table, which is not read
	Preamble  []string   // their texts, a line each
	Columns   []SheetColumn
	Groups    []Group  // of a table with months, sectors or towns across
	YearOf    int      // sheet's column, counting from 1, with the year of months across that have none; 0: none
	Across    []Type   // what stands across, in the order of the staged columns
	Values    []string // the fields that stand across, in the order of the staged columns
	Kept      []int    // of a table with values across: the sheet's columns that every record of a row has
	Header    []string // headers of the staged rows: the sheet's columns; of a table with values across those kept, then what each record is of, then its values
	Bindings  []Binding
	Stated    Stated
	rank      rank
}

// rank says how well a header fits.
type rank struct {
	bound  int // fields that have a column
	titled int // length of the words in the title that name the values across
	below  int // 1 where a row of data follows
	used   int // columns that are read
	rows   int // of the header
}

// better compares two ranks: more fields, then the longer name in the title, then data below, then more columns, then fewer
// rows.
func (r rank) better(than rank) bool {
	return cmp.Or(cmp.Compare(r.bound, than.bound), cmp.Compare(r.titled, than.titled), cmp.Compare(r.below, than.below), cmp.Compare(r.used, than.used), cmp.Compare(than.rows, r.rows)) > 0
}

// Wide tells whether months, sectors or towns stand across.
func (t *Table) Wide() bool { return len(t.Groups) > 0 }

// Binds tells whether a field has a column or a constant.
func (t *Table) Binds(name string) bool { return t.binding(name) != nil }

func (t *Table) binding(name string) *Binding {
	i := slices.IndexFunc(t.Bindings, func(b Binding) bool { return b.Field.Name == name })
	if i < 0 {
		return nil
	}
	return &t.Bindings[i]
}

// SheetColumn is the sheet's column that a binding reads; −1 for a constant and for what stands across.
func (t *Table) SheetColumn(b Binding) int {
	switch {
	case !t.Wide():
		return b.Column
	case b.Column >= 0 && b.Column < len(t.Kept):
		return t.Kept[b.Column]
	}
	return -1
}

// Text is what a binding makes of a cell before it is read.
func (b Binding) Text(cell string) string {
	if b.Extract == nil {
		return cell
	}
	m := b.Extract.FindStringSubmatch(cell)
	if m == nil {
		return ""
	}
	return m[len(m)-1]
}

// sortBindings puts the bindings in the order of the kind's fields, so that the same file always gives the same batch.
func (t *Table) sortBindings() {
	order := make(map[string]int)
	for i, f := range Fields(t.Kind) {
		order[f.Name] = i
	}
	slices.SortFunc(t.Bindings, func(a, b Binding) int { return order[a.Field.Name] - order[b.Field.Name] })
}

// joined is a header's levels as one text.
func joined(path []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(path), func(s string) bool { return s == "" }), "/")
}
