// Package xlsx writes briefings as workbooks: one sheet a topic with typed cells and a native chart that can be edited, a
// list in front, and at the end where every figure comes from. No cell holds a formula.
package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/analytics/format"
)

// Rows of a topic's sheet.
const (
	titleRow = 1
	chartRow = 6
	// below is the first row of the table under a chart.
	below = 31
)

// book is a workbook that is being written.
type book struct {
	*excelize.File
	briefing briefing.Briefing
	artist   *briefing.Artist
	looks    map[look]int
}

// Write makes the workbook.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	w := &book{excelize.NewFile(), b, artist, make(map[look]int)}
	err := w.write(ctx)
	if err == nil {
		var out bytes.Buffer
		if err = w.File.Write(&out); err == nil {
			return out.Bytes(), w.Close()
		}
	}
	return nil, fmt.Errorf("write the workbook: %w", err)
}

func (w *book) write(ctx context.Context) error {
	say := w.briefing.Words().Say
	if err := w.SetDefaultFont("Microsoft YaHei"); err != nil {
		return err
	}
	list := say("briefing.xlsx.list")
	if err := w.SetSheetName(w.GetSheetName(0), list); err != nil {
		return err
	}
	for i, s := range w.briefing.Slides {
		if err := w.topic(ctx, i, s); err != nil {
			return fmt.Errorf("slide %d: %w", i+1, err)
		}
	}
	if err := w.list(list); err != nil {
		return err
	}
	if err := w.provenance(say("briefing.provenance")); err != nil {
		return err
	}
	return w.printable()
}

// printable lets every sheet print across, as wide as the paper.
func (w *book) printable() error {
	across, wide, high, fit := "landscape", 1, 0, true
	for _, sheet := range w.GetSheetList() {
		if err := w.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
			return err
		}
		if err := w.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
			return err
		}
	}
	return nil
}

// sheetName is what the sheet of a slide is called: its number and its kind, without what names of sheets cannot hold.
func sheetName(i int, s briefing.Slide) string {
	name := s.Title
	if s.Frozen != nil {
		name = s.Frozen.KindName()
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	runes := []rune(fmt.Sprintf("%02d %s", i+1, strings.TrimSpace(name)))
	return strings.TrimSpace(string(runes[:min(len(runes), 28)]))
}

// list is the first sheet: what the briefing is, what it rests on, its topics.
func (w *book) list(sheet string) error {
	say := w.briefing.Words().Say
	if err := w.texts(sheet, look{bold: true, size: 16}, "A1", w.briefing.Title); err != nil {
		return err
	}
	row := 2
	for _, line := range w.briefing.Face() {
		if err := w.texts(sheet, look{muted: true}, cell(1, row), line); err != nil {
			return err
		}
		row++
	}
	row++
	header := strings.Split(say("briefing.xlsx.list.columns"), "|")
	if err := w.texts(sheet, look{bold: true, fill: true}, cell(1, row), header...); err != nil {
		return err
	}
	for i, s := range w.briefing.Slides {
		row++
		if err := w.SetCellInt(sheet, cell(1, row), int64(i+1)); err != nil {
			return err
		}
		name := sheetName(i, s)
		if err := w.texts(sheet, look{}, cell(2, row), name, s.Name(), s.Subtitle()); err != nil {
			return err
		}
		if err := w.SetCellHyperLink(sheet, cell(2, row), "'"+name+"'!A1", "Location"); err != nil {
			return err
		}
	}
	return w.widths(sheet, 8, 26, 70, 70)
}

// topic is the sheet of one slide.
func (w *book) topic(ctx context.Context, i int, s briefing.Slide) error {
	sheet := sheetName(i, s)
	if _, err := w.NewSheet(sheet); err != nil {
		return err
	}
	if err := w.texts(sheet, look{bold: true, size: 14}, cell(1, titleRow), s.Name()); err != nil {
		return err
	}
	for n, line := range []string{s.Subtitle(), s.Foot(w.briefing.Language)} {
		if err := w.texts(sheet, look{muted: true}, cell(1, titleRow+1+n), line); err != nil {
			return err
		}
	}
	for n, line := range s.Lines() {
		if err := w.texts(sheet, look{}, cell(1, titleRow+3+n), line); err != nil {
			return err
		}
	}
	if s.Frozen == nil {
		return w.widths(sheet, 80)
	}
	row := chartRow - 1
	if s.Frozen.Option != nil {
		row = below
	}
	columns := 0
	if s.Frozen.Sheet != nil {
		columns = len(s.Frozen.Sheet.Columns)
		if err := w.table(sheet, row, s.Frozen.Sheet); err != nil {
			return err
		}
	}
	if s.Frozen.Option == nil {
		return nil
	}
	return w.chart(ctx, sheet, s, row, columns+2)
}

// table writes a sheet with typed cells: figures are numbers, what is not known is blank.
func (w *book) table(sheet string, row int, s *figure.Sheet) error {
	if err := w.texts(sheet, look{bold: true, fill: true}, cell(1, row), s.Header()...); err != nil {
		return err
	}
	widths := make([]float64, len(s.Columns))
	for j, c := range s.Columns {
		widths[j] = max(10, width(c.Name))
	}
	for i, r := range s.Rows {
		for j, c := range r.Cells {
			if err := w.cell(sheet, cell(j+1, row+1+i), c, s.Columns[j].Figures, r.Total); err != nil {
				return err
			}
			if !s.Columns[j].Figures {
				widths[j] = max(widths[j], width(c.Text))
			}
		}
	}
	return w.widths(sheet, widths...)
}

func (w *book) cell(sheet, at string, c figure.SheetCell, figures, total bool) error {
	style, err := w.style(look{bold: total, tone: c.Tone, decimals: decimals(c.Text), number: figures})
	if err != nil {
		return err
	}
	if err := w.SetCellStyle(sheet, at, at, style); err != nil {
		return err
	}
	switch {
	case !figures:
		return w.SetCellStr(sheet, at, format.Inert(c.Text))
	case c.Known:
		return w.SetCellFloat(sheet, at, c.Number, -1, 64)
	}
	return nil
}

// texts writes texts side by side.
func (w *book) texts(sheet string, l look, at string, values ...string) error {
	column, row, err := excelize.CellNameToCoordinates(at)
	if err != nil {
		return err
	}
	style, err := w.style(l)
	if err != nil {
		return err
	}
	for i, v := range values {
		at := cell(column+i, row)
		if err := w.SetCellStr(sheet, at, format.Inert(v)); err != nil {
			return err
		}
		if err := w.SetCellStyle(sheet, at, at, style); err != nil {
			return err
		}
	}
	return nil
}

// provenance is the last sheet: where the figures of every slide come from.
func (w *book) provenance(sheet string) error {
	if _, err := w.NewSheet(sheet); err != nil {
		return err
	}
	header := strings.Split(w.briefing.Words().Say("briefing.xlsx.provenance.columns"), "|")
	if err := w.texts(sheet, look{bold: true, fill: true}, "A1", header...); err != nil {
		return err
	}
	row := 1
	for i, s := range w.briefing.Slides {
		for _, fact := range s.Provenance(w.briefing.Language) {
			row++
			if err := w.SetCellInt(sheet, cell(1, row), int64(i+1)); err != nil {
				return err
			}
			if err := w.texts(sheet, look{}, cell(2, row), fact.Name, short(fact.Value)); err != nil {
				return err
			}
		}
	}
	return w.widths(sheet, 8, 22, 120)
}

// short keeps a text within what a cell can hold.
func short(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), excelize.TotalCellChars)])
}

func (w *book) widths(sheet string, widths ...float64) error {
	for i, width := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.SetColWidth(sheet, name, name, min(width, 120)); err != nil {
			return err
		}
	}
	return nil
}

// width is about how wide a column has to be for a text.
func width(text string) float64 {
	n := 2.0
	for _, r := range text {
		if r >= 0x2e80 {
			n++
		}
		n++
	}
	return min(n, 60)
}

// cell names a cell by its column and row, from 1.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1" // columns and rows are positive and bounded
	}
	return name
}

// absolute is a range of one column of a sheet, as charts name it.
func absolute(sheet string, column, from, to int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", sheet, name, from, name, to)
}
