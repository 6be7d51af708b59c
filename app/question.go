package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/data/workspace"
)

// questionFlags say which figures are meant: the period, what they are compared with, the filters.
type questionFlags struct {
	from, to, compare string
	asOf              string
	where             []string
}

func (p *program) questionFlags(cmd *cobra.Command, compare analytics.Basis) *questionFlags {
	f := &questionFlags{}
	flags := cmd.Flags()
	flags.StringVar(&f.from, "from", "", p.words.Say("cli.query.flag.from"))
	flags.StringVar(&f.to, "to", "", p.words.Say("cli.query.flag.to"))
	flags.StringVar(&f.compare, "compare", string(compare), p.words.Say("cli.query.flag.compare", "list", strings.Join(basisNames(), " ")))
	flags.StringVar(&f.asOf, "as-of", "", p.words.Say("cli.query.flag.as_of"))
	flags.StringArrayVar(&f.where, "where", nil, p.words.Say("cli.query.flag.where"))
	return f
}

// basisNames lists the bases of comparison that have a name.
func basisNames() []string {
	var names []string
	for _, b := range analytics.Bases() {
		names = append(names, string(b))
	}
	return names
}

// askKnown opens the workspace for questions about what was known at the moment of --as-of; without it, about the present.
func (p *program) askKnown(ctx context.Context, f *questionFlags, use func(*workspace.Workspace, *engine.Engine) error) error {
	if f.asOf == "" {
		return p.ask(ctx, use)
	}
	at, err := analytics.ParseMoment(f.asOf, p.now().Location())
	if err != nil {
		return err
	}
	return p.ask(ctx, func(w *workspace.Workspace, e *engine.Engine) error {
		known, err := e.AsOf(ctx, at)
		if err != nil {
			return err
		}
		empty, err := p.isEmpty(ctx, known)
		if err != nil {
			return err
		}
		if empty {
			return &analytics.Error{Code: analytics.CodeNothingKnown, Value: p.words.Printer().Moment(at)}
		}
		return use(w, known)
	})
}

// knownFooter says that figures are those known at a moment; nothing about the present.
func (p *program) knownFooter(at time.Time) []string {
	if at.IsZero() {
		return nil
	}
	return []string{p.words.Say("known.as_of", "moment", p.words.Printer().Moment(at))}
}

// period reads --from and --to. Without them it is the last year with data of a fact, to the last day with data.
func (p *program) period(ctx context.Context, e *engine.Engine, fact analytics.FactID, f *questionFlags) (analytics.Period, error) {
	coverage, err := e.Coverage(ctx, fact)
	if err != nil {
		return analytics.Period{}, err
	}
	last := coverage.To
	if coverage.IsZero() {
		last = analytics.Day(p.now().Year(), p.now().Month(), p.now().Day())
	}
	period := analytics.YearToDate(last)
	if f.to != "" {
		if period.To, err = day(f.to); err != nil {
			return period, err
		}
		period.From = analytics.YearToDate(period.To).From
	}
	if f.from != "" {
		if period.From, err = day(f.from); err != nil {
			return period, err
		}
		if f.to == "" && period.To.Before(period.From) {
			return period, &analytics.Error{Code: analytics.CodePeriod, Value: f.from + " – " + period.To.Format(time.DateOnly)}
		}
	}
	if period.To.Before(period.From) {
		return period, &analytics.Error{Code: analytics.CodePeriod, Value: f.from + " – " + f.to}
	}
	return period, nil
}

func day(text string) (time.Time, error) {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return d, &analytics.Error{Code: analytics.CodePeriod, Value: text, Err: err}
	}
	return d, nil
}

// conditions reads the --where flags: dimension=value|value, by names or keys.
func (p *program) conditions(ctx context.Context, e *engine.Engine, where []string) ([]analytics.Condition, error) {
	var list []analytics.Condition
	for _, text := range where {
		dimension, values, found := strings.Cut(text, "=")
		if !found || strings.TrimSpace(values) == "" {
			return nil, &usageError{p.words.Say("cli.usage.where", "value", text)}
		}
		c := analytics.Condition{Dimension: analytics.DimensionID(strings.TrimSpace(dimension))}
		for _, value := range strings.Split(values, "|") {
			key, err := e.Resolve(ctx, c.Dimension, strings.TrimSpace(value))
			if err != nil {
				return nil, err
			}
			c.Keys = append(c.Keys, key)
		}
		list = append(list, c)
	}
	return list, nil
}
