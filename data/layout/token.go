package layout

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"anlan/data/values"
	"anlan/data/vocabulary"
)

// token is what one cell of a header may mean, apart from naming a field.
type token struct {
	text       string
	forms      [2]string
	total      bool          // 合计: the sum of its neighbours
	comparison bool          // 上年同期, 累计: not of the period itself
	neutral    bool          // 本月: says nothing
	unit       bool          // 万元
	part       bool          // 其中: counted in a neighbour as well
	period     string        // a month, a quarter or a year, as text that a date is read from
	day        bool          // a date
	named      map[Type]bool // what it names: a town, a sector, a measure
}

var (
	totalWords   = map[string]bool{"合计": true, "总计": true, "小计": true, "全市": true, "全市合计": true, "总数": true, "合计数": true, "计": true, "total": true, "subtotal": true}
	neutralWords = map[string]bool{"本月": true, "本月数": true, "当月": true, "本期": true, "本期数": true, "实际数": true, "数": true, "数量": true}
	comparisons  = regexp.MustCompile(`上年|去年|同期|同比|环比|增减|增长|增幅|升降|±|上月|上期|前期|比重|占比|占.*%|排名|名次|累计|^\d{1,2}月?[-至~]\d{1,2}月`)
	partWord     = regexp.MustCompile(`^\s*其\s*中\s*[:：]?\s*`)
)

// IsTotal tells whether a cell marks a row or column as the sum of others.
func IsTotal(text string) bool { return totalWords[vocabulary.Fold(text)] }

// Part takes "其中" off a text that has it: what follows is a part of something else in the table.
func Part(text string) (rest string, part bool) {
	rest = partWord.ReplaceAllString(text, "")
	return rest, rest != text
}

// longestHeader is the length in bytes of the longest text that is looked at as a header.
const longestHeader = 300

// newToken looks at one cell of a header.
func newToken(text string, terms Terms) token {
	text = strings.TrimSpace(text)
	if len(text) > longestHeader {
		return token{text: text, named: make(map[Type]bool)}
	}
	rest, part := Part(text)
	folded := vocabulary.Fold(rest)
	t := token{
		text: rest, forms: headerForms(rest), part: part, total: totalWords[folded], neutral: neutralWords[folded],
		comparison: comparisons.MatchString(folded), unit: isUnit(text), named: make(map[Type]bool),
	}
	if text == "" || t.comparison {
		return t
	}
	for typ, list := range map[Type]*vocabulary.List{Town: terms.Towns, Sector: terms.Sectors, Measure: terms.Measures} {
		if list != nil {
			_, known := list.Resolve(rest)
			t.named[typ] = known || typ == Sector && len(list.Ambiguous(rest)) > 0
		}
	}
	t.readPeriod(folded)
	return t
}

// readPeriod reads a month, quarter or year. Bare numbers are none here: see bareMonths.
func (t *token) readPeriod(folded string) {
	const anyYear = 2000
	if _, err := strconv.ParseFloat(folded, 64); err == nil {
		return
	}
	m, reason := values.ParseMoment(folded, values.Rules{Year: anyYear})
	switch {
	case reason == "" && m.Precision < values.ToDay:
		t.period, t.named[Period] = folded, true
	case reason == "":
		t.day = true
	}
}

// isHeader tells whether a cell names a field, or says something of one.
func (t token) isHeader() bool {
	if t.total || t.comparison || t.neutral || t.unit || t.part {
		return true
	}
	for _, kind := range Kinds() {
		if _, ok := kind.aliasOf(t.forms); ok {
			return true
		}
	}
	return false
}

// isHeaderWord tells whether a header may be made of this cell: it also names what may stand across.
func (t token) isHeaderWord() bool {
	if _, number := t.bareNumber(); number {
		return true // months and years
	}
	return t.isHeader() || slices.Contains(slices.Collect(maps.Values(t.named)), true)
}

// bareNumber reads a header cell that is a whole number.
func (t token) bareNumber() (int, bool) {
	n, err := strconv.Atoi(vocabulary.Fold(t.text))
	return n, err == nil
}

// bareMonths tells whether numbers in a row of headers count the months: 1, 2, 3 …
func bareMonths(numbers []int) bool {
	for i, n := range numbers {
		if n != i+1 {
			return false
		}
	}
	return len(numbers) >= 3 && len(numbers) <= 12
}

// bareYears tells whether numbers in a row of headers are years, one after the other in either direction.
func bareYears(numbers []int) bool {
	for i, n := range numbers {
		step := 1
		if i > 0 {
			step = n - numbers[i-1]
		}
		if n < 1949 || n > 2100 || step != 1 && step != -1 {
			return false
		}
	}
	return len(numbers) >= 2
}

// firstDays tells whether numbers in a row of headers are the day numbers that spreadsheets store for the first of a
// month, and gives the months.
func firstDays(numbers []int, epoch1904 bool) (months []string, ok bool) {
	for _, n := range numbers {
		m, reason := values.ParseMoment(strconv.Itoa(n), values.Rules{Epoch1904: epoch1904})
		if reason != "" || m.Precision != values.ToDay || m.Date.Day() != 1 || m.Date.Before(time.Date(1949, 1, 1, 0, 0, 0, 0, time.UTC)) {
			return nil, false
		}
		months = append(months, m.Date.Format("2006-01"))
	}
	return months, len(months) >= 2
}
