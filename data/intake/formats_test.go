package intake_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"anlan/data/intake"
	"anlan/data/tabular"
)

const plain = "发生日期,镇街,行业领域,死亡人数\n2011-08-27,塘厦,道路交通,3\n2011-09-01,长安,火灾,\n"

// plainRows is what every form of the plain table above must become.
var plainRows = []string{"2|2011-08-27|塘厦|road|3", "3|2011-09-01|长安|fire|∅"}

const plainQuery = `SELECT row_no, occurred_on::VARCHAR, t.zh, s.key, deaths FROM accident a
	JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.sector ORDER BY row_no`

func TestTextForms(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, content, encoding string }{
		{"UTF-8", plain, tabular.UTF8},
		{"UTF-8 with BOM", "\xef\xbb\xbf" + plain, tabular.UTF8BOM},
		{"GB18030", gbk, tabular.GB18030},
		{"UTF-16", utf16, tabular.UTF16LE},
		{"tabs", strings.ReplaceAll(plain, ",", "\t"), tabular.UTF8},
		{"semicolons", strings.ReplaceAll(plain, ",", ";"), tabular.UTF8},
		{"Windows lines", strings.ReplaceAll(plain, "\n", "\r\n"), tabular.UTF8},
		{"old Macintosh lines", strings.ReplaceAll(plain, "\n", "\r"), tabular.UTF8},
		{"mixed lines", strings.Replace(plain, "\n", "\r\n", 1), tabular.UTF8},
		{"quoted", strings.ReplaceAll(strings.ReplaceAll(plain, "塘厦", `"塘厦"`), "死亡人数", `"死亡人数"`), tabular.UTF8},
		{"no last line end", strings.TrimSuffix(plain, "\n"), tabular.UTF8},
		{"blanks around", strings.ReplaceAll(plain, ",", " , "), tabular.UTF8},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := memory(t)
			result, err := intake.Import(t.Context(), w, write(t, "a.csv", tc.content), intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if result.Batch.Encoding != tc.encoding {
				t.Errorf("encoding %q, want %q", result.Batch.Encoding, tc.encoding)
			}
			if diff := cmp.Diff(plainRows, rowsOf(t, w, plainQuery)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// workbook writes rows of cells into the sheets of an XLSX file.
func workbook(t testing.TB, sheets map[string][][]any, order ...string) string {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range order {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range sheets[name] {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWorkbook(t *testing.T) {
	path := workbook(t, map[string][][]any{
		"说明": {{"本表由各镇街填报"}},
		"台账": {
			{"东莞市事故台账"},
			{},
			{"发生日期", "发生时间", "镇街", "行业领域", "死亡人数", "直接经济损失(元)"},
			{time.Date(2011, 8, 27, 14, 5, 0, 0, time.UTC), nil, "塘厦", "道路交通", 3, 1205000},
			{"2011年9月1日", "2时30分", "长安", "火灾", "1人", nil},
			{},
			{40848, 0.75, "虎门", "道路", 0, 0, "多出来的一格"},
		},
	}, "说明", "台账")
	w := memory(t)
	result, err := intake.Import(t.Context(), w, path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 2, Quarantined: 1, Blank: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if result.Batch.Sheet != "台账" || result.Batch.HeaderRow != 3 {
		t.Errorf("sheet %q, header in row %d", result.Batch.Sheet, result.Batch.HeaderRow)
	}
	got := rowsOf(t, w, "SELECT row_no, occurred_on::VARCHAR, minute, deaths, loss FROM accident ORDER BY row_no")
	if diff := cmp.Diff([]string{"4|2011-08-27|∅|3|120.5", "5|2011-09-01|150|1|∅"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"7|extra_cells"}, rowsOf(t, w, "SELECT row_no, reason FROM problem")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if len(result.Notes) != 1 || result.Notes[0].Code != intake.NoteSheetsUnread {
		t.Errorf("notes = %v, want the unread sheet", result.Notes)
	}
}

func TestRaggedAndQuotes(t *testing.T) {
	w := memory(t)
	content := "发生日期,镇街,死亡人数,事故概况\n" +
		"2011-08-27,塘厦,3,\"两车相撞,\n一车起火\"\n" + // a line break and a comma inside quotes
		"2011-08-28,塘厦\n" + // too short
		"\n" +
		"2011-08-29,塘厦,1,概况,多,余\n" + // too long
		"2011-08-30,塘厦,1,他说\"\"没有\"\n" + // stray quotes inside
		"2011-08-31,塘厦,1,\"从不关闭\n" +
		"2011-09-01,塘厦,2,后面的行不能丢\n"
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 7, Accepted: 4, Quarantined: 2, Blank: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT row_no, deaths, summary FROM accident ORDER BY row_no")
	want := []string{"2|3|两车相撞,\n一车起火", "3|∅|∅", `6|1|他说""没有"`, "8|2|后面的行不能丢"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"5|extra_cells", "7|unbalanced_quote"}, rowsOf(t, w, "SELECT row_no, reason FROM problem ORDER BY 1")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// bomb is a workbook whose sheet says that it unpacks to two gigabytes.
func bomb(t *testing.T) string {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		part, err := archive.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: 4, UncompressedSize64: 1100 << 20})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte{3, 0, 0, 0}); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "bomb.xlsx")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// locked is a workbook with a password.
func locked(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "locked.xlsx")
	if err := excelize.NewFile().SaveAs(path, excelize.Options{Password: "2011"}); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBadFiles(t *testing.T) {
	for _, tc := range []struct {
		name, path, code string
		opts             intake.Options
	}{
		{name: "missing", path: "/nowhere/a.csv", code: tabular.CodeMissing},
		{name: "a folder", path: t.TempDir(), code: tabular.CodeFolder},
		{name: "empty", path: write(t, "a.csv", ""), code: tabular.CodeEmpty},
		{name: "only line ends", path: write(t, "a.csv", "\n\n\n"), code: tabular.CodeEmpty},
		{name: "a picture", path: write(t, "a.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), code: tabular.CodeNotTable},
		{name: "a JPEG", path: write(t, "a.csv", "\xff\xd8\xff\xe0\x00\x10JFIF"), code: tabular.CodeNotTable},
		{name: "a PDF", path: write(t, "a.csv", "%PDF-1.4\n%\xe2\xe3\n\x00"), code: tabular.CodeNotTable},
		{name: "bytes", path: write(t, "a.csv", "a,b\x00c\n"), code: tabular.CodeNotTable},
		{name: "a line that is no JSON", path: write(t, "a.jsonl", "{\"日期\":\"2011-08-27\",\"死亡人数\":3}\n{坏\n"), code: tabular.CodeBadJSON},
		{name: "a PDF that begins like text", path: write(t, "a.csv", "%PDF-1.4\n1 0 obj\n"), code: tabular.CodeNotTable},
		{name: "no encoding", path: write(t, "a.csv", "\xff\xa0\x81,\x81\x30\n\xff\xff\x80\x80,\xa0\n"), code: tabular.CodeEncoding},
		{name: "wrong encoding asked for", path: write(t, "a.csv", plain), code: tabular.CodeEncoding, opts: intake.Options{Encoding: "klingon"}},
		{name: "no header", path: write(t, "a.csv", "甲,乙,丙\n1,2,3\n"), code: intake.CodeNoHeader},
		{name: "header only", path: write(t, "a.csv", "发生日期,镇街,死亡人数\n"), code: intake.CodeNoRows},
		{name: "header and blank rows", path: write(t, "a.csv", "发生日期,镇街,死亡人数\n,,\n\n"), code: intake.CodeNoRows},
		{name: "old Excel", path: write(t, "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), code: tabular.CodeDamaged},
		{name: "locked workbook", path: locked(t), code: tabular.CodeEncrypted},
		{name: "damaged workbook", path: write(t, "a.xlsx", "PK\x03\x04 and then nothing"), code: tabular.CodeDamaged},
		{name: "ZIP bomb", path: bomb(t), code: tabular.CodeBomb},
		{name: "no such kind", path: write(t, "a.csv", plain), code: intake.CodeKind, opts: intake.Options{Kind: "weather"}},
		{name: "no such field", path: write(t, "a.csv", plain), code: intake.CodeMapField, opts: intake.Options{Set: map[string]string{"wind": "5"}}},
		{name: "no such header", path: write(t, "a.csv", plain), code: intake.CodeMapHeader, opts: intake.Options{Map: map[string]intake.Column{"firm": {Header: "厂名"}}}},
		{name: "constant that cannot be", path: write(t, "a.csv", "发生日期,死亡人数\n2011-01-01,1\n"), code: intake.CodeSetValue, opts: intake.Options{Set: map[string]string{"sector": "火星"}}},
		{name: "no such sheet", path: workbook(t, map[string][][]any{"a": {{"x"}}}, "a"), code: tabular.CodeNoSheet, opts: intake.Options{Sheet: "b"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := memory(t)
			before := w.DataVersion()
			_, err := intake.Import(t.Context(), w, tc.path, tc.opts)
			if !intake.HasCode(err, tc.code) {
				t.Fatalf("Import = %v, want code %q", err, tc.code)
			}
			var e *intake.Error
			if !errors.As(err, &e) || e.File != tc.path {
				t.Errorf("the error does not name the file: %v", err)
			}
			if w.DataVersion() != before || len(rowsOf(t, w, "SELECT * FROM batch")) > 0 {
				t.Error("something of the file was kept")
			}
		})
	}
}
