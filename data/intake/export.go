package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"anlan/data/layout"
	"anlan/data/workspace"
)

// ExportWords are the words of an exported quarantine, in the language of the person who corrects it.
type ExportWords struct {
	Row    string                         // header of the row's number; one that layout.IsOwnHeader knows
	Reason string                         // header of the reason; likewise
	Title  string                         // stands above the table, before the file's name
	Why    func(workspace.Problem) string // words a problem
}

// ExportQuarantine writes the rows of a batch that are in quarantine as a workbook: what stood above the table, its header,
// the rows as they were, and in two more columns the number and the reason of each. Corrected, it can be imported like any
// file. Every cell is text, also one that begins with =, so that nothing in it is ever computed.
func ExportQuarantine(ctx context.Context, w *workspace.Workspace, batch int, path string, words ExportWords) (rows int, err error) {
	e := exporter{words: words, book: excelize.NewFile()}
	defer func() { err = errors.Join(err, e.book.Close()) }()
	err = w.Scratch(ctx, func(s *workspace.Session) error {
		j, err := savedJob(ctx, w, s, batch)
		if err != nil {
			return err
		}
		held, err := s.Held(ctx, batch)
		if err != nil {
			return err
		}
		problems, err := w.Problems(ctx, workspace.ProblemFilter{Batch: batch})
		if err != nil {
			return err
		}
		rows = len(held)
		return e.write(j, held, problems)
	})
	if err != nil {
		return 0, err
	}
	if err := e.book.SaveAs(path); err != nil {
		return 0, diskError(path, fmt.Errorf("write %s: %w", path, err))
	}
	return rows, nil
}

// exporter writes a quarantine into a workbook.
type exporter struct {
	words ExportWords
	book  *excelize.File
	out   *excelize.StreamWriter
	row   int
}

func (e *exporter) write(j *job, held []workspace.HeldRow, problems []workspace.Problem) (err error) {
	sheet := sheetName(j.batch.Sheet)
	if err := e.book.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("name the sheet: %w", err)
	}
	if e.out, err = e.book.NewStreamWriter(sheet); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	for _, line := range append([]string{e.title(j)}, j.batch.Preamble...) {
		if err := e.add([]string{line}); err != nil {
			return err
		}
	}
	header, constants := exportHeader(j)
	if err := e.add(append(header, e.words.Row, e.words.Reason)); err != nil {
		return err
	}
	why := e.reasons(problems)
	for _, h := range held {
		cells := make([]string, len(header)-len(constants))
		copy(cells, h.Cells)
		cells = append(cells, constants...)
		if err := e.add(append(cells, fmt.Sprint(h.Row), why[[2]int{h.Row, h.Part}])); err != nil {
			return err
		}
	}
	if err := e.out.Flush(); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}

// title names the file that the rows are from, and the year that its other texts state.
func (e *exporter) title(j *job) string {
	name := filepath.Base(j.batch.File)
	text := e.words.Title + strings.TrimSuffix(name, filepath.Ext(name))
	if j.table.Stated.Year > 0 && !strings.Contains(text, fmt.Sprint(j.table.Stated.Year)) {
		text += fmt.Sprintf(" %d年", j.table.Stated.Year)
	}
	return text
}

// add writes a row of texts.
func (e *exporter) add(texts []string) error {
	e.row++
	cells := make([]any, len(texts))
	for i, text := range texts {
		if len([]rune(text)) > excelize.TotalCellChars {
			return &Error{Code: CodeCellTooLong, Value: fmt.Sprint(e.row), Detail: fmt.Sprint(excelize.TotalCellChars)}
		}
		if text != "" {
			cells[i] = text // a string is written as text, whatever it begins with
		}
	}
	if err := e.out.SetRow(fmt.Sprintf("A%d", e.row), cells); err != nil {
		return fmt.Errorf("write row %d: %w", e.row, err)
	}
	return nil
}

// reasons words the problems of each row.
func (e *exporter) reasons(problems []workspace.Problem) map[[2]int]string {
	why := make(map[[2]int]string)
	for _, p := range problems {
		key := [2]int{p.Row, p.Part}
		text := e.words.Why(p)
		if p.Column != "" {
			text = p.Column + ": " + text
		}
		if why[key] != "" {
			text = why[key] + "; " + text
		}
		why[key] = text
	}
	return why
}

// exportHeader is the header under which a batch's rows are read again as they were: with the unit that the title gave, and
// a column for each value that was given for all rows.
func exportHeader(j *job) (header, constants []string) {
	header = append(header, j.batch.Columns...)
	for _, b := range j.table.Bindings {
		switch {
		case b.Column >= 0 && b.Column < len(header) && b.Scale != 1:
			header[b.Column] = layout.WithUnit(header[b.Column], b.Field, b.Scale)
		case b.Column < 0 && len(b.Join) == 0:
			constants = append(constants, b.Constant)
		}
	}
	for _, b := range j.table.Bindings {
		if b.Column < 0 && len(b.Join) == 0 {
			header = append(header, layout.AllRowsHeader(b.Field))
		}
	}
	return header, constants
}

var forbiddenInSheetNames = strings.NewReplacer(":", "", `\`, "", "/", "", "?", "", "*", "", "[", "", "]", "", "'", "")

// sheetName is a name that a sheet may have.
func sheetName(name string) string {
	const longest = 31
	runes := []rune(forbiddenInSheetNames.Replace(name))
	name = strings.TrimSpace(string(runes[:min(len(runes), longest)]))
	if name == "" {
		return "Sheet1"
	}
	return name
}
