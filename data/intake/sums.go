package intake

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"anlan/data/layout"
	"anlan/data/values"
)

// sumFault is a total that is not the sum of what it totals.
type sumFault struct {
	row              int
	cells            []string
	header           string
	stated, computed float64
	original         string
}

// differs tells whether a stated total is not the sum: amounts are rounded to two places, counts are exact.
func differs(stated, computed float64, f layout.Field) bool {
	allowed := 1e-6
	if f.Type == layout.Amount {
		allowed = 0.01 + 1e-4*math.Abs(stated)
	}
	return math.Abs(stated-computed) > allowed
}

func plainNumber(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }

// figure reads a number of a field; ok is false where the cell has none.
func figure(text string, f layout.Field, scale float64) (float64, bool) {
	if values.IsBlank(text) {
		return 0, false
	}
	v, reason := values.ParseAmount(text, f.Unit, scale)
	return v, reason == ""
}

// wideSums compares totals with sums in a table with values across: the total row with the rows, and the total columns
// with the other columns of each row.
type wideSums struct {
	table  *layout.Table
	fields map[string]layout.Binding
	all    map[int]float64 // column -> sum of all rows
	since  map[int]float64 // column -> sum since the last total
	grand  []keptRow
	faults []sumFault
}

func newWideSums(t *layout.Table) *wideSums {
	s := &wideSums{table: t, fields: make(map[string]layout.Binding), all: make(map[int]float64), since: make(map[int]float64)}
	for _, b := range t.Bindings {
		if b.Field.IsValue() {
			s.fields[b.Field.Name] = b
		}
	}
	return s
}

// cell is the figure of a group's field in a row.
func (s *wideSums) cell(cells []string, g layout.Group, name string) (value float64, column int, ok bool) {
	column, has := g.Columns[name]
	b := s.fields[name]
	if !has || column >= len(cells) || b.Field.Name == "" {
		return 0, column, false
	}
	value, ok = figure(cells[column], b.Field, b.Scale)
	return value, column, ok
}

// add takes a row of data: its figures join the sums, and its total columns are compared with the others.
func (s *wideSums) add(row int, cells []string) {
	s.compareColumns(row, cells)
	for _, g := range s.table.Groups {
		for name := range g.Columns {
			if v, column, ok := s.cell(cells, g, name); ok {
				s.all[column] += v
				s.since[column] += v
			}
		}
	}
}

// compareColumns compares the total columns of a row with the sum of the others. Parts of others (其中) are not added.
func (s *wideSums) compareColumns(row int, cells []string) {
	for _, total := range s.table.Groups {
		if !total.Total {
			continue
		}
		for _, name := range s.table.Values {
			stated, column, ok := s.cell(cells, total, name)
			if !ok {
				continue
			}
			sum := 0.0
			for _, g := range s.table.Groups {
				if v, _, ok := s.cell(cells, g, name); ok && !g.Total && !g.Part && within(g, total) {
					sum += v
				}
			}
			s.compare(row, cells, column, name, stated, sum)
		}
	}
}

// within tells whether a group is one of those that a total column adds up: of the same month, where the total is a month's.
func within(g, total layout.Group) bool {
	for typ, text := range total.Dims {
		if g.Dims[typ] != text {
			return false
		}
	}
	return true
}

func (s *wideSums) compare(row int, cells []string, column int, name string, stated, sum float64) {
	if b := s.fields[name]; differs(stated, sum, b.Field) {
		s.faults = append(s.faults, sumFault{row, cells, s.table.Columns[column].Header, stated / b.Scale, sum / b.Scale, cells[column]})
	}
}

// total takes a total row. A subtotal is compared with the rows since the last total, the grand total with all rows when
// the last one has been read.
func (s *wideSums) total(row int, cells []string, grand bool) {
	s.compareColumns(row, cells)
	if grand {
		s.grand = append(s.grand, keptRow{row: row, cells: cells})
	} else if len(s.since) > 0 {
		s.compareRows(row, cells, s.since)
	}
	s.since = make(map[int]float64)
}

func (s *wideSums) compareRows(row int, cells []string, sums map[int]float64) {
	for _, g := range s.table.Groups {
		for name := range g.Columns {
			if stated, column, ok := s.cell(cells, g, name); ok {
				s.compare(row, cells, column, name, stated, sums[column])
			}
		}
	}
}

func (s *wideSums) finish() []sumFault {
	for _, g := range s.grand {
		s.compareRows(g.row, g.cells, s.all)
	}
	return s.faults
}

// checkSums compares the total rows of a plain table with the sums of its rows. Activities are not added up: their values
// are of different measures.
func (j *job) checkSums(ctx context.Context, body *layout.Body) error {
	if j.table.Kind == Activities {
		return nil
	}
	last := int64(math.MinInt64)
	for _, s := range j.skipped {
		if s.reason != layout.ReasonTotalRow {
			continue
		}
		from := last
		last = s.rawID
		to := s.rawID
		if body.IsGrandTotal(s.cells) {
			from, to = math.MinInt64, math.MaxInt64
		}
		if err := j.compareTotal(ctx, s, from, to); err != nil {
			return err
		}
	}
	return nil
}

// compareTotal compares one total row with the sums of the rows between two others.
func (j *job) compareTotal(ctx context.Context, s keptRow, from, to int64) error {
	var sums []string
	var bound []layout.Binding
	for _, b := range j.table.Bindings {
		if b.Field.IsValue() && b.Column >= 0 && b.Column < len(s.cells) {
			sums = append(sums, fmt.Sprintf("coalesce(sum(%s), 0)::DOUBLE", b.Field.Name))
			bound = append(bound, b)
		}
	}
	if len(bound) == 0 {
		return nil
	}
	computed := make([]float64, len(bound))
	targets := make([]any, 0, len(bound)+1)
	var rows int64
	for i := range computed {
		targets = append(targets, &computed[i])
	}
	query := fmt.Sprintf("SELECT %s, count(*) FROM checked WHERE raw_id > ? AND raw_id < ? AND raw_id NOT IN (SELECT raw_id FROM skipped)", strings.Join(sums, ", "))
	if err := j.session.QueryRow(ctx, query, from, to).Scan(append(targets, &rows)...); err != nil {
		return fmt.Errorf("add up rows: %w", err)
	}
	if rows == 0 {
		return nil // a total above its rows
	}
	for i, b := range bound {
		stated, ok := figure(b.Text(s.cells[b.Column]), b.Field, b.Scale)
		if ok && differs(stated, computed[i], b.Field) {
			j.sumFaults = append(j.sumFaults, sumFault{s.row, s.cells, b.Header, stated / b.Scale, computed[i] / b.Scale, s.cells[b.Column]})
		}
	}
	return nil
}
