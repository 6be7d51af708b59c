package xls_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/xls"
)

// The workbooks in testdata were written by other programs: ledger.xls and epoch1904.xls by xlwt, formulas.xls by
// Gnumeric, which computed the formulas. What they hold was read with xlrd.

func open(t *testing.T, name string) *xls.Workbook {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	book, err := xls.Open(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func read(t *testing.T, s *xls.Sheet) *xls.Cells {
	t.Helper()
	cells, err := s.Read()
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

func TestLedger(t *testing.T) {
	book := open(t, "ledger.xls")
	var names []string
	for _, s := range book.Sheets {
		names = append(names, fmt.Sprintf("%s %v", s.Name, s.Hidden))
	}
	if diff := cmp.Diff([]string{"事故台账 false", "隐藏 true", "types false"}, names); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	cells := read(t, book.Sheets[0])
	if len(cells.Rows) != 402 || book.Date1904 {
		t.Fatalf("%d rows, epoch 1904 %v", len(cells.Rows), book.Date1904)
	}
	if diff := cmp.Diff([]string{"发生日期", "镇街", "死亡人数", "损失（万元）", "占比", "概况"}, cells.Rows[1]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	// Every text of the table of shared texts, which is longer than a record and cut inside texts of both widths.
	for r, row := range cells.Rows[2:] {
		want := fmt.Sprintf("accident %d %s", r, strings.Repeat("x", 60))
		if r%2 == 1 {
			want = fmt.Sprintf("第%d宗𠮷，%s", r, strings.Repeat("经过", 20))
		}
		if row[5] != want || row[0] != fmt.Sprint(40756+r%28) || row[4] != "0.1234" {
			t.Fatalf("row %d is %q, want text %q", r, row, want)
		}
	}
	if len(cells.Merges) != 201 || !slices.Contains(cells.Merges, xls.Range{LastColumn: 4}) || !slices.Contains(cells.Merges, xls.Range{FirstRow: 400, LastRow: 401, FirstColumn: 1, LastColumn: 1}) {
		t.Errorf("%d merges: %v", len(cells.Merges), cells.Merges)
	}
	if diff := cmp.Diff(map[int]bool{4: true}, cells.HiddenRows); diff != "" {
		t.Errorf("hidden rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[int]bool{3: true}, cells.HiddenColumns); diff != "" {
		t.Errorf("hidden columns (-want +got):\n%s", diff)
	}
}

func TestTypes(t *testing.T) {
	cells := read(t, open(t, "ledger.xls").Sheets[2])
	if diff := cmp.Diff([]string{"TRUE", "FALSE", "-5", "1E+300", "0.1", "123456789012"}, cells.Rows[0]); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
	second := cells.Rows[1]
	if diff := cmp.Diff([]string{"2.5", "-0.01", "536870911", "536870912"}, second[:4]); diff != "" || second[255] != "last column" {
		t.Errorf("second row (-want +got), its end %q:\n%s", second[255], diff)
	}
}

func TestFormulas(t *testing.T) {
	cells := read(t, open(t, "formulas.xls").Sheets[0])
	want := [][]string{
		{"镇街", "起数", "死亡", "塘厦事故", "ref"},
		{"塘厦", "3", "1", "TRUE"},
		{"长安", "4", "0", "#DIV/0!"},
		{"合计", "7", "1", "0.42857142857142855"},
		nil,
		{"注：合并的单元格"},
	}
	if diff := cmp.Diff(want, cells.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]xls.Range{{FirstRow: 5, LastRow: 7, LastColumn: 2}}, cells.Merges); diff != "" {
		t.Errorf("merges (-want +got):\n%s", diff)
	}
}

func TestEpoch(t *testing.T) {
	if !open(t, "epoch1904.xls").Date1904 {
		t.Error("the epoch of 1904 is not seen")
	}
}

func TestDamaged(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join("testdata", "formulas.xls"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"empty": nil, "text": []byte("发生日期,镇街"), "head": whole[:600], "half": whole[:len(whole)/2],
	} {
		book, err := xls.Open(bytes.NewReader(content), int64(len(content)))
		if err == nil {
			for _, s := range book.Sheets {
				_, sheetErr := s.Read()
				err = errors.Join(err, sheetErr)
			}
		}
		if !errors.Is(err, xls.ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", name, err)
		}
	}
}

// FuzzRead reads damaged workbooks: an error or cells, never a panic, and never more cells than a sheet can have.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"formulas.xls", "epoch1904.xls", "ledger.xls"} {
		content, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		book, err := xls.Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		for _, s := range book.Sheets[:min(len(book.Sheets), 5)] {
			cells, err := s.Read()
			if err == nil && len(cells.Rows) > 65536 {
				t.Errorf("%d rows", len(cells.Rows))
			}
		}
	})
}
