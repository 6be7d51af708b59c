package figure_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/data/workspace"
)

// chartOf draws a kind.
func chartOf(t *testing.T, e *engine.Engine, id string, q figure.Question) figure.Figure {
	t.Helper()
	kind, err := figure.KindByID(id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := kind.Draw(t.Context(), e, q, chinese)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var demonstrationYear = figure.Question{Period: year, Basis: analytics.SamePeriod, Measure: "accidents"}

// sum is the one figure that plain SQL gives.
func sum(t *testing.T, w *workspace.Workspace, query string) float64 {
	t.Helper()
	v := 0.0
	each(t, w, query, func(rows *sql.Rows) error { return rows.Scan(&v) })
	return v
}

// TestProblemCharts compares the charts of the problem analysis with plain SQL.
func TestProblemCharts(t *testing.T) {
	w, e := demonstration(t)
	t.Run("repeats", func(t *testing.T) { repeatsTimeline(t, w, e) })
	t.Run("unstated", func(t *testing.T) { unstatedTowns(t, w, e) })
	t.Run("days", func(t *testing.T) { daysTowns(t, w, e) })
}

// repeatsTimeline compares the dots of the firms with plain SQL: the eight with most of the twelve that had three accidents.
func repeatsTimeline(t *testing.T, w *workspace.Workspace, e *engine.Engine) {
	f := chartOf(t, e, "repeats-timeline", demonstrationYear)
	if text := plain(f.Finding.String()); !strings.HasPrefix(text, "12 家发生 3 宗以上事故；最多的示例") {
		t.Errorf("the finding is %q", text)
	}
	dots := 0
	for _, series := range f.Targets {
		for _, target := range series {
			if target.Accident == "" {
				t.Error("a dot opens no accident")
			}
			dots++
		}
	}
	want := sum(t, w, `SELECT sum(n) FROM (SELECT count(*) AS n, sum(coalesce(deaths, 0)) AS dead FROM accident WHERE firm IS NOT NULL AND occurred_on BETWEEN '2011-01-01' AND '2011-12-23'
		GROUP BY firm, town HAVING count(*) >= 3 ORDER BY n DESC, dead DESC, firm LIMIT 8)`)
	if float64(dots) != want {
		t.Errorf("%d dots, plain SQL says %v accidents", dots, want)
	}
	q := demonstrationYear
	limits := problem.Defaults()
	limits.Repeats = 20
	q.Thresholds = &limits
	if f := chartOf(t, e, "repeats-timeline", q); f.Empty == "" || f.Option != nil {
		t.Errorf("no firm had twenty accidents: %q", f.Finding)
	}
}

// unstatedTowns compares the heat map of accidents without a town with plain SQL.
func unstatedTowns(t *testing.T, w *workspace.Workspace, e *engine.Engine) {
	f := chartOf(t, e, "unstated-towns", demonstrationYear)
	want := sum(t, w, "SELECT count(*) FROM accident WHERE town IS NULL AND occurred_on BETWEEN '2011-01-01' AND '2011-12-23'")
	if f.Frame.Total[0].Now != want || want == 0 || !strings.Contains(plain(f.Finding.String()), "未注明镇街") || f.Option == nil {
		t.Errorf("%v accidents without a town, plain SQL says %v: %q", f.Frame.Total[0].Now, want, f.Finding)
	}
	if f := chartOf(t, e, "unstated-deaths", demonstrationYear); f.Empty == "" || f.Option != nil {
		t.Errorf("all accidents state their deaths: %q", f.Finding)
	}
}

// daysTowns draws the demonstration city's days, and marks the towns that the problem analysis names.
func daysTowns(t *testing.T, w *workspace.Workspace, e *engine.Engine) {
	f := chartOf(t, e, "days-towns", demonstrationYear)
	if text := plain(f.Finding.String()); !strings.Contains(text, "中堂") || !strings.Contains(text, "高埗") || !strings.Contains(text, "6天") {
		t.Errorf("the finding is %q", text)
	}
	// Half of the city's hazards by plain SQL: the least day after which the product of the shares left open is half or less.
	median := sum(t, w, `WITH span AS (SELECT date_diff('day', occurred_on, least(coalesce(rectified_on, DATE '2011-12-23'), DATE '2011-12-23')) AS d, coalesce(rectified AND rectified_on <= DATE '2011-12-23', false) AS done
			FROM hazard WHERE occurred_on BETWEEN '2011-01-01' AND '2011-12-23' AND (rectified IS FALSE OR rectified_on IS NOT NULL)),
		step AS (SELECT d, count(*) FILTER (WHERE done) AS done, sum(count(*)) OVER (ORDER BY d DESC) AS risk FROM span GROUP BY d),
		curve AS (SELECT d, exp(sum(ln(1 - done / risk)) OVER (ORDER BY d)) AS open FROM step WHERE done < risk)
		SELECT min(d) FROM curve WHERE open <= 0.5`)
	if median != 6 {
		t.Errorf("plain SQL says %v days", median)
	}
}

// TestMarksAgreeWithTheThreshold: of twenty-four towns two are far above the others, and one of these is below the threshold.
func TestMarksAgreeWithTheThreshold(t *testing.T) {
	rates := answers{"town": {}}
	add := func(key string, late, done float64) {
		rates["town"] = append(rates["town"], engine.Row{
			Members: []analytics.Member{{Key: key, Label: analytics.Same(key)}},
			Values:  []engine.Value{{HasNow: true, Now: late / done * 100, Num: late, Den: done}},
		})
	}
	for _, key := range strings.Split("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", "") {
		add(key, 40, 1000)
	}
	add("塘", 150, 1000)
	add("麻", 250, 1000)
	kind, err := figure.KindByID("late-towns")
	if err != nil {
		t.Fatal(err)
	}
	total := ratedTotal{rates, engine.Value{HasNow: true, Now: 1280. / 24000 * 100, Num: 1280, Den: 24000}}
	f, err := kind.Draw(t.Context(), total, demonstrationYear, chinese)
	if err != nil {
		t.Fatal(err)
	}
	if text := f.Finding.String(); !strings.Contains(text, "麻") || strings.Contains(text, "塘") {
		t.Errorf("with 20%% as the threshold the finding is %q", text)
	}
	q := demonstrationYear
	limits := problem.Defaults()
	limits.Late = 0.1
	q.Thresholds = &limits
	if f, err = kind.Draw(t.Context(), total, q, chinese); err != nil || !strings.Contains(f.Finding.String(), "塘") || !strings.Contains(string(f.Option), "阈值 10.0%") {
		t.Errorf("with 10%% as the threshold the finding is %q, %v", f.Finding, err)
	}
}

// ratedTotal answers with rows and a total of their own.
type ratedTotal struct {
	answers
	total engine.Value
}

func (r ratedTotal) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	frame, err := r.answers.Run(ctx, q)
	frame.Total = []engine.Value{r.total}
	return frame, err
}
