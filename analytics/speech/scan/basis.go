package scan

import (
	"regexp"
	"strings"
)

// BasisKind is what a text compares with.
type BasisKind int

// The kinds of bases.
const (
	NoBasis    BasisKind = iota
	SamePeriod           // 同比, 比去年同期
	SameBefore           // 比前年同期
	FullYear             // 比去年全年
	LastYear             // 比去年, 比上年: the same period or the whole year
	LastPeriod           // 环比, 比上月
	NamedSpan            // 比2009年, 比2009年同期
	MeanOf               // 比近五年平均
)

// Basis is a basis of comparison as a text names it.
type Basis struct {
	Kind  BasisKind
	Span  Span // the span that is named, where one is
	Clash bool // its words contradict each other: 同比去年全年
}

var (
	versusWord = regexp.MustCompile(`^(?:相较于|相比于|对比|比较|较之|比|较|与|同|和|跟)(?:全市|我市|全县|我县|全区|全省|我省|全国)?`)
	versusTail = regexp.MustCompile(`^(?:的)?(?:相比较|相比|相较|比较|对比|相对比|比)`)
	tailSoon   = regexp.MustCompile(`^[^,。;!?]{0,16}?(?:相比|比较|持平|相较|对比)`)
)

// basisAt reads a basis of comparison that begins at a place: 同比, 环比去年, 比去年同期, 与上年相比.
func basisAt(s string, i int) (Basis, int, bool) {
	for _, word := range []string{"同比", "环比"} {
		if strings.HasPrefix(s[i:], word) && !strings.HasPrefix(s[i:], "同比例") {
			return wordBasis(s, i+len(word), word == "同比")
		}
	}
	found := versusWord.FindString(s[i:])
	if found == "" {
		return Basis{}, i, false
	}
	span, at, ok := spanAt(s, i+len(found))
	if !ok || !span.IsBase() {
		return Basis{}, i, false
	}
	tail := versusTail.FindString(s[at:])
	loose := strings.HasPrefix(found, "与") || strings.HasPrefix(found, "同") || strings.HasPrefix(found, "和") || strings.HasPrefix(found, "跟")
	if loose && tail == "" && span.Kind != Same && !tailSoon.MatchString(s[at:]) {
		return Basis{}, i, false
	}
	return versusBasis(span), at + len(tail), true
}

// wordBasis reads what stands behind 同比 or 环比, and whether it contradicts.
func wordBasis(s string, i int, same bool) (Basis, int, bool) {
	b := Basis{Kind: LastPeriod}
	if same {
		b.Kind = SamePeriod
	}
	span, end, ok := spanAt(s, skipThan(s, i))
	if !ok || !span.IsBase() {
		return b, i, true
	}
	named := versusBasis(span)
	switch {
	case same && (named.Kind == SamePeriod || named.Kind == LastYear):
	case same && span.Shift == -2 && !span.Whole:
		b = Basis{Kind: SameBefore, Span: span}
	case same && named.Kind == NamedSpan && !span.Whole:
		span.Kind = Same
		b = Basis{Kind: NamedSpan, Span: span}
	case !same && named.Kind == LastPeriod:
	default:
		b = named
		b.Clash = true
	}
	return b, end, true
}

// skipThan passes a word for "than".
func skipThan(s string, i int) int {
	for _, than := range []string{"于", "较", "比"} {
		if strings.HasPrefix(s[i:], than) {
			return i + len(than)
		}
	}
	return i
}

// versusBasis is what a span that is compared with means.
func versusBasis(span Span) Basis {
	b := Basis{Kind: NamedSpan, Span: span}
	switch {
	case span.Kind == Previous:
		b.Kind = LastPeriod
	case span.Kind == Average:
		b.Kind = MeanOf
	case span.Year > 0:
	case span.Kind == Same && span.Shift == -2:
		b.Kind = SameBefore
	case span.Kind == Same:
		b.Kind = SamePeriod
	case span.Kind == Year && span.Shift == -1 && span.Whole:
		b.Kind = FullYear
	case span.Kind == Year && span.Shift == -1:
		b.Kind = LastYear
	}
	return b
}
