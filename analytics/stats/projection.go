package stats

import (
	"fmt"
	"math"
)

// Pace is how far a year has come: so many events in the part that has passed, and what part remains. Both parts are
// exposures in one unit: days (243 and 122), or shares of a seasonal schedule ([Season.Elapsed]).
type Pace struct {
	Count      int
	Elapsed    float64
	Remaining  float64 // 0 at the end of the year
	Dispersion float64 // φ of the counts, [CompoundDispersion] for deaths; below 1 it is taken as 1
}

// maxSpread bounds how much wider than Poisson a prediction may become.
const maxSpread = 1e4

func (p Pace) check() error {
	if err := checkCount(p.Count); err != nil {
		return err
	}
	if err := checkExposures(p.Elapsed); err != nil {
		return err
	}
	if !(p.Remaining >= 0 && p.Remaining <= maxExposure) {
		return fmt.Errorf("%w: %v remaining", ErrExposure, p.Remaining)
	}
	if !finite(p.Dispersion) {
		return fmt.Errorf("%w: dispersion %v", ErrValue, p.Dispersion)
	}
	ahead := p.Remaining / p.Elapsed
	if max(1, p.Dispersion)*(1+ahead) > maxSpread || (float64(p.Count)+1)*ahead > MaxCount {
		return fmt.Errorf("%w: %v elapsed, %v remaining", ErrExposure, p.Elapsed, p.Remaining)
	}
	return nil
}

// Projection is what the year's total may become.
type Projection struct {
	Count    int     // events so far
	Mean     float64 // of the total
	Variance float64 // of the total; that of the rest alone
	rest     rest
}

// PlugIn projects the rate so far as if it were known: the rest is Poisson with mean count·remaining/elapsed, or negative
// binomial with φ times the variance. Too narrow where the count is small; no events so far project to none.
func (p Pace) PlugIn() (Projection, error) {
	if err := p.check(); err != nil {
		return Projection{}, err
	}
	return p.projection(p.plugInRest(p.Remaining)), nil
}

// Predict projects with the uncertainty of the rate: under Jeffreys' prior the rest is negative binomial with mean
// m = (count + ½)·remaining/elapsed and variance m·(1 + remaining/elapsed); over-dispersion φ multiplies the variance.
// Jeffreys 1946; for φ the moments are matched.
func (p Pace) Predict() (Projection, error) {
	if err := p.check(); err != nil {
		return Projection{}, err
	}
	return p.projection(p.predictedRest(p.Remaining)), nil
}

func (p Pace) projection(r rest) Projection {
	return Projection{p.Count, float64(p.Count) + r.mean, r.mean * r.spread, r}
}

func (p Pace) plugInRest(exposure float64) rest {
	return newRest(float64(p.Count)*exposure/p.Elapsed, max(1, p.Dispersion))
}

func (p Pace) predictedRest(exposure float64) rest {
	ahead := exposure / p.Elapsed
	return newRest((float64(p.Count)+0.5)*ahead, max(1, p.Dispersion)*(1+ahead))
}

// Quantile is the least total that the year's stays at or below with probability q or more. A q beyond 1e-12 or 1 − 1e-12
// is taken as that.
func (p Projection) Quantile(q float64) int {
	if math.IsNaN(q) {
		return p.Count
	}
	return p.Count + int(p.rest.quantile(q))
}

// Interval are the totals between which the year's lies with the probability level at least, both included.
func (p Projection) Interval(level float64) (low, high int, err error) {
	if err := checkLevel(level); err != nil {
		return 0, 0, err
	}
	alpha := (1 - level) / 2
	return p.Quantile(alpha), p.Quantile(1 - alpha), nil
}

// Exceeds is the probability that the total is above a limit (the quota): meeting it is within it.
func (p Projection) Exceeds(limit int) float64 {
	return p.rest.atLeast(float64(limit) - float64(p.Count) + 1)
}

// AtLeastOneMore is the probability that anything more happens in the part that remains.
func (p Projection) AtLeastOneMore() float64 { return p.rest.atLeast(1) }

// rest is the distribution of a count to come: Poisson where the spread (variance over mean) is 1, else negative binomial.
type rest struct{ mean, spread float64 }

func newRest(mean, spread float64) rest { return rest{mean, spread} }

// wide tells whether the spread differs from 1 by more than rounding.
func (r rest) wide() bool { return r.spread > 1+1e-9 && r.mean > 0 }

func (r rest) negative() negativeBinomial {
	return negativeBinomial{r.mean / (r.spread - 1), 1 / r.spread, (r.spread - 1) / r.spread}
}

func (r rest) atLeast(k float64) float64 {
	if k <= 0 {
		return 1
	}
	if r.wide() {
		return atLeast(r.negative(), k)
	}
	return atLeast(poisson{r.mean}, k)
}

func (r rest) quantile(q float64) float64 {
	var k float64
	if r.wide() {
		k, _, _ = quantile(r.negative(), q)
	} else {
		k, _, _ = quantile(poisson{r.mean}, q)
	}
	return k
}

// Another is the probability of at least one more event in a remaining exposure at the rate so far:
// 1 − exp(−count·remaining/elapsed).
func Another(count int, elapsed, remaining float64) (float64, error) {
	projection, err := Pace{Count: count, Elapsed: elapsed, Remaining: remaining}.PlugIn()
	if err != nil {
		return 0, err
	}
	return -math.Expm1(-projection.rest.mean), nil
}
