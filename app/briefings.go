package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/engine"
	"anlan/app/handout"
	"anlan/app/keep"
	"anlan/data/workspace"
)

func (p *program) briefingCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "briefing", Short: p.words.Say("cli.briefing.about"), Long: p.words.Say("cli.briefing.long"), Args: p.noArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(p.buildBriefing(), p.exportBriefing(), p.verifyBriefing())
	return cmd
}

// oneFile takes exactly one argument, the file.
func (p *program) oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return &usageError{p.words.Say("cli.briefing.usage.file")}
	}
	return nil
}

func (p *program) buildBriefing() *cobra.Command {
	var title, measure string
	var keepIt bool
	cmd := &cobra.Command{Use: "build FILE", Short: p.words.Say("cli.briefing.build.about"), Args: p.oneFile}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	cmd.Flags().StringVar(&title, "title", "", p.words.Say("cli.briefing.flag.title"))
	cmd.Flags().StringVar(&measure, "measure", "accidents", p.words.Say("cli.chart.flag.measure"))
	cmd.Flags().BoolVar(&keepIt, "keep", false, p.words.Say("cli.briefing.flag.keep"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !handout.IsKnown(args[0]) {
			return &usageError{p.words.Say("cli.briefing.extension", "value", args[0], "list", strings.Join(handout.Extensions(), " "))}
		}
		ctx := cmd.Context()
		var made briefing.Briefing
		err := p.askKnown(ctx, q, func(w *workspace.Workspace, e *engine.Engine) (err error) {
			made, err = p.compose(ctx, w, e, measure, q)
			return err
		})
		if err != nil {
			return err
		}
		if title != "" {
			made.Title = title
		}
		if keepIt {
			if err := p.keepBriefing(ctx, made); err != nil {
				return err
			}
		}
		return p.writeBriefing(ctx, args[0], made)
	}
	return cmd
}

// compose makes the usual briefing of the workspace.
func (p *program) compose(ctx context.Context, w *workspace.Workspace, e *engine.Engine, measure string, flags *questionFlags) (briefing.Briefing, error) {
	question, err := p.chartQuestion(ctx, e, chartFlags{measure: measure}, flags)
	if err != nil {
		return briefing.Briefing{}, err
	}
	state, err := keep.State(ctx, w, e, p.now())
	if err != nil {
		return briefing.Briefing{}, err
	}
	return briefing.Compose(ctx, e, question, briefing.NewLook(p.words.Printer()), state, p.now())
}

// keepBriefing also keeps a briefing in the workspace, for the window.
func (p *program) keepBriefing(ctx context.Context, b briefing.Briefing) (err error) {
	w, err := p.open(ctx, toWrite)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	return keep.Save(ctx, w, b)
}

// writeBriefing writes a briefing in the format of the file's name and says how many slides it has.
func (p *program) writeBriefing(ctx context.Context, path string, b briefing.Briefing) error {
	content, err := handout.File(ctx, path, b)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, p.words.Say("cli.briefing.slides", "title", oneLine(b.Title), "slides", len(b.Slides)))
	return p.writeFile(path, content)
}

// readBriefing reads the file that was named.
func (p *program) readBriefing(path string) (briefing.Briefing, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		var cause *os.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		fmt.Fprintln(p.err, p.words.Say("cli.briefing.unreadable", "path", path, "error", err))
		return briefing.Briefing{}, errReported
	}
	return briefing.Decode(content)
}

func (p *program) exportBriefing() *cobra.Command {
	var out []string
	cmd := &cobra.Command{Use: "export FILE --out OUT", Short: p.words.Say("cli.briefing.export.about"), Args: p.oneFile}
	cmd.Flags().StringArrayVar(&out, "out", nil, p.words.Say("cli.briefing.flag.out", "list", strings.Join(handout.Extensions(), " ")))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(out) == 0 {
			return &usageError{p.words.Say("cli.usage.out")}
		}
		for _, path := range out {
			if !handout.IsKnown(path) {
				return &usageError{p.words.Say("cli.briefing.extension", "value", path, "list", strings.Join(handout.Extensions(), " "))}
			}
		}
		b, err := p.readBriefing(args[0])
		if err != nil {
			return err
		}
		for _, path := range out {
			if err := p.writeBriefing(cmd.Context(), path, b); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

func (p *program) verifyBriefing() *cobra.Command {
	cmd := &cobra.Command{Use: "verify FILE", Short: p.words.Say("cli.briefing.verify.about"), Long: p.words.Say("cli.briefing.verify.long"), Args: p.oneFile}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, err := p.readBriefing(args[0])
		if err != nil {
			return err
		}
		verdicts, err := briefing.Verify(cmd.Context(), b)
		if err != nil {
			return err
		}
		if *format == "json" {
			return p.verdictsAsJSON(b, verdicts)
		}
		return p.printVerdicts(b, verdicts)
	}
	return cmd
}

// printVerdicts says how many numbers are what they were, slide by slide; it fails where one is not.
func (p *program) printVerdicts(b briefing.Briefing, verdicts []briefing.Verdict) error {
	t := table{header: strings.Split(p.words.Say("cli.briefing.verify.columns"), "|"), right: map[int]bool{0: true, 1: true, 2: true}}
	numbers, identical := 0, 0
	for _, v := range verdicts {
		numbers += v.Numbers
		identical += v.Identical
		t.add(fmt.Sprint(v.Slide), fmt.Sprint(v.Numbers), fmt.Sprint(v.Identical), oneLine(v.Name))
	}
	if err := t.print(p.out); err != nil {
		return err
	}
	for _, v := range verdicts {
		if v.Err != nil {
			fmt.Fprintln(p.out, p.words.Say("cli.briefing.verify.failed", "slide", v.Slide, "error", oneLine(v.Err.Error())))
		}
		for _, d := range v.Differ {
			fmt.Fprintln(p.out, p.words.Say("cli.briefing.verify.differs", "slide", v.Slide, "where", oneLine(d.Where), "kept", oneLine(d.Kept), "made", oneLine(d.Made)))
		}
	}
	for _, line := range b.Face() {
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintln(p.out, p.words.Say("cli.briefing.verify.sum", "numbers", numbers, "identical", identical, "others", numbers-identical))
	return wholly(identical == numbers)
}

// wholly is the error of a verification that was reported already.
func wholly(identical bool) error {
	if identical {
		return nil
	}
	return errReported
}

// verdictJSON is a verdict for programs.
type verdictJSON struct {
	Slide     int                   `json:"slide"`
	Name      string                `json:"name"`
	Numbers   int                   `json:"numbers"`
	Identical int                   `json:"identical"`
	Error     string                `json:"error,omitempty"`
	Differ    []briefing.Difference `json:"differ,omitempty"`
}

func (p *program) verdictsAsJSON(b briefing.Briefing, verdicts []briefing.Verdict) error {
	out := struct {
		Title    string        `json:"title"`
		Face     []string      `json:"face"`
		Slides   []verdictJSON `json:"slides"`
		Verified bool          `json:"verified"`
	}{Title: b.Title, Face: b.Face(), Verified: true}
	for _, v := range verdicts {
		one := verdictJSON{Slide: v.Slide, Name: v.Name, Numbers: v.Numbers, Identical: v.Identical, Differ: v.Differ}
		if v.Err != nil {
			one.Error = v.Err.Error()
		}
		out.Verified = out.Verified && v.Err == nil && v.Identical == v.Numbers
		out.Slides = append(out.Slides, one)
	}
	if err := printJSON(p.out, out); err != nil {
		return err
	}
	return wholly(out.Verified)
}
