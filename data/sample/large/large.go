// Package large invents workspaces of millions of rows around the demonstration city, to measure with.
package large

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/sample"
	"anlan/data/workspace"
)

// statements add as many accidents, and as many inspections, as are asked for, over six years in the order of their days, as a
// ledger has them. One accident in 800 is larger, one in nine has a death; each of eight departments takes part in two
// campaigns.
var statements = []string{
	"INSERT INTO department SELECT 1000 + i, 'd' || i, 'd' || i, 'd' || i FROM range(1, 9) t(i)",
	"INSERT INTO campaign SELECT 1000 + i, 'c' || i, 'c' || i, 'c' || i FROM range(1, 9) t(i)",
	`INSERT INTO accident (batch_id, row_no, occurred_on, minute, town, sector, subsector, accident_type, grade, deaths, serious, minor, injured, loss, firm)
		SELECT 1000 + i // 500000, i, DATE '2006-01-01' + CAST(i * 2183 // $rows AS INTEGER), (h % 1440)::SMALLINT, (SELECT list(id) FROM town)[1 + h % 32],
			(SELECT list(id ORDER BY id) FROM sector WHERE parent IS NULL)[1 + h // 7 % 8], NULLIF((SELECT list(id ORDER BY id) FROM sector WHERE parent IS NOT NULL)[1 + (h // 7 % 8) * 4 + h // 56 % 4], 0),
			1 + (h // 7 % 8) * 2 + h // 224 % 3, CASE WHEN h % 800 = 0 THEN 2 ELSE 1 END, CASE WHEN h % 9 = 0 THEN 1 ELSE 0 END, h % 2, h % 3, h % 4, h % 100 / 10,
			CASE WHEN h % 3 = 0 THEN 'f' || h % 900000 END
		FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h FROM range($rows) t(i))`,
	`INSERT INTO inspection (batch_id, row_no, occurred_on, town, sector, subsector, department, campaign, officer_turns, inspections, firms, hazards, rectified, orders, suspensions, penalties, fines)
		SELECT 2000 + i // 500000, i, DATE '2006-01-01' + CAST(i * 2183 // $rows AS INTEGER), (SELECT list(id) FROM town)[1 + h % 32],
			(SELECT list(id ORDER BY id) FROM sector WHERE parent IS NULL)[1 + h // 7 % 8], NULL, 1001 + h // 11 % 8, 1001 + (h // 11 % 8 + h // 13 % 2) % 8,
			h % 5, 1 + h % 2, 1, h % 3, CASE WHEN h % 4 = 0 THEN NULL ELSE h % 2 END, h % 2, CASE WHEN h % 97 = 0 THEN 1 ELSE 0 END, 0, 0
		FROM (SELECT i, (hash(i + 77) % 1000000007)::BIGINT AS h FROM range($rows) t(i))`,
	// Records say the file that they came from.
	`INSERT INTO batch BY NAME SELECT b.* REPLACE (a.id AS id, a.id AS import_id)
		FROM (SELECT DISTINCT batch_id AS id FROM accident WHERE batch_id >= 1000) a, (SELECT * FROM batch ORDER BY id LIMIT 1) b`,
}

// Load fills an empty workspace with the demonstration city, and as many more accidents and inspections as rows says of each.
func Load(ctx context.Context, w *workspace.Workspace, rows int) error {
	if err := sample.Load(ctx, w); err != nil {
		return err
	}
	return w.Write(ctx, func(tx *workspace.Tx) error {
		for _, statement := range statements {
			if err := tx.Exec(ctx, strings.ReplaceAll(statement, "$rows", strconv.Itoa(rows))); err != nil {
				return fmt.Errorf("invent rows: %w", err)
			}
		}
		return nil
	})
}
