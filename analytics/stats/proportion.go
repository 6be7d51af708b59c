package stats

import (
	"fmt"
	"math"
)

// WilsonInterval is the interval for a proportion of successes in trials (rectified of found), between 0 and 1. It keeps
// its coverage for few trials and proportions near the ends. Wilson 1927.
func WilsonInterval(successes, trials int, level float64) (Estimate, error) {
	if err := checkCount(successes); err != nil {
		return Estimate{}, err
	}
	if err := checkCount(trials); err != nil {
		return Estimate{}, err
	}
	if err := checkLevel(level); err != nil {
		return Estimate{}, err
	}
	if trials == 0 {
		return Estimate{}, ErrNoEvents
	}
	if successes > trials {
		return Estimate{}, fmt.Errorf("%w: %d of %d", ErrCount, successes, trials)
	}
	_, z := oneSided(level)
	n, square := float64(trials), z*z
	p := float64(successes) / n
	centre := (p + square/(2*n)) / (1 + square/n)
	half := z / (1 + square/n) * math.Sqrt(p*(1-p)/n+square/(4*n*n))
	result := Estimate{p, Interval{max(0, centre-half), min(1, centre+half)}}
	switch successes {
	case 0:
		result.Interval.Low = 0
	case trials:
		result.Interval.High = 1
	}
	return result, nil
}
