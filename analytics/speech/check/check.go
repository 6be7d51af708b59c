package check

import (
	"cmp"
	"context"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/plain"
)

// Answers is where figures are looked up. The engine satisfies it.
type Answers interface {
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
	// Members lists the members of a dimension.
	Members(ctx context.Context, d analytics.DimensionID) ([]analytics.Member, error)
	// Coverage is the span of days for which a family of facts has data.
	Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error)
}

// Options say what a draft is checked against.
type Options struct {
	Answers Answers // nil: against its own arithmetic only
	Year    int     // the year that the draft reports on; zero: the last one with data, or the present one
	Now     time.Time
}

// Text reads a draft and checks it.
func Text(ctx context.Context, text string, o Options) (Report, error) {
	words, err := Lexicon(ctx, o.Answers)
	if err != nil {
		return Report{}, err
	}
	return Draft(ctx, draft.Read(text, words), o)
}

// named are the dimensions whose members a draft may name.
var named = []analytics.DimensionID{analytics.Sector, analytics.Subsector, analytics.Town, analytics.Campaign, analytics.Department}

// Lexicon is the lexicon with the names that a workspace has for sectors, towns, campaigns and departments; without a
// workspace the plain one.
func Lexicon(ctx context.Context, a Answers) (*lexicon.Lexicon, error) {
	if a == nil {
		return lexicon.New(nil), nil
	}
	var names []lexicon.Name
	for _, d := range named {
		members, err := a.Members(ctx, d)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			names = append(names, lexicon.Name{Dimension: d, Key: m.Key, Spelling: m.Label.ZH})
		}
	}
	return lexicon.New(names), nil
}

// checker collects the findings about a draft.
type checker struct {
	d        draft.Draft
	findings [][]Finding // of each figure
	notes    []Finding
	alone    []draft.Rate // rates without the counts that they come from
	year     int          // that the draft reports on
	yearSaid bool
	asked    *asker // nil without a workspace
}

// Draft checks a draft that was read with the lexicon of the same workspace.
func Draft(ctx context.Context, d draft.Draft, o Options) (Report, error) {
	c := &checker{d: d, findings: make([][]Finding, len(d.Figures)), year: o.Year, yearSaid: o.Year != 0}
	if o.Answers != nil {
		asked, err := newAsker(ctx, o.Answers)
		if err != nil {
			return Report{}, err
		}
		c.asked = asked
		if c.year == 0 {
			c.year = asked.lastYear
		}
	}
	if c.year == 0 {
		c.year = cmp.Or(o.Now, time.Now()).Year()
	}
	c.arithmetic()
	if c.asked != nil {
		if err := c.againstWorkspace(ctx); err != nil {
			return Report{}, err
		}
	}
	if err := c.wording(ctx); err != nil {
		return Report{}, err
	}
	return c.report(), nil
}

// arithmetic checks the figures against each other.
func (c *checker) arithmetic() {
	for _, change := range c.d.Changes {
		c.change(change)
	}
	for _, s := range c.d.Shares {
		c.share(s)
	}
	for _, r := range c.d.Rates {
		c.rate(r)
	}
	for _, s := range c.d.Sums {
		c.sum(s)
	}
	for _, l := range c.d.Lists {
		c.list(l)
	}
}

// report puts the findings together.
func (c *checker) report() Report {
	r := Report{Draft: c.d, Notes: c.notes}
	for i, f := range c.d.Figures {
		found := c.settle(i)
		slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(b.Level, a.Level) })
		out := Figure{Figure: f, Findings: found, Level: found[0].Level}
		switch out.Level {
		case Grey:
			r.Counts.Unknown++
		case Green:
			r.Counts.Right++
		case Amber:
			r.Counts.Attention++
		case Red:
			r.Counts.Wrong++
		}
		r.Figures = append(r.Figures, out)
	}
	slices.SortStableFunc(r.Notes, func(a, b Finding) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
	return r
}

// settle lets the workspace have the last word on a figure: what its arithmetic with other figures calls wrong is those
// figures' fault where the workspace finds it right. A figure of which nothing was found is not checkable.
func (c *checker) settle(i int) []Finding {
	found := c.findings[i]
	right := slices.ContainsFunc(found, func(f Finding) bool { return f.Level == Green && f.Proof != nil })
	proved := slices.ContainsFunc(found, func(f Finding) bool { return f.Proof != nil })
	for k := range found {
		if right && found[k].Level == Red && found[k].Proof == nil {
			found[k].Level = Amber
		}
	}
	if proved {
		found = slices.DeleteFunc(found, func(f Finding) bool { return f.Level == Grey && f.Proof == nil })
	}
	if len(found) == 0 {
		found = append(found, c.finding(i, Grey, "unchecked", both(func(v voice) string { return v.say("check.unchecked") })))
	}
	return found
}

// finding is a finding about a figure.
func (c *checker) finding(figure int, l Level, code string, text analytics.Text) Finding {
	return Finding{Level: l, Code: code, Text: text, Range: c.d.Figures[figure].Range, Figure: figure}
}

// find puts down a finding about a figure.
func (c *checker) find(figure int, l Level, code string, text analytics.Text) {
	c.findings[figure] = append(c.findings[figure], c.finding(figure, l, code, text))
}

// findRight is find with what the figure should read.
func (c *checker) findRight(figure int, l Level, code string, right, text analytics.Text) {
	f := c.finding(figure, l, code, text)
	f.Right = right
	c.findings[figure] = append(c.findings[figure], f)
}

// note puts down a finding about a wording.
func (c *checker) note(r plain.Range, l Level, code string, text analytics.Text) {
	c.notes = append(c.notes, Finding{Level: l, Code: code, Text: text, Range: r, Figure: draft.None})
}
