package problem

import (
	"math"
	"testing"

	"anlan/analytics/stats"
)

// TestAdjust has the worked p-values of the domain notes (6.13), and two questions with unequal shares.
func TestAdjust(t *testing.T) {
	trials := func(ps ...float64) []trial {
		var list []trial
		for _, p := range ps {
			list = append(list, trial{p: p, tested: true, finding: &Finding{}})
		}
		return list
	}
	ps := []float64{.001, .008, .012, .030, .041, .20, .35, .74}
	found, tested, err := adjust([]round{{Question{"a", City, 0.3, nil}, trials(ps...)}}, Defaults())
	if err != nil || tested != len(ps) {
		t.Fatalf("%d tested, %v", tested, err)
	}
	for i, want := range []float64{.008, .032, .032, .060, .0656, .26667, .40, .74} {
		if math.Abs(found[i].Adjusted-want) > 5e-6 {
			t.Errorf("%v becomes %v, want %v", ps[i], found[i].Adjusted, want)
		}
	}
	// Two questions of two and eight trials with equal shares: weights 2.5 and 0.625, p/w 0.004 and 0.016, ranks 1 and 2 of 10.
	found, _, err = adjust([]round{
		{Question{"few", City, 0.2, nil}, trials(0.01, 0.9)},
		{Question{"many", City, 0.2, nil}, append(trials(0.01, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9), trial{finding: &Finding{}})},
	}, Defaults())
	if err != nil {
		t.Fatal(err)
	}
	if few, many := found[0].Adjusted, found[2].Adjusted; math.Abs(few-0.04) > 1e-12 || math.Abs(many-0.08) > 1e-12 {
		t.Errorf("weighted: %v and %v, want 0.04 and 0.08", few, many)
	}
	if found[0].Certainty != Unlikely || found[2].Certainty != Ordinary || found[len(found)-1].Certainty != Recorded {
		t.Errorf("certainties: %s, %s, %s", found[0].Certainty, found[2].Certainty, found[len(found)-1].Certainty)
	}
}

// TestShares compares the approximation for large cells with the exact test just where it takes over, and a small table
// with R's fisher.test (domain notes 6.2: 45 of 50 against 38 of 50).
func TestShares(t *testing.T) {
	if p, err := shareP(45, 5, 38, 12); err != nil || math.Abs(p-0.10837) > 5e-6 {
		t.Errorf("45 of 50 against 38 of 50: p %v, %v", p, err)
	}
	for _, c := range [][4]float64{{600, 5400, 2700, 27300}, {560, 5000, 2500, 24500}, {700, 9000, 2900, 41000}, {5200, 60000, 25000, 300000}} {
		approximate, err := shareP(c[0], c[1], c[2], c[3])
		if err != nil {
			t.Fatal(err)
		}
		exact, err := stats.FisherExact(int(c[0]), int(c[1]), int(c[2]), int(c[3]))
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(math.Log(approximate/exact.P)) > 0.1 {
			t.Errorf("%v: %v by approximation, %v exactly", c, approximate, exact.P)
		}
	}
	c, ok, err := compareShares(30, 300, 100, 2000)
	if err != nil || !ok || math.Abs(c.expected-15) > 1e-12 || math.Abs(c.ratio-2) > 1e-12 || c.low >= 2 || c.high <= 2 {
		t.Errorf("30 beside 300 against 100 beside 2000: %+v, %v, %v", c, ok, err)
	}
	if _, ok, err := compareShares(3, 0, 4, 7); ok || err != nil {
		t.Errorf("a unit alone is compared: %v", err)
	}
}
