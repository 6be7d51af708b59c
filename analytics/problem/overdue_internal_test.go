package problem

import (
	"math"
	"testing"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// chance is the hypergeometric chance of a failures among n, of failed among of.
func chance(a, n, failed, of int) float64 {
	choose := func(n, k int) float64 {
		x, _ := math.Lgamma(float64(n + 1))
		y, _ := math.Lgamma(float64(k + 1))
		z, _ := math.Lgamma(float64(n - k + 1))
		return x - y - z
	}
	return math.Exp(choose(failed, a) + choose(of-failed, n-a) - choose(of, n))
}

// TestOverdueTowns compares six towns: five with 3 overdue of 60, one with 18 of 60.
func TestOverdueTowns(t *testing.T) {
	frame := engine.Frame{Total: []engine.Value{{HasNow: true, Num: 36, Den: 363}, {HasNow: true, Num: 900, Den: 300}}}
	frame.Meta.Unknown = map[analytics.ID]int64{"overdue_rate": 7}
	var units []ratedUnit
	add := func(key string, overdue, due, days, done float64) {
		units = append(units, ratedUnit{unit{town: &analytics.Member{Key: key, Label: analytics.Same(key)}}, overdue, due, days, done})
	}
	for _, key := range []string{"A", "B", "C", "D", "E"} {
		add(key, 3, 60, 100, 50)
	}
	add("F", 18, 60, 400, 40)
	s := &study{inquiry: Inquiry{Thresholds: Defaults()}}
	h := hazardShare{"overdue", "overdue_rate", "overdue_hazards", s.inquiry.Thresholds.Overdue, "overdue-towns"}
	one, ok, err := h.compare(s, frame, units)
	if err != nil || !ok || one.finding == nil {
		t.Fatalf("%v, %v, %v", one, ok, err)
	}
	// Two-sided Fisher: all tables that are no likelier than the one seen, 18 of 60 where 33 of 360 are overdue.
	seen, p := chance(18, 60, 33, 360), 0.0
	for a := range 34 {
		if c := chance(a, 60, 33, 360); c <= seen*(1+1e-7) {
			p += c
		}
	}
	// The five others lie 1.3 standard deviations below at most: the towns do not scatter more than chance beside the one.
	if math.Abs(one.p-6*p) > 1e-6*6*p {
		t.Errorf("p %v, want %v", one.p, 6*p)
	}
	if key := one.finding.Key(); key != "overdue|town=F" {
		t.Errorf("the finding is about %s", key)
	}
	for name, want := range map[string]float64{"share": 0.3, "city": 33. / 360, "now": 18, "of": 60, "days": 10, "city_days": 3, "unsure": 7} {
		if got, has := one.finding.Number(name); !has || math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	// At the limit itself nobody is named, and the trial counts.
	h.limit = 0.3
	if one, ok, err = h.compare(s, frame, units); err != nil || !ok || one.finding != nil || one.p != 1 {
		t.Errorf("at the limit: %v, %v, %v", one, ok, err)
	}
	units = units[3:]
	if _, ok, err = h.compare(s, frame, units); ok || err != nil {
		t.Errorf("three towns are compared: %v", err)
	}
}
