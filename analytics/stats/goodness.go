package stats

// GoodnessOfFit compares counts with what shares lead to expect.
type GoodnessOfFit struct {
	Expected  []float64
	Index     []float64 // count over expected: 1 where it is as expected
	ChiSquare float64
	Degrees   int
	P         float64
	Small     int // places with an expected count below 5
}

// Uniform tests whether counts follow their exposures, for months with their days (a season index for each), weekdays with
// how often each came, or any classes; without exposures all are expected alike. Pearson 1900.
func Uniform(counts []int, exposures []float64) (GoodnessOfFit, error) {
	if exposures == nil {
		exposures = ones(len(counts))
	}
	total, exposure, err := checkSeries(counts, exposures)
	if err != nil {
		return GoodnessOfFit{}, err
	}
	if total == 0 {
		return GoodnessOfFit{}, ErrNoEvents
	}
	fit := GoodnessOfFit{
		Expected: make([]float64, len(counts)), Index: make([]float64, len(counts)), Degrees: len(counts) - 1,
	}
	for i, count := range counts {
		e := float64(total) * (exposures[i] / exposure)
		fit.Expected[i], fit.Index[i] = e, float64(count)/e
		fit.ChiSquare += (float64(count) - e) * (float64(count) - e) / e
		if e < 5 {
			fit.Small++
		}
	}
	fit.P = chiSquareUpper(fit.ChiSquare, float64(fit.Degrees))
	return fit, nil
}
