package stats

import "fmt"

// leapDay is the place of 29 February in a calendar of 366 days.
const leapDay = 59

// YearOfEvents are the events of a whole past year by day: ByDay[0] is 1 January, with 365 or 366 days as the year has.
type YearOfEvents struct {
	Year  int
	ByDay []int
}

// Season is how a year's events fall on its days, learned from past years. The zero value is an even spread.
type Season struct {
	intensity []float64 // relative, on a calendar of 366 days; nil for even
}

// LearnSeason takes the seasonal pattern from several whole years. The intensity of a calendar day is events per year that
// had it, over a window of so many days around it (an odd number; 1 for none), wrapped at the turn of the year: a window
// of some weeks smooths chance and the moving date of the Spring Festival. 29 February counts with the leap years only;
// without one in the window it is the mean of its neighbours. Busy years weigh more, as the likelihood has it.
func LearnSeason(years []YearOfEvents, window int) (Season, error) {
	if window < 1 || window > 365 || window%2 == 0 {
		return Season{}, fmt.Errorf("%w: window of %d days", ErrValue, window)
	}
	if len(years) == 0 {
		return Season{}, ErrTooFew
	}
	events, present := make([]float64, 366), make([]float64, 366)
	all := 0
	for _, y := range years {
		if len(y.ByDay) != daysIn(y.Year) {
			return Season{}, fmt.Errorf("%w: year %d with %d days", ErrShape, y.Year, len(y.ByDay))
		}
		total, err := sumCounts(y.ByDay)
		if err != nil {
			return Season{}, fmt.Errorf("year %d: %w", y.Year, err)
		}
		if all += total; all > MaxCount {
			return Season{}, ErrCount
		}
		for i, count := range y.ByDay {
			slot := slotOf(y.Year, i)
			events[slot] += float64(count)
			present[slot]++
		}
	}
	if all == 0 {
		return Season{}, ErrNoEvents
	}
	return Season{smooth(events, present, window/2)}, nil
}

// smooth is events over presence in a ring of days, so many to each side.
func smooth(events, present []float64, reach int) []float64 {
	n := len(events)
	intensity := make([]float64, n)
	for i := range intensity {
		var e, p float64
		for j := i - reach; j <= i+reach; j++ {
			e += events[(j+n)%n]
			p += present[(j+n)%n]
		}
		if p > 0 {
			intensity[i] = e / p
		}
	}
	if reach == 0 && present[leapDay] == 0 {
		intensity[leapDay] = (intensity[leapDay-1] + intensity[leapDay+1]) / 2
	}
	return intensity
}

// Profile is the share of a year's events that each of its days is to bring, adding up to 1: the daily intensity for
// [Pace.Overrun].
func (s Season) Profile(year int) []float64 {
	profile := ones(daysIn(year))
	total := 0.0
	for i := range profile {
		if s.intensity != nil {
			profile[i] = s.intensity[slotOf(year, i)]
		}
		total += profile[i]
	}
	if total == 0 { // every event fell on a 29 February, and this year has none
		return Season{}.Profile(year)
	}
	for i := range profile {
		profile[i] /= total
	}
	return profile
}

// Curve is the share of the year's events that is to have come by the end of each day: it never falls and ends
// at exactly 1.
func (s Season) Curve(year int) []float64 {
	curve, running := s.Profile(year), 0.0
	for i, share := range curve {
		running = min(1, running+share)
		curve[i] = running
	}
	curve[len(curve)-1] = 1
	return curve
}

// Elapsed is the value of [Season.Curve] at the end of a day of the year, 1 for 1 January; 0 before it, 1 from the last
// day on. It is what 时间进度 becomes on a seasonal schedule.
func (s Season) Elapsed(year, day int) float64 {
	curve := s.Curve(year)
	switch {
	case day < 1:
		return 0
	case day > len(curve):
		return 1
	}
	return curve[day-1]
}

// slotOf is the place of a day of a year in the calendar of 366.
func slotOf(year, day int) int {
	if day >= leapDay && daysIn(year) == 365 {
		return day + 1
	}
	return day
}

func daysIn(year int) int {
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 366
	}
	return 365
}
