package tabular_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan/data/tabular"
)

// rawBook writes a workbook with one sheet of the given XML.
func rawBook(t *testing.T, sheet, shared string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.xlsx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(file)
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>` + shared + `</t></si></sst>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + sheet},
	} {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = w.Write([]byte(part.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestDamagedCells reads sheets that no XML reader gets to the end of: the rows behind must not be missing without a word.
func TestDamagedCells(t *testing.T) {
	cell := func(row, text string) string {
		return `<row r="` + row + `"><c r="A` + row + `" t="inlineStr"><is><t>` + text + `</t></is></c></row>`
	}
	const begin, end = "<sheetData>", "</sheetData></worksheet>"
	filler := strings.Repeat(cell("2", strings.Repeat("塘厦", 500)), 400) // longer than the pieces in which bytes are looked at
	for _, tc := range []struct {
		name, sheet, row string // row: where it is damaged; empty: it is not
		rows             int
	}{
		{"sound", begin + cell("1", "a &amp; b &lt;&#10;") + cell("2", "c") + end, "", 2},
		{"literal text", begin + cell("1", "<![CDATA[R&D]]>") + cell("2", "c") + end, "", 2},
		{"no cells", "<sheetData/></worksheet>", "", 0},
		{"long", begin + cell("1", "a") + filler + cell("3", "&amp;") + end, "", 3},
		{"an entity of nobody", begin + cell("1", "a") + cell("2", "&a8;") + cell("3", "c") + end, "2", 0},
		{"a bare ampersand in the last row", begin + cell("1", "a") + filler + cell("3", "R&D") + end, "3", 0},
		{"a control character", begin + cell("1", "a") + cell("2", "b\x0bc") + cell("3", "c") + end, "2", 0},
		{"cut off", begin + cell("1", "a") + cell("2", "b"), "2", 0},
		{"a tag that closes another", begin + cell("1", "a") + `<row r="2"><c r="A2"><v>1</x></c></row>` + cell("3", "c") + end, "3", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := tabular.Open(t.Context(), rawBook(t, tc.sheet, "x"), tabular.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			last := 0
			err = f.Sheets[0].Each(t.Context(), func(r tabular.Row) (bool, error) {
				last = r.Number
				return true, nil
			})
			var damage *tabular.Error
			switch {
			case tc.row == "" && (err != nil || last != tc.rows):
				t.Errorf("%d rows, %v; want %d", last, err, tc.rows)
			case tc.row != "" && (!errors.As(err, &damage) || damage.Code != tabular.CodeDamaged || damage.Value != tc.row || damage.Sheet != "S"):
				t.Errorf("%d rows, %v; want it damaged from row %s on", last, err, tc.row)
			}
		})
	}
}

// TestDamagedStrings opens workbooks by the texts that their cells share.
func TestDamagedStrings(t *testing.T) {
	long := strings.Repeat("塘厦&amp;", 100_000) // longer than the pieces in which bytes are looked at
	for shared, damaged := range map[string]bool{"塘厦 &lt;&#x4E2D;": false, long: false, "<![CDATA[R&D]]>": false, long + "<![CDATA[R&D]]>": false, long + "\x1f": true, long + "&a;": true} {
		f, err := tabular.Open(t.Context(), rawBook(t, "<sheetData/></worksheet>", shared), tabular.Options{})
		if got := tabular.HasCode(err, tabular.CodeDamaged); got != damaged {
			t.Errorf("…%q: %v", shared[max(0, len(shared)-12):], err)
		}
		if err == nil {
			f.Close()
		}
	}
}
