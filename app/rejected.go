package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"anlan/analytics/format"
	"anlan/data/intake"
	"anlan/data/workspace"
)

func (p *program) rejectedCommand() *cobra.Command {
	var filter workspace.ProblemFilter
	var skipped, retry bool
	var export string
	cmd := &cobra.Command{Use: "rejected", Short: p.words.Say("cli.rejected.about"), Args: p.noArgs}
	flags := cmd.Flags()
	flags.IntVar(&filter.Batch, "batch", 0, p.words.Say("cli.rejected.flag.batch"))
	flags.BoolVar(&filter.Warnings, "warnings", false, p.words.Say("cli.rejected.flag.warnings"))
	flags.BoolVar(&skipped, "skipped", false, p.words.Say("cli.import.flag.skipped"))
	flags.IntVar(&filter.Limit, "limit", 0, p.words.Say("cli.rejected.flag.limit"))
	flags.StringVar(&export, "export", "", p.words.Say("cli.import.flag.export"))
	flags.BoolVar(&retry, "retry", false, p.words.Say("cli.import.flag.retry"))
	format := p.formatFlag(cmd, "text", "csv", "json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if skipped {
			filter.Outcome = workspace.Skipped
		}
		switch {
		case (export != "" || retry) && filter.Batch == 0:
			return &usageError{p.words.Say("cli.usage.batch", "value", "")}
		case export != "":
			return p.exportRejected(cmd.Context(), filter.Batch, export)
		case retry:
			return p.retryRejected(cmd.Context(), filter.Batch)
		}
		return p.listRejected(cmd.Context(), filter, *format)
	}
	return cmd
}

// rejectedJSON is a problem in the JSON output.
type rejectedJSON struct {
	Batch    int      `json:"batch,omitempty"`
	File     string   `json:"file"`
	Sheet    string   `json:"sheet,omitempty"`
	Row      int      `json:"row"`
	Part     int      `json:"part,omitempty"`
	Outcome  string   `json:"outcome"`
	Column   string   `json:"column,omitempty"`
	Original string   `json:"original"`
	Reason   string   `json:"reason"`
	Text     string   `json:"text"`
	Cells    []string `json:"cells,omitempty"`
}

func (p *program) rejected(q workspace.Problem) rejectedJSON {
	return rejectedJSON{
		q.Batch, q.File, q.Sheet, q.Row, q.Part, string(q.Outcome), q.Column, q.Original, q.Reason, p.words.Reason(q.Reason, q.Original, q.Detail), q.Cells,
	}
}

func (p *program) listRejected(ctx context.Context, filter workspace.ProblemFilter, format string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	problems, err := w.Problems(ctx, filter)
	if err != nil {
		return err
	}
	switch {
	case format == "json":
		list := make([]rejectedJSON, 0, len(problems))
		for _, q := range problems {
			list = append(list, p.rejected(q))
		}
		return printJSON(p.out, list)
	case format == "csv":
		return p.rejectedCSV(problems)
	case len(problems) == 0:
		fmt.Fprintln(p.out, p.words.Say("cli.rejected.none"))
		return nil
	}
	t := table{header: strings.Split(p.words.Say("cli.rejected.columns"), "|"), right: map[int]bool{0: true, 3: true}}
	for _, q := range problems {
		t.add(p.problemCells(q, oneLine)...)
	}
	return t.print(p.out)
}

// problemCells are the columns of a listed problem, with texts from files made safe for where they are shown.
func (p *program) problemCells(q workspace.Problem, safe func(string) string) []string {
	return []string{
		strconv.Itoa(q.Batch), safe(filepath.Base(q.File)), safe(q.Sheet), strconv.Itoa(q.Row), safe(q.Column), safe(q.Original),
		safe(p.words.Reason(q.Reason, q.Original, q.Detail)),
	}
}

func (p *program) rejectedCSV(problems []workspace.Problem) error {
	w := csv.NewWriter(p.out)
	if err := w.Write(strings.Split(p.words.Say("cli.rejected.columns"), "|")); err != nil {
		return err
	}
	for _, q := range problems {
		if err := w.Write(p.problemCells(q, format.Inert)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// exportRejected writes the quarantine of an import as a workbook, to be corrected and imported.
func (p *program) exportRejected(ctx context.Context, batch int, path string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	rows, err := intake.ExportQuarantine(ctx, w, batch, path, intake.ExportWords{
		Row: p.words.Say("intake.export.row"), Reason: p.words.Say("intake.export.reason"), Title: p.words.Say("intake.export.title"),
		Why: func(q workspace.Problem) string { return p.words.Reason(q.Reason, q.Original, q.Detail) },
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, p.words.Say("cli.import.exported", "rows", rows, "path", path))
	return nil
}

// retryRejected reads the quarantine of an import again, after towns or aliases were added.
func (p *program) retryRejected(ctx context.Context, batch int) (err error) {
	w, err := p.open(ctx, toWrite)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	r, err := intake.Resubmit(ctx, w, batch, nil)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, p.words.Say("cli.import.retried", "accepted", r.Accepted, "duplicates", r.Duplicates, "held", r.Held))
	return nil
}
