package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"anlan/data/vocabulary"
)

// DateOrder says which number comes first in dates such as 3/4/2011.
type DateOrder int

// The orders. DateOrderUnknown leaves such dates unread unless one of the numbers is above 12.
const (
	DateOrderUnknown DateOrder = iota
	DayFirst
	MonthFirst
)

// precision is how much of a date a text gives.
type precision int

const (
	toYear precision = iota
	toMonth
	toDay
)

// moment is a date as a text gives it, with the minute of the day where there is one.
type moment struct {
	date      time.Time // the first day of a month or year that is all the text gives
	precision precision
	minute    int // -1: no time of day
}

// dateRules say how the dates of one column are to be read.
type dateRules struct {
	order     DateOrder
	epoch1904 bool
}

// Patterns over folded text: half-width, lower case, no spaces. A time of day may follow the day.
var (
	clockPart     = `(?:t|,)?(?:(上午|下午|晚上|凌晨|早上|中午)?(\d{1,2})[:时点](?:(\d{1,2})分?(?::(\d{1,2})(?:\.\d+)?秒?)?)?(许|左右)?(am|pm)?z?)?$`
	yearFirst     = regexp.MustCompile(`^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?` + clockPart)
	packed        = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})` + clockPart)
	yearLast      = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})` + clockPart)
	yearMonth     = regexp.MustCompile(`^(\d{4})(?:年度?|[-/.])(\d{1,2})(?:月份?)?$`)
	packedMonth   = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})$`)
	yearOnly      = regexp.MustCompile(`^(\d{4})(?:年度?)?$`)
	withoutYear   = regexp.MustCompile(`^(\d{1,2})(?:月|[-/.])(?:(\d{1,2})日?)?` + clockPart)
	serialDate    = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`)
	clockOnly     = regexp.MustCompile(`^` + clockPart)
	chineseDigits = regexp.MustCompile(`[〇零一二三四五六七八九十]+`)
)

// parseMoment reads a date as offices write it. The reason is empty when it could be read.
func parseMoment(text string, rules dateRules) (moment, string) {
	folded := strings.ReplaceAll(vocabulary.Fold(keepGap(text)), "元月", "1月")
	folded = chineseDigits.ReplaceAllStringFunc(folded, arabicDatePart)
	for _, read := range []func(string, dateRules) (moment, string, bool){
		readYearFirst, readYearLast, readSerial, readShorter,
	} {
		if m, reason, ok := read(folded, rules); ok {
			return m, reason
		}
	}
	if withoutYear.MatchString(folded) {
		return moment{}, ReasonNoYear
	}
	return moment{}, ReasonBadDate
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

func readYearFirst(text string, _ dateRules) (moment, string, bool) {
	m := yearFirst.FindStringSubmatch(text)
	if m == nil {
		m = packed.FindStringSubmatch(text)
	}
	if m == nil {
		return moment{}, "", false
	}
	return dayOf(number(m[1]), number(m[2]), number(m[3]), m[4:])
}

func readYearLast(text string, rules dateRules) (moment, string, bool) {
	m := yearLast.FindStringSubmatch(text)
	if m == nil {
		return moment{}, "", false
	}
	first, second, year := number(m[1]), number(m[2]), number(m[3])
	order := rules.order
	if len(m[3]) == 2 {
		if order == DateOrderUnknown {
			return moment{}, ReasonAmbiguous, true // 11/8/27 may begin with the year
		}
		year += 2000
	}
	if order == DateOrderUnknown {
		switch {
		case first > 12 && second <= 12:
			order = DayFirst
		case second > 12 && first <= 12:
			order = MonthFirst
		case first == second:
			order = DayFirst // 4/4/2011 is the same either way
		default:
			return moment{}, ReasonAmbiguous, true
		}
	}
	if order == MonthFirst {
		return dayOf(year, first, second, m[4:])
	}
	return dayOf(year, second, first, m[4:])
}

// readSerial reads the day numbers of spreadsheets: days since 1899-12-30, or since 1904-01-01 in workbooks of old
// Macintosh offices. Five digits cover 1927 to 2173.
func readSerial(text string, rules dateRules) (moment, string, bool) {
	if !serialDate.MatchString(text) {
		return moment{}, "", false
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return moment{}, "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if rules.epoch1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days, fraction := math.Modf(value)
	m := moment{date: epoch.AddDate(0, 0, int(days)), precision: toDay, minute: -1}
	if fraction > 0 {
		m.minute = min(int(math.Round(fraction*24*60)), 24*60-1)
	}
	return m, "", true
}

// readShorter reads a month or a year.
func readShorter(text string, _ dateRules) (moment, string, bool) {
	m := yearMonth.FindStringSubmatch(text)
	if m == nil {
		m = packedMonth.FindStringSubmatch(text)
	}
	if m != nil {
		month := number(m[2])
		if month < 1 || month > 12 {
			return moment{}, ReasonImpossible, true
		}
		return moment{date: time.Date(number(m[1]), time.Month(month), 1, 0, 0, 0, 0, time.UTC), precision: toMonth, minute: -1}, "", true
	}
	if m := yearOnly.FindStringSubmatch(text); m != nil {
		return moment{date: time.Date(number(m[1]), 1, 1, 0, 0, 0, 0, time.UTC), precision: toYear, minute: -1}, "", true
	}
	return moment{}, "", false
}

// dayOf makes a day, and the time of day from the groups of clockPart.
func dayOf(year, month, day int, clock []string) (moment, string, bool) {
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || date.Day() != day || date.Month() != time.Month(month) {
		return moment{}, ReasonImpossible, true
	}
	minute, reason := minuteOf(clock)
	return moment{date: date, precision: toDay, minute: minute}, reason, true
}

// minuteOf reads the groups of clockPart: period of the day, hour, minute, second, remark, am or pm.
func minuteOf(groups []string) (int, string) {
	if groups[1] == "" {
		return -1, ""
	}
	hour, minute := number(groups[1]), number(groups[2])
	afternoon := groups[0] == "下午" || groups[0] == "晚上" || groups[5] == "pm"
	switch {
	case afternoon && hour < 12:
		hour += 12
	case groups[5] == "am" && hour == 12:
		hour = 0
	}
	if hour == 24 && minute == 0 {
		return 24*60 - 1, "" // the end of the day belongs to the day
	}
	if hour > 23 || minute > 59 || number(groups[3]) > 59 {
		return -1, ReasonBadTime
	}
	return hour*60 + minute, ""
}

// parseClock reads a time of day by itself; a fraction of a day is how spreadsheets store one.
func parseClock(text string) (minute int, reason string) {
	folded := vocabulary.Fold(text)
	if value, err := strconv.ParseFloat(folded, 64); err == nil && value >= 0 && value < 1 {
		return min(int(math.Round(value*24*60)), 24*60-1), ""
	}
	groups := clockOnly.FindStringSubmatch(folded)
	if groups == nil || groups[2] == "" {
		return 0, ReasonBadTime
	}
	return minuteOf(groups[1:])
}

// number reads digits that a pattern has matched; blank is zero.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
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
