package workspace

import (
	"context"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// Problem is one thing that is wrong with one row of a file.
type Problem struct {
	Batch    int
	File     string
	Sheet    string
	Row      int
	Fatal    bool   // the row is in quarantine; otherwise a warning on an accepted row
	Reason   string // code, worded by the translation files
	Column   string // header as written; empty where the whole row is meant
	Original string // the cell as written
	Detail   string
	Cells    []string // the whole row as written; only of quarantined rows
}

// ProblemFilter chooses problems; the zero value chooses the quarantined rows of every import in force.
type ProblemFilter struct {
	Batch    int  // 0: all
	Warnings bool // warnings instead of quarantined rows
	Limit    int  // 0: all
}

// Problems lists quarantined rows, or warnings, in the order of imports and rows.
func (w *Workspace) Problems(ctx context.Context, filter ProblemFilter) ([]Problem, error) {
	limit := filter.Limit
	if limit <= 0 {
		limit = 1 << 40
	}
	rows, err := w.db.QueryContext(ctx, `
		SELECT p.batch_id, b.file, b.sheet, p.row_no, p.fatal, p.reason, p.column_name, coalesce(p.original, ''), p.detail,
			coalesce(q.cells, [])
		FROM problem p
		JOIN batch b ON b.id = p.batch_id
		LEFT JOIN quarantine q ON q.batch_id = p.batch_id AND q.row_no = p.row_no
		WHERE p.fatal <> ? AND (? = 0 OR p.batch_id = ?)
		ORDER BY p.batch_id, p.row_no, p.column_name, p.reason
		LIMIT ?`, filter.Warnings, filter.Batch, filter.Batch, limit)
	if err != nil {
		return nil, fmt.Errorf("list problems: %w", err)
	}
	defer rows.Close()
	var problems []Problem
	for rows.Next() {
		var p Problem
		var cells duckdb.Composite[[]string]
		if err := rows.Scan(&p.Batch, &p.File, &p.Sheet, &p.Row, &p.Fatal, &p.Reason, &p.Column, &p.Original, &p.Detail, &cells); err != nil {
			return nil, fmt.Errorf("list problems: %w", err)
		}
		p.Cells = cells.Get()
		problems = append(problems, p)
	}
	return problems, rows.Err()
}
