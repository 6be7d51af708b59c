package workspace

import (
	"context"
	"fmt"
	"strings"
)

// totalColumns are what monthly totals add up.
var totalColumns = []string{"accidents", "deaths", "serious", "minor", "injured", "loss"}

// totalLevels are how finely totals are divided, the finest first. A coarser total adds only what the finer ones and the
// single accidents within it leave over, so that nothing is counted twice and no total is lost.
var totalLevels = []string{
	"town IS NOT NULL AND sector IS NOT NULL",
	"(town IS NULL) <> (sector IS NULL)",
	"town IS NULL AND sector IS NULL",
}

// restTotals makes accident_rest anew from the totals and the accidents.
func (tx *Tx) restTotals(ctx context.Context) error {
	var found bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (FROM accident_total) OR EXISTS (FROM accident_rest)").Scan(&found); err != nil {
		return fmt.Errorf("look for totals: %w", err)
	}
	if !found {
		return nil
	}
	statements := []string{"DELETE FROM accident_rest"}
	for _, level := range totalLevels {
		statements = append(statements, restSQL(level), sidesSQL())
	}
	for _, statement := range statements {
		if err := tx.Exec(ctx, statement); err != nil {
			return fmt.Errorf("take totals and accidents together: %w", err)
		}
	}
	return nil
}

// restSQL adds the rests of the totals of one level. What stands in accident_rest before is finer.
func restSQL(level string) string {
	var sums, rests, something []string
	for _, c := range totalColumns {
		rest := fmt.Sprintf("CASE WHEN t.%[1]s IS NOT NULL THEN greatest(t.%[1]s - coalesce(k.%[1]s, 0), 0) END", c)
		sums = append(sums, fmt.Sprintf("sum(f.%[1]s) AS %[1]s", c))
		rests = append(rests, rest)
		something = append(something, rest+" > 0")
	}
	return fmt.Sprintf(`INSERT INTO accident_rest
		WITH t AS (SELECT rowid AS id, * FROM accident_total WHERE NOT part_of_row AND %s),
		finer AS (SELECT date_trunc('month', f.occurred_on)::DATE AS month, f.town, f.sector, f.subsector, %s
			FROM (SELECT occurred_on, town, sector, subsector, cases AS accidents, deaths, serious, minor, injured, loss FROM accident_case WHERE main) f GROUP BY ALL),
		known AS (SELECT t.id, %[2]s FROM t JOIN finer f ON f.month = t.month AND (t.town IS NULL OR f.town = t.town)
			AND (t.sector IS NULL OR f.sector = t.sector) AND (t.subsector IS NULL OR f.subsector = t.subsector) GROUP BY t.id)
		SELECT t.batch_id, t.row_no, t.month, t.town, t.sector, t.subsector, %[3]s, NULL, true FROM t LEFT JOIN known k ON k.id = t.id WHERE %[4]s`,
		level, strings.Join(sums, ", "), strings.Join(rests, ", "), strings.Join(something, " OR "))
}

// sidesSQL marks the totals of months that one table divides by town and another by sector: they say the same accidents. Where
// one side counts only what the other does not, they say different things.
func sidesSQL() string {
	var counts, both []string
	for _, c := range totalColumns {
		counts = append(counts, fmt.Sprintf("count(%s) AS n_%[1]s", c))
		both = append(both, fmt.Sprintf("min(n_%s) OVER (PARTITION BY month) > 0", c))
	}
	return fmt.Sprintf(`UPDATE accident_rest SET side = s.side, main = s.main FROM (
		SELECT month, by_town, CASE WHEN by_town THEN 'town' ELSE 'sector' END AS side, row_number() OVER (PARTITION BY month ORDER BY n DESC NULLS LAST, by_town) = 1 AS main
		FROM (SELECT month, town IS NOT NULL AS by_town, sum(accidents) AS n, %s FROM accident_rest WHERE (town IS NULL) <> (sector IS NULL) GROUP BY ALL)
		QUALIFY count(*) OVER (PARTITION BY month) = 2 AND (%s)) s
	WHERE s.month = accident_rest.month AND s.by_town = (accident_rest.town IS NOT NULL) AND (accident_rest.town IS NULL) <> (accident_rest.sector IS NULL)`,
		strings.Join(counts, ", "), strings.Join(both, " OR "))
}
