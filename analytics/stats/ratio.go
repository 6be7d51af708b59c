package stats

import "math"

// RateRatio is the rate of now over the rate of before with its exact interval, from Clopper & Pearson's 1934 interval
// (pL, pU) for the share of now in both counts: p/(1−p)·t₀/t₁. On a count of zero before, Value and High are +Inf; with
// no events at all nothing is known: Value 1, Low 0, High +Inf.
func RateRatio(now, before Observed, level float64) (Estimate, error) {
	if err := checkPair(now, before); err != nil {
		return Estimate{}, err
	}
	if err := checkLevel(level); err != nil {
		return Estimate{}, err
	}
	exposures := before.Exposure / now.Exposure
	odds := clopperPearsonOdds(float64(now.Count), float64(before.Count), level)
	result := Estimate{Value: 1, Interval: odds.times(exposures)}
	switch {
	case before.Count > 0:
		result.Value = float64(now.Count) / float64(before.Count) * exposures
	case now.Count > 0:
		result.Value = math.Inf(1)
	}
	return result, nil
}

// clopperPearsonOdds is the exact interval for the odds p/(1−p) of successes; High is +Inf without failures.
func clopperPearsonOdds(successes, failures, level float64) Interval {
	alpha, z := oneSided(level)
	result := Interval{0, math.Inf(1)}
	if successes > 0 {
		result.Low = oddsAtLeast(successes, failures, alpha, z)
	}
	if failures > 0 {
		result.High = 1 / oddsAtLeast(failures, successes, alpha, z)
	}
	return result
}

// oddsAtLeast are the odds at which so many successes, or more, have probability alpha.
func oddsAtLeast(successes, failures, alpha, z float64) float64 {
	n, target := successes+failures, math.Log(alpha)
	if failures == 0 {
		p := target / n // ln of the share
		return math.Exp(p) / -math.Expm1(p)
	}
	// The share lies above alpha^(1/successes)/n and below the observed one.
	low, high := target/successes-math.Log(n)-1, math.Log((successes+1)/failures)
	start := math.Log(successes/(failures+1)) - z*math.Sqrt(1/successes+1/(failures+1))
	return math.Exp(solve(func(x float64) (float64, float64) {
		odds := math.Exp(x)
		d := binomial{n, odds / (1 + odds), 1 / (1 + odds)}
		tail := max(atLeast(d, successes), math.SmallestNonzeroFloat64)
		return math.Log(tail) - target, successes * d.q * d.mass(successes) / tail
	}, low, high, start, true))
}
