package refill

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
	"anlan/analytics/words"
)

// State is what became of a figure.
type State string

// The states.
const (
	Bound   State = "bound"   // asked again and printed
	Unbound State = "unbound" // no question gives it; it stands as it was
	Failed  State = "failed"  // bound, but the new figure cannot stand in the old words
)

// Figure is a figure of the old text and what became of it.
type Figure struct {
	Range    plain.Range // in the old text
	Old, New string      // New is empty where there is none
	State    State
	Why      string       // of what is not bound; a code
	Before   *proof.Proof // that binds it
	After    *proof.Proof // the answer for the new period
}

// Claim is a claim of tone in the old text.
type Claim struct {
	Range   plain.Range
	Words   string
	Carries bool // whether the new figures go with it
	Why     analytics.Text
}

// Result is the new text with its proof.
type Result struct {
	Text    string
	Figures []Figure
	Claims  []Claim
	Period  analytics.Period // the year to date that the new text is about
}

// Options say which year the old text is of, and which day the new one reaches to.
type Options struct {
	Answers check.Answers
	OldYear int       // zero: the year before To's
	To      time.Time // zero: the last day with accidents
	// Language is that of the marks in the text.
	Language analytics.Language
}

// Text refills a text.
func Text(ctx context.Context, old string, o Options) (Result, error) {
	if o.To.IsZero() {
		coverage, err := o.Answers.Coverage(ctx, analytics.Accidents)
		if err != nil {
			return Result{}, err
		}
		o.To = coverage.To
	}
	o.OldYear = cmp.Or(o.OldYear, o.To.Year()-1)
	report, err := check.Text(ctx, old, check.Options{Answers: o.Answers, Year: o.OldYear})
	if err != nil {
		return Result{}, err
	}
	r := &refiller{ctx: ctx, o: o, report: report, moved: movedBy(report, o), result: Result{Period: analytics.YearToDate(o.To)}}
	for i := range report.Figures {
		if err := r.figure(&report.Figures[i]); err != nil {
			return Result{}, err
		}
	}
	if err := r.claims(); err != nil {
		return Result{}, err
	}
	r.result.Text = r.write(old)
	return r.result, nil
}

// refiller refills one text.
type refiller struct {
	ctx    context.Context
	o      Options
	report check.Report
	moved  shift
	result Result
}

// figure binds a figure and asks for it again.
func (r *refiller) figure(f *check.Figure) error {
	out := Figure{Range: f.Range, Old: r.report.Draft.Text[f.Range.Start:f.Range.End], State: Unbound, Why: whyUnbound(f)}
	i := slices.IndexFunc(f.Findings, func(found check.Finding) bool { return found.Level == check.Green && found.Proof != nil })
	if out.Why == "" && i >= 0 {
		out.Before = f.Findings[i].Proof
		if err := r.ask(f, &out); err != nil {
			return err
		}
	}
	r.result.Figures = append(r.result.Figures, out)
	return nil
}

// ask asks the question of a figure for the new period.
func (r *refiller) ask(f *check.Figure, out *Figure) error {
	q := r.moved.query(out.Before.Query)
	frame, err := r.o.Answers.Run(r.ctx, q)
	if err != nil {
		return err
	}
	v := frame.Total[0]
	if !v.HasNow || q.Basis != analytics.NoBasis && q.Basis != "" && !v.HasBase {
		out.State, out.Why = Failed, "no_data"
		return nil
	}
	out.After = &proof.Proof{Indicator: frame.Indicators[0], Query: q, Meta: frame.Meta, Value: v}
	out.New, out.Why = printed(f, out, r.o.Language)
	out.State = Bound
	if out.Why != "" {
		out.State = Failed
	}
	return nil
}

// edit replaces a span of the old text.
type edit struct {
	at   plain.Range
	text string
}

// write puts the new figures and dates into the old text. What failed is marked behind its place.
func (r *refiller) write(old string) string {
	edits := r.moved.dates(old, r.report)
	for _, f := range r.result.Figures {
		switch {
		case f.State == Bound:
			edits = append(edits, edit{f.Range, f.New})
		case f.State == Failed && f.New != "":
			edits = append(edits, edit{f.Range, f.Old + words.In(r.o.Language).Say("refill.mark", "new", f.New)})
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.at.Start, b.at.Start) })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.at.Start < at {
			continue // within a figure that was replaced
		}
		b.WriteString(old[at:e.at.Start] + e.text)
		at = e.at.End
	}
	return b.String() + old[at:]
}
