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

// importFlags are the flags of the import command.
type importFlags struct {
	kind, columns, set, sheet, encoding, dates string
	addTowns, again                            bool
}

func (p *program) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use: "import FILE...", Short: p.words.Say("cli.import.about"), Long: p.words.Say("cli.import.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{p.words.Say("cli.usage.files")}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.kind, "as", "", p.words.Say("cli.import.flag.as"))
	flags.StringVar(&f.columns, "map", "", p.words.Say("cli.import.flag.map"))
	flags.StringVar(&f.set, "set", "", p.words.Say("cli.import.flag.set"))
	flags.StringVar(&f.sheet, "sheet", "", p.words.Say("cli.import.flag.sheet"))
	flags.StringVar(&f.encoding, "encoding", "", p.words.Say("cli.import.flag.encoding"))
	flags.StringVar(&f.dates, "dates", "", p.words.Say("cli.import.flag.dates"))
	flags.BoolVar(&f.addTowns, "add-towns", false, p.words.Say("cli.import.flag.add_towns"))
	flags.BoolVar(&f.again, "again", false, p.words.Say("cli.import.flag.again"))
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		options, err := p.importOptions(f)
		if err != nil {
			return err
		}
		return p.importFiles(cmd.Context(), args, options, *format)
	}
	return cmd
}

// importOptions reads the flags.
func (p *program) importOptions(f importFlags) (intake.Options, error) {
	options := intake.Options{
		Kind: intake.Kind(f.kind), Sheet: f.sheet, Encoding: f.encoding, AddTowns: f.addTowns, Again: f.again, Set: intake.ParseSet(f.set),
	}
	columns, err := intake.ParseMap(f.columns)
	if err != nil {
		return options, &usageError{p.words.Say("cli.usage.expression", "value", f.columns, "error", err)}
	}
	options.Map = columns
	for _, given := range []struct {
		text string
		read int
	}{{f.columns, len(columns)}, {f.set, len(options.Set)}} {
		if given.text != "" && given.read == 0 {
			return options, &usageError{p.words.Say("cli.usage.map", "value", given.text)}
		}
	}
	switch f.dates {
	case "":
	case "dmy":
		options.Order = intake.DayFirst
	case "mdy":
		options.Order = intake.MonthFirst
	default:
		return options, &usageError{p.words.Say("cli.usage.dates")}
	}
	return options, nil
}

// importResult is what the JSON output says of one file.
type importResult struct {
	File        string            `json:"file"`
	Batch       int               `json:"batch,omitempty"`
	Kind        string            `json:"kind,omitempty"`
	Sheet       string            `json:"sheet,omitempty"`
	Encoding    string            `json:"encoding,omitempty"`
	HeaderRow   int               `json:"header_row,omitempty"`
	Mapping     map[string]string `json:"mapping,omitempty"`
	Read        int64             `json:"rows_read"`
	Accepted    int64             `json:"accepted"`
	Quarantined int64             `json:"quarantined"`
	Blank       int64             `json:"blank"`
	Duplicates  int64             `json:"duplicates"`
	Warned      int64             `json:"warned"`
	Notes       []string          `json:"notes,omitempty"`
	Error       string            `json:"error,omitempty"`
}

// importFiles imports files one after another. A file that cannot be imported does not keep the others out.
func (p *program) importFiles(ctx context.Context, files []string, options intake.Options, format string) (err error) {
	w, err := p.open(ctx, toImport)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	var results []importResult
	var failed, usage error
	for _, file := range files {
		result, err := intake.Import(ctx, w, file, options)
		if err != nil {
			failed = errReported
			if intake.HasCode(err, intake.CodeKind) || intake.HasCode(err, intake.CodeMapField) {
				usage = &usageError{p.words.Error(err)}
			}
			results = append(results, importResult{File: file, Error: p.words.Error(err)})
			if format == "text" && usage == nil {
				fmt.Fprintln(p.err, p.words.Error(err))
			}
			if ctx.Err() != nil {
				break
			}
			continue
		}
		results = append(results, p.resultOf(file, result))
		if format == "text" {
			p.printImport(file, result)
		}
	}
	if usage != nil {
		return usage
	}
	if format == "json" {
		if err := printJSON(p.out, results); err != nil {
			return err
		}
	}
	return failed
}

func (p *program) resultOf(file string, result intake.Result) importResult {
	b := result.Batch
	r := importResult{
		File: file, Batch: b.ID, Kind: b.Kind, Sheet: b.Sheet, Encoding: b.Encoding, HeaderRow: b.HeaderRow,
		Read: b.RowsRead, Accepted: b.Accepted, Quarantined: b.Quarantined, Blank: b.Blank, Duplicates: b.Duplicates, Warned: b.Warned,
	}
	if err := json.Unmarshal([]byte(b.Mapping), &r.Mapping); err != nil {
		r.Mapping = nil // shown only; the batch keeps the text
	}
	for _, n := range result.Notes {
		r.Notes = append(r.Notes, p.words.Note(n))
	}
	return r
}

func (p *program) printImport(file string, result intake.Result) {
	b := result.Batch
	say := func(key string, pairs ...any) { fmt.Fprintln(p.out, p.words.Say(key, pairs...)) }
	say("cli.import.done", "file", file, "batch", b.ID, "kind", p.words.Kind(b.Kind))
	say("cli.import.counts", "read", b.RowsRead, "accepted", b.Accepted, "quarantined", b.Quarantined, "blank", b.Blank, "duplicates", b.Duplicates)
	if b.Warned > 0 {
		say("cli.import.warned", "count", b.Warned)
	}
	for _, n := range result.Notes {
		fmt.Fprintln(p.out, p.words.Note(n))
	}
	if b.Quarantined > 0 {
		say("cli.import.see", "batch", b.ID)
	}
}

func (p *program) importsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "imports", Short: p.words.Say("cli.imports.about"), Args: p.noArgs}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.listImports(cmd.Context(), *format) }
	undo := &cobra.Command{
		Use: "undo N", Short: p.words.Say("cli.imports.undo.about"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.undoImport(cmd.Context(), args) },
	}
	cmd.AddCommand(undo)
	return cmd
}

// batchJSON is a batch in the JSON output.
type batchJSON struct {
	ID          int               `json:"batch"`
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
			ID: b.ID, Kind: b.Kind, File: b.File, Sheet: b.Sheet, SHA256: b.SHA256, Encoding: b.Encoding, HeaderRow: b.HeaderRow,
			ImportedAt: b.ImportedAt, Read: b.RowsRead, Accepted: b.Accepted, Quarantined: b.Quarantined, Blank: b.Blank,
			Duplicates: b.Duplicates, Warned: b.Warned,
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

func (p *program) undoImport(ctx context.Context, args []string) (err error) {
	if len(args) != 1 {
		return &usageError{p.words.Say("cli.usage.batch", "value", strings.Join(args, " "))}
	}
	id, err := strconv.Atoi(args[0])
	if err != nil {
		return &usageError{p.words.Say("cli.usage.batch", "value", args[0])}
	}
	w, err := p.open(ctx, toWrite)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	if err := w.Undo(ctx, id); err != nil {
		return err
	}
	fmt.Fprintln(p.out, p.words.Say("cli.imports.undone", "batch", id))
	return nil
}
