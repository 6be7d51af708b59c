package main

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/app/drawing"
	"anlan/assets"
	"anlan/data/workspace"
)

// townCommand writes a town's own sheet, one page to be printed.
func (p *program) townCommand() *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use: "town NAME --out FILE.html", Short: p.words.Say("cli.town.about"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{p.words.Say("cli.usage.town")}
			}
			return nil
		},
	}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	cmd.Flags().StringVar(&f.out, "out", "", p.words.Say("cli.chart.flag.out"))
	cmd.Flags().StringVar(&f.measure, "measure", "accidents", p.words.Say("cli.chart.flag.measure"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !strings.EqualFold(filepath.Ext(f.out), ".html") {
			return &usageError{p.words.Say("cli.usage.town")}
		}
		return p.drawTown(cmd.Context(), args[0], f, q)
	}
	return cmd
}

func (p *program) drawTown(ctx context.Context, name string, f chartFlags, flags *questionFlags) error {
	return p.askKnown(ctx, flags, func(w *workspace.Workspace, e *engine.Engine) error {
		town, err := e.Resolve(ctx, analytics.Town, name)
		if err != nil {
			return err
		}
		question, err := p.chartQuestion(ctx, e, f, flags)
		if err != nil {
			return err
		}
		note, err := p.sampleNote(ctx, w)
		if err != nil {
			return err
		}
		style := figure.Style{Printer: p.words.Printer(), Palette: assets.Theme(false), Text: drawing.HandoutText}
		sheet, err := figure.DrawTownSheet(ctx, e, question, style, town)
		if err != nil {
			return err
		}
		data, err := drawing.Handout(ctx, sheet, style, note)
		if err != nil {
			return err
		}
		return p.writeFile(f.out, data)
	})
}

// sampleNote marks files of the demonstration city.
func (p *program) sampleNote(ctx context.Context, w *workspace.Workspace) (string, error) {
	isSample, err := w.Meta(ctx, workspace.MetaSample)
	if err != nil || isSample != "true" {
		return "", err
	}
	return p.words.Say("cli.query.footer.sample"), nil
}
