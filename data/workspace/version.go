package workspace

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/vocabulary"
)

// saidColumns are the columns of an accident in which a later version that says nothing leaves standing what an earlier one
// said. Those that follow from others are in settledSQL.
var saidColumns = []string{
	"ledger_no", "occurred_on", "minute", "town", "sector", "accident_type", "deaths", "serious", "minor", "loss", "firm", "name", "supervised",
	"closed_on", "cause", "summary", "struck",
}

// accidentColumns are the columns of an accident in the order in which this package writes them.
var accidentColumns = append([]string{"batch_id", "row_no", "subsector", "injured", "grade"}, saidColumns...)

// SettledSQL is the query of what versions of accidents say together, from a relation with the columns of accident_version,
// and with place, by which versions follow each other. Of each column the last version that says something counts. The grade is
// that of the statutory thresholds for the counts taken together, a reported one only where intake believes it; a subsector
// counts with its sector; the injured are added up anew where a later version states them by severity. The query gives
// first_batch and first_row, which name the accident, and the columns of accident but known_at.
func SettledSQL(source string) string {
	said := make([]string, len(saidColumns))
	for i, c := range saidColumns {
		said[i] = fmt.Sprintf("arg_max(v.%s, n) AS %[1]s", c)
	}
	statutory := vocabulary.GradeSQL("deaths", "serious", "loss")
	return fmt.Sprintf(`WITH v AS (SELECT *, row_number() OVER (PARTITION BY first_batch, first_row ORDER BY place, batch_id, row_no) AS n FROM (%s)),
		placed AS (SELECT first_batch, first_row, arg_max(sector, n) AS last_sector FROM v GROUP BY ALL),
		said AS (SELECT first_batch, first_row, arg_max(batch_id, n) AS batch_id, arg_max(row_no, n) AS row_no, %s, arg_max(reported, n) AS reported,
			arg_max(subsector, n) FILTER (WHERE v.sector IS NOT DISTINCT FROM last_sector) AS subsector, arg_max(injured, n) AS said_injured,
			coalesce(max(n) FILTER (WHERE injured IS NULL AND (v.serious IS NOT NULL OR v.minor IS NOT NULL)) > max(n) FILTER (WHERE injured IS NOT NULL), false) AS injured_anew
			FROM v JOIN placed USING (first_batch, first_row) GROUP BY ALL)
		SELECT first_batch, first_row, batch_id, row_no, subsector,
			CASE WHEN injured_anew THEN coalesce(serious + minor, said_injured) ELSE coalesce(said_injured, serious + minor) END AS injured,
			CASE WHEN statutory IS NULL OR reported > statutory AND (deaths IS NULL OR serious IS NULL OR loss IS NULL) THEN reported ELSE statutory END AS grade, %s
		FROM (SELECT *, %s AS statutory FROM said)`, source, strings.Join(said, ", "), strings.Join(saidColumns, ", "), statutory)
}

// ReportedSQL is the grade that a row of accident itself reports, where the statutory thresholds do not give it: a version
// that was written before there were others does not say so.
func ReportedSQL() string {
	statutory := vocabulary.GradeSQL("deaths", "serious", "loss")
	return fmt.Sprintf("CASE WHEN (%s) IS NULL OR grade > (%[1]s) THEN grade END", statutory)
}

// VersionsInForce selects the versions v of accidents that count now, with their places.
const VersionsInForce = `SELECT v.*, p.place FROM accident_version v JOIN batch b ON b.id = v.batch_id JOIN batch_place p ON p.id = v.batch_id
	WHERE b.undone_at IS NULL`

// Settle makes the accidents anew that a query lists as first_batch and first_row, from their versions in force.
func (tx *Tx) Settle(ctx context.Context, accidents string, args ...any) error {
	if err := tx.Exec(ctx, "CREATE OR REPLACE TEMP TABLE unsettled AS SELECT DISTINCT first_batch, first_row FROM ("+accidents+")", args...); err != nil {
		return fmt.Errorf("list versions of accidents: %w", err)
	}
	columns := strings.Join(accidentColumns, ", ")
	statements := []string{"CREATE OR REPLACE TEMP TABLE settled_now AS " + SettledSQL(VersionsInForce+" AND (v.first_batch, v.first_row) IN (SELECT (first_batch, first_row) FROM unsettled)")}
	for _, table := range []string{"accident", "accident_struck"} {
		statements = append(statements, "DELETE FROM "+table+` WHERE (batch_id, row_no) IN
			(SELECT (batch_id, row_no) FROM accident_version WHERE (first_batch, first_row) IN (SELECT (first_batch, first_row) FROM unsettled))`)
	}
	statements = append(statements,
		"INSERT INTO accident ("+columns+") SELECT "+columns+" FROM settled_now WHERE struck IS NOT TRUE",
		"INSERT INTO accident_struck ("+columns+") SELECT "+columns+" FROM settled_now WHERE struck",
		"DROP TABLE settled_now", "DROP TABLE unsettled")
	for _, statement := range statements {
		if err := tx.Exec(ctx, statement); err != nil {
			return fmt.Errorf("settle versions of accidents: %w", err)
		}
	}
	return nil
}

// retire takes the rows of a batch out of the facts. They stay known as what was known until now.
func (tx *Tx) retire(ctx context.Context, id int) error {
	statements := []string{"DELETE FROM accident_struck WHERE batch_id = ? AND (batch_id, row_no) NOT IN (SELECT (batch_id, row_no) FROM accident_version)"}
	for _, table := range FactTables {
		whole := " FROM " + table + " WHERE batch_id = ?"
		if table == "accident" {
			whole += " AND (batch_id, row_no) NOT IN (SELECT (batch_id, row_no) FROM accident_version)"
		}
		statements = append(statements, "INSERT INTO "+table+"_past BY NAME SELECT *"+whole, "DELETE"+whole)
	}
	for _, statement := range statements {
		if err := tx.Exec(ctx, statement, id); err != nil {
			return fmt.Errorf("take rows out of the facts: %w", err)
		}
	}
	return nil
}
