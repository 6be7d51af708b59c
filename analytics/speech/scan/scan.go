package scan

import (
	"math/big"
	"regexp"
	"strings"
	"unicode/utf8"

	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
)

// Tokens reads a paragraph in the characters of package plain. It reads piece by piece, so that time grows with the length
// of the paragraph only.
func Tokens(s string, words *lexicon.Lexicon) []Token {
	var all []Token
	for start := 0; start < len(s); {
		end := start + pieceEnd(s[start:])
		sc := scanner{s: s[start:end], words: words}
		for sc.at < len(sc.s) {
			sc.next()
		}
		sc.flush(len(sc.s))
		for _, t := range sc.tokens {
			t.Start, t.End = t.Start+start, t.End+start
			all = append(all, t)
		}
		start = end
	}
	return all
}

// longest is how many bytes a piece has at most.
const longest = 2048

// pieceEnd is where the first piece of a text ends: behind its first sentence; of a very long one behind a comma.
func pieceEnd(s string) int {
	window := s[:min(len(s), longest)]
	if i := strings.Index(window, "。"); i >= 0 {
		return i + len("。")
	}
	if len(window) == len(s) {
		return len(s)
	}
	if i := strings.LastIndexByte(window, ','); i >= 0 {
		return i + 1
	}
	end := longest
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return end
}

// scanner reads at a place of a paragraph. What it cannot read becomes text.
type scanner struct {
	s      string
	words  *lexicon.Lexicon
	at     int
	text   int // where the text that is not yet a token begins
	tokens []Token
}

// flush makes a token of the text before a place.
func (sc *scanner) flush(end int) {
	if sc.text < end {
		sc.tokens = append(sc.tokens, Token{Kind: Text, Start: sc.text, End: end, Text: sc.s[sc.text:end]})
	}
	sc.text = end
}

// emit makes a token of the next n bytes.
func (sc *scanner) emit(t Token, n int) {
	sc.flush(sc.at)
	t.Start, t.End, t.Text = sc.at, sc.at+n, sc.s[sc.at:sc.at+n]
	sc.tokens = append(sc.tokens, t)
	sc.at += n
	sc.text = sc.at
}

// next reads one token, or passes one character by.
func (sc *scanner) next() {
	for _, read := range []func() bool{sc.heading, sc.quotation, sc.name, sc.basis, sc.span, sc.skip, sc.word, sc.doubling, sc.figure, sc.mark} {
		if read() {
			return
		}
	}
	_, size := utf8.DecodeRuneInString(sc.s[sc.at:])
	sc.at += size
}

func (sc *scanner) rest() string { return sc.s[sc.at:] }

// heading reads the number of a heading, where a sentence begins.
func (sc *scanner) heading() bool {
	if sc.text != sc.at || len(sc.tokens) > 0 && !sc.tokens[len(sc.tokens)-1].EndsSentence() && !sc.tokens[len(sc.tokens)-1].IsMark(";", ":") {
		return false
	}
	if _, _, ok := spanAt(sc.s, sc.at); ok {
		return false
	}
	found := heading.FindString(sc.rest())
	if found == "" {
		return false
	}
	if last, size := utf8.DecodeLastRuneInString(found); found[0] <= '9' && found[0] >= '0' && last != '.' && last != '、' {
		found = found[:len(found)-size]
	}
	sc.emit(Token{Kind: Skip}, len(found))
	return true
}

// quotation reads what stands between quotation marks and is a name or a slogan as a whole.
func (sc *scanner) quotation() bool {
	if !strings.HasPrefix(sc.rest(), "“") {
		return false
	}
	if n := nameAt(sc.s, sc.at); n > 0 {
		sc.emit(Token{Kind: Name}, n)
		return true
	}
	found := quoted.FindStringSubmatch(sc.rest())
	if found == nil {
		return false
	}
	behind := sc.rest()[len(found[0]):]
	entry, length := sc.words.Longest(found[1], 0)
	switch {
	case length == len(found[1]) && entry.Kind == lexicon.Scope:
		sc.emit(Token{Kind: Word, Word: entry}, len(found[0]))
	case drive.MatchString(behind) && !strings.ContainsAny(found[1], ",。;"):
		sc.emit(Token{Kind: Unknown}, len(found[0]))
	case slogan.MatchString(found[1]):
		sc.emit(Token{Kind: Skip}, len(found[0]))
	default:
		return false
	}
	return true
}

func (sc *scanner) name() bool {
	if c := sc.rest()[0]; c < '0' || c > '9' || sc.afterDigit() {
		return false
	}
	n := nameAt(sc.s, sc.at)
	if n > 0 {
		sc.emit(Token{Kind: Name}, n)
	}
	return n > 0
}

// afterDigit tells whether the place is within a number.
func (sc *scanner) afterDigit() bool {
	if sc.at == 0 {
		return false
	}
	before := sc.s[sc.at-1]
	return before >= '0' && before <= '9' || before == '.'
}

func (sc *scanner) basis() bool {
	b, end, ok := basisAt(sc.s, sc.at)
	if ok {
		sc.emit(Token{Kind: Compare, Basis: b}, end-sc.at)
	}
	return ok
}

func (sc *scanner) span() bool {
	span, end, ok := spanAt(sc.s, sc.at)
	if ok {
		sc.emit(Token{Kind: Time, Span: span}, end-sc.at)
	}
	return ok
}

func (sc *scanner) skip() bool {
	if first, _ := utf8.DecodeRuneInString(sc.rest()); !strings.ContainsRune(skipBegins, first) || sc.afterDigit() {
		return false
	}
	if entry, n := deadlyAt(sc.s, sc.at); n > 0 {
		sc.emit(Token{Kind: Word, Word: entry}, n)
		return true
	}
	n := skipAt(sc.s, sc.at)
	if n > 0 {
		sc.emit(Token{Kind: Skip}, n)
	}
	return n > 0
}

// word reads a wording of the lexicon. A rate is recognised from its end, 率.
func (sc *scanner) word() bool {
	entry, n := sc.words.Longest(sc.s, sc.at)
	if n == 0 {
		return sc.rate()
	}
	if _, end, ok := quantity.Read(sc.s, sc.at); ok && end-sc.at > n {
		return false
	}
	sc.emit(Token{Kind: Word, Word: entry}, n)
	return true
}

// notRates are words on 率 that are no rates of work done.
var notRates = []string{"效率", "概率", "几率", "频率", "利率", "汇率", "税率", "速率", "功率", "比率", "增长率", "下降率", "上升率", "增速", "草率", "直率", "表率"}

// rate reads a rate that stands in no list: 办结率, 合格率. The word before 率 may have been read already.
func (sc *scanner) rate() bool {
	if !strings.HasPrefix(sc.rest(), "率") {
		return false
	}
	end := sc.at + len("率")
	for _, w := range notRates {
		if strings.HasSuffix(sc.s[:end], w) {
			return false
		}
	}
	start := sc.at
	for range 2 {
		r, size := utf8.DecodeLastRuneInString(sc.s[:start])
		if r < utf8.RuneSelf || size == 0 || strings.ContainsRune("、。“”", r) {
			break
		}
		start -= size
	}
	if start == sc.at {
		return false
	}
	stem := sc.s[start:sc.at]
	for len(sc.tokens) > 0 && sc.tokens[len(sc.tokens)-1].Start >= start {
		sc.tokens = sc.tokens[:len(sc.tokens)-1]
	}
	if n := len(sc.tokens); n > 0 && sc.tokens[n-1].End > start {
		start = sc.tokens[n-1].End
	}
	sc.text = min(sc.text, start)
	sc.at = start
	sc.emit(Token{Kind: Word, Word: lexicon.Entry{Kind: lexicon.Rate, Keys: []string{"rate." + stem}, Spelling: stem + "率"}}, end-start)
	return true
}

// doubled is 翻番: each time is twice as much.
var doubled = regexp.MustCompile(`^翻了?([一两二三]?)番`)

// doubling reads 翻一番, a rise by 100 per cent.
func (sc *scanner) doubling() bool {
	found := doubled.FindStringSubmatch(sc.rest())
	if found == nil {
		return false
	}
	percent := map[string]int64{"": 100, "一": 100, "两": 300, "二": 300, "三": 700}[found[1]]
	value := big.NewRat(percent, 1)
	q := quantity.Quantity{
		Number: quantity.Number{Value: value, Step: big.NewRat(1, 1), Signed: true, Low: quantity.Bound{Value: value}, High: quantity.Bound{Value: value}},
		Unit:   quantity.Unit{Text: found[0], Class: quantity.Percent},
	}
	sc.emit(Token{Kind: Figure, Quantity: q}, len(found[0]))
	return true
}

// figure reads a quantity, or passes by one that is none.
func (sc *scanner) figure() bool {
	if found := single.FindString(sc.rest()); found != "" && sc.told() {
		sc.emit(Token{Kind: OneOf}, len("一起"))
		return true
	}
	q, end, ok := quantity.Read(sc.s, sc.at)
	if !ok || !sc.means(q) {
		return false
	}
	t := Token{Kind: Figure, Quantity: q}
	if q.Unit.Class == quantity.Duration {
		t.Kind = Skip
	}
	sc.emit(t, end-sc.at)
	return true
}

// told tells whether 一起 at the place tells of an accident: 发生一起, 发生了一起.
func (sc *scanner) told() bool {
	before := strings.TrimSuffix(sc.s[:sc.at], "了")
	return strings.HasPrefix(sc.rest(), "一起") && (strings.HasSuffix(before, "发生") || strings.HasSuffix(before, "的"))
}

// means tells whether a numeral is a number at all. Chinese numerals are part of many words, so that they count only with
// a counting word, those of one character only with one of people, accidents and the like.
func (sc *scanner) means(q quantity.Quantity) bool {
	if q.Chinese == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(sc.s[:sc.at])
	switch q.Unit.Class {
	case quantity.None:
		return false
	case quantity.Percent, quantity.Points, quantity.Fold, quantity.Duration:
		return true
	case quantity.Items, quantity.Times:
		return q.Chinese > 1 && !strings.ContainsRune("每第同任某哪这那首逐另统唯初末各", before)
	}
	return !strings.ContainsRune("每第同任某哪这那首逐另统唯初末各整", before)
}

// marks are the marks of punctuation that part what is said.
const marks = "。,;:、!?()“”《》[]"

func (sc *scanner) mark() bool {
	r, size := utf8.DecodeRuneInString(sc.rest())
	if !strings.ContainsRune(marks, r) {
		return false
	}
	sc.emit(Token{Kind: Mark}, size)
	return true
}
