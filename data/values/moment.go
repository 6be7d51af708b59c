package values

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"anlan/data/vocabulary"
)

// Order says which number comes first in dates such as 3/4/2011 and 11.8.27.
type Order int

// The orders. OrderUnknown leaves such dates unread unless one of the numbers can only be the day.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
	YearFirst // of two digits: 11.8.27
)

// Precision is how much of a date a text gives.
type Precision int

// The precisions, coarsest first.
const (
	ToYear Precision = iota
	ToQuarter
	ToMonth
	ToDay
)

// Moment is a date as a text gives it, with the minute of the day where there is one.
type Moment struct {
	Date      time.Time // the first day of a month, quarter or year that is all the text gives
	Precision Precision
	Minute    int // -1: no time of day
}

// Rules say how the dates of one column are to be read.
type Rules struct {
	Order     Order
	Epoch1904 bool // serial dates count from 1904
	Year      int  // the year of dates that have none, stated elsewhere in the file; 0: not stated
}

// Patterns over folded text: half-width, lower case, no spaces. A time of day may follow the day.
var (
	dayPart       = `(上午|下午|晚上|凌晨|早上|早晨|中午|傍晚|夜间|深夜|晚|早)?`
	clockPart     = `(?:t|,)?(?:` + dayPart + `(?:(\d{1,2})[:时点](?:(\d{1,2})分?(?::(\d{1,2})(?:\.\d+)?秒?)?)?(许|左右)?(am|pm)?z?)?)?$`
	yearFirst     = regexp.MustCompile(`^(?:(\d{4})(?:年|[-/.])|(\d{2}年))(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?` + clockPart)
	packed        = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})(?:t(\d{2})(\d{2})(?:\d{2})?)?$`)
	yearLast      = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})` + clockPart)
	yearMonth     = regexp.MustCompile(`^(?:(\d{4})(?:年度?|[-/.])|(\d{2}年))(\d{1,2})(?:月份?)?$`)
	packedMonth   = regexp.MustCompile(`^((?:19|20)\d{2})()(\d{2})$`)
	quarter       = regexp.MustCompile(`^(?:(\d{4})年?)?(?:第?([1-4])季度?|q([1-4]))$`)
	yearOnly      = regexp.MustCompile(`^(\d{4})(?:年度?)?$`)
	withoutYear   = regexp.MustCompile(`^(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?` + clockPart)
	monthOnly     = regexp.MustCompile(`^(\d{1,2})月份?$`)
	span          = regexp.MustCompile(`^(?:\d{4}年?)?(?:\d{1,2}月?[-至到~—–]\d{1,2}月份?|[上下]半年)$`)
	serialDate    = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`)
	clockOnly     = regexp.MustCompile(`^` + clockPart)
	weekday       = regexp.MustCompile(`\(?(?:星期|周|礼拜)[一二三四五六日天]\)?`)
	chineseDigits = regexp.MustCompile(`[〇零一二三四五六七八九十]+`)
)

// ParseMoment reads a date as offices write it. The reason is empty when it could be read.
func ParseMoment(text string, rules Rules) (Moment, string) {
	folded := foldDate(text)
	for _, read := range []func(string, Rules) (Moment, string, bool){
		readYearFirst, readPacked, readYearLast, readEnglish, readSerial, readShorter, readWithoutYear,
	} {
		if m, reason, ok := read(folded, rules); ok {
			return m, reason
		}
	}
	if span.MatchString(folded) {
		return Moment{}, ReasonSpan
	}
	return Moment{}, ReasonBadDate
}

// foldDate brings a date to the form that the patterns know.
func foldDate(text string) string {
	folded := strings.ReplaceAll(vocabulary.Fold(keepGap(text)), "元月", "1月")
	folded = weekday.ReplaceAllString(folded, "")
	return chineseDigits.ReplaceAllStringFunc(folded, arabicDatePart)
}

// keepGap marks blanks between two digits with a T, because folding drops them: "2011-8-7 14:05".
func keepGap(text string) string {
	words := strings.Fields(norm.NFKC.String(text))
	var b strings.Builder
	for i, word := range words {
		if i > 0 && isDigit(words[i-1][len(words[i-1])-1]) && isDigit(word[0]) {
			b.WriteByte('T')
		}
		b.WriteString(word)
	}
	return b.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func readYearFirst(text string, _ Rules) (Moment, string, bool) {
	m := yearFirst.FindStringSubmatch(text)
	if m == nil {
		return Moment{}, "", false
	}
	return dayOf(fullYear(m[1]+m[2]), digits(m[3]), digits(m[4]), m[5:])
}

// fullYear reads a year of four digits, or "11年": 49 and above are of the last century, because nothing is read from
// before 1949.
func fullYear(text string) int {
	text = strings.TrimSuffix(text, "年")
	year := digits(text)
	switch {
	case len(text) > 2:
		return year
	case year >= 49:
		return 1900 + year
	}
	return 2000 + year
}

func readPacked(text string, _ Rules) (Moment, string, bool) {
	m := packed.FindStringSubmatch(text)
	if m == nil {
		return Moment{}, "", false
	}
	return dayOf(digits(m[1]), digits(m[2]), digits(m[3]), []string{"", m[4], m[5], "", "", ""})
}

func readYearLast(text string, rules Rules) (Moment, string, bool) {
	m := yearLast.FindStringSubmatch(text)
	if m == nil {
		return Moment{}, "", false
	}
	first, second, third := digits(m[1]), digits(m[2]), digits(m[3])
	order := rules.Order
	if order == OrderUnknown {
		order = tellOrder(first, second, third, len(m[3]), rules.Year)
	}
	switch {
	case order == OrderUnknown, order == YearFirst && len(m[3]) == 4, order != YearFirst && len(m[3]) == 1:
		return Moment{}, ReasonAmbiguous, true
	case order == YearFirst:
		return dayOf(fullYear(m[1]), second, third, m[4:])
	case order == MonthFirst:
		return dayOf(fullYear(m[3]), first, second, m[4:])
	}
	return dayOf(fullYear(m[3]), second, first, m[4:])
}

// tellOrder finds the only order in which three numbers can be a date, if there is one. The year that the file states
// settles dates of two-digit years.
func tellOrder(first, second, third, width, year int) Order {
	if width <= 2 {
		if year > 0 && first == year%100 && third != first {
			return YearFirst
		}
		if year == 0 || third != year%100 || first == third || width == 1 {
			return OrderUnknown // 11/8/27 may begin with the year
		}
	}
	switch {
	case first > 12 && second <= 12:
		return DayFirst
	case second > 12 && first <= 12:
		return MonthFirst
	case first == second:
		return DayFirst // 4/4/2011 is the same either way
	}
	return OrderUnknown
}

// readShorter reads a month, a quarter or a year.
func readShorter(text string, rules Rules) (Moment, string, bool) {
	m := yearMonth.FindStringSubmatch(text)
	if m == nil {
		m = packedMonth.FindStringSubmatch(text)
	}
	if m != nil {
		return monthOf(fullYear(m[1]+m[2]), digits(m[3]))
	}
	if m := quarter.FindStringSubmatch(text); m != nil {
		year := rules.Year
		if m[1] != "" {
			year = digits(m[1])
		}
		if year == 0 {
			return Moment{}, ReasonNoYear, true
		}
		first := 3*(digits(m[2])+digits(m[3])) - 2
		return Moment{Date: dateOf(year, first, 1), Precision: ToQuarter, Minute: -1}, "", true
	}
	if m := yearOnly.FindStringSubmatch(text); m != nil {
		return Moment{Date: dateOf(digits(m[1]), 1, 1), Precision: ToYear, Minute: -1}, "", true
	}
	return Moment{}, "", false
}

// readWithoutYear reads 8.27 and 8月 where the file says which year they are of.
func readWithoutYear(text string, rules Rules) (Moment, string, bool) {
	m, month := withoutYear.FindStringSubmatch(text), monthOnly.FindStringSubmatch(text)
	switch {
	case m == nil && month == nil:
		return Moment{}, "", false
	case rules.Year == 0:
		return Moment{}, ReasonNoYear, true
	case m != nil:
		return dayOf(rules.Year, digits(m[1]), digits(m[2]), m[3:])
	}
	return monthOf(rules.Year, digits(month[1]))
}

func monthOf(year, month int) (Moment, string, bool) {
	if month < 1 || month > 12 {
		return Moment{}, ReasonImpossible, true
	}
	return Moment{Date: dateOf(year, month, 1), Precision: ToMonth, Minute: -1}, "", true
}

// dayOf makes a day, and the time of day from the groups of clockPart.
func dayOf(year, month, day int, clock []string) (Moment, string, bool) {
	date := dateOf(year, month, day)
	if month < 1 || month > 12 || date.Day() != day || date.Month() != time.Month(month) {
		return Moment{}, ReasonImpossible, true
	}
	minute, reason := minuteOf(clock)
	return Moment{Date: date, Precision: ToDay, Minute: minute}, reason, true
}

func dateOf(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// digits reads digits that a pattern has matched; blank is zero.
func digits(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// arabicDatePart writes the Chinese numbers of a date in digits: 二〇一一 by digit, 二十七 by value.
func arabicDatePart(text string) string {
	if strings.ContainsRune(text, '十') || len([]rune(text)) == 1 {
		if value, ok := chineseNumber(text); ok {
			return strconv.Itoa(value)
		}
		return text
	}
	var digits strings.Builder
	for _, r := range text {
		digits.WriteByte('0' + byte(chineseDigit[r]))
	}
	return digits.String()
}
