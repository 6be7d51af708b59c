package check

import (
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/scan"
)

// calendarYear is the year that a span is in. Where nobody says which year it is, a common one: day counts are those of
// three years in four.
func (c *checker) calendarYear(s scan.Span) int {
	switch {
	case s.Year > 0:
		return s.Year
	case !c.yearSaid && c.asked == nil:
		return 2003 + s.Shift
	}
	return c.year + s.Shift
}

// day is a day of a year; day 0 is the last one of the month.
func day(year int, d scan.Date) time.Time {
	if d.Day == 0 {
		return analytics.Day(year, time.Month(d.Month)+1, 0)
	}
	return analytics.Day(year, time.Month(d.Month), d.Day)
}

// lastDay is the day up to which a span counts.
func (c *checker) lastDay(s scan.Span) (time.Time, bool) {
	if s.Kind != scan.ToDate {
		return time.Time{}, false
	}
	return day(c.calendarYear(s), s.To), true
}

// period is the span of days that a text means, where it says when it ends.
func (c *checker) period(s scan.Span, fact analytics.FactID) (analytics.Period, bool) {
	year := c.calendarYear(s)
	switch s.Kind {
	case scan.Year:
		return analytics.WholeYear(year), true
	case scan.ToDate:
		return analytics.Period{From: analytics.Day(year, 1, 1), To: day(year, s.To)}, true
	case scan.Months:
		return analytics.Period{From: analytics.Day(year, time.Month(s.From.Month), 1), To: day(year, scan.Date{Month: s.To.Month})}, true
	case scan.Days:
		p := analytics.Period{From: day(year, s.From), To: day(year, s.To)}
		return p, !p.To.Before(p.From)
	case scan.SoFar, scan.NoSpan:
		return c.soFar(year, fact)
	}
	return analytics.Period{}, false
}

// soFar is the year up to the last day with data.
func (c *checker) soFar(year int, fact analytics.FactID) (analytics.Period, bool) {
	if c.asked == nil {
		return analytics.Period{}, false
	}
	to := c.asked.coverage[fact].To
	if to.Year() > year {
		to = analytics.Day(year, 12, 31)
	}
	p := analytics.Period{From: analytics.Day(year, 1, 1), To: to}
	return p, !p.To.Before(p.From)
}
