package stats

import "math"

// solve finds the root of a monotone function between low and high by Newton's steps, with bisection where a step leaves
// the bracket. f returns the value and the slope; rising says whether the function rises.
func solve(f func(x float64) (value, slope float64), low, high, start float64, rising bool) float64 {
	x := start
	if !(x > low && x < high) {
		x = low + (high-low)/2
	}
	for range 200 {
		value, slope := f(x)
		if value == 0 {
			return x
		}
		if (value > 0) == rising {
			high = x
		} else {
			low = x
		}
		next := x - value/slope
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		step := math.Abs(next - x)
		x = next
		if step < 1e-7*(1+math.Abs(x)) && math.Abs(value) < 1e-3 || high-low < 1e-15*(1+math.Abs(x)) {
			return x
		}
	}
	return x
}
