package stats_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"anlan/analytics/stats"
)

// counted95 are Garwood's and Byar's intervals at 95 %.
var counted95 = []struct {
	count                              int
	low, high, approximate, upperGuess string
}{
	{0, "0", "3.68888", "0", "3.66801"},
	{1, "0.0253178", "5.57164", "0.0130721", "5.56376"},
	{3, "0.618672", "8.76727", "0.602973", "8.76536"},
	{5, "1.62349", "11.6683", "1.61135", "11.6682"},
	{6, "2.20189", "13.0595", "2.19099", "13.0598"},
	{10, "4.79539", "18.3904", "4.78745", "18.3915"},
	{28, "18.6058", "40.4678", "18.6017", "40.4693"},
	{100, "81.364", "121.627", "81.3621", "121.628"},
	{528, "483.918", "575.019", "483.917", "575.019"},
}

func TestCountIntervals(t *testing.T) {
	for _, c := range counted95 {
		printedAll(t, fmt.Sprint("Garwood ", c.count), ends(must[stats.Interval](t)(stats.GarwoodInterval(c.count, 0.95))), c.low, c.high)
		printedAll(t, fmt.Sprint("Byar ", c.count), ends(must[stats.Interval](t)(stats.ByarInterval(c.count, 0.95))), c.approximate, c.upperGuess)
	}
}

func TestCountIntervalsAgainstOracles(t *testing.T) {
	seen := 0
	for key, entry := range oracles(t) {
		label, ok := strings.CutPrefix(key, "H garwood95(")
		if !ok {
			continue
		}
		var count int
		if _, err := fmt.Sscanf(label, "%d", &count); err != nil {
			t.Fatal(err)
		}
		seen++
		got := append(ends(must[stats.Interval](t)(stats.GarwoodInterval(count, 0.95))), ends(must[stats.Interval](t)(stats.ByarInterval(count, 0.95)))...)
		printedAll(t, key, got, figures(entry)...)
	}
	if seen != len(counted95) {
		t.Errorf("%d intervals seen", seen)
	}
}

func TestGarwoodAgainstR(t *testing.T) {
	for _, c := range garwoods {
		got := must[stats.Interval](t)(stats.GarwoodInterval(c.count, c.level))
		near(t, fmt.Sprint(c.count, c.level, " low"), got.Low, c.low, 1e-9)
		near(t, fmt.Sprint(c.count, c.level, " high"), got.High, c.high, 1e-9)
	}
}

// TestGarwoodDefinition: at the ends of the interval the tails are what they are to be.
func TestGarwoodDefinition(t *testing.T) {
	for _, count := range []int{1, 2, 3, 10, 77, 1000, 250_000} {
		for _, level := range []float64{0.01, 0.8, 0.95, 0.998, 1 - 1e-10} {
			i := must[stats.Interval](t)(stats.GarwoodInterval(count, level))
			name := fmt.Sprint(count, " ", level)
			near(t, name+" low", must[float64](t)(stats.PoissonAtLeast(count, i.Low)), (1-level)/2, 1e-6)
			near(t, name+" high", must[float64](t)(stats.PoissonAtMost(count, i.High)), (1-level)/2, 1e-6)
		}
	}
}

func TestRates(t *testing.T) {
	rate := must[stats.Estimate](t)(stats.Rate(stats.Observed{Count: 28, Exposure: 14.2}, 0.95))
	printedAll(t, "28 deaths of 14.2", append(ends(rate.Interval), rate.Value), "1.3103", "2.8498", "1.9718")
	smr := must[stats.StandardisedRatio](t)(stats.SMR(12, 7.5, 0.95))
	printedAll(t, "SMR", append(ends(smr.Interval), smr.Ratio, smr.P), "0.826743", "2.79488", "1.6", "0.158483")
}

func TestPoissonTails(t *testing.T) {
	for _, c := range poissonTails {
		name := fmt.Sprint(c.k, " of ", c.mean)
		near(t, name+" less", must[float64](t)(stats.PoissonAtMost(int(c.k), c.mean)), c.less, 2e-10)
		near(t, name+" greater", must[float64](t)(stats.PoissonAtLeast(int(c.k), c.mean)), c.greater, 2e-10)
	}
	printed(t, "none of 6", must[float64](t)(stats.PoissonAtMost(0, 6)), "0.0024788")
	printed(t, "12 of October", must[float64](t)(stats.PoissonAtLeast(12, 60*31.0/365)), "0.00629013")
	for mean, want := range map[float64]string{6: "0.6063", 8: "0.3134", 10: "0.1301", 12: "0.0458"} {
		printed(t, fmt.Sprint("at most 6 of ", mean), must[float64](t)(stats.PoissonAtMost(6, mean)), want)
	}
	if must[float64](t)(stats.PoissonAtLeast(0, 0)) != 1 || must[float64](t)(stats.PoissonAtLeast(1, 0)) != 0 {
		t.Error("a mean of 0 brings nothing")
	}
	for _, mean := range []float64{-1, math.NaN(), math.Inf(1), 1e10} {
		if _, err := stats.PoissonAtMost(1, mean); !errors.Is(err, stats.ErrValue) {
			t.Errorf("mean %v: %v", mean, err)
		}
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		successes, trials int
		low, high         string
	}{
		{256, 270, "0.91486", "0.96886"},
		{1527, 1575, "0.959826", "0.976937"},
		{45, 50, "0.7864", "0.95652"},
		{38, 50, "0.62587", "0.85703"},
		{12, 12, "0.757506", "1"},
		{0, 12, "0", "0.242494"},
	} {
		got := must[stats.Estimate](t)(stats.WilsonInterval(c.successes, c.trials, 0.95))
		printedAll(t, fmt.Sprint(c.successes, " of ", c.trials), ends(got.Interval), c.low, c.high)
		near(t, "proportion", got.Value, float64(c.successes)/float64(c.trials), 1e-15)
		// Its ends are where the score statistic reaches the normal quantile.
		for _, p := range ends(got.Interval) {
			if p > 0 && p < 1 {
				n := float64(c.trials)
				near(t, "score", math.Abs(got.Value-p)/math.Sqrt(p*(1-p)/n), 1.959963984540054, 1e-9)
			}
		}
	}
	if _, err := stats.WilsonInterval(0, 0, 0.95); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no trials: %v", err)
	}
	if _, err := stats.WilsonInterval(3, 2, 0.95); !errors.Is(err, stats.ErrCount) {
		t.Errorf("3 of 2: %v", err)
	}
}

func TestFisher(t *testing.T) {
	printed(t, "45/50 and 38/50", must[stats.FisherTest](t)(stats.FisherExact(45, 5, 38, 12)).P, "0.10837")
	for _, c := range fishers {
		got := must[stats.FisherTest](t)(stats.FisherExact(c.a, c.b, c.c, c.d))
		name := fmt.Sprint(c.a, c.b, c.c, c.d)
		near(t, name+" p", got.P, c.p, 1e-7)
		near(t, name+" less", got.Less, c.less, 1e-7)
		near(t, name+" greater", got.Greater, c.greater, 1e-7)
	}
	if got := must[stats.FisherTest](t)(stats.FisherExact(0, 0, 0, 0)); got != (stats.FisherTest{P: 1, Less: 1, Greater: 1, OddsRatio: 1}) {
		t.Errorf("empty table: %+v", got)
	}
	if got := must[stats.FisherTest](t)(stats.FisherExact(3, 0, 1, 2)); !math.IsInf(got.OddsRatio, 1) {
		t.Errorf("odds ratio %v", got.OddsRatio)
	}
}

// TestFisherSymmetry: a turned or mirrored table has the same p.
func TestFisherSymmetry(t *testing.T) {
	for a := range 6 {
		for b := range 6 {
			for c := range 6 {
				want := must[stats.FisherTest](t)(stats.FisherExact(a, b, c, 3))
				for _, other := range [][4]int{{a, c, b, 3}, {b, a, 3, c}, {c, 3, a, b}} {
					got := must[stats.FisherTest](t)(stats.FisherExact(other[0], other[1], other[2], other[3]))
					near(t, fmt.Sprint(a, b, c, other), got.P, want.P, 1e-9)
				}
			}
		}
	}
}
