package page_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/problem"
	"anlan/app/keep"
	"anlan/app/page"
	"anlan/data/workspace"
)

// shows tells whether an object says a text somewhere.
func shows(o fyne.CanvasObject, text string) bool {
	for _, part := range test.LaidOutObjects(o) {
		switch p := part.(type) {
		case *canvas.Text:
			if strings.Contains(p.Text, text) {
				return true
			}
		case *widget.Label:
			if strings.Contains(p.Text, text) {
				return true
			}
		}
	}
	return false
}

// tap taps the smallest thing that can be tapped and says a text.
func (d *desk) tap(text string) {
	d.tb.Helper()
	var found fyne.Tappable
	fewest := 0
	for _, o := range test.LaidOutObjects(d.page.Object()) {
		t, ok := o.(fyne.Tappable)
		if !ok || !shows(o, text) {
			continue
		}
		if n := len(test.LaidOutObjects(o)); found == nil || n < fewest {
			found, fewest = t, n
		}
	}
	if found == nil {
		d.tb.Fatalf("nothing to tap says %q", text)
	}
	found.Tapped(&fyne.PointEvent{})
	d.settle()
}

func (d *desk) decisions() []workspace.Decision {
	d.tb.Helper()
	list, err := d.env.Workspace.Decisions(d.tb.Context())
	if err != nil {
		d.tb.Fatal(err)
	}
	return list
}

// decided is what was decided under a key.
func (d *desk) decided(key string) workspace.Decision {
	d.tb.Helper()
	for _, one := range d.decisions() {
		if one.Key == key {
			return one
		}
	}
	return workspace.Decision{}
}

// TestDecisionOfAGroupSticks accepts a finding about two towns. When one of them is left it is still accepted, and so is what
// the ledger's finding stood for once the ledger is out of the question.
func TestDecisionOfAGroupSticks(t *testing.T) {
	d := newDeskAt(t, page.Problems, analytics.Chinese, fyne.NewSize(1432, 1600))
	d.env.Window = d.window
	d.page.Show()
	d.settle()
	d.tap("中堂到期隐患")
	d.tap("采纳")
	if !shows(d.page.Object(), "已采纳 1 ·") {
		t.Fatal("nothing is accepted")
	}
	problems, ok := d.page.(*page.ProblemsPage)
	if !ok {
		t.Fatalf("the page is a %T", d.page)
	}
	thresholds := problem.Defaults()
	thresholds.Overdue, thresholds.Slow = 0.35, 100 // 中堂 is below; how many days hazards take is left aside
	problems.SetThresholds(thresholds)
	d.settle()
	if !shows(d.page.Object(), "高埗到期") || shows(d.page.Object(), "中堂到期") || !shows(d.page.Object(), "已采纳 1 ·") {
		t.Error("the decision is lost with 中堂")
	}
	thresholds.Overdue, thresholds.Late = 1, 1
	problems.SetThresholds(thresholds)
	d.settle()
	if !shows(d.page.Object(), "检查隐患") || !shows(d.page.Object(), "已采纳 1 ·") {
		t.Error("what the finding stood for is not accepted")
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}

// TestEveryFindingHasItsChart looks for the chart that a finding names among those that the page can turn to.
func TestEveryFindingHasItsChart(t *testing.T) {
	d := newDeskAt(t, page.Problems, analytics.Chinese, fyne.NewSize(1432, 804))
	inquiry := problem.Inquiry{Period: analytics.YearToDate(analytics.Day(2011, 12, 23)), Basis: analytics.SamePeriod, Thresholds: problem.Defaults()}
	inquiry.Thresholds.FalseAlarms, inquiry.Thresholds.Passing, inquiry.Thresholds.Reply, inquiry.Thresholds.Norm = 0.999, 1000, 1, 1
	a, err := problem.Analyse(t.Context(), d.env.Engine, inquiry)
	if err != nil {
		t.Fatal(err)
	}
	kinds := page.ProblemKinds()
	for _, f := range a.Findings {
		for _, one := range append([]problem.Finding{f}, f.Merged...) {
			if !slices.Contains(kinds, one.Figure) {
				t.Errorf("%s is shown by %q, which the page does not have", one.Key(), one.Figure)
			}
		}
	}
}

// TestProblemsPage goes the way of somebody who prepares a speech: what is wrong, is it sure, which rows; accept, pin, take
// back, the next finding.
func TestProblemsPage(t *testing.T) {
	d := newDeskAt(t, page.Problems, analytics.Chinese, fyne.NewSize(1432, 804))
	d.env.Window = d.window
	d.page.Show()
	d.settle()
	for _, err := range d.errors {
		t.Error(err)
	}
	if title := d.page.Title(); !strings.Contains(title, "6 个问题不像偶然；塘厦道路交通最急") {
		t.Errorf("the headline is %q", title)
	}
	for kind, text := range map[string]string{"funnel": "塘厦", "contribution": "+80", "control": "38", "quadrant": "凤岗"} {
		if !d.says(kind, text) {
			t.Errorf("chart %s does not say %q", kind, text)
		}
	}
	d.tap("采纳")
	const key = "rise|town=441900116|sector=road"
	if one := d.decided(key); one.State != workspace.DecisionAccepted {
		t.Fatalf("decisions after accepting: %+v", d.decisions())
	}
	d.tap("放入汇报")
	if one := d.decided(key); !one.Pinned || !strings.Contains(one.Statement, "塘厦道路交通") {
		t.Errorf("decisions after pinning: %+v", d.decisions())
	}
	d.settle()
	b, _, err := keep.Latest(t.Context(), d.env.Workspace)
	if err != nil || len(b.Slides) != 1 || !strings.Contains(b.Slides[0].Title, "塘厦道路交通") || b.Slides[0].Frozen.Option == nil {
		t.Errorf("the briefing has %d slides, %v", len(b.Slides), err)
	}
	if !shows(d.page.Object(), "已采纳 1 · 已忽略 0 · 放入汇报 1") {
		t.Error("the page does not count what was decided")
	}
	d.tap("撤销")
	d.tap("撤销")
	if list := d.decisions(); len(list) != 0 {
		t.Errorf("decisions after taking both back: %+v", list)
	}
	d.tap("建筑施工事故")
	if !d.says("contribution", "长安") {
		t.Error("the evidence does not turn to the chosen finding")
	}
	d.tap("明细")
	if d.window.Canvas().Overlays().Top() == nil {
		t.Error("the second click does not show the rows")
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}

// TestNoStaleProblems changes the filter while the analysis runs: what is shown is of the last.
func TestNoStaleProblems(t *testing.T) {
	d := newDeskAt(t, page.Problems, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	for _, sector := range []string{"fire", "industry", "construction"} {
		d.env.Select(d.history.Now().With(analytics.Sector, []string{sector}))
		if shows(d.page.Object(), "塘厦道路交通事故") {
			t.Error("a finding of another selection is shown")
		}
	}
	d.settle()
	if shows(d.page.Object(), "道路交通事故") || !shows(d.page.Object(), "长安建筑施工") && !shows(d.page.Object(), "长安") {
		t.Error("the findings are not those of construction")
	}
}

func TestProblemsFitASmallLaptop(t *testing.T) {
	for _, language := range []analytics.Language{analytics.Chinese, analytics.English} {
		d := newDeskAt(t, page.Problems, language, fyne.NewSize(1024-168, 560))
		d.page.Show()
		d.settle()
		if size := d.page.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
			t.Errorf("%s: the page needs %v", language, size)
		}
	}
}
