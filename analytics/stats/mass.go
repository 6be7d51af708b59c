package stats

import "math"

// The probabilities of single counts, by Loader's saddle-point expansion (C. Loader, "Fast and accurate computation of
// binomial probabilities", 2000): no factorial is ever formed, so that the relative error stays near 1e-15 however large
// the count.

const halfLogTwoPi = 0.918938533204672741780329736406

// stirlingError is ln n! minus Stirling's formula for it, n ≥ 0, not necessarily whole.
func stirlingError(n float64) float64 {
	if n < 16 {
		lg, _ := math.Lgamma(n + 1)
		if n == 0 {
			return 0
		}
		return lg - (n+0.5)*math.Log(n) + n - halfLogTwoPi
	}
	square := n * n
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-1.0/1188/square)/square)/square)/square) / n
}

// deviance is x·ln(x/mean) + mean − x, without cancellation where both are close.
func deviance(x, mean float64) float64 {
	if math.Abs(x-mean) >= 0.1*(x+mean) {
		return x*math.Log(x/mean) + mean - x
	}
	v := (x - mean) / (x + mean)
	s := (x - mean) * v
	term := 2 * x * v
	v *= v
	for j := 3.0; ; j += 2 {
		term *= v
		next := s + term/j
		if next == s {
			return s
		}
		s = next
	}
}

// poissonMass is P(X = x) for X ~ Poisson(mean).
func poissonMass(x, mean float64) float64 {
	switch {
	case x < 0:
		return 0
	case mean == 0:
		if x == 0 {
			return 1
		}
		return 0
	case x == 0:
		return math.Exp(-mean)
	}
	return math.Exp(-stirlingError(x)-deviance(x, mean)) / math.Sqrt(2*math.Pi*x)
}

// binomialMass is P(X = x) for X ~ Binomial(n, p), q = 1 − p; x and n need not be whole.
func binomialMass(x, n, p, q float64) float64 {
	switch {
	case x < 0 || x > n:
		return 0
	case p == 0:
		if x == 0 {
			return 1
		}
		return 0
	case q == 0:
		if x == n {
			return 1
		}
		return 0
	case x == 0:
		return math.Exp(n * logOneMinus(p, q))
	case x == n:
		return math.Exp(n * logOneMinus(q, p))
	}
	rest := n - x
	exponent := stirlingError(n) - stirlingError(x) - stirlingError(rest) - deviance(x, n*p) - deviance(rest, n*q)
	return math.Exp(exponent) * math.Sqrt(n/(2*math.Pi*x*rest))
}

// logOneMinus is ln q for q = 1 − p, taken from whichever of the two is the more exact.
func logOneMinus(p, q float64) float64 {
	if p < 0.5 {
		return math.Log1p(-p)
	}
	return math.Log(q)
}
