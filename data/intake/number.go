package intake

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

// blanks are what offices write into a cell that has no value. They mean unknown, never zero.
var blanks = map[string]bool{
	"": true, "-": true, "--": true, "—": true, "——": true, "–": true, "/": true, "\\": true, "无": true, "不详": true,
	"未知": true, "未统计": true, "暂无": true, "空": true, "n/a": true, "na": true, "null": true, "none": true, "nan": true,
}

// longestBlank is the length in bytes of the longest such word, and blankList the words as a SQL list, sorted so that one file always gives one statement.
var longestBlank, blankList = func() (int, string) {
	words := slices.Sorted(maps.Keys(blanks))
	longest := 0
	for i, word := range words {
		longest = max(longest, len(word))
		words[i] = "'" + word + "'"
	}
	return longest, strings.Join(words, ", ")
}()

// isBlank tells whether a cell says nothing.
func isBlank(text string) bool { return blanks[vocabulary.Fold(text)] }

var (
	grouped = regexp.MustCompile(`^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(e[-+]?\d+)?(%|‰)?(万|亿|千|百万)?(?:人次|家次|艘次|车次|人|宗|起|件|例|家|个|处|项|条|份|次|场|座|册|辆|台|套|台套|名|元)?$`)
	hedge   = regexp.MustCompile(`近|约|超过|多|余|左右|上下|以上|以下|不到|至少|大概|几|~|至|>|<|≥|≤`)
)

// parseNumber reads a number as offices write it: full-width digits, thousands separators, a counter behind it, 万 and 亿,
// per cent, Chinese numerals up to 万. The reason is empty when it could be read.
func parseNumber(text string) (float64, string) {
	folded := strings.NewReplacer("−", "-", "，", ",").Replace(vocabulary.Fold(text))
	m := grouped.FindStringSubmatch(folded)
	if m == nil {
		if value, ok := chineseNumber(strings.TrimRight(folded, "人宗起家处次个件")); ok {
			return float64(value), ""
		}
		if hedge.MatchString(folded) && strings.ContainsAny(folded, "0123456789一二三四五六七八九十百千") {
			return 0, ReasonHedged
		}
		return 0, ReasonBadNumber
	}
	value, err := strconv.ParseFloat(m[1]+strings.ReplaceAll(m[2], ",", "")+m[3]+m[4], 64)
	if err != nil || math.IsInf(value, 0) {
		return 0, ReasonBadNumber
	}
	return value * multiplier[m[5]] * multiplier[m[6]], ""
}

var multiplier = map[string]float64{"": 1, "%": 0.01, "‰": 0.001, "千": 1e3, "万": 1e4, "百万": 1e6, "亿": 1e8}

// parseAmount reads a number that may not be negative, and brings it to the unit it is stored in.
func parseAmount(text string, scale float64) (float64, string) {
	value, reason := parseNumber(text)
	switch {
	case reason != "":
		return 0, reason
	case value < 0:
		return 0, ReasonNegative
	}
	return value * scale, ""
}

// maxCount is the largest count that a fact table stores.
const maxCount = math.MaxInt32

// parseCount reads a whole number that may not be negative.
func parseCount(text string) (int64, string) {
	value, reason := parseAmount(text, 1)
	switch {
	case reason != "":
		return 0, reason
	case math.Abs(value-math.Round(value)) > 1e-9:
		return 0, ReasonNotWhole
	case value > maxCount:
		return 0, ReasonBadNumber
	}
	return int64(math.Round(value)), ""
}

// parseFlag reads yes or no.
func parseFlag(text string) (bool, string) {
	switch vocabulary.Fold(text) {
	case "是", "有", "√", "✓", "对", "y", "yes", "true", "1", "1.0", "挂牌", "已挂牌", "挂牌督办":
		return true, ""
	case "否", "没有", "×", "✗", "n", "no", "false", "0", "0.0", "未", "未挂牌":
		return false, ""
	}
	return false, ReasonBadFlag
}

var chineseDigit = map[rune]int{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var chineseUnit = map[rune]int{'十': 10, '百': 100, '千': 1000}

// chineseNumber reads a whole number below 10000 written in characters: 十二, 二十三, 五百二十八, 三千零五.
func chineseNumber(text string) (int, bool) {
	total, digit, seen, last := 0, -1, false, 10000
	for _, r := range text {
		if d, ok := chineseDigit[r]; ok {
			if digit > 0 {
				return 0, false // two digits in a row are no number of this kind
			}
			digit, seen = d, true
			continue
		}
		unit, ok := chineseUnit[r]
		if !ok || unit >= last {
			return 0, false
		}
		if digit < 0 {
			digit = 1 // 十二
		}
		total += digit * unit
		digit, seen, last = -1, true, unit
	}
	if digit > 0 {
		total += digit
	}
	return total, seen
}
