package engine_test

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/assets"
	"anlan/data/sample/large"
	"anlan/data/workspace"
)

// benchRows is how many accidents, and how many inspections, the large workspace has.
const benchRows = 5_000_000

// manyRows opens a workspace on disk with ten million rows, and the sums that are kept beside them.
func manyRows(b *testing.B) *workspace.Workspace {
	b.Helper()
	w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "large.anlan"), workspace.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.Close() })
	if err := large.Load(b.Context(), w, benchRows); err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := engine.New(w, catalog.Default()).Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("rollups of %d rows built in %v", 2*benchRows, time.Since(start).Round(time.Millisecond))
	return w
}

// asked is what a page asks: its headline, with the cards, and its charts.
type asked struct {
	name    string
	summary func(context.Context, figure.Answers, figure.Question, figure.Style) (figure.Summary, error)
	charts  []string
}

// askedByPages has the pages whose charts follow a filter, with the charts that they show first.
var askedByPages = []asked{
	{"overview", figure.DrawSummary, []string{"months", "sectors", "town-map", "sector-town"}},
	{"sectors", figure.DrawSectorSummary, []string{"treemap", "sector-parts", "lethality", "sector-months", "sector-table"}},
	{"towns", figure.DrawTownsSummary, []string{"town-map", "town-map-residents", "quota", "town-table"}},
	{"time", figure.DrawTimeSummary, []string{"trend", "cumulative", "season", "calendar", "weekday-hour"}},
	{"enforcement", figure.DrawEnforcementSummary, []string{"enforcement-funnel", "inspections-against-accidents", "enforcement-departments", "rectification-towns"}},
	{"campaigns", figure.DrawCampaignSummary, []string{"campaigns-table", "campaigns-months", "sector-work"}},
	{"quotas", figure.DrawQuotaSummary, []string{"quota", "quota-table", "quota-curve", "veto"}},
	{"majors", figure.DrawMajorsSummary, []string{"majors", "majors-timeline", "majors-weight"}},
}

// ask puts all that a page asks to the engine, its charts side by side as the window does.
func (p asked) ask(b *testing.B, e *engine.Engine, q figure.Question) {
	b.Helper()
	style := figure.Style{Printer: format.Printer{}, Palette: assets.Light, Text: 13}
	var group sync.WaitGroup
	for _, id := range p.charts {
		kind, err := figure.KindByID(id)
		if err != nil {
			b.Fatal(err)
		}
		group.Go(func() {
			if _, err := kind.Draw(b.Context(), e, q, style); err != nil {
				b.Errorf("%s: %v", id, err)
			}
		})
	}
	group.Go(func() {
		if _, err := p.summary(b.Context(), e, q, style); err != nil {
			b.Error(err)
		}
	})
	group.Wait()
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// processorTime is what the process has used of the processors so far; on a busy machine it says more than the clock.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPageQueries measures, page by page, all queries after a change of the filter and the options made of their answers,
// at ten million rows.
func BenchmarkPageQueries(b *testing.B) {
	w := manyRows(b)
	for _, page := range askedByPages {
		b.Run(page.name, func(b *testing.B) { page.measure(b, w) })
	}
}

func (p asked) measure(b *testing.B, w *workspace.Workspace) {
	e := engine.New(w, catalog.Default())
	towns, err := e.Members(b.Context(), analytics.Town)
	if err != nil {
		b.Fatal(err)
	}
	q := figure.Question{Period: toDate(), Basis: analytics.SamePeriod, Measure: "accidents"}
	start := time.Now()
	p.ask(b, e, q)
	cold := time.Since(start)
	var took []time.Duration
	i, before := 0, processorTime(b)
	for b.Loop() {
		q.Period.To = analytics.Day(2011, time.December, 1+i/32%22)
		q.Where = []analytics.Condition{{Dimension: analytics.Town, Keys: []string{towns[i%32].Key}}}
		if i%3 == 0 {
			q.Where = append(q.Where, analytics.Condition{Dimension: analytics.Sector, Keys: []string{"fire", "road"}[i/3%2 : i/3%2+1]})
		}
		start := time.Now()
		p.ask(b, e, q)
		took = append(took, time.Since(start))
		i++
	}
	b.ReportMetric(ms(processorTime(b)-before)/float64(i), "cpu-ms/op")
	slices.Sort(took)
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
	b.ReportMetric(ms(cold), "cold-ms")
}
