package analytics

import (
	"strings"
	"time"
)

// EndOfDay is the last moment of a day at a place: what was known on a day is what was known at its end.
func EndOfDay(day time.Time, at *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, at).Add(-time.Microsecond)
}

// IsEndOfDay tells whether a moment stands for its whole day.
func IsEndOfDay(t time.Time) bool { return t.Equal(EndOfDay(t, t.Location())) }

// ParseMoment reads the moment whose knowledge is asked for: a day, which means its end, or a day with a time, which means the
// end of that minute or second.
func ParseMoment(text string, at *time.Location) (time.Time, error) {
	text = strings.Replace(strings.TrimSpace(text), "T", " ", 1)
	day, err := time.ParseInLocation(time.DateOnly, text, at)
	if err == nil {
		return EndOfDay(day, at), nil
	}
	if t, err := time.ParseInLocation("2006-01-02 15:04", text, at); err == nil {
		return t.Add(time.Minute - time.Microsecond), nil
	}
	if t, err := time.ParseInLocation(time.DateTime, text, at); err == nil {
		return t.Add(time.Second - time.Microsecond), nil
	}
	return time.Time{}, &Error{Code: CodeMoment, Value: text, Err: err}
}
