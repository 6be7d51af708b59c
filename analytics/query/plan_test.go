package query_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

var update = flag.Bool("update", false, "write the golden files anew")

func yearToDate() analytics.Period {
	return analytics.YearToDate(analytics.Day(2011, time.December, 23))
}

// TestGoldenPlans compares the SQL of typical questions with committed files, so that a change of SQL is seen by eye.
func TestGoldenPlans(t *testing.T) {
	through := map[analytics.FactID]time.Time{analytics.Accidents: analytics.Day(2011, time.December, 23)}
	all := catalog.Default().Rollups()
	rollups := query.Data{Through: through, Rollups: slices.DeleteFunc(slices.Clone(all), func(r catalog.Rollup) bool { return r.Daily })}
	daily := query.Data{Through: through, Rollups: all}
	for _, tc := range []struct {
		name  string
		query query.Query
		data  query.Data
	}{
		{name: "total", query: query.Query{Indicators: []analytics.ID{"accidents", "deaths"}, Basis: analytics.SamePeriod}},
		{name: "town_month", query: query.Query{
			Indicators: []analytics.ID{"accidents", "deaths"}, By: []analytics.DimensionID{analytics.Town, analytics.Month},
			Basis: analytics.SamePeriod, Where: []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{"road"}}},
		}},
		{name: "five_years", query: query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Month}, Basis: analytics.FiveYearAverage}},
		{name: "previous_days", query: query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Month}, Basis: analytics.PreviousPeriod}},
		{name: "quota_by_town", query: query.Query{Indicators: []analytics.ID{"quota_progress"}, By: []analytics.DimensionID{analytics.Town}, Basis: analytics.NoBasis}},
		{name: "quota_total", query: query.Query{
			Indicators: []analytics.ID{"quota_progress"}, Basis: analytics.NoBasis,
			Where: []analytics.Condition{{Dimension: analytics.Month, Keys: []string{"2011-08"}}},
		}},
		{name: "two_facts", query: query.Query{Indicators: []analytics.ID{"accidents", "hazards", "rectification_rate"}, By: []analytics.DimensionID{analytics.Town}, Basis: analytics.NoBasis}},
		{name: "unknown_town", query: query.Query{
			Indicators: []analytics.ID{"accidents"}, Basis: analytics.NoBasis,
			Where: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900116", analytics.UnknownKey}}, {Dimension: analytics.Hour, Keys: []string{"18", "19"}}},
		}},
		{name: "rollup", data: rollups, query: query.Query{
			Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Town}, Basis: analytics.SamePeriod,
			Where: []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{"road"}, Not: true}},
		}},
		{name: "rollup_kind", data: rollups, query: query.Query{Indicators: []analytics.ID{"accidents"}, By: []analytics.DimensionID{analytics.Subsector, analytics.Month}, Basis: analytics.NoBasis}},
		{name: "rollup_by_days", data: rollups, query: query.Query{Indicators: []analytics.ID{"accidents"}, By: []analytics.DimensionID{analytics.Date}, Basis: analytics.NoBasis}},
		{name: "daily", data: daily, query: query.Query{Indicators: []analytics.ID{"accidents"}, By: []analytics.DimensionID{analytics.Date}, Basis: analytics.NoBasis}},
		{name: "months_and_days", data: daily, query: query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Town}, Basis: analytics.SamePeriod}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			q := tc.query
			q.Period = yearToDate()
			tc.data.Numbers = map[analytics.DimensionID]map[string]int{analytics.Sector: {"road": 10}, analytics.Town: {"441900116": 441900116}}
			plan, err := query.Compile(catalog.Default(), q, q.Basis.Windows(q.Period), tc.data)
			if err != nil {
				t.Fatal(err)
			}
			got := plan.SQL + "\n"
			for i, arg := range plan.Args {
				if day, ok := arg.(time.Time); ok {
					arg = day.Format(time.DateOnly)
				}
				got += fmt.Sprintf("-- %d: %v\n", i+1, arg)
			}
			path := filepath.Join("testdata", tc.name+".sql")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("SQL (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, tc := range []struct {
		name  string
		query query.Query
		code  string
	}{
		{"nothing asked", query.Query{}, analytics.CodeNoIndicator},
		{"no such indicator", query.Query{Indicators: []analytics.ID{"happiness"}}, analytics.CodeIndicator},
		{"no such dimension", query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{"mood"}}, analytics.CodeDimension},
		{"hazards by hour", query.Query{Indicators: []analytics.ID{"hazards"}, By: []analytics.DimensionID{analytics.Hour}}, analytics.CodeBreakdown},
		{"quota by month", query.Query{Indicators: []analytics.ID{"quota_progress"}, By: []analytics.DimensionID{analytics.Month}}, analytics.CodeBreakdown},
		{"twice", query.Query{Indicators: []analytics.ID{"deaths", "deaths"}}, analytics.CodeDuplicateIDs},
		{"by twice", query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Town, analytics.Town}}, analytics.CodeDuplicateIDs},
		{"hazards of a severity", query.Query{
			Indicators: []analytics.ID{"hazards"}, Where: []analytics.Condition{{Dimension: analytics.Severity, Keys: []string{"larger"}}},
		}, analytics.CodeBreakdown},
		{"backwards", query.Query{Indicators: []analytics.ID{"deaths"}, Period: analytics.Period{From: analytics.Day(2011, 2, 1), To: analytics.Day(2011, 1, 1)}}, analytics.CodePeriod},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := query.Compile(catalog.Default(), tc.query, nil, query.Data{})
			var e *analytics.Error
			if !errors.As(err, &e) || e.Code != tc.code {
				t.Errorf("Compile = %v, want code %s", err, tc.code)
			}
		})
	}
}

func TestLenientNotesWhatItIgnores(t *testing.T) {
	q := query.Query{
		Indicators: []analytics.ID{"hazards"}, Period: yearToDate(), Lenient: true,
		Where: []analytics.Condition{{Dimension: analytics.Severity, Keys: []string{"larger"}}},
	}
	plan, err := query.Compile(catalog.Default(), q, nil, query.Data{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[analytics.FactID][]analytics.DimensionID{analytics.Inspections: {analytics.Severity}}
	if diff := cmp.Diff(want, plan.Ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
}

func TestKeys(t *testing.T) {
	for _, tc := range []struct {
		dimension analytics.DimensionID
		key       string
		number    int
	}{
		{analytics.Month, "2011-08", 201108}, {analytics.Quarter, "2011Q3", 20113}, {analytics.Year, "2011", 2011}, {analytics.Hour, "0", 0},
	} {
		if got := query.NumberOfKey(tc.dimension, tc.key); got != tc.number {
			t.Errorf("NumberOfKey(%s) = %d, want %d", tc.key, got, tc.number)
		}
		if got := query.KeyOfNumber(tc.dimension, tc.number); got != tc.key {
			t.Errorf("KeyOfNumber(%d) = %s, want %s", tc.number, got, tc.key)
		}
	}
	for _, key := range []string{"", "August", "2011-", "2011-999", "x-08"} {
		if got := query.NumberOfKey(analytics.Month, key); got != -1 {
			t.Errorf("NumberOfKey(%q) = %d, want -1", key, got)
		}
	}
}
