package stats

import (
	"fmt"
	"math"
)

// Growth is the mean rate of change from a first value to a last one so many steps (years) later, as a fraction:
// (last/first)^(1/steps) − 1, the compound annual growth rate. Both values must be above 0.
func Growth(first, last, steps float64) (float64, error) {
	if err := checkAmount(0, first, last); err != nil {
		return 0, err
	}
	if first == 0 || last == 0 {
		return 0, ErrNoEvents
	}
	if !(steps >= 1e-3 && steps <= 1e9) {
		return 0, fmt.Errorf("%w: %v steps", ErrValue, steps)
	}
	growth := math.Expm1(math.Log(last/first) / steps)
	if !finite(growth) {
		return 0, fmt.Errorf("%w: from %v to %v in %v steps", ErrValue, first, last, steps)
	}
	return growth, nil
}
