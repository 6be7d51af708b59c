package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"anlan/analytics/stats"
)

// twoCounts are worked with exact arithmetic and, where R prints them, with poisson.test.
var twoCounts = []struct {
	x1, x0                              int
	t1, t0                              float64
	central, like, mid, ratio, low, top string
}{
	{3, 9, 1, 1, "0.145996", "0.145996", "0.0922852", "0.33333", "0.058045", "1.33568"},
	{5, 5, 1, 1, "1", "1", "1", "1", "0.230142", "4.34513"},
	{0, 4, 1, 1, "0.125", "0.125", "0.0625", "0", "0", "1.51487"},
	{0, 5, 1, 1, "0.0625", "0.0625", "0.03125", "0", "0", "1.09128"},
	{0, 6, 1, 1, "0.03125", "0.03125", "0.015625", "0", "0", "0.849311"},
	{1, 0, 1, 1, "1", "1", "0.5", "Inf", "0.025641", "Inf"},
	{12, 5, 1, 1, "0.143463", "0.143463", "0.0962524", "2.4", "0.787046", "8.69598"},
	{30, 45, 1, 1, "0.105342", "0.105342", "0.0846461", "0.666667", "0.405519", "1.08173"},
	{6, 9, 1, 1, "0.607239", "0.607239", "0.454498", "0.666667", "0.195263", "2.09722"},
	{6, 14, 1, 1, "0.115318", "0.115318", "0.0783539", "0.428571", "0.134986", "1.18717"},
	{45, 60, 357, 365, "0.210001", "0.204376", "0.178579", "0.766807", "0.50911", "1.14765"},
	{20, 10, 2, 1.5, "0.386095", "0.357732", "0.29955", "1.5", "0.670132", "3.58841"},
	{11, 21, 800, 3011, "0.1120173", "0.07966863", "0.08007684", "1.971488", "0.8584264", "4.277266"},
	{528, 574, 357, 365, "0.323251", "0.320163", "0.308928", "0.940474", "0.834051", "1.06031"},
	{528, 574, 1, 1, "0.175209", "0.175209", "0.166003", "0.919861", "0.81577", "1.03707"},
	{4414, 4911, 357, 365, "4.74576e-05", "4.69015e-05", "4.54341e-05", "0.91894", "0.882133", "0.957261"},
	{9, 3, 1, 1, "0.145996", "0.145996", "0.0922852", "3", "0.748684", "17.228"},
}

func TestCompareCounts(t *testing.T) {
	for _, c := range twoCounts {
		name := fmt.Sprintf("%d/%v and %d/%v", c.x1, c.t1, c.x0, c.t0)
		now, before := stats.Observed{Count: c.x1, Exposure: c.t1}, stats.Observed{Count: c.x0, Exposure: c.t0}
		test := must[stats.CountTest](t)(stats.CompareCounts(now, before))
		printed(t, name+" central", test.Central, c.central)
		printed(t, name+" minlike", test.MinLike, c.like)
		printed(t, name+" mid-p", test.MidP, c.mid)
		ratio := must[stats.Estimate](t)(stats.RateRatio(now, before, 0.95))
		printed(t, name+" ratio", ratio.Value, c.ratio)
		printedAll(t, name+" interval", ends(ratio.Interval), c.low, c.top)
	}
}

func TestCompareCountsAgainstOracles(t *testing.T) {
	seen := 0
	for key, entry := range oracles(t) {
		var now, before stats.Observed
		label, ok := strings.CutPrefix(key, "G two_poisson ")
		if !ok {
			continue
		}
		if _, err := fmt.Sscanf(label, "x1=%d x0=%d t1=%g t0=%g", &now.Count, &before.Count, &now.Exposure, &before.Exposure); err != nil {
			t.Fatal(err)
		}
		seen++
		compareWithOracle(t, key, now, before, entry)
	}
	if seen < 10 {
		t.Errorf("only %d pairs seen", seen)
	}
	all := oracles(t)
	for key, pair := range map[string][2]stats.Observed{
		"G check R poisson.test(c(11,21),c(800,3011))":               {{11, 800}, {21, 3011}},
		"A12 deaths 528/357d vs 574/365d conditional test":           {{528, 357}, {574, 365}},
		"A12 deaths, naive equal exposure":                           {{528, 1}, {574, 1}},
		"A12 accidents 4414/357d vs 4911/365d":                       {{4414, 357}, {4911, 365}},
		"R concentration of larger accidents: 6 cases, prev 9: test": {{6, 1}, {9, 1}},
	} {
		compareWithOracle(t, key, pair[0], pair[1], all[key])
	}
}

func compareWithOracle(t *testing.T, key string, now, before stats.Observed, entry any) {
	t.Helper()
	test := must[stats.CountTest](t)(stats.CompareCounts(now, before))
	ratio := must[stats.Estimate](t)(stats.RateRatio(now, before, 0.95))
	for name, got := range map[string]float64{
		"p_less": test.Less, "p_greater": test.Greater, "p_central": test.Central, "p_minlike": test.MinLike,
		"p_mid": test.MidP, "ratio": ratio.Value,
	} {
		printed(t, key+" "+name, got, figures(field(t, entry, name))[0])
	}
	printedAll(t, key+" ci", ends(ratio.Interval), figures(field(t, entry, "ci"))...)
}

// enumerated works the conditional test from binomial coefficients by their recursion, term by term.
func enumerated(x1, x0 int, p float64) (less, greater, like float64) {
	n := x1 + x0
	mass := make([]float64, n+1)
	for k := range mass {
		choose := 1.0
		for i := range k {
			choose = choose * float64(n-i) / float64(i+1)
		}
		mass[k] = choose * math.Pow(p, float64(k)) * math.Pow(1-p, float64(n-k))
	}
	for k, m := range mass {
		if k <= x1 {
			less += m
		}
		if k >= x1 {
			greater += m
		}
		if m <= mass[x1]*(1+1e-7) {
			like += m
		}
	}
	return less, greater, like
}

func TestCompareCountsAgainstEnumeration(t *testing.T) {
	for x1 := range 25 {
		for x0 := range 25 {
			for _, exposure := range []float64{1, 0.3, 2.7, 40} {
				less, greater, like := enumerated(x1, x0, exposure/(exposure+1))
				test := must[stats.CountTest](t)(stats.CompareCounts(stats.Observed{x1, exposure}, stats.Observed{x0, 1}))
				name := fmt.Sprintf("%d/%v and %d", x1, exposure, x0)
				near(t, name+" less", test.Less, less, 1e-12)
				near(t, name+" greater", test.Greater, greater, 1e-12)
				near(t, name+" minlike", test.MinLike, min(1, like), 1e-12)
			}
		}
	}
}

// TestLargeCounts compares with R 4.2: pbinom and binom.test.
func TestLargeCounts(t *testing.T) {
	for _, c := range largeCounts {
		name := fmt.Sprintf("%d and %d", c.x1, c.x0)
		now, before := stats.Observed{c.x1, 1}, stats.Observed{c.x0, c.t0}
		test := must[stats.CountTest](t)(stats.CompareCounts(now, before))
		near(t, name+" less", test.Less, c.less, 1e-9)
		near(t, name+" greater", test.Greater, c.greater, 1e-9)
		near(t, name+" minlike", test.MinLike, c.like, 1e-6)
		ratio := must[stats.Estimate](t)(stats.RateRatio(now, before, 0.95))
		near(t, name+" low", ratio.Interval.Low, c.low, 1e-8)
		near(t, name+" high", ratio.Interval.High, c.high, 1e-8)
	}
}

// TestSwap: swapped arguments give the reciprocal ratio and interval, and the same p.
func TestSwap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		now := stats.Observed{random.IntN(3000), 1 + random.Float64()*400}
		before := stats.Observed{random.IntN(3000), 1 + random.Float64()*400}
		there := must[stats.CountTest](t)(stats.CompareCounts(now, before))
		back := must[stats.CountTest](t)(stats.CompareCounts(before, now))
		name := fmt.Sprint(now, before)
		near(t, name+" central", there.Central, back.Central, 1e-9)
		near(t, name+" mid-p", there.MidP, back.MidP, 1e-9)
		near(t, name+" minlike", there.MinLike, back.MinLike, 1e-6)
		near(t, name+" less", there.Less, back.Greater, 1e-9)
		ratio := must[stats.Estimate](t)(stats.RateRatio(now, before, 0.95))
		other := must[stats.Estimate](t)(stats.RateRatio(before, now, 0.95))
		near(t, name+" ratio", ratio.Value, 1/other.Value, 1e-12)
		near(t, name+" low", ratio.Interval.Low, 1/other.Interval.High, 1e-9)
		e, f := must[stats.ZTest](t)(stats.ETest(now, before)), must[stats.ZTest](t)(stats.ETest(before, now))
		if math.Abs(e.P-f.P) > 1e-12 || e.Z != -f.Z {
			t.Errorf("%s: E-test %v, swapped %v", name, e, f)
		}
	}
}

// TestIntervalMeetsTest: the ends of the interval are where the one-sided tests have half the rest of the level.
func TestIntervalMeetsTest(t *testing.T) {
	for _, level := range []float64{0.5, 0.9, 0.95, 0.998, 1 - 1e-9} {
		for _, pair := range [][2]int{{1, 1}, {3, 9}, {0, 7}, {7, 0}, {250, 3}, {1000, 1100}, {40_000, 39_000}} {
			ratio := must[stats.Estimate](t)(stats.RateRatio(stats.Observed{pair[0], 1}, stats.Observed{pair[1], 1}, level))
			name := fmt.Sprint(pair, level)
			if pair[0] > 0 {
				at := must[stats.CountTest](t)(stats.CompareCounts(stats.Observed{pair[0], ratio.Interval.Low}, stats.Observed{pair[1], 1}))
				near(t, name+" low", at.Greater, (1-level)/2, 1e-6)
			}
			if pair[1] > 0 {
				at := must[stats.CountTest](t)(stats.CompareCounts(stats.Observed{pair[0], ratio.Interval.High}, stats.Observed{pair[1], 1}))
				near(t, name+" high", at.Less, (1-level)/2, 1e-6)
			}
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	none := stats.Observed{Count: 0, Exposure: 30}
	test := must[stats.CountTest](t)(stats.CompareCounts(none, none))
	if test != (stats.CountTest{Less: 1, Greater: 1, Central: 1, MinLike: 1, MidP: 1}) {
		t.Errorf("two zeros: %+v", test)
	}
	ratio := must[stats.Estimate](t)(stats.RateRatio(none, none, 0.95))
	if ratio.Value != 1 || ratio.Interval.Low != 0 || !math.IsInf(ratio.Interval.High, 1) {
		t.Errorf("two zeros: %+v", ratio)
	}
}

func TestRefusedCounts(t *testing.T) {
	good := stats.Observed{Count: 3, Exposure: 30}
	for _, c := range []struct {
		bad  stats.Observed
		want error
	}{
		{stats.Observed{-1, 1}, stats.ErrCount},
		{stats.Observed{stats.MaxCount, 1}, stats.ErrCount},
		{stats.Observed{math.MaxInt, 1}, stats.ErrCount},
		{stats.Observed{1, 0}, stats.ErrExposure},
		{stats.Observed{1, -1}, stats.ErrExposure},
		{stats.Observed{1, math.NaN()}, stats.ErrExposure},
		{stats.Observed{1, math.Inf(1)}, stats.ErrExposure},
		{stats.Observed{1, 1e300}, stats.ErrExposure},
	} {
		if _, err := stats.CompareCounts(c.bad, good); !errors.Is(err, c.want) {
			t.Errorf("%v: %v", c.bad, err)
		}
		if _, err := stats.RateRatio(good, c.bad, 0.95); !errors.Is(err, c.want) {
			t.Errorf("%v: %v", c.bad, err)
		}
		if _, err := stats.ETest(good, c.bad); !errors.Is(err, c.want) {
			t.Errorf("%v: %v", c.bad, err)
		}
	}
	for _, level := range []float64{0, 1, -1, 2, math.NaN()} {
		if _, err := stats.RateRatio(good, good, level); !errors.Is(err, stats.ErrLevel) {
			t.Errorf("level %v: %v", level, err)
		}
	}
}

// critical are the counts from which on a change is significant at 5 %, by the count before; −1 for none.
var critical = map[int]stats.Critical{
	1: {-1, 8}, 2: {-1, 10}, 3: {-1, 12}, 4: {-1, 13}, 5: {-1, 15}, 6: {0, 17}, 8: {1, 20}, 10: {2, 23}, 15: {5, 29}, 20: {8, 36},
	30: {15, 49}, 50: {31, 73}, 100: {73, 131},
}

func TestCriticalCounts(t *testing.T) {
	for before, want := range critical {
		if got := must[stats.Critical](t)(stats.CriticalCounts(stats.Observed{before, 1}, 1, 0.05)); got != want {
			t.Errorf("%d before: %+v, want %+v", before, got, want)
		}
	}
}

// TestCriticalCountsBySearch tries every count with the test itself.
func TestCriticalCountsBySearch(t *testing.T) {
	for before := range 60 {
		for _, exposure := range []float64{1, 0.4, 3} {
			got := must[stats.Critical](t)(stats.CriticalCounts(stats.Observed{before, 1}, exposure, 0.05))
			want := stats.Critical{Low: -1, High: -1}
			for now := 0; want.High < 0; now++ {
				test := must[stats.CountTest](t)(stats.CompareCounts(stats.Observed{now, exposure}, stats.Observed{before, 1}))
				fewer := float64(now) < float64(before)*exposure
				switch {
				case test.Central <= 0.05 && fewer:
					want.Low = now
				case test.Central <= 0.05:
					want.High = now
				}
			}
			if got != want {
				t.Errorf("%d before, exposure %v: %+v, want %+v", before, exposure, got, want)
			}
		}
	}
}

func TestETest(t *testing.T) {
	for _, c := range []struct {
		now, before stats.Observed
		z, p        string
	}{
		{stats.Observed{0, 100}, stats.Observed{3, 100}, "-1.7320508", "0.08837901"},
		{stats.Observed{30, 1}, stats.Observed{45, 1}, "-1.7320508", "0.083843861"},
		{stats.Observed{3, 1}, stats.Observed{9, 1}, "-1.7320508", "0.086844012"},
		{stats.Observed{6, 1}, stats.Observed{14, 1}, "-1.7888544", "0.079088534"},
	} {
		got := must[stats.ZTest](t)(stats.ETest(c.now, c.before))
		printed(t, fmt.Sprint(c.now, c.before, " z"), got.Z, c.z)
		printed(t, fmt.Sprint(c.now, c.before, " p"), got.P, c.p)
	}
	for _, same := range []int{0, 4} {
		if got := must[stats.ZTest](t)(stats.ETest(stats.Observed{same, 2}, stats.Observed{same, 2})); got != (stats.ZTest{0, 1}) {
			t.Errorf("equal counts: %+v", got)
		}
	}
}

// TestETestAgainstEnumeration sums over both counts as the definition says.
func TestETestAgainstEnumeration(t *testing.T) {
	statistic := func(x1, x0 int, t1, t0 float64) float64 {
		if x1+x0 == 0 {
			return 0
		}
		a, b := float64(x1), float64(x0)
		return (a/t1 - b/t0) / math.Sqrt(a/(t1*t1)+b/(t0*t0))
	}
	for x1 := 0; x1 < 14; x1 += 2 {
		for x0 := 1; x0 < 16; x0 += 3 {
			for _, t1 := range []float64{1, 0.35, 4} {
				rate := float64(x1+x0) / (t1 + 1)
				bound := math.Abs(statistic(x1, x0, t1, 1)) * (1 - 1e-9)
				if bound == 0 {
					continue
				}
				want := 0.0
				for i := range 130 {
					for j := range 130 {
						if math.Abs(statistic(i, j, t1, 1)) >= bound {
							want += math.Exp(logPoisson(i, rate*t1) + logPoisson(j, rate))
						}
					}
				}
				got := must[stats.ZTest](t)(stats.ETest(stats.Observed{x1, t1}, stats.Observed{x0, 1}))
				near(t, fmt.Sprint(x1, t1, x0), got.P, min(1, want), 1e-9)
			}
		}
	}
}

func logPoisson(k int, mean float64) float64 {
	lg, _ := math.Lgamma(float64(k) + 1)
	return float64(k)*math.Log(mean) - mean - lg
}

// TestDispersedDeaths: 528 deaths came in 490 accidents with one, 10 with two and 6 with three.
func TestDispersedDeaths(t *testing.T) {
	var deaths []int
	for severity, accidents := range map[int]int{1: 490, 2: 10, 3: 6, 0: 4000} {
		for range accidents {
			deaths = append(deaths, severity)
		}
	}
	dispersion := must[float64](t)(stats.CompoundDispersion(deaths))
	printed(t, "dispersion", dispersion, "1.10606")
	now, before := stats.Observed{528, 357}, stats.Observed{574, 365}
	plain := must[stats.ZTest](t)(stats.WaldTest(now, before, 1))
	printedAll(t, "plain", []float64{plain.Z, plain.P}, "-1.01827", "0.308547")
	wide := must[stats.ZTest](t)(stats.WaldTest(now, before, dispersion))
	printedAll(t, "dispersed", []float64{wide.Z, wide.P}, "-0.968223", "0.332933")
	if narrow := must[stats.ZTest](t)(stats.WaldTest(now, before, 0.2)); narrow != plain {
		t.Errorf("a dispersion below 1 changes the test: %+v", narrow)
	}
	if _, err := stats.CompoundDispersion([]int{0, 0}); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no deaths: %v", err)
	}
}
