package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics/stats"
)

func TestTrend(t *testing.T) {
	got := must[stats.Trend](t)(stats.PoissonTrend([]float64{2007, 2008, 2009, 2010, 2011}, []int{698, 640, 610, 574, 540}, nil, false))
	printedAll(t, "trend", []float64{got.Slope, got.Percent, got.SE, got.Z, got.Dispersion},
		"-0.062483", "-6.0571", "0.012811", "-4.87729", "0.069235")
	printed(t, "CAGR", 100*must[float64](t)(stats.CAGR(698, 540, 4)), "-6.2147")
}

func TestTrendAgainstR(t *testing.T) {
	for i, c := range trends {
		name := fmt.Sprint("series ", i)
		plain := must[stats.Trend](t)(stats.PoissonTrend(c.times, c.counts, c.exposures, false))
		near(t, name+" slope", plain.Slope, c.b, 1e-9)
		near(t, name+" SE", plain.SE, c.se, 1e-7)
		near(t, name+" p", plain.P, c.p, 1e-6)
		near(t, name+" intercept", plain.Intercept, c.a, 1e-8)
		near(t, name+" dispersion", plain.Dispersion, c.dispersion, 1e-7)
		wide := must[stats.Trend](t)(stats.PoissonTrend(c.times, c.counts, c.exposures, true))
		if c.dispersion > 1 {
			near(t, name+" dispersed SE", wide.SE, c.seQuasi, 1e-7)
			near(t, name+" dispersed p", wide.P, c.pQuasi, 1e-6)
		} else {
			near(t, name+" SE is not narrowed", wide.SE, c.se, 1e-7)
		}
	}
}

// TestTrendShift: another origin of time changes the intercept alone, another unit the slope in proportion.
func TestTrendShift(t *testing.T) {
	counts := []int{9, 4, 12, 7, 15, 20}
	base := must[stats.Trend](t)(stats.PoissonTrend([]float64{0, 1, 2, 3, 4, 5}, counts, nil, false))
	shifted := must[stats.Trend](t)(stats.PoissonTrend([]float64{2000, 2001, 2002, 2003, 2004, 2005}, counts, nil, false))
	months := must[stats.Trend](t)(stats.PoissonTrend([]float64{0, 12, 24, 36, 48, 60}, counts, nil, false))
	near(t, "slope", shifted.Slope, base.Slope, 1e-9)
	near(t, "z", shifted.Z, base.Z, 1e-9)
	near(t, "intercept", shifted.Intercept, base.Intercept-2000*base.Slope, 1e-9)
	near(t, "by month", months.Slope, base.Slope/12, 1e-9)
	near(t, "z by month", months.Z, base.Z, 1e-9)
}

func TestTrendRefused(t *testing.T) {
	four := []float64{1, 2, 3, 4}
	for name, c := range map[string]struct {
		times  []float64
		counts []int
		want   error
	}{
		"three points":  {[]float64{1, 2, 3}, []int{9, 8, 7}, stats.ErrTooFew},
		"one time":      {[]float64{1, 1, 1, 1}, []int{9, 8, 7, 6}, stats.ErrTooFew},
		"no events":     {four, []int{0, 0, 0, 0}, stats.ErrNoEvents},
		"all at end":    {four, []int{0, 0, 0, 5}, stats.ErrNoEvents},
		"all at start":  {four, []int{5, 0, 0, 0}, stats.ErrNoEvents},
		"unequal":       {four, []int{5, 0, 0}, stats.ErrShape},
		"time NaN":      {[]float64{1, 2, math.NaN(), 4}, []int{5, 1, 1, 1}, stats.ErrValue},
		"time infinite": {[]float64{1, 2, math.Inf(1), 4}, []int{5, 1, 1, 1}, stats.ErrValue},
		"negative":      {four, []int{5, -1, 1, 1}, stats.ErrCount},
	} {
		if _, err := stats.PoissonTrend(c.times, c.counts, nil, false); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range [][3]float64{{0, 1, 4}, {1, 0, 4}, {1, 2, 0}, {1, 2, math.NaN()}, {-1, 2, 3}} {
		if _, err := stats.CAGR(c[0], c[1], c[2]); err == nil {
			t.Errorf("growth of %v is taken", c)
		}
	}
}

// cutCost is the criterion of ChangePoints for given cuts, from the definition.
func cutCost(counts []int, exposures []float64, cuts []int) float64 {
	cost, start := 0.0, 0
	for _, end := range append(cuts, len(counts)) {
		events, exposure := 0.0, 0.0
		for i := start; i < end; i++ {
			events += float64(counts[i])
			exposure += exposures[i]
		}
		for i := start; i < end; i++ {
			if mean := events / exposure * exposures[i]; mean > 0 {
				cost -= 2 * (float64(counts[i])*math.Log(mean) - mean)
			}
		}
		start = end
	}
	return cost + 2*math.Log(float64(len(counts)))*float64(len(cuts))
}

// TestChangePointsExhaustive compares with the best of all cuttings of short series.
func TestChangePointsExhaustive(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 3))
	for range 120 {
		n, least := 2+random.IntN(11), 1+random.IntN(4)
		counts, exposures := make([]int, n), make([]float64, n)
		level := 5.0
		for i := range counts {
			if random.Float64() < 0.25 {
				level = math.Exp(4 * random.Float64())
			}
			exposures[i] = 0.5 + random.Float64()
			counts[i] = poissonDraw(random, level*exposures[i])
		}
		best := math.Inf(1)
		for pattern := range 1 << (n - 1) {
			var cuts []int
			start, allowed := 0, true
			for i := 1; i < n; i++ {
				if pattern>>(i-1)&1 == 1 {
					allowed = allowed && i-start >= least
					cuts, start = append(cuts, i), i
				}
			}
			if len(cuts) > 0 && (!allowed || n-start < least) {
				continue
			}
			best = min(best, cutCost(counts, exposures, cuts))
		}
		segments := must[[]stats.Segment](t)(stats.ChangePoints(counts, exposures, least))
		var cuts []int
		for _, s := range segments[1:] {
			cuts = append(cuts, s.Start)
		}
		for i, s := range segments {
			if i > 0 && s.Start != segments[i-1].End || s.End-s.Start < min(least, n) {
				t.Fatalf("segments %+v", segments)
			}
		}
		if got := cutCost(counts, exposures, cuts); got > best+1e-6 {
			t.Fatalf("%v at least %d: cuts %v cost %v, the best %v", counts, least, cuts, got, best)
		}
	}
}

func TestChangePoints(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	counts := make([]int, 120)
	for i := range counts {
		counts[i] = poissonDraw(random, 12)
		if i >= 70 {
			counts[i] = poissonDraw(random, 6)
		}
	}
	segments := must[[]stats.Segment](t)(stats.ChangePoints(counts, nil, 6))
	if len(segments) != 2 || math.Abs(float64(segments[0].End-70)) > 2 || segments[1].End != 120 {
		t.Errorf("%+v", segments)
	}
	again := must[[]stats.Segment](t)(stats.ChangePoints(counts, nil, 6))
	if diff := cmp.Diff(segments, again); diff != "" {
		t.Error(diff)
	}
	quiet := must[[]stats.Segment](t)(stats.ChangePoints([]int{0, 0, 0}, nil, 1))
	if diff := cmp.Diff([]stats.Segment{{Start: 0, End: 3, Exposure: 3}}, quiet); diff != "" {
		t.Error(diff)
	}
	if _, err := stats.ChangePoints(nil, nil, 1); !errors.Is(err, stats.ErrTooFew) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := stats.ChangePoints([]int{1}, nil, 0); !errors.Is(err, stats.ErrValue) {
		t.Errorf("segments of nothing: %v", err)
	}
}

// TestChangePointsFalseAlarms: a constant rate over five years is seldom cut.
func TestChangePointsFalseAlarms(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 12))
	cut := 0
	const runs = 1000
	for range runs {
		counts := make([]int, 60)
		for i := range counts {
			counts[i] = poissonDraw(random, 5)
		}
		if len(must[[]stats.Segment](t)(stats.ChangePoints(counts, nil, 3))) > 1 {
			cut++
		}
	}
	t.Logf("%.3f of constant series are cut", float64(cut)/runs)
	if share := float64(cut) / runs; share > 0.1 {
		t.Errorf("%.3f of constant series are cut", share)
	}
}
