package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"anlan/data/intake"
	"anlan/data/values"
	"anlan/data/workspace"
)

func memory(t testing.TB) *workspace.Workspace {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{Now: clock, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return w
}

func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rowsOf runs a query and returns its rows as text, NULL as "∅".
func rowsOf(t testing.TB, w asker, query string) []string {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values := make([]*string, len(columns))
		targets := make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, v := range values {
			if v == nil {
				cells = append(cells, "∅")
			} else {
				cells = append(cells, *v)
			}
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

type counts struct{ Read, Accepted, Quarantined, Blank, Duplicates, Warned, Skipped int64 }

func countsOf(b workspace.Batch) counts {
	return counts{b.RowsRead, b.Accepted, b.Quarantined, b.Blank, b.Duplicates, b.Warned, b.Skipped}
}

const ledger = `东莞市2011年事故台账,,,,,,,,,
事故编号,发生时间,镇街,行业领域,事故类型,事故单位,死亡人数,重伤,轻伤,直接经济损失（万元）,事故等级
DG001,2011-08-27 14:05,塘厦镇,道路交通,,某运输公司,3,1,2,120.5,较大
DG002,2011年9月1日2时许,东莞市长安镇,消防,火灾,某厂,3,0,0,"1,048.39",一般
DG003,2011.11.6,虎门,道路,,-,1,无,,／,
,,,,,,,,,,
DG001,2011-08-27 14:05,塘厦镇,道路交通,,某运输公司,3,1,2,120.5,较大
DG001,2011-08-28 14:05,塘厦镇,道路交通,,某运输公司,3,1,2,120.5,较大
DG004,2011-02-30,塘厦,道路交通,,,0,0,0,0,一般
DG005,2011-03-01,塘下夏,道路交通,,,0,0,0,0,一般
DG006,2011-03-01,塘厦,道路交通,,,-1,0,0,0,一般
DG007,2011-03-01,塘厦,道路交通,,,3人,约2,0,0,一般
DG008,,塘厦,道路交通,,,0,0,0,0,一般
DG009,2011-03-02,石龙,建筑,高坠,乙厂,1人,0,0,0,一般
合计,,,,,,15,,,,
`

func TestImportLedger(t *testing.T) {
	w := memory(t)
	path := write(t, "台账.csv", ledger)
	result, err := intake.Import(t.Context(), w, path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := counts{Read: 13, Accepted: 4, Quarantined: 6, Blank: 1, Duplicates: 1, Warned: 1, Skipped: 1}
	if diff := cmp.Diff(want, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, `SELECT row_no, ledger_no, occurred_on, minute, t.zh, s.key, y.key, firm, deaths, serious, minor, injured, loss, grade
		FROM accident a LEFT JOIN town t ON t.id = a.town LEFT JOIN sector s ON s.id = a.sector LEFT JOIN accident_type y ON y.id = a.accident_type ORDER BY row_no`)
	wantRows := []string{
		"3|DG001|2011-08-27T00:00:00Z|845|塘厦|road|∅|某运输公司|3|1|2|3|120.5|2",
		"4|DG002|2011-09-01T00:00:00Z|120|长安|fire|fire|某厂|3|0|0|0|1048.39|2",
		"5|DG003|2011-11-06T00:00:00Z|∅|虎门|road|∅|∅|1|∅|∅|∅|∅|1",
		"14|DG009|2011-03-02T00:00:00Z|∅|石龙|construction|fall|乙厂|1|0|0|0|0|1",
	}
	if diff := cmp.Diff(wantRows, got); diff != "" {
		t.Errorf("accidents (-want +got):\n%s", diff)
	}
	problems, err := w.Problems(t.Context(), workspace.ProblemFilter{})
	if err != nil {
		t.Fatal(err)
	}
	wantProblems := []workspace.Problem{
		{Row: 8, Reason: intake.ReasonConflict, Detail: "3"},
		{Row: 9, Reason: values.ReasonImpossible, Column: "发生时间", Original: "2011-02-30"},
		{Row: 10, Reason: intake.ReasonUnknownTown, Column: "镇街", Original: "塘下夏", Detail: "塘厦"},
		{Row: 11, Reason: values.ReasonNegative, Column: "死亡人数", Original: "-1"},
		{Row: 12, Reason: values.ReasonHedged, Column: "重伤", Original: "约2", Detail: "≈2"},
		{Row: 13, Reason: intake.ReasonMissing, Column: "发生时间"},
	}
	ignore := cmpopts.IgnoreFields(workspace.Problem{}, "Batch", "File", "Outcome", "Cells")
	sortProblems := cmpopts.SortSlices(func(a, b workspace.Problem) bool {
		return a.Row < b.Row || a.Row == b.Row && a.Column > b.Column
	})
	if diff := cmp.Diff(wantProblems, problems, ignore, sortProblems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	for _, p := range problems {
		if p.Row == 10 && (len(p.Cells) != 11 || p.Cells[2] != "塘下夏") {
			t.Errorf("row 10 is kept as %q", p.Cells)
		}
	}
	warnings, err := w.Problems(t.Context(), workspace.ProblemFilter{Warnings: true})
	if err != nil {
		t.Fatal(err)
	}
	wantWarnings := []workspace.Problem{
		{Row: 4, Reason: intake.ReasonGradeMismatch, Column: "事故等级", Original: "一般", Detail: "2"},
		// The ledger's rows add up to 17 deaths, those held back and repeated among them.
		{Row: 15, Reason: intake.ReasonSumDiffers, Column: "死亡人数", Original: "15", Detail: "17"},
	}
	if diff := cmp.Diff(wantWarnings, warnings, ignore); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}
