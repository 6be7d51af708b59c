package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/workspace"
)

// commit writes the checked rows: the good ones into the fact table, the others with their cells into quarantine, and
// what is to be said of each.
func (j *job) commit(ctx context.Context, tx *workspace.Tx) error {
	if err := j.commitNames(ctx, tx); err != nil {
		return err
	}
	if err := j.markParts(ctx); err != nil {
		return err
	}
	if err := j.count(ctx); err != nil {
		return err
	}
	b := &j.batch
	names, selected := j.factColumns()
	insert := fmt.Sprintf("INSERT INTO %s (batch_id, row_no, %s) SELECT ?, row_no, %s FROM checked WHERE NOT bad",
		workspace.FactTables[string(j.table.Kind)], strings.Join(names, ", "), strings.Join(selected, ", "))
	if b.Duplicates > 0 || b.Quarantined > 0 {
		insert += " AND raw_id NOT IN (SELECT raw_id FROM verdict WHERE kind IN ('duplicate', 'conflict'))"
	}
	accepted, err := tx.ExecCount(ctx, insert, b.ID)
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	if accepted != b.Accepted {
		return fmt.Errorf("%d rows were written, %d were to be", accepted, b.Accepted)
	}
	return j.commitTrouble(ctx, tx)
}

// commitTrouble writes quarantined rows, problems, and the cells of rows that a problem is told of.
func (j *job) commitTrouble(ctx context.Context, tx *workspace.Tx) error {
	if err := j.recall(ctx); err != nil {
		return err
	}
	if j.batch.Quarantined > 0 {
		held, err := tx.ExecCount(ctx, fmt.Sprintf(`INSERT INTO quarantine SELECT ?, row_no, checked.part, [%s] FROM checked JOIN raw ON raw.%s = raw_id
			WHERE bad OR raw_id IN (SELECT raw_id FROM verdict WHERE kind = 'conflict')`, j.cells(), j.staged.id), j.batch.ID)
		if err != nil {
			return fmt.Errorf("write held rows: %w", err)
		}
		if held != j.batch.Quarantined {
			return fmt.Errorf("%d rows were held back, %d were to be", held, j.batch.Quarantined)
		}
	}
	for _, statement := range []string{
		"INSERT INTO problem SELECT ?, row_no, part, outcome, reason, column_name, original, detail FROM trouble",
		"INSERT INTO noted_row SELECT ?, row_no, part, [" + j.cells() + `] FROM raw
			JOIN (SELECT DISTINCT raw_id, row_no, trouble.part FROM trouble WHERE outcome IN ('warning', 'skipped') AND raw_id IS NOT NULL) t ON raw.` + j.staged.id + ` = t.raw_id`,
		"INSERT INTO noted_row SELECT ?, row_no, 0, cells FROM skipped",
	} {
		if j.staged.parts {
			statement = strings.ReplaceAll(statement, "SELECT ?, row_no, part, [", "SELECT ?, t.row_no, t.part, [")
		}
		if err := tx.Exec(ctx, statement, j.batch.ID); err != nil {
			return fmt.Errorf("write problems: %w", err)
		}
	}
	return j.commitSumRows(ctx, tx)
}

// commitSumRows keeps the cells of rows of data whose total column is not the sum of the others.
func (j *job) commitSumRows(ctx context.Context, tx *workspace.Tx) error {
	kept := make(map[int]bool)
	for _, s := range j.skipped {
		kept[s.row] = true
	}
	for _, f := range j.sumFaults {
		if kept[f.row] {
			continue
		}
		kept[f.row] = true
		if err := tx.Exec(ctx, "INSERT INTO noted_row VALUES (?, ?, 0, ?::VARCHAR[])", j.batch.ID, f.row, f.cells); err != nil {
			return fmt.Errorf("write rows: %w", err)
		}
	}
	return nil
}

// cells lists the cells of a raw row.
func (j *job) cells() string {
	cells := make([]string, j.staged.width)
	for i := range cells {
		cells[i] = fmt.Sprintf("coalesce(raw.c%d, '')", i+1)
	}
	return strings.Join(cells, ", ")
}

// factColumns are the fact columns that the file fills, in the order of the readings, and the SQL expressions over checked
// that fill them.
func (j *job) factColumns() (names, selected []string) {
	for _, o := range j.outputs() {
		names, selected = append(names, o.column), append(selected, o.column)
	}
	if j.table.Kind == Totals {
		names, selected = append(names, "part_of_row"), append(selected, "coalesce(is_part, false)")
	}
	return names, selected
}

// count fills the batch's counts from the temporary tables. They add up, or the import fails.
func (j *job) count(ctx context.Context) error {
	b := &j.batch
	var raw, checked, conflicts int64
	row := j.session.QueryRow(ctx, `SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM checked), (SELECT count(*) FROM skipped),
		(SELECT count(*) FROM checked WHERE bad),
		(SELECT count(*) FROM verdict WHERE kind = 'duplicate'), (SELECT count(*) FROM verdict WHERE kind = 'conflict'),
		(SELECT count(*) FROM (SELECT DISTINCT raw_id FROM trouble WHERE outcome = 'warning' AND raw_id IS NOT NULL))`)
	if err := row.Scan(&raw, &checked, &b.Skipped, &b.Quarantined, &b.Duplicates, &conflicts, &b.Warned); err != nil {
		return fmt.Errorf("count rows: %w", err)
	}
	b.Accepted = checked - b.Quarantined - b.Duplicates - conflicts
	b.Quarantined += conflicts
	raw += j.staged.straight
	b.RowsRead, b.Blank = raw+j.blankRows, raw-checked+j.blankRows
	if j.table.Wide() {
		b.RowsRead += b.Skipped
	} else {
		b.Blank -= b.Skipped
	}
	if b.Accepted+b.Quarantined+b.Blank+b.Duplicates+b.Skipped != b.RowsRead || b.Blank < 0 || b.Accepted < 0 {
		return fmt.Errorf("rows do not add up: %d read, %d accepted, %d quarantined, %d blank, %d duplicates, %d skipped",
			b.RowsRead, b.Accepted, b.Quarantined, b.Blank, b.Duplicates, b.Skipped)
	}
	return nil
}

// markParts marks totals of a subsector whose sector has a total for the same month and town in the table: they are a
// part of that one.
func (j *job) markParts(ctx context.Context) error {
	if j.table.Kind != Totals {
		return nil
	}
	err := j.session.Exec(ctx, `UPDATE checked SET is_part = true WHERE subsector IS NOT NULL AND EXISTS (FROM checked whole
		WHERE whole.subsector IS NULL AND whole.month = checked.month AND whole.town IS NOT DISTINCT FROM checked.town AND whole.sector = checked.sector AND NOT whole.bad)`)
	if err != nil {
		return fmt.Errorf("mark parts: %w", err)
	}
	return nil
}

// commitNames writes new towns and new names of open dictionaries, and gives measures that have no unit yet the one
// their rows state.
func (j *job) commitNames(ctx context.Context, tx *workspace.Tx) error {
	if err := tx.AddTowns(ctx, j.towns); err != nil {
		return err
	}
	for _, d := range j.names {
		if err := tx.AddNames(ctx, d); err != nil {
			return err
		}
	}
	if j.table.Kind != Activities || !j.has("unit") {
		return nil
	}
	err := tx.Exec(ctx, `UPDATE measure SET unit = s.unit FROM (SELECT measure, min(unit) AS unit FROM checked WHERE unit IS NOT NULL GROUP BY measure) s
		WHERE s.measure = measure.id AND measure.unit = ''`)
	if err != nil {
		return fmt.Errorf("note units: %w", err)
	}
	return nil
}
