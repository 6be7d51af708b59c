package stats

import "math"

// discrete is a distribution on whole numbers with one peak.
type discrete interface {
	mass(k float64) float64 // P(X = k)
	up(k float64) float64   // P(X = k+1) / P(X = k)
	down(k float64) float64 // P(X = k−1) / P(X = k)
	mode() float64
	support() (low, high float64)
}

// described is one whose shape is known well enough to guess a quantile.
type described interface {
	discrete
	moments() (mean, deviation, skewness float64)
}

// negligible ends a sum: what follows changes no digit. So does smallest: below it numbers lose digits, and multiplying
// by a ratio may no longer make them smaller.
const (
	negligible = 1e-18
	smallest   = 1e-300
)

// sumDown is P(X ≤ k) for k at or below the mode, summed from the largest term on.
func sumDown[D discrete](d D, k float64) float64 {
	low, high := d.support()
	if k < low {
		return 0
	}
	k = min(k, high)
	term := d.mass(k)
	total := term
	for j := k; j > low && term > max(smallest, total*negligible); j-- {
		term *= d.down(j)
		total += term
	}
	return min(1, total)
}

// sumUp is P(X ≥ k) for k at or above the mode.
func sumUp[D discrete](d D, k float64) float64 {
	low, high := d.support()
	if k > high {
		return 0
	}
	k = max(k, low)
	term := d.mass(k)
	total := term
	for j := k; j < high && term > max(smallest, total*negligible); j++ {
		term *= d.up(j)
		total += term
	}
	return min(1, total)
}

// atMost is P(X ≤ k).
func atMost[D discrete](d D, k float64) float64 {
	if k <= d.mode() {
		return sumDown(d, k)
	}
	return max(0, 1-sumUp(d, k+1))
}

// atLeast is P(X ≥ k).
func atLeast[D discrete](d D, k float64) float64 {
	if k >= d.mode() {
		return sumUp(d, k)
	}
	return max(0, 1-sumDown(d, k-1))
}

// bothTails are P(X ≤ k), P(X ≥ k) and P(X = k).
func bothTails[D discrete](d D, k float64) (less, greater, mass float64) {
	mass = d.mass(k)
	if k <= d.mode() {
		less = sumDown(d, k)
		return less, min(1, max(0, 1-less)+mass), mass
	}
	greater = sumUp(d, k)
	return min(1, max(0, 1-greater)+mass), greater, mass
}

// tie is how much more probable an outcome may be and still count as no more probable, as in R's exact tests.
const tie = 1 + 1e-7

// minLike is the two-sided p-value that sums all outcomes no more probable than k.
func minLike[D discrete](d D, k float64) float64 {
	less, greater, mass := bothTails(d, k)
	return withFarTail(d, k, less, greater, mass)
}

// withFarTail is [minLike] where both tails at k are known already.
func withFarTail[D discrete](d D, k, less, greater, mass float64) float64 {
	limit, mode := mass*tie, d.mode()
	low, high := d.support()
	switch {
	case d.mass(mode) <= limit:
		return 1
	case k < mode:
		return min(1, less+sumUp(d, firstBelow(d, limit, mode, high, 1)))
	default:
		return min(1, greater+sumDown(d, firstBelow(d, limit, mode, low, -1)))
	}
}

// firstBelow is the outcome nearest to the mode, on one side of it, that is no more probable than limit. The end of the
// support may be infinite; one past the end says that there is none.
func firstBelow[D discrete](d D, limit, mode, end, side float64) float64 {
	inside, step := mode, 1.0
	outside := mode
	for {
		outside = mode + side*step
		if side*(outside-end) > 0 {
			outside = end + side
			break
		}
		if d.mass(outside) <= limit {
			break
		}
		inside = outside
		step *= 2
	}
	for side*(outside-inside) > 1 {
		middle := math.Floor((inside + outside) / 2)
		if d.mass(middle) <= limit {
			outside = middle
		} else {
			inside = middle
		}
	}
	return outside
}

// edge is how near to 0 or 1 the probability of a quantile may come.
const edge = 1e-12

// quantile is the smallest k with P(X ≤ k) ≥ p, with that probability and the mass at k. It walks from a guess.
func quantile[D described](d D, p float64) (k, cumulative, mass float64) {
	low, high := d.support()
	mean, deviation, skewness := d.moments()
	p = min(max(p, edge), 1-edge)
	z := normalQuantile(p)
	k = math.Round(mean + deviation*(z+min(skewness, 1)*(z*z-1)/6)) // Cornish & Fisher 1938
	k = min(max(k, low), high)
	cumulative, mass = atMost(d, k), d.mass(k)
	for cumulative >= p && k > low && cumulative-mass >= p {
		cumulative -= mass
		mass *= d.down(k)
		k--
	}
	for cumulative < p && k < high {
		mass *= d.up(k)
		if mass < smallest {
			break
		}
		k++
		cumulative += mass
	}
	return k, cumulative, mass
}
