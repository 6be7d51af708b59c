package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/data/workspace"
)

// TestBriefingCommands builds a briefing, verifies it as another laptop would, without a workspace, and exports it.
func TestBriefingCommands(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "b"+briefing.Extension)
	if out := must(t, "--sample", "briefing", "build", path, "--title", "年终汇报"); !strings.Contains(out, "年终汇报") {
		t.Errorf("build says %q", out)
	}
	if out := must(t, "briefing", "verify", path); !strings.Contains(out, "0 个不同") || !strings.Contains(out, "4414") || !strings.Contains(out, "从随附的答案重算 0 个") {
		t.Errorf("verify says %q", out)
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 3<<20 {
		t.Errorf("the file has %d bytes, %v", info.Size(), err)
	}
	page := filepath.Join(folder, "b.html")
	must(t, "briefing", "export", path, "--out", page)
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "年终汇报") {
		t.Errorf("the page has %d bytes, %v", len(text), err)
	}
	changed := false
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := briefing.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range b.Slides {
		if text := s.Frozen.Finding.String(); strings.Contains(text, "4414") && !changed {
			changed = true
			b.Slides[i].Frozen.Finding[0].Text = strings.Replace(text, "4414", "4000", 1)
		}
	}
	if content, err = briefing.Encode(b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	a := anlan(t, "briefing", "verify", path)
	if a.code != exitFailed || !strings.Contains(a.out, "4000") || !strings.Contains(a.out, "4414") {
		t.Errorf("a changed figure ends with %d: %s", a.code, a.out)
	}
	j := anlan(t, "briefing", "verify", path, "--format", "json")
	if j.code != exitFailed || !strings.Contains(j.out, `"verified": false`) {
		t.Errorf("as JSON it ends with %d", j.code)
	}
}

// TestVerifyAsksTheRows changes a row that a briefing encloses: its numbers are no longer those of the slides. Enclosed answers
// would not show it.
func TestVerifyAsksTheRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b"+briefing.Extension)
	must(t, "--sample", "--lang", "zh", "briefing", "build", path)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := briefing.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.OpenExtract(t.Context(), b.Facts.Tables, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(t.Context(), "DELETE FROM accident WHERE rowid = (SELECT min(rowid) FROM accident WHERE occurred_on BETWEEN DATE '2011-06-01' AND DATE '2011-06-30')")
	})
	if err != nil {
		t.Fatal(err)
	}
	if b.Facts.Tables, err = w.Extract(t.Context(), analytics.Day(2000, 1, 1)); err != nil {
		t.Fatal(err)
	}
	if content, err = briefing.Encode(b); err != nil {
		t.Fatal(err)
	}
	a := anlan(t, "--lang", "zh", "briefing", "verify", file(t, "c"+briefing.Extension, string(content)))
	if a.code != exitFailed || !strings.Contains(a.out, "文件里是“4414”，重算是“4413”") {
		t.Errorf("a missing row ends with %d: %s", a.code, a.out)
	}
	b.Facts = nil
	if content, err = briefing.Encode(b); err != nil {
		t.Fatal(err)
	}
	if out := must(t, "--lang", "zh", "briefing", "verify", file(t, "d"+briefing.Extension, string(content))); !strings.Contains(out, "从随附的明细行重新查询 0 个数字") {
		t.Errorf("without rows: %s", out)
	}
}

// TestBriefingKept keeps a briefing in the workspace, for the window.
func TestBriefingKept(t *testing.T) {
	path := small(t)
	must(t, "--workspace", path, "briefing", "build", filepath.Join(t.TempDir(), "b"+briefing.Extension), "--keep")
	w, err := (&program{workspacePath: path}).open(t.Context(), toRead)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if list, err := w.Documents(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d briefings kept, %v", len(list), err)
	}
}

// TestBriefingUsage checks what is said to commands that cannot be understood, and to files that are no briefings.
func TestBriefingUsage(t *testing.T) {
	stray := file(t, "x"+briefing.Extension, "no briefing")
	for _, tc := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"briefing", "build"}, exitUsage, "请指定一个汇报文件"},
		{[]string{"--sample", "briefing", "build", "b.odp"}, exitUsage, "不认识"},
		{[]string{"briefing", "export", stray}, exitUsage, "--out"},
		{[]string{"briefing", "export", stray, "--out", "b.odp"}, exitUsage, "不认识"},
		{[]string{"briefing", "verify", stray}, exitFailed, "不是安览的汇报"},
		{[]string{"briefing", "verify", filepath.Join(t.TempDir(), "none"+briefing.Extension)}, exitFailed, "读不了文件"},
	} {
		if a := anlan(t, tc.args...); a.code != tc.code || !strings.Contains(a.err, tc.says) {
			t.Errorf("%v ends with %d, %q; want %d and %q", tc.args, a.code, a.err, tc.code, tc.says)
		}
	}
}
