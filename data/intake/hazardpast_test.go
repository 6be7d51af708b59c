package intake_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

// TestHazardsAsKnownThen asks how many hazards there were, and how many of them open, at moments between imports: a ledger, its
// continuation a month later, another ledger, the first one taken back. The oracle is plain SQL over all rows that ever came, by
// the batches that were in force: of each number the entry of the last of them.
func TestHazardsAsKnownThen(t *testing.T) {
	w, now := clocked(t)
	header := "隐患编号,排查日期,镇街,单位名称,隐患描述,整改期限,整改状态\n"
	var moments []time.Time
	step := func(do func() error) {
		t.Helper()
		*now = now.Add(24 * time.Hour)
		if err := do(); err != nil {
			t.Fatal(err)
		}
		moments = append(moments, now.Add(time.Hour))
	}
	ledger := func(name, rows string) func() error {
		return func() error {
			_, err := intake.Import(t.Context(), w, write(t, name, header+rows), intake.Options{})
			return err
		}
	}
	moments = append(moments, now.Add(time.Hour))
	step(ledger("十月.csv", "H1,2011-10-08,塘厦,甲厂,无护罩,2011-10-31,未整改\nH2,2011-10-09,塘厦,甲厂,堵通道,2011-11-30,未整改\n"))
	step(ledger("十一月.csv", "H1,2011-10-08,塘厦,甲厂,无护罩,2011-10-31,已整改\nH3,2011-11-09,长安,乙厂,线路老化,2011-12-31,未整改\n"))
	step(ledger("另一份.csv", "H4,2011-11-20,虎门,丙厂,线路老化,2011-12-10,未整改\n"))
	step(func() error { return w.Undo(t.Context(), 1) })
	step(func() error { return w.Undo(t.Context(), 2) })
	const states = "SELECT count(*), count(*) FILTER (WHERE rectified IS FALSE), coalesce(string_agg(ledger_no || rectified, ' ' ORDER BY ledger_no), '') FROM "
	byHand := []string{"0|0|", "2|2|H1false H2false", "3|2|H1true H2false H3false", "4|3|H1true H2false H3false H4false", "3|2|H1true H3false H4false", "1|1|H4false"}
	for i, at := range moments {
		past, err := w.AsOf(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		moment := "TIMESTAMP '" + at.UTC().Format(time.DateTime) + "'"
		oracle := rowsOf(t, w, states+`(SELECT ledger_no, arg_max(rectified, (batch_id, row_no)) AS rectified
			FROM (FROM hazard UNION ALL FROM hazard_past) h JOIN batch b ON b.id = h.batch_id
			WHERE b.imported_at <= `+moment+" AND (b.undone_at IS NULL OR b.undone_at > "+moment+") GROUP BY ledger_no)")
		if diff := cmp.Diff([]string{byHand[i]}, oracle); diff != "" {
			t.Fatalf("moment %d: the oracle is wrong (-want +got):\n%s", i, diff)
		}
		if diff := cmp.Diff(oracle, rowsOf(t, past, states+"hazard_case")); diff != "" {
			t.Errorf("moment %d (-want +got):\n%s", i, diff)
		}
	}
	if diff := cmp.Diff([]string{byHand[5]}, rowsOf(t, w, states+"hazard_case")); diff != "" {
		t.Errorf("the present (-want +got):\n%s", diff)
	}
}
