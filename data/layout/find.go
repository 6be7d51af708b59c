package layout

import "strings"

// candidate is one place where the header of a table may be.
type candidate struct {
	grid  *grid
	opts  Options
	first int // index of the header's first row
	rows  int
	paths [][]string
	forms [][]form // of each column, surest first

	contents map[int]content // of the columns looked at
}

// form is one text that a column's header may be known by.
type form struct {
	text       string
	how        How
	confidence float64
}

// Find looks for the table of a sheet: the rows that name the most known columns, for the kind that fits best. ok is
// false where nothing is recognised.
func Find(s Sample, terms Terms, opts Options) (best Table, ok bool) {
	g := newGrid(s, terms)
	for first, row := range s.Rows {
		if row.Blank() || opts.HeaderRow > 0 && row.Number != opts.HeaderRow || opts.HeaderRow == 0 && g.isData(first) {
			continue
		}
		for rows := 1; g.mayBeHeader(first, rows, opts); rows++ {
			if opts.HeaderRows > 0 && rows != opts.HeaderRows {
				continue
			}
			if t, fits := newCandidate(g, opts, first, rows).fitAny(); fits && t.rank.better(best.rank) {
				best = t
			}
		}
	}
	return best, best.rank.bound > 0
}

// mayBeHeader tells whether a number of rows may be a header together: none is blank, and those below the first hold no
// data, unless a person said how many rows it has.
func (g *grid) mayBeHeader(first, rows int, opts Options) bool {
	last := first + rows - 1
	if rows > maxHeaderRows || last >= len(g.sample.Rows) {
		return false
	}
	return rows == 1 || !g.sample.Rows[last].Blank() && (opts.HeaderRows > 0 || !g.isData(last) && g.saysSomething(last))
}

// saysSomething tells whether a row has a word that headers are made of: otherwise it is no part of one, and a row of data
// must not vanish in a header.
func (g *grid) saysSomething(row int) bool {
	for c := range g.width {
		if text := g.cell(row, c); text != "" && g.token(text).isHeaderWord() {
			return true
		}
	}
	return false
}

// dataBelow tells whether the next row with text below a header is one of data.
func (g *grid) dataBelow(last int) bool {
	for row := last + 1; row < len(g.sample.Rows); row++ {
		if !g.sample.Rows[row].Blank() {
			return g.isData(row)
		}
	}
	return true
}

// fitAny tries a candidate as the header of each kind.
func (c *candidate) fitAny() (best Table, ok bool) {
	for _, kind := range Kinds() {
		if !c.opts.wants(kind) {
			continue
		}
		if t, fits := c.fit(kind); fits && t.rank.better(best.rank) {
			best, ok = t, true
		}
	}
	return best, ok
}

// isData tells whether a row cannot be a part of a header: it has a date, or a number that is no month or year across, or
// such numbers beside texts that are no headers.
func (g *grid) isData(row int) bool {
	var numbers []int
	others := true // every other cell is a header
	for c := range g.width {
		text := g.cell(row, c)
		if text == "" {
			continue
		}
		t := g.token(text)
		switch n, ok := t.bareNumber(); {
		case ok:
			numbers = append(numbers, n)
		case t.day || strings.ContainsAny(text, "0123456789") && looksNumeric(text):
			return true
		default:
			others = others && t.isHeader()
		}
	}
	if len(numbers) == 0 {
		return false
	}
	_, days := firstDays(numbers, g.sample.Date1904)
	return !others || !bareMonths(numbers) && !bareYears(numbers) && !days
}

func newCandidate(g *grid, opts Options, first, rows int) *candidate {
	c := &candidate{grid: g, opts: opts, first: first, rows: rows, contents: make(map[int]content)}
	width := 0
	for row := first; row < first+rows; row++ {
		width = max(width, len(g.sample.Rows[row].Cells))
	}
	for column := range width {
		path := g.path(first, rows, column)
		c.paths = append(c.paths, path)
		c.forms = append(c.forms, c.formsOf(path))
	}
	return c
}

// facts are what stands above the candidate, read once for each row.
func (c *candidate) facts() *facts {
	f, ok := c.grid.facts[c.first]
	if !ok {
		f = readFacts(c.grid, c.first, c.opts)
		c.grid.facts[c.first] = f
	}
	return f
}

// formsOf lists the texts that a header may be known by: the whole of it, without brackets, its last level, and, where
// the last level says nothing by itself (本月, a unit, 合计), the one above.
func (c *candidate) formsOf(path []string) []form {
	text := joined(path)
	if len(text) > longestHeader {
		return nil
	}
	whole := headerForms(text)
	forms := []form{{whole[0], ByHeader, 1}, {whole[1], ByHeader, 0.95}}
	if c.rows == 1 {
		return forms
	}
	level := c.telling(path)
	if level < 0 {
		return forms
	}
	last := c.grid.token(path[level])
	forms = append(forms, form{last.forms[0], ByPart, 0.9}, form{last.forms[1], ByPart, 0.85})
	if above := c.telling(path[:level]); last.total && above >= 0 {
		upper := c.grid.token(path[above])
		forms = append(forms, form{upper.forms[0], ByPart, 0.8}, form{upper.forms[1], ByPart, 0.8})
	}
	return forms
}

// telling is the lowest level of a header that says something by itself; -1 where none does.
func (c *candidate) telling(path []string) int {
	for level := len(path) - 1; level >= 0; level-- {
		if t := c.grid.token(path[level]); path[level] != "" && !t.neutral && !t.unit {
			return level
		}
	}
	return -1
}

// compares tells whether a column holds figures of another period.
func (c *candidate) compares(column int) bool {
	for _, text := range c.paths[column] {
		if text != "" && c.grid.token(text).comparison {
			return true
		}
	}
	return false
}
