package workspace_test

import (
	"testing"
	"time"

	"anlan/data/workspace"
)

// TestEveryKindOfFactsIsRemembered finds of every kind of facts the column and the table that the past is made of, and the past
// with all of them.
func TestEveryKindOfFactsIsRemembered(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	past, err := w.AsOf(t.Context(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for kind, table := range workspace.FactTables {
		for _, query := range []string{"SELECT known_at FROM " + table, "SELECT batch_id, row_no, known_at FROM " + table + "_past"} {
			rows, err := w.QueryContext(t.Context(), query)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			rows.Close()
		}
		rows, err := past.QueryContext(t.Context(), "SELECT count(*) FROM "+table)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		rows.Close()
	}
}
