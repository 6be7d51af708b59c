package problem_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"anlan/analytics"
	"anlan/analytics/problem"
	"anlan/data/sample"
)

// cities is how many cities the report on false alarms and power is made from. The full report takes 200.
var cities = flag.Int("cities", 4, "cities of the report on false alarms and power")

// outcome is what was found in one city.
type outcome struct {
	alarms []string // problems that are said to be more than chance although nothing is amiss
	praise []string // the same of improvements, but for that of the whole city, which is real
	town   string
	size   int  // accidents of the town, before more were added
	found  bool // the town's rise
}

// TestFalseAlarmsAndPower makes cities in which nothing is amiss, counts what is said to be more than chance, then gives a
// town of each 1.6 times its accidents and looks whether that is found.
func TestFalseAlarmsAndPower(t *testing.T) {
	outcomes := make([]outcome, *cities)
	if testing.Short() {
		outcomes = outcomes[:min(1, len(outcomes))]
	}
	var mu sync.Mutex
	t.Run("cities", func(t *testing.T) {
		for i := range outcomes {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				o := try(t, uint64(1000+i))
				mu.Lock()
				defer mu.Unlock()
				outcomes[i] = o
			})
		}
	})
	alarmed, praised, found, small := 0, 0, 0, 0
	for i, o := range outcomes {
		if len(o.alarms) > 0 {
			alarmed++
			t.Logf("city %d: false alarms %v", i, o.alarms)
		}
		if len(o.praise) > 0 {
			praised++
			t.Logf("city %d: false praise %v", i, o.praise)
		}
		if o.found {
			found++
		} else {
			small++
			t.Logf("city %d: the rise of %s, with %d accidents before, was missed", i, o.town, o.size)
		}
	}
	n := float64(len(outcomes))
	t.Logf("of %d cities without a problem %d (%.1f%%) have a false alarm, %d (%.1f%%) a false praise", len(outcomes), alarmed, float64(alarmed)/n*100, praised, float64(praised)/n*100)
	t.Logf("a town with 1.6 times its accidents is found in %d of %d cities (%.1f%%)", found, len(outcomes), float64(found)/n*100)
	// Of a few cities a share proves little: what is asked for is three standard errors wide.
	if limit := 0.1 + 3*math.Sqrt(0.1*0.9/n); len(outcomes) < 100 && float64(alarmed)/n > limit || len(outcomes) >= 100 && float64(alarmed)/n >= 0.1 {
		t.Errorf("false alarms in %d of %d cities", alarmed, len(outcomes))
	}
	if limit := 0.8 - 3*math.Sqrt(0.8*0.2/n); len(outcomes) < 100 && float64(found)/n < limit || len(outcomes) >= 100 && float64(found)/n < 0.8 {
		t.Errorf("the rise of a town was found in %d of %d cities", found, len(outcomes))
	}
}

func try(t *testing.T, seed uint64) outcome {
	var o outcome
	l := ledgerOf(t, seed, sample.Options{WithoutProblems: true})
	a, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		switch {
		case !f.Certainty.MoreThanChance() || f.Text == "total_fall":
		case f.Kind == problem.Praise:
			o.praise = append(o.praise, f.Key())
		default:
			o.alarms = append(o.alarms, f.Key())
		}
	}
	r := rand.New(rand.NewPCG(seed, 99))
	o.town, o.size = l.inflate(r, 0.6)
	if a, err = problem.Analyse(t.Context(), l, year()); err != nil {
		t.Fatal(err)
	}
	o.found = slices.ContainsFunc(a.Findings, func(f problem.Finding) bool {
		towns := f.Subject(analytics.Town)
		return f.Kind == problem.Problem && f.Certainty.MoreThanChance() && len(towns) == 1 && towns[0].Key == o.town
	})
	return o
}

// inflate gives a town, chosen at random, more accidents in the year: for each a number of further ones, a Poisson variable
// of a mean.
func (l *ledger) inflate(r *rand.Rand, mean float64) (string, int) {
	var towns []string
	for _, f := range l.facts {
		if town := f.member(analytics.Town); f.family == analytics.SectorFigures && town != "" && !slices.Contains(towns, town) {
			towns = append(towns, town)
		}
	}
	town, size := towns[r.IntN(len(towns))], 0
	for _, f := range l.facts {
		if f.family != analytics.Accidents || f.day.Year() != 2011 || f.member(analytics.Town) != town {
			continue
		}
		size++
		for limit, p := math.Exp(-mean), r.Float64(); p > limit; p *= r.Float64() {
			l.facts, l.firms = append(l.facts, f), append(l.firms, "")
		}
	}
	return town, size
}
