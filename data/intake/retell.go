package intake

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan/data/workspace"
)

// revised are the columns whose changes a new version of an accident is told of, with the SQL that prints a value.
var revised = []struct{ column, text string }{
	{"struck", "CAST(%s AS VARCHAR)"},
	{"deaths", "CAST(%s AS VARCHAR)"},
	{"grade", "CAST(%s AS VARCHAR)"},
	{"serious", "CAST(%s AS VARCHAR)"},
	{"minor", "CAST(%s AS VARCHAR)"},
	{"injured", "CAST(%s AS VARCHAR)"},
	{"loss", "CAST(%s AS VARCHAR)"},
	{"occurred_on", "CAST(%s AS VARCHAR)"},
	{"minute", "printf('%%d:%%02d', %[1]s // 60, %[1]s %% 60)"},
	{"town", "(SELECT any_value(d.zh) FROM town d WHERE d.id = %s)"},
	{"sector", "(SELECT any_value(d.zh) FROM sector d WHERE d.id = %s)"},
	{"subsector", "(SELECT any_value(d.zh) FROM sector d WHERE d.id = %s)"},
	{"accident_type", "(SELECT any_value(d.zh) FROM accident_type d WHERE d.id = %s)"},
	{"firm", "%s"},
	{"name", "%s"},
	{"supervised", "CAST(%s AS VARCHAR)"},
	{"closed_on", "CAST(%s AS VARCHAR)"},
	{"cause", "%s"},
	{"summary", "%s"},
	{"ledger_no", "upper(%s)"},
}

// retell makes the temporary tables "told" of the rows that are new versions of accidents, and "telling" of all versions of
// those, and notes what each changes. A row that changes nothing is a duplicate.
func (j *job) retell(ctx context.Context, verdicts []judgement) error {
	verdicts = slices.DeleteFunc(slices.Clone(verdicts), func(v judgement) bool { return v.kind != "version" })
	j.retold = len(verdicts) > 0
	if !j.retold {
		return nil
	}
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE retold (raw_id BIGINT, of_batch INTEGER, of_row INTEGER)"); err != nil {
		return err
	}
	err := j.session.Append(ctx, "retold", func(add func(...any) error) error {
		for _, v := range verdicts {
			if err := add(v.rawID, int32(v.of.batch), int32(v.of.row)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := j.tell(ctx); err != nil {
		return err
	}
	return j.noteVersions(ctx)
}

// tell makes told, telling, and the temporary table "settled" of what the versions say together.
func (j *job) tell(ctx context.Context) error {
	id, place, err := j.place(ctx)
	if err != nil {
		return err
	}
	names, selected := j.factColumns()
	for i := range selected {
		selected[i] = "c." + selected[i] + " AS " + names[i]
	}
	for _, statement := range []string{
		`CREATE OR REPLACE TEMP TABLE told AS SELECT r.*, coalesce(v.first_batch, of_batch) AS first_batch, coalesce(v.first_row, of_row) AS first_row
			FROM retold r LEFT JOIN accident_version v ON v.batch_id = of_batch AND v.row_no = of_row`,
		"CREATE OR REPLACE TEMP TABLE telling AS " + workspace.VersionsInForce + " AND (v.first_batch, v.first_row) IN (SELECT (first_batch, first_row) FROM told)",
		"INSERT INTO telling BY NAME SELECT t.first_batch, t.first_row, " + workspace.ReportedSQL() + ` AS reported, a.*, p.place
			FROM told t JOIN ` + counted + ` a ON a.batch_id = of_batch AND a.row_no = of_row JOIN batch_place p ON p.id = a.batch_id
			WHERE (of_batch, of_row) NOT IN (SELECT (batch_id, row_no) FROM accident_version)`,
		fmt.Sprintf("INSERT INTO telling BY NAME SELECT t.first_batch, t.first_row, c.reported, %d AS batch_id, c.row_no, %s, %d AS place FROM told t JOIN checked c USING (raw_id)",
			id, strings.Join(selected, ", "), place),
		"CREATE OR REPLACE TEMP TABLE settled AS " + workspace.SettledSQL("FROM telling"),
	} {
		if err := j.session.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// counted are the accidents as they stand, those that were struck off among them.
const counted = "(FROM accident UNION ALL FROM accident_struck)"

// place is the number that the batch has or will have, and its place among those that tell of the same.
func (j *job) place(ctx context.Context) (id, place int, err error) {
	if id = j.batch.ID; id == 0 {
		if id, err = j.session.NextBatch(ctx); err != nil {
			return 0, 0, err
		}
	}
	of := id
	if j.batch.Replaces > 0 {
		of = j.batch.Replaces
	}
	err = j.session.QueryRow(ctx, "SELECT coalesce(max(place), CAST(? AS INTEGER)) FROM batch_place WHERE id = ?", id, of).Scan(&place)
	return id, place, err
}

// noteVersions notes what each new version changes, and makes duplicates of those that change nothing. One that takes the place
// of an earlier version stays: it may only be overruled by a later one, and counts again where that is taken back.
func (j *job) noteVersions(ctx context.Context) error {
	versions, err := j.readVersions(ctx)
	if err != nil {
		return err
	}
	changed, raised := 0, 0
	for _, v := range versions {
		if v.raises() {
			raised++
		}
		if len(v.troubles) > 0 || j.batch.Replaces > 0 {
			changed++
			continue
		}
		for _, statement := range []string{"UPDATE verdict SET kind = 'duplicate' WHERE raw_id = ?", "DELETE FROM told WHERE raw_id = ?"} {
			if err := j.session.Exec(ctx, statement, v.rawID); err != nil {
				return err
			}
		}
	}
	j.retold = changed > 0
	if !j.retold {
		return nil
	}
	j.note(NoteVersions, strconv.Itoa(changed))
	if raised > 0 {
		j.note(NoteRaised, strconv.Itoa(raised))
	}
	return j.session.Append(ctx, "trouble", func(add func(...any) error) error {
		for _, v := range versions {
			for _, t := range v.troubles {
				if err := add(v.rawID, v.row, v.part, string(workspace.Warning), t.reason, t.column, t.original, t.detail); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// version is a row that tells of an accident again, and what is to be told of that.
type version struct {
	rawID     int64
	row, part int32
	troubles  []versionTrouble
}

// raises tells whether a version raises the grade of an accident that had one.
func (v version) raises() bool {
	return slices.ContainsFunc(v.troubles, func(t versionTrouble) bool { return t.reason == ReasonRaised && t.detail != "" })
}

type versionTrouble struct{ reason, column, original, detail string }

// readVersions compares what is known of the accidents with what the versions say together.
func (j *job) readVersions(ctx context.Context) (versions []version, err error) {
	var columns []string
	for _, r := range revised {
		columns = append(columns, fmt.Sprintf(r.text, "a."+r.column), fmt.Sprintf(r.text, "s."+r.column))
	}
	rows, err := j.session.Query(ctx, `SELECT t.raw_id, c.row_no, c.part, of_batch, of_row, `+strings.Join(columns, ", ")+` FROM told t JOIN checked c USING (raw_id)
		JOIN `+counted+` a ON a.batch_id = of_batch AND a.row_no = of_row JOIN settled s ON s.first_batch = t.first_batch AND s.first_row = t.first_row ORDER BY c.row_no`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	texts := make([]sql.NullString, 2*len(revised))
	for rows.Next() {
		var v version
		var batch, row int
		targets := []any{&v.rawID, &v.row, &v.part, &batch, &row}
		for i := range texts {
			targets = append(targets, &texts[i])
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		for i, r := range revised {
			if t, changed := changeOf(r.column, texts[2*i], texts[2*i+1]); changed {
				t.column = j.header(r.column)
				v.troubles = append(v.troubles, t)
			}
		}
		if len(v.troubles) > 0 {
			v.troubles = append(v.troubles, versionTrouble{reason: ReasonVersion, detail: fmt.Sprintf("%d:%d", batch, row)})
		}
		versions = append(versions, v)
	}
	return versions, rows.Err()
}

// changeOf says what a change of one column means.
func changeOf(column string, was, is sql.NullString) (t versionTrouble, changed bool) {
	if column == "struck" {
		was.Valid, is.Valid = was.Valid && was.String == "true", is.Valid && is.String == "true"
		was.String, is.String = "", ""
	}
	if was == is {
		return t, false
	}
	t = versionTrouble{reason: ReasonRevised, original: is.String, detail: was.String}
	before, _ := strconv.Atoi(was.String)
	after, _ := strconv.Atoi(is.String)
	switch {
	case column == "struck" && is.Valid:
		t.reason = ReasonStruck
	case column == "struck":
		t.reason = ReasonUnstruck
	case column == "deaths" && after > before && was.Valid:
		t.reason = ReasonLateDeaths
	case column == "grade" && after >= before:
		t.reason = ReasonRaised
	case column == "grade":
		t.reason = ReasonLowered
	}
	return t, true
}

// header is the header of the column that fills a fact column; empty where none does.
func (j *job) header(column string) string {
	for _, r := range j.readings {
		if slices.ContainsFunc(r.outputs, func(o output) bool { return o.column == column }) {
			return r.binding.Header
		}
	}
	return ""
}

// commitVersions puts the new versions of accidents beside the earlier ones, and makes the accidents of them; what is struck
// off leaves the facts. The rows of the batch are written.
func (j *job) commitVersions(ctx context.Context, tx *workspace.Tx) error {
	if j.retold {
		statements := []string{
			"INSERT INTO accident_version BY NAME SELECT t.first_batch, t.first_row, " + workspace.ReportedSQL() + ` AS reported, a.*
				FROM told t JOIN ` + counted + ` a ON a.batch_id = of_batch AND a.row_no = of_row
				WHERE (of_batch, of_row) NOT IN (SELECT (batch_id, row_no) FROM accident_version)`,
			fmt.Sprintf(`INSERT INTO accident_version BY NAME SELECT t.first_batch, t.first_row, c.reported, a.*
				FROM told t JOIN checked c USING (raw_id) JOIN accident a ON a.batch_id = %d AND a.row_no = c.row_no`, j.batch.ID),
		}
		for _, statement := range statements {
			if err := tx.Exec(ctx, statement); err != nil {
				return fmt.Errorf("write versions: %w", err)
			}
		}
		if err := tx.Settle(ctx, "SELECT first_batch, first_row FROM told"); err != nil {
			return err
		}
	}
	if j.table.Kind != Accidents || !j.has("struck") {
		return nil
	}
	for _, statement := range []string{
		"INSERT INTO accident_struck BY NAME SELECT * FROM accident WHERE batch_id = ? AND struck", "DELETE FROM accident WHERE batch_id = ? AND struck",
	} {
		if err := tx.Exec(ctx, statement, j.batch.ID); err != nil {
			return fmt.Errorf("set struck accidents aside: %w", err)
		}
	}
	return nil
}
