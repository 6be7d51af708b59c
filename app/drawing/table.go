package drawing

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"anlan/analytics/figure"
	"anlan/analytics/format"
)

// tableCSV is a table with a byte-order mark, so that spreadsheets read Chinese.
func tableCSV(sheet *figure.Sheet) ([]byte, error) {
	var file bytes.Buffer
	file.WriteString("\ufeff")
	rows := [][]string{sheet.Header()}
	for i := range sheet.Rows {
		rows = append(rows, sheet.Plain(i))
	}
	if err := csv.NewWriter(&file).WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write the CSV: %w", err)
	}
	return file.Bytes(), nil
}

// tableXLSX is a table as a workbook: what it says and shows above it, figures as numbers, the header held in place.
func tableXLSX(sheet *figure.Sheet, title, subtitle string) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close() //nolint:errcheck // it lies in memory
	name := book.GetSheetName(0)
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	if err := writeRows(w, sheet, title, subtitle, bold); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	file, err := book.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return file.Bytes(), nil
}

// headerRow is where the names of the columns stand: below what the table says and shows.
const headerRow = 3

func writeRows(w *excelize.StreamWriter, sheet *figure.Sheet, title, subtitle string, bold int) error {
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: headerRow, TopLeftCell: fmt.Sprintf("A%d", headerRow+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.SetColWidth(1, max(1, len(sheet.Columns)), 16); err != nil {
		return err
	}
	var header []any
	for _, c := range sheet.Columns {
		header = append(header, excelize.Cell{StyleID: bold, Value: format.Inert(c.Name)})
	}
	rows := [][]any{{excelize.Cell{StyleID: bold, Value: format.Inert(title)}}, {format.Inert(subtitle)}, header}
	for i := range sheet.Rows {
		rows = append(rows, typed(sheet, i, bold))
	}
	for i, row := range rows {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	return w.Flush()
}

// typed is a row of a table with figures as numbers; what is not known is left blank.
func typed(sheet *figure.Sheet, row, bold int) []any {
	var cells []any
	for i, c := range sheet.Rows[row].Cells {
		var value any
		switch {
		case !sheet.Columns[i].Figures:
			value = format.Inert(c.Text)
		case c.Known && !math.IsNaN(c.Number):
			value = c.Number
		}
		if sheet.Rows[row].Total {
			value = excelize.Cell{StyleID: bold, Value: value}
		}
		cells = append(cells, value)
	}
	return cells
}
