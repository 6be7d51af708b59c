package problem_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/data/sample"
	"anlan/data/sample/sampletest"
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

// demonstrated is the demonstration city, which several tests read and none changes.
var demonstrated = sync.OnceValues(func() (*engine.Engine, error) {
	w, err := sampletest.Shared()
	if err != nil {
		return nil, err
	}
	return engine.New(w, catalog.Default()), nil
})

func demonstration(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := demonstrated()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// year is the question of the demonstration city.
func year() problem.Inquiry {
	return problem.Inquiry{Period: analytics.YearToDate(analytics.Day(2011, 12, 23)), Basis: analytics.SamePeriod, Thresholds: problem.Defaults()}
}

// hidden are the problems that the demonstration city hides (data/sample), by the keys of the findings that tell them, with
// the towns by their names.
var hidden = []string{
	"rise|town=塘厦|sector=road",
	"rise|sector=construction",
	"rise|town=长安|subsector=fire.mixed_use",
	"repeats",
	"quota|town=厚街,塘厦,虎门,长安|sector=construction",
	"overdue|town=中堂,高埗", // and the returns say the same
	"inspected|town=凤岗,塘厦,长安,黄江",
	"gaps|town=东坑,企石,横沥,洪梅,谢岗,道滘|department=镇街安监分局",
	"fall|town=虎门|sector=fire",
}

// named is a finding's key with names instead of keys.
func named(f problem.Finding) string {
	parts := []string{f.Text}
	for _, s := range f.Subjects {
		var names []string
		for _, m := range s.Members {
			name := m.Key
			if s.Dimension == analytics.Town || s.Dimension == analytics.Department {
				name = m.Label.ZH
			}
			names = append(names, name)
		}
		slices.Sort(names)
		parts = append(parts, string(s.Dimension)+"="+strings.Join(names, ","))
	}
	return strings.Join(parts, "|")
}

// TestHiddenProblemsAreFound looks for all that is hidden among the first ten findings, and for nothing else among the first
// five.
func TestHiddenProblemsAreFound(t *testing.T) {
	a, err := problem.Analyse(t.Context(), demonstration(t), year())
	if err != nil {
		t.Fatal(err)
	}
	var first []string
	for _, f := range a.Findings[:10] {
		first = append(first, named(f))
	}
	for _, key := range hidden {
		if !slices.Contains(first, key) {
			t.Errorf("%s is not among the first ten", key)
		}
	}
	for i, key := range first {
		t.Logf("%d %s: %s (%s)", i+1, key, a.Findings[i].Certainty, a.Findings[i].Severity)
		if i < 5 && !slices.Contains(hidden, key) {
			t.Errorf("%s is among the first five and is not hidden", key)
		}
	}
}

// TestLedgerAndReturnsSayItOnce: what a hazard ledger and the returns say of the same towns is one finding.
func TestLedgerAndReturnsSayItOnce(t *testing.T) {
	a, err := problem.Analyse(t.Context(), demonstration(t), year())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		if f.Question == "rectified" || f.Question == "late" || f.Question == "days" {
			t.Errorf("%s stands by itself", named(f))
		}
		if f.Question != "overdue" {
			continue
		}
		var merged []string
		for _, m := range f.Merged {
			merged = append(merged, named(m))
		}
		slices.Sort(merged)
		if want := []string{"days|town=中堂,高埗", "late|town=中堂,高埗", "rectified|town=中堂,高埗|department=镇街安监分局", "rectified|town=中堂,高埗|sector=industry"}; !slices.Equal(merged, want) {
			t.Errorf("the overdue hazards stand for %v, want %v", merged, want)
		}
	}
}

// everything are thresholds under which nearly every trial makes a finding.
func everything() problem.Thresholds {
	t := problem.Defaults()
	t.FalseAlarms, t.Excess, t.Change, t.Passing, t.BadMonths, t.Larger, t.Repeats = 0.9999, 0, 0, 100_000, 1, 1, 2
	t.Contribution, t.Slow = 0, 0
	t.Rectified, t.Hazards, t.Overdue, t.Late, t.Inspected, t.Norm, t.Reply, t.Missing, t.Unstated = 0.999, 1, 0, 0, 2, 1, 1, 1, 0
	return t
}

// TestFindingsSpeak prints findings of all kinds in both languages and looks for what was not filled in. It asks under
// thresholds that let nearly all through, of the whole city and of one town.
func TestFindingsSpeak(t *testing.T) {
	e := demonstration(t)
	seen := make(map[string]bool)
	loose, town, sector, plain := year(), year(), year(), year()
	loose.Thresholds, town.Thresholds, sector.Thresholds = everything(), everything(), everything()
	town.Where = []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900116"}}}
	sector.Where, sector.Basis = []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{"construction"}}}, analytics.NoBasis
	for _, inquiry := range []problem.Inquiry{plain, loose, town, sector} {
		a, err := problem.Analyse(t.Context(), e, inquiry)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
			p := format.Printer{Language: l}
			for _, f := range a.Findings {
				for _, one := range append([]problem.Finding{f}, f.Merged...) {
					seen[one.Text] = true
					for _, text := range []string{one.Statement(p), one.Detail(p), one.Limits(p), one.Tag(p), one.Sureness(p), one.ShortP(p)} {
						if text == "" || strings.ContainsAny(text, "{}") || strings.Contains(text, "problem.") || strings.Contains(text, "NaN") {
							t.Errorf("%s in %s says %q", one.Key(), l, text)
						}
					}
				}
			}
		}
	}
	for _, text := range []string{
		"total_fall", "rise", "fall", "contribution", "level", "level_fatal", "quota", "months", "severity", "larger", "hours", "season", "rectified", "rectified_city", "overdue", "overdue_city", "late", "late_city", "days", "inspected", "repeats",
		"norms_safety_staff", "norms_training", "norms_drills", "gaps", "gaps_towns", "quota_towns", "quota_sectors",
	} {
		if !seen[text] {
			t.Errorf("no finding of the kind %s was printed", text)
		}
	}
	a, err := problem.Analyse(t.Context(), e, year())
	if err != nil {
		t.Fatal(err)
	}
	want := "塘厦道路交通事故273\u202f宗，比按历年份额应有的185\u202f宗多88\u202f宗"
	if got := a.Findings[0].Statement(format.Printer{Language: analytics.Chinese}); got != want {
		t.Errorf("the first finding says %q, want %q", got, want)
	}
}

// TestEvidenceHasTheRows asks for the rows behind each finding about accidents and compares their number with what it says.
func TestEvidenceHasTheRows(t *testing.T) {
	e := demonstration(t)
	a, err := problem.Analyse(t.Context(), e, year())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		ask := query.Records{Fact: f.Evidence.Fact, Period: f.Evidence.Period, Where: f.Evidence.Where, Firms: f.Evidence.Firms, Limit: 1}
		if i, err := e.Catalog().Indicator(f.Evidence.Measure); err == nil {
			ask.Measure = i.Num
		}
		list, err := e.Records(t.Context(), ask)
		if err != nil {
			t.Fatalf("%s: %v", f.Key(), err)
		}
		now, counts := f.Number("now")
		if counts && list.Total != int(now) {
			t.Errorf("%s says %v and has %d rows", f.Key(), now, list.Total)
		}
		if list.Total == 0 {
			t.Errorf("%s has no rows", f.Key())
		}
	}
}

// TestTwoWaysToCount compares the analysis over the engine with that over a ledger that is gone through row by row.
func TestTwoWaysToCount(t *testing.T) {
	if testing.Short() {
		t.Skip("going through a ledger row by row takes long under the race detector")
	}
	for _, o := range []sample.Options{{}, {WithoutProblems: true}} {
		a, err := problem.Analyse(t.Context(), city(t, 11, o), year())
		if err != nil {
			t.Fatal(err)
		}
		b, err := problem.Analyse(t.Context(), ledgerOf(t, 11, o), year())
		if err != nil {
			t.Fatal(err)
		}
		if a.Trials != b.Trials || len(a.Findings) != len(b.Findings) {
			t.Fatalf("%d trials and %d findings against %d and %d", a.Trials, len(a.Findings), b.Trials, len(b.Findings))
		}
		short := strings.NewReplacer("镇", "", "街道", "")
		for i := range a.Findings {
			x, y := a.Findings[i], b.Findings[i]
			if nx, ny := short.Replace(named(x)), short.Replace(named(y)); len([]rune(nx)) != len([]rune(ny)) || math.Abs(x.P-y.P) > 1e-9*x.P || x.Harm != y.Harm {
				t.Errorf("%d: %s p %v harm %v against %s p %v harm %v", i, nx, x.P, x.Harm, ny, y.P, y.Harm)
			}
		}
	}
}

// TestCancel stops an analysis.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := problem.Analyse(ctx, demonstration(t), year()); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled analysis gives %v", err)
	}
}

// TestNothingToFind analyses a period without data, and one without a past.
func TestNothingToFind(t *testing.T) {
	e := demonstration(t)
	inquiry := year()
	inquiry.Period = analytics.WholeYear(1999)
	a, err := problem.Analyse(t.Context(), e, inquiry)
	if err != nil || len(a.Findings) > 0 {
		t.Errorf("a year without data has %d findings, %v", len(a.Findings), err)
	}
	inquiry.Period, inquiry.Basis = analytics.WholeYear(2006), analytics.NoBasis
	a, err = problem.Analyse(t.Context(), e, inquiry)
	if err != nil || !slices.ContainsFunc(a.Unasked, func(u problem.Unasked) bool {
		return u.Question == "rise" && u.Level == problem.Towns && u.Reason == "no_past"
	}) {
		t.Errorf("the first year: not asked %v, %v", a.Unasked, err)
	}
}

func BenchmarkAnalyse(b *testing.B) {
	e := city(b, sample.Seed, sample.Options{})
	inquiry := year()
	for b.Loop() {
		inquiry.Period.To = inquiry.Period.To.AddDate(0, 0, -1) // another question each time, so that no answer is kept
		if _, err := problem.Analyse(b.Context(), e, inquiry); err != nil {
			b.Fatal(err)
		}
	}
}
