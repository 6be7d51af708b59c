package problem

import (
	"math"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// TestSlowTowns compares twenty towns of sixty hazards: nineteen rectify six of them on each of the days 1 to 10, the last on each
// of the days 11 to 15, and leaves thirty open that were found 40 days ago.
func TestSlowTowns(t *testing.T) {
	g := &timedGroup{}
	var list []engine.Duration
	for _, key := range strings.Split("ABCDEGHIJKLMNOPQRST", "") {
		for day := 1; day <= 10; day++ {
			list = append(list, engine.Duration{Town: analytics.Member{Key: key}, Days: day, Done: 6})
		}
	}
	for day := 11; day <= 15; day++ {
		list = append(list, engine.Duration{Town: analytics.Member{Key: "F"}, Days: day, Done: 6})
	}
	list = append(list, engine.Duration{Town: analytics.Member{Key: "F"}, Days: 40, Open: 30})
	for _, d := range list {
		g.add(unit{town: &d.Town}, d)
	}
	s := &study{inquiry: Inquiry{Thresholds: Defaults()}}
	one, ok, err := s.slowTrial(g)
	if err != nil || !ok || one.finding == nil {
		t.Fatalf("%v, %v, %v", one, ok, err)
	}
	// By hand: on day k ≤ 10, 114 of 1200 − 114(k − 1) at risk are done, all 60 of F among them and none of F's; later only F is left.
	expected, variance := 0.0, 0.0
	for k := 1; k <= 10; k++ {
		n := 1200 - 114*float64(k-1)
		share := 60 / n
		expected += 114 * share
		variance += 114 * share * (1 - share) * (n - 114) / (n - 1)
	}
	expected += 30 // days 11 to 15
	p := math.Erfc(math.Abs(30-expected) / math.Sqrt(variance) / math.Sqrt2)
	// The others differ from the rest by that one town alone: drawn in, the scores do not scatter more than chance.
	if math.Abs(one.p-20*p) > 1e-6*20*p {
		t.Errorf("p %v, want %v", one.p, 20*p)
	}
	if key := one.finding.Key(); key != "days|town=F" {
		t.Errorf("the finding is about %s", key)
	}
	// Half of F's hazards are rectified on day 15, half of the others' on day 5; the mean over F's rectified is 13.
	for name, want := range map[string]float64{"median": 15, "others": 5, "hazards": 60, "open": 30, "mean": 13} {
		if got, has := one.finding.Number(name); !has || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	slow, err := SlowTowns(list, Defaults())
	if err != nil || len(slow) != 1 || !slow["F"] {
		t.Errorf("slow towns: %v, %v", slow, err)
	}
	// A town that is not so many times slower is not named, and the trial counts.
	s.inquiry.Thresholds.Slow = 3.1
	if one, ok, err = s.slowTrial(g); err != nil || !ok || one.finding != nil || one.p != 1 {
		t.Errorf("beyond the threshold: %v, %v, %v", one, ok, err)
	}
}

// TestMostlyOpen: a town of which more than half is open has no median, and is slower than one that has.
func TestMostlyOpen(t *testing.T) {
	slow, done := &timed{}, &timed{}
	slow.add(engine.Duration{Days: 3, Done: 20})
	slow.add(engine.Duration{Days: 60, Open: 40})
	done.add(engine.Duration{Days: 4, Done: 60})
	median, slower, err := Defaults().slower(slow.table(), done.table())
	if err != nil || !slower || !math.IsInf(median, 1) {
		t.Errorf("median %v, slower %v, %v", median, slower, err)
	}
	if _, slower, err = Defaults().slower(done.table(), slow.table()); err != nil || slower {
		t.Errorf("the other way round: %v, %v", slower, err)
	}
}
