package stats

import "math"

// ZTest is a statistic that is near standard normal where there is no difference, and its p-value.
type ZTest struct{ Z, P float64 }

// wald is the difference of two rates over its estimated standard error; 0 without events.
func wald(x1, t1, x0, t0 float64) float64 {
	if x1+x0 == 0 {
		return 0
	}
	return (x1/t1 - x0/t0) / math.Sqrt(x1/(t1*t1)+x0/(t0*t0))
}

// waldOf measures both exposures by the larger, so that no square leaves the range of numbers.
func waldOf(now, before Observed) float64 {
	unit := max(now.Exposure, before.Exposure)
	return wald(float64(now.Count), now.Exposure/unit, float64(before.Count), before.Exposure/unit)
}

// ETest is the unconditional test of two Poisson rates: Z is the statistic of [WaldTest] without dispersion, P the
// probability of one at least as far from zero, both counts Poisson with the pooled rate. It finds differences of small
// counts more often than the conditional test. Probabilities below 1e-15 are not resolved. Krishnamoorthy & Thomson 2004.
func ETest(now, before Observed) (ZTest, error) {
	if err := checkPair(now, before); err != nil {
		return ZTest{}, err
	}
	z := waldOf(now, before)
	if z == 0 {
		return ZTest{0, 1}, nil
	}
	unit := max(now.Exposure, before.Exposure)
	e := eTest{t1: now.Exposure / unit, t0: before.Exposure / unit, bound: math.Abs(z) * (1 - 1e-12)}
	pooled := float64(now.Count+before.Count) / (e.t1 + e.t0)
	first, second := newWindow(pooled*e.t1), newWindow(pooled*e.t0)
	accepted := 0.0
	for i, mass := range first.mass {
		low, high := e.accepted(first.low+float64(i), second)
		accepted += mass * second.between(low, high)
	}
	return ZTest{z, min(1, max(0, first.total*second.total-accepted))}, nil
}

// window holds the Poisson probabilities around a mean; what lies outside is below 1e-17.
type window struct {
	low   float64
	mass  []float64
	until []float64 // probability of the outcomes before this place
	total float64
}

func newWindow(mean float64) window {
	d := poisson{mean}
	reach := 9*math.Sqrt(mean) + 45
	w := window{low: math.Floor(max(0, mean-reach))}
	size := int(mean+reach-w.low) + 1
	w.mass, w.until = make([]float64, size), make([]float64, size+1)
	for i := range w.mass {
		w.mass[i] = d.mass(w.low + float64(i))
		w.total += w.mass[i]
		w.until[i+1] = w.total
	}
	return w
}

// between is the probability of the outcomes from low to high, both included.
func (w window) between(low, high float64) float64 {
	from := min(max(low-w.low, 0), float64(len(w.mass)))
	to := min(max(high+1-w.low, 0), float64(len(w.mass)))
	return max(0, w.until[int(to)]-w.until[int(from)])
}

type eTest struct{ t1, t0, bound float64 }

func (e eTest) rejects(x1, x0 float64) bool { return math.Abs(wald(x1, e.t1, x0, e.t0)) >= e.bound }

// accepted is the range of second counts in the window that, with a first count, stay inside the bound: the roots of a
// quadratic, set right by a look at their neighbours.
func (e eTest) accepted(x1 float64, second window) (low, high float64) {
	a, b, c := x1/e.t1, x1/(e.t1*e.t1), e.bound*e.bound
	half := a + c/e.t0/2
	root := math.Sqrt(c * (a/e.t0 + c/(4*e.t0*e.t0) + b))
	last := second.low + float64(len(second.mass))
	low = min(max(math.Floor((half-root)*e.t0), second.low), last)
	high = min(max(math.Ceil((half+root)*e.t0), second.low-1), last)
	for low > second.low && !e.rejects(x1, low-1) {
		low--
	}
	for low < high && e.rejects(x1, low) {
		low++
	}
	for high < last && !e.rejects(x1, high+1) {
		high++
	}
	for high >= low && e.rejects(x1, high) {
		high--
	}
	return low, high
}
