package workspace

import (
	"context"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Batch is one table of one file. RowsRead = Accepted + Quarantined + Blank + Duplicates + Skipped.
type Batch struct {
	ID         int
	Import     int    // number of the first batch of the same file
	Replaces   int    // the batch that this one took the place of; 0 for none
	Kind       string // accidents, totals, inspections, sectors, activities, hazards
	File       string // path as given
	Sheet      string // empty for CSV
	SHA256     string
	Encoding   string
	HeaderRow  int
	Preamble   []string // the texts above the header
	Columns    []string // headers as written
	Mapping    string   // JSON object of field to header
	Reading    string   // JSON: how the cells were read, written and read by the package intake
	ImportedAt time.Time
	RowsRead, Accepted, Quarantined, Blank, Duplicates,
	Skipped, // repeated headers, totals, notes
	Warned int64 // accepted rows with a warning
	UndoneAt time.Time // zero while the batch is in force
}

// InForce tells whether a batch counted at a moment; at the zero moment whether it counts now.
func (b Batch) InForce(at time.Time) bool {
	if at.IsZero() {
		return b.UndoneAt.IsZero()
	}
	return !b.ImportedAt.After(at) && (b.UndoneAt.IsZero() || b.UndoneAt.After(at))
}

// FactTables are the tables whose rows belong to batches, by the kind of file they come from.
var FactTables = map[string]string{
	"accidents": "accident", "totals": "accident_total", "inspections": "inspection", "sectors": "sector_figure", "activities": "activity",
	"hazards": "hazard",
}

// Batches lists the imports, oldest first, with those that were undone.
func (w *Workspace) Batches(ctx context.Context) ([]Batch, error) {
	return batches(ctx, w.db, "true")
}

// Batch finds one import by its number.
func (w *Workspace) Batch(ctx context.Context, id int) (Batch, error) {
	found, err := batches(ctx, w.db, "id = ?", id)
	if err != nil {
		return Batch{}, err
	}
	if len(found) == 0 {
		return Batch{}, &UndoError{ID: id}
	}
	return found[0], nil
}

func batches(ctx context.Context, db querier, condition string, args ...any) ([]Batch, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, import_id, coalesce(replaces, 0), kind, file, sheet, sha256, encoding, header_row, preamble, columns,
		mapping, reading, imported_at, rows_read, accepted, quarantined, blank, duplicates, skipped, warned, undone_at
		FROM batch WHERE `+condition+` ORDER BY id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list imports: %w", err)
	}
	defer rows.Close()
	var list []Batch
	for rows.Next() {
		var b Batch
		var preamble, columns duckdb.Composite[[]string]
		var undone *time.Time
		if err := rows.Scan(&b.ID, &b.Import, &b.Replaces, &b.Kind, &b.File, &b.Sheet, &b.SHA256, &b.Encoding, &b.HeaderRow, &preamble, &columns,
			&b.Mapping, &b.Reading, &b.ImportedAt, &b.RowsRead, &b.Accepted, &b.Quarantined, &b.Blank, &b.Duplicates, &b.Skipped, &b.Warned,
			&undone); err != nil {
			return nil, fmt.Errorf("list imports: %w", err)
		}
		b.Preamble, b.Columns = preamble.Get(), columns.Get()
		if undone != nil {
			b.UndoneAt = *undone
		}
		list = append(list, b)
	}
	return list, rows.Err()
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
	var replaces any
	if b.Replaces > 0 {
		replaces = b.Replaces
	}
	if b.Import == 0 {
		b.Import = b.ID
	}
	err := tx.Exec(ctx, `INSERT INTO batch (id, import_id, replaces, kind, file, sheet, sha256, encoding, header_row, preamble, columns, mapping, reading,
			imported_at, rows_read, accepted, quarantined, blank, duplicates, skipped, warned)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::VARCHAR[], ?::VARCHAR[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.ID, b.Import, replaces, b.Kind, b.File, b.Sheet, b.SHA256, b.Encoding, b.HeaderRow, texts(b.Preamble), texts(b.Columns), b.Mapping, b.Reading,
		tx.at, b.RowsRead, b.Accepted, b.Quarantined, b.Blank, b.Duplicates, b.Skipped, b.Warned)
	if err != nil {
		return fmt.Errorf("note the import: %w", err)
	}
	return nil
}

// texts makes an empty list of a missing one: a list column has no NULL.
func texts(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// SetCounts writes the counts of a batch anew, after rows have left its quarantine.
func (tx *Tx) SetCounts(ctx context.Context, b Batch) error {
	err := tx.Exec(ctx, "UPDATE batch SET accepted = ?, quarantined = ?, duplicates = ?, skipped = ?, warned = ? WHERE id = ?",
		b.Accepted, b.Quarantined, b.Duplicates, b.Skipped, b.Warned, b.ID)
	if err != nil {
		return fmt.Errorf("note the counts of import %d: %w", b.ID, err)
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

// Undo takes a batch back: its facts no longer count, its quarantined rows and warnings go, its entry stays and says when. Where
// it told of accidents that other files tell of, too, what those say counts again.
func (w *Workspace) Undo(ctx context.Context, id int) error {
	return w.Write(ctx, func(tx *Tx) error { return tx.Undo(ctx, id) })
}

// UndoImport takes back every batch of the file that a batch came from.
func (w *Workspace) UndoImport(ctx context.Context, id int) error {
	return w.Write(ctx, func(tx *Tx) error { return tx.UndoImport(ctx, id) })
}

// UndoImport takes back every batch of the file that a batch came from, as a part of a transaction.
func (tx *Tx) UndoImport(ctx context.Context, id int) error {
	if err := tx.undoable(ctx, id); err != nil {
		return err
	}
	together, err := batches(ctx, tx.conn, "import_id = (SELECT import_id FROM batch WHERE id = ?) AND undone_at IS NULL", id)
	if err != nil {
		return err
	}
	for _, b := range together {
		if err := tx.Undo(ctx, b.ID); err != nil {
			return err
		}
	}
	return nil
}

// Repeats are rows of a batch that were not counted because rows of another import say the same.
type Repeats struct {
	Batch int
	Rows  int64
}

// RepeatsOf lists, of the batches in force, those with rows that were not counted because a batch that is no longer in force
// said the same: of the file that a batch came from.
func (w *Workspace) RepeatsOf(ctx context.Context, id int) (list []Repeats, err error) {
	rows, err := w.QueryContext(ctx, `SELECT p.batch_id, count(*) FROM problem p JOIN batch b ON b.id = p.batch_id
			JOIN batch o ON o.id = TRY_CAST(split_part(p.detail, ':', 1) AS INTEGER)
		WHERE p.reason = 'duplicate' AND contains(p.detail, ':') AND b.undone_at IS NULL AND o.undone_at IS NOT NULL
			AND o.import_id = (SELECT import_id FROM batch WHERE id = ?) GROUP BY ALL ORDER BY 1`, id)
	if err != nil {
		return nil, fmt.Errorf("look for rows that repeat others: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var r Repeats
		if err := rows.Scan(&r.Batch, &r.Rows); err != nil {
			return nil, fmt.Errorf("look for rows that repeat others: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// undoable refuses a batch that there is not, or that was taken back before.
func (tx *Tx) undoable(ctx context.Context, id int) error {
	var found, undone int
	row := tx.QueryRow(ctx, "SELECT count(*), count(undone_at) FROM batch WHERE id = ?", id)
	if err := row.Scan(&found, &undone); err != nil {
		return fmt.Errorf("undo import %d: %w", id, err)
	}
	if found == 0 || undone > 0 {
		return &UndoError{ID: id, Undone: undone > 0}
	}
	return nil
}

// Undo takes a batch back as a part of a transaction.
func (tx *Tx) Undo(ctx context.Context, id int) error {
	if err := tx.undoable(ctx, id); err != nil {
		return err
	}
	if err := tx.retire(ctx, id); err != nil {
		return fmt.Errorf("undo import %d: %w", id, err)
	}
	for _, table := range []string{"quarantine", "noted_row", "problem"} {
		if err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE batch_id = ?", id); err != nil {
			return fmt.Errorf("undo import %d: %w", id, err)
		}
	}
	if err := tx.Exec(ctx, "UPDATE batch SET undone_at = ? WHERE id = ?", tx.at, id); err != nil {
		return fmt.Errorf("undo import %d: %w", id, err)
	}
	return tx.Settle(ctx, "SELECT first_batch, first_row FROM accident_version WHERE batch_id = ?", id)
}
