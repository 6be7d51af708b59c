package refill

import (
	"cmp"
	"context"
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
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
	Key      Key
	Sentence string      // that it stands in, of the old text
	Range    plain.Range // in the old text
	At       plain.Range // in the new text; empty where another figure covers it
	Old, New string      // New is empty where there is none
	State    State
	Verdict  Verdict      // of a person
	Why      string       // of what is not bound; a code
	Before   *proof.Proof // that binds it; of what is not bound, the likeliest question, whose answer is another
	After    *proof.Proof // the answer for the new period
}

// Claim is a claim of tone in the old text.
type Claim struct {
	Range   plain.Range // in the old text
	At      plain.Range // in the new text
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
	// Bindings are what people decided about figures.
	Bindings map[Key]Binding
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
	r := &refiller{ctx: ctx, o: o, report: report, moved: movedBy(report, o), result: Result{Period: analytics.YearToDate(o.To)}, sentences: newSentences(report.Draft.Text)}
	for i := range report.Figures {
		if err := r.figure(&report.Figures[i]); err != nil {
			return Result{}, err
		}
	}
	if err := r.claims(); err != nil {
		return Result{}, err
	}
	r.write(old)
	return r.result, nil
}

// refiller refills one text.
type refiller struct {
	ctx    context.Context
	o      Options
	report check.Report
	moved  shift
	result Result

	sentences *sentences
}

// figure binds a figure and asks for it again: by the question that a person confirmed or chose, otherwise by the one that
// gives it in the old year.
func (r *refiller) figure(f *check.Figure) error {
	out := Figure{Range: f.Range, Old: r.report.Draft.Text[f.Range.Start:f.Range.End], State: Unbound}
	out.Key, out.Sentence = r.sentences.next(f.Range)
	decided := r.o.Bindings[out.Key]
	out.Verdict = decided.Verdict
	suggest(f, &out)
	switch decided.Verdict {
	case Refused:
		out.Why = "refused"
	case Confirmed, Changed:
		out.Why = ""
		if err := r.bind(&out, decided); err != nil {
			return err
		}
	case Undecided:
	}
	if out.Why == "" && out.Before != nil {
		if err := r.ask(f, &out); err != nil {
			return err
		}
	}
	r.result.Figures = append(r.result.Figures, out)
	return nil
}

// suggest finds the question that gives a figure; where none does, the likeliest one and why it is not bound.
func suggest(f *check.Figure, out *Figure) {
	out.Why = whyUnbound(f)
	for _, found := range f.Findings {
		if found.Proof != nil && (out.Before == nil || found.Level == check.Green) {
			out.Before = found.Proof
		}
	}
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
