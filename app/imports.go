package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// importFlags are the flags of the import command.
type importFlags struct {
	options                                    intake.Options
	kind, columns, set, dates, fill, delimiter string
	overlap                                    string
	dryRun                                     bool
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
	flags, say := cmd.Flags(), p.words.Say
	flags.StringVar(&f.kind, "as", "", say("cli.import.flag.as"))
	flags.StringVar(&f.columns, "map", "", say("cli.import.flag.map"))
	flags.StringVar(&f.set, "set", "", say("cli.import.flag.set"))
	flags.StringVar(&f.options.Sheet, "sheet", "", say("cli.import.flag.sheet"))
	flags.IntVar(&f.options.HeaderRow, "header-row", 0, say("cli.import.flag.header_row"))
	flags.IntVar(&f.options.HeaderRows, "header-rows", 0, say("cli.import.flag.header_rows"))
	flags.StringVar(&f.options.Value, "value", "", say("cli.import.flag.value"))
	flags.StringVar(&f.options.Encoding, "encoding", "", say("cli.import.flag.encoding"))
	flags.StringVar(&f.delimiter, "delimiter", "", say("cli.import.flag.delimiter"))
	flags.StringVar(&f.dates, "dates", "", say("cli.import.flag.dates"))
	flags.IntVar(&f.options.Year, "year", 0, say("cli.import.flag.year"))
	flags.StringVar(&f.fill, "fill", "", say("cli.import.flag.fill"))
	flags.BoolVar(&f.options.AddTowns, "add-towns", false, say("cli.import.flag.add_towns"))
	flags.BoolVar(&f.options.HoldLikely, "hold-likely", false, say("cli.import.flag.hold_likely"))
	flags.BoolVar(&f.options.Again, "again", false, say("cli.import.flag.again"))
	flags.IntVar(&f.options.Replace, "replace", 0, say("cli.import.flag.replace"))
	flags.BoolVar(&f.options.Fresh, "fresh", false, say("cli.import.flag.fresh"))
	flags.BoolVar(&f.options.Strict, "strict", false, say("cli.import.flag.strict"))
	flags.BoolVar(&f.options.Force, "force", false, say("cli.import.flag.force"))
	flags.StringVar(&f.overlap, "overlap", "", say("cli.import.flag.overlap"))
	flags.BoolVar(&f.dryRun, "dry-run", false, say("cli.import.flag.dry_run"))
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		options, err := p.importOptions(f)
		if err != nil {
			return err
		}
		if f.dryRun {
			return p.previewFiles(cmd.Context(), args, options, *format)
		}
		answer, known := overlapAnswers[f.overlap]
		if f.overlap != "" && (!known || answer == workspace.OverlapOpen) {
			return &usageError{p.words.Say("cli.import.usage.overlap")}
		}
		return p.importFiles(cmd.Context(), args, options, answer, *format)
	}
	return cmd
}

// importOptions reads the flags.
func (p *program) importOptions(f importFlags) (intake.Options, error) {
	options := f.options
	options.Kind, options.Set = intake.Kind(f.kind), intake.ParseSet(f.set)
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
	if f.fill != "" {
		options.Fill = strings.Split(f.fill, ",")
	}
	delimiters := map[string]byte{"": 0, ",": ',', ";": ';', "|": '|', "\t": '\t', `\t`: '\t', "tab": '\t'}
	delimiter, known := delimiters[f.delimiter]
	if !known {
		return options, &usageError{p.words.Say("cli.import.usage.delimiter", "value", f.delimiter)}
	}
	options.Delimiter = delimiter
	order, known := map[string]intake.DateOrder{
		"": intake.DateOrderUnknown, "dmy": intake.DayFirst, "mdy": intake.MonthFirst, "ymd": intake.YearFirst,
	}[f.dates]
	if !known {
		return options, &usageError{p.words.Say("cli.usage.dates")}
	}
	options.Order = order
	return options, nil
}

// importResult is what the JSON output says of one table of a file, or of a file that could not be imported.
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
	Skipped     int64             `json:"skipped"`
	Warned      int64             `json:"warned"`
	Notes       []string          `json:"notes,omitempty"`
	Overlaps    []overlapJSON     `json:"overlaps,omitempty"` // campaigns of the file that may count the same visits as others
	Error       string            `json:"error,omitempty"`
	Reasons     []string          `json:"reasons,omitempty"` // what most rows failed by
}

// importFiles imports files, folders and archives, one file after another. One that cannot be imported does not keep the
// others out.
func (p *program) importFiles(ctx context.Context, files []string, options intake.Options, answer workspace.OverlapAnswer, format string) (err error) {
	w, err := p.open(ctx, toImport)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	var results []importResult
	var failed error
	line := p.progress()
	options.Watch = line.show
	err = intake.ImportAll(ctx, w, files, options, func(o intake.Outcome) error {
		line.clear()
		switch {
		case o.Passed:
			if format == "text" {
				fmt.Fprintln(p.out, p.words.Say("cli.import.passed", "file", oneLine(o.File)))
			}
			return nil
		case o.Err != nil:
			if isUsage(o.Err) {
				return o.Err
			}
			failed = errReported
			results = append(results, importResult{File: o.File, Error: p.words.Error(o.Err), Reasons: p.reasons(o.Err)})
			if format == "text" {
				p.printFailure(o.Err)
			}
			return nil
		}
		results = append(results, p.resultsOf(o)...)
		if format == "text" {
			p.printImport(o)
		}
		return nil
	})
	line.clear()
	if err != nil {
		return err
	}
	if err := p.askOverlaps(ctx, w, results, answer, format == "text"); err != nil {
		return err
	}
	if format == "json" {
		if err := printJSON(p.out, results); err != nil {
			return err
		}
	}
	return failed
}

// isUsage tells whether an error is a mistake in how a command was written: no file could satisfy it.
func isUsage(err error) bool {
	for _, code := range []string{intake.CodeKind, intake.CodeMapField, intake.CodeSetValue, intake.CodeNoList} {
		if intake.HasCode(err, code) {
			return true
		}
	}
	return false
}

// reasons words what most rows of a refused file failed by.
func (p *program) reasons(err error) []string {
	var lines []string
	for _, t := range intake.Counts(err) {
		lines = append(lines, p.tally(t))
	}
	return lines
}

func (p *program) tally(t intake.Tally) string {
	return p.words.Say("cli.import.tally", "rows", t.Rows, "column", oneLine(t.Column), "reason", oneLine(p.words.Reason(t.Reason, t.Original, t.Detail)))
}

// printFailure says why a file was not imported.
func (p *program) printFailure(err error) {
	fmt.Fprintln(p.err, p.words.Error(err))
	for _, line := range p.reasons(err) {
		fmt.Fprintln(p.err, "  "+line)
	}
}

func (p *program) resultsOf(o intake.Outcome) []importResult {
	var results []importResult
	for i, b := range o.Result.Batches {
		r := importResult{
			File: o.File, Batch: b.ID, Kind: b.Kind, Sheet: b.Sheet, Encoding: b.Encoding, HeaderRow: b.HeaderRow, Read: b.RowsRead,
			Accepted: b.Accepted, Quarantined: b.Quarantined, Blank: b.Blank, Duplicates: b.Duplicates, Skipped: b.Skipped, Warned: b.Warned,
		}
		if err := json.Unmarshal([]byte(b.Mapping), &r.Mapping); err != nil {
			r.Mapping = nil // shown only; the batch keeps the text
		}
		for _, n := range o.Result.Notes {
			if n.Sheet == b.Sheet || n.Sheet == "" && i == 0 {
				r.Notes = append(r.Notes, p.words.Note(n))
			}
		}
		results = append(results, r)
	}
	return results
}

func (p *program) printImport(o intake.Outcome) {
	for _, b := range o.Result.Batches {
		file := o.File
		if len(o.Result.Batches) > 1 {
			file += " [" + b.Sheet + "]"
		}
		fmt.Fprintln(p.out, p.words.Say("cli.import.done", "file", oneLine(file), "batch", b.ID, "kind", p.words.Kind(b.Kind)))
		p.printCounts(b)
		if b.Quarantined > 0 {
			fmt.Fprintln(p.out, p.words.Say("cli.import.see", "batch", b.ID))
		}
	}
	for _, n := range o.Result.Notes {
		p.printNote(n)
	}
}

// printNote words a note, with the sheet it concerns where the file has several.
func (p *program) printNote(n intake.Note) {
	text := p.words.Note(n)
	if n.Sheet != "" {
		text = "[" + n.Sheet + "] " + text
	}
	fmt.Fprintln(p.out, oneLine(text))
}

// printCounts says what became of the rows of a table.
func (p *program) printCounts(b workspace.Batch) {
	fmt.Fprintln(p.out, p.words.Say("cli.import.counts", "read", b.RowsRead, "accepted", b.Accepted, "quarantined", b.Quarantined, "blank", b.Blank, "duplicates", b.Duplicates))
	for _, more := range []struct {
		key   string
		count int64
	}{{"cli.import.skipped", b.Skipped}, {"cli.import.warned", b.Warned}} {
		if more.count > 0 {
			fmt.Fprintln(p.out, p.words.Say(more.key, "count", more.count))
		}
	}
}

func (p *program) undoImport(ctx context.Context, args []string, wholeFile bool) (err error) {
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
	undo := w.Undo
	if wholeFile {
		undo = w.UndoImport
	}
	if err := undo(ctx, id); err != nil {
		return err
	}
	fmt.Fprintln(p.out, p.words.Say("cli.imports.undone", "batch", id))
	repeats, err := w.RepeatsOf(ctx, id)
	if err != nil {
		return err
	}
	for _, r := range repeats {
		fmt.Fprintln(p.out, p.words.Say("cli.imports.repeats", "batch", r.Batch, "count", r.Rows, "of", id))
	}
	return nil
}
