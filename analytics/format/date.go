package format

import (
	"strconv"
	"time"

	"anlan/analytics"
)

// Day prints a day with its year.
func (p Printer) Day(d time.Time) string {
	return p.say("format.day", "year", d.Year(), "month", p.month(d.Month()), "day", d.Day())
}

// Moment prints a moment: the day, and the time unless the day's end is meant.
func (p Printer) Moment(t time.Time) string {
	if analytics.IsEndOfDay(t) {
		return p.Day(t)
	}
	return p.say("format.moment", "day", p.Day(t), "time", t.Format("15:04"))
}

// DayOfYear prints a day without its year.
func (p Printer) DayOfYear(d time.Time) string {
	return p.say("format.day_of_year", "month", p.month(d.Month()), "day", d.Day())
}

// Period prints a period as short as it can be said: a year, a month, or its first and last day.
func (p Printer) Period(period analytics.Period) string {
	from, to := period.From, period.To
	wholeMonths := from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1
	sameYear := from.Year() == to.Year()
	switch {
	case period == analytics.WholeYear(from.Year()):
		return p.say("format.period.year", "year", from.Year())
	case wholeMonths && sameYear && from.Month() == to.Month():
		return p.say("format.period.month", "year", from.Year(), "month", p.month(from.Month()))
	case wholeMonths && sameYear:
		return p.withinYear(from.Year(), p.month(from.Month()), p.month(to.Month()))
	case from.Equal(to):
		return p.Day(from)
	case sameYear:
		return p.withinYear(from.Year(), p.DayOfYear(from), p.DayOfYear(to))
	}
	return p.say("format.period.span", "from", p.Day(from), "to", p.Day(to))
}

// withinYear prints a span between two months, or two days, of a year.
func (p Printer) withinYear(year int, from, to string) string {
	return p.say("format.period.within_year", "year", year, "from", from, "to", to)
}

func (p Printer) month(m time.Month) string { return p.say("format.month." + strconv.Itoa(int(m))) }

// ShortMonth names a month where there is little room.
func (p Printer) ShortMonth(m time.Month) string {
	return p.say("format.month.short." + strconv.Itoa(int(m)))
}

// DayOfMonth prints a day without its month and year.
func (p Printer) DayOfMonth(d time.Time) string { return p.say("format.day_of_month", "day", d.Day()) }

// ShortDay prints a day without its year where there is little room.
func (p Printer) ShortDay(d time.Time) string {
	return p.say("format.day.short", "month", int(d.Month()), "day", d.Day(), "name", p.ShortMonth(d.Month()))
}

// Weekday names a day of the week.
func (p Printer) Weekday(d time.Weekday) string {
	return p.say("engine.member.weekday." + strconv.Itoa((int(d)+6)%7+1))
}

// ShortWeekday names a day of the week where there is room for one character.
func (p Printer) ShortWeekday(d time.Weekday) string {
	return p.say("format.weekday.short." + strconv.Itoa(int(d)))
}

// Basis names a basis of comparison.
func (p Printer) Basis(b analytics.Basis) string {
	if span, ok := b.Span(); ok {
		return p.say("format.span_basis", "period", p.Period(span))
	}
	return p.say("format.basis." + string(b))
}

// ShortBasis names a basis where there is little room.
func (p Printer) ShortBasis(b analytics.Basis) string {
	if span, ok := b.Span(); ok {
		return p.Period(span)
	}
	return p.say("format.basis.short." + string(b))
}
