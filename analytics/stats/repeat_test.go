package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"anlan/analytics/stats"
)

func TestRepeatOffenders(t *testing.T) {
	for least, want := range map[int]string{0: "2000", 1: "278.58", 2: "20.3717", 3: "1.00572"} {
		printed(t, fmt.Sprint("at least ", least), must[float64](t)(stats.ExpectedUnits(2000, 300, least)), want)
	}
	none := 2000 - must[float64](t)(stats.ExpectedUnits(2000, 300, 1))
	once := must[float64](t)(stats.ExpectedUnits(2000, 300, 1)) - must[float64](t)(stats.ExpectedUnits(2000, 300, 2))
	printedAll(t, "none and one", []float64{none, once}, "1721.42", "258.212")

	r := must[stats.Repeats](t)(stats.RepeatOffenders([]int{1757, 201, 30, 10, 1, 1}))
	if r.Units != 2000 || r.Events != 300 || r.Repeaters != 42 {
		t.Errorf("%+v", r)
	}
	printedAll(t, "observed", []float64{r.Mean, r.Variance, r.Dispersion, r.ChiSquare, r.Z, r.ExpectedRepeaters, 100 * r.Share},
		"0.15", "0.203602", "1.35735", "2713.33", "10.4441", "20.3717", "33.0")
	if r.P > 1e-20 {
		t.Errorf("p %v", r.P)
	}
	few := must[stats.Repeats](t)(stats.RepeatOffenders([]int{5, 3, 2}))
	printed(t, "R's pchisq(6.1/0.7, 9, lower=FALSE)", few.P, "0.464055182347")
	for _, bad := range [][]int{nil, {1}, {5, 0}, {1, -1}, {1, 0, math.MaxInt}} {
		if _, err := stats.RepeatOffenders(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	if _, err := stats.ExpectedUnits(0, 1, 1); !errors.Is(err, stats.ErrTooFew) {
		t.Errorf("no units: %v", err)
	}
}

// TestRepeatsByChance: where events fall by chance, the p-value is uniform.
func TestRepeatsByChance(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	below := 0
	const runs = 1500
	for range runs {
		events := make([]int, 500)
		for range 400 {
			events[random.IntN(500)]++
		}
		frequency := make([]int, 20)
		for _, k := range events {
			frequency[k]++
		}
		if must[stats.Repeats](t)(stats.RepeatOffenders(frequency)).P < 0.05 {
			below++
		}
	}
	if share := float64(below) / runs; math.Abs(share-0.05) > 0.02 {
		t.Errorf("%.3f below 0.05", share)
	}
}

// Days until hazards were rectified, or open so far.
var hazards = []stats.Span{{3, true}, {5, true}, {5, false}, {8, true}, {10, true}, {12, false}, {15, true}, {20, true}, {30, false}, {30, false}}

func TestKaplanMeier(t *testing.T) {
	s := must[stats.Survival](t)(stats.KaplanMeier(hazards, 0.95))
	want := []struct {
		length       float64
		atRisk, done int
		open         float64
	}{{3, 10, 1, 9.0 / 10}, {5, 9, 1, 4.0 / 5}, {8, 7, 1, 24.0 / 35}, {10, 6, 1, 4.0 / 7}, {15, 4, 1, 3.0 / 7}, {20, 3, 1, 2.0 / 7}}
	if len(s.Steps) != len(want) {
		t.Fatalf("%d steps", len(s.Steps))
	}
	for i, w := range want {
		step := s.Steps[i]
		if step.Length != w.length || step.AtRisk != w.atRisk || step.Done != w.done {
			t.Errorf("step %d: %+v", i, step)
		}
		near(t, "open", step.Open, w.open, 1e-12)
	}
	if s.Median != 15 || !s.MedianKnown {
		t.Errorf("median %v", s.Median)
	}
	open := must[stats.Survival](t)(stats.KaplanMeier([]stats.Span{{4, true}, {9, false}, {9, false}}, 0.95))
	if open.MedianKnown || open.Median != 0 {
		t.Errorf("median of mostly open: %+v", open)
	}
	even := must[stats.Survival](t)(stats.KaplanMeier([]stats.Span{{1, true}, {2, true}, {3, true}, {4, true}}, 0.95))
	if even.Median != 2 || even.Steps[3].Open != 0 || even.Steps[3].Interval.High != even.Steps[2].Interval.High {
		t.Errorf("all done: %+v", even)
	}
	for _, bad := range [][]stats.Span{nil, {{-1, true}}, {{math.NaN(), true}}, {{math.Inf(1), false}}} {
		if _, err := stats.KaplanMeier(bad, 0.95); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestKaplanMeierAgainstR(t *testing.T) {
	for i, c := range survivals {
		spans := make([]stats.Span, len(c.lengths))
		for j := range spans {
			spans[j] = stats.Span{Length: c.lengths[j], Done: c.done[j] == 1}
		}
		s := must[stats.Survival](t)(stats.KaplanMeier(spans, 0.95))
		if len(s.Steps) != len(c.time) || s.Median != c.median {
			t.Fatalf("sample %d: %d steps, median %v", i, len(s.Steps), s.Median)
		}
		for j, step := range s.Steps {
			name := fmt.Sprint("sample ", i, " at ", c.time[j])
			near(t, name, step.Open, c.open[j], 1e-12)
			near(t, name+" low", step.Interval.Low, c.low[j], 1e-9)
			near(t, name+" high", step.Interval.High, c.high[j], 1e-9)
		}
	}
}

func TestQuiet(t *testing.T) {
	got := must[stats.Lull](t)(stats.Quiet([]int{40, 3, 90, 41, 700, -5}, 1, 100))
	if got.Events != 4 || got.Since != 10 || got.Longest != 49 {
		t.Errorf("%+v", got)
	}
	near(t, "p", got.P, math.Pow(0.9, 4), 1e-12)
	if none := must[stats.Lull](t)(stats.Quiet(nil, 1, 100)); none != (stats.Lull{Since: 100, Longest: 100, P: 1}) {
		t.Errorf("no event: %+v", none)
	}
	if today := must[stats.Lull](t)(stats.Quiet([]int{100}, 1, 100)); today.Since != 0 || today.P != 1 || today.Longest != 0 {
		t.Errorf("today: %+v", today)
	}
	if _, err := stats.Quiet(nil, 2, 1); !errors.Is(err, stats.ErrValue) {
		t.Errorf("reversed: %v", err)
	}
}
