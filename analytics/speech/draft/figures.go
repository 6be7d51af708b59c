package draft

import (
	"slices"
	"strings"

	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// original is where a token stands in the draft.
func (r *reader) original(t *scan.Token) plain.Range { return r.text.Original(t.Start, t.End) }

// figure reads a quantity: what it does in the sentence decides what becomes of it.
func (r *reader) figure(t *scan.Token) {
	q := t.Quantity
	switch {
	case r.followsBasis(), r.continuesBase():
		r.toBatch(baseBatch, r.add(t, Base))
	case q.Unit.Class.IsShare():
		r.percentage(t)
	default:
		r.amount(t)
	}
}

// amount reads a figure that is no percentage.
func (r *reader) amount(t *scan.Token) {
	switch {
	case r.share != nil && !r.share.goal:
		r.share.base = r.value(t)
	case r.beginsChange():
		r.begin(t)
	case r.signed && r.level && r.near():
		r.reached(t)
	case r.signed && !r.level && t.Quantity.Unit.Class != quantity.None && r.near():
		r.signUsed = true
		r.toBatch(differenceBatch, r.add(t, Difference))
	case r.baseTime && !r.target:
		r.toBatch(baseBatch, r.baseValue(t))
	default:
		r.closeBatch()
		r.value(t)
	}
}

// percentage reads a percentage, points or times.
func (r *reader) percentage(t *scan.Token) {
	q := t.Quantity
	switch {
	case r.beginsChange():
		r.begin(t)
	case r.signed && r.near():
		r.moved(t)
	case q.Signed && r.basisToken != None:
		i := r.add(t, Percentage)
		r.d.Figures[i].Sign = q.Value.Sign()
		r.toBatch(percentBatch, i)
	case r.share != nil:
		r.toBatch(shareBatch, r.add(t, ShareOf))
	case r.baseTime && !r.target:
		r.toBatch(baseBatch, r.add(t, Base))
	case r.batch != nil && r.batch.kind == shareBatch && r.joined():
		r.toBatch(shareBatch, r.add(t, ShareOf))
	case r.hasRate():
		r.value(t)
	default:
		r.closeBatch()
		r.add(t, Unbound)
	}
}

// begin reads the figure that a change began from.
func (r *reader) begin(t *scan.Token) {
	i := r.value(t)
	if i == None {
		return
	}
	r.from = append(r.from, i)
	r.d.Figures[i].Role = Base
	r.ungroup(i)
}

// moved reads a percentage behind a word of change: what the change came to, or by how much it went.
func (r *reader) moved(t *scan.Token) {
	if r.level {
		r.reached(t)
		return
	}
	r.signUsed = true
	r.toBatch(percentBatch, r.add(t, Percentage))
}

// hasRate tells whether a rate has been named and not got its number.
func (r *reader) hasRate() bool {
	return slices.ContainsFunc(r.pending, func(n pendingName) bool { return n.entry.Kind == lexicon.Rate })
}

// followsBasis tells whether a figure stands right behind the span that is compared with: 比去年同期的45起.
func (r *reader) followsBasis() bool {
	if r.basisToken == None || r.basis.Span.Kind == scan.NoSpan {
		return false
	}
	for _, t := range r.tokens[r.basisToken+1 : r.k] {
		if !t.Fills() {
			return false
		}
	}
	return true
}

// continuesBase tells whether a figure goes on with a list of the period that is compared with: 比去年同期的45起、12人.
func (r *reader) continuesBase() bool {
	return r.batch != nil && r.batch.kind == baseBatch && !r.signed && r.tokens[r.k-1].Joins()
}

// beginsChange tells whether a figure is what a change began from, or one of a list of them: 由347起、28人，降至318起、25人.
func (r *reader) beginsChange() bool {
	if r.fromToken == None || len(r.from) > 0 && !r.joined() {
		return false
	}
	joined := false
	for i, t := range r.tokens[r.k+1:] {
		switch {
		case t.Is(lexicon.Direction):
			return t.Word.Level
		case t.Joins():
			joined = true
		case t.Kind == scan.Figure && joined:
			joined = false
		case t.IsMark(",") && r.turns(r.k+1+i):
		case t.IsMark(",", ";", "。"), t.Kind == scan.Figure:
			return false
		}
	}
	return false
}

// turns tells whether a word of change follows a mark at once.
func (r *reader) turns(mark int) bool {
	return mark+1 < len(r.tokens) && r.tokens[mark+1].Is(lexicon.Direction)
}

// near tells whether the direction that holds is that of the figure: nothing of weight stands between, or only figures of
// the same list.
func (r *reader) near() bool {
	if r.signUsed {
		return r.joined()
	}
	long := 0
	for _, t := range r.tokens[r.signToken+1 : r.k] {
		switch {
		case t.Fills(), t.Joins(), t.Is(lexicon.Indicator), t.Is(lexicon.Weak), t.Is(lexicon.Respectively), t.Is(lexicon.Each):
		case t.Kind == scan.Time && r.level:
		case t.Kind == scan.Text:
			long += len(t.Text)
		default:
			return false
		}
	}
	return long <= 12
}

// joined tells whether only words that join stand between the figure and the one before it.
func (r *reader) joined() bool {
	for i := r.k - 1; i >= 0; i-- {
		t := &r.tokens[i]
		switch {
		case t.Kind == scan.Figure:
			return true
		case t.Joins(), t.IsMark("("):
		case t.IsMark(",") && r.respectively:
		case t.Is(lexicon.Direction) && t.Word.Sign == 0:
			return true
		default:
			return false
		}
	}
	return false
}

// add makes a figure.
func (r *reader) add(t *scan.Token, role Role) int {
	f := Figure{
		Range: r.original(t), Text: t.Text, Paragraph: r.paragraph, Sentence: r.sentence, Quantity: t.Quantity, Role: role,
		Span: r.span, Carried: r.spanAt != r.sentence, Basis: r.basis, Scope: r.scopeNow(), Lifted: slices.Clone(r.lifted), Unresolved: r.unresolved,
		PerYear: r.perYear, PerTime: r.perTime && !r.perYear, Target: r.target || r.wanted, Event: r.event, Elsewhere: r.elsewhere,
		Label: r.words(true), Clause: r.words(false), clause: r.clause, run: r.run, token: r.k,
	}
	if role == Difference || role == Percentage {
		f.Sign = r.sign
		f.DoubleSign = t.Quantity.Signed && t.Quantity.Value.Sign() < 0
	}
	r.d.Figures = append(r.d.Figures, f)
	return len(r.d.Figures) - 1
}

// words are those before a figure: of its clause, or only those behind the last figure and the last mark.
func (r *reader) words(near bool) string {
	var parts []string
	for i := r.k - 1; i >= 0; i-- {
		t := &r.tokens[i]
		if t.IsMark(",", ";", "。", "!", "?") || near && (t.Kind == scan.Figure || t.Kind == scan.Mark && !t.IsMark("“", "”", "《", "》")) {
			break
		}
		parts = append(parts, t.Text)
	}
	slices.Reverse(parts)
	return strings.Join(parts, "")
}

// value makes a figure that says what there is; None where the digits are no figure after all.
func (r *reader) value(t *scan.Token) int {
	q := t.Quantity
	entry, known := r.named(q)
	places := []Place(nil)
	if !known && q.Unit.Class != quantity.None {
		if entry, known = r.behind(q); known {
			places = r.ahead(r.behindToken())
		} else {
			entry, known = r.happened(q)
		}
	}
	var keys []string
	if known {
		keys = entry.Keys
	} else {
		keys = r.inherited(q)
	}
	if !r.isFigure(q, known, keys) {
		return None
	}
	r.startRun()
	i := r.add(t, Value)
	f := &r.d.Figures[i]
	f.Indicators, f.Rate, f.Ratio = keys, entry.Kind == lexicon.Rate && known, entry.Kind == lexicon.Ratio && known
	if len(places) > 0 {
		f.Scope = append(slices.DeleteFunc(f.Scope, func(p Place) bool {
			return slices.ContainsFunc(places, func(q Place) bool { return p.Dimension == q.Dimension })
		}), places...)
	}
	r.settle(i)
	return i
}

// behindToken is the last token that was taken for a figure before it.
func (r *reader) behindToken() int {
	last := r.k
	for i := range r.consumed {
		last = max(last, i)
	}
	return last
}

// isFigure tells figures from digits and numerals that say nothing: a bare number counts only beside a name, or as what a bare
// number came to, and a Chinese numeral only with a name.
func (r *reader) isFigure(q quantity.Quantity, named bool, keys []string) bool {
	one, whole := q.Whole()
	switch {
	case q.Unit.Class == quantity.None:
		return named || r.level && slices.ContainsFunc(r.from, func(b int) bool { return unitOf(&r.d.Figures[b]) == quantity.None })
	case q.Chinese > 0 && whole && one == 1:
		return named && r.k > 0 && r.tokens[r.k-1].Is(lexicon.Indicator)
	case q.Chinese > 0:
		return len(keys) > 0 || q.Unit.Class.IsShare()
	}
	return true
}

// startRun begins a new run of values unless the figure goes on with the last one: 4414宗、死亡528人 is one run.
func (r *reader) startRun() {
	for i := r.k - 1; i >= 0; i-- {
		t := &r.tokens[i]
		if t.Kind == scan.Figure {
			return
		}
		if t.IsMark(",", ";", "。", ":") {
			break
		}
	}
	r.run++
}

// settle puts a new value where later figures find it.
func (r *reader) settle(i int) {
	f := &r.d.Figures[i]
	f.run = r.run
	if r.share != nil || f.Target {
		return
	}
	r.values = append(r.values, i)
	r.divide(i)
	r.totalOf(i)
	r.takeBase(i)
}

// ungroup takes a value off the list again.
func (r *reader) ungroup(i int) {
	r.values = slices.DeleteFunc(r.values, func(v int) bool { return v == i })
}

// reached makes the value that a change led to: 下降到305起.
func (r *reader) reached(t *scan.Token) {
	r.signUsed = true
	r.closeBatch()
	i := r.value(t)
	if i == None {
		return
	}
	f := &r.d.Figures[i]
	c := newChange(r.sentence, r.basis)
	c.Values, c.Sign = []int{i}, r.sign
	r.signed = false
	if base := r.takeFrom(f); base != None {
		c.Base = base
		from := r.d.Figures[base]
		if len(from.Indicators) > 0 && (len(f.Indicators) == 0 || f.Quantity.Unit.Class == from.Quantity.Unit.Class) {
			f.Indicators, f.Rate, f.Ratio = from.Indicators, from.Rate, from.Ratio
		}
		f.Rate = f.Rate || from.Rate
		r.signed = len(r.from) > 0
	}
	r.d.Changes = append(r.d.Changes, c)
}

// takeFrom takes what a change began from off its list: the first figure in the unit of what it came to.
func (r *reader) takeFrom(to *Figure) int {
	r.fromToken = None
	i := slices.IndexFunc(r.from, func(b int) bool { return unitOf(&r.d.Figures[b]) == unitOf(to) })
	if i < 0 {
		if len(r.from) != 1 {
			return None
		}
		i = 0
	}
	base := r.from[i]
	r.from = slices.Delete(r.from, i, i+1)
	return base
}

// baseValue makes a figure of the period that is compared with. A bare number counts there: 去年同期为0.
func (r *reader) baseValue(t *scan.Token) int {
	entry, known := r.named(t.Quantity)
	i := r.add(t, Base)
	if known {
		r.d.Figures[i].Indicators = entry.Keys
	}
	return i
}
