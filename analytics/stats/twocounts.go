package stats

// CountTest are the p-values of "both counts come from the same rate". Central is the one to report; MinLike is what R's
// poisson.test prints; MidP is less cautious, its error rate is near the nominal one instead of below it.
type CountTest struct {
	Less    float64 // one-sided: so few now, or fewer
	Greater float64 // one-sided: so many now, or more
	Central float64 // twice the smaller one-sided, at most 1
	MinLike float64 // all outcomes no more probable than the observed one
	MidP    float64 // as Central, with half the probability of the observed outcome
}

// CompareCounts is the exact conditional test of two Poisson counts with exposures (days, inhabitants …): given their sum
// n, the count of now is Binomial(n, t₁/(t₁+t₀)) where the rates are equal. Two zeros give 1 throughout. Przyborowski &
// Wilenski 1940.
func CompareCounts(now, before Observed) (CountTest, error) {
	if err := checkPair(now, before); err != nil {
		return CountTest{}, err
	}
	p, q := split(now, before)
	d := binomial{float64(now.Count + before.Count), p, q}
	x := float64(now.Count)
	less, greater, mass := bothTails(d, x)
	return CountTest{
		Less:    less,
		Greater: greater,
		Central: min(1, 2*min(less, greater)),
		MinLike: withFarTail(d, x, less, greater, mass),
		MidP:    min(1, max(0, 2*min(less, greater)-mass)),
	}, nil
}
