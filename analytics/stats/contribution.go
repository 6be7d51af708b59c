package stats

import (
	"fmt"
	"math"
)

// Contribution is the part of one sector or town in the change of a total.
type Contribution struct {
	Change float64 // after − before
	Points float64 // change in per cent of the total before: the percentage points that it moves the total by
	Share  float64 // change in per cent of the total's change; negative against its direction; 0 where the total does not change
	Own    float64 // change in per cent of its own base; 0 on a base of 0, where there is no percentage
}

// Contributions splits the change of a total into its parts. Changes add up to the total's change (exactly for counts),
// Points to its percentage, Shares to 100.
func Contributions(before, after []float64) ([]Contribution, error) {
	if len(before) != len(after) {
		return nil, fmt.Errorf("%w: %d before, %d after", ErrShape, len(before), len(after))
	}
	for i := range before {
		if err := checkAmount(i, before[i], after[i]); err != nil {
			return nil, err
		}
	}
	base, total := sum(before), sum(after)
	if base <= 0 {
		return nil, ErrNoEvents
	}
	parts := make([]Contribution, len(before))
	for i := range parts {
		change := after[i] - before[i]
		parts[i] = Contribution{Change: change, Points: 100 * change / base}
		if total != base {
			parts[i].Share = 100 * change / (total - base)
		}
		if before[i] > 0 {
			parts[i].Own = 100 * change / before[i]
		}
	}
	return parts, nil
}

// maxAmount bounds sums of money and the like, whose quotients stay in the range of numbers.
const maxAmount = 1e60

// checkAmount wants finite amounts, not negative and not absurdly large or small.
func checkAmount(place int, values ...float64) error {
	for _, v := range values {
		if !(v == 0 || v >= 1/maxAmount && v <= maxAmount) {
			return fmt.Errorf("%w: %v in place %d", ErrValue, v, place+1)
		}
	}
	return nil
}

// LogSplit is a change on the scale of logarithms, where factors add up.
type LogSplit struct {
	Total     float64 // ln of the ratio of totals (deaths)
	Frequency float64 // ln of the ratio of events (accidents)
	Severity  float64 // ln of the ratio of totals per event (deaths per accident)
}

// FrequencySeverity splits the change of a total into that of the number of events and that of what each brings:
// ln(D₁/D₀) = ln(A₁/A₀) + ln((D₁/A₁)/(D₀/A₀)). None of the four may be 0.
func FrequencySeverity(eventsBefore, totalBefore, eventsAfter, totalAfter float64) (LogSplit, error) {
	values := []float64{eventsBefore, totalBefore, eventsAfter, totalAfter}
	if err := checkAmount(0, values...); err != nil {
		return LogSplit{}, err
	}
	if min(eventsBefore, totalBefore, eventsAfter, totalAfter) == 0 {
		return LogSplit{}, ErrNoEvents
	}
	total, frequency := math.Log(totalAfter/totalBefore), math.Log(eventsAfter/eventsBefore)
	return LogSplit{total, frequency, total - frequency}, nil
}
