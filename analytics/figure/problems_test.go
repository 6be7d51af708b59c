package figure_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/assets"
	"anlan/data/workspace"
)

// drawn is a figure of the demonstration city's year, with its option read back.
func drawn(t *testing.T, e *engine.Engine, id string, where ...analytics.Condition) (figure.Figure, map[string]any) {
	t.Helper()
	kind, err := figure.KindByID(id)
	if err != nil {
		t.Fatal(err)
	}
	q := figure.Question{Period: analytics.YearToDate(analytics.Day(2011, 12, 23)), Basis: analytics.SamePeriod, Where: where, Measure: "accidents"}
	f, err := kind.Draw(t.Context(), e, q, figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: assets.Light, Text: 13})
	if err != nil {
		t.Fatal(err)
	}
	var option map[string]any
	if f.Option != nil {
		if err := json.Unmarshal(f.Option, &option); err != nil {
			t.Fatal(err)
		}
	}
	return f, option
}

// values are the values of a series.
func values(option map[string]any, series int) []any {
	var list []any
	for _, item := range option["series"].([]any)[series].(map[string]any)["data"].([]any) {
		if object, ok := item.(map[string]any); ok {
			item = object["value"]
		}
		list = append(list, item)
	}
	return list
}

func count(t *testing.T, w *workspace.Workspace, query string) float64 {
	t.Helper()
	n := math.NaN()
	each(t, w, query, func(rows *sql.Rows) error { return rows.Scan(&n) })
	return n
}

var (
	tangxia = analytics.Condition{Dimension: analytics.Town, Keys: []string{"441900116"}}
	road    = analytics.Condition{Dimension: analytics.Sector, Keys: []string{"road"}}
)

// TestContributionAddsUp adds the steps of the waterfall up: they lead from the base to now.
func TestContributionAddsUp(t *testing.T) {
	w, e := demonstration(t)
	for _, where := range [][]analytics.Condition{nil, {road}, {tangxia}} {
		f, option := drawn(t, e, "contribution", where...)
		shown, under := values(option, 1), values(option, 0)
		floor := f.Frame.Total[0].Base - shown[0].(float64)
		at, sum := shown[0].(float64), 0.0
		for i := 1; i < len(shown)-1; i++ {
			change := shown[i].(float64)
			if low := under[i].(float64); low < at-1e-9 {
				change = -change
			}
			at, sum = at+change, sum+change
		}
		if now := shown[len(shown)-1].(float64); math.Abs(at-now) > 1e-6 || math.Abs(sum-f.Frame.Total[0].Diff()) > 1e-6 || floor < 0 {
			t.Errorf("%v: the steps lead to %v, now is %v; they add up to %v, the change is %v", where, at, now, sum, f.Frame.Total[0].Diff())
		}
	}
	f, _ := drawn(t, e, "contribution")
	const ledger = "SELECT count(*) FROM accident WHERE occurred_on BETWEEN '2010-01-01' AND '2010-12-23'"
	if want := count(t, w, ledger); f.Frame.Total[0].Base != want {
		t.Errorf("the base is %v, plain SQL says %v", f.Frame.Total[0].Base, want)
	}
}

// TestFunnelAndControl compares points with plain SQL.
func TestFunnelAndControl(t *testing.T) {
	w, e := demonstration(t)
	f, option := drawn(t, e, "funnel", road)
	rate := count(t, w, `SELECT 10000.0 * (SELECT count(*) FROM accident a JOIN sector s ON s.id = a.sector WHERE s.key = 'road' AND a.town = t.id AND year(occurred_on) = 2011)
		/ (SELECT max(vehicles) FROM sector_figure g WHERE g.town = t.id AND year(g.occurred_on) = 2011) FROM town t WHERE t.zh = '塘厦'`)
	found := false
	for i, v := range values(option, 0) {
		point := v.([]any)
		if target, ok := f.Target(0, i); ok && target.Conditions[0].Keys[0] == tangxia.Keys[0] {
			found = true
			if math.Abs(point[1].(float64)-rate) > 0.006 {
				t.Errorf("塘厦 has %v per 10 000 vehicles, plain SQL says %v", point[1], rate)
			}
		}
	}
	if !found || f.Finding.String() != "塘厦在 99.8% 界限之上" {
		t.Errorf("塘厦 is drawn: %v; the finding is %q", found, f.Finding)
	}
	_, option = drawn(t, e, "control", road, tangxia)
	for i, v := range values(option, 0) {
		want := count(t, w, fmt.Sprintf(`SELECT count(*) FROM accident a JOIN sector s ON s.id = a.sector JOIN town t ON t.id = a.town
			WHERE s.key = 'road' AND t.zh = '塘厦' AND year(occurred_on) = 2011 AND month(occurred_on) = %d`, i+1))
		if v.(float64) != want {
			t.Errorf("month %d has %v accidents, plain SQL says %v", i+1, v, want)
		}
	}
}

// TestParetoQuadrantSignals looks at what the other figures find.
func TestParetoQuadrantSignals(t *testing.T) {
	w, e := demonstration(t)
	const ranked = `WITH n AS (SELECT town, count(*) AS n FROM accident WHERE year(occurred_on) = 2011 AND town IS NOT NULL GROUP BY town),
		c AS (SELECT sum(n) OVER (ORDER BY n DESC, town) / (SELECT sum(n) FROM n) AS share FROM n) `
	few := count(t, w, ranked+"SELECT count(*) + 1 FROM c WHERE share < 0.8")
	share := count(t, w, ranked+"SELECT min(share) FROM c WHERE share >= 0.8")
	for id, want := range map[string]string{
		"pareto":   fmt.Sprintf("%.0f 个镇街（共 32 个）占事故起数的 %.1f%%", few, share*100),
		"quadrant": "查得少、事故多：塘厦、凤岗",
		"signals":  "8 处明显偏多，最明显的是塘厦道路交通",
	} {
		f, _ := drawn(t, e, id)
		if got := f.Finding.String(); got != want {
			t.Errorf("%s finds %q, want %q", id, got, want)
		}
	}
}

// TestProblemFiguresWithoutData draws every figure of the problem analysis for a year before the first.
func TestProblemFiguresWithoutData(t *testing.T) {
	_, e := demonstration(t)
	for _, id := range []string{"funnel", "contribution", "pareto", "control", "quadrant", "signals"} {
		kind, err := figure.KindByID(id)
		if err != nil {
			t.Fatal(err)
		}
		q := figure.Question{Period: analytics.WholeYear(1999), Basis: analytics.SamePeriod, Measure: "accidents"}
		f, err := kind.Draw(t.Context(), e, q, figure.Style{Printer: format.Printer{Language: analytics.English}, Palette: assets.Light, Text: 13})
		if err != nil || f.Empty == "" || f.Option != nil {
			t.Errorf("%s draws %d bytes without data and says %q, %v", id, len(f.Option), f.Empty, err)
		}
	}
}
