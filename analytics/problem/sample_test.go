package problem_test

import (
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/data/sample"
	"anlan/data/workspace"
)

// city is a workspace with a city in memory, and an engine over it.
func city(t testing.TB, seed uint64, o sample.Options) *engine.Engine {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	if err := sample.LoadCity(t.Context(), w, seed, o); err != nil {
		t.Fatal(err)
	}
	return engine.New(w, catalog.Default())
}

// year is the question of the demonstration city.
func year() problem.Inquiry {
	return problem.Inquiry{Period: analytics.YearToDate(analytics.Day(2011, 12, 23)), Basis: analytics.SamePeriod, Thresholds: problem.Defaults()}
}

func TestShow(t *testing.T) {
	e := city(t, sample.Seed, sample.Options{})
	start := time.Now()
	a, err := problem.Analyse(t.Context(), e, year())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v, %d trials, unasked %v", time.Since(start), a.Trials, a.Unasked)
	start = time.Now()
	if _, err := problem.Analyse(t.Context(), e, year()); err != nil {
		t.Fatal(err)
	}
	t.Logf("again %v", time.Since(start))
	p := format.Printer{Language: analytics.Chinese}
	for i, f := range a.Findings {
		t.Logf("%d %.2f harm %.1f [%s %s] %s\n   %s %s\n   %s\n   merged %d key %s", i+1, f.Score, f.Harm, f.Tag(p), f.Severity, f.Statement(p), f.Detail(p), f.Sureness(p), f.Limits(p), len(f.Merged), f.Key())
		for _, m := range f.Merged {
			t.Logf("        merged: %s (%s)", m.Statement(p), m.Sureness(p))
		}
	}
}
