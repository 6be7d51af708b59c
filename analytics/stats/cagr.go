package stats

import (
	"fmt"
	"math"
)

// CAGR is the mean rate of change from a first value to a last one so many years later, as a fraction:
// (last/first)^(1/years) − 1, the compound annual growth rate. Both values must be above 0.
func CAGR(first, last, years float64) (float64, error) {
	if err := checkAmount(0, first, last); err != nil {
		return 0, err
	}
	if first == 0 || last == 0 {
		return 0, ErrNoEvents
	}
	if !(years >= 1e-3 && years <= 1e9) {
		return 0, fmt.Errorf("%w: %v years", ErrValue, years)
	}
	growth := math.Expm1(math.Log(last/first) / years)
	if !finite(growth) {
		return 0, fmt.Errorf("%w: from %v to %v in %v years", ErrValue, first, last, years)
	}
	return growth, nil
}
