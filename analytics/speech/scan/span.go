package scan

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"anlan/analytics/speech/quantity"
)

// SpanKind is how a text names a span of time.
type SpanKind int

// The kinds of spans.
const (
	NoSpan   SpanKind = iota
	Year              // 2010年, 去年, 全年
	SoFar             // 今年以来, 截至目前: from January to as far as there are data
	ToDate            // 截至12月23日: from January to a day
	Months            // 1-8月, 8月, 一季度, 上半年
	Days              // 1月1日至9月20日
	Event             // 8月27日: the day of something that happened
	Same              // 去年同期
	Previous          // 上月, 上季度
	Years             // 近五年
	Average           // 近五年平均
	Unclear           // 本月, 当季
)

// Date is a day of a year; day 0 stands for the whole month.
type Date struct{ Month, Day int }

// Span is a span of time as a text names it.
type Span struct {
	Kind     SpanKind
	Year     int  // as named; zero: the year of the draft, moved by Shift
	Shift    int  // years
	From, To Date // of ToDate, Months, Days and Event
	Count    int  // of Years and Average; zero: not said
	Whole    bool // says 全年
}

// IsBase tells whether the span is one that others are compared with.
func (s Span) IsBase() bool {
	switch s.Kind {
	case Same, Previous, Average:
		return true
	case Year:
		return s.Shift < 0 || s.Year > 0
	case Months, Days, ToDate:
		return s.Shift < 0 || s.Year > 0
	}
	return false
}

const monthWord = `(\d{1,2}|元|十[一二]?|[一二三四五六七八九])`

var (
	namedYear   = regexp.MustCompile(`^(?:((?:19|20)\d{2})|20[xX×]{2}|二[〇零][〇零一二]([〇零一二三四五六七八九]))年度?`)
	wordYear    = regexp.MustCompile(`^(?:今年|本年度|本年|当年|去年|上年度|上年|前年)`)
	dayRange    = regexp.MustCompile(`^` + monthWord + `月(\d{1,2})日?(?:至|-|到)(?:(?:\d{4}年)?` + monthWord + `月)?(\d{1,2})日`)
	oneDay      = regexp.MustCompile(`^` + monthWord + `月(\d{1,2})[日号]`)
	monthRange  = regexp.MustCompile(`^` + monthWord + `月?(?:份)?(?:至|-|到)` + monthWord + `月份?`)
	oneMonth    = regexp.MustCompile(`^` + monthWord + `月(?:份|底|末)?`)
	quarter     = regexp.MustCompile(`^(?:前三个?季度|1-3季度|第?([一二三四1-4])季度|首季)`)
	half        = regexp.MustCompile(`^(上|下)半年`)
	firstMonths = regexp.MustCompile(`^前(\d{1,2}|[一二三四五六七八九十]{1,2})个?月`)
	cutOff      = regexp.MustCompile(`^(?:截至|截止到|截止|截至到)`)
	fewYears    = regexp.MustCompile(`^(?:最近|近|过去|前)(几|\d{1,2}|[一二两三四五六七八九十])年(?:来|间)?(?:的)?(同期)?(?:的)?(平均(?:数|值|水平)?|均值)?`)
	yearsSince  = regexp.MustCompile(`^([几一二两三四五六七八九十])年来`)
)

// fixed are spans that are said in one way only.
var fixed = []struct {
	text string
	span Span
}{
	{"年初以来", Span{Kind: SoFar}},
	{"年内", Span{Kind: SoFar}},
	{"全年度", Span{Kind: Year, Whole: true}},
	{"全年", Span{Kind: Year, Whole: true}},
	{"年度", Span{Kind: Year}},
	{"上个月", Span{Kind: Previous}},
	{"上一月", Span{Kind: Previous}},
	{"上月", Span{Kind: Previous}},
	{"上一季度", Span{Kind: Previous}},
	{"上个季度", Span{Kind: Previous}},
	{"上季度", Span{Kind: Previous}},
	{"上期", Span{Kind: Previous}},
	{"前月", Span{Kind: Previous}},
	{"本月份", Span{Kind: Unclear}},
	{"本月", Span{Kind: Unclear}},
	{"当月", Span{Kind: Unclear}},
	{"本季度", Span{Kind: Unclear}},
	{"当季", Span{Kind: Unclear}},
	{"本周", Span{Kind: Unclear}},
	{"本期", Span{Kind: Unclear}},
	{"当日", Span{Kind: Unclear}},
	{"近年来", Span{Kind: Years}},
	{"近些年", Span{Kind: Years}},
	{"历年", Span{Kind: Years}},
	{"同期", Span{Kind: Same, Shift: -1}},
}

// spanAt reads a span of time that begins at a place.
func spanAt(s string, i int) (Span, int, bool) {
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); before < utf8.RuneSelf && (before >= '0' && before <= '9' || before == '.') {
		return Span{}, i, false
	}
	if found := cutOff.FindString(s[i:]); found != "" {
		return cutOffAt(s, i+len(found))
	}
	span, at, dated := yearAt(s, i)
	if within, end, ok := withinYear(s, at, span); ok {
		return within, end, true
	}
	if !dated {
		return relative(s, i)
	}
	return bareYear(s, at, span)
}

// yearAt reads a year before a span: 2011年, 今年, 去年.
func yearAt(s string, i int) (Span, int, bool) {
	if found := namedYear.FindStringSubmatch(s[i:]); found != nil {
		span := Span{Kind: Year}
		if found[1] != "" {
			span.Year, _ = strconv.Atoi(found[1])
		} else if found[2] != "" {
			span.Year = chineseYear(found[0])
		}
		return span, i + len(found[0]), true
	}
	if found := wordYear.FindString(s[i:]); found != "" {
		span := Span{Kind: Year}
		switch found {
		case "去年", "上年", "上年度":
			span.Shift = -1
		case "前年":
			span.Shift = -2
		}
		return span, i + len(found), true
	}
	return Span{}, i, false
}

// chineseYear reads 二〇一一年.
func chineseYear(text string) int {
	year := 0
	for _, r := range text {
		if at := strings.IndexRune("〇一二三四五六七八九", r); at >= 0 {
			year = year*10 + at/len("〇")
		} else if r == '零' {
			year *= 10
		}
	}
	return year
}

// withinYear reads what part of a year is meant.
func withinYear(s string, i int, span Span) (Span, int, bool) {
	rest := s[i:]
	if f := dayRange.FindStringSubmatch(rest); f != nil {
		span.Kind, span.From, span.To = Days, Date{month(f[1]), number(f[2])}, Date{month(f[3]), number(f[4])}
		if f[3] == "" {
			span.To.Month = span.From.Month
		}
		return span, i + len(f[0]), span.From.valid() && span.To.valid()
	}
	if f := oneDay.FindStringSubmatch(rest); f != nil {
		span.Kind, span.From = Event, Date{month(f[1]), number(f[2])}
		span.To = span.From
		return span, i + len(f[0]), span.From.valid()
	}
	if f := monthRange.FindStringSubmatch(rest); f != nil {
		return inMonths(span, month(f[1]), month(f[2]), i+len(f[0]))
	}
	if f := oneMonth.FindStringSubmatch(rest); f != nil {
		return inMonths(span, month(f[1]), month(f[1]), i+len(f[0]))
	}
	if f := quarter.FindStringSubmatch(rest); f != nil {
		return inQuarter(span, f, i)
	}
	if f := half.FindStringSubmatch(rest); f != nil {
		first := map[string]int{"上": 1, "下": 7}[f[1]]
		return inMonths(span, first, first+5, i+len(f[0]))
	}
	if f := firstMonths.FindStringSubmatch(rest); f != nil {
		return inMonths(span, 1, month(f[1]), i+len(f[0]))
	}
	return span, i, false
}

func inMonths(span Span, from, to, end int) (Span, int, bool) {
	span.Kind, span.From, span.To = Months, Date{Month: from}, Date{Month: to}
	return span, end, span.From.valid() && span.To.valid() && from <= to
}

func inQuarter(span Span, found []string, i int) (Span, int, bool) {
	end := i + len(found[0])
	switch {
	case found[0] == "首季":
		return inMonths(span, 1, 3, end)
	case found[1] == "":
		return inMonths(span, 1, 9, end)
	}
	q := month(found[1])
	return inMonths(span, 3*q-2, 3*q, end)
}

// bareYear reads what follows a year that stands alone: 同期, 全年, 以来.
func bareYear(s string, at int, span Span) (Span, int, bool) {
	thisYear := span.Shift == 0 && span.Year == 0
	for _, w := range []struct {
		text string
		kind SpanKind
	}{{"的同期", Same}, {"同期", Same}, {"全年", Year}, {"以来", SoFar}} {
		if !strings.HasPrefix(s[at:], w.text) {
			continue
		}
		if w.kind == SoFar && !thisYear {
			span.Kind = Unclear
		} else {
			span.Kind, span.Whole = w.kind, w.text == "全年"
		}
		return span, at + len(w.text), true
	}
	if thisYear {
		span.Kind = SoFar
	}
	return span, at, true
}

// relative reads spans without a year: 上月, 近五年, 全年.
func relative(s string, i int) (Span, int, bool) {
	rest := s[i:]
	for _, f := range fixed {
		if strings.HasPrefix(rest, f.text) {
			return f.span, i + len(f.text), true
		}
	}
	f := fewYears.FindStringSubmatch(rest)
	if f == nil {
		if f = yearsSince.FindStringSubmatch(rest); f == nil {
			return Span{}, i, false
		}
		return Span{Kind: Years, Count: month(f[1])}, i + len(f[0]), true
	}
	span := Span{Kind: Years, Count: month(f[1])}
	if f[3] != "" {
		span.Kind = Average
	}
	return span, i + len(f[0]), true
}

// cutOffAt reads the day behind 截至.
func cutOffAt(s string, i int) (Span, int, bool) {
	for _, w := range []string{"目前为止", "目前", "现在", "日前"} {
		if strings.HasPrefix(s[i:], w) {
			return Span{Kind: SoFar}, i + len(w), true
		}
	}
	span, at, _ := yearAt(s, i)
	within, end, ok := withinYear(s, at, span)
	switch {
	case ok && (within.Kind == Event || within.Kind == Months):
		within.Kind, within.From = ToDate, Date{1, 1}
		return within, end, true
	case ok:
		return within, end, true
	}
	return Span{}, i, false
}

// valid tells whether there is such a day.
func (d Date) valid() bool { return 1 <= d.Month && d.Month <= 12 && 0 <= d.Day && d.Day <= 31 }

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// month reads a small number in either script; 元 is the first month.
func month(text string) int {
	switch text {
	case "":
		return 0
	case "元":
		return 1
	case "几":
		return 0
	}
	if n := number(text); n >= 0 {
		return n
	}
	if q, _, ok := quantity.Read(text, 0); ok {
		n, _ := q.Whole()
		return int(n)
	}
	return -1
}
