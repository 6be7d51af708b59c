package stats

import "math"

// poisson counts events of a mean rate.
type poisson struct{ mean float64 }

func (d poisson) mass(k float64) float64  { return poissonMass(k, d.mean) }
func (d poisson) up(k float64) float64    { return d.mean / (k + 1) }
func (d poisson) down(k float64) float64  { return k / d.mean }
func (d poisson) mode() float64           { return math.Floor(d.mean) }
func (d poisson) support() (_, _ float64) { return 0, math.Inf(1) }
func (d poisson) moments() (_, _, _ float64) {
	if d.mean == 0 {
		return 0, 0, 0
	}
	deviation := math.Sqrt(d.mean)
	return d.mean, deviation, 1 / deviation
}

// binomial counts successes of n trials; q = 1 − p is kept beside p so that neither loses digits.
type binomial struct{ n, p, q float64 }

func (d binomial) mass(k float64) float64  { return binomialMass(k, d.n, d.p, d.q) }
func (d binomial) up(k float64) float64    { return (d.n - k) * d.p / ((k + 1) * d.q) }
func (d binomial) down(k float64) float64  { return k * d.q / ((d.n - k + 1) * d.p) }
func (d binomial) mode() float64           { return min(math.Floor((d.n+1)*d.p), d.n) }
func (d binomial) support() (_, _ float64) { return 0, d.n }

// negativeBinomial counts events whose Poisson mean is gamma distributed: P(k) = C(k+size−1, k)·p^size·q^k.
type negativeBinomial struct{ size, p, q float64 }

func (d negativeBinomial) mass(k float64) float64 {
	if k < 0 {
		return 0
	}
	return d.size / (d.size + k) * binomialMass(d.size, d.size+k, d.p, d.q)
}
func (d negativeBinomial) up(k float64) float64    { return (d.size + k) / (k + 1) * d.q }
func (d negativeBinomial) down(k float64) float64  { return k / ((d.size + k - 1) * d.q) }
func (d negativeBinomial) mode() float64           { return math.Floor(max(0, (d.size-1)*d.q/d.p)) }
func (d negativeBinomial) support() (_, _ float64) { return 0, math.Inf(1) }
func (d negativeBinomial) moments() (_, _, _ float64) {
	return d.size * d.q / d.p, math.Sqrt(d.size*d.q) / d.p, (1 + d.q) / math.Sqrt(d.size*d.q)
}

// hypergeometric counts the marked among drawn ones: marked and plain ones in the urn, so many drawn.
type hypergeometric struct{ marked, plain, drawn float64 }

func (d hypergeometric) mass(k float64) float64 {
	low, high := d.support()
	if k < low || k > high {
		return 0
	}
	all := d.marked + d.plain
	p, q := d.drawn/all, (all-d.drawn)/all
	return binomialMass(k, d.marked, p, q) * binomialMass(d.drawn-k, d.plain, p, q) / binomialMass(d.drawn, all, p, q)
}

func (d hypergeometric) up(k float64) float64 {
	return (d.marked - k) * (d.drawn - k) / ((k + 1) * (d.plain - d.drawn + k + 1))
}

func (d hypergeometric) down(k float64) float64 {
	return k * (d.plain - d.drawn + k) / ((d.marked - k + 1) * (d.drawn - k + 1))
}

func (d hypergeometric) mode() float64 {
	return math.Floor((d.drawn + 1) * (d.marked + 1) / (d.marked + d.plain + 2))
}

func (d hypergeometric) support() (_, _ float64) {
	return max(0, d.drawn-d.plain), min(d.marked, d.drawn)
}
