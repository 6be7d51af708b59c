package handout_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/app/handout"
	"anlan/app/keep"
	"anlan/data/sample/sampletest"
)

// hostile are names that would do harm where a file took them for more than text.
var hostile = []string{`=HYPERLINK("http://evil.example","x")`, `</script><script>alert(1)</script>`, `]]><w:p/>&amp;"'`, "@SUM(A1)\x00\u202e"}

// city is the briefing of the demonstration city, with a slide of hostile texts.
func city(t testing.TB) briefing.Briefing {
	t.Helper()
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	w := sampletest.Open(t)
	e := engine.New(w, catalog.Default())
	now := time.Date(2011, 12, 24, 9, 0, 0, 0, time.UTC)
	state, err := keep.State(t.Context(), w, e, now)
	if err != nil {
		t.Fatal(err)
	}
	q := figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents"}
	b, err := briefing.Compose(t.Context(), e, q, briefing.NewLook(format.Printer{Language: analytics.Chinese}), state, now)
	if err != nil {
		t.Fatal(err)
	}
	b.Slides = append(b.Slides, briefing.NewText(hostile[0], strings.Join(hostile[1:], "\n")))
	for i := range b.Slides {
		if b.Slides[i].Type == briefing.ChartSlide {
			b.Slides[i].Title, b.Slides[i].Notes = hostile[i%len(hostile)], hostile[1]
			b.Slides[i].Marks = []briefing.Annotation{{Kind: briefing.ArrowMark, Text: hostile[1], X: 0.2, Y: 0.2, ToX: 0.5, ToY: 0.5}}
			sheet := *b.Slides[i].Frozen.Sheet
			sheet.Rows = append([]figure.SheetRow{}, sheet.Rows...)
			cells := append([]figure.SheetCell{}, sheet.Rows[0].Cells...)
			cells[0].Text = hostile[0]
			sheet.Rows[0].Cells = cells
			frozen := *b.Slides[i].Frozen
			frozen.Sheet = &sheet
			b.Slides[i].Frozen = &frozen
		}
	}
	return b
}

func file(t testing.TB, name string, b briefing.Briefing) []byte {
	t.Helper()
	start := time.Now()
	content, err := handout.File(t.Context(), name, b)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Logf("%s: %d bytes in %v", name, len(content), time.Since(start).Round(time.Millisecond))
	return content
}

// parts unpacks an archive, and what is packed within it; every XML part has to be well formed.
func parts(t *testing.T, name string, content []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	all := make(map[string][]byte)
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = text
		switch filepath.Ext(f.Name) {
		case ".xml", ".rels":
			d := xml.NewDecoder(bytes.NewReader(text))
			for err == nil {
				_, err = d.Token()
			}
			if !errors.Is(err, io.EOF) {
				t.Errorf("%s in %s is no XML: %v", f.Name, name, err)
			}
		case ".xlsx":
			for inner, text := range parts(t, name+"/"+f.Name, text) {
				all[f.Name+"/"+inner] = text
			}
		}
	}
	return all
}

// TestHandouts writes every format from names that mean harm: all stays text, and what the figures rest on is said.
func TestHandouts(t *testing.T) {
	b := city(t)
	checksum := b.States()[0].Short()
	t.Run("html", func(t *testing.T) {
		text := string(file(t, "b.html", b))
		if strings.Contains(text, "<script>alert") || strings.Count(text, checksum) < len(b.Slides) || !strings.Contains(text, "default-src 'none'") {
			t.Error("the page lets a name become markup, or does not say what it rests on")
		}
	})
	t.Run("xlsx", func(t *testing.T) {
		content := file(t, "b.xlsx", b)
		all := parts(t, "b.xlsx", content)
		charts := 0
		for name, text := range all {
			if strings.HasPrefix(name, "xl/worksheets/") && bytes.Contains(text, []byte("<f>")) {
				t.Errorf("%s has a formula", name)
			}
			if strings.HasPrefix(name, "xl/charts/chart") {
				charts++
			}
		}
		if charts < 4 {
			t.Errorf("%d native charts", charts)
		}
		checkWorkbook(t, content, b)
	})
	t.Run("docx", func(t *testing.T) {
		all := parts(t, "b.docx", file(t, "b.docx", b))
		if !bytes.Contains(all["word/document.xml"], []byte(checksum)) || !bytes.Contains(all["word/footnotes.xml"], []byte(checksum)) || all["word/media/image1.png"] == nil {
			t.Error("the document lacks its state, footnotes or pictures")
		}
	})
	t.Run("pptx", func(t *testing.T) {
		all := parts(t, "b.pptx", file(t, "b.pptx", b))
		charts := 0
		for name, text := range all {
			if strings.HasPrefix(name, "ppt/charts/chart") {
				charts++
			}
			if bytes.Contains(text, []byte("<f>=HYPERLINK")) {
				t.Errorf("%s has a formula", name)
			}
		}
		if charts < 4 || !bytes.Contains(all["ppt/slides/slide2.xml"], []byte(checksum)) {
			t.Errorf("%d native charts", charts)
		}
	})
	t.Run("pdf", func(t *testing.T) { checkPDF(t, file(t, "b.pdf", b)) })
	t.Run("own", func(t *testing.T) {
		again, err := briefing.Decode(file(t, "b"+briefing.Extension, b))
		if err != nil || len(again.Slides) != len(b.Slides) {
			t.Errorf("%d slides, %v", len(again.Slides), err)
		}
	})
	if _, err := handout.File(t.Context(), "b.odp", b); err == nil || handout.IsKnown("b.odp") {
		t.Error("a format that there is not is written")
	}
}

// checkWorkbook reads the workbook back: figures are numbers.
func checkWorkbook(t *testing.T, content []byte, b briefing.Briefing) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if n := len(book.GetSheetList()); n != len(b.Slides)+2 {
		t.Errorf("%d sheets for %d slides", n, len(b.Slides))
	}
	sheet := book.GetSheetList()[1]
	for row := 1; row < 20; row++ {
		kind, err := book.GetCellType(sheet, fmt.Sprintf("B%d", row))
		if err != nil {
			t.Fatal(err)
		}
		if v, err := book.GetCellValue(sheet, fmt.Sprintf("B%d", row)); err == nil && v == "4414" {
			if kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
				t.Errorf("4414 is of type %v", kind)
			}
			return
		}
	}
	t.Error("the number of accidents is not on the first topic's sheet")
}

// checkPDF lets another program read the texts.
func checkPDF(t *testing.T, content []byte) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is missing: the PDF's texts are not read back")
	}
	path := filepath.Join(t.TempDir(), "b.pdf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), tool, path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"4414", "道路交通", "塘厦", "示例数据", "</script>"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}
}

// TestOfficeOpensThem converts the files with LibreOffice.
func TestOfficeOpensThem(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is missing: the files are not opened by it")
	}
	if testing.Short() {
		t.Skip("LibreOffice takes a minute")
	}
	b := city(t)
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for _, name := range []string{"b.docx", "b.pptx"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, file(t, name, b), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, path).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		pdf, err := os.ReadFile(filepath.Join(folder, "b.pdf"))
		if err != nil || len(pdf) < 20_000 {
			t.Errorf("%s becomes a PDF of %d bytes, %v: %s", name, len(pdf), err, out)
		}
		if err := os.Remove(filepath.Join(folder, "b.pdf")); err != nil {
			t.Fatal(err)
		}
	}
}
