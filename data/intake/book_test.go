package intake_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// page is a sheet of a workbook made for a test.
type page struct {
	name          string
	rows          [][]any
	merges        []string // "A1:C1"
	formulas      map[string]string
	hiddenRows    []int
	hiddenColumns []string
	hidden        bool
}

// row is a row of cells.
func row(cells ...any) []any { return cells }

// book writes a workbook under a name.
func book(t testing.TB, name string, pages ...page) string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	f := excelize.NewFile()
	for i, p := range pages {
		if p.name == "" {
			p.name = "Sheet1"
		}
		if i == 0 {
			must(f.SetSheetName("Sheet1", p.name))
		} else {
			_, err := f.NewSheet(p.name)
			must(err)
		}
		for r, cells := range p.rows {
			must(f.SetSheetRow(p.name, fmt.Sprintf("A%d", r+1), &cells))
		}
		for _, m := range p.merges {
			must(f.MergeCell(p.name, from(m), to(m)))
		}
		for cell, formula := range p.formulas {
			must(f.SetCellFormula(p.name, cell, formula))
		}
		for _, r := range p.hiddenRows {
			must(f.SetRowVisible(p.name, r, false))
		}
		for _, c := range p.hiddenColumns {
			must(f.SetColVisible(p.name, c, false))
		}
		if p.hidden {
			must(f.SetSheetVisible(p.name, false))
		}
	}
	path := filepath.Join(t.TempDir(), name)
	must(f.SaveAs(path))
	return path
}

func from(ref string) string { first, _, _ := strings.Cut(ref, ":"); return first }
func to(ref string) string   { _, last, _ := strings.Cut(ref, ":"); return last }
