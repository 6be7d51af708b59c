package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/app/drawing"
	"anlan/assets"
	"anlan/data/sample"
	"anlan/data/workspace"
)

// chartFlags are the flags of the chart command.
type chartFlags struct {
	out, size, measure string
	scale              float64
	dark               bool
}

func (p *program) chartCommand() *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use: "chart NAME --out FILE", Short: p.words.Say("cli.chart.about"), Long: p.words.Say("cli.chart.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{p.words.Say("error.question.chart", "value", strings.Join(args, " "), "detail", kindNames())}
			}
			return nil
		},
	}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", p.words.Say("cli.chart.flag.out"))
	flags.StringVar(&f.size, "size", "1200x700", p.words.Say("cli.chart.flag.size"))
	flags.StringVar(&f.measure, "measure", "accidents", p.words.Say("cli.chart.flag.measure"))
	flags.Float64Var(&f.scale, "scale", 2, p.words.Say("cli.chart.flag.scale"))
	flags.BoolVar(&f.dark, "dark", false, p.words.Say("cli.chart.flag.dark"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return p.drawChart(cmd.Context(), args[0], f, q) }
	cmd.AddCommand(&cobra.Command{
		Use: "list", Short: p.words.Say("cli.chart.list.about"), Args: p.noArgs,
		RunE: func(*cobra.Command, []string) error {
			t := table{header: strings.Split(p.words.Say("cli.chart.columns"), "|")}
			for _, k := range figure.Kinds() {
				t.add(k.ID, k.Name(p.words.Language))
			}
			return t.print(p.out)
		},
	})
	return cmd
}

func kindNames() string {
	var names []string
	for _, k := range figure.Kinds() {
		names = append(names, k.ID)
	}
	return strings.Join(names, ", ")
}

func (p *program) drawChart(ctx context.Context, name string, f chartFlags, q *questionFlags) error {
	kind, err := figure.KindByID(name)
	if err != nil {
		return err
	}
	size, err := p.chartSize(f)
	if err != nil {
		return err
	}
	return p.askKnown(ctx, q, func(w *workspace.Workspace, e *engine.Engine) error {
		question, err := p.chartQuestion(ctx, e, f, q)
		if err != nil {
			return err
		}
		note, err := p.sampleNote(ctx, w)
		if err != nil {
			return err
		}
		style := figure.Style{Printer: p.words.Printer(), Palette: assets.Theme(f.dark), Text: 15}
		fig, err := kind.Draw(ctx, e, question, style)
		if err != nil {
			return err
		}
		if fig.Empty != "" {
			fmt.Fprintln(p.err, p.words.Say("cli.chart.empty", "reason", fig.Empty))
			return errReported
		}
		data, err := drawing.File(ctx, f.out, fig, style, size, note)
		if errors.Is(err, drawing.ErrTable) {
			return &usageError{p.words.Say("cli.chart.is_table", "name", name)}
		}
		if err != nil {
			return err
		}
		return p.writeFile(f.out, data)
	})
}

func (p *program) writeFile(path string, data []byte) error {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		var cause *os.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		fmt.Fprintln(p.err, p.words.Say("cli.usage.file", "path", path, "error", err))
		return errReported
	}
	fmt.Fprintln(p.out, p.words.Say("cli.chart.done", "file", path))
	return nil
}

// chartSize reads where to and how large.
func (p *program) chartSize(f chartFlags) (drawing.Size, error) {
	size := drawing.Size{Scale: f.scale}
	if f.out == "" {
		return size, &usageError{p.words.Say("cli.usage.out")}
	}
	if !drawing.IsKnown(f.out) {
		return size, &usageError{p.words.Say("cli.chart.extension", "value", f.out)}
	}
	const most = 8000
	n, err := fmt.Sscanf(strings.ToLower(strings.ReplaceAll(f.size, "×", "x")), "%dx%d", &size.Width, &size.Height)
	if err != nil || n != 2 || size.Width < 100 || size.Height < 100 || size.Width > most || size.Height > most {
		return size, &usageError{p.words.Say("cli.usage.size", "value", f.size)}
	}
	if f.scale < 0.25 || f.scale*float64(max(size.Width, size.Height)) > 2*most {
		return size, &usageError{p.words.Say("cli.usage.size", "value", fmt.Sprintf("%s × %g", f.size, f.scale))}
	}
	return size, nil
}

func (p *program) chartQuestion(ctx context.Context, e *engine.Engine, f chartFlags, flags *questionFlags) (figure.Question, error) {
	var q figure.Question
	indicator, err := e.Catalog().Indicator(analytics.ID(f.measure))
	if err != nil {
		return q, err
	}
	q.Measure, q.AsOf = indicator.ID, e.Known()
	if q.Basis, err = analytics.ParseBasis(flags.compare); err != nil {
		return q, err
	}
	if q.Where, err = p.conditions(ctx, e, flags.where); err != nil {
		return q, err
	}
	q.Period, err = p.period(ctx, e, indicator.Num.Fact, flags)
	return q, err
}

func (p *program) sampleCommand() *cobra.Command {
	return &cobra.Command{
		Use: "sample DIR", Short: p.words.Say("cli.sample.about"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{p.words.Say("cli.usage.folder")}
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			if err := sample.WriteFiles(args[0], sample.Seed, sample.Options{}); err != nil {
				return err
			}
			fmt.Fprintln(p.out, p.words.Say("cli.sample.done", "list", p.words.List(sample.Files())))
			return nil
		},
	}
}
