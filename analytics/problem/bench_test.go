package problem_test

import (
	"path/filepath"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/data/sample/large"
	"anlan/data/workspace"
)

// manyRows is how many accidents the large workspace has.
const manyRows = 5_000_000

// BenchmarkFiveMillion analyses five million accidents and as many inspections on disk, with the rollups that the window builds beside them and
// nothing kept in memory.
func BenchmarkFiveMillion(b *testing.B) {
	w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "large.anlan"), workspace.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.Close() })
	if err := large.Load(b.Context(), w, manyRows); err != nil {
		b.Fatal(err)
	}
	if err := engine.New(w, catalog.Default()).Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	inquiry := year()
	for b.Loop() {
		inquiry.Period.To = inquiry.Period.To.AddDate(0, 0, -1)
		a, err := problem.Analyse(b.Context(), engine.New(w, catalog.Default()), inquiry)
		if err != nil {
			b.Fatal(err)
		}
		if a.Meta.Rows() < manyRows/10 {
			b.Fatal(analytics.Accidents, a.Meta.Rows())
		}
	}
}
