package main

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/data/workspace"
)

func (p *program) problemsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "problems", Short: p.words.Say("cli.problems.about"), Long: p.words.Say("cli.problems.long"), Args: p.noArgs}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	thresholds := problem.Defaults()
	flags := cmd.Flags()
	flags.Float64Var(&thresholds.FalseAlarms, "false-alarms", thresholds.FalseAlarms, p.words.Say("cli.problems.flag.false_alarms"))
	flags.IntVar(&thresholds.Passing, "passing", thresholds.Passing, p.words.Say("cli.problems.flag.passing"))
	layout := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if !(thresholds.FalseAlarms > 0 && thresholds.FalseAlarms < 1) {
			return &usageError{p.words.Say("cli.problems.usage.false_alarms")}
		}
		return p.askKnown(cmd.Context(), q, func(w *workspace.Workspace, e *engine.Engine) error {
			inquiry, err := p.inquiry(cmd.Context(), e, q, thresholds)
			if err != nil {
				return err
			}
			analysis, err := problem.Analyse(cmd.Context(), e, inquiry)
			if err != nil {
				return err
			}
			isSample, err := w.Meta(cmd.Context(), workspace.MetaSample)
			if err != nil {
				return err
			}
			if *layout == "json" {
				j := p.problemsJSON(analysis, isSample == "true")
				j.AsOf = e.Known()
				return printJSON(p.out, j)
			}
			p.printProblems(analysis, isSample == "true")
			for _, line := range p.knownFooter(e.Known()) {
				fmt.Fprintln(p.out, line)
			}
			return nil
		})
	}
	cmd.AddCommand(p.acceptCommand())
	return cmd
}

// inquiry reads what to look at from the command line.
func (p *program) inquiry(ctx context.Context, e *engine.Engine, flags *questionFlags, t problem.Thresholds) (problem.Inquiry, error) {
	inquiry := problem.Inquiry{Thresholds: t}
	var err error
	if inquiry.Basis, err = analytics.ParseBasis(flags.compare); err != nil {
		return inquiry, err
	}
	if inquiry.Where, err = p.conditions(ctx, e, flags.where); err != nil {
		return inquiry, err
	}
	inquiry.Period, err = p.period(ctx, e, analytics.Accidents, flags)
	return inquiry, err
}

// printProblems lists the findings, the gravest and surest first, and what they rest on.
func (p *program) printProblems(a problem.Analysis, isSample bool) {
	say, pr := p.words.Say, p.words.Printer()
	if len(a.Findings) == 0 {
		fmt.Fprintln(p.out, say("cli.problems.none"))
	}
	for i, f := range a.Findings {
		fmt.Fprintln(p.out, oneLine(say("cli.problems.line", "number", i+1, "tag", f.Tag(pr), "statement", f.Statement(pr))))
		for _, line := range []string{f.Detail(pr), f.Sureness(pr), say("cli.problems.limits", "limits", f.Limits(pr))} {
			fmt.Fprintln(p.out, "   "+oneLine(line))
		}
	}
	fmt.Fprintln(p.out)
	for _, line := range p.problemsFooter(a, isSample) {
		fmt.Fprintln(p.out, oneLine(line))
	}
}

func (p *program) problemsFooter(a problem.Analysis, isSample bool) []string {
	say, pr := p.words.Say, p.words.Printer()
	lines := []string{
		say("cli.query.footer", "period", pr.Period(a.Inquiry.Period), "days", a.Inquiry.Period.Days()),
		say("cli.problems.tested", "trials", a.Trials, "share", pr.Percent(a.Inquiry.Thresholds.FalseAlarms*100, 0)),
	}
	for _, line := range a.NotAnswered(pr) {
		lines = append(lines, say("cli.problems.unasked", "line", line))
	}
	if isSample {
		lines = append(lines, say("cli.query.footer.sample"))
	}
	return lines
}

// problemsJSON is an analysis for other programs.
type problemsJSON struct {
	Period     spanJSON           `json:"period"`
	Basis      analytics.Basis    `json:"basis"`
	Thresholds problem.Thresholds `json:"thresholds"`
	Trials     int                `json:"trials"`
	Findings   []problemJSON      `json:"findings"`
	Answered   []answeredJSON     `json:"answered"`
	Unasked    []unaskedJSON      `json:"not_answered"`
	AsOf       time.Time          `json:"as_of,omitzero"` // the figures are those known at this moment
	Sample     bool               `json:"sample"`
}

// answeredJSON is a question that was answered for the units of a level.
type answeredJSON struct {
	Question string        `json:"question"`
	Level    problem.Level `json:"level"`
	Units    int           `json:"judged_for_chance"`
}

// unaskedJSON is a question that was not answered for the units of a level, or not for some of them.
type unaskedJSON struct {
	Question string        `json:"question"`
	Level    problem.Level `json:"level"`
	Reason   string        `json:"reason"`
	Text     string        `json:"text"`
	Without  []string      `json:"units,omitempty"`
}

type problemJSON struct {
	Key       string             `json:"key"`
	Question  string             `json:"question"`
	Kind      problem.Kind       `json:"kind"`
	Statement string             `json:"statement"`
	Detail    string             `json:"detail"`
	Limits    string             `json:"does_not_prove"`
	Tag       string             `json:"tag"`
	Certainty problem.Certainty  `json:"certainty"`
	P         *float64           `json:"p,omitempty"`
	Adjusted  *float64           `json:"adjusted_p,omitempty"`
	Severity  problem.Severity   `json:"severity"`
	Harm      float64            `json:"harm_deaths"`
	Numbers   map[string]float64 `json:"numbers"`
	Evidence  problemRowsJSON    `json:"evidence"`
	Figure    string             `json:"chart"`
	Merged    []string           `json:"merged,omitempty"`
}

type problemRowsJSON struct {
	Fact    analytics.FactID      `json:"fact"`
	Measure analytics.ID          `json:"indicator,omitempty"`
	Period  spanJSON              `json:"period"`
	Where   []analytics.Condition `json:"where"`
	Firms   []string              `json:"firms,omitempty"`
}

func (p *program) problemsJSON(a problem.Analysis, isSample bool) problemsJSON {
	pr := p.words.Printer()
	j := problemsJSON{
		Period: span(a.Inquiry.Period), Basis: a.Inquiry.Basis, Thresholds: a.Inquiry.Thresholds, Trials: a.Trials,
		Findings: []problemJSON{}, Answered: []answeredJSON{}, Unasked: []unaskedJSON{}, Sample: isSample,
	}
	for _, q := range a.Answered {
		j.Answered = append(j.Answered, answeredJSON{q.Question, q.Level, q.Units})
	}
	for _, u := range a.Unasked {
		one := unaskedJSON{u.Question, u.Level, u.Reason, u.Why(pr), nil}
		for _, m := range u.Without {
			one.Without = append(one.Without, m.Key)
		}
		j.Unasked = append(j.Unasked, one)
	}
	for _, f := range a.Findings {
		j.Findings = append(j.Findings, problemOf(f, pr))
	}
	return j
}

func problemOf(f problem.Finding, pr format.Printer) problemJSON {
	j := problemJSON{
		Key: f.Key(), Question: f.Question, Kind: f.Kind, Statement: f.Statement(pr), Detail: f.Detail(pr), Limits: f.Limits(pr), Tag: f.Tag(pr),
		Certainty: f.Certainty, Severity: f.Severity, Harm: f.Harm, Numbers: map[string]float64{}, Figure: f.Figure,
		Evidence: problemRowsJSON{f.Evidence.Fact, f.Evidence.Measure, span(f.Evidence.Period), append([]analytics.Condition{}, f.Evidence.Where...), f.Evidence.Firms},
	}
	if f.Certainty != problem.Recorded {
		j.P, j.Adjusted = &f.P, &f.Adjusted
	}
	for _, n := range f.Numbers {
		if n.Style != problem.Name && !math.IsInf(n.Value, 0) {
			j.Numbers[n.Name] = n.Value
		}
	}
	for _, m := range f.Merged {
		j.Merged = append(j.Merged, m.Key())
	}
	return j
}
