package state_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/app/state"
)

// queue collects what is posted; the test runs it on its own goroutine.
type queue chan func()

func (q queue) runOne(t *testing.T) {
	t.Helper()
	select {
	case f := <-q:
		f()
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was posted")
	}
}

func newLoader(t *testing.T) (*state.Loader, queue) {
	t.Helper()
	q := make(queue, 100)
	l := state.NewLoader(t.Context(), func(f func()) { q <- f })
	t.Cleanup(l.Close)
	return l, q
}

func TestALaterLoadWins(t *testing.T) {
	l, q := newLoader(t)
	release := make(chan struct{})
	var shown []string
	cancelled := make(chan error, 1)
	state.Load(l, "a", func(ctx context.Context) (string, error) {
		<-release
		cancelled <- ctx.Err()
		return "old", nil
	}, func(v string, _ error) { shown = append(shown, v) })
	state.Load(l, "a", func(context.Context) (string, error) { return "new", nil }, func(v string, _ error) { shown = append(shown, v) })
	q.runOne(t)
	close(release)
	q.runOne(t)
	if diff := cmp.Diff([]string{"new"}, shown); diff != "" {
		t.Error(diff)
	}
	if err := <-cancelled; !errors.Is(err, context.Canceled) {
		t.Errorf("the older load was not cancelled: %v", err)
	}
	if l.Busy() {
		t.Error("still busy")
	}
}

func TestKeysDoNotDisturbEachOther(t *testing.T) {
	l, q := newLoader(t)
	shown := map[string]bool{}
	for _, key := range []string{"a", "b"} {
		state.Load(l, key, func(context.Context) (string, error) { return key, nil }, func(v string, _ error) { shown[v] = true })
	}
	q.runOne(t)
	q.runOne(t)
	if !shown["a"] || !shown["b"] {
		t.Errorf("shown: %v", shown)
	}
}

func TestCancelledResultsAreDropped(t *testing.T) {
	l, q := newLoader(t)
	started := make(chan struct{})
	state.Load(l, "a", func(ctx context.Context) (int, error) {
		close(started)
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(int, error) { t.Error("a cancelled load is shown") })
	<-started
	l.Cancel("a")
	q.runOne(t)
}

func TestAPanicBecomesAnError(t *testing.T) {
	l, q := newLoader(t)
	var got error
	state.Load(l, "a", func(context.Context) (int, error) { panic("broken") }, func(_ int, err error) { got = err })
	q.runOne(t)
	if !errors.Is(got, state.ErrPanic) {
		t.Errorf("got %v", got)
	}
}

func TestToggle(t *testing.T) {
	town := func(keys ...string) []analytics.Condition {
		return []analytics.Condition{{Dimension: analytics.Town, Keys: keys}}
	}
	sector := func(key string) analytics.Condition {
		return analytics.Condition{Dimension: analytics.Sector, Keys: []string{key}}
	}
	part := analytics.Condition{Dimension: analytics.Subsector, Keys: []string{"road.private"}}
	cell := []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{"fire"}}, {Dimension: analytics.Town, Keys: []string{"1"}}}
	for name, tt := range map[string]struct {
		from   []analytics.Condition
		click  []analytics.Condition
		adding bool
		want   []analytics.Condition
	}{
		"a click filters":                       {nil, town("1"), false, town("1")},
		"a second click releases":               {town("1"), town("1"), false, []analytics.Condition{}},
		"another click replaces":                {town("1"), town("2"), false, town("2")},
		"a click with a key held adds":          {town("1"), town("2"), true, town("1", "2")},
		"and takes away":                        {town("1", "2"), town("1"), true, town("2")},
		"one of several clicked is kept alone":  {town("1", "2"), town("1"), false, town("1")},
		"a cell filters by both":                {nil, cell, false, cell},
		"a cell is released":                    {cell, cell, false, []analytics.Condition{}},
		"a cell of the same town narrows":       {town("1"), cell, false, []analytics.Condition{town("1")[0], cell[0]}},
		"subsectors go with their sector":       {[]analytics.Condition{sector("road"), part}, []analytics.Condition{sector("fire")}, false, []analytics.Condition{sector("fire")}},
		"a part is released alone":              {[]analytics.Condition{sector("road"), part}, []analytics.Condition{part}, false, []analytics.Condition{sector("road")}},
		"a filter on something else is left be": {[]analytics.Condition{cell[0]}, town("1"), false, cell},
	} {
		t.Run(name, func(t *testing.T) {
			got := state.Selection{Where: tt.from}.Toggle(tt.click, tt.adding)
			if diff := cmp.Diff(tt.want, got.Where); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHistory(t *testing.T) {
	a := state.Selection{Basis: analytics.SamePeriod}
	b, c := a.With(analytics.Town, []string{"1"}), a.With(analytics.Town, []string{"2"})
	h := state.NewHistory(a)
	if h.Go(a) {
		t.Error("looking at the same is a step")
	}
	h.Go(b)
	h.Go(c)
	if !h.Back() || !h.Now().Equal(b) || !h.Back() || !h.Now().Equal(a) || h.Back() {
		t.Error("going back goes wrong")
	}
	if !h.Forward() || !h.Now().Equal(b) {
		t.Error("going forward goes wrong")
	}
	h.Go(a)
	if h.CanForward() {
		t.Error("what lay ahead is still there")
	}
}

func TestPresets(t *testing.T) {
	got := map[string]string{}
	for _, p := range state.Presets(analytics.Period{From: analytics.Day(2009, 3, 1), To: analytics.Day(2011, 12, 23)}) {
		if p.Name == "whole_year" {
			got[p.Period.String()] = p.Name
			continue
		}
		got[p.Name] = p.Period.String()
	}
	want := map[string]string{
		"year_to_date": "2011-01-01..2011-12-23", "quarter": "2011-10-01..2011-12-23", "month": "2011-12-01..2011-12-23",
		"twelve_months": "2010-12-24..2011-12-23", "2010-01-01..2010-12-31": "whole_year", "2009-01-01..2009-12-31": "whole_year",
		"everything": "2009-01-01..2011-12-23",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if state.Presets(analytics.Period{}) != nil {
		t.Error("no data offer periods")
	}
}

// TestIdleWorkGivesWay starts work for idle times: it keeps nobody busy, and ends with the next thing to do.
func TestIdleWorkGivesWay(t *testing.T) {
	l, q := newLoader(t)
	started, ended := make(chan struct{}), make(chan struct{})
	l.Idle(func(ctx context.Context) {
		close(started)
		<-ctx.Done()
		close(ended)
	})
	<-started
	if l.Busy() {
		t.Error("busy with work for idle times")
	}
	state.Load(l, "a", func(context.Context) (string, error) { return "", nil }, func(string, error) {})
	<-ended
	q.runOne(t)
}
