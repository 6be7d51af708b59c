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

// A year of deaths by month, 60 in all, and the days of its months.
var (
	monthly   = []int{4, 3, 6, 5, 2, 4, 7, 5, 3, 12, 6, 3}
	monthDays = []float64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
)

func TestControlChart(t *testing.T) {
	chart := must[stats.UChart](t)(stats.ControlChart(monthly, monthDays))
	printed(t, "centre", chart.Centre, "0.164384")
	for i, p := range chart.Points {
		var classic, exact, rate string
		switch monthDays[i] {
		case 31:
			classic, exact, rate = "11.868", "12.665", "0.38284"
		case 30:
			classic, exact, rate = "11.594", "12.376", "0.38645"
		case 28:
			classic, exact, rate = "11.039", "11.807", "0.39425"
		}
		name := fmt.Sprint("month ", i+1)
		printedAll(t, name, []float64{p.Classic.High, p.Exact.High, p.Classic.High / monthDays[i]}, classic, exact, rate)
		if p.Classic.Low != 0 || p.Exact.Low != 0 || p.Above || p.Below {
			t.Errorf("%s: %+v", name, p)
		}
		if october := i == 9; p.AboveClassic != october {
			t.Errorf("%s: classic signal %v", name, p.AboveClassic)
		}
	}
	printed(t, "October", chart.Points[9].P, "0.00629013")
}

func TestControlChartAgainstOracles(t *testing.T) {
	chart := must[stats.UChart](t)(stats.ControlChart(monthly, monthDays))
	seen := 0
	for key, entry := range oracles(t) {
		var month int
		if n, _ := fmt.Sscanf(key, "J month %d:", &month); n != 1 {
			continue
		}
		seen++
		p := chart.Points[month-1]
		for name, got := range map[string]float64{
			"LCL": p.Classic.Low, "UCL": p.Classic.High / monthDays[month-1], "UCL_count": p.Classic.High,
			"exact_lo": p.Exact.Low, "exact_hi": p.Exact.High,
		} {
			printed(t, key+" "+name, got, figures(field(t, entry, name))[0])
		}
		printed(t, key+" u", p.Rate, key[strings.Index(key, "u=")+2:])
		if field(t, entry, "above") != p.AboveClassic || field(t, entry, "above_exact") != p.Above {
			t.Errorf("%s: %+v", key, p)
		}
	}
	if seen != 12 {
		t.Errorf("%d months seen", seen)
	}
}

func TestControlChartTo(t *testing.T) {
	chart := must[stats.UChart](t)(stats.ControlChartTo(0.1, []int{12, 0}, []float64{31, 300}))
	if !chart.Points[0].Above || !chart.Points[1].Below {
		t.Errorf("%+v", chart.Points)
	}
	if _, err := stats.ControlChartTo(math.NaN(), []int{1}, []float64{1}); !errors.Is(err, stats.ErrValue) {
		t.Errorf("NaN: %v", err)
	}
}

func TestCUSUM(t *testing.T) {
	k := must[float64](t)(stats.CUSUMReference(4, 6))
	printed(t, "k", k, "4.932607")
	path := must[stats.CUSUMPath](t)(stats.CUSUM{K: k, H: 8}.Run(monthly, nil))
	printedAll(t, "path", path.Sums,
		"0", "0", "1.0674", "1.1348", "0", "0", "2.0674", "2.1348", "0.2022", "7.2696", "8.337", "6.4044")
	if path.Signal != 10 || path.Onset != 6 {
		t.Errorf("signal %d, onset %d", path.Signal, path.Onset)
	}
	whole := must[stats.CUSUMPath](t)(stats.CUSUM{K: 5, H: 8}.Run(monthly, nil))
	printedAll(t, "whole", whole.Sums, "0", "0", "1", "1", "0", "0", "2", "2", "0", "7", "8", "6")
	if whole.Signal != -1 || whole.Onset != -1 {
		t.Errorf("8 exceeds 8: %+v", whole)
	}
	if inclusive := must[stats.CUSUMPath](t)(stats.CUSUM{K: 5, H: 8, Inclusive: true}.Run(monthly, nil)); inclusive.Signal != 10 {
		t.Errorf("8 does not reach 8: %+v", inclusive)
	}
	// A month twice as long may have twice as many.
	long := must[stats.CUSUMPath](t)(stats.CUSUM{K: 5, H: 8}.Run([]int{10, 10}, []float64{2, 1}))
	printedAll(t, "exposed", long.Sums, "0", "5")
}

func TestARL(t *testing.T) {
	for h, want := range map[float64][3]string{
		6:  {"67.3251", "5.81746", "2.62328"},
		8:  {"171.779", "7.75617", "3.29577"},
		10: {"421.65", "9.72617", "3.96393"},
	} {
		for i, mean := range []float64{4, 6, 8} {
			length := must[float64](t)(stats.CUSUM{K: 5, H: h, Inclusive: true}.ARL(mean))
			printed(t, fmt.Sprint("h ", h, " mean ", mean), length, want[i])
		}
	}
	for _, c := range runLengths {
		length := must[float64](t)(stats.CUSUM{K: c.k, H: c.h, Inclusive: c.inclusive}.ARL(c.mean))
		near(t, fmt.Sprint(c), length, c.length, 1e-9)
	}
	if length := must[float64](t)(stats.CUSUM{K: 5, H: 8}.ARL(0)); !math.IsInf(length, 1) {
		t.Errorf("nothing ever happens: %v", length)
	}
	if _, err := (stats.CUSUM{K: 5, H: 700}.ARL(4)); !errors.Is(err, stats.ErrValue) {
		t.Errorf("700 states: %v", err)
	}
}

// TestARLBySimulation runs schemes, one of them with a reference that is no fraction, on drawn counts.
func TestARLBySimulation(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for _, c := range []stats.CUSUM{{K: 4.932607, H: 8}, {K: 5, H: 6, Inclusive: true}, {K: 4.5, H: 7}} {
		const runs = 6000
		total, squares := 0.0, 0.0
		for range runs {
			s, length := 0.0, 0.0
			for {
				length++
				s = max(0, s+float64(poissonDraw(random, 4.6))-c.K)
				if s > c.H || c.Inclusive && s == c.H {
					break
				}
			}
			total += length
			squares += length * length
		}
		mean := total / runs
		se := math.Sqrt((squares/runs - mean*mean) / runs)
		if got := must[float64](t)(c.ARL(4.6)); math.Abs(got-mean) > 4*se {
			t.Errorf("%+v: %v, simulated %v ± %v", c, got, mean, se)
		}
	}
}

func TestDesignCUSUM(t *testing.T) {
	d := must[stats.CUSUMDesign](t)(stats.DesignCUSUM(4, 6, 170))
	if d.K != 5 || d.H != 8 || !d.Inclusive {
		t.Errorf("%+v", d)
	}
	printedAll(t, "run lengths", []float64{d.InControl, d.Shifted}, "171.779", "7.75617")
	for _, c := range [][3]float64{{0.4, 0.8, 100}, {2, 2.2, 500}, {30, 45, 370}, {0.05, 0.2, 50}} {
		d := must[stats.CUSUMDesign](t)(stats.DesignCUSUM(c[0], c[1], c[2]))
		if d.K <= c[0] || d.K >= c[1] || d.InControl < c[2] || d.Shifted > d.InControl {
			t.Errorf("%v: %+v", c, d)
		}
		near(t, fmt.Sprint(c), must[float64](t)(d.ARL(c[0])), d.InControl, 1e-9)
	}
	for _, c := range [][3]float64{{4, 4, 100}, {4, 3, 100}, {0, 1, 100}, {4, 6, math.NaN()}, {4, 4.0000001, 100}, {4, math.Inf(1), 9}} {
		if _, err := stats.DesignCUSUM(c[0], c[1], c[2]); !errors.Is(err, stats.ErrValue) {
			t.Errorf("%v: %v", c, err)
		}
	}
}

func TestBadRun(t *testing.T) {
	expected := []float64{5, 5, 5, 5, 5, 5}
	run := must[stats.Run](t)(stats.BadRun([]int{6, 4, 7, 8, 9, 5}, expected))
	if run.Start != 2 || run.Length != 3 {
		t.Errorf("%+v", run)
	}
	// Every pattern of six months, above or not, with the probability of being above.
	above := must[float64](t)(stats.PoissonAtLeast(6, 5))
	want := 0.0
	for pattern := range 64 {
		probability, length, longest := 1.0, 0, 0
		for month := range 6 {
			if pattern>>month&1 == 1 {
				probability *= above
				length++
			} else {
				probability *= 1 - above
				length = 0
			}
			longest = max(longest, length)
		}
		if longest >= 3 {
			want += probability
		}
	}
	near(t, "p", run.P, want, 1e-12)
	if none := must[stats.Run](t)(stats.BadRun([]int{5, 0}, []float64{5, 5})); none.Start != -1 || none.Length != 0 || none.P != 1 {
		t.Errorf("%+v", none)
	}
	mixed := must[stats.Run](t)(stats.BadRun([]int{9, 9}, []float64{1, 6.5}))
	near(t, "unequal months", mixed.P,
		must[float64](t)(stats.PoissonAtLeast(2, 1))*must[float64](t)(stats.PoissonAtLeast(7, 6.5)), 1e-12)
}
