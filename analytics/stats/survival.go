package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Span is how long something took (days from found to rectified), or has taken so far where it is not Done.
type Span struct {
	Length float64
	Done   bool
}

// SurvivalStep is the share still open after a length of time at which some were done.
type SurvivalStep struct {
	Length   float64
	AtRisk   int      // open until then
	Done     int      // done then
	Open     float64  // share still open after it
	Interval Interval // for that share; at 0 the upper end of the step before is kept
}

// Survival is how a share of open hazards, cases or complaints melts with time.
type Survival struct {
	Steps  []SurvivalStep
	Median float64 // least length after which half or less is open; 0 where MedianKnown is not set
	// MedianKnown is false where more than half is still open at the longest length seen.
	MedianKnown bool
}

// KaplanMeier estimates how long things take although some are not done yet: the share open is Π(1 − d/n) over the
// lengths at which d of n at risk were done. What is not done counts as long as it was seen; at equal lengths the done
// come first. A mean over the done alone is too short. Kaplan & Meier 1958; intervals on the log(−log) scale,
// Kalbfleisch & Prentice 1980, with Greenwood's variance.
func KaplanMeier(spans []Span, level float64) (Survival, error) {
	if err := checkLevel(level); err != nil {
		return Survival{}, err
	}
	if len(spans) == 0 {
		return Survival{}, ErrTooFew
	}
	for i, s := range spans {
		if !(s.Length >= 0 && s.Length <= maxAmount) {
			return Survival{}, fmt.Errorf("%w: length %v in place %d", ErrValue, s.Length, i+1)
		}
	}
	sorted := slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return cmp.Compare(a.Length, b.Length) })
	_, z := oneSided(level)
	var result Survival
	open, greenwood, high := 1.0, 0.0, 1.0
	for from := 0; from < len(sorted); {
		step, to := stepAt(sorted, from)
		from = to
		if step.Done == 0 {
			continue
		}
		d, n := float64(step.Done), float64(step.AtRisk)
		open *= (n - d) / n
		if step.Done < step.AtRisk {
			greenwood += d / (n * (n - d))
		}
		step.Open = open
		step.Interval = logLog(open, greenwood, z, high)
		high = step.Interval.High
		result.Steps = append(result.Steps, step)
		if !result.MedianKnown && open <= 0.5*(1+1e-12) {
			result.Median, result.MedianKnown = step.Length, true
		}
	}
	return result, nil
}

// stepAt gathers the spans of one length from a place on, and says where the next begin.
func stepAt(sorted []Span, from int) (SurvivalStep, int) {
	step := SurvivalStep{Length: sorted[from].Length, AtRisk: len(sorted) - from}
	to := from
	for to < len(sorted) && sorted[to].Length == step.Length {
		if sorted[to].Done {
			step.Done++
		}
		to++
	}
	return step, to
}

func logLog(open, greenwood, z, high float64) Interval {
	if open <= 0 {
		return Interval{0, high}
	}
	log := math.Log(open)
	half := z * math.Sqrt(greenwood) / -log
	return Interval{math.Exp(log * math.Exp(half)), math.Exp(log * math.Exp(-half))}
}
