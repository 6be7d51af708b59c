package tabular_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"anlan/data/tabular"
)

// readWhole opens a file and reads all of its sheets: rows with rising numbers, or an error about the file.
func readWhole(t *testing.T, path string, opts tabular.Options) {
	t.Helper()
	f, err := tabular.Open(t.Context(), path, opts)
	if err != nil {
		aboutFile(t, err)
		return
	}
	defer f.Close()
	for _, s := range f.Sheets[:min(len(f.Sheets), 5)] {
		if _, err := s.Shape(); err != nil {
			aboutFile(t, err)
		}
		last := 0
		err := s.Each(t.Context(), func(r tabular.Row) (bool, error) {
			if r.Number <= last {
				t.Errorf("row %d after row %d", r.Number, last)
			}
			last = r.Number
			return last < 100_000, nil
		})
		if err != nil {
			aboutFile(t, err)
		}
	}
}

func aboutFile(t *testing.T, err error) {
	t.Helper()
	var e *tabular.Error
	if !errors.As(err, &e) || e.Code == "" || e.File == "" {
		t.Errorf("%v does not say what is wrong with which file", err)
	}
}

// FuzzText reads bytes as a text file, whatever they are.
func FuzzText(f *testing.F) {
	text := "事故编号,发生时间,镇街\n1,\"2011-08-27\n14:05\",塘厦\n2;3\t4|5,,\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		f.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{text, "\ufeff" + text, gb, wide, "{\"date\":\"2011-08-27\",\"deaths\":3}\n", "a\rb\rc", "\x00\x00"} {
		f.Add([]byte(seed), uint8(0))
	}
	encodings := append([]string{""}, tabular.Encodings()...)
	f.Fuzz(func(t *testing.T, content []byte, encoding uint8) {
		path := filepath.Join(t.TempDir(), "a.csv")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		readWhole(t, path, tabular.Options{Encoding: encodings[int(encoding)%len(encodings)]})
	})
}

// FuzzWorkbook reads workbooks whose parts are any text: sheet, shared texts, styles and the list of sheets.
func FuzzWorkbook(f *testing.F) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	const main = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	book := head + `<workbook` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="八月" sheetId="1" r:id="rId1"/></sheets></workbook>`
	sheet := head + `<worksheet` + main + `><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>镇街</t></is></c></row>` +
		`<row r="3" hidden="1"><c r="A3" s="1"><v>40782.5</v></c><c r="C3" t="str"><f>A3+1</f><v>3人</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>`
	texts := head + `<sst` + main + `><si><t>发生时间</t></si><si><r><t>死</t></r><r><t>亡</t></r></si></sst>`
	styles := head + `<styleSheet` + main + `><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	f.Add(sheet, texts, styles, book)
	f.Fuzz(func(t *testing.T, sheet, texts, styles, book string) {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		pack(t, path, map[string]string{
			"[Content_Types].xml": head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
			"_rels/.rels":         head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
				`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
			"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts, "xl/styles.xml": styles,
		})
		readWhole(t, path, tabular.Options{})
	})
}

// pack writes a ZIP file of parts, not compressed.
func pack(t *testing.T, path string, parts map[string]string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	for name, content := range parts {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
}
