package stats

// Rate is events per unit of exposure with the exact interval of the count, Garwood 1936.
func Rate(o Observed, level float64) (Estimate, error) {
	if err := checkExposures(o.Exposure); err != nil {
		return Estimate{}, err
	}
	interval, err := GarwoodInterval(o.Count, level)
	if err != nil {
		return Estimate{}, err
	}
	return Estimate{o.rate(), interval.times(1 / o.Exposure)}, nil
}

// StandardisedRatio is observed over expected events (SMR) with its exact interval and the p-value of "as expected".
type StandardisedRatio struct {
	Ratio    float64
	Interval Interval
	P        float64 // twice the smaller Poisson tail, at most 1
}

// SMR compares an observed count with the count that reference rates lead to expect (indirect standardisation). The
// expected count is taken as known. Breslow & Day 1987.
func SMR(observed int, expected, level float64) (StandardisedRatio, error) {
	estimate, err := Rate(Observed{observed, expected}, level)
	if err != nil {
		return StandardisedRatio{}, err
	}
	if expected > MaxCount {
		return StandardisedRatio{}, ErrExposure
	}
	less, greater, _ := bothTails(poisson{expected}, float64(observed))
	return StandardisedRatio{estimate.Value, estimate.Interval, min(1, 2*min(less, greater))}, nil
}
