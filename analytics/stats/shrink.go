package stats

// Shrunken are rates that are drawn to the mean of all, the more the less a unit's own count says.
type Shrunken struct {
	Mean     float64   // rate of all together
	Spread   float64   // weighted variance s² of the units' ratios to the mean
	Between  float64   // part A of it that chance does not explain, s² − 1/mean expected count, at least 0
	Ratios   []float64 // shrunken ratios of observed to expected
	Rates    []float64 // the same times Mean
	Weights  []float64 // how much of a unit's own ratio is kept, 0 to 1
	Expected []float64 // events at the mean rate
}

// Shrink estimates rates by empirical Bayes: with ratio r = O/E, weight w = A/(A + 1/E), the estimate is 1 + w(r − 1).
// It lies between the unit's own ratio and 1; a unit without exposure gets 1. Marshall 1991.
func Shrink(observed []int, exposures []float64) (Shrunken, error) {
	total, exposure, err := checkUnits(observed, exposures)
	if err != nil {
		return Shrunken{}, err
	}
	if total == 0 {
		return Shrunken{}, ErrNoEvents
	}
	n := len(observed)
	s := Shrunken{
		Mean:   float64(total) / exposure,
		Ratios: make([]float64, n), Rates: make([]float64, n), Weights: make([]float64, n), Expected: make([]float64, n),
	}
	units := 0
	for i, x := range exposures {
		s.Ratios[i] = 1
		if x > 0 {
			units++
			s.Expected[i] = s.Mean * x
			s.Ratios[i] = float64(observed[i]) / s.Expected[i]
			s.Spread += s.Expected[i] / float64(total) * (s.Ratios[i] - 1) * (s.Ratios[i] - 1)
		}
	}
	s.Between = max(0, s.Spread-float64(units)/float64(total))
	for i, e := range s.Expected {
		if s.Between > 0 && e > 0 {
			s.Weights[i] = s.Between / (s.Between + 1/e)
		}
		s.Ratios[i] = 1 + s.Weights[i]*(s.Ratios[i]-1)
		s.Rates[i] = s.Mean * s.Ratios[i]
	}
	return s, nil
}
