package large_test

import (
	"testing"
	"time"

	"anlan/data/sample/large"
	"anlan/data/workspace"
)

// TestLoad counts what a small one has beside the demonstration city.
func TestLoad(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	if err := large.Load(t.Context(), w, 900); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"SELECT count(*) FROM accident WHERE batch_id >= 1000":                            900,
		"SELECT count(*) FROM inspection WHERE batch_id >= 2000":                          900,
		"SELECT count(*) FROM accident LEFT JOIN batch ON id = batch_id WHERE id IS NULL": 0,
		"SELECT count(*) FROM inspection WHERE batch_id >= 2000 AND department IS NULL":   0,
		"SELECT count(DISTINCT year(occurred_on)) FROM accident WHERE batch_id >= 1000":   6,
	} {
		rows, err := w.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		got := -1
		for rows.Next() {
			if err := rows.Scan(&got); err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
}
