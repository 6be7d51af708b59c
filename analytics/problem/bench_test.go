package problem_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/data/sample"
	"anlan/data/workspace"
)

// manyRows is how many accidents the large workspace has.
const manyRows = 5_000_000

// BenchmarkFiveMillion analyses five million accidents on disk, with the rollups that the window builds beside them and
// nothing kept in memory.
func BenchmarkFiveMillion(b *testing.B) {
	w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "large.anlan"), workspace.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.Close() })
	if err := sample.Load(b.Context(), w); err != nil {
		b.Fatal(err)
	}
	if err := w.Write(b.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(b.Context(), fmt.Sprintf(`INSERT INTO accident (batch_id, row_no, occurred_on, minute, town, sector, subsector, accident_type, grade, deaths, firm)
			SELECT 2, 1000000 + i, DATE '2006-01-01' + CAST(i * 2183 // %[1]d AS INTEGER), (h %% 1440)::SMALLINT, (SELECT list(id) FROM town)[1 + h %% 32],
				(SELECT list(id ORDER BY id) FROM sector WHERE parent IS NULL)[1 + h // 7 %% 8], NULLIF((SELECT list(id ORDER BY id) FROM sector WHERE parent IS NOT NULL)[1 + (h // 7 %% 8) * 4 + h // 56 %% 4], 0),
				1, CASE WHEN h %% 800 = 0 THEN 2 ELSE 1 END, CASE WHEN h %% 9 = 0 THEN 1 ELSE 0 END, CASE WHEN h %% 3 = 0 THEN 'f' || h %% 900000 END
			FROM (SELECT i, (hash(i) %% 1000000007)::BIGINT AS h FROM range(%[1]d) t(i))`, manyRows))
	}); err != nil {
		b.Fatal(err)
	}
	if err := engine.New(w, catalog.Default()).Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	inquiry := year()
	for b.Loop() {
		inquiry.Period.To = inquiry.Period.To.AddDate(0, 0, -1)
		a, err := problem.Analyse(b.Context(), engine.New(w, catalog.Default()), inquiry)
		if err != nil {
			b.Fatal(err)
		}
		if a.Meta.Rows() < manyRows/10 {
			b.Fatal(analytics.Accidents, a.Meta.Rows())
		}
	}
}
