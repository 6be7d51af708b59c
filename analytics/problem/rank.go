package problem

import (
	"cmp"
	"slices"
)

// The weights by which findings are ranked: harm times certainty. Good news stands below a problem of the same weight, and
// what may be chance below most that is not.
var (
	severityWeight  = map[Severity]float64{Grave: 3, Serious: 2, Notable: 1}
	certaintyWeight = map[Certainty]float64{VeryUnlikely: 1, Unlikely: 0.8, Recorded: 0.8, Suggestive: 0.35, Ordinary: 0.15}
	kindWeight      = map[Kind]float64{Problem: 1, Gap: 1, Praise: 0.8}
)

// rank sets the findings in the order in which they are to be looked at. Of those within ordinary variation the worst few
// stay, so that big percentages of small counts are seen for what they are; good news that may be chance is none.
func rank(found []Finding, t Thresholds) []Finding {
	for i := range found {
		f := &found[i]
		f.Score = severityWeight[f.Severity] * certaintyWeight[f.Certainty] * kindWeight[f.Kind]
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Harm, a.Harm), cmp.Compare(a.Adjusted, b.Adjusted), cmp.Compare(a.Key(), b.Key()))
	})
	var kept []Finding
	passing := 0
	for _, f := range found {
		if f.Certainty == Ordinary || f.Certainty == Suggestive {
			if f.Kind == Praise && f.Certainty == Ordinary || passing >= t.Passing {
				continue
			}
			passing++
		}
		kept = append(kept, f)
	}
	return kept
}
