package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anlan/data/sample/sampletest"
)

// commandEnv makes the test binary be the program.
const commandEnv = "ANLAN_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(commandEnv) != "" {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// answer is what a command line printed and how it ended.
type answer struct {
	code     int
	out, err string
}

// anlan runs a command line as a person types it.
func anlan(t *testing.T, args ...string) answer {
	t.Helper()
	if raceDetector && slices.Contains(args, "--sample") {
		t.Skip("making the demonstration city anew for each command takes minutes under the race detector")
	}
	var out, errOut bytes.Buffer
	code := run(t.Context(), args, &out, &errOut)
	return answer{code, out.String(), errOut.String()}
}

// must runs a command line that has to succeed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	a := anlan(t, args...)
	if a.code != exitDone || a.err != "" {
		t.Fatalf("anlan %v ended with %d: %s", args, a.code, a.err)
	}
	return a.out
}

// cityFile is a workspace file with the demonstration city.
func cityFile(t *testing.T) string {
	t.Helper()
	return sampletest.File(t)
}

// object runs a command line that prints JSON.
func object[T any](t *testing.T, args ...string) T {
	t.Helper()
	var value T
	if err := json.Unmarshal([]byte(must(t, args...)), &value); err != nil {
		t.Fatalf("anlan %v does not print JSON: %v", args, err)
	}
	return value
}

// file writes a file into the test's folder.
func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// small is a workspace file with two accidents.
func small(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.anlan")
	must(t, "--workspace", path, "import", file(t, "a.csv", ledger))
	return path
}

// TestUsage checks that what cannot be understood ends with 2 and says in one or two lines what is meant.
func TestUsage(t *testing.T) {
	workspace := small(t)
	for _, tc := range []struct {
		args []string
		says string
	}{
		{[]string{"fly"}, "fly"},
		{[]string{"--wings"}, "wings"},
		{[]string{"--lang", "fr", "indicators"}, "--lang 只能是 zh 或 en"},
		{[]string{"--sample", "--workspace", "x", "indicators"}, "不能同时使用"},
		{[]string{"import"}, "请指定要导入的文件"},
		{[]string{"--small", "import", "--format", "xml", "a.csv"}, "--format 只能是 text, json"},
		{[]string{"--small", "import", "--map", "nonsense", "a.csv"}, "看不懂“nonsense”"},
		{[]string{"--small", "import", "--map", "town=A~(", "a.csv"}, "不是正确的正则式"},
		{[]string{"--small", "import", "--dates", "dym", "a.csv"}, "--dates 只能是"},
		{[]string{"--small", "imports", "undo", "three"}, "不是批次号"},
		{[]string{"--small", "query"}, "请至少指定一个指标"},
		{[]string{"--small", "query", "happiness"}, "没有名为“happiness”的指标"},
		{[]string{"--small", "query", "accidents", "--by", "planet"}, "不能按“planet”分列"},
		{[]string{"--small", "query", "accidents", "--by", "campaign"}, "不能按 campaign 分列"},
		{[]string{"--small", "query", "accidents", "--compare", "wishes"}, "没有“wishes”这种比较基准"},
		{[]string{"--small", "query", "accidents", "--where", "town"}, "维度=值"},
		{[]string{"--small", "query", "accidents", "--where", "town=亚特兰蒂斯"}, "没有“亚特兰蒂斯”"},
		{[]string{"--small", "query", "accidents", "--from", "2011-02-30"}, "“2011-02-30”不是可用的时段"},
		{[]string{"--small", "query", "accidents", "--from", "2011-12-01", "--to", "2011-01-01"}, "起止不能颠倒"},
		{[]string{"--small", "chart", "spiral", "--out", "a.png"}, "没有名为“spiral”的图"},
		{[]string{"--small", "chart", "towns"}, "--out"},
		{[]string{"--small", "chart", "towns", "--out", "a.bmp"}, "不认识扩展名"},
		{[]string{"--small", "chart", "towns", "--out", "a.png", "--size", "huge"}, "看不懂大小"},
		{[]string{"sample"}, "请指定一个文件夹"},
	} {
		t.Run(strings.Join(tc.args, " "), func(t *testing.T) {
			args := slices.Clone(tc.args)
			if i := slices.Index(args, "--small"); i >= 0 {
				args = slices.Replace(args, i, i+1, "--workspace", workspace)
			}
			a := anlan(t, args...)
			if a.code != exitUsage || !strings.Contains(a.err, tc.says) || a.out != "" {
				t.Errorf("ended with %d, %q, %q; want %d and a message with %q", a.code, a.out, a.err, exitUsage, tc.says)
			}
			if lines := strings.Count(a.err, "\n"); lines < 1 || lines > 2 {
				t.Errorf("the message has %d lines: %q", lines, a.err)
			}
		})
	}
}

// TestHelpIsInTheLanguage looks for one language in the help of the other.
func TestHelpIsInTheLanguage(t *testing.T) {
	if help := must(t, "--help"); !strings.Contains(help, "导入文件到工作区") {
		t.Errorf("the Chinese help says %q", help)
	}
	for _, command := range [][]string{{}, {"import"}, {"imports"}, {"rejected"}, {"indicators"}, {"query"}, {"chart"}, {"sample"}, {"licences"}} {
		help := must(t, append(append([]string{"--lang", "en"}, command...), "--help")...)
		for _, r := range help {
			if r >= 0x4e00 && r <= 0x9fff && !strings.Contains(help, "sector=道路交通") {
				t.Errorf("help of %v has Chinese in it: %s", command, help)
				break
			}
		}
	}
}

func TestLicences(t *testing.T) {
	text := must(t, "licences")
	for _, part := range []string{"Apache License", "SIL OPEN FONT LICENSE"} {
		if !strings.Contains(text, part) {
			t.Errorf("the licences do not have %q", part)
		}
	}
}

func TestNoDisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	a := anlan(t, "--sample")
	if a.code != exitFailed || strings.Count(a.err, "\n") != 1 {
		t.Errorf("ended with %d and %q, want one line", a.code, a.err)
	}
	for _, command := range []string{"import", "imports", "rejected", "indicators", "query", "chart"} {
		if !strings.Contains(a.err, command) {
			t.Errorf("the line does not name %q: %s", command, a.err)
		}
	}
}
