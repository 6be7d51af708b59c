package workspace

import (
	"context"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Batch is one import of one file. RowsRead = Accepted + Quarantined + Blank + Duplicates.
type Batch struct {
	ID         int
	Kind       string // accidents, inspections, sectors, activities
	File       string // path as given
	Sheet      string // empty for CSV
	SHA256     string
	Encoding   string
	HeaderRow  int
	Columns    []string // headers as written
	Mapping    string   // JSON object of field to header
	ImportedAt time.Time
	RowsRead, Accepted, Quarantined, Blank, Duplicates,
	Warned int64 // accepted rows with a warning
	UndoneAt time.Time // zero while the batch is in force
}

// FactTables are the tables whose rows belong to batches, by the kind of file they come from.
var FactTables = map[string]string{
	"accidents": "accident", "inspections": "inspection", "sectors": "sector_figure", "activities": "activity",
}

// Batches lists the imports, oldest first, with those that were undone.
func (w *Workspace) Batches(ctx context.Context) ([]Batch, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT id, kind, file, sheet, sha256, encoding, header_row, columns, mapping, imported_at,
		rows_read, accepted, quarantined, blank, duplicates, warned, undone_at FROM batch ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("list imports: %w", err)
	}
	defer rows.Close()
	var batches []Batch
	for rows.Next() {
		var b Batch
		var columns duckdb.Composite[[]string]
		var undone *time.Time
		if err := rows.Scan(&b.ID, &b.Kind, &b.File, &b.Sheet, &b.SHA256, &b.Encoding, &b.HeaderRow, &columns, &b.Mapping,
			&b.ImportedAt, &b.RowsRead, &b.Accepted, &b.Quarantined, &b.Blank, &b.Duplicates, &b.Warned, &undone); err != nil {
			return nil, fmt.Errorf("list imports: %w", err)
		}
		b.Columns = columns.Get()
		if undone != nil {
			b.UndoneAt = *undone
		}
		batches = append(batches, b)
	}
	return batches, rows.Err()
}

// NextBatch returns the number that the next import gets.
func (s *Session) NextBatch(ctx context.Context) (int, error) {
	var id int
	if err := s.QueryRow(ctx, "SELECT coalesce(max(id), 0) + 1 FROM batch").Scan(&id); err != nil {
		return 0, fmt.Errorf("number the import: %w", err)
	}
	return id, nil
}

// AddBatch notes an import under its number and dates it.
func (tx *Tx) AddBatch(ctx context.Context, b Batch) error {
	err := tx.Exec(ctx, `INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?::VARCHAR[], ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
		b.ID, b.Kind, b.File, b.Sheet, b.SHA256, b.Encoding, b.HeaderRow, b.Columns, b.Mapping, tx.w.now().UTC(),
		b.RowsRead, b.Accepted, b.Quarantined, b.Blank, b.Duplicates, b.Warned)
	if err != nil {
		return fmt.Errorf("note the import: %w", err)
	}
	return nil
}

// UndoError says why an import could not be taken back.
type UndoError struct {
	ID     int
	Undone bool // it was taken back before; otherwise there is no such import
}

func (e *UndoError) Error() string {
	if e.Undone {
		return fmt.Sprintf("import %d was already undone", e.ID)
	}
	return fmt.Sprintf("there is no import %d", e.ID)
}

// Undo takes an import back: its facts, quarantined rows and warnings go, its entry stays and says when.
func (w *Workspace) Undo(ctx context.Context, id int) error {
	return w.Write(ctx, func(tx *Tx) error {
		var found, undone int
		row := tx.QueryRow(ctx, "SELECT count(*), count(undone_at) FROM batch WHERE id = ?", id)
		if err := row.Scan(&found, &undone); err != nil {
			return fmt.Errorf("undo import %d: %w", id, err)
		}
		if found == 0 || undone > 0 {
			return &UndoError{ID: id, Undone: undone > 0}
		}
		for _, table := range []string{"accident", "inspection", "sector_figure", "activity", "quarantine", "problem"} {
			if err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE batch_id = ?", id); err != nil {
				return fmt.Errorf("undo import %d: %w", id, err)
			}
		}
		if err := tx.Exec(ctx, "UPDATE batch SET undone_at = ? WHERE id = ?", tx.w.now().UTC(), id); err != nil {
			return fmt.Errorf("undo import %d: %w", id, err)
		}
		return nil
	})
}
