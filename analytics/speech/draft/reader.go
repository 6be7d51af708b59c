package draft

import (
	"anlan/analytics"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/scan"
)

// reader reads one paragraph, token by token. What is said once holds on: a period for the paragraph, a scope until
// another one is named, a basis and a direction for the list that follows.
type reader struct {
	d         *Draft
	text      plain.Text
	tokens    []scan.Token
	k         int // the token that is read
	paragraph int
	sentence  int
	clause    int
	first     int // the paragraph's first figure

	span     scan.Span
	spanAt   int // the sentence in which it was named
	scope    []heldPlace
	lifted   []Place
	among    []*among // the innermost last
	parens   []int    // how many amongs there were at each open parenthesis
	consumed map[int]bool
	before   []int // the values of the sentence before
	state
}

// state is what holds on within a sentence.
type state struct {
	pending      []pendingName // named, and not yet counted
	lastNames    []pendingName // those of the clause before
	places       []Place       // a list of places, for 分别
	lastScope    int           // the token of the last place
	basis        scan.Basis
	basisToken   int
	signed       bool // a direction holds
	sign         int
	level        bool // the number behind it is what came of it
	signToken    int
	signUsed     bool
	respectively bool
	each         bool
	baseTime     bool  // the figures are of the period that is compared with
	from         []int // the figures behind 由
	fromToken    int
	share        *shareState
	target       bool // in this clause
	wanted       bool // in this sentence
	event        bool
	elsewhere    bool
	perYear      bool
	perTime      bool
	unresolved   bool
	totalToken   int
	values       []int // of this sentence
	bases        []int // of the period that is compared with, not yet of anything
	grouped      int   // how many of the values have been compared
	run          int
	batch        *batch
	last         *batch // the one before, with its targets
}

func newState() state {
	return state{fromToken: None, basisToken: None, signToken: None, totalToken: None, lastScope: None}
}

// read reads all tokens.
func (r *reader) read() {
	r.consumed = make(map[int]bool)
	for r.k = range r.tokens {
		t := &r.tokens[r.k]
		switch t.Kind {
		case scan.Mark:
			r.mark(t)
		case scan.Word:
			r.word(t)
		case scan.Figure:
			r.figure(t)
		case scan.Time:
			r.time(t)
		case scan.Compare:
			r.compare(t)
		case scan.Name, scan.OneOf:
			r.event = true
		case scan.Unknown:
			r.unresolved = true
		case scan.Text:
			if t.EndsList() {
				r.notScope()
			}
		case scan.Skip:
		}
	}
	r.endSentence()
}

// mark reads a mark of punctuation.
func (r *reader) mark(t *scan.Token) {
	switch {
	case t.EndsSentence():
		r.endSentence()
		r.sentence++
		r.clause++
	case t.IsMark(";"):
		r.closeBatch()
		r.endClause()
		r.baseTime = false
	case t.IsMark(","):
		r.endClause()
	case t.IsMark("("):
		r.parens = append(r.parens, len(r.among))
	case t.IsMark(")"):
		if n := len(r.parens); n > 0 {
			r.among = r.among[:min(len(r.among), r.parens[n-1])]
			r.parens = r.parens[:n-1]
		}
	}
}

// endClause ends what holds within a clause only.
func (r *reader) endClause() {
	r.clause++
	r.target, r.perYear, r.perTime = false, false, false
	if !r.goesOn() {
		r.closeBatch()
		r.respectively, r.each = false, false
		r.baseTime = false
		r.signed = r.signed && !r.signUsed
	}
	if n := len(r.pending); n > 0 && r.pending[n-1].token != r.k-1 {
		r.lastNames, r.pending = r.pending, nil
	}
	r.share = nil
}

// goesOn tells whether a list of changes with 分别 goes on behind a comma: another change follows, and there are more
// values than changes.
func (r *reader) goesOn() bool {
	b := r.batch
	if b == nil || !b.respectively || b.kind == baseBatch || len(b.figures) >= max(len(r.values)-r.grouped, len(b.names)) {
		return false
	}
	for _, t := range r.tokens[r.k+1:] {
		switch {
		case t.Kind == scan.Figure:
			return t.Quantity.Unit.Class.IsShare() == (b.kind == percentBatch)
		case t.Joins(), t.Is(lexicon.Direction):
		default:
			return false
		}
	}
	return false
}

// endSentence closes what is open, and forgets what holds within a sentence.
func (r *reader) endSentence() {
	r.closeBatch()
	r.leftBases()
	r.linkRates()
	r.joinChanges()
	kept, run := r.values, r.run
	r.state = newState()
	r.run = run + 1
	r.clause++
	if len(kept) > 0 {
		r.before = kept
	}
	r.drop(func(p heldPlace) bool { return p.Dimension == analytics.Severity })
}

// word reads a wording.
func (r *reader) word(t *scan.Token) {
	switch t.Word.Kind {
	case lexicon.Indicator, lexicon.Rate, lexicon.Ratio:
		r.name(t)
	case lexicon.Scope, lexicon.Severity:
		r.place(t)
	case lexicon.City:
		r.lift()
		r.elsewhere = false
	case lexicon.Elsewhere:
		r.elsewhere = true
	case lexicon.Direction:
		r.direction(t)
	default:
		r.particle(t)
	}
}

// particle reads a word that joins figures, or says how they are meant.
func (r *reader) particle(t *scan.Token) {
	switch t.Word.Kind {
	case lexicon.Respectively:
		r.respectively = true
	case lexicon.Each:
		r.each = true
	case lexicon.Share, lexicon.Goal:
		r.closeBatch()
		r.signed = false
		r.share = &shareState{token: r.k, base: None, goal: t.Word.Kind == lexicon.Goal}
	case lexicon.Among:
		r.openAmong()
	case lexicon.Sum:
		r.totalToken = r.k
	case lexicon.From:
		r.fromToken = r.k
		r.shareMoves()
	case lexicon.Rest:
		r.rest()
	case lexicon.Target:
		r.target = true
		r.wanted = r.wanted || t.Word.Strong
	case lexicon.PerTime:
		r.perTime = true
		r.perYear = t.Word.Strong
	default:
	}
}
