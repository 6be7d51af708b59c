package layout

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// dimLevel is a row of the header whose cells name months, sectors, towns or measures.
type dimLevel struct {
	level int
	typ   Type
	texts map[string]string // cell -> the text that is read; cells that stand in the way are missing
}

// acrossTypes lists what may stand across in a kind of table. An accident ledger has nothing across.
var acrossTypes = map[Kind][]Type{
	Totals:      {Period, Sector, Town},
	Inspections: {Period, Sector, Town},
	Sectors:     {Period, Sector, Town},
	Activities:  {Period, Sector, Town, Measure},
}

// dimLevels finds the rows of the header that name what stands across.
func (c *candidate) dimLevels(kind Kind) []dimLevel {
	var levels []dimLevel
	for level := range c.rows {
		if l, ok := c.dimLevel(kind, level); ok {
			levels = append(levels, l)
		}
	}
	return levels
}

func (c *candidate) dimLevel(kind Kind, level int) (dimLevel, bool) {
	cells := c.levelCells(kind, level)
	if l, ok := c.numberedLevel(kind, level, cells); ok {
		return l, true
	}
	var best dimLevel
	most := 0
	for _, typ := range acrossTypes[kind] {
		l := dimLevel{level: level, typ: typ, texts: make(map[string]string)}
		known, sums := 0, 0
		for _, text := range cells {
			switch t := c.grid.token(text); {
			case t.named[typ] && typ == Period:
				l.texts[text] = t.period
				known++
			case t.named[typ]:
				l.texts[text] = t.text
				known++
			case t.total:
				sums++
			}
		}
		if known > most && (known >= 2 || known == 1 && sums >= 1 && typ != Measure) {
			best, most = l, known
		}
	}
	return best, most > 0
}

// levelCells lists the different texts of a row of the header that may name what stands across: those of columns that
// name no key of the table and hold no other period's figures.
func (c *candidate) levelCells(kind Kind, level int) []string {
	var cells []string
	for column, path := range c.paths {
		text := path[level]
		if text == "" || slices.Contains(cells, text) || c.compares(column) || c.isKey(kind, path) {
			continue
		}
		if _, value := kind.aliasOf(c.grid.token(text).forms); !value {
			cells = append(cells, text)
		}
	}
	return cells
}

// isKey tells whether a column's header names a field that is no value: the town, the date.
func (c *candidate) isKey(kind Kind, path []string) bool {
	for _, text := range path {
		if f, ok := kind.aliasOf(c.grid.token(text).forms); ok && text != "" && !f.IsValue() {
			return true
		}
	}
	return false
}

// numberedLevel finds months or years that are written as bare numbers.
func (c *candidate) numberedLevel(kind Kind, level int, cells []string) (dimLevel, bool) {
	l := dimLevel{level: level, typ: Period, texts: make(map[string]string)}
	if !slices.Contains(acrossTypes[kind], Period) {
		return l, false
	}
	var numbers []int
	var written []string
	for _, text := range cells {
		if n, ok := c.grid.token(text).bareNumber(); ok {
			numbers, written = append(numbers, n), append(written, text)
		}
	}
	months, days := firstDays(numbers, c.grid.sample.Date1904)
	for i, text := range written {
		switch {
		case days:
			l.texts[text] = months[i]
		case bareMonths(numbers):
			l.texts[text] = text + "月"
		case bareYears(numbers):
			l.texts[text] = text + "年"
		}
	}
	return l, len(l.texts) > 0
}

// bindAcross makes the groups of a table with values across, and the bindings for what each record is of and its values.
func (b *binder) bindAcross(levels []dimLevel) bool {
	fallback, hasFallback := b.defaultValue()
	groups := make(map[string]*Group)
	var order []string
	for column, path := range b.paths {
		if b.uses[column] != "" || b.used[column] {
			continue
		}
		g, ok := b.groupOf(levels, path, column)
		if !ok {
			continue
		}
		f, ok := b.valueOf(path)
		if !ok {
			f, ok = fallback, hasFallback
		}
		if !ok {
			return false
		}
		key := groupKey(g)
		if groups[key] == nil {
			groups[key] = &g
			order = append(order, key)
		}
		if _, taken := groups[key].Columns[f.Name]; taken {
			continue // a second column of the same thing stays unread
		}
		groups[key].Columns[f.Name] = column
		b.uses[column] = Across
		if g.Total {
			b.uses[column] = Total
		}
	}
	for _, key := range order {
		b.table.Groups = append(b.table.Groups, *groups[key])
	}
	return b.finishAcross(levels)
}

func groupKey(g Group) string {
	var parts []string
	for _, typ := range slices.Sorted(maps.Keys(g.Dims)) {
		parts = append(parts, g.Dims[typ])
	}
	if g.Total {
		parts = append(parts, "\x00total")
	}
	return strings.Join(parts, "\x1f")
}

// groupOf says which record of a row a column belongs to. A cell beside known names that is none itself is taken as
// written, when the column holds numbers: reading it tells that there is no such sector.
func (b *binder) groupOf(levels []dimLevel, path []string, column int) (Group, bool) {
	g := Group{Dims: make(map[Type]string), Columns: make(map[string]int)}
	for _, l := range levels {
		text := path[l.level]
		if text == "" {
			continue
		}
		t := b.grid.token(text)
		known, ok := l.texts[text]
		switch {
		case t.total:
			g.Total = true
		case ok && l.typ == Period && g.Dims[Period] != "":
			g.Dims[Period] += known // 2011年 above 1月
		case ok:
			g.Dims[l.typ] = known
		case l.typ != Period && b.mayName(t, path, column):
			g.Dims[l.typ] = t.text
		default:
			continue
		}
		g.Part = g.Part || t.part
		g.Label = strings.TrimPrefix(g.Label+"/"+text, "/")
	}
	return g, g.Total || len(g.Dims) > 0
}

// mayName tells whether an unknown header cell may be a name beside known ones: it names no field and the column below it
// holds numbers.
func (b *binder) mayName(t token, path []string, column int) bool {
	if _, field := b.kind.aliasOf(t.forms); field || t.neutral || t.unit || b.isKey(b.kind, path) {
		return false
	}
	return b.content(column).numbers > 0.8
}

// valueOf finds the value field that a header names.
func (b *binder) valueOf(path []string) (Field, bool) {
	for level := len(path) - 1; level >= 0; level-- {
		if f, ok := b.kind.aliasOf(b.grid.token(path[level]).forms); ok && path[level] != "" && f.IsValue() {
			return f, true
		}
	}
	return Field{}, false
}

// defaultValue is the field of values across whose headers do not name it: asked for, the only one there is, or the one
// that the title names.
func (b *binder) defaultValue() (Field, bool) {
	if b.opts.Value != "" {
		f, ok := b.kind.Field(b.opts.Value)
		return f, ok && f.IsValue()
	}
	if b.kind == Activities {
		return b.kind.Field("value")
	}
	f, ok := b.facts().titleField(b.kind)
	b.titled = len(b.facts().titleWord(f))
	return f, ok
}

// finishAcross adds the staged columns behind the sheet's own: what each record is of, then its values.
func (b *binder) finishAcross(levels []dimLevel) bool {
	t := &b.table
	if !b.severalGroups() {
		return false
	}
	for _, l := range levels {
		if !slices.Contains(t.Across, l.typ) {
			t.Across = append(t.Across, l.typ)
		}
	}
	for _, typ := range t.Across {
		f, ok := b.dimField(typ)
		if !ok || b.barred(f) {
			return false
		}
		header := b.acrossHeader(typ)
		t.Bindings = append(t.Bindings, Binding{Field: f, Column: len(t.Header), Header: header, Scale: 1, How: ByHeader, Confidence: 0.9})
		t.Header = append(t.Header, header)
	}
	if slices.Contains(t.Across, Period) && b.monthsWithoutYear() {
		t.YearOf = 1 + b.withLast([]string{"年", "年度", "年份", "year"})
		if t.YearOf > 0 {
			b.used[t.YearOf-1] = true
		}
	}
	for _, f := range Fields(b.kind) {
		if b.hasAcross(f.Name) && !b.barred(f) {
			t.Values = append(t.Values, f.Name)
			t.Bindings = append(t.Bindings, b.valueBinding(f))
			t.Header = append(t.Header, t.Bindings[len(t.Bindings)-1].Header)
		}
	}
	return len(t.Values) > 0
}

// severalGroups tells whether anything stands across: one group alone does only beside the sum of it.
func (b *binder) severalGroups() bool {
	data := 0
	for _, g := range b.table.Groups {
		if !g.Total {
			data++
		}
	}
	return data > 1 || data == 1 && len(b.table.Groups) > 1
}

// hasAcross tells whether a field has values across.
func (b *binder) hasAcross(name string) bool {
	return slices.ContainsFunc(b.table.Groups, func(g Group) bool {
		_, has := g.Columns[name]
		return has
	})
}

// monthsWithoutYear tells whether a month stands across that names no year.
func (b *binder) monthsWithoutYear() bool {
	return slices.ContainsFunc(b.table.Groups, func(g Group) bool {
		return g.Dims[Period] != "" && !strings.Contains(g.Dims[Period], "年") && !strings.Contains(g.Dims[Period], "-")
	})
}

// valueBinding binds the staged column of a value across. Its header is the last level that the columns share, its unit
// that of the first column which states one.
func (b *binder) valueBinding(f Field) Binding {
	n := Binding{Field: f, Column: len(b.table.Header), Scale: 1, How: ByHeader, Confidence: 0.9}
	for _, g := range b.table.Groups {
		column, ok := g.Columns[f.Name]
		if !ok {
			continue
		}
		if n.Header == "" {
			n.Header = b.valueHeader(f, column)
		}
		if n.Scale == 1 {
			n.Scale = b.scale(f, b.table.Header[column], b.paths[column])
		}
	}
	if f.Unit != "" && n.Scale == 1 {
		if scale, ok := unitScale(b.facts().title, f.Unit); ok {
			n.Scale = scale
		}
	}
	return n
}

// valueHeader is the part of a column's header that names the value, else the field's first alias.
func (b *binder) valueHeader(f Field, column int) string {
	for _, text := range b.paths[column] {
		if found, ok := b.kind.aliasOf(b.grid.token(text).forms); ok && text != "" && found.Name == f.Name {
			return text
		}
	}
	if word := b.facts().titleWord(f); word != "" {
		return word
	}
	return f.aliases[0]
}

// dimField is the field that a type across fills.
func (b *binder) dimField(typ Type) (Field, bool) {
	if typ == Period {
		return b.kind.Field(b.kind.DateField())
	}
	i := slices.IndexFunc(Fields(b.kind), func(f Field) bool { return f.Type == typ })
	if i < 0 {
		return Field{}, false
	}
	return Fields(b.kind)[i], true
}

// acrossHeader is the header under which a staged column says what each record is of.
func (b *binder) acrossHeader(typ Type) string {
	f, _ := b.dimField(typ)
	return cmp.Or(map[Type]string{Period: "月份", Sector: "行业领域", Town: "镇街", Measure: "指标"}[typ], f.Name)
}
