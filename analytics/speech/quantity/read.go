package quantity

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quantity is a number with its counting word.
type Quantity struct {
	Number
	Unit Unit
	// Hedged is where the number itself begins and ends, without the hedges around it.
	Digits [2]int
}

// prefixes are hedges that stand before a number, the longer ones first.
var prefixes = []struct {
	text  string
	hedge Hedge
	after string // characters behind which the word is part of another one
}{
	{"不低于", AtLeast, ""},
	{"不少于", AtLeast, ""},
	{"不超过", AtMost, ""},
	{"不高于", AtMost, ""},
	{"不多于", AtMost, ""},
	{"接近", Near, ""},
	{"将近", Near, ""},
	{"超过", Above, ""},
	{"超出", Above, ""},
	{"突破", Above, ""},
	{"高于", Above, "不"},
	{"多于", Above, "不"},
	{"不足", Below, ""},
	{"不到", Below, ""},
	{"不满", Below, ""},
	{"低于", Below, "不"},
	{"少于", Below, "不"},
	{"至少", AtLeast, ""},
	{"最少", AtLeast, ""},
	{"至多", AtMost, ""},
	{"最多", AtMost, ""},
	{"大约", About, ""},
	{"大概", About, ""},
	{"逾", Above, ""},
	{"超", Above, ""},
	{"近", Near, "附邻最远就临靠接"},
	{"约", About, "签合公条预节违履大制"},
}

// suffixes are hedges that stand behind a number and its counting word.
var suffixes = []struct {
	text  string
	hedge Hedge
}{
	{"左右", About}, {"上下", About}, {"及以上", AtLeast}, {"以上", AtLeast}, {"以下", Below}, {"以内", AtMost}, {"之内", AtMost},
}

var (
	arabic    = regexp.MustCompile(`^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`)
	someTens  = regexp.MustCompile(`^(?:好几|几|数|上|成)(十|百|千|万|亿)(万|亿)?(?:多|余)?`)
	bareTens  = regexp.MustCompile(`^(百|千)(?:余|多)`)
	rangeMark = regexp.MustCompile(`^(?:-|至|到)`)
)

// Read reads a quantity that begins at a place, hedges before it included. It is none where the characters before it make
// the number part of a word.
func Read(s string, i int) (q Quantity, end int, ok bool) {
	at, hedge := prefixAt(s, i)
	q.Digits[0] = at
	percent := ""
	for _, p := range []string{"百分之", "千分之"} {
		if strings.HasPrefix(s[at:], p) {
			percent, at = p, at+len(p)
		}
	}
	r := reader{s: s, at: at}
	if !r.number(&q.Number) {
		return q, i, false
	}
	q.Digits[1] = r.at
	if percent != "" {
		q.Unit = Unit{percent, Percent}
		if percent == "千分之" {
			q.scale(big.NewRat(1, 10))
		}
	} else {
		r.unit(&q)
	}
	if q.Signed && !q.Unit.Class.IsShare() {
		return q, i, false
	}
	r.suffix(&q.Number, hedge)
	return q, r.at, true
}

// prefixAt reads a hedge before a number, and returns where the number should begin.
func prefixAt(s string, i int) (int, Hedge) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	for _, p := range prefixes {
		if !strings.HasPrefix(s[i:], p.text) || strings.ContainsRune(p.after, before) && before != utf8.RuneError {
			continue
		}
		at := i + len(p.text)
		for _, filler := range []string{"了", "有", "为", "达到", "达"} {
			if strings.HasPrefix(s[at:], filler) {
				return at + len(filler), p.hedge
			}
		}
		return at, p.hedge
	}
	return i, Plain
}

// reader reads at a place of a text.
type reader struct {
	s  string
	at int
}

func (r *reader) rest() string { return r.s[r.at:] }

// number reads the number itself, with 万, 亿, 多 and a second number of a range.
func (r *reader) number(n *Number) bool {
	begin := r.at
	if !r.vague(n) && !r.plain(n) {
		r.at = begin
		return false
	}
	if n.Hedge != Plain {
		return true
	}
	mark := rangeMark.FindString(r.rest())
	if mark == "" || mark == "到" && n.Chinese == 0 {
		return true
	}
	second := reader{s: r.s, at: r.at + len(mark)}
	var other Number
	if !second.plain(&other) || other.Value.Cmp(n.Value) <= 0 || other.Signed {
		return true
	}
	n.between(other)
	r.at = second.at
	return true
}

// between makes a range of two numbers.
func (n *Number) between(other Number) {
	if other.Scaled && !n.Scaled {
		n.Value = new(big.Rat).Mul(n.Value, other.scaleFactor())
	}
	n.Hedge, n.Low, n.High = Between, Bound{Value: n.Value}, Bound{Value: other.Value}
	n.Scaled = n.Scaled || other.Scaled
}

// scaleFactor is 万 or 亿 of a number printed with it.
func (n Number) scaleFactor() *big.Rat {
	f := new(big.Rat).Set(n.Step)
	for range n.Decimals {
		f.Mul(f, big.NewRat(10, 1))
	}
	return f
}

// vague reads 几十, 数百, 上千, 百余.
func (r *reader) vague(n *Number) bool {
	found := someTens.FindStringSubmatch(r.rest())
	if found == nil {
		if found = bareTens.FindStringSubmatch(r.rest()); found == nil {
			return false
		}
		n.set(big.NewRat(tens(found[1]), 1), 0, utf8.RuneCountInString(found[0]))
		n.bound(More, n.Value)
		r.at += len(found[0])
		return true
	}
	place := tens(found[1])
	if found[2] != "" {
		place *= tens(found[2])
	}
	n.set(big.NewRat(place, 1), 0, utf8.RuneCountInString(found[0]))
	n.Hedge, n.Low, n.High = Vague, Bound{Value: n.Value}, Bound{}
	if !strings.HasPrefix(found[0], "上") && !strings.HasPrefix(found[0], "成") {
		n.High = Bound{Value: big.NewRat(10*place, 1), Open: true}
	}
	r.at += len(found[0])
	return true
}

func tens(s string) int64 {
	r := firstRune(s)
	if v, ok := chineseTens[r]; ok {
		return v
	}
	return chineseScales[r]
}

// set fills in a number without hedges.
func (n *Number) set(v *big.Rat, decimals, chinese int) {
	n.Value, n.Decimals, n.Chinese = v, decimals, chinese
	n.Step = big.NewRat(1, 1)
	for range decimals {
		n.Step.Mul(n.Step, big.NewRat(1, 10))
	}
	n.Low, n.High = Bound{Value: v}, Bound{Value: v}
}

// plain reads a number with 万, 亿 and 多.
func (r *reader) plain(n *Number) bool {
	place, ok := r.digits(n)
	if !ok {
		return false
	}
	more := r.more(n.Chinese > 0)
	for _, scale := range []string{"万亿", "亿", "百万", "千万", "万", "千", "百"} {
		if n.Chinese == 0 && strings.HasPrefix(r.rest(), scale) && !rateBehind(r.rest()) {
			f := big.NewRat(1, 1)
			for _, c := range scale {
				f.Mul(f, big.NewRat(tens(string(c)), 1))
			}
			n.Value, n.Step, place = new(big.Rat).Mul(n.Value, f), new(big.Rat).Mul(n.Step, f), new(big.Rat).Mul(place, f)
			n.Low, n.High = Bound{Value: n.Value}, Bound{Value: n.Value}
			n.Scaled = true
			r.at += len(scale)
			break
		}
	}
	if more || r.more(n.Chinese > 0) {
		n.bound(More, place)
	}
	return true
}

// rateBehind tells 10万人死亡率 and 万车死亡率 from amounts.
func rateBehind(rest string) bool {
	for _, w := range []string{"万人口", "万人死亡率", "万车", "亿元GDP", "亿元国内", "亿元地区", "千克", "千米", "千瓦", "百货"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// digits reads the digits of a number, and tells the place of the last one that is not zero.
func (r *reader) digits(n *Number) (place *big.Rat, ok bool) {
	text := r.rest()
	sign := ""
	if text != "" && (text[0] == '+' || text[0] == '-') {
		if before, _ := utf8.DecodeLastRuneInString(r.s[:r.at]); isPart(before) {
			return nil, false
		}
		sign, text = text[:1], text[1:]
	}
	found := arabic.FindString(text)
	if found == "" {
		return r.chinese(n)
	}
	if before, _ := utf8.DecodeLastRuneInString(r.s[:r.at]); sign == "" && (isPart(before) || before == '.') || cutShort(text[len(found):]) || len(found) > 18 {
		return nil, false
	}
	v, _ := new(big.Rat).SetString(strings.ReplaceAll(found, ",", ""))
	if sign == "-" {
		v.Neg(v)
	}
	_, fraction, _ := strings.Cut(found, ".")
	n.set(v, len(fraction), 0)
	n.Signed = sign != ""
	r.at += len(sign) + len(found)
	return placeOf(found), true
}

// isPart tells characters that a number would be the tail of.
func isPart(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// cutShort tells digits that are the head of something else: a clock, a fraction, a date, a model number.
func cutShort(rest string) bool {
	if rest == "" {
		return false
	}
	next := rest[0]
	digitBehind := len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9'
	return isPart(rune(next)) || digitBehind && (next == '.' || next == ':' || next == '/') || strings.HasPrefix(rest, "·")
}

// placeOf is the place of the last digit that is not zero: 100 in 300, a tenth in 2.80.
func placeOf(digits string) *big.Rat {
	digits = strings.ReplaceAll(digits, ",", "")
	whole, fraction, _ := strings.Cut(digits, ".")
	place := big.NewRat(1, 1)
	if trimmed := strings.TrimRight(fraction, "0"); trimmed != "" {
		for range trimmed {
			place.Mul(place, big.NewRat(1, 10))
		}
		return place
	}
	for i := len(whole) - 1; i > 0 && whole[i] == '0'; i-- {
		place.Mul(place, big.NewRat(10, 1))
	}
	return place
}

// chinese reads a numeral in Chinese characters.
func (r *reader) chinese(n *Number) (place *big.Rat, ok bool) {
	c, ok := readChinese(r.s, r.at)
	if !ok {
		return nil, false
	}
	n.set(c.value, c.decimals, c.runes)
	r.at = c.end
	if c.some {
		n.bound(More, big.NewRat(10, 1))
	}
	return c.place, true
}

// more reads 多, 余, 几 or 来 behind the digits. 多 and 余 are part of some words that may follow a number.
func (r *reader) more(chinese bool) bool {
	for _, w := range []string{"多", "余", "几", "来"} {
		if !strings.HasPrefix(r.rest(), w) {
			continue
		}
		behind := r.rest()[len(w):]
		if w == "来" && unitAt(behind, 0).Class == None || w == "几" && chinese {
			return false
		}
		r.at += len(w)
		return true
	}
	return false
}

// unit reads the counting word, and the second number of a range that repeats it: 10%-15%.
func (r *reader) unit(q *Quantity) {
	if strings.HasPrefix(r.rest(), "成") {
		if behind := r.rest()[len("成"):]; !slices.ContainsFunc([]string{"功", "立", "员", "为", "果", "本", "绩", "都", "长", "年"}, func(w string) bool { return strings.HasPrefix(behind, w) }) {
			r.at += len("成")
			q.Unit = Unit{"成", Percent}
			q.scale(big.NewRat(10, 1))
			return
		}
	}
	q.Unit = unitAt(r.s, r.at)
	r.at += len(q.Unit.Text)
	if q.Unit.Text == "‰" {
		q.scale(big.NewRat(1, 10))
	}
	if q.Unit.Class == Percent && strings.HasPrefix(r.rest(), "-") && q.Hedge == Plain {
		second := reader{s: r.s, at: r.at + 1}
		var other Number
		if second.plain(&other) && strings.HasPrefix(second.rest(), q.Unit.Text) && other.Value.Cmp(q.Value) > 0 {
			q.between(other)
			r.at = second.at + len(q.Unit.Text)
		}
	}
}

// scale multiplies all that a number says: 三成 is 30 per cent.
func (n *Number) scale(f *big.Rat) {
	times := func(v *big.Rat) *big.Rat {
		if v == nil {
			return nil
		}
		return new(big.Rat).Mul(v, f)
	}
	n.Value, n.Step, n.Low.Value, n.High.Value = times(n.Value), times(n.Step), times(n.Low.Value), times(n.High.Value)
}

// suffix reads a hedge behind the counting word, and settles what the number may stand for.
func (r *reader) suffix(n *Number, hedge Hedge) {
	for _, w := range suffixes {
		if !strings.HasPrefix(r.rest(), w.text) {
			continue
		}
		r.at += len(w.text)
		hedge = w.hedge
		break
	}
	if hedge != Plain && n.Hedge != Vague && n.Hedge != Between {
		n.bound(hedge, placeIn(n))
	}
}

// placeIn is the place of the last digit of a number that is not zero.
func placeIn(n *Number) *big.Rat {
	place := new(big.Rat).Set(n.Step)
	ten := big.NewRat(10, 1)
	for range 15 {
		next := new(big.Rat).Mul(place, ten)
		if n.Value.Sign() == 0 || !new(big.Rat).Quo(n.Value, next).IsInt() {
			break
		}
		place = next
	}
	return place
}
