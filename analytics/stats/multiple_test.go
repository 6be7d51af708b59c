package stats_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"anlan/analytics/stats"
)

var eightP = []float64{0.001, 0.008, 0.012, 0.03, 0.041, 0.2, 0.35, 0.74}

func TestAdjusted(t *testing.T) {
	printedAll(t, "BH", must[[]float64](t)(stats.BenjaminiHochberg(eightP)),
		"0.008", "0.032", "0.032", "0.060", "0.0656", "0.26667", "0.4", "0.74")
	printedAll(t, "Holm", must[[]float64](t)(stats.Holm(eightP)), "0.008", "0.056", "0.072", "0.15", "0.164", "0.6", "0.7", "0.74")
	printedAll(t, "Bonferroni", must[[]float64](t)(stats.Bonferroni(eightP)), "0.008", "0.064", "0.096", "0.24", "0.328", "1", "1", "1")
}

func TestAdjustedAgainstR(t *testing.T) {
	for name, pair := range map[string][2][]float64{
		"BH":         {must[[]float64](t)(stats.BenjaminiHochberg(adjusted.p)), adjusted.bh},
		"Holm":       {must[[]float64](t)(stats.Holm(adjusted.p)), adjusted.holm},
		"Bonferroni": {must[[]float64](t)(stats.Bonferroni(adjusted.p)), adjusted.bonferroni},
	} {
		for i, got := range pair[0] {
			near(t, name, got, pair[1][i], 1e-9)
		}
	}
}

func TestAdjustedAgainstOracles(t *testing.T) {
	all := oracles(t)
	printedAll(t, "BH", must[[]float64](t)(stats.BenjaminiHochberg(eightP)), figures(all["Q BH"])...)
	printedAll(t, "Holm", must[[]float64](t)(stats.Holm(eightP)), figures(all["Q Holm"])...)
	printedAll(t, "Bonferroni", must[[]float64](t)(stats.Bonferroni(eightP)), figures(all["Q Bonferroni"])...)
}

// TestAdjustedOrder: adjusting keeps the order, raises nothing above 1, lowers nothing, and BH ≤ Holm ≤ Bonferroni.
func TestAdjustedOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		p := make([]float64, random.IntN(60))
		for i := range p {
			p[i] = math.Round(math.Pow(random.Float64(), 4)*1e3) / 1e3
		}
		bh, holm, bonferroni := must[[]float64](t)(stats.BenjaminiHochberg(p)), must[[]float64](t)(stats.Holm(p)), must[[]float64](t)(stats.Bonferroni(p))
		for i := range p {
			if bh[i] < p[i]-1e-15 || bh[i] > holm[i]+1e-15 || holm[i] > bonferroni[i]+1e-15 || bonferroni[i] > 1 {
				t.Fatalf("%v: BH %v, Holm %v, Bonferroni %v", p[i], bh[i], holm[i], bonferroni[i])
			}
			for j := range p {
				if p[i] <= p[j] && (bh[i] > bh[j] || holm[i] > holm[j]) {
					t.Fatalf("%v and %v change their order", p[i], p[j])
				}
			}
		}
	}
}

func TestAdjustedRefused(t *testing.T) {
	for _, bad := range []float64{-0.1, 1.1, math.NaN()} {
		for _, adjust := range []func([]float64) ([]float64, error){stats.BenjaminiHochberg, stats.Holm, stats.Bonferroni} {
			if _, err := adjust([]float64{0.5, bad}); !errors.Is(err, stats.ErrLevel) {
				t.Errorf("%v: %v", bad, err)
			}
		}
	}
}

func TestFalseAlarms(t *testing.T) {
	for _, c := range []struct {
		tests             int
		alpha             float64
		expected, atLeast string
	}{
		{32, 0.05, "1.6", "0.8063"},
		{32, 0.002, "0.064", "0.0621"},
		{256, 0.05, "12.8", "0.999998"},
		{0, 0.05, "0", "0"},
		{5, 1, "5", "1"},
	} {
		expected, atLeast, err := stats.FalseAlarms(c.tests, c.alpha)
		if err != nil {
			t.Fatal(err)
		}
		printedAll(t, "alarms", []float64{expected, atLeast}, c.expected, c.atLeast)
	}
}

func TestCertainty(t *testing.T) {
	for p, want := range map[float64]stats.Certainty{
		0: stats.VeryUnlikely, 0.0099: stats.VeryUnlikely, 0.01: stats.Unlikely, 0.049: stats.Unlikely, 0.05: stats.Unlikely,
		0.0501: stats.Ordinary, 1: stats.Ordinary, -1: stats.Ordinary, math.Inf(-1): stats.Ordinary,
	} {
		if got := stats.CertaintyOf(p); got != want {
			t.Errorf("%v: %v", p, got)
		}
	}
	if stats.CertaintyOf(math.NaN()) != stats.Ordinary {
		t.Error("NaN is sure of something")
	}
}
