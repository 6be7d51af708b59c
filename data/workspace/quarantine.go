package workspace

import (
	"context"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// Outcome is what became of a row that was not simply accepted.
type Outcome string

// The outcomes.
const (
	Quarantined Outcome = "quarantined" // held back with its cells
	Warning     Outcome = "warning"     // accepted, with a doubt
	Skipped     Outcome = "skipped"     // no data: a repeated header, a total, a note
)

// Problem is one thing that is wrong with one row of a file.
type Problem struct {
	Batch    int
	File     string
	Sheet    string
	Row      int
	Part     int // which record of the row, where months or sectors stand across; elsewhere 0
	Outcome  Outcome
	Reason   string // code, worded by the translation files
	Column   string // header as written; empty where the whole row is meant
	Original string // the cell as written
	Detail   string
	Cells    []string // the whole row as written
}

// ProblemFilter chooses problems; the zero value chooses the quarantined rows of every import in force.
type ProblemFilter struct {
	Batch    int     // 0: all
	Outcome  Outcome // empty: quarantined
	Warnings bool    // short for Outcome: Warning
	Limit    int     // 0: all
}

// Problems lists quarantined rows, warnings or skipped rows, in the order of imports and rows.
func (w *Workspace) Problems(ctx context.Context, filter ProblemFilter) ([]Problem, error) {
	limit := filter.Limit
	if limit <= 0 {
		limit = 1 << 40
	}
	outcome := filter.Outcome
	switch {
	case filter.Warnings:
		outcome = Warning
	case outcome == "":
		outcome = Quarantined
	}
	rows, err := w.db.QueryContext(ctx, `
		SELECT p.batch_id, b.file, b.sheet, p.row_no, p.part, p.outcome, p.reason, p.column_name, coalesce(p.original, ''), p.detail,
			coalesce(q.cells, n.cells, [])
		FROM problem p
		JOIN batch b ON b.id = p.batch_id
		LEFT JOIN quarantine q ON q.batch_id = p.batch_id AND q.row_no = p.row_no AND q.part = p.part
		LEFT JOIN noted_row n ON n.batch_id = p.batch_id AND n.row_no = p.row_no AND n.part = p.part
		WHERE p.outcome = ? AND (? = 0 OR p.batch_id = ?)
		ORDER BY p.batch_id, p.row_no, p.part, p.column_name, p.reason
		LIMIT ?`, string(outcome), filter.Batch, filter.Batch, limit)
	if err != nil {
		return nil, fmt.Errorf("list problems: %w", err)
	}
	defer rows.Close()
	var problems []Problem
	for rows.Next() {
		var p Problem
		var outcome string
		var cells duckdb.Composite[[]string]
		if err := rows.Scan(&p.Batch, &p.File, &p.Sheet, &p.Row, &p.Part, &outcome, &p.Reason, &p.Column, &p.Original, &p.Detail, &cells); err != nil {
			return nil, fmt.Errorf("list problems: %w", err)
		}
		p.Outcome, p.Cells = Outcome(outcome), cells.Get()
		problems = append(problems, p)
	}
	return problems, rows.Err()
}

// HeldRow is a row in quarantine.
type HeldRow struct {
	Row, Part int
	Cells     []string
}

// Held lists the rows of a batch that are in quarantine, in the order of the file.
func (s *Session) Held(ctx context.Context, batch int) ([]HeldRow, error) {
	rows, err := s.Query(ctx, "SELECT row_no, part, cells FROM quarantine WHERE batch_id = ? ORDER BY row_no, part", batch)
	if err != nil {
		return nil, fmt.Errorf("list the quarantine of import %d: %w", batch, err)
	}
	defer rows.Close()
	var held []HeldRow
	for rows.Next() {
		var h HeldRow
		var cells duckdb.Composite[[]string]
		if err := rows.Scan(&h.Row, &h.Part, &cells); err != nil {
			return nil, fmt.Errorf("list the quarantine of import %d: %w", batch, err)
		}
		h.Cells = cells.Get()
		held = append(held, h)
	}
	return held, rows.Err()
}
