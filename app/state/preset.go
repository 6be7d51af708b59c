package state

import (
	"time"

	"anlan/analytics"
)

// Preset is a period that is offered by name.
type Preset struct {
	Name   string // key of its text, behind "period."
	Year   int    // for the presets of one year
	Period analytics.Period
}

// Presets are the periods offered for data that cover a span: the last year to its last day, its last quarter and month,
// the last twelve months, and every whole year.
func Presets(coverage analytics.Period) []Preset {
	last := coverage.To
	if coverage.IsZero() {
		return nil
	}
	quarter := analytics.Day(last.Year(), (last.Month()-1)/3*3+1, 1)
	list := []Preset{
		{"year_to_date", last.Year(), analytics.YearToDate(last)},
		{"quarter", last.Year(), analytics.Period{From: quarter, To: last}},
		{"month", last.Year(), analytics.Period{From: analytics.Day(last.Year(), last.Month(), 1), To: last}},
		{"twelve_months", last.Year(), analytics.Period{From: last.AddDate(-1, 0, 1), To: last}},
	}
	for year := last.Year(); year >= coverage.From.Year() && len(list) < 16; year-- {
		whole := analytics.WholeYear(year)
		if whole.To.After(last) {
			continue
		}
		list = append(list, Preset{"whole_year", year, whole})
	}
	if whole := (analytics.Period{From: analytics.Day(coverage.From.Year(), time.January, 1), To: last}); whole.From.Year() != last.Year() {
		list = append(list, Preset{"everything", 0, whole})
	}
	return list
}
