package stats

import "math"

// LMDI is a change of events split on the scale of logarithms into three effects that add up to it.
type LMDI struct {
	Change   float64 // events after − before = Exposure + Mix + Rate
	Exposure float64 // from the growth of the whole exposure
	Mix      float64 // from the shift between groups
	Rate     float64 // from the groups' own rates
}

// LogMeanDivisia splits the change of events D = Σ N·w·r (exposure of all, share of the group, its rate) with the
// logarithmic mean L(a, b) = (a − b)/(ln a − ln b) as weight: each effect is Σ L(D₁, D₀)·ln(x₁/x₀). Zeros take the limits
// of the formula: a group whose rate was or becomes 0 gives its whole change to Rate, one that appears or vanishes gives
// it to Mix. Ang 2004; Ang & Liu 2007 for the zeros.
func LogMeanDivisia(groups []Group) (LMDI, error) {
	before, after, err := totals(groups)
	if err != nil {
		return LMDI{}, err
	}
	result := LMDI{Change: after.EventsAfter - before.EventsBefore}
	growth := math.Log(after.ExposureAfter / before.ExposureBefore)
	for _, g := range groups {
		change := g.EventsAfter - g.EventsBefore
		switch {
		case g.ExposureBefore == 0 || g.ExposureAfter == 0:
			result.Mix += change
		case g.EventsBefore == 0 || g.EventsAfter == 0:
			result.Rate += change
		default:
			weight := logMean(g.EventsBefore, g.EventsAfter)
			exposure := math.Log(g.ExposureAfter / g.ExposureBefore)
			result.Exposure += weight * growth
			result.Mix += weight * (exposure - growth)
			result.Rate += weight * (math.Log(g.EventsAfter/g.EventsBefore) - exposure)
		}
	}
	return result, nil
}

// logMean is the logarithmic mean of two numbers above zero; their common value where they are equal.
func logMean(a, b float64) float64 {
	excess := (b - a) / a
	if math.Abs(excess) < 1e-6 {
		return a * (1 + excess/2 - excess*excess/12)
	}
	return (b - a) / math.Log(b/a)
}
