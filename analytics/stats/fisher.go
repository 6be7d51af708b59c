package stats

import "math"

// FisherTest is the outcome of Fisher's exact test of a table of two rows and two columns.
type FisherTest struct {
	P         float64 // all tables no more probable than the observed one, as R's fisher.test
	Less      float64 // one-sided: so few in the first cell, or fewer
	Greater   float64 // one-sided: so many in the first cell, or more
	OddsRatio float64 // ad/(bc); +Inf where only bc is 0; 1 where both are
}

// FisherExact tests whether rows and columns of [[a b] [c d]] are independent: with all margins given, a is
// hypergeometric. Fisher 1935.
func FisherExact(a, b, c, d int) (FisherTest, error) {
	if err := checkCount(a, b, c, d); err != nil {
		return FisherTest{}, err
	}
	result := FisherTest{1, 1, 1, 1}
	if a+b+c+d > 0 {
		urn := hypergeometric{marked: float64(a + b), plain: float64(c + d), drawn: float64(a + c)}
		less, greater, mass := bothTails(urn, float64(a))
		result.Less, result.Greater = less, greater
		result.P = withFarTail(urn, float64(a), less, greater, mass)
	}
	with, without := float64(a)*float64(d), float64(b)*float64(c)
	switch {
	case without > 0:
		result.OddsRatio = with / without
	case with > 0:
		result.OddsRatio = math.Inf(1)
	}
	return result, nil
}
