package format

import (
	"fmt"
	"time"

	"anlan/analytics"
)

// Day prints a day with its year.
func (p Printer) Day(d time.Time) string {
	if p.Language == analytics.English {
		return d.Format("2 January 2006")
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year(), int(d.Month()), d.Day())
}

// DayOfYear prints a day without its year.
func (p Printer) DayOfYear(d time.Time) string {
	if p.Language == analytics.English {
		return d.Format("2 January")
	}
	return fmt.Sprintf("%d月%d日", int(d.Month()), d.Day())
}

// Period prints a period as short as it can be said: a year, a month, or its first and last day.
func (p Printer) Period(period analytics.Period) string {
	from, to := period.From, period.To
	wholeMonths := from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1
	switch {
	case period == analytics.WholeYear(from.Year()):
		return p.year(from.Year())
	case wholeMonths && from.Year() == to.Year() && from.Month() == to.Month():
		return p.month(from)
	case wholeMonths && from.Year() == to.Year():
		return p.months(from, to)
	case from.Equal(to):
		return p.Day(from)
	case from.Year() == to.Year():
		if p.Language == analytics.English {
			return p.DayOfYear(from) + " to " + p.Day(to)
		}
		return p.Day(from) + "至" + p.DayOfYear(to)
	}
	if p.Language == analytics.English {
		return p.Day(from) + " to " + p.Day(to)
	}
	return p.Day(from) + "至" + p.Day(to)
}

func (p Printer) year(year int) string {
	if p.Language == analytics.English {
		return fmt.Sprint(year)
	}
	return fmt.Sprintf("%d年", year)
}

func (p Printer) month(d time.Time) string {
	if p.Language == analytics.English {
		return d.Format("January 2006")
	}
	return fmt.Sprintf("%d年%d月", d.Year(), int(d.Month()))
}

func (p Printer) months(from, to time.Time) string {
	if p.Language == analytics.English {
		return from.Format("January") + " to " + to.Format("January 2006")
	}
	return fmt.Sprintf("%d年%d月至%d月", from.Year(), int(from.Month()), int(to.Month()))
}

// Basis names a basis of comparison.
func (p Printer) Basis(b analytics.Basis) string {
	return map[analytics.Basis]analytics.Text{
		analytics.SamePeriod:       {ZH: "去年同期", EN: "same period of last year"},
		analytics.FullPreviousYear: {ZH: "去年全年", EN: "whole of last year"},
		analytics.PreviousPeriod:   {ZH: "上期", EN: "preceding period"},
		analytics.FiveYearAverage:  {ZH: "近五年平均", EN: "five-year average"},
		analytics.NoBasis:          {ZH: "不比较", EN: "no comparison"},
	}[b].In(p.Language)
}

// ShortBasis names a basis where there is little room.
func (p Printer) ShortBasis(b analytics.Basis) string {
	if p.language() == analytics.English {
		return map[analytics.Basis]string{
			analytics.SamePeriod: "a year before", analytics.FullPreviousYear: "last full year", analytics.PreviousPeriod: "period before",
			analytics.FiveYearAverage: "5-year average", analytics.NoBasis: "no comparison",
		}[b]
	}
	return p.Basis(b)
}
