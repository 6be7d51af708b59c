package main

import (
	"archive/zip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"anlan/analytics"
	"anlan/analytics/speech/source"
	"anlan/app/page"
)

// TestSpeech writes the paragraphs about the demonstration city as text, JSON and Word.
func TestSpeech(t *testing.T) {
	a := anlan(t, "--workspace", cityFile(t), "--lang", "zh", "speech", "--to", "2011-12-23")
	if a.code != exitDone || !strings.Contains(a.err, "没有已采纳的问题") || !strings.Contains(a.out, "4414宗") || !strings.Contains(a.out, "分别下降7.83%和5.71%") || !strings.Contains(a.out, "300多次") {
		t.Errorf("the text: %s%s", a.out, a.err)
	}
	j := object[speechJSON](t, "--workspace", cityFile(t), "--lang", "zh", "speech", "--to", "2011-12-23", "--format", "json")
	if !j.Sample || j.Period.Days != 357 || len(j.Paragraphs) != 7 {
		t.Fatalf("%+v", j)
	}
	first := j.Paragraphs[0]
	if p := first[1]; p.Text != "4414宗" || len(p.Proofs) != 1 || p.Proofs[0].RowCount != 4414 || p.Proofs[0].SQL == "" {
		t.Errorf("the first figure: %+v", p)
	}
	path := filepath.Join(t.TempDir(), "a.docx")
	if a := anlan(t, "--workspace", cityFile(t), "--lang", "zh", "speech", "--to", "2011-12-23", "--format", "docx", "--out", path); a.code != exitDone {
		t.Fatal(a.err)
	}
	text, err := source.Read(path)
	if err != nil || !strings.Contains(text, j.Text) {
		t.Errorf("the document says %q, %v", text, err)
	}
}

// TestSpeechTemplate changes the template, and makes a mistake in it.
func TestSpeechTemplate(t *testing.T) {
	if out := must(t, "--lang", "zh", "speech", "template"); !strings.Contains(out, "{accidents}") {
		t.Errorf("the template: %s", out)
	}
	a := anlan(t, "--workspace", cityFile(t), "--lang", "zh", "speech", "--template", file(t, "a.txt", "事故{accidents severity=larger}。"), "--to", "2011-12-23")
	if a.code != exitDone || !strings.HasPrefix(a.out, "事故6宗。") {
		t.Errorf("%s%s", a.out, a.err)
	}
	for _, tc := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"speech", "--template", file(t, "b.txt", "一\n共{accidens}起")}, exitFailed, "accidens"},
		{[]string{"speech", "--format", "docx"}, exitUsage, "--out"},
		{[]string{"speech", "--where", "weekday=1"}, exitUsage, "weekday"},
	} {
		a := anlan(t, append([]string{"--workspace", cityFile(t), "--lang", "zh"}, tc.args...)...)
		if a.code != tc.code || !strings.Contains(a.err, tc.say) {
			t.Errorf("anlan %v ends with %d: %s", tc.args, a.code, a.err)
		}
	}
	if _, err := os.Stat("a.docx"); err == nil {
		t.Error("a refused command leaves a file")
	}
}

// TestTheTemplateOfAnOffice keeps a template in the folder of settings.
func TestTheTemplateOfAnOffice(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	xdg.Reload()
	defer xdg.Reload()
	path := page.TemplateFile(analytics.Chinese)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("本市较大事故{accidents severity=larger}。"), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := anlan(t, "--workspace", cityFile(t), "--lang", "zh", "speech", "--to", "2011-12-23"); !strings.HasPrefix(a.out, "本市较大事故6宗。") {
		t.Errorf("%s%s", a.out, a.err)
	}
}

// TestRefill writes a text of 2010 with the figures of 2011.
func TestRefill(t *testing.T) {
	old := file(t, "old.txt", "截至12月23日，全市发生事故4789宗、死亡560人，形势稳定向好。全市建成消防水池35座。")
	out := must(t, "--workspace", cityFile(t), "--lang", "zh", "speech", "refill", old, "--to", "2011-12-23")
	for _, want := range []string{"截至12月23日，全市发生事故4414宗、死亡528人", "已绑定", "未绑定", "35座", "“稳定向好”数据支持"} {
		if !strings.Contains(out, want) {
			t.Errorf("the text does not say %q:\n%s", want, out)
		}
	}
	j := object[refillJSON](t, "--workspace", cityFile(t), "--lang", "en", "speech", "refill", old, "--to", "2011-12-23", "--format", "json")
	if len(j.Figures) != 3 || j.Figures[0].State != "bound" || j.Figures[0].After.Value != 4414 || j.Figures[0].Before.Value != 4789 || len(j.Claims) != 1 {
		t.Errorf("%+v", j)
	}
}

// TestProblemsOfTheSpeech accepts findings in a workspace, writes their paragraphs, checks them, and takes one back.
func TestProblemsOfTheSpeech(t *testing.T) {
	path := cityFile(t)
	args := func(more ...string) []string {
		return append([]string{"--workspace", path, "--lang", "zh"}, more...)
	}
	if a := anlan(t, args("problems", "accept", "rise|town=1", "--to", "2011-12-23")...); a.code != exitUsage || !strings.Contains(a.err, "rise|town=1") {
		t.Errorf("an unknown key: %d %s", a.code, a.err)
	}
	must(t, args("problems", "accept", "rise|town=441900116|sector=road", "total_fall", "--to", "2011-12-23")...)
	a := anlan(t, args("speech", "--to", "2011-12-23")...)
	if !strings.Contains(a.out, "二、存在的主要问题\n(一)塘厦的道路交通领域事故多发。截至2011年12月23日，塘厦的道路交通领域共发生事故273宗") || !strings.Contains(a.err, "1 条没有写入") {
		t.Errorf("%s%s", a.out, a.err)
	}
	if report := object[reportJSON](t, args("check", file(t, "speech.txt", a.out), "--format", "json")...); report.Counts["right"] < 40 || report.Counts["right"] != report.Counts["figures"] {
		t.Errorf("what the program writes is found to be %+v", report.Counts)
	}
	document := filepath.Join(t.TempDir(), "a.docx")
	if a := anlan(t, args("speech", "--to", "2011-12-23", "--format", "docx", "--out", document)...); a.code != exitDone {
		t.Fatal(a.err)
	}
	if raw := part(t, document, "word/footnotes.xml"); !strings.Contains(raw, "不能证明") || !strings.Contains(raw, "镇街 = 塘厦") {
		t.Errorf("the footnotes do not say what the problem rests on: %s", raw)
	}
	a = anlan(t, args("speech", "--from", "2008-01-01", "--to", "2008-06-30")...)
	if strings.Contains(a.out, "存在的主要问题") || !strings.Contains(a.err, "塘厦道路交通事故273") {
		t.Errorf("of another year: %s%s", a.out, a.err)
	}
	must(t, args("problems", "accept", "--undo", "rise|town=441900116|sector=road")...)
	if a := anlan(t, args("speech", "--to", "2011-12-23")...); strings.Contains(a.out, "塘厦的道路交通") {
		t.Error("what is no longer accepted is still written")
	}
}

// TestWhichNumbersMoved writes to 16 December and keeps it, then to 23 December: against the kept text and against a file.
func TestWhichNumbersMoved(t *testing.T) {
	args := func(more ...string) []string {
		return append([]string{"--workspace", cityFile(t), "--lang", "zh"}, more...)
	}
	base := args("speech", "--template", file(t, "a.txt", "{period}，共{accidents}、死亡{deaths}。演练{drills more}。"))
	if a := anlan(t, append(base, "--against", "last")...); a.code != exitUsage || !strings.Contains(a.err, "--keep") {
		t.Errorf("without a kept text: %d %s", a.code, a.err)
	}
	before := object[speechJSON](t, append(base, "--to", "2011-12-16", "--format", "json", "--keep")...)
	was := before.Paragraphs[0][1]
	a := anlan(t, append(base, "--to", "2011-12-23", "--against", "last")...)
	for _, want := range []string{"2 个数字有变动", was.Text + " → 4414宗（+", " → 528人（+"} {
		if !strings.Contains(a.out, want) {
			t.Errorf("the list does not say %q: %s%s", want, a.out, a.err)
		}
	}
	raw, err := json.Marshal(before)
	if err != nil {
		t.Fatal(err)
	}
	j := object[speechJSON](t, append(base, "--to", "2011-12-23", "--format", "json", "--against", file(t, "before.json", string(raw)))...)
	if len(j.Moved) != 2 || *j.Moved[0].Old != was.Text || j.Moved[0].After[0].Now != 4414 {
		t.Errorf("against a file: %+v", j.Moved)
	}
	if a := anlan(t, append(base, "--to", "2011-12-16", "--against", "last")...); !strings.Contains(a.out, "没有数字变动") {
		t.Errorf("against itself: %s", a.out)
	}
	if a := anlan(t, append(base, "--against", file(t, "c.json", "{}"))...); a.code != exitUsage {
		t.Errorf("against what is no text: %d %s", a.code, a.err)
	}
}

// part reads a part of a document.
func part(t *testing.T, path, name string) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
