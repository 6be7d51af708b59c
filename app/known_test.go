package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// revised is a workspace in which an accident of 1 December was told with two deaths on the 5th, with three on the 20th, and
// another one was struck off on the 22nd.
func revised(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "revised.anlan")
	var now time.Time
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	const header = "事故编号,发生日期,镇街,行业领域,事故单位,死亡人数,核销\n"
	for day, content := range map[int]string{
		5: header + "K0,2011-01-08,虎门,建筑,丁公司,1,\nK1,2011-12-01,塘厦,建筑,甲公司,2,\nK2,2011-12-02,长安,建筑,乙公司,1,\n", 20: header + "K1,2011-12-01,塘厦,,,3,\n",
		22: header + "K2,2011-12-02,长安,建筑,乙公司,1,已核销\n",
	} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), time.Date(2011, 12, day, 0, 0, 0, 0, time.UTC).Format("0102.csv")), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, day := range []int{5, 20, 22} {
		now = time.Date(2011, 12, day, 9, 0, 0, 0, time.Local)
		if _, err := intake.Import(t.Context(), w, filepath.Join(filepath.Dir(path), now.Format("0102.csv")), intake.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAsOf asks for the same figures as they were known on several days.
func TestAsOf(t *testing.T) {
	path := revised(t)
	for _, tc := range []struct {
		asOf string
		want []any
	}{
		{"", []any{2.0, 4.0, 1.0}},
		{"2011-12-05", []any{3.0, 4.0, 0.0}},
		{"2011-12-20 08:59", []any{3.0, 4.0, 0.0}},
		{"2011-12-20 09:00", []any{3.0, 5.0, 1.0}},
		{"2011-12-21", []any{3.0, 5.0, 1.0}},
		{"2011-12-22", []any{2.0, 4.0, 1.0}},
	} {
		args := []string{"--workspace", path, "query", "accidents,deaths,larger_accidents", "--format", "json"}
		if tc.asOf != "" {
			args = append(args, "--as-of", tc.asOf)
		}
		j := object[frameJSON](t, args...)
		if diff := cmp.Diff(tc.want, j.Totals); diff != "" {
			t.Errorf("as of %q (-want +got):\n%s", tc.asOf, diff)
		}
		if j.AsOf.IsZero() != (tc.asOf == "") {
			t.Errorf("as of %q the answer says %s", tc.asOf, j.AsOf)
		}
	}
	for _, command := range [][]string{{"query", "deaths"}, {"problems"}, {"query", "deaths", "--by", "town"}} {
		out := must(t, append(append([]string{"--workspace", path}, command...), "--as-of", "2011-12-05")...)
		if !strings.Contains(out, "按2011年12月5日掌握的数据") {
			t.Errorf("%v does not say of when its figures are: %s", command, out)
		}
	}
	if out := must(t, "--workspace", path, "chart", "months", "--as-of", "2011-12-05", "--out", filepath.Join(t.TempDir(), "a.svg")); out == "" {
		t.Error("no chart")
	}
	for _, tc := range []struct{ asOf, says string }{{"2011-11-30", "还没有导入"}, {"23. Dezember", "不是可用的时点"}} {
		if a := anlan(t, "--workspace", path, "query", "deaths", "--as-of", tc.asOf); a.code == exitDone || !strings.Contains(a.err, tc.says) {
			t.Errorf("as of %s: %d, %s", tc.asOf, a.code, a.err)
		}
	}
	// The speech of then.
	a := anlan(t, "--workspace", path, "speech", "--as-of", "2011-12-05", "--compare", "none")
	if a.code != exitDone || !strings.Contains(a.out, "4") || !strings.Contains(a.err, "按2011年12月5日掌握的数据") {
		t.Errorf("the speech: %+v", a)
	}
}

// TestChanges lists what changed between two states, and says it.
func TestChanges(t *testing.T) {
	path := revised(t)
	j := object[changesJSON](t, "--workspace", path, "changes", "--from", "2011-12-05", "--to", "2011-12-22", "--format", "json")
	type row struct {
		way, statement string
		places         []string
		deaths         []int
	}
	var got []row
	for _, c := range j.Accidents {
		r := row{way: string(c.Way), statement: c.Statement}
		for _, v := range []*versionJSON{c.Before, c.After} {
			if v != nil {
				r.places, r.deaths = append(r.places, filepath.Base(v.File)+":"+strconv.Itoa(v.Row)), append(r.deaths, *v.Deaths)
			}
		}
		got = append(got, r)
	}
	want := []row{
		{"changed", "第 3 例迟报死亡，一般事故升为较大事故；死亡 2 → 3；等级 一般 → 较大", []string{"1205.csv:3", "1220.csv:2"}, []int{2, 3}},
		{"struck", "已核销：原计死亡 1 人，一般事故", []string{"1205.csv:4"}, []int{1}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("accidents (-want +got):\n%s", diff)
	}
	moved := make(map[string]string)
	for _, m := range j.Moved {
		if m.Before != nil && m.After != nil {
			moved[string(m.Indicator)] = fmt.Sprint(*m.Before, " → ", *m.After)
		}
	}
	for id, want := range map[string]string{"accidents": "3 → 2", "fatal_accidents": "3 → 2", "larger_accidents": "0 → 1"} {
		if moved[id] != want {
			t.Errorf("%s moved %q, want %q", id, moved[id], want)
		}
	}
	if _, found := moved["deaths"]; found {
		t.Errorf("four deaths remain four: %v", moved)
	}
	if len(j.Sentences) == 0 {
		t.Error("no sentence of the speech reads differently")
	}
	out := must(t, "--workspace", path, "changes", "--from", "2011-12-05", "--to", "2011-12-20")
	for _, part := range []string{"2011年12月5日掌握的情况", "第 3 例迟报死亡", "第 1 批 1205.csv 第 3 行 → 第 2 批 1220.csv 第 2 行", "死亡人数"} {
		if !strings.Contains(out, part) {
			t.Errorf("%q is missing in:\n%s", part, out)
		}
	}
	if out := must(t, "--workspace", path, "--lang", "en", "changes", "--from", "2011-12-23"); !strings.Contains(out, "Nothing changed") {
		t.Errorf("two equal states: %s", out)
	}
	if a := anlan(t, "--workspace", path, "changes"); a.code != exitUsage {
		t.Errorf("without --from: %+v", a)
	}
}

// TestChangesOfAReplacedFile compares a ledger with its corrected form: only what it says otherwise is told.
func TestChangesOfAReplacedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "replaced.anlan")
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true, Now: func() time.Time { return time.Date(2011, 12, 5, 9, 0, 0, 0, time.Local) }})
	if err != nil {
		t.Fatal(err)
	}
	const header = "事故编号,发生日期,镇街,行业领域,事故单位,死亡人数\n"
	_, err = intake.Import(t.Context(), w, file(t, "a.csv", header+"K1,2011-12-01,塘厦,建筑,甲公司,2\n,2011-12-02,长安,建筑,乙公司,1\n,2011-12-03,长安,建筑,,0\n,2011-12-03,长安,建筑,,0\n"), intake.Options{})
	if err := joinClose(err, w); err != nil {
		t.Fatal(err)
	}
	corrected := header + "K1,2011-12-01,塘厦,建筑,甲公司,2\n,2011-12-02,长安,建筑,乙公司,2\n,2011-12-03,长安,建筑,,0\nK9,2011-12-04,虎门,建筑,,1\n"
	must(t, "--workspace", path, "import", "--replace", "1", file(t, "b.csv", corrected))
	j := object[changesJSON](t, "--workspace", path, "changes", "--from", "2011-12-05", "--format", "json")
	var got []string
	for _, c := range j.Accidents {
		got = append(got, string(c.Way)+" "+c.Title)
	}
	want := []string{"changed 2011年12月2日 · 长安 · 建筑施工 · 乙公司", "removed 2011年12月3日 · 长安 · 建筑施工", "added 2011年12月4日 · 虎门 · 建筑施工"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("accidents (-want +got):\n%s", diff)
	}
}
