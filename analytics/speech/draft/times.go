package draft

import (
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/scan"
)

// time reads a span of time.
func (r *reader) time(t *scan.Token) {
	s := t.Span
	switch {
	case r.isAside(s):
		return
	case s.Kind == scan.Same || s.Kind == scan.Previous:
		r.closeBatch()
		r.baseTime = true
		return
	case s.Kind == scan.Event:
		r.event = true
		return
	}
	r.event, r.baseTime = false, false
	if s.Kind == scan.ToDate {
		r.d.CutOffs = append(r.d.CutOffs, CutOff{r.original(t), s})
	}
	if s.Kind == scan.SoFar && r.span.Kind == scan.ToDate && r.span.Shift == 0 {
		return // 截至12月23日，今年
	}
	if r.batch != nil {
		r.closeBatch()
	}
	r.span, r.spanAt = s, r.sentence
}

// isAside tells spans that do not say which period the figures are of.
func (r *reader) isAside(s scan.Span) bool {
	switch {
	case r.share != nil || r.fromToken != None && r.fromToken >= r.k-2:
		return true // 占全年控制指标, 由去年的130起
	case s.Kind == scan.Average:
		return true
	}
	return s.Kind == scan.Year && s.Year == 0 && s.Shift == 0 && !r.opens() // 全年 within a clause is a word about something else
}

// opens tells whether the token that is read stands where a clause begins.
func (r *reader) opens() bool {
	if r.k == 0 {
		return true
	}
	before := &r.tokens[r.k-1]
	return before.Kind == scan.Mark || before.Kind == scan.Time || before.Is(lexicon.City) || before.Kind == scan.Skip
}

// compare reads a basis of comparison.
func (r *reader) compare(t *scan.Token) {
	r.closeBatch()
	r.basis, r.basisToken = t.Basis, r.k
	r.baseTime, r.signed = false, false
	r.d.Bases = append(r.d.Bases, BasisUse{Range: r.original(t), Basis: t.Basis, Span: r.span, Sentence: r.sentence})
}

// direction reads a word of change.
func (r *reader) direction(t *scan.Token) {
	if t.Word.Sign == 0 {
		r.even(t)
		return
	}
	if r.share != nil {
		r.share = nil
	}
	r.signed, r.sign, r.level, r.signToken, r.signUsed = true, t.Word.Sign, t.Word.Level, r.k, false
}
