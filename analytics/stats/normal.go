package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// normalQuantile is the value that a standard normal variable stays below with probability p, 0 < p < 1.
func normalQuantile(p float64) float64 { return mathext.NormalQuantile(p) }

// normalTwoSided is the probability that a standard normal variable lies farther from zero than z.
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalScore is the size of the standard normal value with two-sided probability p; 0 for p = 1. A p of 0 stands for
// one too small to write, and is taken as the smallest number there is.
func normalScore(p float64) float64 {
	if p >= 1 {
		return 0
	}
	return -mathext.NormalQuantile(max(p, math.SmallestNonzeroFloat64*2) / 2)
}

// studentTwoSided is the probability that a t variable with so many degrees of freedom lies farther from zero than t.
func studentTwoSided(t, degrees float64) float64 {
	square := t * t
	if math.IsInf(square, 1) {
		return 0
	}
	return min(1, max(0, mathext.RegIncBeta(degrees/2, 0.5, degrees/(degrees+square))))
}

// chiSquareUpper is the probability that a chi-square variable with so many degrees of freedom exceeds x.
func chiSquareUpper(x, degrees float64) float64 {
	if x <= 0 || degrees <= 0 {
		return 1
	}
	return min(1, max(0, mathext.GammaIncRegComp(degrees/2, x/2)))
}
