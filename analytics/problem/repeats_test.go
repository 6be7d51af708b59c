package problem_test

import (
	"strings"
	"testing"

	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/data/sample/sampletest"
	"anlan/data/workspace"
)

// TestFirmsOverdueAgain gives one firm three overdue hazards, another two, and a third some that were rectified in time; only
// the first is found. The ledger goes to the last day.
func TestFirmsOverdueAgain(t *testing.T) {
	w := sampletest.Open(t)
	if err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		if err := tx.Exec(t.Context(), "DELETE FROM hazard"); err != nil {
			return err
		}
		return tx.Exec(t.Context(), `INSERT INTO hazard BY NAME
			SELECT 5 AS batch_id, i AS row_no, 'n' || i AS ledger_no, CASE WHEN i = 9 THEN DATE '2011-12-23' ELSE DATE '2011-10-01' END AS occurred_on, 441900116 AS town,
				CASE WHEN i <= 3 THEN '甲厂' WHEN i <= 5 THEN '乙厂' ELSE '丙厂' END AS firm,
				CASE WHEN i = 9 THEN DATE '2011-12-30' ELSE DATE '2011-11-01' END AS deadline, i > 5 AS rectified, CASE WHEN i = 9 THEN DATE '2011-12-23' WHEN i > 5 THEN DATE '2011-10-20' END AS rectified_on
			FROM range(1, 10) t(i)`)
	}); err != nil {
		t.Fatal(err)
	}
	a, err := problem.Analyse(t.Context(), engine.New(w, catalog.Default()), year())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		if f.Question != "overdue_firms" {
			continue
		}
		if len(f.Evidence.Firms) != 1 || f.Evidence.Firms[0] != "甲厂" {
			t.Errorf("the firms are %q", f.Evidence.Firms)
		}
		if text := strings.ReplaceAll(f.Statement(format.Printer{})+f.Detail(format.Printer{}), "\u202f", ""); !strings.Contains(text, "1家") || !strings.Contains(text, "3处") || !strings.Contains(text, "甲厂") {
			t.Errorf("the finding says %q", text)
		}
		return
	}
	t.Errorf("the firm was not found: %v, %v", a.Answered, a.Unasked)
}
