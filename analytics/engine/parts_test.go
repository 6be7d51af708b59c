package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/workspace"
)

// TestRatiosSayTheirParts asks for the rectification rate of the chemicals campaign: 1527 of 1574.
func TestRatiosSayTheirParts(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	q := query.Query{
		Indicators: []analytics.ID{"rectification_rate", "hazards"}, Period: toDate(), Basis: analytics.SamePeriod,
		Where: []analytics.Condition{{Dimension: analytics.Campaign, Keys: []string{"危化品专项整治"}}},
	}
	frame, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if rate := frame.Total[0]; rate.Num != 1527 || rate.Den != 1574 || rate.Now != 1527.0/1574*100 {
		t.Errorf("the rate is %+v", rate)
	}
	if count := frame.Total[1]; count.Num != 0 || count.Den != 0 || count.Now != 1574 {
		t.Errorf("a count has parts: %+v", count)
	}
}

// TestTargetsCountOnce repeats every target in the return of the next month, as offices do, once lower and once alike.
func TestTargetsCountOnce(t *testing.T) {
	w := demonstration(t)
	targets := func() map[string]float64 {
		frame, err := engine.New(w, catalog.Default()).Run(t.Context(), query.Query{
			Indicators: []analytics.ID{"activity_target"}, By: []analytics.DimensionID{analytics.MeasureName}, Period: analytics.WholeYear(2011), Basis: analytics.NoBasis,
		})
		if err != nil {
			t.Fatal(err)
		}
		found := make(map[string]float64)
		for _, r := range frame.Rows {
			if v := r.Values[0]; v.HasNow {
				found[r.Members[0].Key] = v.Now
			}
		}
		return found
	}
	want := map[string]float64{"training": 25000, "drills": 288, "towns_assessed": 32, "hazard_roads": 10}
	check := func() {
		t.Helper()
		found := targets()
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("targets (-want +got):\n%s", diff)
		}
	}
	check()
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(t.Context(), `INSERT INTO activity SELECT batch_id, row_no + 100000 * n, occurred_on + to_months(n), town, sector, subsector, measure, 0, target - n // 2, NULL
			FROM activity, range(1, 3) AS r(n) WHERE target IS NOT NULL AND month(occurred_on) < 11`)
	})
	if err != nil {
		t.Fatal(err)
	}
	check()
}
