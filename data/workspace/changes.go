package workspace

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// changedColumns are what two states of an accident are compared by.
var changedColumns = []string{"occurred_on", "town", "sector", "grade", "deaths", "serious", "minor", "injured", "loss", "firm", "name"}

// ChangedAccidents lists the accidents that were known otherwise at one moment than at another one, at most so many of each
// way: "changed", "added", "struck", "removed", "struck_back". The rows have the way, how many changed that way in all, and of
// both states batch, file, sheet and row, then the columns by which they are compared, of dictionaries the keys, each NULL where the accident was not
// counted. The caller closes the rows.
//
// An accident is the same in both states by its versions, or else, where a file was replaced, by its ledger number within the
// year, by day, town, sector and firm, or by all that it says.
func (w *Workspace) ChangedAccidents(ctx context.Context, from, to time.Time, most int) (*sql.Rows, error) {
	before, err := w.AsOf(ctx, from)
	if err != nil {
		return nil, err
	}
	after, err := w.AsOf(ctx, to)
	if err != nil {
		return nil, err
	}
	rows, err := w.db.QueryContext(ctx, changesSQL(before.name, after.name), most)
	if err != nil {
		return nil, fmt.Errorf("compare what was known at two moments: %w", err)
	}
	return rows, nil
}

// changesSQL is the query over two databases of the past.
func changesSQL(before, after string) string {
	var different, sides []string
	for _, side := range []string{"a", "b"} {
		sides = append(sides, fmt.Sprintf("%[1]s.batch_id AS %[1]s_id, %[1]s_batch.file AS %[1]s_file, %[1]s_batch.sheet AS %[1]s_sheet, %[1]s.row_no AS %[1]s_no", side))
		for _, c := range changedColumns {
			value := side + "." + c
			if slices.Contains([]string{"town", "sector", "grade"}, c) {
				value = "(SELECT any_value(key) FROM " + c + " WHERE id = " + value + ")"
			}
			sides = append(sides, fmt.Sprintf("%s AS %s_%s", value, side, c))
		}
	}
	for _, c := range changedColumns {
		different = append(different, fmt.Sprintf("a.%s IS DISTINCT FROM b.%[1]s", c))
	}
	// Rows of batches that are in force in both states, that nobody told again and that were there from the start, are the same.
	state := func(database, other string) string {
		return fmt.Sprintf(`SELECT f.*, coalesce(v.first_batch, f.batch_id) AS first_batch, coalesce(v.first_row, f.row_no) AS first_row,
			CASE WHEN ledger_no IS NOT NULL THEN hash('number', upper(ledger_no), year(occurred_on)) WHEN firm IS NOT NULL THEN hash('firm', occurred_on, town, sector, firm)
				ELSE hash(occurred_on, minute, town, sector, subsector, accident_type, deaths, serious, minor, injured, loss) END AS alike
			FROM %[1]s.main.accident f LEFT JOIN (SELECT batch_id, row_no, first_batch, first_row FROM accident_version) v ON v.batch_id = f.batch_id AND v.row_no = f.row_no
			WHERE v.batch_id IS NOT NULL OR f.known_at IS NOT NULL
				OR f.batch_id NOT IN (SELECT id FROM %[2]s.main.batch WHERE undone_at IS NULL)`, database, other)
	}
	struck := func(database, side string) string {
		return fmt.Sprintf(`EXISTS (FROM accident_version s JOIN %s.main.batch sb ON sb.id = s.batch_id AND sb.undone_at IS NULL
			WHERE s.first_batch = %s.first_batch AND s.first_row = %[2]s.first_row AND s.struck)`, database, side)
	}
	return fmt.Sprintf(`WITH a AS MATERIALIZED (%s), b AS MATERIALIZED (%s),
		one AS (SELECT a.batch_id AS a_batch, a.row_no AS a_row, b.batch_id AS b_batch, b.row_no AS b_row FROM a JOIN b USING (first_batch, first_row)),
		a_left AS (SELECT *, row_number() OVER (PARTITION BY alike ORDER BY batch_id, row_no) AS nth FROM a WHERE (batch_id, row_no) NOT IN (SELECT (a_batch, a_row) FROM one)),
		b_left AS (SELECT *, row_number() OVER (PARTITION BY alike ORDER BY batch_id, row_no) AS nth FROM b WHERE (batch_id, row_no) NOT IN (SELECT (b_batch, b_row) FROM one)),
		two AS (FROM one UNION ALL SELECT a.batch_id, a.row_no, b.batch_id, b.row_no FROM a_left a FULL JOIN b_left b USING (alike, nth)),
		ways AS (SELECT CASE WHEN b.batch_id IS NULL THEN CASE WHEN %[3]s THEN 'struck' ELSE 'removed' END
				WHEN a.batch_id IS NULL THEN CASE WHEN %[4]s THEN 'struck_back' ELSE 'added' END ELSE 'changed' END AS way, %[5]s,
				coalesce(b.occurred_on, a.occurred_on) AS day
			FROM two LEFT JOIN a ON a.batch_id = a_batch AND a.row_no = a_row LEFT JOIN b ON b.batch_id = b_batch AND b.row_no = b_row
			LEFT JOIN %[6]s.main.batch a_batch ON a_batch.id = a.batch_id LEFT JOIN %[7]s.main.batch b_batch ON b_batch.id = b.batch_id
			WHERE %[8]s)
		SELECT way, count(*) OVER (PARTITION BY way), * EXCLUDE (way, day) FROM ways
		QUALIFY row_number() OVER (PARTITION BY way ORDER BY day, coalesce(b_id, a_id), coalesce(b_no, a_no)) <= ?
		ORDER BY list_position(['changed', 'struck', 'struck_back', 'removed', 'added'], way), day, coalesce(b_id, a_id), coalesce(b_no, a_no)`,
		state(before, after), state(after, before), struck(after, "a"), struck(before, "b"), strings.Join(sides, ", "), before, after, strings.Join(different, " OR "))
}
