package tabular_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"anlan/data/tabular"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t *testing.T, path string) *tabular.File {
	t.Helper()
	f, err := tabular.Open(t.Context(), path, tabular.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// lines are the rows of a sheet, each as its number and cells.
func lines(t *testing.T, s tabular.Sheet) (all []string) {
	t.Helper()
	err := s.Each(t.Context(), func(r tabular.Row) (bool, error) {
		all = append(all, fmt.Sprintf("%d:%s", r.Number, strings.Join(r.Cells, "|")))
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const (
	simplified  = "发生日期,镇街,死亡人数,概况\n2011-08-27,塘厦镇,3,两车相撞后起火\n2011-09-01,长安镇,1,高处坠落经抢救无效\n"
	traditional = "發生日期,鎮街,死亡人數,概況\n2011-08-27,塘廈鎮,3,兩車相撞後起火\n2011-09-01,長安鎮,1,高處墜落經搶救無效\n"
	rareGBK     = "发生日期,镇街,死亡人数\n2011-08-27,塘厦镇,3\n2011-09-01,深圳龙岗龘靐区,1\n"
)

func TestEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) string {
		return encoded(t, unicode.UTF16(order, mark), simplified)
	}
	late := strings.Repeat("2011-01-01,a,b\n", 200000) // no Chinese in the first three megabytes
	for _, tc := range []struct{ name, content, encoding string }{
		{"UTF-8", simplified, tabular.UTF8},
		{"UTF-8 with a mark", "\ufeff" + simplified, tabular.UTF8BOM},
		{"ASCII", "a,b\n1,2\n", tabular.UTF8},
		{"UTF-16 with a mark", utf16(unicode.LittleEndian, unicode.UseBOM), tabular.UTF16LE},
		{"UTF-16 big-endian", utf16(unicode.BigEndian, unicode.UseBOM), tabular.UTF16BE},
		{"UTF-16 without a mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), tabular.UTF16LE},
		{"UTF-16 big-endian without a mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), tabular.UTF16BE},
		{"GB18030", encoded(t, simplifiedchinese.GB18030, simplified), tabular.GB18030},
		{"GBK with rare characters", encoded(t, simplifiedchinese.GBK, rareGBK), tabular.GB18030},
		{"GB18030 with characters of four bytes", encoded(t, simplifiedchinese.GB18030, simplified+"2011-01-01,㐀㐁𠮷,1\n"), tabular.GB18030},
		{"GBK, traditional characters", encoded(t, simplifiedchinese.GBK, traditional), tabular.GB18030},
		{"Big5", encoded(t, traditionalchinese.Big5, traditional), tabular.Big5},
		{"GBK late in the file", late + encoded(t, simplifiedchinese.GBK, simplified), tabular.GB18030},
		{"mostly ASCII, names in GBK", strings.Repeat("2011-01-01 00:00:00,some text in English,12345\n", 500) + encoded(t, simplifiedchinese.GBK, simplified), tabular.GB18030},
		{"UTF-8 with one damaged character", strings.Repeat(simplified, 5) + "\xff\n", tabular.UTF8},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text, err := tabular.OpenText(t.Context(), write(t, "a.csv", tc.content), tabular.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if text.Encoding() != tc.encoding {
				t.Errorf("taken for %s, want %s", text.Encoding(), tc.encoding)
			}
			if err := text.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	if got := lines(t, open(t, write(t, "a.csv", encoded(t, traditionalchinese.Big5, traditional))).Sheets[0]); got[1] != "2:2011-08-27|塘廈鎮|3|兩車相撞後起火" {
		t.Errorf("Big5 reads %q", got)
	}
}

func TestRefused(t *testing.T) {
	member := func(names ...string) string {
		var packed bytes.Buffer
		z := zip.NewWriter(&packed)
		for _, name := range names {
			part, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write([]byte("<x/>")); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return packed.String()
	}
	for _, tc := range []struct{ name, content, code, detail string }{
		{"a document", member("word/document.xml"), tabular.CodeNotTable, "DOCX"},
		{"a binary workbook", member("xl/workbook.bin"), tabular.CodeNotTable, "XLSB"},
		{"OpenOffice", member("mimetype", "content.xml"), tabular.CodeNotTable, "ODS"},
		{"an archive", member("a.csv"), tabular.CodeArchive, ""},
		{"a workbook without parts", member("xl/workbook.xml"), tabular.CodeDamaged, ""},
		{"a page of the web", "<html><body><table><tr><td>发生日期</td></tr></table>", tabular.CodeNotTable, "HTML"},
		{"XML", "<?xml version=\"1.0\"?><Workbook/>", tabular.CodeNotTable, "HTML"},
		{"zeros", "a,b\x00c\n", tabular.CodeNotTable, "binary"},
		{"noise", "\xff\xa0\x81,\x81\x30\n\xff\xff\x80\x80,\xa0\n", tabular.CodeEncoding, ""},
		{"1001 columns", strings.Repeat(",", 1000) + "\n", tabular.CodeTooWide, "1001"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := tabular.Open(t.Context(), write(t, "a.xlsx", tc.content), tabular.Options{})
			if err == nil {
				_, err = tabular.Head(t.Context(), f.Sheets[0], 10)
			}
			if !tabular.HasCode(err, tc.code) || !strings.Contains(err.Error(), tc.detail) {
				t.Errorf("Open = %v, want %s %s", err, tc.code, tc.detail)
			}
		})
	}
}

func TestWorkbookShape(t *testing.T) {
	book := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(book.SetSheetRow("Sheet1", "A1", &[]any{"标题"}))
	must(book.SetSheetRow("Sheet1", "A3", &[]any{"镇街", "死亡", nil, 0.25}))
	must(book.SetSheetRow("Sheet1", "A4", &[]any{"塘厦", 1}))
	must(book.SetCellFormula("Sheet1", "B5", "SUM(B4:B4)"))
	must(book.SetCellValue("Sheet1", "A6", "末行"))
	must(book.MergeCell("Sheet1", "A1", "D1"))
	must(book.MergeCell("Sheet1", "A4", "A5"))
	must(book.SetColVisible("Sheet1", "C", false))
	must(book.SetRowVisible("Sheet1", 4, false))
	style, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	must(err)
	must(book.SetCellStyle("Sheet1", "A900", "F900", style)) // formatted far below the last text
	must(book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: new(bool)}))
	_, err = book.NewSheet("藏")
	must(err)
	must(book.SetSheetVisible("藏", false))
	path := filepath.Join(t.TempDir(), "a.xlsx")
	must(book.SaveAs(path))

	f := open(t, path)
	if len(f.Sheets) != 2 || f.Sheets[0].Hidden() || !f.Sheets[1].Hidden() || f.Sheets[1].Name() != "藏" {
		t.Fatalf("sheets %v", f.Sheets)
	}
	shape, err := f.Sheets[0].Shape()
	must(err)
	want := tabular.Shape{
		Merges:        []tabular.Range{{FirstRow: 1, LastRow: 1, FirstColumn: 1, LastColumn: 4}, {FirstRow: 4, LastRow: 5, FirstColumn: 1, LastColumn: 1}},
		HiddenColumns: map[int]bool{3: true}, Uncomputed: 1,
	}
	if diff := cmp.Diff(want, shape); diff != "" {
		t.Errorf("shape (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"1:标题", "2:", "3:镇街|死亡||0.25", "4:塘厦|1", "5:", "6:末行"}, lines(t, f.Sheets[0])); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	must(f.Sheets[0].Each(t.Context(), func(r tabular.Row) (bool, error) {
		if r.Hidden != (r.Number == 4) {
			t.Errorf("row %d: hidden %v", r.Number, r.Hidden)
		}
		return true, nil
	}))
	if err := f.Choose("没有"); !tabular.HasCode(err, tabular.CodeNoSheet) || !strings.Contains(err.Error(), "Sheet1, 藏") {
		t.Errorf("Choose = %v", err)
	}
}

func TestOldWorkbook(t *testing.T) {
	f := open(t, filepath.Join("..", "xls", "testdata", "formulas.xls"))
	shape, err := f.Sheets[0].Shape()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]tabular.Range{{FirstRow: 6, LastRow: 8, FirstColumn: 1, LastColumn: 3}}, shape.Merges); diff != "" {
		t.Errorf("merges (-want +got):\n%s", diff)
	}
	want := []string{"1:镇街|起数|死亡|塘厦事故|ref", "2:塘厦|3|1|TRUE", "3:长安|4|0|#DIV/0!", "4:合计|7|1|0.42857142857142855", "5:", "6:注：合并的单元格"}
	if diff := cmp.Diff(want, lines(t, f.Sheets[0])); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestWalk goes through a folder with an archive as Chinese systems write them: names in GBK, no mark that says so.
func TestWalk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	root := t.TempDir()
	for name, content := range map[string]string{
		"乙/b.csv": "a,b\n1,2\n", "甲.csv": "a,b\n", "~$甲.csv": "lock", ".hidden.csv": "x", "说明.docx": "not read",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"八月/事故台账.csv", "__MACOSX/._x.csv", "../../etc/x.csv", "inner.zip"} {
		content := "日期,死亡\n2011-08-27,1\n"
		if name == "inner.zip" {
			content = "PK\x05\x06" + strings.Repeat("\x00", 18)
		}
		part, err := z.CreateHeader(&zip.FileHeader{Name: encoded(t, simplifiedchinese.GBK, name), NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "全年.zip"), packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := tabular.Walk(t.Context(), root, func(m tabular.Member) error {
		shown, err := filepath.Rel(root, m.Shown)
		if err != nil {
			return err
		}
		content := ""
		if m.Path != "" {
			raw, err := os.ReadFile(m.Path)
			if err != nil {
				return err
			}
			content = strings.TrimSpace(string(raw))
		}
		code := ""
		if tabular.HasCode(m.Err, tabular.CodeArchive) {
			code, content = "archive", ""
		}
		got = append(got, fmt.Sprintf("%s %v %s%q", shown, m.Table, code, content))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`乙/b.csv true "a,b\n1,2"`, `全年.zip/八月/事故台账.csv true "日期,死亡\n2011-08-27,1"`, `全年.zip/etc/x.csv true "日期,死亡\n2011-08-27,1"`,
		`全年.zip/inner.zip true archive""`, `甲.csv true "a,b"`, `说明.docx false "not read"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "anlan-unpacked-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestQuotesInBounds gives lines that each open a quotation mark and never close it: reading stays quick.
func TestQuotesInBounds(t *testing.T) {
	line := `"open,` + strings.Repeat(`""x`, 200) + "\n"
	got := lines(t, open(t, write(t, "a.csv", "a,b\n"+strings.Repeat(line, 3000))).Sheets[0])
	if len(got) < 1000 {
		t.Errorf("%d rows", len(got))
	}
}
