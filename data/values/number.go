package values

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

// counters are the words that stand behind a number and only say what is counted.
const counters = `人次|家次|艘次|车次|人|宗|起|件|例|家|个|处|项|条|份|次|场|座|册|辆|台套|台|套|名|户|间|艘`

var (
	amount = regexp.MustCompile(`^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(e[-+]?\d+)?(%|‰)?(百万|千万|万|亿|千)?(?:` + counters + `|(元))?$`)
	hedge  = regexp.MustCompile(`近|约|超过|超|逾|多|余|左右|上下|以上|以下|不到|不足|至少|大概|几|~|至|>|<|≥|≤`)
	figure = regexp.MustCompile(`[0-9一二两三四五六七八九十百千]`)
)

var multiplier = map[string]float64{"": 1, "%": 0.01, "‰": 0.001, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}

// Number is a number as a cell gives it.
type Number struct {
	Value float64 // multipliers such as 万 and % are applied
	Scale string  // the multiplier the cell states itself: "", 千, 万, 百万, 千万 or 亿
	Money bool    // the cell says 元
	Share bool    // the cell says % or ‰
}

// ParseNumber reads a number as offices write it: full-width digits, thousands separators, a counter behind it, 万 and 亿,
// per cent, Chinese numerals up to 万. The reason is empty when it could be read.
func ParseNumber(text string) (Number, string) {
	folded := strings.NewReplacer("−", "-", "，", ",", "﹣", "-").Replace(vocabulary.Fold(text))
	m := amount.FindStringSubmatch(folded)
	if m == nil {
		return readWords(folded)
	}
	value, err := strconv.ParseFloat(m[1]+strings.ReplaceAll(m[2], ",", "")+m[3]+m[4], 64)
	value *= multiplier[m[5]] * multiplier[m[6]]
	if err != nil || math.IsInf(value, 0) {
		return Number{}, ReasonBadNumber
	}
	return Number{Value: value, Scale: m[6], Money: m[7] != "", Share: m[5] != ""}, ""
}

// readWords reads a number written in characters, or says what else the text is.
func readWords(folded string) (Number, string) {
	if value, ok := chineseNumber(strings.TrimRight(folded, "人宗起家处次个件名")); ok {
		return Number{Value: float64(value)}, ""
	}
	switch {
	case IsFormulaError(folded):
		return Number{}, ReasonFormulaError
	case hedge.MatchString(folded) && figure.MatchString(folded):
		return Number{}, ReasonHedged
	}
	return Number{}, ReasonBadNumber
}

// formulaErrors are what spreadsheets show instead of a value.
var formulaErrors = map[string]bool{
	"#null!": true, "#div/0!": true, "#value!": true, "#ref!": true, "#name?": true, "#num!": true, "#n/a": true,
}

// IsFormulaError tells whether a cell holds the error of a formula instead of a value.
func IsFormulaError(text string) bool { return formulaErrors[vocabulary.Fold(text)] }

// moneyUnits are the units of money, in 元.
var moneyUnits = map[string]float64{"元": 1, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "千万元": 1e7, "亿元": 1e8}

// ParseAmount reads a number that may not be negative and brings it to the unit it is stored in. Scale is what a bare
// number is multiplied by. A cell that states a unit of its own means that one, whatever its column says: "120.5万元"
// and "3000元" in a column of 万元, "48.3万" in a column of 万人. 万 alone means 万元 where money is meant.
func ParseAmount(text, stored string, scale float64) (float64, string) {
	n, reason := ParseNumber(text)
	unit, money := moneyUnits[stored]
	switch {
	case reason != "":
		return 0, reason
	case n.Value < 0:
		return 0, ReasonNegative
	case n.Share && stored != "": // a share of something is no amount of it
		return 0, ReasonBadNumber
	case money && (n.Money || n.Scale != ""):
		return n.Value / unit, ""
	case n.Scale != "":
		return n.Value, ""
	}
	return n.Value * scale, ""
}

// maxCount is the largest count that a fact table stores.
const maxCount = math.MaxInt32

// ParseCount reads a whole number that may not be negative.
func ParseCount(text string) (int64, string) {
	value, reason := ParseAmount(text, "", 1)
	n, _ := ParseNumber(text)
	switch {
	case n.Money || n.Share: // nothing that is counted
		return 0, ReasonBadNumber
	case reason != "":
		return 0, reason
	case math.Abs(value-math.Round(value)) > 1e-9:
		return 0, ReasonNotWhole
	case value > maxCount:
		return 0, ReasonBadNumber
	}
	return int64(math.Round(value)), ""
}

// ParseFlag reads yes or no.
func ParseFlag(text string) (bool, string) {
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
