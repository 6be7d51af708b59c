package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan/data/workspace"
)

const ledger = "发生日期,镇街,行业领域,死亡人数,受伤人数\n2011-08-27,塘厦,道路交通,3,1\n2011-09-01,长安,火灾,4,0\n"

// TestImportCounts imports the same rows in several forms.
func TestImportCounts(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(ledger)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"UTF-8": ledger, "UTF-8 with a mark": "\ufeff" + ledger, "GB18030": gb, "tabs": strings.ReplaceAll(ledger, ",", "\t"),
		"English headers": strings.Replace(ledger, "发生日期,镇街,行业领域,死亡人数,受伤人数", "date,town,sector,deaths,injuries", 1),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.anlan")
			got := object[[]importResult](t, "--workspace", path, "import", "--format", "json", file(t, "a.csv", content))
			if len(got) != 1 || got[0].Kind != "accidents" || got[0].Read != 2 || got[0].Accepted != 2 {
				t.Fatalf("got %+v", got)
			}
			j := object[frameJSON](t, "--workspace", path, "query", "accidents,deaths", "--by", "town", "--format", "json")
			want := [][]any{{"塘厦", 1.0, 3.0}, {"长安", 1.0, 4.0}}
			if diff := cmp.Diff(want, known(j.Rows)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// known keeps the rows in which something happened.
func known(rows [][]any) [][]any {
	var kept [][]any
	for _, row := range rows {
		if n, ok := row[1].(float64); ok && n > 0 {
			kept = append(kept, row)
		}
	}
	return kept
}

// TestImportUndoRejected takes a ledger with faults in, lists what was held back, and takes it out again.
func TestImportUndoRejected(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	bad := file(t, "坏.csv", ledger+
		"2011-02-30,塘厦,道路交通,1,0\n"+ // impossible date
		"2011-03-01,亚特兰蒂斯,道路交通,1,0\n"+ // unknown town
		"2011-03-02,塘厦,道路交通,-1,0\n"+ // negative
		"2011-03-03,塘厦,道路交通,约3人,0\n"+ // a number with text
		"\n")
	out := must(t, "--workspace", path, "import", bad)
	if !strings.Contains(out, "读入 7 行：采纳 2，隔离 4，空行 1，重复 0") {
		t.Errorf("import says %q", out)
	}
	type held struct {
		Row              int
		Column, Original string
	}
	var got []held
	for _, r := range object[[]rejectedJSON](t, "--workspace", path, "rejected", "--format", "json") {
		if r.File == "" || r.Text == "" || len(r.Cells) != 5 {
			t.Errorf("not told in full: %+v", r)
		}
		got = append(got, held{r.Row, r.Column, r.Original})
	}
	want := []held{{4, "发生日期", "2011-02-30"}, {5, "镇街", "亚特兰蒂斯"}, {6, "死亡人数", "-1"}, {7, "死亡人数", "约3人"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	if text := must(t, "--workspace", path, "rejected"); !strings.Contains(text, "没有“亚特兰蒂斯”这个镇街") || !strings.Contains(text, "“-1”是负数") {
		t.Errorf("rejected says %s", text)
	}
	if a := anlan(t, "--workspace", path, "import", bad); a.code != exitFailed || !strings.Contains(a.err, "已在第 1 批导入过") {
		t.Errorf("the same file again: %d %q", a.code, a.err)
	}
	must(t, "--workspace", path, "imports", "undo", "1")
	if a := anlan(t, "--workspace", path, "query", "accidents"); a.code != exitFailed || !strings.Contains(a.err, "还没有数据") {
		t.Errorf("after undo: %d %q %q", a.code, a.out, a.err)
	}
	if a := anlan(t, "--workspace", path, "imports", "undo", "1"); a.code != exitFailed || !strings.Contains(a.err, "已经撤回过") {
		t.Errorf("undo twice: %d %q", a.code, a.err)
	}
	if list := object[[]batchJSON](t, "--workspace", path, "imports", "--format", "json"); len(list) != 1 || list[0].UndoneAt == nil {
		t.Errorf("imports lists %+v", list)
	}
}

// TestUndoTellsOfRepeats takes back a ledger whose rows a later one had again.
func TestUndoTellsOfRepeats(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	first := file(t, "1月.csv", ledger)
	must(t, "--workspace", path, "import", first)
	both := file(t, "2月.csv", ledger+"2011-02-03,塘厦,道路交通,1,0\n")
	if out := must(t, "--workspace", path, "import", both); !strings.Contains(out, "读入 3 行：采纳 1，隔离 0，空行 0，重复 2") {
		t.Fatalf("the second ledger: %s", out)
	}
	if out := must(t, "--workspace", path, "rejected", "--skipped"); !strings.Contains(out, "与第 1 批第 2 行相同，没有再计") {
		t.Errorf("the repeated rows are not listed: %s", out)
	}
	if out := must(t, "--workspace", path, "imports", "undo", "1"); !strings.Contains(out, "第 2 批有 2 行") {
		t.Errorf("undo does not tell of the rows that nobody says any more: %s", out)
	}
	must(t, "--workspace", path, "import", "--again", both)
	if out := must(t, "--workspace", path, "query", "accidents", "--format", "csv"); !strings.Contains(out, "3") {
		t.Errorf("after importing it again: %s", out)
	}
}

// TestOneBadFileDoesNotKeepOthersOut gives three files, the second of which cannot be read.
func TestOneBadFileDoesNotKeepOthersOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	other := strings.ReplaceAll(ledger, "2011-", "2010-")
	a := anlan(t, "--workspace", path, "import", file(t, "a.csv", ledger), file(t, "b.csv", ""), file(t, "c.csv", other))
	if a.code != exitFailed || !strings.Contains(a.err, "“b.csv”是空的") {
		t.Errorf("ended with %d, %q", a.code, a.err)
	}
	if j := object[frameJSON](t, "--workspace", path, "query", "accidents", "--from", "2010-01-01", "--format", "json"); j.RowCount != 4 {
		t.Errorf("%d rows are in, want 4", j.RowCount)
	}
}

// TestBadFiles gives what people give by mistake, each to a workspace that has data: nothing is lost or half loaded.
func TestBadFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	must(t, "--workspace", path, "import", file(t, "good.csv", ledger))
	before := must(t, "--workspace", path, "query", "accidents,deaths,injured", "--by", "town,month", "--format", "json")
	for _, tc := range []struct{ name, path, says string }{
		{"missing", filepath.Join(t.TempDir(), "没有.csv"), "找不到文件"},
		{"empty", file(t, "a.csv", ""), "是空的"},
		{"a picture", file(t, "a.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "不是表格"},
		{"wrong encoding", file(t, "a.csv", "\xff\xa0\x81,\x81\x30\n\xff\xff\x80\x80,\xa0\n"), "认不出文件“a.csv”的文字编码"},
		{"no header", file(t, "a.csv", "甲,乙,丙\n1,2,3\n"), "没有找到认识的表头"},
		{"ZIP bomb", bomb(t), "展开后有"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := anlan(t, "--workspace", path, "import", tc.path)
			if a.code != exitFailed || !strings.Contains(a.err, tc.says) || strings.Count(a.err, "\n") > 2 {
				t.Errorf("ended with %d, %q; want 1 and %q in at most two lines", a.code, a.err, tc.says)
			}
			if after := must(t, "--workspace", path, "query", "accidents,deaths,injured", "--by", "town,month", "--format", "json"); after != before {
				t.Error("the data changed")
			}
		})
	}
}

// bomb is a workbook that unpacks to gigabytes of zeros: a megabyte is packed once and its block repeated.
func bomb(t *testing.T) string {
	t.Helper()
	const times = 1100
	zeros := make([]byte, 1<<20)
	var block bytes.Buffer
	packer, err := flate.NewWriter(&block, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := packer.Write(zeros); err != nil {
		t.Fatal(err)
	}
	if err := packer.Flush(); err != nil { // ends the block on a byte
		t.Fatal(err)
	}
	packed := bytes.Repeat(block.Bytes(), times)
	packed = append(packed, 1, 0, 0, 0xff, 0xff) // a last block of nothing
	checksum := uint32(0)
	for range times {
		checksum = crc32.Update(checksum, crc32.IEEETable, zeros)
	}
	var zipped bytes.Buffer
	archive := zip.NewWriter(&zipped)
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		part, err := archive.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: checksum, CompressedSize64: uint64(len(packed)), UncompressedSize64: times << 20,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(packed); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "bomb.xlsx", zipped.String())
}

// TestBadWorkspaces opens workspaces that cannot be opened.
func TestBadWorkspaces(t *testing.T) {
	content, err := os.ReadFile(small(t))
	if err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "none.anlan")
	for _, tc := range []struct{ name, path, says string }{
		{"missing", missing, "还不存在"},
		{"not a workspace", file(t, "a.anlan", "this is no database"), "不是安览的工作区"},
		{"truncated", file(t, "a.anlan", string(content[:len(content)/2])), "已损坏或不完整"},
		{"of a newer version", newer(t), "更新版本的安览"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := anlan(t, "--workspace", tc.path, "query", "accidents")
			if a.code != exitFailed || !strings.Contains(a.err, tc.says) || strings.Count(a.err, "\n") > 2 {
				t.Errorf("ended with %d, %q; want 1 and %q", a.code, a.err, tc.says)
			}
		})
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("asking made the missing workspace")
	}
}

// newer is a workspace with a schema of the future.
func newer(t *testing.T) string {
	t.Helper()
	path := small(t)
	w, err := workspace.Open(t.Context(), path, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(t.Context(), func(tx *workspace.Tx) error { return tx.SetMeta(t.Context(), "schema_version", "999") })
	if err := joinClose(err, w); err != nil {
		t.Fatal(err)
	}
	return path
}
