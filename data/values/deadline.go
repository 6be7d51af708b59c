package values

import (
	"regexp"
	"strings"
	"time"

	"anlan/data/vocabulary"
)

// Deadline is a term as a cell gives it: a day, or something that becomes one once it is known when the hazard was found.
// One of the fields is set.
type Deadline struct {
	Date     time.Time // the last day of the term; of a month or year that is all the text gives, its last day
	Days     int       // days after the hazard was found, where Relative
	Months   int       // months after it
	Relative bool
	YearDay  int // month × 100 + day: the first such day, beginning with the one on which the hazard was found; day 31 is the month's last
	MonthEnd bool
}

// Patterns over folded text with Arabic digits.
var (
	termLead    = regexp.MustCompile(`^(?:限期|限时|限于|限|要求|责令|于|在|请|须|应|务必)+`)
	termTail    = regexp.MustCompile(`(?:之前|以前|前|之内|以内|内|整改到位|整改完毕|整改完成|完成整改|整改|完成|到位|止)+$`)
	termSpan    = regexp.MustCompile(`^(半|\d{1,3})个?(小时|天|日|周|星期|月|年)$`)
	termDay     = regexp.MustCompile(`^(?:每年)?(\d{1,2})[月./-](\d{1,2})[日号]?$`)
	termMonth   = regexp.MustCompile(`^(?:(\d{4})年?)?(\d{1,2})月份?(底|末)?$`)
	termNow     = regexp.MustCompile(`^(?:立即|立刻|即时|即刻|当场|现场|当日|当天|立行立改|马上|即知即改)(?:改)?$`)
	termNone    = regexp.MustCompile(`长期|持续|经常|无期限|不定期|视情况|待定|尽快|逐步`)
	termYearEnd = regexp.MustCompile(`^(?:本|今|当)?年(?:底|末|终|度|内)?$`)
	termMonEnd  = regexp.MustCompile(`^(?:本|当)月(?:底|末|内)?$|^月(?:底|末)$`)
)

// holidays are the days on which a term "before the holiday" ends, month × 100 + day: the day before a holiday that is on
// the same day every year. Those of the lunar calendar (春节, 中秋) are not read.
var holidays = map[string]int{
	"元旦": 1231, "元旦节": 1231, "妇女节": 307, "三八": 307, "五一": 430, "五一节": 430, "劳动节": 430, "五一劳动节": 430, "六一": 531, "儿童节": 531,
	"七一": 630, "八一": 731, "国庆": 930, "国庆节": 930, "十一": 930, "十一国庆": 930,
}

// ParseDeadline reads a term as hazard ledgers give it: a date, 立即整改, 限期3日, 元旦前, 12月底. The reason is empty when it
// could be read.
func ParseDeadline(text string, rules Rules) (Deadline, string) {
	folded := vocabulary.Fold(text)
	bare := termTail.ReplaceAllString(termLead.ReplaceAllString(folded, ""), "")
	switch {
	case termNow.MatchString(bare):
		return Deadline{Relative: true}, ""
	case termNone.MatchString(folded):
		return Deadline{}, ReasonNoTerm
	case holidays[bare] > 0:
		return Deadline{YearDay: holidays[bare]}, ""
	case termYearEnd.MatchString(bare):
		return Deadline{YearDay: 1231}, ""
	case termMonEnd.MatchString(bare):
		return Deadline{MonthEnd: true}, ""
	}
	arabic := chineseDigits.ReplaceAllStringFunc(bare, arabicDatePart)
	if d, ok := readSpan(arabic); ok {
		return d, ""
	}
	if d, ok := readTermMonth(arabic); ok {
		return d, ""
	}
	rules.Year = 0 // a term without a year is the next such day
	m, reason := ParseMoment(termTail.ReplaceAllString(termLead.ReplaceAllString(text, ""), ""), rules)
	if reason == ReasonNoYear {
		if n := termDay.FindStringSubmatch(arabic); n != nil {
			return yearDay(digits(n[1]), digits(n[2]))
		}
	}
	return Deadline{Date: lastDay(m)}, reason
}

// readSpan reads a length of time after the day on which the hazard was found.
func readSpan(text string) (Deadline, bool) {
	m := termSpan.FindStringSubmatch(text)
	if m == nil {
		return Deadline{}, false
	}
	n := digits(m[1])
	if m[1] == "半" {
		days, ok := map[string]int{"天": 1, "日": 1, "月": 15}[m[2]]
		if m[2] == "年" {
			return Deadline{Months: 6, Relative: true}, true
		}
		return Deadline{Days: days, Relative: true}, ok
	}
	switch m[2] {
	case "小时":
		return Deadline{Days: (n + 23) / 24, Relative: true}, true
	case "天", "日":
		return Deadline{Days: n, Relative: true}, true
	case "周", "星期":
		return Deadline{Days: 7 * n, Relative: true}, true
	case "月":
		// 3月 is March, 3个月 are three months.
		return Deadline{Months: n, Relative: true}, strings.Contains(text, "个")
	}
	return Deadline{Months: 12 * n, Relative: true}, n < 10
}

// readTermMonth reads a month, which ends with its last day.
func readTermMonth(text string) (Deadline, bool) {
	m := termMonth.FindStringSubmatch(text)
	if m == nil {
		return Deadline{}, false
	}
	month := digits(m[2])
	if month < 1 || month > 12 {
		return Deadline{}, false
	}
	if m[1] != "" {
		return Deadline{Date: dateOf(digits(m[1]), month+1, 0)}, true
	}
	return Deadline{YearDay: month*100 + 31}, true
}

func yearDay(month, day int) (Deadline, string) {
	if _, reason, _ := dayOf(2000, month, day, []string{"", "", "", "", "", ""}); reason != "" {
		return Deadline{}, reason
	}
	return Deadline{YearDay: month*100 + day}, ""
}

// lastDay is the last day of what a moment gives.
func lastDay(m Moment) time.Time {
	switch m.Precision {
	case ToYear:
		return m.Date.AddDate(1, 0, -1)
	case ToQuarter:
		return m.Date.AddDate(0, 3, -1)
	case ToMonth:
		return m.Date.AddDate(0, 1, -1)
	}
	return m.Date
}
