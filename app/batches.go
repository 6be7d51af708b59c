package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/data/intake"
	"anlan/data/workspace"
)

func (p *program) importsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "imports", Short: p.words.Say("cli.imports.about"), Args: p.noArgs}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.listImports(cmd.Context(), *format) }
	var wholeFile bool
	undo := &cobra.Command{
		Use: "undo N", Short: p.words.Say("cli.imports.undo.about"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.undoImport(cmd.Context(), args, wholeFile) },
	}
	undo.Flags().BoolVar(&wholeFile, "whole-file", false, p.words.Say("cli.import.flag.whole_file"))
	cmd.AddCommand(undo, p.qualityCommand())
	return cmd
}

// batchJSON is a batch in the JSON output.
type batchJSON struct {
	ID          int               `json:"batch"`
	Import      int               `json:"import"`
	Replaces    int               `json:"replaces,omitempty"`
	Kind        string            `json:"kind"`
	File        string            `json:"file"`
	Sheet       string            `json:"sheet,omitempty"`
	SHA256      string            `json:"sha256"`
	Encoding    string            `json:"encoding"`
	HeaderRow   int               `json:"header_row"`
	Mapping     map[string]string `json:"mapping"`
	ImportedAt  time.Time         `json:"imported_at"`
	Read        int64             `json:"rows_read"`
	Accepted    int64             `json:"accepted"`
	Quarantined int64             `json:"quarantined"`
	Blank       int64             `json:"blank"`
	Duplicates  int64             `json:"duplicates"`
	Skipped     int64             `json:"skipped"`
	Warned      int64             `json:"warned"`
	UndoneAt    *time.Time        `json:"undone_at,omitempty"`
}

func (p *program) listImports(ctx context.Context, format string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	batches, err := w.Batches(ctx)
	if err != nil {
		return err
	}
	if format == "json" {
		return printJSON(p.out, batchesJSON(batches))
	}
	if len(batches) == 0 {
		fmt.Fprintln(p.out, p.words.Say("cli.imports.none"))
		return nil
	}
	t := table{header: strings.Split(p.words.Say("cli.imports.columns"), "|"), right: map[int]bool{0: true, 5: true, 6: true, 7: true, 8: true, 9: true}}
	for _, b := range batches {
		state := p.words.Say("cli.imports.state.active")
		if !b.UndoneAt.IsZero() {
			state = p.words.Say("cli.imports.state.undone")
		}
		t.add(strconv.Itoa(b.ID), p.words.Kind(b.Kind), oneLine(filepath.Base(b.File)), oneLine(b.Sheet), b.ImportedAt.Local().Format("2006-01-02 15:04"),
			fmt.Sprint(b.RowsRead), fmt.Sprint(b.Accepted), fmt.Sprint(b.Quarantined), fmt.Sprint(b.Blank), fmt.Sprint(b.Duplicates), state)
	}
	return t.print(p.out)
}

func batchesJSON(batches []workspace.Batch) []batchJSON {
	list := make([]batchJSON, 0, len(batches))
	for _, b := range batches {
		j := batchJSON{
			ID: b.ID, Import: b.Import, Replaces: b.Replaces, Kind: b.Kind, File: b.File, Sheet: b.Sheet, SHA256: b.SHA256, Encoding: b.Encoding,
			HeaderRow: b.HeaderRow, ImportedAt: b.ImportedAt, Read: b.RowsRead, Accepted: b.Accepted, Quarantined: b.Quarantined, Blank: b.Blank,
			Duplicates: b.Duplicates, Skipped: b.Skipped, Warned: b.Warned,
		}
		if err := json.Unmarshal([]byte(b.Mapping), &j.Mapping); err != nil {
			j.Mapping = nil // shown only
		}
		if !b.UndoneAt.IsZero() {
			undone := b.UndoneAt
			j.UndoneAt = &undone
		}
		list = append(list, j)
	}
	return list
}

// qualityCommand reports on the data of imports.
func (p *program) qualityCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "quality N...", Short: p.words.Say("cli.import.quality.about")}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var ids []int
		for _, arg := range args {
			id, err := strconv.Atoi(arg)
			if err != nil {
				return &usageError{p.words.Say("cli.usage.batch", "value", arg)}
			}
			ids = append(ids, id)
		}
		if len(ids) == 0 {
			return &usageError{p.words.Say("cli.usage.batch", "value", "")}
		}
		return p.reportQuality(cmd.Context(), ids, *format)
	}
	return cmd
}

func (p *program) reportQuality(ctx context.Context, ids []int, format string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	r, err := intake.Quality(ctx, w, ids...)
	if err != nil {
		return err
	}
	if format == "json" {
		return printJSON(p.out, r)
	}
	say := func(key string, pairs ...any) { fmt.Fprintln(p.out, oneLine(p.words.Say(key, pairs...))) }
	say("cli.import.quality.rows", "rows", r.Rows, "kind", p.words.Kind(string(r.Kind)))
	for _, c := range r.Completeness {
		say("cli.import.quality.column", "column", c.Column, "filled", c.Filled, "rows", c.Rows)
	}
	for _, list := range [][]intake.Tally{r.Failures, r.Doubts} {
		for _, t := range list {
			fmt.Fprintln(p.out, p.tally(t))
		}
	}
	for _, i := range r.Implausible {
		say("cli.import.quality.implausible", "rows", i.Rows, "check", p.words.Say("intake.check."+i.Check), "first", i.First)
	}
	for _, u := range r.Unknown {
		say("cli.import.quality.unknown", "rows", u.Rows, "text", u.Text)
	}
	var gaps []string
	for _, g := range r.Coverage.Gaps {
		gaps = append(gaps, g.Format("2006-01"))
	}
	if len(gaps) > 0 {
		say("cli.import.quality.gaps", "list", p.words.List(gaps))
	}
	say("cli.import.quality.coverage", "towns", len(r.Coverage.Towns), "months", len(r.Coverage.Months))
	return nil
}
