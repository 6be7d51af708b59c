package intake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"anlan/data/intake"
	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/workspace"
)

// state is all that imports may change in a workspace, as text.
func state(t testing.TB, w *workspace.Workspace) []string {
	t.Helper()
	return rowsOf(t, w, `SELECT 'batch', count(*)::VARCHAR, coalesce(bit_xor(hash(b))::VARCHAR, '') FROM batch b
		UNION ALL SELECT 'accident', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM accident a
		UNION ALL SELECT 'total', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM accident_total a
		UNION ALL SELECT 'inspection', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM inspection a
		UNION ALL SELECT 'quarantine', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM quarantine a
		UNION ALL SELECT 'noted', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM noted_row a
		UNION ALL SELECT 'problem', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM problem a
		UNION ALL SELECT 'town', count(*)::VARCHAR, coalesce(bit_xor(hash(a))::VARCHAR, '') FROM town a ORDER BY 1`)
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestPreviewWritesNothing(t *testing.T) {
	w := memory(t)
	before := state(t, w)
	path := write(t, "2011年台账.csv", "2011年台账,,,,\n发生日期,镇街,死亡人数,经过,随便\n8.27,塘厦,1,甲,x\n8.28,火星,1,乙,y\n8.29,长安,约3,丙,z\n合计,,9,,\n")
	f := must[intake.Finding](t)(intake.Preview(t.Context(), w, path, intake.Options{}, 0))
	if diff := cmp.Diff(before, state(t, w)); diff != "" {
		t.Errorf("the preview changed the workspace (-before +after):\n%s", diff)
	}
	if f.Encoding != "UTF-8" || f.Delimiter != "," || len(f.Encodings) < 4 || len(f.Sheets) != 1 {
		t.Fatalf("found %+v", f)
	}
	s := f.Sheets[0]
	if s.Kind != intake.Accidents || s.HeaderRow != 2 || s.LastRow != 2 || s.Refused != nil || len(s.Head) != 6 || s.HeadRow != 1 {
		t.Errorf("sheet %+v", s)
	}
	wantColumns := []layout.SheetColumn{
		{Header: "发生日期", Field: "occurred_at", Use: layout.Read, How: layout.ByHeader, Confidence: 1, Samples: []string{"8.27", "8.28", "8.29"}},
		{Header: "镇街", Field: "town", Use: layout.Read, How: layout.ByHeader, Confidence: 0.5 + 2.0/6, Samples: []string{"塘厦", "火星", "长安"}},
		{Header: "死亡人数", Field: "deaths", Use: layout.Read, How: layout.ByHeader, Confidence: 1, Samples: []string{"1", "1", "约3"}},
		{Header: "经过", Use: layout.Unread, Samples: []string{"甲", "乙", "丙"}},
		{Header: "随便", Use: layout.Unread, Samples: []string{"x", "y", "z"}},
	}
	if diff := cmp.Diff(wantColumns, s.Columns, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 1, Quarantined: 2, Skipped: 1}, countsOf(s.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	var told []string
	for _, list := range [][]workspace.Problem{s.Problems, s.Warnings, s.Skipped} {
		for _, p := range list {
			told = append(told, string(p.Outcome)+" "+p.Reason+" "+p.Original)
		}
	}
	want := []string{"quarantined unknown_town 火星", "quarantined hedged_number 约3", "warning sum_differs 9", "skipped total_row "}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	// Each finding can be overridden; what the preview says is what the import does.
	opts := intake.Options{Map: mapping(t, "summary=经过,town="), Year: 2010}
	f = must[intake.Finding](t)(intake.Preview(t.Context(), w, path, opts, 0))
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, opts))
	if diff := cmp.Diff(countsOf(f.Sheets[0].Batch), countsOf(result.Batch)); diff != "" {
		t.Errorf("counts of preview and import (-preview +import):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2010-08-27|甲|∅", "2010-08-28|乙|∅"}, rowsOf(t, w, "SELECT occurred_on::VARCHAR, summary, town FROM accident ORDER BY 1")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestPreviewOfWhatIsNotRecognised(t *testing.T) {
	w := memory(t)
	path := write(t, "a.csv", "甲,乙,丙\n1,2,3\n")
	f := must[intake.Finding](t)(intake.Preview(t.Context(), w, path, intake.Options{}, 0))
	if len(f.Sheets) != 1 || !intake.HasCode(f.Sheets[0].Refused, intake.CodeNoHeader) || len(f.Sheets[0].Head) != 2 {
		t.Errorf("found %+v", f)
	}
	if _, err := intake.Preview(t.Context(), w, filepath.Join(t.TempDir(), "none.csv"), intake.Options{}, 0); err == nil {
		t.Error("a missing file was previewed")
	}
	// Most rows fail: the preview says so and still shows what was found.
	rows := strings.Repeat("昨天,塘厦,1\n", 30)
	f = must[intake.Finding](t)(intake.Preview(t.Context(), w, write(t, "b.csv", "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n"+rows), intake.Options{}, 0))
	s := f.Sheets[0]
	if !intake.HasCode(s.Refused, intake.CodeMostFail) || len(s.Columns) != 3 || s.Batch.Quarantined != 30 {
		t.Errorf("refused %v, %+v", s.Refused, s.Batch)
	}
	want := []intake.Tally{{Reason: values.ReasonBadDate, Column: "发生日期", Original: "昨天", Rows: 30}}
	if diff := cmp.Diff(want, s.Reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestPreviewLimit(t *testing.T) {
	w := memory(t)
	var b strings.Builder
	b.WriteString("发生日期,镇街,死亡人数\n")
	for range 5000 {
		b.WriteString("2011-08-27,塘厦,0\n")
	}
	f := must[intake.Finding](t)(intake.Preview(t.Context(), w, write(t, "a.csv", b.String()), intake.Options{}, 100))
	if n := f.Sheets[0].Batch.RowsRead; n != 100 {
		t.Errorf("%d rows read, want 100", n)
	}
}

// TestHardlyAnyRow gives a file of millions of rows that nobody can read: the first of them are enough to refuse it.
func TestHardlyAnyRow(t *testing.T) {
	w := memory(t)
	path := write(t, "a.csv", "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n"+strings.Repeat("x,y,z\n", 6<<20))
	var refused *intake.Error
	if _, err := intake.Import(t.Context(), w, path, intake.Options{}); !errors.As(err, &refused) || refused.Code != intake.CodeMostFail || refused.Detail != "19999 / 20000" {
		t.Errorf("Import = %v", err)
	}
}

func TestMostFail(t *testing.T) {
	w := memory(t)
	path := write(t, "a.csv", "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n"+strings.Repeat("昨天,塘厦,1\n", 25)+strings.Repeat("前天,塘厦,x\n", 5))
	before := state(t, w)
	_, err := intake.Import(t.Context(), w, path, intake.Options{})
	if !intake.HasCode(err, intake.CodeMostFail) {
		t.Fatalf("Import = %v", err)
	}
	want := []intake.Tally{
		{Reason: values.ReasonBadDate, Column: "发生日期", Original: "前天", Rows: 30}, {Reason: values.ReasonBadNumber, Column: "死亡人数", Original: "x", Rows: 5},
	}
	if diff := cmp.Diff(want, intake.Counts(err)); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, state(t, w)); diff != "" {
		t.Errorf("something was kept (-before +after):\n%s", diff)
	}
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{Force: true}))
	if diff := cmp.Diff(counts{Read: 31, Accepted: 1, Quarantined: 30}, countsOf(result.Batch)); diff != "" {
		t.Errorf("forced (-want +got):\n%s", diff)
	}
}

func TestStrict(t *testing.T) {
	w := memory(t)
	path := write(t, "a.csv", "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n2011-08-28,火星,1\n2011-08-29,市直,1\n")
	if _, err := intake.Import(t.Context(), w, path, intake.Options{Strict: true}); !intake.HasCode(err, intake.CodeHeldBack) || len(intake.Counts(err)) != 1 {
		t.Errorf("Import = %v", err)
	}
	if n := len(rowsOf(t, w, "FROM batch")); n != 0 {
		t.Errorf("%d batches", n)
	}
	// A warning is no reason to refuse.
	if _, err := intake.Import(t.Context(), w, write(t, "b.csv", "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n2011-08-29,市直,1\n"), intake.Options{Strict: true}); err != nil {
		t.Error(err)
	}
}

func TestReplace(t *testing.T) {
	w := memory(t)
	first := write(t, "a.csv", "事故编号,发生日期,镇街,死亡人数\nA1,2011-08-27,塘厦,1\nA2,2011-08-28,火星,1\n")
	must[intake.Result](t)(intake.Import(t.Context(), w, first, intake.Options{}))
	corrected := write(t, "a.csv", "事故编号,发生日期,镇街,死亡人数\nA1,2011-08-27,塘厦,2\nA2,2011-08-28,长安,1\n")
	// Beside the first it contradicts it; in its place it does not.
	result := must[intake.Result](t)(intake.Import(t.Context(), w, corrected, intake.Options{Replace: 1}))
	if diff := cmp.Diff(counts{Read: 2, Accepted: 2}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"1|true|∅", "2|false|1"}, rowsOf(t, w, "SELECT id, undone_at IS NOT NULL, replaces FROM batch ORDER BY id")); diff != "" {
		t.Errorf("batches (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2|2|2", "2|3|1"}, rowsOf(t, w, "SELECT batch_id, row_no, deaths FROM accident ORDER BY 2")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	before := state(t, w)
	var undo *workspace.UndoError
	if _, err := intake.Import(t.Context(), w, corrected, intake.Options{Replace: 1, Again: true}); !errors.As(err, &undo) || !undo.Undone {
		t.Errorf("replacing what was taken back: %v", err)
	}
	// A file that cannot be imported leaves what it would replace.
	if _, err := intake.Import(t.Context(), w, write(t, "b.csv", "发生日期,镇街,死亡人数\n2011-08-27,火星,1\n"), intake.Options{Replace: 2, Strict: true}); !intake.HasCode(err, intake.CodeHeldBack) {
		t.Errorf("Import = %v", err)
	}
	if diff := cmp.Diff(before, state(t, w)); diff != "" {
		t.Errorf("a refused replacement changed something (-before +after):\n%s", diff)
	}
}

func TestResubmit(t *testing.T) {
	w := memory(t)
	path := write(t, "2011年.csv", "事故编号,发生日期,镇街,死亡人数,损失（元）\nA1,8.27,塘厦,1,10000\nA2,8.28,火星,约2,20000\nA3,8.29,长安,x,30000\nA4,8.30,金星,1,40000\n")
	must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{}))
	r := must[intake.Resubmission](t)(intake.Resubmit(t.Context(), w, 1, []intake.Edit{
		{Row: 3, Cells: map[int]string{2: "虎门", 3: "2"}}, // good now
		{Row: 4, Cells: map[int]string{3: "y"}},          // still no number
	}))
	if r.Accepted != 1 || r.Held != 1 || r.Duplicates != 0 {
		t.Errorf("resubmitted %+v", r)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 2, Quarantined: 2}, countsOf(r.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	// The year came from the file's name, the unit from the header, as when the file was read.
	if diff := cmp.Diff([]string{"2|2011-08-27|1", "3|2011-08-28|2"}, rowsOf(t, w, "SELECT row_no, occurred_on::VARCHAR, loss FROM accident ORDER BY 1")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	want := []string{"4|quarantined|bad_number|y", "5|quarantined|unknown_town|金星"}
	if diff := cmp.Diff(want, rowsOf(t, w, "SELECT row_no, outcome, reason, original FROM problem ORDER BY 1")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"4|y", "5|1"}, rowsOf(t, w, "SELECT row_no, cells[4] FROM quarantine ORDER BY 1")); diff != "" {
		t.Errorf("quarantine (-want +got):\n%s", diff)
	}
	// A town that is added later lets its row in.
	must[intake.VocabularyResult](t)(intake.ImportVocabulary(t.Context(), w, write(t, "v.csv", "名称,别名\n金星镇,金星\n"), intake.VocabularyOptions{}))
	r = must[intake.Resubmission](t)(intake.Resubmit(t.Context(), w, 1, nil))
	if r.Accepted != 1 || r.Held != 1 {
		t.Errorf("after the town was added: %+v", r)
	}
	if batches := must[[]workspace.Batch](t)(w.Batches(t.Context())); batches[0].Accepted != 3 || batches[0].Quarantined != 1 {
		t.Errorf("batch %+v", batches[0])
	}
	// A corrected row that is there already is a duplicate; one that is not in quarantine is refused.
	r = must[intake.Resubmission](t)(intake.Resubmit(t.Context(), w, 1, []intake.Edit{{Row: 4, Cells: map[int]string{0: "A1", 1: "8.27", 2: "塘厦", 3: "1", 4: "10000"}}}))
	if r.Duplicates != 1 || r.Held != 0 || r.Batch.Quarantined != 0 || r.Batch.Duplicates != 1 {
		t.Errorf("a repeated row: %+v", r)
	}
	if _, err := intake.Resubmit(t.Context(), w, 1, []intake.Edit{{Row: 99}}); !intake.HasCode(err, intake.CodeNoRow) {
		t.Errorf("a row that is not held back: %v", err)
	}
	if _, err := intake.Resubmit(t.Context(), w, 7, nil); !intake.HasCode(err, intake.CodeNoBatch) {
		t.Errorf("an import that is not there: %v", err)
	}
}

func TestResubmitAcross(t *testing.T) {
	w := memory(t)
	path := write(t, "a.csv", "2011年8月事故起数\n镇街,道路交通,火灾\n塘厦,4,x\n火星,1,2\n")
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{}))
	if result.Batch.Quarantined != 3 {
		t.Fatalf("%+v", result.Batch)
	}
	problems := must[[]workspace.Problem](t)(w.Problems(t.Context(), workspace.ProblemFilter{}))
	edit := func(p workspace.Problem, header, text string) intake.Edit {
		for i, h := range result.Batch.Columns {
			if h == header {
				return intake.Edit{Row: p.Row, Part: p.Part, Cells: map[int]string{i: text}}
			}
		}
		t.Fatalf("no column %s in %v", header, result.Batch.Columns)
		return intake.Edit{}
	}
	r := must[intake.Resubmission](t)(intake.Resubmit(t.Context(), w, 1, []intake.Edit{edit(problems[0], "事故起数", "3"), edit(problems[1], "镇街", "长安")}))
	if r.Accepted != 2 || r.Held != 0 || r.Batch.Quarantined != 1 {
		t.Errorf("resubmitted %+v", r)
	}
	want := []string{"3|2011-08|塘厦|road||4|∅|∅", "3|2011-08|塘厦|fire||3|∅|∅", "4|2011-08|长安|road||1|∅|∅"}
	if diff := cmp.Diff(want, rowsOf(t, w, totalRows)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

var exportWords = intake.ExportWords{Row: "原行号", Reason: "隔离原因", Title: "隔离的行：", Why: func(p workspace.Problem) string { return p.Reason }}

// TestExportAndImportAgain writes the quarantine as a workbook, corrects it there and imports it.
func TestExportAndImportAgain(t *testing.T) {
	w := memory(t)
	source := write(t, "2011年.csv", "2011年台账,,,单位：元,\n日子,镇街,死亡,损失,厂\n8.27,塘厦,1,10000,甲\n8.28,火星,1,20000,=cmd|' /C calc'!A0\n8.29,长安,x,30000,+1\n")
	must[intake.Result](t)(intake.Import(t.Context(), w, source, intake.Options{Map: mapping(t, "occurred_at=日子,firm=厂"), Set: map[string]string{"sector": "火灾"}}))
	path := filepath.Join(t.TempDir(), "held.xlsx")
	if n := must[int](t)(intake.ExportQuarantine(t.Context(), w, 1, path, exportWords)); n != 2 {
		t.Fatalf("%d rows exported, want 2", n)
	}
	book := must[*excelize.File](t)(excelize.OpenFile(path))
	defer book.Close()
	rows := must[[][]string](t)(book.GetRows("Sheet1"))
	want := [][]string{
		{"隔离的行：2011年"},
		{"2011年台账 单位：元"},
		{"日子", "镇街", "死亡", "损失(元)", "厂", "行业领域（所有行）", "原行号", "隔离原因"},
		{"8.28", "火星", "1", "20000", "=cmd|' /C calc'!A0", "火灾", "4", "镇街: unknown_town"},
		{"8.29", "长安", "x", "30000", "+1", "火灾", "5", "死亡: bad_number"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("exported (-want +got):\n%s", diff)
	}
	for _, cell := range []string{"E4", "E5"} {
		if formula, err := book.GetCellFormula("Sheet1", cell); err != nil || formula != "" {
			t.Errorf("%s is a formula: %q, %v", cell, formula, err)
		}
	}
	for cell, text := range map[string]string{"B4": "虎门", "C5": "0"} {
		if err := book.SetCellValue("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	// The columns are those that were mapped for the file the rows are from.
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{}))
	if diff := cmp.Diff(counts{Read: 2, Accepted: 2}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT occurred_on::VARCHAR, deaths, loss, firm, sector FROM accident WHERE batch_id = 2 ORDER BY 1")
	if diff := cmp.Diff([]string{"2011-08-28|1|2|=cmd|' /C calc'!A0|20", "2011-08-29|0|3|+1|20"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestExportAcross(t *testing.T) {
	w := memory(t)
	path := book(t, "2011年事故月报.xlsx", month("8月", row("塘厦", 4, "x"), row("火星", 1, 2)))
	must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{}))
	held := filepath.Join(t.TempDir(), "held.xlsx")
	if n := must[int](t)(intake.ExportQuarantine(t.Context(), w, 1, held, exportWords)); n != 3 {
		t.Fatalf("%d rows exported, want 3", n)
	}
	result := must[intake.Result](t)(intake.Import(t.Context(), w, held, intake.Options{}))
	// Nothing was corrected: the same three are held back, for the same reasons, as rows of totals.
	if diff := cmp.Diff(counts{Read: 3, Quarantined: 3}, countsOf(result.Batch)); diff != "" || result.Batch.Kind != string(intake.Totals) {
		t.Errorf("%s, counts (-want +got):\n%s", result.Batch.Kind, diff)
	}
}

func TestRememberedColumns(t *testing.T) {
	w := memory(t)
	body := "何时,何地,几人,备考\n2011-08-27,塘厦,1,x\n"
	opts := intake.Options{Map: mapping(t, "occurred_at=何时,town=何地,deaths=几人,summary=备考")}
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "a.csv", body), opts))
	// The same headers, in another order, below a title: recognised without being told.
	next := write(t, "b.csv", "九月\n几人,何地,备考,何时\n2,长安,y,2011-09-01\n")
	result := must[intake.Result](t)(intake.Import(t.Context(), w, next, intake.Options{}))
	if diff := cmp.Diff([]intake.Note{{Code: intake.NoteRemembered, Args: []string{"occurred_at", "town", "deaths", "summary"}}}, result.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	want := []string{"2011-08-27|1|x", "2011-09-01|2|y"}
	if diff := cmp.Diff(want, rowsOf(t, w, "SELECT occurred_on::VARCHAR, deaths, summary FROM accident ORDER BY 1")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if _, err := intake.Import(t.Context(), w, next, intake.Options{Fresh: true}); !intake.HasCode(err, intake.CodeNoHeader) {
		t.Errorf("without memory: %v", err)
	}
	// What was set for all rows of one file is not remembered for others.
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "c.csv", "何时,几人\n2011-08-27,1\n"), intake.Options{
		Map: mapping(t, "occurred_at=何时,deaths=几人"), Set: map[string]string{"sector": "火灾"},
	}))
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "d.csv", "何时,几人\n2011-08-28,1\n"), intake.Options{}))
	if diff := cmp.Diff([]string{"20", "∅"}, rowsOf(t, w, "SELECT sector FROM accident WHERE batch_id > 2 ORDER BY batch_id")); diff != "" {
		t.Errorf("sectors (-want +got):\n%s", diff)
	}
}

func TestVocabularyOfAnotherCity(t *testing.T) {
	w := memory(t)
	list := "类别,代码,名称,全称,英文,别名\n镇街,330101001,湖滨,湖滨街道,Hubin,湖滨路|西湖边\n镇街,,小营,小营街道,Xiaoying,\n行业,road,道路交通,,Road traffic,交通|马路\n行业,drones,无人机,,Drones,飞手\n部门,,应急局,,,安监局|应急管理局\n"
	r := must[intake.VocabularyResult](t)(intake.ImportVocabulary(t.Context(), w, write(t, "v.csv", list), intake.VocabularyOptions{}))
	if diff := cmp.Diff(map[string]int{"town": 2, "sector": 1, "department": 1}, r.Added); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"sector": 1}, r.Changed); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	content := "发生日期,镇街,行业领域,死亡人数\n2011-08-01,湖滨街道,交通,0\n2011-08-02,西湖边,飞手,0\n2011-08-03,塘厦,火灾,0\n"
	result := must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{}))
	// Of the other city's towns only those of the list are known.
	if diff := cmp.Diff(counts{Read: 3, Accepted: 2, Quarantined: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT t.zh, s.key FROM accident a JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.sector ORDER BY row_no")
	if diff := cmp.Diff([]string{"湖滨|road", "湖滨|drones"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "b.csv", "月份,镇街,部门,出动执法人员,检查家次\n2011-08,小营,安监局,1,2\n"), intake.Options{}))
	if diff := cmp.Diff([]string{"应急局"}, rowsOf(t, w, "SELECT zh FROM department")); diff != "" {
		t.Errorf("departments (-want +got):\n%s", diff)
	}
	// Exported and imported into another workspace, the list does the same there.
	out := must[*os.File](t)(os.Create(filepath.Join(t.TempDir(), "out.csv")))
	if err := errors.Join(intake.ExportVocabulary(t.Context(), w, out), out.Close()); err != nil {
		t.Fatal(err)
	}
	other := memory(t)
	must[intake.VocabularyResult](t)(intake.ImportVocabulary(t.Context(), other, out.Name(), intake.VocabularyOptions{}))
	for _, d := range workspace.Dictionaries() {
		a := must[any](t)(intake.Vocabulary(t.Context(), w, d))
		b := must[any](t)(intake.Vocabulary(t.Context(), other, d))
		if diff := cmp.Diff(a, b, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-first +second):\n%s", d, diff)
		}
	}
	if _, err := intake.ImportVocabulary(t.Context(), w, write(t, "x.csv", "类别,名称\n天气,雨\n"), intake.VocabularyOptions{}); !intake.HasCode(err, intake.CodeNoList) {
		t.Errorf("a list that is none: %v", err)
	}
	if _, err := intake.ImportVocabulary(t.Context(), w, write(t, "x.csv", "a,b\n1,2\n"), intake.VocabularyOptions{}); !intake.HasCode(err, intake.CodeNoTerms) {
		t.Errorf("no list: %v", err)
	}
}

func TestQuality(t *testing.T) {
	w := memory(t)
	content := "发生日期,镇街,死亡人数,重伤,轻伤,受伤,结案时间\n2011-01-05,塘厦,1,1,1,1,2010-12-01\n2011-01-06,长安,,,,,\n2011-03-01,塘厦,301,,,,\n2011-03-02,火星,1,,,,\n2011-03-03,火星,1,,,,\n2011-03-04,市直,1,,,,\n"
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{}))
	r := must[intake.QualityReport](t)(intake.Quality(t.Context(), w, 1))
	if r.Kind != intake.Accidents || r.Rows != 4 {
		t.Errorf("report %+v", r)
	}
	filled := map[string]int64{}
	for _, c := range r.Completeness {
		filled[c.Column] = c.Filled
	}
	for column, want := range map[string]int64{"occurred_on": 4, "town": 3, "deaths": 3, "serious": 1, "sector": 0, "closed_on": 1} {
		if filled[column] != want {
			t.Errorf("%s: %d filled, want %d", column, filled[column], want)
		}
	}
	wantUnknown := []intake.UnknownName{{Reason: intake.ReasonUnknownTown, Text: "火星", Rows: 2}, {Reason: intake.ReasonNoTown, Text: "市直", Rows: 1}}
	if diff := cmp.Diff(wantUnknown, r.Unknown); diff != "" {
		t.Errorf("unknown names (-want +got):\n%s", diff)
	}
	wantChecks := []intake.Implausibility{{Check: intake.CheckManyDeaths, Rows: 1, First: 4}, {Check: intake.CheckClosedBefore, Rows: 1, First: 2}, {Check: intake.CheckInjuredFewer, Rows: 1, First: 2}}
	if diff := cmp.Diff(wantChecks, r.Implausible); diff != "" {
		t.Errorf("implausible (-want +got):\n%s", diff)
	}
	january := day(2011, 1, 1)
	want := intake.Coverage{
		Towns: []string{"长安", "塘厦", ""}, Months: []time.Time{january, january.AddDate(0, 1, 0), january.AddDate(0, 2, 0)},
		Rows: [][]int64{{1, 0, 0}, {1, 0, 1}, {0, 0, 1}}, Gaps: []time.Time{january.AddDate(0, 1, 0)},
	}
	if diff := cmp.Diff(want, r.Coverage, cmpopts.SortSlices(func(a, b string) bool { return a < b })); diff != "" && len(r.Coverage.Towns) != 3 {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Gaps, r.Coverage.Gaps); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	var total int64
	for _, row := range r.Coverage.Rows {
		for _, n := range row {
			total += n
		}
	}
	if total != r.Rows || len(r.Coverage.Months) != 3 {
		t.Errorf("coverage %+v does not add up to %d rows", r.Coverage, r.Rows)
	}
}

func TestProgressAndCancel(t *testing.T) {
	var b strings.Builder
	b.WriteString("发生日期,镇街,死亡人数\n")
	rows := 200000
	if raceEnabled {
		rows = 20000
	}
	for range rows {
		b.WriteString("2011-08-27,塘厦,0\n")
	}
	path := write(t, "a.csv", b.String())
	var stages []intake.Stage
	var last intake.Progress
	w := memory(t)
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{
		Progress: func(s intake.Stage) { stages = append(stages, s) }, Watch: func(p intake.Progress) { last = p },
	}))
	if result.Batch.Accepted != int64(rows) {
		t.Fatalf("%+v", result.Batch)
	}
	if diff := cmp.Diff([]intake.Stage{intake.StageReading, intake.StageReading, intake.StageChecking, intake.StageWriting}, stages); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
	if last.Rows != int64(rows) || last.RowsPerSecond <= 0 || last.Stage != intake.StageWriting {
		t.Errorf("at last %+v", last)
	}
	// Cancelled at each stage: nothing is left.
	for _, at := range []intake.Stage{intake.StageReading, intake.StageChecking, intake.StageWriting} {
		w := memory(t)
		ctx, cancel := context.WithCancel(t.Context())
		_, err := intake.Import(ctx, w, path, intake.Options{Progress: func(s intake.Stage) {
			if s == at {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled while %s: %v", at, err)
		}
		if n := len(rowsOf(t, w, "FROM batch")) + len(rowsOf(t, w, "FROM accident LIMIT 1")) + len(rowsOf(t, w, "FROM town LIMIT 1")); n != 0 {
			t.Errorf("cancelled while %s, something was kept", at)
		}
		cancel()
	}
}

func TestImportAll(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{
		"1月/a.csv": "发生日期,镇街,死亡人数\n2011-01-01,塘厦,1\n", "2月/b.csv": "发生日期,镇街,死亡人数\n2011-02-01,塘厦,1\n", "2月/坏.csv": "甲,乙\n1,2\n", "说明.md": "text\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := memory(t)
	var got []string
	err := intake.ImportAll(t.Context(), w, []string{root}, intake.Options{}, func(o intake.Outcome) error {
		name, err := filepath.Rel(root, o.File)
		if err != nil {
			return err
		}
		switch {
		case o.Passed:
			name += " passed"
		case o.Err != nil:
			name += " failed"
		}
		got = append(got, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1月/a.csv", "2月/b.csv", "2月/坏.csv failed", "说明.md passed"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if n := len(rowsOf(t, w, "FROM accident")); n != 2 {
		t.Errorf("%d accidents, want 2", n)
	}
}

func TestUndoOfAWorkbook(t *testing.T) {
	w := memory(t)
	path := book(t, "2011年.xlsx", month("1月", row("塘厦", 4, 1)), month("2月", row("塘厦", 2, 0)))
	must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{}))
	if diff := cmp.Diff([]string{"1|1|1月", "2|1|2月"}, rowsOf(t, w, "SELECT id, import_id, sheet FROM batch ORDER BY id")); diff != "" {
		t.Errorf("batches (-want +got):\n%s", diff)
	}
	if err := w.UndoImport(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if n := len(rowsOf(t, w, "FROM accident_total")) + len(rowsOf(t, w, "FROM batch WHERE undone_at IS NULL")); n != 0 {
		t.Errorf("%d are left", n)
	}
}

// TestRelations reads the formats that DuckDB reads by itself.
func TestRelations(t *testing.T) {
	w := memory(t)
	parquet := filepath.Join(t.TempDir(), "台账[1].parquet")
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(t.Context(), `COPY (SELECT DATE '2011-08-27' AS 发生日期, '塘厦' AS 镇街, 3 AS 死亡人数, NULL::DOUBLE AS "直接经济损失(元)"
			UNION ALL SELECT DATE '2011-08-28', '火星', 1, 20000.5) TO '`+parquet+`' (FORMAT parquet)`)
	})
	if err != nil {
		t.Fatal(err)
	}
	json := write(t, "a.txt", `{"发生日期":"2011-09-01","镇街":"长安","死亡人数":1}`+"\n"+`{"镇街":"虎门","发生日期":"2011-09-02","死亡人数":"约3"}`+"\n")
	list := write(t, "b.json", `[{"发生日期": "2011-10-01", "镇街": "虎门", "死亡人数": 0}]`)
	for _, step := range []struct {
		path, encoding string
		want           counts
	}{
		{parquet, "Parquet", counts{Read: 2, Accepted: 1, Quarantined: 1}},
		{json, "JSON", counts{Read: 2, Accepted: 1, Quarantined: 1}},
		{list, "JSON", counts{Read: 1, Accepted: 1}},
	} {
		result := must[intake.Result](t)(intake.Import(t.Context(), w, step.path, intake.Options{}))
		if diff := cmp.Diff(step.want, countsOf(result.Batch)); diff != "" || result.Batch.Encoding != step.encoding {
			t.Errorf("%s: %s, counts (-want +got):\n%s", step.path, result.Batch.Encoding, diff)
		}
	}
	want := []string{"1|2011-08-27|塘厦|∅|3|∅", "1|2011-09-01|长安|∅|1|∅", "1|2011-10-01|虎门|∅|0|∅"}
	if diff := cmp.Diff(want, rowsOf(t, w, accidentRows)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if _, err := intake.Import(t.Context(), w, write(t, "x.parquet", "PAR1 and then nothing PAR1"), intake.Options{}); !intake.HasCode(err, "damaged") {
		t.Errorf("a damaged file: %v", err)
	}
}
