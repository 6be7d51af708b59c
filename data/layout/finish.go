package layout

import (
	"fmt"
	"slices"
	"strings"
)

// bindStated binds what the title, the sheet's name or the file's name states of all rows, where no column does.
func (b *binder) bindStated() {
	s := b.facts().stated
	if f, ok := b.kind.Field(b.kind.DateField()); ok && !b.barred(f) {
		switch {
		case f.Type == Year && s.Year > 0:
			b.state(f, fmt.Sprintf("%d年", s.Year), s.YearHow)
		case f.Type == Period && s.Year > 0 && s.Month > 0:
			b.state(f, fmt.Sprintf("%d年%d月", s.Year, s.Month), s.MonthHow)
		case f.Name == "date" && s.Year > 0: // a measure may be a year's
			b.state(f, fmt.Sprintf("%d年", s.Year), s.YearHow)
		}
	}
	if f, ok := b.kind.Field("town"); ok && !b.barred(f) && s.Town != "" {
		b.state(f, s.Town, s.TownHow)
	}
}

func (b *binder) state(f Field, text string, how How) {
	b.table.Bindings = append(b.table.Bindings, Binding{Field: f, Column: -1, Constant: text, Scale: 1, How: how, Confidence: 0.8})
}

// finish says what each column of the sheet is used for, and checks the surest recognitions against the values.
func (b *binder) finish() {
	t := &b.table
	t.Preamble, t.Stated = b.facts().lines, b.facts().stated
	for _, r := range b.grid.sample.Rows[:b.first] {
		if !r.Blank() {
			t.Above = append(t.Above, r.Cells)
		}
		if b.grid.looksLikeData(r.Cells) {
			t.Passed = append(t.Passed, r.Number)
		}
	}
	for i, n := range t.Bindings {
		if n.Column >= 0 && n.Column < len(b.paths) {
			t.Bindings[i].Scale = b.scale(n.Field, n.Header, b.paths[n.Column])
		}
	}
	b.unitRow()
	for i, n := range t.Bindings {
		if n.How == ByHeader || n.How == ByPart {
			t.Bindings[i].Confidence *= b.borneOut(n)
		}
	}
	t.sortBindings()
	for column := range b.paths {
		t.Columns = append(t.Columns, b.sheetColumn(column))
	}
	if t.Wide() {
		b.keepColumns()
	}
}

// looksLikeData tells whether a row is more than a title: it has several cells, two of them dates or numbers.
func (g *grid) looksLikeData(cells []string) bool {
	texts, values := 0, 0
	for _, cell := range cells {
		text := strings.TrimSpace(cell)
		if text == "" {
			continue
		}
		texts++
		if t := g.token(text); t.day || strings.ContainsAny(text, "0123456789") && looksNumeric(text) {
			values++
		}
	}
	return texts > 2 && values > 1
}

// sheetColumn is what was found out about one column.
func (b *binder) sheetColumn(column int) SheetColumn {
	t := &b.table
	c := SheetColumn{Header: t.Header[column], Use: Unread, Samples: b.content(column).samples}
	if use := b.uses[column]; use != "" {
		c.Use = use
	}
	for _, n := range t.Bindings {
		if n.Column == column || slices.Contains(n.Join, column) {
			c.Field, c.Use, c.How, c.Confidence = n.Field.Name, Read, n.How, n.Confidence
		}
	}
	if t.YearOf == column+1 {
		c.Field, c.Use, c.How, c.Confidence = b.kind.DateField(), Read, ByHeader, 0.9
	}
	for _, g := range t.Groups {
		for name, at := range g.Columns {
			if at == column {
				c.Field, c.How, c.Confidence = name, ByHeader, 0.9
			}
		}
	}
	return c
}

// keepColumns drops the columns that stand across from the staged rows: each record has its own values instead.
func (b *binder) keepColumns() {
	t := &b.table
	position := make(map[int]int)
	for column, c := range t.Columns {
		if c.Use != Across && c.Use != Total && c.Use != Comparison {
			position[column] = len(t.Kept)
			t.Kept = append(t.Kept, column)
		}
	}
	var header []string
	for _, column := range t.Kept {
		header = append(header, t.Header[column])
	}
	for i, n := range t.Bindings {
		switch {
		case n.Column >= len(b.paths):
			t.Bindings[i].Column = len(t.Kept) + n.Column - len(b.paths)
		case n.Column >= 0:
			t.Bindings[i].Column = position[n.Column]
		}
	}
	t.Header = append(header, t.Header[len(b.paths):]...)
}

// borneOut is the share of a column's values that are what its header says, at least a half: a header counts for more
// than a few odd cells.
func (b *binder) borneOut(n Binding) float64 {
	if n.Column < 0 || n.Column >= len(b.paths) {
		return 1
	}
	k := b.content(n.Column)
	if k.filled == 0 {
		return 1
	}
	share := 1.0
	switch n.Field.Type {
	case Moment, Day:
		share = k.days
	case Period:
		share = max(k.days, k.months)
	case Town:
		if b.grid.terms.Towns != nil {
			share = max(k.towns, k.places)
		}
	case Sector:
		share = k.sectors
	case AccidentType:
		share = k.types
	case Grade:
		share = k.grades
	case Count, Amount:
		share = k.numbers
	}
	return 0.5 + share/2
}

// unitRow takes a row of units below the header into it: "(起)", "(人)", "(万元)".
func (b *binder) unitRow() {
	row := b.first + b.rows
	if b.opts.HeaderRows > 0 || row >= len(b.grid.sample.Rows) || b.table.Wide() {
		return
	}
	units := 0
	for column := range b.grid.width {
		text := b.grid.cell(row, column)
		if text == "" {
			continue
		}
		if !isUnit(text) {
			return
		}
		units++
	}
	if units == 0 {
		return
	}
	b.table.LastRow = b.grid.sample.Rows[row].Number
	b.table.HeaderRow = append(b.table.HeaderRow, b.grid.sample.Rows[row].Cells)
	for i, n := range b.table.Bindings {
		if n.Column >= 0 && n.Column < len(b.paths) && n.Field.Unit != "" {
			if scale, ok := factorOf(b.grid.cell(row, n.Column), n.Field.Unit); ok {
				b.table.Bindings[i].Scale = scale
			}
		}
	}
}
