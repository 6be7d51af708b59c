package draft

import (
	"slices"

	"anlan/analytics/speech/lexicon"
)

// shareState is what 占 has said so far.
type shareState struct {
	token int
	goal  bool            // of a plan
	base  int             // the whole, where it stands between 占 and the percentage: 占指标(177人)的48%
	whole []lexicon.Entry // what the whole counts
}

// ofShare is the name of a share that changed.
var ofShare = lexicon.Entry{Kind: lexicon.Rate, Keys: []string{"share"}}

// shareMoves makes a share that is told with what it was before the name of a rate: 占比从60.5%降至55.2%.
func (r *reader) shareMoves() {
	if r.share != nil && r.share.token == r.k-1 {
		r.pending = append(r.pending, pendingName{r.share.token, ofShare})
		r.share = nil
	}
}

// closeShares finds the parts and wholes of a list of shares: 分别占总数的71.7%和45%.
func (r *reader) closeShares(b *batch) {
	parts := r.shareParts(b)
	for i, f := range b.figures {
		s := Share{Part: None, Whole: None, Percent: f}
		if len(parts[i].values) == 1 {
			s.Part = parts[i].values[0]
		}
		r.whole(&s, b.share)
		r.d.Shares = append(r.d.Shares, s)
	}
}

// shareParts finds the values that a list of shares is about. Shares are no changes, so that the values stay open for
// changes to come.
func (r *reader) shareParts(b *batch) []target {
	if named, ok := r.namedTargets(b); ok {
		return named
	}
	group := r.values
	if len(group) == 0 {
		group = r.before
	}
	n := len(b.figures)
	switch {
	case len(group) < n:
		return make([]target, n)
	case n == 1 || len(r.lastRun(group)) != n:
		return single(group[len(group)-n:])
	}
	return single(r.lastRun(group))
}

// whole finds what a share is a share of.
func (r *reader) whole(s *Share, state *shareState) {
	if state == nil {
		return
	}
	s.Goal = state.goal
	for _, e := range state.whole {
		s.Quota = s.Quota || slices.Contains(e.Keys, "quota_deaths")
	}
	if state.base != None {
		s.Whole, s.Stated = state.base, true
		return
	}
	if s.Part == None {
		return
	}
	part := r.d.Figures[s.Part]
	for i := len(r.d.Figures) - 1; i >= 0; i-- {
		f := &r.d.Figures[i]
		if i == s.Part || f.Role != Value || unitOf(f) != unitOf(&part) || f.Rate {
			continue
		}
		if r.isWhole(f, &part, s) {
			s.Whole = i
			s.Stated = f.Sentence == part.Sentence
			return
		}
	}
}

// isWhole tells whether a figure may be the whole of a part.
func (r *reader) isWhole(f, part *Figure, s *Share) bool {
	quota := slices.Contains(f.Indicators, "quota_deaths")
	switch {
	case s.Goal:
		return f.Target && f.Sentence == part.Sentence
	case s.Quota || quota:
		return s.Quota && quota && f.Sentence == part.Sentence
	case f.Target || f.Paragraph == part.Paragraph && f.token >= part.token || f.Span != part.Span:
		return false
	}
	return r.divides(f, part)
}

// divides tells whether a part is one of a whole: the same is counted in a narrower scope, or 其中 says so.
func (r *reader) divides(whole, part *Figure) bool {
	for _, s := range r.d.Sums {
		if &r.d.Figures[s.Whole] == whole && slices.ContainsFunc(s.Parts, func(p int) bool { return r.d.Figures[p].token == part.token }) {
			return true
		}
	}
	return overlap(whole.Indicators, part.Indicators) && within(part.Scope, whole.Scope)
}
