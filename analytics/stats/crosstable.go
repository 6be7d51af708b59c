package stats

import (
	"fmt"
	"math"
)

// Cell is one cell of a cross table. In a row or column without events Expected and Residual are 0, Quotient and P are 1.
type Cell struct {
	Count    int
	Expected float64 // row total × column total / total
	Quotient float64 // location quotient, count over expected: above 1 where the row has more than its share of the column
	Residual float64 // adjusted residual, standard normal where rows and columns are independent; Haberman 1973
	P        float64 // Fisher's exact p of the cell against all else; right also where few are expected
}

// CrossTable is a table of counts, towns by sectors, say, with the test that rows and columns are independent.
type CrossTable struct {
	Cells     [][]Cell
	Rows      []int // totals
	Columns   []int
	Total     int
	ChiSquare float64
	Degrees   int // (rows − 1)(columns − 1), empty ones not counted
	P         float64
	Small     int // cells with an expected count below 5, where the chi-square is not to be trusted
}

// Cross works a table of counts: Pearson's chi-square, location quotients, adjusted residuals, exact p-values. All rows
// must be equally long.
func Cross(counts [][]int) (CrossTable, error) {
	table, err := margins(counts)
	if err != nil {
		return CrossTable{}, err
	}
	for i, row := range counts {
		cells := make([]Cell, len(row))
		for j, count := range row {
			cells[j] = table.cell(count, table.Rows[i], table.Columns[j])
			if e := cells[j].Expected; e > 0 {
				table.ChiSquare += (float64(count) - e) * (float64(count) - e) / e
				if e < 5 {
					table.Small++
				}
			}
		}
		table.Cells = append(table.Cells, cells)
	}
	table.Degrees = max(0, filled(table.Rows)-1) * max(0, filled(table.Columns)-1)
	table.P = chiSquareUpper(table.ChiSquare, float64(table.Degrees))
	return table, nil
}

func margins(counts [][]int) (CrossTable, error) {
	if len(counts) == 0 || len(counts[0]) == 0 {
		return CrossTable{}, ErrTooFew
	}
	table := CrossTable{Columns: make([]int, len(counts[0]))}
	for i, row := range counts {
		if len(row) != len(table.Columns) {
			return CrossTable{}, fmt.Errorf("%w: row %d has %d cells", ErrShape, i+1, len(row))
		}
		total, err := sumCounts(row)
		if err != nil {
			return CrossTable{}, err
		}
		table.Rows = append(table.Rows, total)
		if table.Total += total; table.Total > MaxCount {
			return CrossTable{}, ErrCount
		}
		for j, count := range row {
			table.Columns[j] += count
		}
	}
	if table.Total == 0 {
		return CrossTable{}, ErrNoEvents
	}
	return table, nil
}

func (t CrossTable) cell(count, row, column int) Cell {
	r, c, n := float64(row), float64(column), float64(t.Total)
	cell := Cell{Count: count, Expected: r * c / n, Quotient: 1, P: 1}
	if cell.Expected == 0 {
		return cell
	}
	cell.Quotient = float64(count) / cell.Expected
	urn := hypergeometric{marked: r, plain: n - r, drawn: c}
	cell.P = minLike(urn, float64(count))
	if row < t.Total && column < t.Total {
		cell.Residual = (float64(count) - cell.Expected) / math.Sqrt(cell.Expected*(1-r/n)*(1-c/n))
	}
	return cell
}

func filled(totals []int) int {
	number := 0
	for _, total := range totals {
		if total > 0 {
			number++
		}
	}
	return number
}
