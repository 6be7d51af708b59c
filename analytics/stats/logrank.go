package stats

import (
	"math"
)

// LogRankTest compares how long things take in one group and in others, where some are not done yet.
type LogRankTest struct {
	Done     int     // in the group
	Expected float64 // done in the group if it were as fast as all together
	Variance float64 // of Done by chance
	Z        float64 // (Done − Expected)/√Variance; negative where the group is slower
	P        float64 // two-sided, normal
}

// LogRank tests whether the spans of a group and those of the others come from one distribution. Only the order of the lengths
// counts, so that a few very long ones do not decide, and what is not done counts as at risk as long as it was seen. At each
// length at which d of n at risk were done, n₁ of them in the group, the group's are hypergeometric with mean d·n₁/n and
// variance d·(n₁/n)·(1 − n₁/n)·(n − d)/(n − 1). Mantel 1966; Peto & Peto 1972. Where the variance is 0 nothing is told: z 0, p 1.
func LogRank(group, others []SpanCount) (LogRankTest, error) {
	first, n1, err := byLength(group)
	if err != nil {
		return LogRankTest{}, err
	}
	all, n, err := byLength(append(append([]SpanCount{}, group...), others...))
	if err != nil {
		return LogRankTest{}, err
	}
	if n1 == 0 || n == n1 {
		return LogRankTest{}, ErrTooFew
	}
	t := LogRankTest{P: 1}
	for _, one := range all {
		var mine SpanCount
		if len(first) > 0 && first[0].Length == one.Length {
			mine, first = first[0], first[1:]
		}
		share, d := float64(n1)/float64(n), float64(one.Done)
		t.Done += mine.Done
		t.Expected += d * share
		if n > 1 {
			t.Variance += d * share * (1 - share) * (float64(n) - d) / (float64(n) - 1)
		}
		n1, n = n1-mine.Done-mine.Open, n-one.Done-one.Open
	}
	if t.Variance > 0 {
		t.Z = (float64(t.Done) - t.Expected) / math.Sqrt(t.Variance)
		t.P = normalTwoSided(t.Z)
	}
	return t, nil
}
