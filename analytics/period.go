package analytics

import (
	"fmt"
	"strings"
	"time"
)

// Period is a span of days, both ends included.
type Period struct{ From, To time.Time }

// Day is a day without a time of day.
func Day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// YearToDate is the part of a year up to a day.
func YearToDate(day time.Time) Period { return Period{Day(day.Year(), time.January, 1), day} }

// WholeYear is a calendar year.
func WholeYear(year int) Period {
	return Period{Day(year, time.January, 1), Day(year, time.December, 31)}
}

// Days is the number of days of the period.
func (p Period) Days() int { return int(p.To.Sub(p.From).Hours()/24+0.5) + 1 }

// IsZero tells whether no period is set.
func (p Period) IsZero() bool { return p.From.IsZero() && p.To.IsZero() }

// String is the period as two ISO days.
func (p Period) String() string {
	return p.From.Format(time.DateOnly) + ".." + p.To.Format(time.DateOnly)
}

// Overlap is the part that two periods have in common.
func (p Period) Overlap(q Period) (Period, bool) {
	both := Period{later(p.From, q.From), earlier(p.To, q.To)}
	return both, !both.To.Before(both.From)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// months is the number of whole calendar months that the period consists of, zero when it begins or ends within one.
func (p Period) months() int {
	if p.From.Day() != 1 || !isMonthEnd(p.To) {
		return 0
	}
	return (p.To.Year()-p.From.Year())*12 + int(p.To.Month()) - int(p.From.Month()) + 1
}

func isMonthEnd(day time.Time) bool { return day.AddDate(0, 0, 1).Day() == 1 }

// addMonths moves a day by whole months. A day that the target month does not have becomes its last one, and, in the
// end of a period, the last day of a month stays the last day: 28 February 2013 a year back is 29 February 2012.
func addMonths(day time.Time, months int, keepEnd bool) time.Time {
	first := Day(day.Year(), day.Month(), 1).AddDate(0, months, 0)
	last := first.AddDate(0, 1, -1)
	if keepEnd && isMonthEnd(day) {
		return last
	}
	return first.AddDate(0, 0, min(day.Day(), last.Day())-1)
}

// back moves the period by whole months into the past.
func (p Period) back(months int) Period {
	return Period{addMonths(p.From, -months, false), addMonths(p.To, -months, true)}
}

// Basis is what a period is compared with: one of the constants, or any span of days, written as its two ISO days
// ("2009-01-01..2009-06-30").
type Basis string

// The bases of comparison.
const (
	NoBasis              Basis = "none"
	SamePeriod           Basis = "same-period"             // 去年同期: the same days a year ago
	SamePeriodBeforeLast Basis = "same-period-before-last" // 前年同期: the same days two years ago
	FullPreviousYear     Basis = "full-previous-year"      // 去年全年: the whole of last year, unequal in length to a year to date
	PreviousPeriod       Basis = "previous-period"         // 上期: the span of equal length just before
	FiveYearAverage      Basis = "five-year-average"       // 近五年平均: the mean of the same days of the five years before
)

// Bases lists the bases that have a name, in the order in which they are offered.
func Bases() []Basis {
	return []Basis{SamePeriod, SamePeriodBeforeLast, FullPreviousYear, PreviousPeriod, FiveYearAverage, NoBasis}
}

// Against is the basis that is a span of days.
func Against(p Period) Basis { return Basis(p.String()) }

// Span is the span that a basis is; none for the bases that have a name.
func (b Basis) Span() (Period, bool) {
	from, to, found := strings.Cut(string(b), "..")
	if !found {
		return Period{}, false
	}
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return Period{}, false
	}
	last, err := time.Parse(time.DateOnly, to)
	return Period{first, last}, err == nil && !last.Before(first)
}

// ParseBasis reads a basis by its name, or as a span of days.
func ParseBasis(name string) (Basis, error) {
	for _, b := range Bases() {
		if string(b) == name {
			return b, nil
		}
	}
	if span, ok := Basis(name).Span(); ok {
		return Against(span), nil
	}
	return "", &Error{Code: CodeBasis, Value: name, Detail: fmt.Sprint(Bases())}
}

// Window is one span that a basis consists of, and how far it lies back: by whole months, or by days.
type Window struct {
	Period
	Months, Days int
}

// Windows are the spans that a basis means for a period; the base figure is their mean. NoBasis has none.
func (b Basis) Windows(p Period) []Window {
	switch b {
	case SamePeriod:
		return []Window{{Period: p.back(12), Months: 12}}
	case SamePeriodBeforeLast:
		return []Window{{Period: p.back(24), Months: 24}}
	case FullPreviousYear:
		years := p.To.Year() - p.From.Year() + 1
		span := Period{Day(p.From.Year()-years, time.January, 1), Day(p.To.Year()-years, time.December, 31)}
		return []Window{{Period: span, Months: 12 * years}}
	case PreviousPeriod:
		if months := p.months(); months > 0 {
			return []Window{{Period: p.back(months), Months: months}}
		}
		days := p.Days()
		return []Window{{Period: Period{p.From.AddDate(0, 0, -days), p.To.AddDate(0, 0, -days)}, Days: days}}
	case FiveYearAverage:
		windows := make([]Window, 5)
		for i := range windows {
			windows[i] = Window{Period: p.back(12 * (i + 1)), Months: 12 * (i + 1)}
		}
		return windows
	}
	if span, ok := b.Span(); ok {
		return []Window{span.window(p)}
	}
	return nil
}

// window is a span that a period is compared with. Where both begin on the same day of a month they are laid beside each
// other month by month, otherwise day by day.
func (p Period) window(compared Period) Window {
	if p.From.Day() == compared.From.Day() {
		months := (compared.From.Year()-p.From.Year())*12 + int(compared.From.Month()) - int(p.From.Month())
		return Window{Period: p, Months: months}
	}
	return Window{Period: p, Days: int(compared.From.Sub(p.From).Hours() / 24)}
}
