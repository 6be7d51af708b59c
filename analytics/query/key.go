package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anlan/analytics"
)

// KeyOfNumber is the key of a member of a dimension that has no dictionary: 201108 is month "2011-08", 20113 quarter
// "2011Q3".
func KeyOfNumber(d analytics.DimensionID, number int) string {
	switch d {
	case analytics.Month:
		return fmt.Sprintf("%04d-%02d", number/100, number%100)
	case analytics.Quarter:
		return fmt.Sprintf("%04dQ%d", number/10, number%10)
	case analytics.Date:
		return fmt.Sprintf("%04d-%02d-%02d", number/10000, number/100%100, number%100)
	}
	return strconv.Itoa(number)
}

// NumberOfKey is the inverse of KeyOfNumber; a text that is no key of the dimension gives -1, which no fact has.
func NumberOfKey(d analytics.DimensionID, key string) int {
	switch d {
	case analytics.Month:
		return joined(key, "-", 100)
	case analytics.Quarter:
		return joined(key, "Q", 10)
	case analytics.Date:
		day, err := time.Parse(time.DateOnly, key)
		if err != nil {
			return -1
		}
		return day.Year()*10000 + int(day.Month())*100 + day.Day()
	}
	n, err := strconv.Atoi(key)
	if err != nil {
		return -1
	}
	return n
}

// joined reads two numbers with a separator between them as one: the first times the factor, plus the second.
func joined(key, separator string, factor int) int {
	high, low, found := strings.Cut(key, separator)
	if !found {
		return -1
	}
	h, err := strconv.Atoi(high)
	if err != nil {
		return -1
	}
	l, err := strconv.Atoi(low)
	if err != nil || l < 0 || l >= factor {
		return -1
	}
	return h*factor + l
}

// SpanOfKey is the span of days that a member of a dimension of time stands for; none for other dimensions.
func SpanOfKey(d analytics.DimensionID, key string) (analytics.Period, bool) {
	n := NumberOfKey(d, key)
	if n < 0 {
		return analytics.Period{}, false
	}
	months := func(year, first, count int) (analytics.Period, bool) {
		from := analytics.Day(year, time.Month(first), 1)
		return analytics.Period{From: from, To: from.AddDate(0, count, -1)}, true
	}
	switch d {
	case analytics.Year:
		return months(n, 1, 12)
	case analytics.Quarter:
		return months(n/10, n%10*3-2, 3)
	case analytics.Month:
		return months(n/100, n%100, 1)
	case analytics.Date:
		day := analytics.Day(n/10000, time.Month(n/100%100), n%100)
		return analytics.Period{From: day, To: day}, true
	}
	return analytics.Period{}, false
}
