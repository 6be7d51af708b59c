package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	wrongDraft = "全市发生事故560起，其中道路交通事故412起，占事故总数的76.3%。\n"
	rightDraft = "全市发生事故560起，其中道路交通事故412起，占事故总数的73.6%。\n"
)

// TestCheckAlone checks drafts without a workspace: 412 ÷ 560 = 73.6%.
func TestCheckAlone(t *testing.T) {
	out := must(t, "--lang", "zh", "check", file(t, "a.md", wrongDraft), "--text-only")
	for _, want := range []string{"错误 1", "第 1 行第 31 字 76.3%", "应为 73.6%", "没有工作区"} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
	if out := must(t, "--lang", "en", "check", file(t, "a.txt", rightDraft), "--text-only"); !strings.Contains(out, "0 wrong") {
		t.Errorf("a right draft: %s", out)
	}
	if a := anlan(t, "--lang", "en", "check", file(t, "a.txt", wrongDraft), "--text-only", "--strict"); a.code != exitFailed || !strings.Contains(a.out, "76.3%") {
		t.Errorf("--strict ends with %d: %s", a.code, a.out)
	}
}

// TestCheckWithData checks against the demonstration city, which has 4414 accidents up to 23 December 2011.
func TestCheckWithData(t *testing.T) {
	draft := file(t, "a.txt", "截至12月23日，全市发生事故4414宗、死亡582人。")
	j := object[reportJSON](t, "--workspace", cityFile(t), "--lang", "en", "check", draft, "--format", "json")
	if !j.Data || !j.Sample || j.Counts["wrong"] != 1 || j.Counts["right"] != 1 || len(j.Figures) != 2 {
		t.Fatalf("%+v", j)
	}
	right := j.Figures[0].Findings[0].Proof
	if right == nil || right.Value != 4414 || right.RowCount != 4414 || right.Indicator != "accidents" || right.Period.Days != 357 || !strings.Contains(right.SQL, "SELECT") || len(right.Batches) == 0 {
		t.Errorf("the right figure rests on %+v", right)
	}
	if found := j.Figures[1].Findings[0]; j.Figures[1].Level != "wrong" || !strings.HasPrefix(found.Right, "528") || found.Proof == nil {
		t.Errorf("the wrong figure: %+v", found)
	}
}

// TestCheckRefuses lists what cannot be checked, and how that is said.
func TestCheckRefuses(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"check"}, exitUsage, "DRAFT"},
		{[]string{"check", filepath.Join(t.TempDir(), "none.txt")}, exitFailed, "no file"},
		{[]string{"check", file(t, "a.pdf", "%PDF")}, exitFailed, ".docx"},
		{[]string{"check", file(t, "a.docx", "no archive")}, exitFailed, "sound"},
		{[]string{"check", file(t, "a.txt", rightDraft), "--format", "xml"}, exitUsage, "json"},
		{[]string{"--workspace", filepath.Join(t.TempDir(), "none.anlan"), "check", file(t, "a.txt", rightDraft)}, exitFailed, "none.anlan"},
	} {
		a := anlan(t, append([]string{"--lang", "en"}, tc.args...)...)
		if a.code != tc.code || !strings.Contains(a.err, tc.say) {
			t.Errorf("anlan %v ends with %d: %s", tc.args, a.code, a.err)
		}
	}
}

// TestCheckTheSpeech checks a real speech as a person does.
func TestCheckTheSpeech(t *testing.T) {
	path := filepath.Join("..", "..", "shared", "reference", "speech.txt")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real speech here: %v", err)
	}
	out := must(t, "--workspace", cityFile(t), "--lang", "zh", "check", path)
	for _, want := range []string{"错误 1", "10.11%", "4910宗 为下降10.10%", "357 天与 365 天", "12月23日、12月27日"} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
}
