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

// SpanCount is how many things were done after a length of time, and how many were last seen open then.
type SpanCount struct {
	Length     float64
	Done, Open int
}

// KaplanMeier estimates how long things take although some are not done yet: the share open is Π(1 − d/n) over the
// lengths at which d of n at risk were done. What is not done counts as long as it was seen; at equal lengths the done
// come first. A mean over the done alone is too short. Kaplan & Meier 1958; intervals on the log(−log) scale,
// Kalbfleisch & Prentice 1980, with Greenwood's variance.
func KaplanMeier(spans []Span, level float64) (Survival, error) {
	table := make([]SpanCount, len(spans))
	for i, s := range spans {
		table[i] = SpanCount{Length: s.Length, Open: 1}
		if s.Done {
			table[i] = SpanCount{Length: s.Length, Done: 1}
		}
	}
	return SurvivalOf(table, level)
}

// SurvivalOf is [KaplanMeier] of spans that are counted by their length.
func SurvivalOf(spans []SpanCount, level float64) (Survival, error) {
	if err := checkLevel(level); err != nil {
		return Survival{}, err
	}
	table, n, err := byLength(spans)
	if err != nil {
		return Survival{}, err
	}
	if n == 0 {
		return Survival{}, ErrTooFew
	}
	_, z := oneSided(level)
	var result Survival
	open, greenwood, high := 1.0, 0.0, 1.0
	for _, one := range table {
		step := SurvivalStep{Length: one.Length, AtRisk: n, Done: one.Done}
		n -= one.Done + one.Open
		if step.Done == 0 {
			continue
		}
		d, atRisk := float64(step.Done), float64(step.AtRisk)
		open *= (atRisk - d) / atRisk
		if step.Done < step.AtRisk {
			greenwood += d / (atRisk * (atRisk - d))
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

// byLength sorts spans and adds those of one length up; it gives how many there are.
func byLength(spans []SpanCount) (table []SpanCount, all int, err error) {
	for i, s := range spans {
		if !(s.Length >= 0 && s.Length <= maxAmount) {
			return nil, 0, fmt.Errorf("%w: length %v in place %d", ErrValue, s.Length, i+1)
		}
		if err := checkCount(s.Done, s.Open); err != nil {
			return nil, 0, err
		}
		all += s.Done + s.Open
		if all > MaxCount {
			return nil, 0, ErrCount
		}
	}
	for _, s := range slices.SortedFunc(slices.Values(spans), func(a, b SpanCount) int { return cmp.Compare(a.Length, b.Length) }) {
		if last := len(table) - 1; last >= 0 && table[last].Length == s.Length {
			table[last].Done += s.Done
			table[last].Open += s.Open
			continue
		}
		table = append(table, s)
	}
	return table, all, nil
}

func logLog(open, greenwood, z, high float64) Interval {
	if open <= 0 {
		return Interval{0, high}
	}
	log := math.Log(open)
	half := z * math.Sqrt(greenwood) / -log
	return Interval{math.Exp(log * math.Exp(half)), math.Exp(log * math.Exp(-half))}
}
