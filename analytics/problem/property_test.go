package problem_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/data/sample"
)

// signature is what an analysis found, without the order of what is alike.
func signature(a problem.Analysis, rename func(string) string) []string {
	var list []string
	for _, f := range a.Findings {
		var parts []string
		for _, s := range f.Subjects {
			var keys []string
			for _, m := range s.Members {
				keys = append(keys, rename(m.Key))
			}
			slices.Sort(keys)
			parts = append(parts, strings.Join(keys, ","))
		}
		list = append(list, fmt.Sprintf("%s %s p %.6g harm %.6f score %.3f", f.Text, strings.Join(parts, "|"), f.Adjusted, f.Harm, f.Score))
	}
	slices.Sort(list)
	return list
}

func same(key string) string { return key }

// TestTownsMayBePermuted gives every town the facts of another one: the findings move along and change in nothing else.
func TestTownsMayBePermuted(t *testing.T) {
	if testing.Short() {
		t.Skip("going through a ledger row by row takes long under the race detector")
	}
	l := ledgerOf(t, sample.Seed, sample.Options{})
	before, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	var towns []string
	for _, f := range l.facts {
		if town := f.member(analytics.Town); town != "" && !slices.Contains(towns, town) {
			towns = append(towns, town)
		}
	}
	becomes := make(map[string]string)
	for i, j := range rand.New(rand.NewPCG(1, 2)).Perm(len(towns)) {
		becomes[towns[i]] = towns[j]
	}
	for i := range l.facts {
		if town := l.facts[i].member(analytics.Town); town != "" {
			l.facts[i].set(analytics.Town, becomes[town])
		}
	}
	after, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	moved := signature(before, func(key string) string {
		if town, ok := becomes[key]; ok {
			return town
		}
		return key
	})
	if got := signature(after, same); !slices.Equal(moved, got) {
		t.Errorf("after permuting the towns:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(moved, "\n"))
	}
}

// TestAnEmptyTownChangesNothing adds a town of which nothing is known but its size.
func TestAnEmptyTownChangesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("going through a ledger row by row takes long under the race detector")
	}
	l := ledgerOf(t, sample.Seed, sample.Options{})
	before, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	empty := fact{family: analytics.SectorFigures, day: analytics.Day(2011, 1, 1), figures: slices.Repeat([]float64{math.NaN()}, 6)}
	empty.set(analytics.Town, "空镇")
	empty.put("vehicles", 0)
	l.facts, l.firms = append(l.facts, empty), append(l.firms, "")
	after, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	if a, b := signature(before, same), signature(after, same); !slices.Equal(a, b) || before.Trials != after.Trials {
		t.Errorf("an empty town changes\n%s\ninto\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// TestContributions compares what each finding did to the change of the whole with counts of its own.
func TestContributions(t *testing.T) {
	l := ledgerOf(t, sample.Seed, sample.Options{})
	a, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	before, now := 0.0, 0.0
	for _, f := range l.facts {
		if f.family == analytics.Accidents && f.day.YearDay() <= 357 {
			switch f.day.Year() {
			case 2010:
				before++
			case 2011:
				now++
			}
		}
	}
	seen := 0
	for _, f := range a.Findings {
		for _, one := range append([]problem.Finding{f}, f.Merged...) {
			points, ok := one.Number("points")
			if !ok {
				continue
			}
			seen++
			count, _ := one.Number("now")
			base, _ := one.Number("base")
			without, _ := one.Number("without")
			if math.Abs(points-(count-base)/before*100) > 1e-9 || math.Abs(without-((now-count)/(before-base)-1)) > 1e-9 {
				t.Errorf("%s: %v points, without it %v; %v now, %v before, of %v and %v", one.Key(), points, without, count, base, now, before)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d findings have a contribution", seen)
	}
}

// TestUnansweredComplaints takes half of the answers of the year away.
func TestUnansweredComplaints(t *testing.T) {
	l := ledgerOf(t, sample.Seed, sample.Options{})
	received, answered := 0.0, 0.0
	for i := range l.facts {
		f := &l.facts[i]
		if f.family != analytics.Activities || f.day.Year() != 2011 || f.day.Month() > 9 { // what came later is not due by 23 December
			continue
		}
		if v, known := f.figure("complaints_answered"); known {
			f.put("complaints_answered", math.Floor(v/2))
			answered += math.Floor(v / 2)
		}
		v, _ := f.figure("complaints_received")
		received += v
	}
	a, err := problem.Analyse(t.Context(), l, year())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(a.Findings, func(f problem.Finding) bool { return f.Text == "complaints" })
	if i < 0 {
		t.Fatal("half of the complaints are unanswered, and nothing is found")
	}
	f := a.Findings[i]
	open, _ := f.Number("open")
	if open != received-answered || f.Certainty != problem.VeryUnlikely {
		t.Errorf("%v are open, want %v; %s", open, received-answered, f.Certainty)
	}
	for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
		p := format.Printer{Language: l}
		for _, text := range []string{f.Statement(p), f.Detail(p), f.Limits(p)} {
			if text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("it says %q", text)
			}
		}
	}
}

// invented is a ledger of six years in which towns have accidents by chance alone; one of them has several times as many in
// the last year.
func invented(towns int, perTown, times float64) *ledger {
	r := rand.New(rand.NewPCG(5, uint64(towns)))
	l := &ledger{}
	sectors := []string{"road", "fire", "industry"}
	for y := 2006; y <= 2011; y++ {
		for town := range towns {
			mean := perTown
			if town == towns/2 && y == 2011 {
				mean *= times
			}
			name := fmt.Sprintf("t%04d", town)
			for p := r.ExpFloat64(); p < mean; p += r.ExpFloat64() {
				f := fact{family: analytics.Accidents, day: analytics.Day(y, 1, 1+r.IntN(357)), figures: []float64{1, 0, 0, 0}}
				f.set(analytics.Town, name)
				f.set(analytics.Sector, sectors[r.IntN(len(sectors))])
				if r.IntN(9) == 0 {
					f.put("deaths", 1)
					f.put("fatal_accidents", 1)
				}
				l.facts, l.firms = append(l.facts, f), append(l.firms, "")
			}
		}
	}
	return l
}

// TestSmallAndLargeCities analyses six towns with forty accidents a year together, and three thousand towns.
func TestSmallAndLargeCities(t *testing.T) {
	if testing.Short() {
		t.Skip("going through a ledger row by row takes long under the race detector")
	}
	for _, tc := range []struct {
		towns          int
		perTown, times float64
		found          bool
	}{{6, 40.0 / 6, 1, false}, {6, 40.0 / 6, 5, true}, {3000, 8, 1, false}, {3000, 8, 8, true}} {
		l := invented(tc.towns, tc.perTown, tc.times)
		start := time.Now()
		a, err := problem.Analyse(t.Context(), l, year())
		if err != nil {
			t.Fatalf("%d towns: %v", tc.towns, err)
		}
		var sure []string
		for _, f := range a.Findings {
			if f.Certainty.MoreThanChance() && f.Kind == problem.Problem && f.Question != "total" {
				sure = append(sure, f.Key())
			}
		}
		t.Logf("%d towns, %g times: %v with the ledger's counting, %d trials, more than chance: %v", tc.towns, tc.times, time.Since(start).Round(time.Millisecond), a.Trials, sure)
		want := fmt.Sprintf("town=t%04d", tc.towns/2)
		if got := slices.ContainsFunc(sure, func(key string) bool { return strings.Contains(key, want) }); got != tc.found {
			t.Errorf("%d towns, %g times: found %v", tc.towns, tc.times, sure)
		}
		if !tc.found && len(sure) > 0 {
			t.Errorf("%d towns: false alarms %v", tc.towns, sure)
		}
	}
}
