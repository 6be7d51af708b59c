package layout

import (
	"strings"

	"anlan/data/tabular"
)

// grid gives the cells of a sample by position, and looks at each text once.
type grid struct {
	sample Sample
	terms  Terms
	width  int
	merges map[int][]tabular.Range // by the number of a row
	tokens map[string]token
	facts  map[int]*facts // by the index of the row below them
}

func newGrid(s Sample, terms Terms) *grid {
	g := &grid{sample: s, terms: terms, merges: make(map[int][]tabular.Range), tokens: make(map[string]token), facts: make(map[int]*facts)}
	last := 0
	for _, r := range s.Rows {
		g.width = max(g.width, len(r.Cells))
		last = r.Number
	}
	for _, m := range s.Merges {
		for row := m.FirstRow; row <= min(m.LastRow, last); row++ {
			g.merges[row] = append(g.merges[row], m)
		}
	}
	return g
}

// cell is the text of a cell without blanks around it; row and column count from 0.
func (g *grid) cell(row, column int) string {
	if row < 0 || row >= len(g.sample.Rows) || column >= len(g.sample.Rows[row].Cells) {
		return ""
	}
	return strings.TrimSpace(g.sample.Rows[row].Cells[column])
}

// merge finds the merged range that a cell lies in.
func (g *grid) merge(row, column int) (tabular.Range, bool) {
	number := g.sample.Rows[row].Number
	for _, m := range g.merges[number] {
		if m.Contains(number, column+1) {
			return m, true
		}
	}
	return tabular.Range{}, false
}

func (g *grid) token(text string) token {
	t, ok := g.tokens[text]
	if !ok {
		t = newToken(text, g.terms)
		g.tokens[text] = t
	}
	return t
}

// path is the header above a column: the texts of its rows from top to bottom, blank where a row has none for it. A text
// that spans several columns counts for each of them.
func (g *grid) path(first, rows, column int) []string {
	path := make([]string, rows)
	for level := range rows {
		row := first + level
		text := g.cell(row, column)
		if text == "" {
			text = g.spanning(row, first+rows-1, column)
		}
		path[level] = text
	}
	for level := rows - 1; level > 0; level-- { // merged down, as some programs write it
		if path[level] == path[level-1] {
			path[level] = ""
		}
	}
	return path
}

// spanning finds the text to the left that spans a blank header cell: by the merged range, or, where the file knows none,
// the nearest text that has something below it, as long as the cell has something below it, too.
func (g *grid) spanning(row, last, column int) string {
	if row == last {
		return "" // a header that spans several columns and has nothing below it names the first of them
	}
	if m, ok := g.merge(row, column); ok {
		if m.FirstRow != g.sample.Rows[row].Number {
			return ""
		}
		return g.cell(row, m.FirstColumn-1)
	}
	if !g.filledBelow(row, last, column) {
		return ""
	}
	for left := column - 1; left >= 0; left-- {
		if text := g.cell(row, left); text != "" {
			if _, merged := g.merge(row, left); merged || !g.filledBelow(row, last, left) {
				return ""
			}
			return text
		}
	}
	return ""
}

func (g *grid) filledBelow(row, last, column int) bool {
	for below := row + 1; below <= last; below++ {
		if g.cell(below, column) != "" {
			return true
		}
	}
	return false
}
