package page_test

import (
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/app/page"
	"anlan/data/sample"
	"anlan/data/sample/large"
	"anlan/data/workspace"
)

// repainted are the pages whose charts follow a filter.
var repainted = []page.ID{page.Overview, page.Sectors, page.Towns, page.Time, page.Enforcement, page.Campaigns, page.Quotas, page.Majors, page.Foundations}

// BenchmarkFilterToRepaint measures from a town's filter to the last picture of a page: charts, cards and headline.
func BenchmarkFilterToRepaint(b *testing.B) {
	filterEachPage(b, func(b *testing.B, w *workspace.Workspace) error { return sample.Load(b.Context(), w) })
}

// BenchmarkFilterToRepaintLarge is the same at ten million rows.
func BenchmarkFilterToRepaintLarge(b *testing.B) {
	filterEachPage(b, func(b *testing.B, w *workspace.Workspace) error {
		if err := large.Load(b.Context(), w, 5_000_000); err != nil {
			return err
		}
		return engine.New(w, catalog.Default()).Prepare(b.Context())
	})
}

func filterEachPage(b *testing.B, load func(*testing.B, *workspace.Workspace) error) {
	b.Helper()
	w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "city.anlan"), workspace.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.Close() })
	if err := load(b, w); err != nil {
		b.Fatal(err)
	}
	for _, id := range repainted {
		b.Run(string(id), func(b *testing.B) {
			d := newDeskOn(b, w, id, analytics.Chinese, fyne.NewSize(1752, 984))
			d.page.Show()
			d.settle()
			towns, err := d.env.Engine.Members(b.Context(), analytics.Town)
			if err != nil {
				b.Fatal(err)
			}
			i := 0
			d.measure(b, func() {
				s := d.history.Now().With(analytics.Town, []string{towns[i%32].Key})
				s.Period.To = analytics.Day(2011, 12, 23-i/32%20) // nothing is asked twice: what was laid out is kept
				d.env.Select(s)
				i++
			})
		})
	}
}

// processorTime is what the process has used of the processors so far; on a busy machine it says more than the clock.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure does something again and again until the page is repainted, and reports the median and the 95th percentile.
func (d *desk) measure(b *testing.B, do func()) {
	b.Helper()
	var took []time.Duration
	before := processorTime(b)
	for b.Loop() {
		start := time.Now()
		do()
		d.settle()
		took = append(took, time.Since(start))
	}
	used := processorTime(b) - before
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(used)/float64(len(took)), "cpu-ms/op")
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
	for _, err := range d.errors {
		b.Error(err)
	}
}

// BenchmarkPeriodToRepaint changes the period, so that every chart of the overview is laid out anew.
func BenchmarkPeriodToRepaint(b *testing.B) {
	d := newDesk(b, analytics.Chinese, fyne.NewSize(1752, 984))
	d.page.Show()
	d.settle()
	i := 0
	d.measure(b, func() {
		s := d.history.Now()
		s.Period.To = analytics.Day(2011, 12, 23-i%20)
		d.env.Select(s)
		i++
	})
}
