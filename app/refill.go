package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics/docx"
	"anlan/analytics/engine"
	"anlan/analytics/speech/refill"
	"anlan/analytics/speech/source"
	"anlan/app/keep"
	"anlan/data/workspace"
)

func (p *program) refillCommand() *cobra.Command {
	var oldYear int
	var to, out string
	cmd := &cobra.Command{
		Use: "refill OLD", Short: p.words.Say("cli.refill.about"), Long: p.words.Say("cli.refill.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{p.words.Say("cli.usage.draft")}
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&oldYear, "old-year", 0, p.words.Say("cli.refill.flag.old_year"))
	cmd.Flags().StringVar(&to, "to", "", p.words.Say("cli.query.flag.to"))
	cmd.Flags().StringVar(&out, "out", "", p.words.Say("cli.speech.flag.out"))
	format := p.formatFlag(cmd, "text", "json", "docx")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o := refill.Options{OldYear: oldYear, Language: p.words.Language}
		if to != "" {
			var err error
			if o.To, err = day(to); err != nil {
				return err
			}
		}
		if *format == "docx" && out == "" {
			return &usageError{p.words.Say("cli.usage.out")}
		}
		return p.refill(cmd.Context(), args[0], *format, out, o)
	}
	return cmd
}

func (p *program) refill(ctx context.Context, path, format, out string, o refill.Options) error {
	old, err := source.Read(path)
	if err != nil {
		return err
	}
	return p.ask(ctx, func(w *workspace.Workspace, e *engine.Engine) error {
		o.Answers = e
		if o.Bindings, err = keep.Bindings(ctx, w); err != nil {
			return err
		}
		result, err := refill.Text(ctx, old, o)
		if err != nil {
			return err
		}
		return p.toFile(out, func(to io.Writer) error {
			switch format {
			case "json":
				return printJSON(to, p.refillJSON(result))
			case "docx":
				return docx.WriteText(to, result.Document(filepath.Base(path), p.words.Language), p.now())
			}
			return p.printRefill(to, result)
		})
	})
}

// toFile writes to the file of --out, or prints.
func (p *program) toFile(path string, write func(io.Writer) error) (err error) {
	if path == "" {
		return write(p.out)
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return write(file)
}

// printRefill prints the new text, and below it what became of every figure and claim.
func (p *program) printRefill(out io.Writer, r refill.Result) error {
	say := p.words.Say
	fmt.Fprintln(out, r.Text)
	fmt.Fprintln(out)
	t := table{header: []string{say("cli.refill.state"), say("cli.refill.old"), say("cli.refill.new"), say("cli.refill.from")}}
	for _, f := range r.Figures {
		t.add(say("cli.refill.state."+string(f.State)), oneLine(f.Old), f.New, oneLine(f.Reason(p.words.Language)))
	}
	if err := t.print(out); err != nil {
		return err
	}
	for _, c := range r.Claims {
		key := "cli.refill.claim.carries"
		if !c.Carries {
			key = "cli.refill.claim.lost"
		}
		fmt.Fprintln(out, say(key, "words", c.Words, "why", c.Why.In(p.words.Language)))
	}
	return nil
}

// refillJSON is a refilled text in the JSON output.
type refillJSON struct {
	Through string             `json:"through"`
	Text    string             `json:"text"`
	Figures []refillFigureJSON `json:"figures"`
	Claims  []refillClaimJSON  `json:"claims"`
}

type refillFigureJSON struct {
	State   refill.State   `json:"state"`
	Verdict refill.Verdict `json:"verdict,omitempty"` // of a person
	Old     string         `json:"old"`
	New     string         `json:"new,omitempty"`
	Why     string         `json:"why,omitempty"`
	Before  *proofJSON     `json:"before,omitempty"`
	After   *proofJSON     `json:"after,omitempty"`
}

type refillClaimJSON struct {
	Words   string `json:"words"`
	Carries bool   `json:"carries"`
	Why     string `json:"why"`
}

func (p *program) refillJSON(r refill.Result) refillJSON {
	j := refillJSON{Through: r.Period.To.Format(time.DateOnly), Text: r.Text, Figures: []refillFigureJSON{}, Claims: []refillClaimJSON{}}
	for _, f := range r.Figures {
		j.Figures = append(j.Figures, refillFigureJSON{f.State, f.Verdict, f.Old, f.New, f.Why, p.proofJSON(f.Before), p.proofJSON(f.After)})
	}
	for _, c := range r.Claims {
		j.Claims = append(j.Claims, refillClaimJSON{c.Words, c.Carries, c.Why.In(p.words.Language)})
	}
	return j
}
