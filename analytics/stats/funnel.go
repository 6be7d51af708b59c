package stats

import (
	"fmt"
	"math"
)

// Judgement is what a funnel says of one unit.
type Judgement struct {
	Limits Limits  // on the count; divide by the exposure for the rate, by Expected for the ratio
	Z      float64 // (O − E)/√E, over √φ in the adjusted judgement
	P      float64
	Flag   Flag
}

// FunnelUnit is one town, sector or department in a funnel.
type FunnelUnit struct {
	Judged   bool    // false where the exposure is 0: nothing else is set then, and the events are left out of the target
	Expected float64 // events at the target rate
	Rate     float64 // events per unit of exposure
	Ratio    float64 // observed over expected
	RootZ    float64 // 2(√O − √E), steadier than Z for small counts
	Exact    Judgement
	Adjusted Judgement // for over-dispersion; as Exact where the funnel is not Dispersed
}

// FunnelPlot compares units of unequal size with one target.
type FunnelPlot struct {
	Target     float64 // events per unit of exposure
	Units      []FunnelUnit
	Dispersion Dispersion
	Dispersed  bool // the units differ by more than chance: Winsorised φ is above 1 with p < 0.05
}

// Funnel judges units against the rate of all together, ΣO/ΣX. The exact p is twice the smaller Poisson tail. The
// adjusted judgement divides z by √φ and widens the limits by it, with φ winsorised at a tenth; its p is that of the
// exact p's normal score over √φ. Spiegelhalter 2005; Spiegelhalter et al. 2012 for the score.
func Funnel(observed []int, exposures []float64) (FunnelPlot, error) {
	total, exposure, err := checkUnits(observed, exposures)
	if err != nil {
		return FunnelPlot{}, err
	}
	if total == 0 {
		return FunnelPlot{}, ErrNoEvents
	}
	return funnel(observed, exposures, float64(total)/exposure), nil
}

// FunnelTo is [Funnel] against a given rate, the province's or last year's.
func FunnelTo(target float64, observed []int, exposures []float64) (FunnelPlot, error) {
	_, exposure, err := checkUnits(observed, exposures)
	if err != nil {
		return FunnelPlot{}, err
	}
	if !(target > 0) || !(target*exposure <= MaxCount) || target*exposure < 1e-9 {
		return FunnelPlot{}, fmt.Errorf("%w: target %v", ErrValue, target)
	}
	return funnel(observed, exposures, target), nil
}

// checkUnits checks units of which some may have no exposure, and sums the others.
func checkUnits(observed []int, exposures []float64) (int, float64, error) {
	if len(observed) != len(exposures) {
		return 0, 0, fmt.Errorf("%w: %d counts, %d exposures", ErrShape, len(observed), len(exposures))
	}
	var counts []int
	var known []float64
	for i, x := range exposures {
		if x != 0 {
			counts, known = append(counts, observed[i]), append(known, x)
		} else if err := checkCount(observed[i]); err != nil {
			return 0, 0, err
		}
	}
	return checkSeries(counts, known)
}

func funnel(observed []int, exposures []float64, target float64) FunnelPlot {
	plot := FunnelPlot{Target: target, Units: make([]FunnelUnit, len(observed))}
	var scores []float64
	for i, x := range exposures {
		if x > 0 {
			plot.Units[i] = exactUnit(float64(observed[i]), x, target)
			scores = append(scores, plot.Units[i].Exact.Z)
		}
	}
	plot.Dispersion = dispersionOf(scores, winsorShare)
	plot.Dispersed = plot.Dispersion.Winsorised > 1 && plot.Dispersion.WinsorisedP < 0.05
	for i := range plot.Units {
		unit := &plot.Units[i]
		unit.Adjusted = unit.Exact
		if unit.Judged && plot.Dispersed {
			unit.Adjusted = unit.adjusted(float64(observed[i]), plot.Dispersion.Winsorised)
		}
	}
	return plot
}

func exactUnit(count, exposure, target float64) FunnelUnit {
	expected := target * exposure
	less, greater, _ := bothTails(poisson{expected}, count)
	limits := funnelLimits(expected)
	return FunnelUnit{
		Judged:   true,
		Expected: expected,
		Rate:     count / exposure,
		Ratio:    count / expected,
		RootZ:    2 * (math.Sqrt(count) - math.Sqrt(expected)),
		Exact: Judgement{
			Limits: limits,
			Z:      (count - expected) / math.Sqrt(expected),
			P:      min(1, 2*min(less, greater)),
			Flag:   limits.flag(count),
		},
	}
}

func (u FunnelUnit) adjusted(count, dispersion float64) Judgement {
	limits := u.Exact.Limits.widened(u.Expected, dispersion)
	root := math.Sqrt(dispersion)
	return Judgement{limits, u.Exact.Z / root, normalTwoSided(normalScore(u.Exact.P) / root), limits.flag(count)}
}
