package values

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"anlan/data/vocabulary"
)

// readSerial reads the day numbers of spreadsheets: days since 1899-12-30, or since 1904-01-01 in workbooks of old
// Macintosh offices. Five digits cover 1927 to 2173.
func readSerial(text string, rules Rules) (Moment, string, bool) {
	if !serialDate.MatchString(text) {
		return Moment{}, "", false
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return Moment{}, "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if rules.Epoch1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days, fraction := math.Modf(value)
	m := Moment{Date: epoch.AddDate(0, 0, int(days)), Precision: ToDay, Minute: -1}
	if fraction > 0 {
		m.Minute = minuteOfDay(fraction)
	}
	return m, "", true
}

// minuteOfDay turns a fraction of a day into its minute.
func minuteOfDay(fraction float64) int { return min(int(math.Round(fraction*24*60)), 24*60-1) }

var (
	englishMonths = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
	dayMonth      = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[-./]?(` + englishMonths + `)[a-z]*[-./,t]*(\d{4})` + clockPart)
	monthDay      = regexp.MustCompile(`^(` + englishMonths + `)[a-z]*[-./]?(\d{1,2})(?:st|nd|rd|th)?[-./,t]*(\d{4})` + clockPart)
)

// readEnglish reads 27 Aug 2011 and August 27, 2011.
func readEnglish(text string, _ Rules) (Moment, string, bool) {
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return dayOf(digits(m[3]), strings.Index(englishMonths, m[2])/4+1, digits(m[1]), m[4:])
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return dayOf(digits(m[3]), strings.Index(englishMonths, m[1])/4+1, digits(m[2]), m[4:])
	}
	return Moment{}, "", false
}

// minuteOf reads the groups of clockPart: part of the day, hour, minute, second, remark, am or pm.
func minuteOf(groups []string) (int, string) {
	if groups[1] == "" {
		return -1, ""
	}
	hour, minute := hourOf(groups[0]+groups[5], digits(groups[1])), digits(groups[2])
	if hour == 24 && minute == 0 {
		return 24*60 - 1, "" // the end of the day belongs to the day
	}
	if hour > 23 || minute > 59 || digits(groups[3]) > 59 {
		return -1, ReasonBadTime
	}
	return hour*60 + minute, ""
}

// hourOf counts an hour from midnight, given the part of the day it is said with.
func hourOf(part string, hour int) int {
	switch part {
	case "下午", "傍晚", "pm":
		if hour < 12 {
			return hour + 12
		}
	case "晚上", "晚", "夜间", "深夜": // 深夜2时 is before dawn, 晚上12时 the end of the day
		if hour > 4 && hour <= 12 {
			return hour + 12
		}
	case "中午":
		if hour < 3 {
			return hour + 12
		}
	case "凌晨", "am":
		if hour == 12 {
			return 0
		}
	}
	return hour
}

// ParseClock reads a time of day by itself; a fraction of a day is how spreadsheets store one.
func ParseClock(text string) (minute int, reason string) {
	folded := vocabulary.Fold(text)
	if value, err := strconv.ParseFloat(folded, 64); err == nil && value >= 0 && value < 1 {
		return minuteOfDay(value), ""
	}
	groups := clockOnly.FindStringSubmatch(folded)
	if groups == nil || groups[2] == "" {
		return 0, ReasonBadTime
	}
	return minuteOf(groups[1:])
}
