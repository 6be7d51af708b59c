package stats

import "math"

// CompoundDispersion is the variance of a sum over its mean where events are Poisson and each brings a severity (deaths
// of an accident): φ = ΣY²/ΣY. 1 where every event brings one.
func CompoundDispersion(severities []int) (float64, error) {
	total, err := sumCounts(severities)
	if err != nil {
		return 0, err
	}
	if total == 0 {
		return 0, ErrNoEvents
	}
	squares := 0.0
	for _, y := range severities {
		squares += float64(y) * float64(y)
	}
	return squares / float64(total), nil
}

// WaldTest compares two rates by the difference over its standard error, for counts that vary more than Poisson ones:
// z = (x₁/t₁ − x₀/t₀)/√(x₁/t₁² + x₀/t₀²)/√φ. A dispersion φ below 1 is taken as 1. Deaths come several to an accident:
// their φ is that of [CompoundDispersion].
func WaldTest(now, before Observed, dispersion float64) (ZTest, error) {
	if err := checkPair(now, before); err != nil {
		return ZTest{}, err
	}
	if !finite(dispersion) {
		return ZTest{}, ErrValue
	}
	z := waldOf(now, before) / math.Sqrt(max(1, dispersion))
	return ZTest{z, normalTwoSided(z)}, nil
}
