package stats

import "fmt"

// PoissonAtMost is the probability of so many events or fewer where mean are expected.
func PoissonAtMost(count int, mean float64) (float64, error) {
	if err := checkMean(count, mean); err != nil {
		return 0, err
	}
	return atMost(poisson{mean}, float64(count)), nil
}

// PoissonAtLeast is the probability of so many events or more where mean are expected.
func PoissonAtLeast(count int, mean float64) (float64, error) {
	if err := checkMean(count, mean); err != nil {
		return 0, err
	}
	return atLeast(poisson{mean}, float64(count)), nil
}

func checkMean(count int, mean float64) error {
	if !(mean >= 0 && mean <= MaxCount) {
		return ErrValue
	}
	return checkCount(count)
}

// PoissonLimit is the count that a Poisson variable stays below with probability p, interpolated between whole numbers
// so that limits are smooth in the mean: with r = min{k: F(k) ≥ p}, the limit is r − (F(r) − p)/(F(r) − F(r−1)), not
// below 0. Spiegelhalter 2005, appendix A.
func PoissonLimit(mean, p float64) (float64, error) {
	if !(p >= edge && p <= 1-edge) {
		return 0, fmt.Errorf("%w: %v", ErrLevel, p)
	}
	if !(mean >= 0 && mean <= MaxCount) {
		return 0, fmt.Errorf("%w: mean %v", ErrValue, mean)
	}
	return poissonLimit(mean, p), nil
}

func poissonLimit(mean, p float64) float64 {
	r, cumulative, mass := quantile(poisson{mean}, p)
	if mass == 0 || cumulative <= p {
		return r
	}
	return max(0, r-(cumulative-p)/mass)
}
