package stats

// Interval is a confidence interval, or limits, in the unit of what it belongs to. High may be +Inf where a comment says so.
type Interval struct{ Low, High float64 }

// Contains tells whether a value lies in the interval, ends included.
func (i Interval) Contains(value float64) bool { return i.Low <= value && value <= i.High }

func (i Interval) times(factor float64) Interval { return Interval{i.Low * factor, i.High * factor} }

// Estimate is a figure with its confidence interval.
type Estimate struct {
	Value    float64
	Interval Interval
}

// Observed is a count of events and the exposure that they come from.
type Observed struct {
	Count    int
	Exposure float64
}

func (o Observed) rate() float64 { return float64(o.Count) / o.Exposure }

func checkPair(now, before Observed) error {
	if err := checkCount(now.Count, before.Count); err != nil {
		return err
	}
	return checkExposures(now.Exposure, before.Exposure)
}

// split are the shares of two exposures in their sum.
func split(now, before Observed) (p, q float64) {
	all := now.Exposure + before.Exposure
	return now.Exposure / all, before.Exposure / all
}

// oneSided is the probability that a two-sided interval leaves out at each end, and the normal value for it.
func oneSided(level float64) (alpha, z float64) {
	alpha = (1 - level) / 2
	return alpha, -normalQuantile(alpha)
}
