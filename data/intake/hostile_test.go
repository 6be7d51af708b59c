package intake_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/tabular"
)

// packageOf writes a workbook's package from its parts, so that it may be what no program writes.
func packageOf(t *testing.T, parts map[string]string) string {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for name, content := range parts {
		part, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8"?>`
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relHead  = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	sheetRel = `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>`
)

// parts are those of a workbook with one sheet.
func parts(sheet string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                relHead + `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            xmlHead + `<workbook ` + mainNS + `><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relHead + sheetRel + `</Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
}

func with(parts map[string]string, name, content string) map[string]string {
	parts[name] = content
	return parts
}

func cell(ref, text string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// ledgerSheet is a sheet with a header and whatever rows follow.
func ledgerSheet(rows string) string {
	return xmlHead + `<worksheet ` + mainNS + `><sheetData><row r="1">` + cell("A1", "发生日期") + cell("B1", "镇街") + cell("C1", "死亡人数") + `</row>` + rows + `</sheetData></worksheet>`
}

// longLine is how many megabytes the line of TestLongLine has: 64, or what ANLAN_LONG_LINE says.
func longLine() int {
	if n, err := strconv.Atoi(os.Getenv("ANLAN_LONG_LINE")); err == nil {
		return n
	}
	return 64
}

// heapPeak runs something and returns the most memory that Go had from the system meanwhile, beyond what it had before, in
// megabytes.
func heapPeak(run func()) uint64 {
	debug.FreeOSMemory()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	peak := before.HeapInuse
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	for {
		select {
		case <-done:
			return (max(peak, before.HeapInuse) - before.HeapInuse) >> 20
		case <-time.After(20 * time.Millisecond):
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapInuse)
		}
	}
}

// TestHostileFiles gives files that are made to do harm, to a workspace with data: each is refused with a word, in bounded
// time and memory, and nothing of the workspace changes.
func TestHostileFiles(t *testing.T) {
	w := memory(t)
	must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "good.csv", plain), intake.Options{}))
	before := state(t, w)
	laughs := `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>`
	many := strings.Repeat(`<sheet name="s" sheetId="1" r:id="rId1"/>`, 1000000)
	var wide strings.Builder
	for i := range 16384 {
		wide.WriteString(cell(columnName(i)+"2", "x"))
	}
	for _, tc := range []struct {
		name, path string
		codes      []string
	}{
		{"a bomb by its directory", bomb(t), []string{tabular.CodeBomb}},
		{"a bomb that lies about its size", lyingBomb(t), []string{tabular.CodeDamaged}},
		{"entities in entities", packageOf(t, parts(strings.Replace(ledgerSheet(`<row r="2"><c r="A2" t="inlineStr"><is><t>&d;</t></is></c></row>`), xmlHead, xmlHead+laughs, 1))), []string{tabular.CodeDamaged, intake.CodeNoRows}},
		{"a million sheets", packageOf(t, with(parts(ledgerSheet("")), "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets>`+many+`</sheets></workbook>`)), []string{tabular.CodeBomb}},
		{"16384 columns", packageOf(t, parts(ledgerSheet(`<row r="2">`+wide.String()+`</row>`))), []string{tabular.CodeTooWide}},
		{"a row number beyond any sheet", packageOf(t, parts(ledgerSheet(`<row r="4294967295">`+cell("A4294967295", "x")+`</row>`))), []string{tabular.CodeDamaged, intake.CodeNoRows, ""}},
		{"a sheet that is cut off", packageOf(t, parts(ledgerSheet("")[:300])), []string{tabular.CodeDamaged, intake.CodeNoHeader, tabular.CodeEmpty, intake.CodeNoRows}},
		{"a sheet whose part is elsewhere", packageOf(t, with(parts(""), "xl/_rels/workbook.xml.rels", relHead+strings.Replace(sheetRel, "worksheets/", "../../../../etc/worksheets/", 1)+`</Relationships>`)), []string{tabular.CodeEmpty, tabular.CodeDamaged}},
		{"1001 columns of text", write(t, "a.csv", "发生日期,镇街,死亡人数"+strings.Repeat(",", 998)+"\n2011-08-27,塘厦,1\n"), []string{tabular.CodeTooWide}},
		{"zeros", write(t, "a.csv", strings.Repeat("\x00", 1<<20)), []string{tabular.CodeNotTable}},
		{"noise", write(t, "a.csv", noise(1<<20)), []string{tabular.CodeEncoding, tabular.CodeNotTable, intake.CodeNoHeader, tabular.CodeLineTooLong}},
		{"deep JSON", write(t, "a.json", `{"发生日期":`+strings.Repeat(`{"a":`, 100000)+"1"+strings.Repeat("}", 100001)), []string{tabular.CodeBomb}},
		{"brackets in a JSON text", write(t, "a.json", `{"发生日期":"2011-08-27","镇街":"塘厦","死亡人数":`+`"\"`+strings.Repeat("{[", 1000)+`"}`), []string{""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			began := time.Now()
			var err error
			used := heapPeak(func() { _, err = intake.Import(t.Context(), w, tc.path, intake.Options{}) })
			var e *intake.Error
			refused := err == nil && contains(tc.codes, "") || errors.As(err, &e) && contains(tc.codes, e.Code)
			if !refused {
				t.Errorf("Import = %v, want one of %q", err, tc.codes)
			}
			if took := time.Since(began); took > time.Minute || used > 400 {
				t.Errorf("took %v and %d MB", took, used)
			}
			if err != nil {
				if diff := cmp.Diff(before, state(t, w)); diff != "" {
					t.Errorf("the workspace changed (-before +after):\n%s", diff)
				}
			}
		})
	}
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

func noise(n int) string {
	out := make([]byte, n)
	x := uint32(2463534242)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x) | 1
	}
	return string(out)
}

// lyingBomb is a workbook whose sheet says that it has a thousand bytes, and unpacks to 16 MB.
func lyingBomb(t *testing.T) string {
	t.Helper()
	var deflated bytes.Buffer
	d, err := flate.NewWriter(&deflated, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write([]byte(ledgerSheet("") + strings.Repeat(" ", 16<<20))); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, content := range parts("") {
		header := &zip.FileHeader{Name: name, Method: zip.Store}
		body := []byte(content)
		if name == "xl/worksheets/sheet1.xml" {
			header.Method, body = zip.Deflate, deflated.Bytes()
		}
		header.CompressedSize64, header.UncompressedSize64 = uint64(len(body)), uint64(len(body))
		if header.Method == zip.Deflate {
			header.UncompressedSize64 = 1000
		}
		part, err := z.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLongLine gives a text file with one enormous line, plain and inside a quoted field.
func TestLongLine(t *testing.T) {
	w := memory(t)
	before := state(t, w)
	for name, start := range map[string]string{"plain": "发生日期,镇街,死亡人数\n", "quoted": "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n2011-08-28,\"", "first": ""} {
		path := filepath.Join(t.TempDir(), "a.csv")
		file := must[*os.File](t)(os.Create(path))
		if _, err := file.WriteString(start); err != nil {
			t.Fatal(err)
		}
		block := bytes.Repeat([]byte("a"), 1<<20)
		for range longLine() {
			if _, err := file.Write(block); err != nil {
				t.Fatal(err)
			}
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		var err error
		used := heapPeak(func() { _, err = intake.Import(t.Context(), w, path, intake.Options{}) })
		if !intake.HasCode(err, tabular.CodeLineTooLong) {
			t.Errorf("%s: %v", name, err)
		}
		if used > 300 {
			t.Errorf("%s: %d MB", name, used)
		}
		if diff := cmp.Diff(before, state(t, w)); diff != "" {
			t.Errorf("%s: the workspace changed (-before +after):\n%s", name, diff)
		}
		t.Logf("%s: %d MB line, heap grew by %d MB", name, longLine(), used)
	}
}

// TestZeroBytes puts a zero byte into a text far behind the head of the file: the row is kept, with a warning.
func TestZeroBytes(t *testing.T) {
	w := memory(t)
	content := "发生日期,镇街,死亡人数,事故单位\n" + strings.Repeat("2011-08-27,塘厦,0,甲\n", 1000) + "2011-08-28,塘厦,0,乙\x00厂\n2011-08-29,塘厦,0,\"丙\x00\"\n"
	result := must[intake.Result](t)(intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{}))
	if result.Batch.RowsRead != 1002 || result.Batch.Warned < 2 {
		t.Errorf("%+v", countsOf(result.Batch))
	}
	if diff := cmp.Diff([]string{"1002|bad_text|乙\ufffd厂", "1003|bad_text|丙\ufffd"}, rowsOf(t, w, "SELECT row_no, reason, original FROM problem WHERE reason = 'bad_text' ORDER BY 1")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestHostileNames gives names that are SQL and markup: of files, sheets, columns, towns and firms.
func TestHostileNames(t *testing.T) {
	w := memory(t)
	evil := `x'); DROP TABLE batch; --`
	path := book(t, `a'; DROP TABLE accident; --<script>.xlsx`, page{name: `'; DROP TABLE town; --`[1:], rows: [][]any{
		row("发生日期", "镇街", "死亡人数", evil, `"<img src=x onerror=alert(1)>"`), row("2011-08-27", evil, 1, "x", "y"), row("2011-08-28", "<b>York</b>", 1, "x", "y"),
	}})
	result := must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{AddTowns: true, Map: map[string]intake.Column{"firm": {Header: evil}}}))
	if result.Batch.Accepted != 2 {
		t.Errorf("%+v", countsOf(result.Batch))
	}
	if diff := cmp.Diff([]string{evil, "<b>York</b>"}, rowsOf(t, w, "SELECT zh FROM town ORDER BY rank")); diff != "" {
		t.Errorf("towns (-want +got):\n%s", diff)
	}
	must[intake.QualityReport](t)(intake.Quality(t.Context(), w, 1))
	// The columns are remembered under their hostile names, and used.
	result = must[intake.Result](t)(intake.Import(t.Context(), w, path, intake.Options{Again: true}))
	if result.Batch.Duplicates != 2 {
		t.Errorf("again: %+v", countsOf(result.Batch))
	}
}
