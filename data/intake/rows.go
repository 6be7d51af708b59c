package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
)

// stageRows stages a sheet whose rows pass through Go: of workbooks.
func (j *job) stageRows(ctx context.Context) (staged, error) {
	width := len(j.table.Columns)
	for {
		widest, err := j.stageWidth(ctx, width)
		if err != nil {
			return staged{}, fmt.Errorf("stage %s: %w", j.path, err)
		}
		if widest <= width {
			break
		}
		width = widest // seldom: rows that are longer than the header; read once more with room for them
	}
	return staged{width: width, rowNo: "line", id: "rowid", faults: true}, nil
}

// stageWidth stages the rows below the header into a table of a width and returns the width of the widest row.
func (j *job) stageWidth(ctx context.Context, width int) (widest int, err error) {
	if err := j.session.Exec(ctx, "DROP TABLE IF EXISTS temp.raw"); err != nil {
		return 0, err
	}
	if err := j.session.Exec(ctx, "CREATE TEMP TABLE raw (line INTEGER, fault VARCHAR, "+rawColumns(width)+")"); err != nil {
		return 0, err
	}
	merged := newMerged(&j.table, j.shape.Merges)
	j.hiddenRows = 0
	err = j.session.Append(ctx, "raw", func(add func(...any) error) error {
		cells := make([]any, width+2)
		var read int64
		return j.sheet.Each(ctx, func(rec tabular.Row) (bool, error) {
			widest = max(widest, len(rec.Cells))
			if rec.Number <= j.table.LastRow || widest > width {
				return true, nil
			}
			if rec.Hidden && !rec.Blank() {
				j.hiddenRows++
			}
			if read++; read%progressRows == 0 {
				j.watch.rows(read, 0)
			}
			clear(cells)
			cells[0] = int32(rec.Number)
			texts, fault := merged.row(rec)
			if fault != "" {
				cells[1] = fault
			}
			for i, c := range texts {
				if c != "" {
					cells[i+2] = c
				}
			}
			return j.limit == 0 || read < int64(j.limit), add(cells...)
		})
	})
	return widest, err
}

// progressRows is how many rows are read between two reports of progress.
const progressRows = 8192

// merged gives the cells below a cell that is merged down its text, where the text counts for all of them: towns, dates,
// sectors. Numbers count once.
type merged struct {
	down    map[int][]tabular.Range // column, from 0 -> ranges of several rows, in order
	fill    map[int]bool            // columns whose text counts for every row
	bound   []int                   // columns that are read
	counts  map[int]bool            // columns of numbers
	numbers map[int]bool            // columns that number the rows
	above   map[int]string          // column -> text of the range that the last row lies in
}

func newMerged(t *layout.Table, merges []tabular.Range) *merged {
	m := &merged{
		down: make(map[int][]tabular.Range), fill: make(map[int]bool), counts: make(map[int]bool), numbers: make(map[int]bool), above: make(map[int]string),
	}
	for _, b := range t.Bindings {
		column := t.SheetColumn(b)
		if column < 0 {
			continue
		}
		m.bound = append(m.bound, column)
		m.fill[column] = fillTypes[b.Field.Type]
		m.counts[column] = b.Field.IsValue()
		m.numbers[column] = b.Field.Name == "ledger_no"
	}
	for i, c := range t.Columns {
		if c.Use == layout.Serial {
			m.numbers[i] = true
		}
	}
	if !t.Kind.IsLedger() {
		clear(m.numbers)
	}
	for _, r := range merges {
		if r.LastRow > r.FirstRow && r.LastRow > t.LastRow {
			for c := r.FirstColumn; c <= min(r.LastColumn, len(t.Columns)); c++ {
				m.down[c-1] = append(m.down[c-1], r)
			}
		}
	}
	return m
}

// covered tells whether a cell lies in a range below the range's first row. Rows come in order, so ranges that end above
// are dropped.
func (m *merged) covered(row, column int) bool {
	ranges := m.down[column]
	for i, r := range ranges {
		if r.FirstRow < row && row <= r.LastRow {
			m.down[column] = ranges[i:]
			return true
		}
	}
	return false
}

// row gives a row's cells with what is merged down to it. A row whose own number is merged with the one above goes on
// with the same accident.
func (m *merged) row(rec tabular.Row) (texts []string, fault string) {
	if len(m.down) == 0 {
		return rec.Cells, ""
	}
	texts = append([]string(nil), rec.Cells...)
	goesOn, ownCounts := false, false
	for column := range m.down {
		if !m.covered(rec.Number, column) {
			if column < len(texts) {
				m.above[column] = texts[column]
			}
			continue
		}
		goesOn = goesOn || m.numbers[column]
		if m.fill[column] {
			for len(texts) <= column {
				texts = append(texts, "")
			}
			if texts[column] == "" {
				texts[column] = m.above[column]
			}
		}
	}
	if !goesOn {
		return texts, ""
	}
	for _, column := range m.bound {
		if m.counts[column] && column < len(rec.Cells) && strings.TrimSpace(rec.Cells[column]) != "" {
			ownCounts = true
		}
	}
	if ownCounts {
		return texts, faultContinued
	}
	return texts, layout.ReasonContinuation
}

// faultContinued marks a row that goes on with the accident above but has numbers of its own: it is held back.
const faultContinued = "continued"
