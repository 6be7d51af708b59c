package stats

import "math"

// GarwoodInterval is the exact interval for the mean of a Poisson count: Low is the mean at which P(X ≥ count) is
// (1 − level)/2, High that at which P(X ≤ count) is. No events do not mean no danger: the interval of 0 at 95 % is 0 to
// 3.69. Garwood 1936.
func GarwoodInterval(count int, level float64) (Interval, error) {
	if err := checkCount(count); err != nil {
		return Interval{}, err
	}
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	return garwood(float64(count), level), nil
}

func garwood(count, level float64) Interval {
	alpha, z := oneSided(level)
	result := Interval{0, -math.Log(alpha)}
	if count > 0 {
		result.Low = poissonMeanAtLeast(count, alpha, z)
		result.High = poissonMeanAtMost(count, alpha, z)
	}
	return result
}

// wilsonHilferty is their cubic guess at the end of an interval for a count.
func wilsonHilferty(count, z float64) float64 {
	root := 1 - 1/(9*count) + z/(3*math.Sqrt(count))
	return count * root * root * root
}

// poissonMeanAtLeast is the mean with P(X ≥ count) = alpha. On the scale of logarithms the tail has no bends, so that
// Newton's steps from the approximation are few.
func poissonMeanAtLeast(count, alpha, z float64) float64 {
	target := math.Log(alpha)
	start := math.Log(max(wilsonHilferty(count, -z), math.SmallestNonzeroFloat64))
	return math.Exp(solve(func(x float64) (float64, float64) {
		d := poisson{math.Exp(x)}
		tail := max(atLeast(d, count), math.SmallestNonzeroFloat64)
		return math.Log(tail) - target, d.mean * d.mass(count-1) / tail
	}, (target-math.Log(2))/count-1, math.Log(count+1), start, true))
}

// poissonMeanAtMost is the mean with P(X ≤ count) = alpha.
func poissonMeanAtMost(count, alpha, z float64) float64 {
	target := math.Log(alpha)
	start := math.Log(wilsonHilferty(count+1, z))
	top := math.Log(2*(count+1) - 4*target) // by Chernoff's bound the tail is below alpha there
	return math.Exp(solve(func(x float64) (float64, float64) {
		d := poisson{math.Exp(x)}
		tail := max(atMost(d, count), math.SmallestNonzeroFloat64)
		return math.Log(tail) - target, -d.mean * d.mass(count) / tail
	}, math.Log(count)-1, top, start, false))
}

// ByarInterval is the cube-root approximation to [GarwoodInterval], right to the third digit from about ten events on:
// c·(1 − 1/(9c) ± z/(3√c))³ with c the count for Low and the count + 1 for High. Byar, in Rothman & Boice 1979.
func ByarInterval(count int, level float64) (Interval, error) {
	if err := checkCount(count); err != nil {
		return Interval{}, err
	}
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	_, z := oneSided(level)
	result := Interval{0, wilsonHilferty(float64(count)+1, z)}
	if count > 0 {
		result.Low = max(0, wilsonHilferty(float64(count), -z))
	}
	return result, nil
}
