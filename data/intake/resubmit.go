package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/layout"
	"anlan/data/workspace"
)

// Edit corrects a row in quarantine: the new text of some of its cells, by column, counting from 0. Cells not named stay
// as they are.
type Edit struct {
	Row, Part int // as workspace.Problem gives them
	Cells     map[int]string
}

// Resubmission is what became of corrected rows.
type Resubmission struct {
	Batch      workspace.Batch // with its new counts
	Accepted   int64           // rows that moved into the facts
	Duplicates int64           // rows that are there already
	Held       int64           // rows that stay in quarantine, with what is wrong with them now
}

// Resubmit reads rows of a batch's quarantine again, with corrections, in the way the batch was read: those that are good
// now move into the facts, in one transaction. Without edits it reads all rows in quarantine again, which helps after a
// town or an alias was added.
func Resubmit(ctx context.Context, w *workspace.Workspace, batch int, edits []Edit) (r Resubmission, err error) {
	err = w.Write(ctx, func(tx *workspace.Tx) error {
		j, err := savedJob(ctx, w, tx.Session, batch)
		if err != nil {
			return err
		}
		if err := j.stageHeld(ctx, edits); err != nil {
			return err
		}
		if err := j.checkStaged(ctx); err != nil {
			return err
		}
		if err := j.findDuplicates(ctx); err != nil {
			return err
		}
		r, err = j.release(ctx, tx)
		return err
	})
	return r, err
}

// savedJob makes a job that reads rows as a batch was read.
func savedJob(ctx context.Context, w *workspace.Workspace, session *workspace.Session, id int) (*job, error) {
	b, err := w.Batch(ctx, id)
	var none *workspace.UndoError
	switch {
	case errors.As(err, &none), err == nil && !b.UndoneAt.IsZero():
		return nil, &Error{Code: CodeNoBatch, Value: strconv.Itoa(id)}
	case err != nil:
		return nil, err
	}
	var saved savedReading
	if err := json.Unmarshal([]byte(b.Reading), &saved); err != nil {
		return nil, &Error{Code: CodeNoBatch, File: b.File, Value: strconv.Itoa(id), Err: err} // imported before this was kept
	}
	table, err := saved.table(b)
	if err != nil {
		return nil, err
	}
	terms, err := loadTerms(ctx, session)
	if err != nil {
		return nil, err
	}
	j := &job{session: session, watch: newWatch(Options{}), path: b.File, table: table, terms: terms, rules: saved.Rules, resubmitted: true, batch: b}
	j.shape.Date1904 = saved.Epoch1904
	j.staged = staged{width: len(b.Columns), rowNo: "line", id: "rowid", faults: true, parts: saved.Wide}
	if saved.Wide {
		for _, binding := range table.Bindings {
			if binding.Field.IsValue() {
				j.table.Values = append(j.table.Values, binding.Field.Name)
			}
		}
	}
	return j, nil
}

// stageHeld stages rows of the quarantine with their corrections.
func (j *job) stageHeld(ctx context.Context, edits []Edit) error {
	held, err := j.session.Held(ctx, j.batch.ID)
	if err != nil {
		return err
	}
	rows, err := corrected(held, edits)
	if err != nil {
		return err
	}
	for _, r := range rows {
		j.staged.width = max(j.staged.width, len(r.Cells))
	}
	if err := j.dropTables(ctx); err != nil {
		return err
	}
	if err := j.session.Exec(ctx, "CREATE TEMP TABLE raw (line INTEGER, part INTEGER, label VARCHAR, fault VARCHAR, "+rawColumns(j.staged.width)+")"); err != nil {
		return err
	}
	if err := j.session.Exec(ctx, "CREATE TEMP TABLE edited (row_no INTEGER, part INTEGER)"); err != nil {
		return err
	}
	err = j.session.Append(ctx, "edited", func(add func(...any) error) error {
		for _, r := range rows {
			if err := add(int32(r.Row), int32(r.Part)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return j.session.Append(ctx, "raw", func(add func(...any) error) error {
		for _, r := range rows {
			cells := make([]any, j.staged.width+4)
			cells[0], cells[1], cells[2] = int32(r.Row), int32(r.Part), j.heldLabel(r)
			for i, c := range r.Cells {
				if c != "" {
					cells[i+4] = c
				}
			}
			if err := add(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// heldLabel is what a record of a table with values across is of: the cells before its values.
func (j *job) heldLabel(r workspace.HeldRow) string {
	var parts []string
	for _, b := range j.table.Bindings {
		switch b.Field.Type {
		case layout.Period, layout.Year, layout.Sector, layout.Measure:
			if b.Column >= 0 && b.Column < len(r.Cells) && r.Cells[b.Column] != "" {
				parts = append(parts, r.Cells[b.Column])
			}
		}
	}
	return strings.Join(parts, "/")
}

// corrected applies edits to the rows in quarantine; without any, all rows are taken as they are.
func corrected(held []workspace.HeldRow, edits []Edit) ([]workspace.HeldRow, error) {
	if len(edits) == 0 {
		return held, nil
	}
	type key struct{ row, part int }
	positions := make(map[key]int)
	for i, h := range held {
		positions[key{h.Row, h.Part}] = i
	}
	var rows []workspace.HeldRow
	for _, e := range edits {
		i, ok := positions[key{e.Row, e.Part}]
		if !ok {
			return nil, &Error{Code: CodeNoRow, Value: strconv.Itoa(e.Row)}
		}
		delete(positions, key{e.Row, e.Part})
		row := held[i]
		for column, text := range e.Cells {
			for column >= 0 && len(row.Cells) <= column {
				row.Cells = append(row.Cells, "")
			}
			if column >= 0 {
				row.Cells[column] = text
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// release moves the rows that are good now into the facts, and notes what is wrong with the others.
func (j *job) release(ctx context.Context, tx *workspace.Tx) (r Resubmission, err error) {
	if err := j.commitNames(ctx, tx); err != nil {
		return r, err
	}
	if err := j.markParts(ctx); err != nil {
		return r, err
	}
	for _, table := range []string{"quarantine", "problem"} {
		err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE batch_id = ? AND (row_no, part) IN (SELECT (row_no, part) FROM edited)", j.batch.ID)
		if err != nil {
			return r, fmt.Errorf("take rows out of quarantine: %w", err)
		}
	}
	names, selected := j.factColumns()
	r.Accepted, err = tx.ExecCount(ctx, fmt.Sprintf("INSERT INTO %s (batch_id, row_no, known_at, %s) SELECT ?, row_no, ?, %s FROM checked WHERE NOT bad AND raw_id NOT IN (SELECT raw_id FROM verdict WHERE kind IN ('duplicate', 'conflict'))",
		workspace.FactTables[string(j.table.Kind)], strings.Join(names, ", "), strings.Join(selected, ", ")), j.batch.ID, tx.At())
	if err != nil {
		return r, fmt.Errorf("write rows: %w", err)
	}
	if err := j.commitVersions(ctx, tx); err != nil {
		return r, err
	}
	r.Held, err = tx.ExecCount(ctx, fmt.Sprintf(`INSERT INTO quarantine SELECT ?, raw.line, raw.part, [%s] FROM raw
		WHERE rowid NOT IN (SELECT raw_id FROM checked WHERE NOT bad) OR rowid IN (SELECT raw_id FROM verdict WHERE kind = 'conflict')`, j.cells()), j.batch.ID)
	if err != nil {
		return r, fmt.Errorf("write held rows: %w", err)
	}
	for _, statement := range []string{
		"INSERT INTO problem SELECT ?, row_no, part, outcome, reason, column_name, original, detail FROM trouble",
		"INSERT INTO problem SELECT ?, line, part, 'quarantined', '" + ReasonMissing + "', '', NULL, '' FROM raw WHERE rowid NOT IN (SELECT raw_id FROM checked)",
		"INSERT INTO noted_row SELECT ?, t.row_no, t.part, [" + j.cells() + `] FROM raw
			JOIN (SELECT DISTINCT raw_id, row_no, trouble.part FROM trouble WHERE outcome = 'warning') t ON raw.rowid = t.raw_id`,
	} {
		if err := tx.Exec(ctx, statement, j.batch.ID); err != nil {
			return r, fmt.Errorf("note problems: %w", err)
		}
	}
	return r, j.recount(ctx, tx, &r)
}

// recount brings the batch's counts up to date; they add up as before.
func (j *job) recount(ctx context.Context, tx *workspace.Tx, r *Resubmission) error {
	var warned int64
	row := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM verdict WHERE kind = 'duplicate'),
		(SELECT count(*) FROM (SELECT DISTINCT raw_id FROM trouble WHERE outcome = 'warning'))`)
	if err := row.Scan(&r.Duplicates, &warned); err != nil {
		return fmt.Errorf("count rows: %w", err)
	}
	b := &j.batch
	b.Accepted += r.Accepted
	b.Duplicates += r.Duplicates
	b.Quarantined -= r.Accepted + r.Duplicates
	b.Warned += warned
	r.Batch = *b
	return tx.SetCounts(ctx, *b)
}
