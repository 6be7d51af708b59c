package whole_test

import (
	"fmt"
	"testing"

	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/whole"
)

func percent(t *testing.T, text string) quantity.Number {
	t.Helper()
	q, _, ok := quantity.Read(text, 0)
	if !ok || q.Unit.Class != quantity.Percent {
		t.Fatalf("%s is no percentage", text)
	}
	return q.Number
}

// TestWorkedCases has the cases of domain rule 10.2 and those of published bulletins.
func TestWorkedCases(t *testing.T) {
	for _, tc := range []struct {
		now                int64
		percent            string
		rise               bool
		rounded, truncated string
	}{
		{4414, "10.11%", false, "none", "none"},
		{4414, "10.10%", false, "4910", "4910"},
		{4414, "10.12%", false, "4911", "4911"},
		{528, "8.01%", false, "574", "574"},
		{301, "14.0%", false, "350", "350"},
		{279, "6.4%", false, "298", "none"},
		{23, "28.1%", false, "32", "32"},
		{265, "24.07%", false, "349", "none"},
		{99, "23.85%", false, "130", "none"},
		{286, "32.07%", false, "421", "none"},
		{274, "18.21%", false, "335", "none"},
		{37, "17.77%", false, "none", "45"},
		{33, "21.42%", false, "none", "42"},
		{6, "20%", true, "5", "5"},
		{9, "125%", true, "4", "4"},
		{9, "800%", true, "1", "1"},
		{4, "300.0%", true, "1", "1"},
		{20, "66%", true, "none", "12"},
		{1, "80%", false, "5", "5"},
		{1, "50%", false, "2", "2"},
	} {
		got := whole.Before(tc.now, percent(t, tc.percent), tc.rise)
		if text(got.Rounded) != tc.rounded || text(got.Truncated) != tc.truncated {
			t.Errorf("%d after %s: %s and %s, want %s and %s", tc.now, tc.percent, text(got.Rounded), text(got.Truncated), tc.rounded, tc.truncated)
		}
	}
	if n := whole.Before(0, percent(t, "100%"), false); !n.Possible() {
		t.Error("nothing is left after a fall by 100%")
	}
	if n := whole.Before(0, percent(t, "50%"), false); n.Possible() {
		t.Error("nothing is not left after a fall by 50%")
	}
	if n := whole.Before(3, percent(t, "100%"), false); n.Possible() {
		t.Error("three are not left after a fall by 100%")
	}
	below, above := whole.Neighbours(4414, percent(t, "10.11%"), false)
	if below != 4910 || above != 4911 {
		t.Errorf("beside 10.11%%: %d and %d", below, above)
	}
}

func text(n whole.Numbers) string {
	switch {
	case n.None():
		return "none"
	case n.One():
		return fmt.Sprint(n.First)
	}
	return fmt.Sprintf("%d-%d", n.First, n.Last)
}

// TestAgainstCounting tries every whole number, one by one, in whole numbers alone: half up is floor((2a + b) / 2b).
func TestAgainstCounting(t *testing.T) {
	for _, p := range []struct {
		text   string
		digits int64 // the printed digits
		scale  int64 // ten to the number of decimals
	}{{"7%", 7, 1}, {"33%", 33, 1}, {"12.5%", 125, 10}, {"0.3%", 3, 10}, {"66.67%", 6667, 100}, {"50%", 50, 1}, {"250%", 250, 1}} {
		n := percent(t, p.text)
		prints := func(part, of int64) bool { return (2*part*100*p.scale+of)/(2*of) == p.digits }
		cutsTo := func(part, of int64) bool { return part*100*p.scale/of == p.digits }
		for now := int64(1); now <= 60; now++ {
			compare(t, p.text, whole.Of(now, n), func(of int64) bool { return prints(now, of) }, func(of int64) bool { return cutsTo(now, of) })
			compare(t, p.text, whole.Before(now, n, false), func(of int64) bool { return of >= now && prints(of-now, of) }, func(of int64) bool { return of >= now && cutsTo(of-now, of) })
			compare(t, p.text, whole.Before(now, n, true), func(of int64) bool { return of <= now && prints(now-of, of) }, func(of int64) bool { return of <= now && cutsTo(now-of, of) })
		}
	}
}

func compare(t *testing.T, percent string, got whole.Answer, rounded, truncated func(int64) bool) {
	t.Helper()
	for _, c := range []struct {
		got  whole.Numbers
		fits func(int64) bool
	}{{got.Rounded, rounded}, {got.Truncated, truncated}} {
		want := whole.Numbers{First: 1, Last: 0}
		for of := int64(1); of <= 30_000; of++ {
			if c.fits(of) {
				if want.None() {
					want.First = of
				}
				want.Last = of
			}
		}
		if text(c.got) != text(want) {
			t.Errorf("%s: %s, want %s", percent, text(c.got), text(want))
		}
	}
}
