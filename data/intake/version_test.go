package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// tell imports ledgers one after the other. A step "undo 2" takes an import back, "replace 2: …" imports in its place.
func tell(t *testing.T, w *workspace.Workspace, steps ...string) {
	t.Helper()
	for _, step := range steps {
		opts := intake.Options{}
		if id, found := strings.CutPrefix(step, "undo "); found {
			if err := w.Undo(t.Context(), int(id[0]-'0')); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if rest, found := strings.CutPrefix(step, "replace "); found {
			opts.Replace = int(rest[0] - '0')
			step = rest[3:]
		}
		if _, err := intake.Import(t.Context(), w, write(t, "ledger.csv", step), opts); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
	}
}

// standing are the accidents that count.
const standing = `SELECT batch_id, row_no, ledger_no, occurred_on::VARCHAR, t.zh, deaths, serious, minor, injured, loss, grade, firm, cause
	FROM accident a LEFT JOIN town t ON t.id = a.town ORDER BY occurred_on, ledger_no, batch_id`

func TestVersions(t *testing.T) {
	const header = "事故编号,发生日期,镇街,行业领域,事故单位,死亡人数,重伤,轻伤,受伤人数,直接经济损失,事故原因\n"
	const first = header + "K1,2011-12-01,塘厦,道路交通,甲公司,2,1,2,,30,超速\n"
	const third = header + "K1,2011-12-01,塘厦,,,3,,,,,\n"
	const before = "1|2|K1|2011-12-01|塘厦|2|1|2|3|30|1|甲公司|超速"
	const after = "2|2|K1|2011-12-01|塘厦|3|1|2|3|30|2|甲公司|超速"
	for _, tc := range []struct {
		name  string
		steps []string
		want  []string
	}{
		{"as first told", []string{first}, []string{before}},
		{"a third late death raises the grade, blank cells inherit", []string{first, third}, []string{after}},
		{"undoing the later one brings the earlier back", []string{first, third, "undo 2"}, []string{before}},
		{"undoing the earlier one leaves what the later one itself says", []string{first, third, "undo 1"}, []string{"2|2|K1|2011-12-01|塘厦|3|∅|∅|∅|∅|2|∅|∅"}},
		{"undoing both leaves nothing", []string{first, third, "undo 1", "undo 2"}, nil},
		{
			"a third version on top of an undone second one",
			[]string{first, third, header + "K1,2011-12-01,塘厦,,,,,,,55,\n", "undo 2"},
			[]string{"3|2|K1|2011-12-01|塘厦|2|1|2|3|55|1|甲公司|超速"},
		},
		{"what is known already, with blanks, is a duplicate", []string{first, header + "K1,2011-12-01,塘厦,,,2,,,,,\n"}, []string{before}},
		{"a corrected file takes its own place, below what came later", []string{first, third, "replace 1: " + header + "K1,2011-12-01,塘厦,道路交通,乙公司,2,4,2,,30,超速\n"}, []string{
			"2|2|K1|2011-12-01|塘厦|3|4|2|6|30|2|乙公司|超速",
		}},
		{
			"a corrected file that a later one overrules counts again without that",
			[]string{first, third, "replace 1: " + header + "K1,2011-12-01,塘厦,,,1,,,,,\n", "undo 2"},
			[]string{"3|2|K1|2011-12-01|塘厦|1|∅|∅|∅|∅|1|∅|∅"},
		},
		{"the injured are added up anew", []string{first, header + "K1,2011-12-01,塘厦,,,,2,,,,\n"}, []string{"2|2|K1|2011-12-01|塘厦|2|2|2|4|30|1|甲公司|超速"}},
		{"a corrected date", []string{first, header + "K1,2011-12-03,塘厦,,,,,,,,\n"}, []string{"2|2|K1|2011-12-03|塘厦|2|1|2|3|30|1|甲公司|超速"}},
		{"by firm, without a number", []string{
			"发生日期,镇街,行业领域,事故单位,死亡人数\n2011-12-01,塘厦,火灾,甲厂,1\n", "发生日期,镇街,行业领域,事故单位,死亡人数\n2011-12-01,塘厦,火灾,甲厂,3\n",
		}, []string{"2|2|∅|2011-12-01|塘厦|3|∅|∅|∅|∅|2|甲厂|∅"}},
		{"two accidents of a firm on a day are not one", []string{
			"发生日期,发生时刻,镇街,行业领域,事故单位,死亡人数\n2011-12-01,08:00,塘厦,火灾,甲厂,1\n", "发生日期,发生时刻,镇街,行业领域,事故单位,死亡人数\n2011-12-01,20:00,塘厦,火灾,甲厂,3\n",
		}, []string{"1|2|∅|2011-12-01|塘厦|1|∅|∅|∅|∅|1|甲厂|∅", "2|2|∅|2011-12-01|塘厦|3|∅|∅|∅|∅|2|甲厂|∅"}},
		{"a reported grade stands until counts say otherwise", []string{
			"事故编号,发生日期,镇街,死亡人数,事故等级\nK1,2011-12-01,塘厦,2,较大\n", "事故编号,发生日期,镇街,死亡人数,事故单位\nK1,2011-12-01,塘厦,2,甲厂\n",
		}, []string{"2|2|K1|2011-12-01|塘厦|2|∅|∅|∅|∅|2|甲厂|∅"}},
		{"a grade that is reported anew", []string{
			"事故编号,发生日期,镇街,死亡人数,事故等级\nK1,2011-12-01,塘厦,2,较大\n", "事故编号,发生日期,镇街,死亡人数,事故等级\nK1,2011-12-01,塘厦,2,一般\n",
		}, []string{"2|2|K1|2011-12-01|塘厦|2|∅|∅|∅|∅|1|∅|∅"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := memory(t)
			tell(t, w, tc.steps...)
			if diff := cmp.Diff(tc.want, rowsOf(t, w, standing)); diff != "" {
				t.Errorf("accidents (-want +got):\n%s", diff)
			}
		})
	}
}

func TestVersionsAreTold(t *testing.T) {
	w := memory(t)
	const header = "事故编号,发生日期,镇街,死亡人数,事故单位\n"
	tell(t, w, header+"K1,2011-12-01,塘厦,2,甲厂\n", header+"K1,2011-12-01,长安,3,\n")
	want := []string{"grade_raised|∅|2|1", "late_deaths|死亡人数|3|2", "revised|镇街|长安|塘厦", "version|∅|∅|1:2"}
	got := rowsOf(t, w, "SELECT reason, nullif(column_name, ''), nullif(original, ''), detail FROM problem WHERE outcome = 'warning' ORDER BY reason")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	b, err := w.Batch(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 1, Accepted: 1, Warned: 1}, countsOf(b)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestStruck(t *testing.T) {
	const count = "SELECT count(*), sum(deaths)::INTEGER, (SELECT count(*) FROM accident_struck) FROM accident"
	const header = "事故编号,发生日期,镇街,死亡人数,是否核销\n"
	for _, tc := range []struct {
		name  string
		steps []string
		want  string
	}{
		{"in the first file", []string{header + "K1,2011-12-01,塘厦,2,是\nK2,2011-12-02,塘厦,1,否\n"}, "1|1|1"},
		{"later", []string{header + "K1,2011-12-01,塘厦,2,\nK2,2011-12-02,塘厦,1,\n", header + "K1,2011-12-01,塘厦,2,2011-12-20\n"}, "1|1|1"},
		{"and the undo of that", []string{header + "K1,2011-12-01,塘厦,2,\nK2,2011-12-02,塘厦,1,\n", header + "K1,2011-12-01,塘厦,2,是\n", "undo 2"}, "2|3|0"},
		{"a ledger that does not say so does not bring it back", []string{
			header + "K1,2011-12-01,塘厦,2,\n", header + "K1,2011-12-01,塘厦,2,是\n", "事故编号,发生日期,镇街,死亡人数,事故单位\nK1,2011-12-01,塘厦,2,甲厂\nK3,2011-12-03,塘厦,1,乙厂\n",
		}, "1|1|1"},
		{"until one says so", []string{header + "K1,2011-12-01,塘厦,2,是\n", header + "K1,2011-12-01,塘厦,2,否\n"}, "1|2|0"},
		{"in a remark", []string{"事故编号,发生日期,镇街,死亡人数,备注\nK1,2011-12-01,塘厦,2,家属已安抚\nK2,2011-12-02,塘厦,1,经市安委会同意，已核销\nK3,2011-12-03,塘厦,1,申请核销\n"}, "2|3|1"},
		{"without number or firm", []string{"发生日期,镇街,死亡人数\n2011-12-01,塘厦,2\n2011-12-02,塘厦,1\n", "发生日期,镇街,死亡人数,核销情况\n2011-12-01,塘厦,2,已核销\n2011-12-02,塘厦,1,\n"}, "1|1|1"},
		{"undone whole", []string{header + "K1,2011-12-01,塘厦,2,是\nK2,2011-12-02,塘厦,1,否\n", "undo 1"}, "0|∅|0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := memory(t)
			tell(t, w, tc.steps...)
			if diff := cmp.Diff([]string{tc.want}, rowsOf(t, w, count)); diff != "" {
				t.Errorf("accidents, deaths, struck off (-want +got):\n%s", diff)
			}
			if !strings.HasSuffix(tc.want, "|0") {
				if diff := cmp.Diff([]string{"1"}, rowsOf(t, w, "SELECT count(*) FROM problem WHERE reason = 'struck_off'")); diff != "" {
					t.Errorf("rows of which it is told (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestResubmittedVersion corrects a row of an older import: what newer ones say stands above it.
func TestResubmittedVersion(t *testing.T) {
	w := memory(t)
	const header = "事故编号,发生日期,镇街,死亡人数,事故单位\n"
	tell(t, w, header+"K1,2011-12-01,塘下夏,2,甲厂\nK2,2011-12-01,塘厦,1,乙厂\n", header+"K1,2011-12-01,塘厦,3,\n")
	r, err := intake.Resubmit(t.Context(), w, 1, []intake.Edit{{Row: 2, Cells: map[int]string{2: "塘厦"}}})
	if err != nil || r.Accepted != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	want := []string{"2|2|K1|2011-12-01|塘厦|3|∅|∅|∅|∅|2|甲厂|∅", "1|3|K2|2011-12-01|塘厦|1|∅|∅|∅|∅|1|乙厂|∅"}
	if diff := cmp.Diff(want, rowsOf(t, w, standing)); diff != "" {
		t.Errorf("accidents (-want +got):\n%s", diff)
	}
}

// TestRaisedGradeIsNoted says of a late third death that it raises the grade, where the file is imported.
func TestRaisedGradeIsNoted(t *testing.T) {
	const header = "事故编号,发生日期,镇街,死亡人数\n"
	w := memory(t)
	tell(t, w, header+"K1,2011-12-01,塘厦,2\nK2,2011-12-02,长安,1\n")
	result, err := intake.Import(t.Context(), w, write(t, "later.csv", header+"K1,2011-12-01,塘厦,3\nK2,2011-12-02,长安,2\n"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, n := range result.Notes {
		got[n.Code] = strings.Join(n.Args, ",")
	}
	if diff := cmp.Diff(map[string]string{intake.NoteVersions: "2", intake.NoteRaised: "1"}, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}
