package stats

import (
	"fmt"
	"math"
	"slices"
)

// winsorShare is the share of scores that is drawn in at each end before the dispersion of a funnel is taken.
const winsorShare = 0.1

// Dispersion says how much more units scatter than chance alone makes them.
type Dispersion struct {
	Phi         float64 // Σz²/n; 1 by chance
	ChiSquare   float64 // Σz²
	Degrees     int     // n − 1
	P           float64 // of so large a chi-square by chance, one-sided
	Winsorised  float64 // Phi of the winsorised scores, so that single outliers do not excuse themselves
	WinsorisedP float64
}

// OverDispersion tests the z scores of units for more scatter than chance, after winsorising: the ⌊share·n⌋ lowest
// (share 0.1) are drawn in to the next one, and the highest as well. One score or none has no scatter: φ 1, p 1. Spiegelhalter 2005.
func OverDispersion(scores []float64, share float64) (Dispersion, error) {
	if !(share >= 0 && share < 0.5) {
		return Dispersion{}, ErrLevel
	}
	for _, z := range scores {
		if !(math.Abs(z) <= 1e100) {
			return Dispersion{}, ErrValue
		}
	}
	return dispersionOf(scores, share), nil
}

func dispersionOf(scores []float64, share float64) Dispersion {
	if len(scores) < 2 {
		return Dispersion{Phi: 1, P: 1, Winsorised: 1, WinsorisedP: 1}
	}
	n, degrees := float64(len(scores)), len(scores)-1
	all, drawn := sumSquares(scores), sumSquares(winsorise(scores, share))
	return Dispersion{
		Phi:         all / n,
		ChiSquare:   all,
		Degrees:     degrees,
		P:           chiSquareUpper(all, float64(degrees)),
		Winsorised:  drawn / n,
		WinsorisedP: chiSquareUpper(drawn, float64(degrees)),
	}
}

// winsorise draws in the ⌊share·n⌋ lowest values to the next one, and the highest as well; the order is kept.
func winsorise(values []float64, share float64) []float64 {
	drawn := slices.Clone(values)
	out := int(share * float64(len(values)))
	if out <= 0 || 2*out >= len(values) {
		return drawn
	}
	order := slices.Sorted(slices.Values(values))
	low, high := order[out], order[len(order)-1-out]
	for i, v := range drawn {
		drawn[i] = min(max(v, low), high)
	}
	return drawn
}

func sumSquares(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v * v
	}
	return total
}

// AllowForDispersion gives the two-sided p-values of units as those of their normal scores over √φ, where the units scatter
// more than chance: φ is winsorised at a tenth, but by one unit at each end at least, so that of a few units one that is far out
// does not excuse itself; it is above 1 with p < 0.05. Otherwise they stay as they are. above tells on which
// side of the others each unit lies. It is what [Funnel] does to its exact p-values, for those of any test.
func AllowForDispersion(p []float64, above []bool) ([]float64, error) {
	if len(p) != len(above) {
		return nil, fmt.Errorf("%w: %d p-values, %d sides", ErrShape, len(p), len(above))
	}
	scores := make([]float64, len(p))
	for i, v := range p {
		if !(v >= 0 && v <= 1+1e-9) {
			return nil, fmt.Errorf("%w: p %v", ErrValue, v)
		}
		scores[i] = normalScore(min(v, 1))
		if !above[i] {
			scores[i] = -scores[i]
		}
	}
	d := dispersionOf(scores, max(winsorShare, 1/float64(max(len(scores), 1))))
	if d.Winsorised <= 1 || d.WinsorisedP >= 0.05 {
		return slices.Clone(p), nil
	}
	adjusted := make([]float64, len(p))
	for i, z := range scores {
		adjusted[i] = normalTwoSided(z / math.Sqrt(d.Winsorised))
	}
	return adjusted, nil
}
