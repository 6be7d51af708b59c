package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
)

// keptRow is a row that is no data, with its cells.
type keptRow struct {
	row    int
	rawID  int64
	reason string
	cells  []string
}

// eachRaw hands over staged rows that match a condition, in the order of the file. The condition is SQL over raw.
func (j *job) eachRaw(ctx context.Context, condition string, use func(row int, rawID int64, cells []string, fault string) error) error {
	fault := "''"
	if j.staged.faults {
		fault = "coalesce(fault, '')"
	}
	rows, err := j.session.Query(ctx, fmt.Sprintf("SELECT CAST(%s AS INTEGER), %s, %s, %s FROM raw WHERE %s ORDER BY %[2]s",
		j.staged.rowNo, j.staged.id, fault, columnNames(j.staged.width), condition))
	if err != nil {
		return fmt.Errorf("look at rows: %w", err)
	}
	defer rows.Close()
	cells := make([]*string, j.staged.width)
	var row int
	var rawID int64
	var faultText string
	targets := []any{&row, &rawID, &faultText}
	for i := range cells {
		targets = append(targets, &cells[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return fmt.Errorf("look at rows: %w", err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			if c != nil {
				texts[i] = *c
			}
		}
		if err := use(row, rawID, texts, faultText); err != nil {
			return err
		}
	}
	return rows.Err()
}

// maxSuspects bounds the rows that are looked at one by one. A table with more rows that fail is read wrongly.
const maxSuspects = 100000

// skipRows sets aside the rows of a plain table that are no data. They are among those that fail: a header is no date, a
// total has no town.
func (j *job) skipRows(ctx context.Context) error {
	body := layout.NewBody(&j.table)
	err := j.eachRaw(ctx, fmt.Sprintf("%s IN (SELECT raw_id FROM %s WHERE bad LIMIT %d)", j.staged.id, j.looked(), maxSuspects),
		func(row int, rawID int64, cells []string, fault string) error {
			why := body.Why(cells)
			if why == "" && fault == layout.ReasonContinuation {
				why = fault
			}
			if why != "" {
				j.skipped = append(j.skipped, keptRow{row: row, rawID: rawID, reason: why, cells: cells})
			}
			return nil
		})
	if err != nil {
		return err
	}
	if err := j.keepSkipped(ctx); err != nil || len(j.skipped) == 0 {
		return err
	}
	if err := j.checkSums(ctx, body); err != nil {
		return err
	}
	if err := j.session.Exec(ctx, "DELETE FROM "+j.looked()+" WHERE raw_id IN (SELECT raw_id FROM skipped)"); err != nil {
		return fmt.Errorf("set rows aside: %w", err)
	}
	return nil
}

// keepSkipped makes the temporary table skipped.
func (j *job) keepSkipped(ctx context.Context) error {
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE skipped (row_no INTEGER, raw_id BIGINT, reason VARCHAR, cells VARCHAR[])"); err != nil {
		return err
	}
	return j.session.Append(ctx, "skipped", func(add func(...any) error) error {
		for _, s := range j.skipped {
			if err := add(int32(s.row), s.rawID, s.reason, s.cells); err != nil {
				return err
			}
		}
		return nil
	})
}

// maybeTotal is true for a text that may mark a row as the sum of others.
const maybeTotal = `(strlen(%[1]s) <= 30 AND regexp_matches(%[1]s, '计|市|[Tt][Oo][Tt][Aa][Ll]'))`

// totalTexts lists the texts of the first two columns that mark a row as the sum of others.
func (j *job) totalTexts(ctx context.Context) (map[string][]any, error) {
	texts := make(map[string][]any)
	for _, column := range []string{"c1", "c2"}[:min(2, j.staged.width)] {
		cells, err := j.distinct(ctx, column, " AND "+fmt.Sprintf(maybeTotal, column))
		if err != nil {
			return nil, fmt.Errorf("look for totals: %w", err)
		}
		for _, cell := range cells {
			if layout.IsTotal(cell) {
				texts[column] = append(texts[column], cell)
			}
		}
	}
	return texts, nil
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
