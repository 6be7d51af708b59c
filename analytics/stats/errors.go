package stats

import (
	"errors"
	"fmt"
	"math"
)

// MaxCount is the largest count, and the largest sum of counts, that is taken: 10⁹.
const MaxCount = 1_000_000_000

// Exposures lie in this range, and those of one comparison not farther apart than the ratio, so that no quotient or square
// of them leaves the range of numbers.
const (
	minExposure      = 1e-60
	maxExposure      = 1e60
	maxExposureRatio = 1e12
)

// What input can be refused for. The error that is returned says where and wraps one of these.
var (
	ErrCount    = errors.New("a count must not be negative, and counts must not add up to more than 10⁹")
	ErrExposure = errors.New("an exposure must be a finite number above zero, and not out of proportion to the others")
	ErrLevel    = errors.New("a level or probability must lie between 0 and 1")
	ErrValue    = errors.New("a value must be a finite number in its range")
	ErrShape    = errors.New("lists that belong together must have the same length")
	ErrTooFew   = errors.New("there are too few points to answer")
	ErrNoEvents = errors.New("there are no events to answer from")
)

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func checkCount(counts ...int) error {
	_, err := sumCounts(counts)
	return err
}

// sumCounts adds counts and refuses those that are negative or too large together.
func sumCounts(counts []int) (int, error) {
	total := 0
	for i, c := range counts {
		if c < 0 || c > MaxCount || total+c > MaxCount {
			return 0, fmt.Errorf("%w: %d in place %d", ErrCount, c, i+1)
		}
		total += c
	}
	return total, nil
}

// checkExposures wants every exposure above zero and within reach of the others.
func checkExposures(exposures ...float64) error {
	low, high := math.Inf(1), 0.0
	for i, e := range exposures {
		if !(e >= minExposure && e <= maxExposure) {
			return fmt.Errorf("%w: %v in place %d", ErrExposure, e, i+1)
		}
		low, high = min(low, e), max(high, e)
	}
	if len(exposures) > 0 && high/low > maxExposureRatio {
		return fmt.Errorf("%w: %v beside %v", ErrExposure, low, high)
	}
	return nil
}

// checkSeries wants one exposure for each count and returns the sums of both.
func checkSeries(counts []int, exposures []float64) (int, float64, error) {
	if len(counts) != len(exposures) {
		return 0, 0, fmt.Errorf("%w: %d counts, %d exposures", ErrShape, len(counts), len(exposures))
	}
	if len(counts) == 0 {
		return 0, 0, ErrTooFew
	}
	total, err := sumCounts(counts)
	if err != nil {
		return 0, 0, err
	}
	if err := checkExposures(exposures...); err != nil {
		return 0, 0, err
	}
	return total, sum(exposures), nil
}

func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("%w: %v", ErrLevel, level)
	}
	return nil
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
