package stats

// Critical are the counts from which on a change stands out.
type Critical struct {
	Low  int // at most so many are significantly fewer; −1 where no count is
	High int // at least so many are significantly more
}

// CriticalCounts says which counts of now, over an exposure, differ from before at the significance alpha (0.05) by the
// Central p-value of [CompareCounts].
func CriticalCounts(before Observed, exposure, alpha float64) (Critical, error) {
	if err := checkLevel(alpha); err != nil {
		return Critical{}, err
	}
	if err := checkPair(Observed{0, exposure}, before); err != nil {
		return Critical{}, err
	}
	expected := before.rate() * exposure
	if !finite(expected) || expected > MaxCount/4 {
		return Critical{}, ErrExposure
	}
	p, q := split(Observed{0, exposure}, before)
	binomialWith := func(now int) binomial { return binomial{float64(now + before.Count), p, q} }
	more := func(now int) bool { return 2*atLeast(binomialWith(now), float64(now)) <= alpha }
	fewer := func(now int) bool { return 2*atMost(binomialWith(now), float64(now)) <= alpha }
	result := Critical{Low: -1}
	high, step := int(expected), 1
	for !more(high) {
		if high > MaxCount {
			return Critical{}, ErrExposure
		}
		high += step
		step *= 2
	}
	result.High = firstTrue(int(expected), high, more)
	if fewer(0) {
		result.Low = firstTrue(0, int(expected)+1, func(now int) bool { return !fewer(now) }) - 1
	}
	return result, nil
}

// firstTrue is the first whole number from low to high for which a condition that stays true holds; high holds.
func firstTrue(low, high int, holds func(int) bool) int {
	for low < high {
		if middle := low + (high-low)/2; holds(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return high
}
