package stats

import (
	"fmt"
	"math"
	"slices"
)

// Lull is the time without an event.
type Lull struct {
	Events  int
	Since   int     // days from the last event to today; all days where there is no event
	Longest int     // longest stretch between two events in a row, in days, the one since the last included
	P       float64 // probability that the last so many days stay empty by chance; small: things have become quieter
}

// Quiet measures the days since the last event. Days are whole numbers on any one scale; events are taken from first to
// today, both included, others are left out. P is the chance that none of n events, each equally likely on any day, falls
// on the last Since days: (1 − since/days)ⁿ. Cox & Lewis 1966.
func Quiet(events []int, first, today int) (Lull, error) {
	const far = 1 << 40
	if first > today || first < -far || today > far {
		return Lull{}, fmt.Errorf("%w: days %d to %d", ErrValue, first, today)
	}
	var inside []int
	for _, day := range events {
		if day >= first && day <= today {
			inside = append(inside, day)
		}
	}
	slices.Sort(inside)
	lull := Lull{Events: len(inside), P: 1}
	previous := first - 1
	for i, day := range inside {
		if i > 0 {
			lull.Longest = max(lull.Longest, day-previous)
		}
		previous = day
	}
	lull.Since = today - previous
	lull.Longest = max(lull.Longest, lull.Since)
	days := float64(today-first) + 1
	if len(inside) > 0 {
		lull.P = math.Pow(1-float64(lull.Since)/days, float64(len(inside)))
	}
	return lull, nil
}
