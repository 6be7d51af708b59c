package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

var (
	chineseDigits = map[rune]int64{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	chineseTens   = map[rune]int64{'十': 10, '百': 100, '千': 1000}
	chineseScales = map[rune]int64{'万': 1e4, '亿': 1e8}
)

// chineseNumber is a numeral in Chinese characters.
type chineseNumber struct {
	value    *big.Rat
	decimals int
	place    *big.Rat // of the last digit
	end      int
	runes    int
	some     bool // 十几: the last digit is not told
}

// readChinese reads 五百二十八, 二十三, 三千, 十二点五, 十几. A row of bare digits (二〇一一) is a name, not a number.
func readChinese(s string, i int) (chineseNumber, bool) {
	n := chineseNumber{end: i}
	a := adder{digit: -1, last: 1}
	for n.end < len(s) && n.runes < 16 {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		if r == '几' && a.last == 10 && a.digit < 0 {
			n.some = true
		} else if !a.add(r) {
			break
		}
		n.end, n.runes = n.end+size, n.runes+1
		if n.some {
			break
		}
	}
	if n.runes == 0 || a.bare {
		return n, false
	}
	n.value, n.place = new(big.Rat).SetInt64(a.value()), new(big.Rat).SetInt64(a.last)
	n.readPoint(s)
	return n, true
}

// adder works a numeral out, character by character.
type adder struct {
	total   int64 // of what stands before 万 or 亿
	section int64 // of what stands behind
	digit   int64 // not yet given a place; −1: none
	last    int64 // place of the last character
	bare    bool  // two digits stand side by side
}

func (a *adder) value() int64 { return a.total + a.section + max(a.digit, 0) }

// add takes a character; false where it is none of a numeral.
func (a *adder) add(r rune) bool {
	if d, ok := chineseDigits[r]; ok {
		if d == 0 && a.digit < 0 && a.value() > 0 {
			return true // 一百零五
		}
		a.bare = a.bare || a.digit >= 0
		a.digit, a.last = d, 1
		return true
	}
	if ten, ok := chineseTens[r]; ok {
		if a.digit < 0 {
			a.digit = 1
		}
		a.section += a.digit * ten
		a.digit, a.last = -1, ten
		return true
	}
	scale, ok := chineseScales[r]
	if !ok || a.value() == 0 || a.value() > 1e9 {
		return false
	}
	a.total, a.section, a.digit, a.last = a.value()*scale, 0, -1, scale
	return true
}

// readPoint reads what follows 点.
func (n *chineseNumber) readPoint(s string) {
	rest, found := strings.CutPrefix(s[n.end:], "点")
	if !found || n.some {
		return
	}
	part, place, used := new(big.Rat), big.NewRat(1, 1), 0
	for _, r := range rest {
		d, ok := chineseDigits[r]
		if !ok || n.decimals == 6 {
			break
		}
		place.Mul(place, big.NewRat(1, 10))
		part.Add(part, new(big.Rat).Mul(place, new(big.Rat).SetInt64(d)))
		n.decimals++
		used += utf8.RuneLen(r)
	}
	if n.decimals == 0 {
		return
	}
	n.value.Add(n.value, part)
	n.place = place
	n.runes += 1 + n.decimals
	n.end += len("点") + used
}
