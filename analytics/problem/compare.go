package problem

import (
	"fmt"
	"math"

	"anlan/analytics/stats"
)

// comparison sets a unit's count against what it would be if the unit had kept its share: the rest of its group now, times
// the unit's past count over the rest's past count.
type comparison struct {
	expected  float64
	ratio     float64 // count over expected; +Inf where nothing was expected
	low, high float64 // of the ratio, 95 %
	p         float64 // Fisher's exact test of the unit against the rest, now against the past
}

// largeCells is the count from which on, in all four cells, the normal approximation of the log odds ratio stands for the
// exact test: its p-values then agree to the second digit, and the exact sum would be long.
const largeCells = 500

// compareShares compares; none where the rest has no events now or had none in the past, or the unit never had one.
func compareShares(now, rest, past, restPast float64) (comparison, bool, error) {
	if rest <= 0 || restPast <= 0 || now+past == 0 {
		return comparison{}, false, nil
	}
	c := comparison{expected: rest * past / restPast}
	c.ratio = math.Inf(1)
	if c.expected > 0 {
		c.ratio = now / c.expected
	}
	interval, err := stats.RateRatio(stats.Observed{Count: whole(now), Exposure: rest}, stats.Observed{Count: whole(past), Exposure: restPast}, 0.95)
	if err != nil {
		return c, false, fmt.Errorf("compare %v of %v with %v of %v: %w", now, rest, past, restPast, err)
	}
	c.low, c.high = interval.Interval.Low, interval.Interval.High
	c.p, err = shareP(now, rest, past, restPast)
	return c, err == nil, err
}

func shareP(a, b, c, d float64) (float64, error) {
	if min(a, b, c, d) >= largeCells {
		z := math.Log(a*d/(b*c)) / math.Sqrt(1/a+1/b+1/c+1/d)
		return math.Erfc(math.Abs(z) / math.Sqrt2), nil
	}
	test, err := stats.FisherExact(whole(a), whole(b), whole(c), whole(d))
	if err != nil {
		return 1, fmt.Errorf("compare %v and %v with %v and %v: %w", a, b, c, d, err)
	}
	return test.P, nil
}

func whole(v float64) int { return int(math.Round(v)) }

// worth tells whether a count is far enough from what was expected for a finding, and which way.
func (t Thresholds) worth(now, expected float64) (more, less bool) {
	far := math.Abs(now-expected) >= max(t.Excess, t.Change*expected)
	return far && now > expected, far && now < expected
}

// severity grades harm.
func (t Thresholds) severity(harm float64) Severity {
	switch {
	case harm >= t.Grave:
		return Grave
	case harm >= t.Serious:
		return Serious
	}
	return Notable
}
