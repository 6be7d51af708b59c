package state_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/app/state"
)

func TestDrillAndPath(t *testing.T) {
	coverage := analytics.Period{From: analytics.Day(2006, 1, 2), To: analytics.Day(2011, 12, 23)}
	s := state.Selection{Period: coverage}
	in := func(d analytics.DimensionID, key string) {
		s = s.Drill([]analytics.Condition{{Dimension: d, Keys: []string{key}}})
	}
	s = s.With(analytics.Month, []string{"2011-02"})
	for _, step := range []struct {
		dimension analytics.DimensionID
		key, want string
	}{
		{analytics.Year, "2011", "2011-01-01..2011-12-23"},
		{analytics.Quarter, "2011Q4", "2011-10-01..2011-12-23"},
		{analytics.Month, "2011-11", "2011-11-01..2011-11-30"},
		{analytics.Date, "2011-11-06", "2011-11-06..2011-11-06"},
	} {
		in(step.dimension, step.key)
		if got := s.Period.String(); got != step.want {
			t.Errorf("into %s: %s, want %s", step.key, got, step.want)
		}
	}
	if len(s.Where) != 0 {
		t.Errorf("the filter on a month is still there: %v", s.Where)
	}
	in(analytics.Sector, "road")
	if diff := cmp.Diff([]string{"road"}, s.Keys(analytics.Sector)); diff != "" {
		t.Error(diff)
	}
	var path []string
	for _, p := range state.Path(s.Period, coverage) {
		path = append(path, p.String())
	}
	want := []string{"2011-01-01..2011-12-23", "2011-10-01..2011-12-23", "2011-11-01..2011-11-30", "2011-11-06..2011-11-06"}
	if diff := cmp.Diff(want, path); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
	if path := state.Path(coverage, coverage); len(path) != 1 {
		t.Errorf("several years lie in %v", path)
	}
}

func TestLeaveOut(t *testing.T) {
	s := state.Selection{}.With(analytics.Town, []string{"1"}).LeaveOut(analytics.Accident, "7", true).LeaveOut(analytics.Accident, "8", true)
	if diff := cmp.Diff([]string{"7", "8"}, s.Without(analytics.Accident)); diff != "" {
		t.Error(diff)
	}
	if s.Keys(analytics.Accident) != nil {
		t.Error("what is left out is filtered by")
	}
	s = s.LeaveOut(analytics.Accident, "7", false).LeaveOut(analytics.Accident, "8", false)
	if !s.Equal(state.Selection{}.With(analytics.Town, []string{"1"})) {
		t.Errorf("taken in again: %v", s.Where)
	}
}
