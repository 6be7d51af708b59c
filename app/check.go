package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"anlan/analytics/engine"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/source"
	"anlan/data/workspace"
)

// checkFlags are the flags of the check command.
type checkFlags struct {
	year             int
	all, alone, exit bool
}

func (p *program) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use: "check DRAFT", Short: p.words.Say("cli.check.about"), Long: p.words.Say("cli.check.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{p.words.Say("cli.usage.draft")}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&f.year, "year", 0, p.words.Say("cli.check.flag.year"))
	flags.BoolVar(&f.all, "all", false, p.words.Say("cli.check.flag.all"))
	flags.BoolVar(&f.alone, "text-only", false, p.words.Say("cli.check.flag.text_only"))
	flags.BoolVar(&f.exit, "strict", false, p.words.Say("cli.check.flag.strict"))
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.checkDraft(cmd.Context(), args[0], *format, f)
	}
	return cmd
}

// checked is a draft with the outcome of its check.
type checked struct {
	file    string
	report  check.Report
	data    bool // checked against a workspace
	sample  bool
	listAll bool
}

func (p *program) checkDraft(ctx context.Context, path, format string, f checkFlags) error {
	text, err := source.Read(path)
	if err != nil {
		return err
	}
	c, err := p.checkText(ctx, text, f)
	if err != nil {
		return err
	}
	c.file, c.listAll = path, f.all
	if format == "json" {
		err = printJSON(p.out, p.reportJSON(c))
	} else {
		err = p.printReport(c)
	}
	if err == nil && f.exit && c.report.Counts.Wrong > 0 {
		return errReported
	}
	return err
}

// checkText checks against the workspace that the flags name. Where none is named and there is none yet, the draft is
// checked against its own arithmetic.
func (p *program) checkText(ctx context.Context, text string, f checkFlags) (checked, error) {
	var c checked
	var err error
	alone := func() error {
		c.report, err = check.Text(ctx, text, check.Options{Year: f.year, Now: p.now()})
		return err
	}
	if f.alone {
		return c, alone()
	}
	err = p.ask(ctx, func(w *workspace.Workspace, e *engine.Engine) error {
		mark, err := w.Meta(ctx, workspace.MetaSample)
		if err != nil {
			return err
		}
		c.data, c.sample = true, mark == "true"
		c.report, err = check.Text(ctx, text, check.Options{Answers: e, Year: f.year, Now: p.now()})
		return err
	})
	if errors.Is(err, workspace.ErrMissing) && p.workspacePath == "" {
		return c, alone()
	}
	return c, err
}

// printReport prints findings for a person: wrong ones first.
func (p *program) printReport(c checked) error {
	n := c.report.Counts
	say := p.words.Say
	fmt.Fprintln(p.out, say("cli.check.counts", "file", c.file, "figures", len(c.report.Figures), "wrong", n.Wrong, "attention", n.Attention, "right", n.Right, "unknown", n.Unknown))
	switch {
	case c.sample:
		fmt.Fprintln(p.out, say("cli.query.footer.sample"))
	case !c.data:
		fmt.Fprintln(p.out, say("cli.check.alone"))
	}
	least := check.Amber
	if c.listAll {
		least = check.Grey
	}
	found := c.report.InOrder()
	slices.SortStableFunc(found, func(a, b check.Finding) int { return int(b.Level) - int(a.Level) })
	for _, f := range found {
		if f.Level >= least {
			p.printDraftFinding(c.report.Draft.Text, f)
		}
	}
	return nil
}

func (p *program) printDraftFinding(text string, f check.Finding) {
	line, column := place(text, f.Range.Start)
	l := p.words.Language
	fmt.Fprintf(p.out, "\n%s\n  %s\n", p.words.Say("cli.check.finding", "level", p.words.Say("check.level."+f.Level.String()), "line", line, "column", column, "words", oneLine(text[f.Range.Start:f.Range.End])), oneLine(f.Text.In(l)))
	if right := f.Right.In(l); right != "" && f.Level >= check.Amber {
		fmt.Fprintf(p.out, "  %s\n", p.words.Say("check.right", "right", right))
	}
	if f.Proof != nil {
		fmt.Fprintf(p.out, "  %s\n", oneLine(f.Proof.Short(l)))
	}
}

// place is the line and the character in it, from 1, of a byte of a text.
func place(text string, at int) (line, column int) {
	before := text[:at]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}
