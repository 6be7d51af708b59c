package layout

import (
	"slices"
	"strings"
)

// fit tries a candidate as the header of a kind: first with values across, then as a plain table. It does not fit when a
// required field or a header asked for is missing, or when nothing in it tells the kind from the others.
func (c *candidate) fit(kind Kind) (best Table, ok bool) {
	for _, levels := range [][]dimLevel{c.dimLevels(kind), nil} {
		if levels == nil && ok {
			break // months across are not read as a plain table
		}
		b := &binder{candidate: c, kind: kind, used: make(map[int]bool)}
		t, fits := b.bind(levels)
		if fits && t.rank.better(best.rank) {
			best, ok = t, true
		}
	}
	return best, ok
}

// binder gives the fields of a kind their columns.
type binder struct {
	*candidate
	kind  Kind
	table Table
	used  map[int]bool
	uses  map[int]Use
	asked bool
	// length of the words in the title that name the values across
	titled int
}

// columnsUsed counts the columns whose values are read.
func (b *binder) columnsUsed() int {
	n := 0
	for column := range b.paths {
		if b.used[column] || b.uses[column] == Across || b.uses[column] == Total {
			n++
		}
	}
	return n
}

func (b *binder) bind(levels []dimLevel) (Table, bool) {
	s := b.grid.sample
	b.table = Table{Kind: b.kind, FirstRow: s.Rows[b.first].Number, LastRow: s.Rows[b.first+b.rows-1].Number}
	b.uses = make(map[int]Use)
	for row := b.first; row < b.first+b.rows; row++ {
		b.table.HeaderRow = append(b.table.HeaderRow, s.Rows[row].Cells)
	}
	b.table.Header = make([]string, len(b.paths))
	for column, path := range b.paths {
		b.table.Header[column] = joined(path)
	}
	if !b.bindAsked() {
		return Table{}, false
	}
	for column := range b.paths {
		if b.compares(column) && !b.isWholeAlias(column) && !b.used[column] {
			b.uses[column] = Comparison
		}
	}
	if len(levels) > 0 && !b.bindAcross(levels) {
		return Table{}, false
	}
	b.bindSplitDate()
	b.bindByHeader()
	b.dropSerials()
	if !b.tells() {
		return Table{}, false
	}
	b.bindWeak()
	b.bindByContent()
	if !b.complete() {
		return Table{}, false
	}
	b.table.rank = rank{bound: b.distinctive(), titled: b.titled, used: b.columnsUsed(), rows: b.rows}
	if b.grid.dataBelow(b.first + b.rows - 1) {
		b.table.rank.below = 1
	}
	b.bindStated()
	b.finish()
	return b.table, true
}

// distinctive counts the bindings that speak for the kind.
func (b *binder) distinctive() int {
	n := 0
	for _, binding := range b.table.Bindings {
		if !binding.Field.Common {
			n++
		}
	}
	return n
}

// bindAsked binds what a person mapped or set.
func (b *binder) bindAsked() bool {
	for _, name := range b.opts.asked() {
		f, known := b.kind.Field(name)
		if !known {
			return false
		}
		b.asked = true
		if value, set := b.opts.Set[name]; set {
			b.table.Bindings = append(b.table.Bindings, Binding{Field: f, Column: -1, Constant: value, Scale: 1, How: Asked, Confidence: 1})
			continue
		}
		want := b.opts.Map[name]
		if want.None() {
			continue
		}
		column := b.columnOf(want)
		if column < 0 {
			return false
		}
		b.used[column] = true
		binding := b.newBinding(f, column, Asked, 1)
		binding.Extract = want.Extract
		b.table.Bindings = append(b.table.Bindings, binding)
	}
	return true
}

// columnOf finds the column that a person named: by its number, by its whole header, by the last level of it; to the
// letter, else by its folded form, else apart from the unit.
func (b *binder) columnOf(want Column) int {
	if want.Index > 0 {
		if want.Index > len(b.paths) {
			return -1
		}
		return want.Index - 1
	}
	trimmed, folded := strings.TrimSpace(want.Header), foldHeader(want.Header)
	for _, fits := range []func(path []string) bool{
		func(path []string) bool { return joined(path) == trimmed },
		func(path []string) bool { return folded != "" && foldHeader(joined(path)) == folded },
		func(path []string) bool { return path[len(path)-1] == trimmed },
		func(path []string) bool { return folded != "" && foldHeader(path[len(path)-1]) == folded },
		func(path []string) bool {
			return folded != "" && foldHeader(withoutUnit(joined(path))) == foldHeader(withoutUnit(want.Header))
		},
	} {
		if i := slices.IndexFunc(b.paths, fits); i >= 0 {
			return i
		}
	}
	return -1
}

// barred tells whether a field may not be bound by the program: it has a column, or a person said that the file lacks it.
func (b *binder) barred(f Field) bool {
	if want, mapped := b.opts.Map[f.Name]; mapped && want.None() {
		return true
	}
	return b.table.Binds(f.Name)
}

// free tells whether a column may be given to a field.
func (b *binder) free(column int) bool { return !b.used[column] && b.uses[column] == "" }

// bindByHeader gives each field the unused column whose header is its most specific alias. Whole headers go before
// headers without their brackets, because "控制指标(死亡)" and "控制指标(起数)" differ only there.
func (b *binder) bindByHeader() {
	most := 0
	for _, forms := range b.forms {
		most = max(most, len(forms))
	}
	for rank := range most {
		for _, f := range Fields(b.kind) {
			if b.barred(f) || b.table.Wide() && f.IsValue() {
				continue
			}
			if column := b.withHeader(f.aliases, rank); column >= 0 && !(f.IsValue() && b.namesFirms(column)) {
				form := b.forms[column][rank]
				b.take(f, column, form.how, form.confidence)
			}
		}
	}
}

func (b *binder) withHeader(aliases []string, rank int) int {
	for _, want := range aliases {
		for column, forms := range b.forms {
			if rank < len(forms) && forms[rank].text == want && b.free(column) {
				return column
			}
		}
	}
	return -1
}

func (b *binder) take(f Field, column int, how How, confidence float64) {
	b.used[column] = true
	b.table.Bindings = append(b.table.Bindings, b.newBinding(f, column, how, confidence))
}

func (b *binder) newBinding(f Field, column int, how How, confidence float64) Binding {
	return Binding{Field: f, Column: column, Header: b.table.Header[column], Scale: 1, How: how, Confidence: confidence}
}

// scale is what an amount under a header is multiplied by: the unit in the header, in the row of units below it, or in
// the title.
func (b *binder) scale(f Field, header string, path []string) float64 {
	if f.Unit == "" {
		return 1
	}
	if scale, ok := unitScale(header, f.Unit); ok {
		return scale
	}
	for _, text := range path {
		if b.grid.token(text).unit {
			if scale, ok := factorOf(text, f.Unit); ok {
				return scale
			}
		}
	}
	if scale, ok := factorOf(b.facts().units, f.Unit); ok {
		b.table.Stated.Unit = b.facts().units
		return scale
	}
	return 1
}

// bindSplitDate binds a date that stands in several columns: 年, 月, 日.
func (b *binder) bindSplitDate() {
	f, ok := b.kind.Field(b.kind.DateField())
	if !ok || b.barred(f) || f.Type == Year {
		return
	}
	words := [][]string{{"年", "年度", "年份", "year"}, {"月", "月份", "month"}, {"日", "号", "day"}}
	if f.Type == Period {
		words = words[:2]
	}
	var columns []int
	for _, want := range words {
		column := b.withLast(want)
		if column < 0 {
			return
		}
		columns = append(columns, column)
	}
	for _, column := range columns {
		b.used[column] = true
	}
	header := joined(b.paths[columns[0]])
	b.table.Bindings = append(b.table.Bindings, Binding{Field: f, Column: -1, Join: columns, Header: header, Scale: 1, How: ByHeader, Confidence: 0.9})
}

// withLast finds the free column the last level of whose header is one of some words.
func (b *binder) withLast(words []string) int {
	for column, path := range b.paths {
		level := b.telling(path)
		if level >= 0 && b.free(column) && slices.Contains(words, b.grid.token(path[level]).forms[0]) {
			return column
		}
	}
	return -1
}

// isWholeAlias tells whether the whole header of a column is a known one.
func (b *binder) isWholeAlias(column int) bool {
	_, known := b.kind.aliasOf(headerForms(joined(b.paths[column])))
	return known
}

// dropSerials takes back the columns that were only recognised so that nothing else takes them.
func (b *binder) dropSerials() {
	b.table.Bindings = slices.DeleteFunc(b.table.Bindings, func(n Binding) bool {
		if n.Field.Type != Ignored {
			return false
		}
		b.uses[n.Column] = Serial
		return true
	})
}

// tells tells whether something in the header is of this kind of table only, or a person said that it is of this kind.
func (b *binder) tells() bool {
	return b.asked || b.opts.Kind == b.kind || slices.ContainsFunc(b.table.Bindings, func(n Binding) bool { return n.Field.Telling })
}

// complete tells whether every required field is bound, dates apart that the title may state.
func (b *binder) complete() bool {
	for _, f := range Fields(b.kind) {
		if f.Required && !b.table.Binds(f.Name) && !(f.Name == b.kind.DateField() && !b.kind.IsLedger() && b.datedElsewhere()) {
			return false
		}
	}
	return true
}

// datedElsewhere tells whether a table without a column of dates may get its period from the title, the sheet or the
// file: it has to be plain by its other columns that it is one of this kind. That nothing states a period is told when
// the table is read, not by taking it for no table.
func (b *binder) datedElsewhere() bool {
	values := 0
	for _, n := range b.table.Bindings {
		if n.Field.IsValue() {
			values++
		}
	}
	switch b.kind {
	case Totals:
		return b.table.Wide() || b.table.Binds("accidents")
	case Inspections:
		return values >= 2
	}
	return values >= 1
}
