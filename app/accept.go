package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/data/workspace"
)

func (p *program) acceptCommand() *cobra.Command {
	var undo bool
	cmd := &cobra.Command{
		Use: "accept KEY...", Short: p.words.Say("cli.problems.accept.about"), Long: p.words.Say("cli.problems.accept.long"),
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.MinimumNArgs(1)(cmd, args); err != nil {
				return &usageError{err.Error()}
			}
			return nil
		},
	}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	cmd.Flags().BoolVar(&undo, "undo", false, p.words.Say("cli.problems.accept.flag.undo"))
	cmd.RunE = func(cmd *cobra.Command, keys []string) (err error) {
		w, err := p.open(cmd.Context(), toWrite)
		if err != nil {
			return err
		}
		defer func() { err = joinClose(err, w) }()
		if undo {
			return p.unaccept(cmd.Context(), w, keys)
		}
		e := engine.New(w, catalog.Default())
		inquiry, err := p.inquiry(cmd.Context(), e, q, problem.Defaults())
		if err != nil {
			return err
		}
		analysis, err := problem.Analyse(cmd.Context(), e, inquiry)
		if err != nil {
			return err
		}
		return p.accept(cmd.Context(), w, analysis.Findings, keys)
	}
	return cmd
}

// accept keeps that findings are accepted: all that are named, or none.
func (p *program) accept(ctx context.Context, w *workspace.Workspace, findings []problem.Finding, keys []string) error {
	var chosen []problem.Finding
	for _, key := range keys {
		i := slices.IndexFunc(findings, func(f problem.Finding) bool { return f.Key() == key })
		if i < 0 {
			return &usageError{p.words.Say("cli.problems.accept.unknown", "key", key)}
		}
		chosen = append(chosen, findings[i])
	}
	for _, f := range chosen {
		statement := f.Statement(p.words.Printer())
		if err := p.decide(ctx, w, f.Key(), workspace.DecisionAccepted, statement); err != nil {
			return err
		}
		fmt.Fprintln(p.out, oneLine(p.words.Say("cli.problems.accept.done", "statement", statement)))
	}
	return nil
}

// unaccept opens accepted findings again.
func (p *program) unaccept(ctx context.Context, w *workspace.Workspace, keys []string) error {
	for _, key := range keys {
		if err := p.decide(ctx, w, key, workspace.DecisionOpen, ""); err != nil {
			return err
		}
		fmt.Fprintln(p.out, oneLine(p.words.Say("cli.problems.accept.undone", "key", key)))
	}
	return nil
}

// decide changes the state of a decision, and what it was about where that is given; notes stay.
func (p *program) decide(ctx context.Context, w *workspace.Workspace, key string, state workspace.DecisionState, statement string) error {
	decisions, err := w.Decisions(ctx)
	if err != nil {
		return err
	}
	d := workspace.Decision{Key: key}
	if i := slices.IndexFunc(decisions, func(d workspace.Decision) bool { return d.Key == key }); i >= 0 {
		d = decisions[i]
	}
	d.State, d.Reason = state, ""
	if statement != "" {
		d.Statement = statement
	}
	return w.Decide(ctx, d)
}
