package stats

import "fmt"

// Overrun is when a year's count exceeds its quota.
type Overrun struct {
	Already  bool      // it has: nothing else is set then
	ByDay    []float64 // probability that it has by the end of each remaining day
	Likely   int       // place in ByDay of the likeliest day of the excess, −1 where the probability of any is 0
	Median   int       // first place with at least even odds; −1 where they stay below
	Expected int       // first place where the expected total exceeds the quota; −1 where it does not
	Ever     float64   // probability that the quota is exceeded this year at all
}

// Overrun is the distribution of the first day at which the count exceeds a quota, by the prediction of [Pace.Predict].
// The remaining exposure falls on the remaining days as daily says ([Season.Profile] from tomorrow on; any scale). The
// count by a day exceeds the quota exactly if it was exceeded on that day or before, so that each day needs one tail.
func (p Pace) Overrun(quota int, daily []float64) (Overrun, error) {
	if err := p.check(); err != nil {
		return Overrun{}, err
	}
	if err := checkCount(quota); err != nil {
		return Overrun{}, err
	}
	total := 0.0
	for i, d := range daily {
		if err := checkAmount(i, d); err != nil {
			return Overrun{}, err
		}
		total += d
	}
	if total == 0 && p.Remaining > 0 {
		return Overrun{}, fmt.Errorf("%w: no exposure on the remaining days", ErrExposure)
	}
	if p.Count > quota {
		return Overrun{Already: true, Likely: -1, Median: -1, Expected: -1, Ever: 1}, nil
	}
	return p.overrun(quota, daily, total), nil
}

func (p Pace) overrun(quota int, daily []float64, total float64) Overrun {
	o := Overrun{ByDay: make([]float64, len(daily)), Likely: -1, Median: -1, Expected: -1}
	needed := float64(quota - p.Count + 1)
	passed, before, most := 0.0, 0.0, 0.0
	for i, d := range daily {
		passed += d
		coming := p.predictedRest(p.Remaining * shareOf(passed, total))
		by := max(before, coming.atLeast(needed))
		o.ByDay[i] = by
		if by-before > most {
			o.Likely, most = i, by-before
		}
		if o.Median < 0 && by >= 0.5 {
			o.Median = i
		}
		if o.Expected < 0 && float64(p.Count)+coming.mean > float64(quota) {
			o.Expected = i
		}
		before = by
	}
	o.Ever = before
	return o
}

// shareOf is part over whole, at most 1; 0 of nothing.
func shareOf(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return min(1, part/whole)
}
