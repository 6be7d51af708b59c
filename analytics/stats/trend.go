package stats

import (
	"fmt"
	"math"
)

// Trend is a straight line through the logarithm of a rate.
type Trend struct {
	Slope      float64 // b, change of ln rate per step of time (year)
	Percent    float64 // the same in per cent, 100(eᵇ − 1)
	SE         float64 // standard error of Slope
	Z          float64 // Slope over SE
	P          float64 // of no trend: normal, or t with n − 2 degrees of freedom in the dispersed variant
	Intercept  float64 // ln rate at time 0
	Dispersion float64 // Pearson's χ²/(n − 2)
}

// PoissonTrend fits ln(mean/exposure) = a + b·t by maximum likelihood. Times are years or months in any origin, exposures
// may be left out. Dispersed (quasi-Poisson) widens the standard error by √Dispersion where that is above 1. Three points
// or fewer are refused: describe them, do not test them. So are counts that all lie at the first or the last time, where
// the slope has no bound. McCullagh & Nelder 1989.
func PoissonTrend(times []float64, counts []int, exposures []float64, dispersed bool) (Trend, error) {
	if exposures == nil {
		exposures = ones(len(counts))
	}
	total, _, err := checkSeries(counts, exposures)
	if err != nil {
		return Trend{}, err
	}
	f := trendFit{counts: counts, exposures: exposures, total: float64(total)}
	if err := f.scale(times); err != nil {
		return Trend{}, err
	}
	centre := 0.0
	for i, count := range counts {
		centre += float64(count) / f.total * f.times[i]
	}
	if centre <= 1e-9 || centre >= 1-1e-9 {
		return Trend{}, fmt.Errorf("%w: all counts lie at one end", ErrNoEvents)
	}
	b := solve(func(b float64) (float64, float64) {
		mean, variance := f.moments(b)
		return mean - centre, variance
	}, -steepest, steepest, 0, true)
	if math.Abs(b) > steepest-1 {
		return Trend{}, fmt.Errorf("%w: the slope has no bound", ErrValue)
	}
	return f.result(b, dispersed)
}

// steepest bounds the change of the logarithm over the whole series.
const steepest = 1000

// trendFit works with times from 0 to 1. Given the total, the counts are multinomial with weights exposure·exp(b·t), which
// leaves one unknown: the mean of t under the weights must be that under the counts.
type trendFit struct {
	counts    []int
	exposures []float64
	times     []float64
	total     float64
	first     float64 // time that became 0
	span      float64 // length of time that became 1
}

func (f *trendFit) scale(times []float64) error {
	if len(times) != len(f.counts) {
		return fmt.Errorf("%w: %d times, %d counts", ErrShape, len(times), len(f.counts))
	}
	if len(times) <= 3 {
		return fmt.Errorf("%w: a trend of %d points", ErrTooFew, len(times))
	}
	if f.total == 0 {
		return ErrNoEvents
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i, t := range times {
		if !(math.Abs(t) <= 1e15) {
			return fmt.Errorf("%w: time %v in place %d", ErrValue, t, i+1)
		}
		low, high = min(low, t), max(high, t)
	}
	if high-low < 1e-9 {
		return fmt.Errorf("%w: all at time %v", ErrTooFew, low)
	}
	f.first, f.span = low, high-low
	f.times = make([]float64, len(times))
	for i, t := range times {
		f.times[i] = (t - low) / f.span
	}
	return nil
}

// weights are exposure·exp(b·t), scaled so that the largest exponent is 0; also the exponent taken out and the sum.
func (f *trendFit) weights(b float64) (list []float64, shift, total float64) {
	shift = max(0, b)
	list = make([]float64, len(f.times))
	for i, t := range f.times {
		list[i] = f.exposures[i] * math.Exp(b*t-shift)
		total += list[i]
	}
	return list, shift, total
}

// moments are the mean and the variance of time under the weights.
func (f *trendFit) moments(b float64) (mean, variance float64) {
	weights, _, total := f.weights(b)
	for i, w := range weights {
		mean += w / total * f.times[i]
	}
	for i, w := range weights {
		variance += w / total * (f.times[i] - mean) * (f.times[i] - mean)
	}
	return mean, variance
}

func (f *trendFit) result(b float64, dispersed bool) (Trend, error) {
	weights, shift, total := f.weights(b)
	chi := 0.0
	for i, w := range weights {
		if mean := f.total * w / total; mean > 0 {
			chi += (float64(f.counts[i]) - mean) * (float64(f.counts[i]) - mean) / mean
		}
	}
	_, variance := f.moments(b)
	degrees := float64(len(f.times) - 2)
	slope := b / f.span
	t := Trend{
		Slope:      slope,
		Percent:    100 * math.Expm1(slope),
		SE:         1 / math.Sqrt(f.total*variance) / f.span,
		Intercept:  math.Log(f.total/total) - shift - slope*f.first,
		Dispersion: chi / degrees,
	}
	if dispersed {
		t.SE *= math.Sqrt(max(1, t.Dispersion))
	}
	t.Z = t.Slope / t.SE
	t.P = normalTwoSided(t.Z)
	if dispersed {
		t.P = studentTwoSided(t.Z, degrees)
	}
	if !finite(t.Slope, t.Percent, t.SE, t.Z, t.P, t.Intercept, t.Dispersion) {
		return Trend{}, fmt.Errorf("%w: the slope has no bound", ErrValue)
	}
	return t, nil
}
