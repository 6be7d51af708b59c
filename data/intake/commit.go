package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/workspace"
)

// commit writes the checked rows: the good ones into the fact table, the others with their cells into quarantine, and
// what was wrong with each.
func (j *job) commit(ctx context.Context, tx *workspace.Tx) error {
	if err := j.commitNames(ctx, tx); err != nil {
		return err
	}
	var held, doubtful bool
	row := tx.QueryRow(ctx, "SELECT coalesce(bool_or(bad), false) OR EXISTS (FROM verdict WHERE kind = 'conflict'), EXISTS (FROM verdict) FROM checked")
	if err := row.Scan(&held, &doubtful); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	columns := strings.Join(j.factColumns(), ", ")
	insert := fmt.Sprintf("INSERT INTO %s (batch_id, row_no, %s) SELECT ?, row_no, %[2]s FROM checked WHERE NOT bad", j.table.kind.factTable(), columns)
	if doubtful {
		insert += " AND raw_id NOT IN (SELECT raw_id FROM verdict WHERE kind IN ('duplicate', 'conflict'))"
	}
	var err error
	if j.batch.Accepted, err = tx.ExecCount(ctx, insert, j.batch.ID); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	if held {
		j.batch.Quarantined, err = tx.ExecCount(ctx, fmt.Sprintf(`INSERT INTO quarantine SELECT ?, row_no, [%s] FROM checked JOIN raw ON raw.rowid = raw_id
			WHERE bad OR raw_id IN (SELECT raw_id FROM verdict WHERE kind = 'conflict')`, j.cells()), j.batch.ID)
		if err != nil {
			return fmt.Errorf("write rows: %w", err)
		}
	}
	if err := j.commitProblems(ctx, tx); err != nil {
		return err
	}
	if doubtful {
		if err := j.commitVerdicts(ctx, tx); err != nil {
			return err
		}
	}
	return j.count(ctx, tx)
}

// cells lists the cells of a raw row.
func (j *job) cells() string {
	cells := make([]string, j.staged.width)
	for i := range cells {
		cells[i] = fmt.Sprintf("coalesce(raw.c%d, '')", i+1)
	}
	return strings.Join(cells, ", ")
}

// noteProblems adds entries to the problem table. The query gives row number, fatal, reason, column, original and detail.
func (j *job) noteProblems(ctx context.Context, tx *workspace.Tx, query string, args ...any) error {
	statement := "INSERT INTO problem SELECT ?, * FROM (" + query + ")"
	if err := tx.Exec(ctx, statement, append([]any{j.batch.ID}, args...)...); err != nil {
		return fmt.Errorf("note problems: %w", err)
	}
	return nil
}

// commitProblems notes what is wrong with the cells of rows, and with rows as a whole. What is wrong with a row as a
// whole comes first, and a warning on a row that is held back would only distract.
func (j *job) commitProblems(ctx context.Context, tx *workspace.Tx) error {
	for i, r := range j.readings {
		for _, query := range j.problemQueries(i, r) {
			if err := j.noteProblems(ctx, tx, query, r.binding.header); err != nil {
				return err
			}
		}
	}
	return j.noteProblems(ctx, tx, "SELECT row_no, true, "+rowFaultReason+", '', NULL, '' FROM checked WHERE row_fault IS NOT NULL")
}

// problemQueries are the queries for the problems of one column; each takes its header as argument.
func (j *job) problemQueries(index int, r reading) []string {
	from := fmt.Sprintf("FROM checked JOIN raw ON raw.rowid = raw_id LEFT JOIN map%d ON map%[1]d.raw = raw.%[2]s WHERE", index, r.source)
	where, fatal := fmt.Sprintf("fault%d IS NOT NULL AND row_fault IS NULL", index), "true"
	if r.binding.field.soft {
		where, fatal = where+" AND NOT bad", "false"
	}
	reason, detail := faultReason(index)
	queries := []string{fmt.Sprintf("SELECT row_no, %s, %s, ?, raw.%s, %s %s %s", fatal, reason, r.source, detail, from, where)}
	switch r.binding.field.typ {
	case typeText:
		queries = append(queries, fmt.Sprintf("SELECT row_no, false, '%s', ?, %s, '' FROM checked WHERE NOT bad AND contains(%[2]s, '\ufffd')",
			ReasonBadText, r.outputs[0].column))
	case typeGrade:
		queries = append(queries, fmt.Sprintf("SELECT row_no, false, '%s', ?, raw.%s, CAST(grade_warning AS VARCHAR) %s NOT bad AND grade_warning IS NOT NULL",
			ReasonGradeMismatch, r.source, from))
	}
	return queries
}

// commitVerdicts notes rows that contradict others, and rows that only look like others.
func (j *job) commitVerdicts(ctx context.Context, tx *workspace.Tx) error {
	for kind, problem := range map[string]struct {
		fatal  bool
		reason string
	}{"conflict": {true, ReasonConflict}, "warning": {false, ReasonMaybeTwice}} {
		err := j.noteProblems(ctx, tx, "SELECT row_no, ?, ?, '', NULL, detail FROM verdict JOIN checked USING (raw_id) WHERE kind = ?",
			problem.fatal, problem.reason, kind)
		if err != nil {
			return err
		}
	}
	return nil
}

// count fills the batch's counts and proves that they add up.
func (j *job) count(ctx context.Context, tx *workspace.Tx) error {
	b := &j.batch
	row := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM raw) - (SELECT count(*) FROM checked),
		(SELECT count(*) FROM verdict WHERE kind = 'duplicate'),
		(SELECT count(DISTINCT row_no) FROM problem WHERE batch_id = ? AND NOT fatal)`, b.ID)
	if err := row.Scan(&b.RowsRead, &b.Blank, &b.Duplicates, &b.Warned); err != nil {
		return fmt.Errorf("count rows: %w", err)
	}
	if b.Accepted+b.Quarantined+b.Blank+b.Duplicates != b.RowsRead {
		return fmt.Errorf("rows do not add up: %d read, %d accepted, %d quarantined, %d blank, %d duplicates",
			b.RowsRead, b.Accepted, b.Quarantined, b.Blank, b.Duplicates)
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
	if j.table.kind != Activities || !j.has("unit") {
		return nil
	}
	err := tx.Exec(ctx, `UPDATE measure SET unit = s.unit FROM (SELECT measure, min(unit) AS unit FROM checked WHERE unit IS NOT NULL GROUP BY measure) s
		WHERE s.measure = measure.id AND measure.unit = ''`)
	if err != nil {
		return fmt.Errorf("note units: %w", err)
	}
	return nil
}
