package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/workspace"
)

// collectTrouble makes the temporary table "trouble": what is wrong with the cells of rows, and with rows as a whole, and
// what a person should look at in rows that are accepted. What is wrong with a row as a whole comes alone, and a warning
// on a row that is held back would only distract.
func (j *job) collectTrouble(ctx context.Context) (err error) {
	err = j.session.Exec(ctx, `CREATE TEMP TABLE trouble (raw_id BIGINT, row_no INTEGER, part INTEGER, outcome VARCHAR, reason VARCHAR,
		column_name VARCHAR, original VARCHAR, detail VARCHAR)`)
	if err != nil {
		return fmt.Errorf("collect problems: %w", err)
	}
	if err := j.session.Exec(ctx, "CREATE TEMP TABLE IF NOT EXISTS skipped (row_no INTEGER, raw_id BIGINT, reason VARCHAR, cells VARCHAR[])"); err != nil {
		return fmt.Errorf("collect problems: %w", err)
	}
	troubled, rowFaults, err := j.troubledColumns(ctx)
	if err != nil {
		return err
	}
	for i, r := range j.readings {
		if !troubled[i] {
			continue
		}
		for _, query := range j.troubleQueries(i, r) {
			if err := j.session.Exec(ctx, "INSERT INTO trouble "+query, r.binding.Header); err != nil {
				return fmt.Errorf("collect problems of %s: %w", r.binding.Header, err)
			}
		}
	}
	if !rowFaults && len(j.skipped) == 0 {
		return j.collectSums(ctx)
	}
	for _, query := range []string{
		"SELECT raw_id, row_no, part, 'quarantined', " + rowFaultReason() + ", '', NULL, '' FROM " + j.looked() + " WHERE row_fault IS NOT NULL",
		"SELECT NULL, row_no, 0, 'skipped', reason, '', NULL, '' FROM skipped",
	} {
		if err := j.session.Exec(ctx, "INSERT INTO trouble "+query); err != nil {
			return fmt.Errorf("collect problems of rows: %w", err)
		}
	}
	if len(j.skipped) > 0 {
		j.note(NoteSkipped, fmt.Sprint(len(j.skipped)))
	}
	return j.collectSums(ctx)
}

// troubledColumns finds out, in one pass, which columns have anything to tell, and whether a row as a whole has.
func (j *job) troubledColumns(ctx context.Context) (troubled []bool, rowFaults bool, err error) {
	signs := []string{"count(row_fault) > 0"}
	for i, r := range j.readings {
		sign := fmt.Sprintf("count(fault%d) > 0", i)
		switch r.binding.Field.Type {
		case layout.Text:
			sign += " OR coalesce(bool_or(contains(" + r.outputs[0].column + ", '\ufffd')), false)"
		case layout.Grade:
			sign += " OR count(grade_warning) > 0"
		}
		for _, d := range doubts[r.binding.Field.Type] {
			sign += " OR coalesce(bool_or(" + d.condition + "), false)"
		}
		signs = append(signs, sign)
	}
	troubled = make([]bool, len(j.readings))
	targets := []any{&rowFaults}
	for i := range troubled {
		targets = append(targets, &troubled[i])
	}
	if err := j.session.QueryRow(ctx, "SELECT "+strings.Join(signs, ", ")+" FROM "+j.looked()).Scan(targets...); err != nil {
		return nil, false, fmt.Errorf("look for problems: %w", err)
	}
	return troubled, rowFaults, nil
}

// troubleQueries are the queries for the problems of one column; each takes its header as argument. In a table with
// values across, what a record is of stands before the header of a value.
func (j *job) troubleQueries(index int, r reading) []string {
	header := "CAST(? AS VARCHAR)"
	if j.staged.parts && r.binding.Field.IsValue() {
		header = "raw.label || '/' || CAST(? AS VARCHAR)"
	}
	from := fmt.Sprintf("FROM %s checked JOIN raw ON raw.%s = raw_id LEFT JOIN map%d ON map%[3]d.raw = raw.%[4]s WHERE", j.looked(), j.staged.id, index, r.source)
	reason, detail := faultReason(index)
	queries := []string{fmt.Sprintf(`SELECT raw_id, row_no, checked.part, CASE WHEN fault%d < %d THEN 'quarantined' ELSE 'warning' END, %s, %s, raw.%s, %s %s
		fault%[1]d IS NOT NULL AND row_fault IS NULL AND (fault%[1]d < %[2]d OR NOT bad)`, index, faultDoubt, reason, header, r.source, detail, from)}
	warning := "SELECT raw_id, row_no, checked.part, 'warning', '%s', %s, %s, %s %s NOT bad AND %s"
	switch r.binding.Field.Type {
	case layout.Text:
		column := r.outputs[0].column
		queries = append(queries, fmt.Sprintf(warning, ReasonBadText, header, column, "''", from, "contains("+column+", '\ufffd')"))
	case layout.Grade:
		queries = append(queries,
			fmt.Sprintf(warning, ReasonGradeMismatch, header, "raw."+r.source, "CAST(grade_warning AS VARCHAR)", from, "grade_warning IS NOT NULL AND NOT old"),
			fmt.Sprintf(warning, ReasonOldGrade, header, "raw."+r.source, "''", from, "grade_warning IS NOT NULL AND old"))
	}
	for _, d := range doubts[r.binding.Field.Type] {
		queries = append(queries, fmt.Sprintf(warning, d.reason, header, "raw."+r.source, "''", from, d.condition))
	}
	return queries
}

// collectSums adds the totals that are not the sum of their rows or columns: as warnings, with both values.
func (j *job) collectSums(ctx context.Context) error {
	if len(j.sumFaults) == 0 {
		return nil
	}
	var told []string
	err := j.session.Append(ctx, "trouble", func(add func(...any) error) error {
		for _, f := range j.sumFaults {
			told = append(told, fmt.Sprintf("%s %s ≠ %s", f.header, plainNumber(f.stated), plainNumber(f.computed)))
			err := add(nil, int32(f.row), int32(0), string(workspace.Warning), ReasonSumDiffers, f.header, f.original, plainNumber(f.computed))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("collect sums: %w", err)
	}
	j.note(NoteSumDiffers, told...)
	return nil
}

// tally adds up what the rows failed by, the commonest reason first.
func (j *job) tally(ctx context.Context) (counts []Tally, err error) {
	rows, err := j.session.Query(ctx, `SELECT reason, column_name, coalesce(min(original), ''), min(detail), count(*) FROM trouble
		WHERE outcome = 'quarantined' GROUP BY reason, column_name ORDER BY count(*) DESC, reason, column_name LIMIT 10`)
	if err != nil {
		return nil, fmt.Errorf("add up problems: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var t Tally
		if err := rows.Scan(&t.Reason, &t.Column, &t.Original, &t.Detail, &t.Rows); err != nil {
			return nil, fmt.Errorf("add up problems: %w", err)
		}
		counts = append(counts, t)
	}
	return counts, rows.Err()
}

// Where more than failShare of a table's rows fail, and at least failLeast of them, the table is refused: then a column
// is taken for another, the dates are in another order or the towns are another city's, and a thousand rows in quarantine
// would bury that. A few failing rows are looked at one by one.
const (
	failShare = 0.5
	failLeast = 20
)

// failing counts the rows that fail, and all.
func (j *job) failing(ctx context.Context) (bad, all int64, err error) {
	if err := j.session.QueryRow(ctx, "SELECT count(*) FILTER (WHERE bad), count(*) FROM checked").Scan(&bad, &all); err != nil {
		return 0, 0, fmt.Errorf("count rows that fail: %w", err)
	}
	return bad, all, nil
}

// refuseMostFailed refuses a table most of whose rows fail, or, where the caller wants no row held back, any of whose do.
func (j *job) refuseMostFailed(ctx context.Context) error {
	bad, all, err := j.failing(ctx)
	if err != nil {
		return err
	}
	code := ""
	switch {
	case j.opts.Strict && bad > 0:
		code = CodeHeldBack
	case !j.opts.Force && bad >= failLeast && float64(bad) > failShare*float64(all):
		code = CodeMostFail
	}
	if code == "" {
		return nil
	}
	counts, err := j.tally(ctx)
	if err != nil {
		return err
	}
	return &Error{Code: code, File: j.path, Sheet: j.batch.Sheet, Detail: fmt.Sprintf("%d / %d", bad, all), Counts: counts}
}
