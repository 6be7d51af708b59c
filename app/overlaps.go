package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// overlapAnswers are the answers by the words of the command line.
var overlapAnswers = map[string]workspace.OverlapAnswer{
	"same": workspace.OverlapSame, "separate": workspace.OverlapSeparate, "ask": workspace.OverlapOpen,
}

// overlapJSON is a pair of campaigns in the JSON output.
type overlapJSON struct {
	One      string `json:"one"`
	Other    string `json:"other"`
	From     string `json:"from"`
	To       string `json:"to"`
	Months   int    `json:"months"`
	Towns    int    `json:"towns"`
	Visits   int64  `json:"same_firm_and_day"`
	Unnamed  bool   `json:"firms_not_named"`
	Answer   string `json:"answer"` // same, separate; empty where nobody has said
	Question string `json:"question,omitempty"`
}

// overlapsCommand lists the campaigns that may count the same visits, and keeps what is answered about them.
func (p *program) overlapsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "overlaps [same|separate|ask CAMPAIGN CAMPAIGN]", Short: p.words.Say("cli.overlaps.about"), Long: p.words.Say("cli.overlaps.long")}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return p.listOverlaps(cmd.Context(), *format)
		}
		answer, known := overlapAnswers[args[0]]
		if !known || len(args) != 3 {
			return &usageError{p.words.Say("cli.overlaps.usage")}
		}
		return p.answerOverlap(cmd.Context(), answer, args[1:], *format)
	}
	return cmd
}

func (p *program) listOverlaps(ctx context.Context, format string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	list, err := w.Overlaps(ctx)
	if err != nil {
		return err
	}
	return p.printOverlaps(list, format)
}

func (p *program) answerOverlap(ctx context.Context, answer workspace.OverlapAnswer, names []string, format string) (err error) {
	w, err := p.open(ctx, toWrite)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	list, err := w.Overlaps(ctx)
	if err != nil {
		return err
	}
	called := func(c workspace.Campaign, name string) bool { return c.ZH == name || strings.EqualFold(c.EN, name) }
	at := slices.IndexFunc(list, func(o workspace.Overlap) bool {
		return called(o.One, names[0]) && called(o.Other, names[1]) || called(o.One, names[1]) && called(o.Other, names[0])
	})
	if at < 0 {
		return &usageError{p.words.Say("cli.overlaps.no_pair", "one", names[0], "other", names[1])}
	}
	if err := w.AnswerOverlaps(ctx, answer, list[at]); err != nil {
		return err
	}
	list[at].Answer = answer
	return p.printOverlaps(list[at:at+1], format)
}

func (p *program) printOverlaps(list []workspace.Overlap, format string) error {
	if format == "json" {
		return printJSON(p.out, p.overlapsJSON(list))
	}
	if len(list) == 0 {
		fmt.Fprintln(p.out, p.words.Say("cli.overlaps.none"))
	}
	for _, o := range list {
		fmt.Fprintln(p.out, oneLine(p.words.Overlap(o)))
	}
	return nil
}

func (p *program) overlapsJSON(list []workspace.Overlap) []overlapJSON {
	pairs := make([]overlapJSON, 0, len(list))
	for _, o := range list {
		j := overlapJSON{
			One: o.One.ZH, Other: o.Other.ZH, From: o.First.Format("2006-01"), To: o.Last.Format("2006-01"), Months: o.Months, Towns: o.Towns,
			Visits: o.Visits, Unnamed: o.Unnamed, Answer: string(o.Answer),
		}
		if o.Answer == workspace.OverlapOpen {
			j.Question = p.words.Overlap(o)
		}
		pairs = append(pairs, j)
	}
	return pairs
}

// askOverlaps settles the overlaps of imported inspections, and notes them in the results.
func (p *program) askOverlaps(ctx context.Context, w *workspace.Workspace, results []importResult, answer workspace.OverlapAnswer, text bool) error {
	var returns []int
	for _, r := range results {
		if r.Kind == string(intake.Inspections) {
			returns = append(returns, r.Batch)
		}
	}
	overlaps, err := p.settleOverlaps(ctx, w, returns, answer, text)
	if err != nil {
		return err
	}
	for i := range results {
		if results[i].Kind == string(intake.Inspections) {
			results[i].Overlaps = p.overlapsJSON(overlaps)
		}
	}
	return nil
}

// settleOverlaps answers for the campaigns of imported tables where an answer was given, and otherwise asks about them. It returns
// the pairs that have to do with the tables.
func (p *program) settleOverlaps(ctx context.Context, w *workspace.Workspace, batches []int, answer workspace.OverlapAnswer, text bool) ([]workspace.Overlap, error) {
	list, err := w.OverlapsOf(ctx, batches...)
	if err != nil {
		return nil, err
	}
	open := workspace.OpenOverlaps(list)
	if answer != workspace.OverlapOpen && len(open) > 0 {
		if err := w.AnswerOverlaps(ctx, answer, open...); err != nil {
			return nil, err
		}
		if list, err = w.OverlapsOf(ctx, batches...); err != nil {
			return nil, err
		}
	}
	if !text {
		return list, nil
	}
	if still := workspace.OpenOverlaps(list); len(still) > 0 {
		fmt.Fprintln(p.out, p.words.Say("cli.overlaps.open", "count", len(still)))
		for _, o := range still {
			fmt.Fprintln(p.out, "  "+oneLine(p.words.Overlap(o)))
		}
	} else if len(open) > 0 {
		fmt.Fprintln(p.out, p.words.Say("cli.overlaps.answered."+string(answer), "count", len(open)))
	}
	return list, nil
}
