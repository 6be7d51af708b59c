package engine_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// TestDurations counts the days of the worked hazards: of those found in the period, as they were on its last day.
func TestDurations(t *testing.T) {
	e := engine.New(hazardLedger(t, worked...), catalog.Default())
	// By day: H1 done after 19 days, H2 after 45, H7 after 30; H3 open for 52, H4 for 13, H5 and H6 for 22. Those of the year
	// before, of an unknown state or day, and found later are left out.
	for _, tt := range []struct {
		period analytics.Period
		where  []analytics.Condition
		want   []string
	}{
		{year2011, nil, []string{"A 13: 0 1", "A 19: 1 0", "A 22: 0 2", "A 30: 1 0", "A 45: 1 0", "A 52: 0 1"}},
		{year2011, []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"B"}}}, nil},
		// On 1 November H2 had been open for 31 days, H3 was found that day.
		{analytics.Period{From: year2011.From, To: analytics.Day(2011, 11, 1)}, nil, []string{"A 0: 0 1", "A 19: 1 0", "A 31: 0 1"}},
	} {
		list, err := e.Durations(t.Context(), query.Durations{Period: tt.period, Where: tt.where})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprintf("%s %d: %d %d", d.Town.Key, d.Days, d.Done, d.Open))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.period, diff)
		}
	}
}
