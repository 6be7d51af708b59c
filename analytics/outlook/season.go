package outlook

import (
	"context"
	"errors"
	"math"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// Answers gives what an outlook is made from. The engine satisfies it.
type Answers interface {
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
	Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error)
}

// smoothing is the window of a seasonal pattern in days: four weeks and a day even out weekdays and the moving date of the
// Spring Festival.
const smoothing = 29

// pastYears bounds the past years that a pattern is learned from; older ones say less of how things are now.
const pastYears = 5

// Season is how a year's events fall on its days.
type Season struct {
	stats.Season
	Years []int // the past years that it was learned from; none: an even spread
	// Dispersion is how many times as large as a Poisson count's the variance of a month is, given its year: deaths come in
	// groups, and months differ by more than chance. Pearson's χ² of months over its degrees of freedom, at least 1.
	Dispersion float64
}

// Learn takes the pattern of an indicator from the whole years before a year that have data, at most five. Conditions on
// towns are left out: a single town has too few events for a pattern of its own.
func Learn(ctx context.Context, answers Answers, indicator analytics.ID, where []analytics.Condition, year int) (Season, error) {
	even := Season{Dispersion: 1}
	coverage, err := answers.Coverage(ctx, analytics.Accidents)
	if err != nil || coverage.IsZero() {
		return even, err
	}
	first := coverage.From.Year()
	if coverage.From.Month() > time.January {
		first++ // its first year began before the data
	}
	first = max(first, year-pastYears)
	if first >= year {
		return even, nil
	}
	q := query.Query{
		Indicators: []analytics.ID{indicator}, By: []analytics.DimensionID{analytics.Date}, Basis: analytics.NoBasis, Lenient: true,
		Period: analytics.Period{From: analytics.Day(first, time.January, 1), To: analytics.Day(year-1, time.December, 31)}, Where: where,
	}
	frame, err := answers.Run(ctx, q.Without(analytics.Town))
	if err != nil {
		return even, err
	}
	return learn(frame, first, year)
}

// learn takes the pattern from the days of the years from first up to, without, year.
func learn(frame engine.Frame, first, year int) (Season, error) {
	even := Season{Dispersion: 1}
	byDay := make(map[string]int)
	for _, row := range frame.Rows {
		byDay[row.Members[0].Key] = int(math.Round(row.Values[0].Now))
	}
	var years []stats.YearOfEvents
	var learned []int
	for y := first; y < year; y++ {
		one := stats.YearOfEvents{Year: y}
		for day := analytics.Day(y, time.January, 1); day.Year() == y; day = day.AddDate(0, 0, 1) {
			one.ByDay = append(one.ByDay, byDay[day.Format(time.DateOnly)])
		}
		years, learned = append(years, one), append(learned, y)
	}
	season, err := stats.LearnSeason(years, smoothing)
	if errors.Is(err, stats.ErrNoEvents) {
		return even, nil
	}
	if err != nil {
		return even, err
	}
	return Season{Season: season, Years: learned, Dispersion: dispersion(years, season)}, nil
}

// dispersion compares the months of past years with what the pattern would have had of each year's total.
func dispersion(years []stats.YearOfEvents, season stats.Season) float64 {
	if len(years) < 2 {
		return 1
	}
	chi := 0.0
	for _, y := range years {
		total := 0
		for _, n := range y.ByDay {
			total += n
		}
		profile := season.Profile(y.Year)
		var seen, expected [12]float64
		for i, n := range y.ByDay {
			month := analytics.Day(y.Year, time.January, 1+i).Month() - 1
			seen[month] += float64(n)
			expected[month] += profile[i] * float64(total)
		}
		for m := range seen {
			if expected[m] > 0 {
				chi += (seen[m] - expected[m]) * (seen[m] - expected[m]) / expected[m]
			}
		}
	}
	return max(1, chi/float64(11*(len(years)-1)))
}
