package analytics_test

import (
	"testing"

	"anlan/analytics"
)

// TestUnripe takes the cut-off of the mayor's speech: accidents after 23 November, of road and fire after 16 December, are open.
func TestUnripe(t *testing.T) {
	cutOff := analytics.Day(2011, 12, 23)
	sectors := func(not bool, keys ...string) []analytics.Condition {
		return []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"road"}}, {Dimension: analytics.Sector, Keys: keys, Not: not}}
	}
	for _, tc := range []struct {
		name  string
		where []analytics.Condition
		month int
		first int
	}{
		{"all sectors", nil, 11, 24},
		{"road", sectors(false, "road"), 12, 17},
		{"road and fire", sectors(false, "fire", "road"), 12, 17},
		{"road and construction", sectors(false, "road", "construction"), 11, 24},
		{"all but road", sectors(true, "road"), 11, 24},
		{"a part of road", []analytics.Condition{{Dimension: analytics.Subsector, Keys: []string{"road.school_bus"}}}, 12, 17},
	} {
		t.Run(tc.name, func(t *testing.T) {
			want := analytics.Period{From: analytics.Day(2011, 12, tc.first), To: cutOff}
			if tc.month == 11 {
				want.From = analytics.Day(2011, 11, tc.first)
			}
			if got := analytics.Unripe(cutOff, tc.where); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}
