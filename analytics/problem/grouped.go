package problem

import (
	"cmp"
	"slices"

	"anlan/analytics"
)

// flagged is a unit that a grouped finding names.
type flagged struct {
	member analytics.Member
	p      float64
	figure float64 // by which it is worse than the others
	count  float64
	of     float64 // what the count is compared with
}

// worst sets the worst units first.
func worst(list []flagged) []flagged {
	slices.SortStableFunc(list, func(a, b flagged) int { return cmp.Compare(b.figure, a.figure) })
	return list
}

// together is the p-value of a finding that names several of n units that were looked at: Bonferroni's bound for the least
// sure of them. By chance it is below α for one unit or more in a share α of all cases at most.
func together(list []flagged, n int) float64 {
	p := 0.0
	for _, f := range list {
		p = max(p, f.p)
	}
	return min(p*float64(n), 1)
}

func members(list []flagged) []analytics.Member {
	var all []analytics.Member
	for _, f := range list {
		all = append(all, f.member)
	}
	return all
}
