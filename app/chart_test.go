package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan/analytics/figure"
)

// complete are the charts of what is missing where the demonstration misses nothing.
var complete = []string{"unstated-sectors", "unstated-deaths"}

// TestChartFiles writes every chart in every format and reads the files back.
func TestChartFiles(t *testing.T) {
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	folder, city := t.TempDir(), cityFile(t)
	for i, kind := range figure.Kinds() {
		t.Run(kind.ID, func(t *testing.T) {
			file := func(extension string) []byte {
				path := filepath.Join(folder, kind.ID+extension)
				must(t, "--workspace", city, "chart", kind.ID, "--out", path, "--size", "900x500", "--scale", "1.5")
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				return content
			}
			if slices.Contains(complete, kind.ID) {
				a := anlan(t, "--workspace", city, "chart", kind.ID, "--out", filepath.Join(folder, "a.png"))
				if a.code != exitFailed || !strings.Contains(a.err, "都注明了") {
					t.Errorf("nothing is missing: %d %q", a.code, a.err)
				}
				return
			}
			checkTables(t, file, i%3 == 0)
			if kind.Table {
				a := anlan(t, "--workspace", city, "chart", kind.ID, "--out", filepath.Join(folder, "a.png"))
				if a.code != exitUsage || !strings.Contains(a.err, ".xlsx") {
					t.Errorf("a picture of a table: %d %q", a.code, a.err)
				}
				return
			}
			switch i % 4 { // every kind is drawn by the comparison with a browser; here it is the files that matter
			case 0:
				checkPainted(t, file)
			case 2:
				checkDrawn(t, file)
			}
			if i%6 == 1 {
				checkPages(t, file)
			}
		})
	}
}

// checkPainted reads a chart's PNG back.
func checkPainted(t *testing.T, file func(string) []byte) {
	t.Helper()
	picture, err := png.DecodeConfig(bytes.NewReader(file(".png")))
	if err != nil || picture.Width != 1350 || picture.Height != 750 {
		t.Errorf("the picture is %d×%d, %v; want 1350×750", picture.Width, picture.Height, err)
	}
}

// checkDrawn reads a chart's SVG back.
func checkDrawn(t *testing.T, file func(string) []byte) {
	t.Helper()
	svg := file(".svg")
	if err := wellFormed(svg); err != nil || !strings.Contains(string(svg), "示例数据") || !strings.Contains(string(svg), "Noto Sans SC") {
		t.Errorf("the SVG: %v", err)
	}
}

// checkPages reads the option and the page back. Both hold the option as it is, whatever the kind: some of the kinds are enough.
func checkPages(t *testing.T, file func(string) []byte) {
	t.Helper()
	if !json.Valid(file(".json")) {
		t.Error("the option is not JSON")
	}
	page := string(file(".html"))
	for _, part := range []string{"Content-Security-Policy", "示例数据", "echarts"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page does not have %q", part)
		}
	}
	for _, link := range []string{"src=\"http", "href=\"http", "@import"} {
		if strings.Contains(page, link) {
			t.Errorf("the page needs the network: %s", link)
		}
	}
}

// checkTables reads the figures as a spreadsheet does: under a header, the workbook also says what they are. Both are written
// of the same table: of most kinds one of them is enough.
func checkTables(t *testing.T, file func(string) []byte, both bool) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file(".csv"), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Errorf("the CSV has %d rows, %v", len(rows), err)
	}
	if !both {
		return
	}
	book, err := excelize.OpenReader(bytes.NewReader(file(".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(cells) != len(rows)+2 || !strings.Contains(strings.Join(cells[1], ""), "示例数据") {
		t.Errorf("the workbook has %d rows for %d of the CSV, %v", len(cells), len(rows), err)
	}
}

// wellFormed reads XML to its end.
func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestChartProblems(t *testing.T) {
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	nowhere := filepath.Join(t.TempDir(), "no such folder", "a.png")
	if a := anlan(t, "--workspace", cityFile(t), "chart", "towns", "--out", nowhere); a.code != exitFailed || !strings.Contains(a.err, "不能写入") {
		t.Errorf("a folder that is not there: %d %q", a.code, a.err)
	}
	if a := anlan(t, "--workspace", cityFile(t), "chart", "towns", "--out", "a.png", "--from", "1990-01-01", "--to", "1990-12-31"); a.code != exitFailed || !strings.Contains(a.err, "没有可画的数据") {
		t.Errorf("a year without data: %d %q", a.code, a.err)
	}
}
