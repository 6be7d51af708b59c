package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/intake"
	"anlan/data/layout"
	"anlan/data/workspace"
)

// previewFiles says what an import of files would do, without doing it. A workspace that is not there yet is taken for an
// empty one.
func (p *program) previewFiles(ctx context.Context, files []string, options intake.Options, format string) (err error) {
	w, err := p.openForPreview(ctx)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	var found []previewJSON
	var failed error
	line := p.progress()
	options.Watch = line.show
	err = intake.PreviewAll(ctx, w, files, options, func(f intake.Finding, err error) error {
		line.clear()
		if isUsage(err) {
			return err
		}
		for _, s := range f.Sheets {
			if s.Refused != nil {
				failed = errReported
			}
		}
		if err != nil {
			failed = errReported
			if format == "text" {
				p.printFailure(err)
			}
			found = append(found, previewJSON{File: f.File, Error: p.words.Error(err)})
			return nil
		}
		if format == "json" {
			found = append(found, p.previewJSON(f))
			return nil
		}
		return p.printFinding(f)
	})
	if err != nil {
		return err
	}
	if format == "json" {
		if err := printJSON(p.out, found); err != nil {
			return err
		}
	}
	return failed
}

// openForPreview opens the workspace for reading, or an empty one in memory where there is none.
func (p *program) openForPreview(ctx context.Context) (*workspace.Workspace, error) {
	w, err := p.open(ctx, toRead)
	if errors.Is(err, workspace.ErrMissing) {
		return workspace.OpenMemory(ctx, workspace.Options{Now: p.now})
	}
	return w, err
}

// printFinding says what was found in a file.
func (p *program) printFinding(f intake.Finding) error {
	say := func(key string, pairs ...any) { fmt.Fprintln(p.out, oneLine(p.words.Say(key, pairs...))) }
	say("cli.import.preview.file", "file", f.File, "encoding", f.Encoding)
	for _, n := range f.Notes {
		p.printNote(n)
	}
	for _, s := range f.Sheets {
		if s.Name != "" {
			say("cli.import.preview.sheet", "sheet", s.Name)
		}
		if s.Refused != nil {
			fmt.Fprintln(p.out, p.words.Error(s.Refused))
		}
		if s.Kind == "" {
			for i, row := range s.Head[:min(len(s.Head), 10)] {
				fmt.Fprintln(p.out, strconv.Itoa(s.HeadRow+i)+"  "+oneLine(strings.Join(row, " | ")))
			}
			continue
		}
		say("cli.import.preview.table", "kind", p.words.Kind(string(s.Kind)), "first", s.HeaderRow, "last", s.LastRow)
		if err := p.printColumns(s); err != nil {
			return err
		}
		if len(s.Across) > 0 {
			say("cli.import.preview.across", "list", p.words.List(s.Across))
		}
		p.printCounts(s.Batch)
		for _, n := range s.Notes {
			p.printNote(n)
		}
		for _, list := range [][]workspace.Problem{s.Problems, s.Warnings, s.Skipped} {
			for _, q := range list[:min(len(list), 10)] {
				say("cli.import.preview.row", "row", q.Row, "column", q.Column, "reason", p.words.Reason(q.Reason, q.Original, q.Detail))
			}
		}
	}
	return nil
}

// printColumns lists the columns of a sheet and what they were taken for.
func (p *program) printColumns(s intake.FoundSheet) error {
	t := table{header: strings.Split(p.words.Say("cli.import.preview.columns"), "|"), right: map[int]bool{4: true}}
	for _, c := range s.Columns {
		if strings.TrimSpace(c.Header) == "" && len(c.Samples) == 0 {
			continue
		}
		sure := ""
		if c.Field != "" {
			sure = fmt.Sprintf("%.0f%%", 100*c.Confidence)
		}
		t.add(oneLine(c.Header), oneLine(strings.Join(c.Samples, " ")), p.words.Say("cli.import.use."+string(c.Use)), c.Field, sure)
	}
	for _, f := range s.Fields {
		if f.Constant != "" {
			t.add("", oneLine(f.Constant), p.words.Say("cli.import.use."+string(layout.Read)), f.Name, fmt.Sprintf("%.0f%%", 100*f.Confidence))
		}
	}
	return t.print(p.out)
}

// previewJSON is a finding in the JSON output.
type previewJSON struct {
	File      string         `json:"file"`
	Encoding  string         `json:"encoding,omitempty"`
	Encodings []string       `json:"encodings,omitempty"`
	Notes     []string       `json:"notes,omitempty"`
	Sheets    []previewSheet `json:"sheets,omitempty"`
	Error     string         `json:"error,omitempty"`
}

type previewSheet struct {
	Sheet       string          `json:"sheet,omitempty"`
	Hidden      bool            `json:"hidden,omitempty"`
	Kind        string          `json:"kind,omitempty"`
	HeaderRow   int             `json:"header_row,omitempty"`
	LastRow     int             `json:"header_last_row,omitempty"`
	Columns     []previewColumn `json:"columns,omitempty"`
	Across      []string        `json:"across,omitempty"`
	Read        int64           `json:"rows_read"`
	Accepted    int64           `json:"accepted"`
	Quarantined int64           `json:"quarantined"`
	Blank       int64           `json:"blank"`
	Duplicates  int64           `json:"duplicates"`
	Skipped     int64           `json:"skipped"`
	Warned      int64           `json:"warned"`
	Rows        []rejectedJSON  `json:"problems,omitempty"`
	Notes       []string        `json:"notes,omitempty"`
	Refused     string          `json:"refused,omitempty"`
}

type previewColumn struct {
	Header     string   `json:"header,omitempty"`
	Samples    []string `json:"samples,omitempty"`
	Use        string   `json:"use"`
	Field      string   `json:"field,omitempty"`
	How        string   `json:"how,omitempty"`
	Confidence float64  `json:"confidence,omitempty"`
	Constant   string   `json:"constant,omitempty"`
}

func (p *program) previewJSON(f intake.Finding) previewJSON {
	out := previewJSON{File: f.File, Encoding: f.Encoding, Encodings: f.Encodings}
	for _, n := range f.Notes {
		out.Notes = append(out.Notes, p.words.Note(n))
	}
	for _, s := range f.Sheets {
		b := s.Batch
		sheet := previewSheet{
			Sheet: s.Name, Hidden: s.Hidden, Kind: string(s.Kind), HeaderRow: s.HeaderRow, LastRow: s.LastRow, Across: s.Across, Read: b.RowsRead,
			Accepted: b.Accepted, Quarantined: b.Quarantined, Blank: b.Blank, Duplicates: b.Duplicates, Skipped: b.Skipped, Warned: b.Warned,
		}
		for _, c := range s.Columns {
			sheet.Columns = append(sheet.Columns, previewColumn{c.Header, c.Samples, string(c.Use), c.Field, string(c.How), c.Confidence, ""})
		}
		for _, c := range s.Fields {
			if c.Constant != "" {
				sheet.Columns = append(sheet.Columns, previewColumn{"", nil, string(layout.Read), c.Name, string(c.How), c.Confidence, c.Constant})
			}
		}
		for _, list := range [][]workspace.Problem{s.Problems, s.Warnings, s.Skipped} {
			for _, q := range list {
				sheet.Rows = append(sheet.Rows, p.rejected(q))
			}
		}
		for _, n := range s.Notes {
			sheet.Notes = append(sheet.Notes, p.words.Note(n))
		}
		if s.Refused != nil {
			sheet.Refused = p.words.Error(s.Refused)
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	return out
}
