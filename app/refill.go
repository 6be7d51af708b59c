package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics/engine"
	"anlan/analytics/speech/refill"
	"anlan/analytics/speech/source"
	"anlan/data/workspace"
)

func (p *program) refillCommand() *cobra.Command {
	var oldYear int
	var to string
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
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o := refill.Options{OldYear: oldYear, Language: p.words.Language}
		if to != "" {
			var err error
			if o.To, err = day(to); err != nil {
				return err
			}
		}
		return p.refill(cmd.Context(), args[0], *format, o)
	}
	return cmd
}

func (p *program) refill(ctx context.Context, path, format string, o refill.Options) error {
	old, err := source.Read(path)
	if err != nil {
		return err
	}
	return p.ask(ctx, func(_ *workspace.Workspace, e *engine.Engine) error {
		o.Answers = e
		result, err := refill.Text(ctx, old, o)
		if err != nil {
			return err
		}
		if format == "json" {
			return printJSON(p.out, p.refillJSON(result))
		}
		return p.printRefill(result)
	})
}

// printRefill prints the new text, and below it what became of every figure and claim.
func (p *program) printRefill(r refill.Result) error {
	say := p.words.Say
	fmt.Fprintln(p.out, r.Text)
	fmt.Fprintln(p.out)
	t := table{header: []string{say("cli.refill.state"), say("cli.refill.old"), say("cli.refill.new"), say("cli.refill.from")}}
	for _, f := range r.Figures {
		from := ""
		if f.After != nil {
			from = f.After.Short(p.words.Language)
		}
		t.add(say("cli.refill.state."+string(f.State)), oneLine(f.Old), f.New, oneLine(from))
	}
	if err := t.print(p.out); err != nil {
		return err
	}
	for _, c := range r.Claims {
		key := "cli.refill.claim.carries"
		if !c.Carries {
			key = "cli.refill.claim.lost"
		}
		fmt.Fprintln(p.out, say(key, "words", c.Words, "why", c.Why.In(p.words.Language)))
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
	State  refill.State `json:"state"`
	Old    string       `json:"old"`
	New    string       `json:"new,omitempty"`
	Why    string       `json:"why,omitempty"`
	Before *proofJSON   `json:"before,omitempty"`
	After  *proofJSON   `json:"after,omitempty"`
}

type refillClaimJSON struct {
	Words   string `json:"words"`
	Carries bool   `json:"carries"`
	Why     string `json:"why"`
}

func (p *program) refillJSON(r refill.Result) refillJSON {
	j := refillJSON{Through: r.Period.To.Format(time.DateOnly), Text: r.Text, Figures: []refillFigureJSON{}, Claims: []refillClaimJSON{}}
	for _, f := range r.Figures {
		j.Figures = append(j.Figures, refillFigureJSON{f.State, f.Old, f.New, f.Why, p.proofJSON(f.Before), p.proofJSON(f.After)})
	}
	for _, c := range r.Claims {
		j.Claims = append(j.Claims, refillClaimJSON{c.Words, c.Carries, c.Why.In(p.words.Language)})
	}
	return j
}
