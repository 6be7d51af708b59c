package query

import (
	"fmt"
	"strconv"
	"strings"

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
	}
	return strconv.Itoa(number)
}

// NumberOfKey is the inverse of KeyOfNumber; a text that is no key of the dimension gives -1, which no fact has.
func NumberOfKey(d analytics.DimensionID, key string) int {
	separator, factor := "", 1
	switch d {
	case analytics.Month:
		separator, factor = "-", 100
	case analytics.Quarter:
		separator, factor = "Q", 10
	}
	high, low := key, "0"
	if separator != "" {
		var found bool
		if high, low, found = strings.Cut(key, separator); !found {
			return -1
		}
	}
	h, err := strconv.Atoi(high)
	if err != nil {
		return -1
	}
	l, err := strconv.Atoi(low)
	if err != nil || l < 0 || l >= factor && factor > 1 {
		return -1
	}
	return h*factor + l
}
