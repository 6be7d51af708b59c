package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/echarts"
	"anlan/analytics/engine"
	"anlan/app/chartview"
	"anlan/app/drawing"
	"anlan/app/page"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/words"
	"anlan/assets"
	"anlan/data/sample/sampletest"
	"anlan/data/workspace"
)

// desk is a page without a window system: what is posted waits in a queue that the test runs.
type desk struct {
	tb      testing.TB
	queue   chan func()
	loader  *state.Loader
	history *state.History
	env     *page.Env
	page    page.Page
	errors  []error
	window  fyne.Window
}

// newDesk opens the overview of the demonstration city in a window of a size.
func newDesk(tb testing.TB, language analytics.Language, size fyne.Size) *desk {
	tb.Helper()
	return newDeskAt(tb, page.Overview, language, size)
}

// newDeskAt opens a page of the demonstration city in a window of a size.
func newDeskAt(tb testing.TB, id page.ID, language analytics.Language, size fyne.Size) *desk {
	tb.Helper()
	if raceDetector {
		tb.Skip("laying charts out takes minutes under the race detector")
	}
	return newDeskOf(tb, id, language, size)
}

// newDeskOf is newDeskAt for pages without charts, which the race detector bears.
func newDeskOf(tb testing.TB, id page.ID, language analytics.Language, size fyne.Size) *desk {
	tb.Helper()
	return newDeskOn(tb, sampletest.Open(tb), id, language, size)
}

// newDeskOn opens a page of a workspace in a window of a size.
func newDeskOn(tb testing.TB, w *workspace.Workspace, id page.ID, language analytics.Language, size fyne.Size) *desk {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(theme.New(false))
	var err error
	d := &desk{tb: tb, queue: make(chan func(), 1000)}
	d.loader = state.NewLoader(tb.Context(), func(f func()) { d.queue <- f })
	charts := chartview.NewEngine(drawing.Program, 2)
	d.history = state.NewHistory(state.Selection{
		Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents",
	})
	d.env = &page.Env{
		Loader: d.loader, Charts: charts, Words: words.In(language), Palette: assets.Light, Workspace: w, Engine: engine.New(w, catalog.Default()), Sample: true,
		Selection: d.history.Now, Fail: func(err error) { d.errors = append(d.errors, err) }, Notify: func(string) {}, Repainted: func() {}, DataChanged: func() {},
	}
	d.env.Select = func(s state.Selection) {
		if d.history.Go(s) {
			d.page.Show()
		}
	}
	d.env.Desk = page.NewDesk(d.env)
	if d.page, err = page.New(d.env, id); err != nil {
		tb.Fatal(err)
	}
	d.window = test.NewTempWindow(tb, d.page.Object())
	d.window.SetPadded(false)
	d.window.Resize(size)
	tb.Cleanup(func() {
		go func() {
			for f := range d.queue {
				_ = f
			}
		}()
		d.loader.Close()
		d.page.Close()
		if err := charts.Close(); err != nil {
			tb.Error(err)
		}
	})
	return d
}

// settle runs what is posted until everything is painted.
func (d *desk) settle() {
	d.tb.Helper()
	deadline := time.After(60 * time.Second)
	for d.loader.Busy() || !d.ready() {
		select {
		case f := <-d.queue:
			f()
		case <-deadline:
			d.tb.Fatal("the page does not come to rest")
		}
	}
}

func (d *desk) ready() bool {
	for _, v := range d.page.Charts() {
		if !v.Ready() || v.Scene() == nil && !v.Empty() {
			return false
		}
	}
	return true
}

// says tells whether a chart says a text.
func (d *desk) says(kind, text string) bool {
	var find func(*echarts.Scene) bool
	find = func(s *echarts.Scene) bool {
		for _, m := range s.Marks {
			if m.Text != nil && strings.Contains(m.Text.String, text) || m.Layer != nil && find(m.Layer.Scene) {
				return true
			}
		}
		return false
	}
	return find(d.page.Charts()[kind].Scene())
}

func TestOverviewTellsTheYear(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.settle()
	for _, err := range d.errors {
		t.Error(err)
	}
	if title := d.page.Title(); !strings.Contains(title, "4414") || !strings.Contains(title, "528") || !strings.Contains(title, "4 个镇街超控制进度") {
		t.Errorf("the headline is %q", title)
	}
	for kind, text := range map[string]string{"months": "12月", "sectors": "道路交通", "town-map": "望牛墩", "sector-town": "273"} {
		if !d.says(kind, text) {
			t.Errorf("chart %s does not say %q", kind, text)
		}
	}
}

func TestAClickFiltersThePageAndASecondReleasesIt(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.settle()
	towns := d.page.Charts()["town-map"]
	towns.OnClick(echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 19}, false) // Tangxia
	d.settle()
	if keys := d.history.Now().Keys(analytics.Town); len(keys) != 1 || keys[0] != "441900116" {
		t.Fatalf("the click filters by %v", keys)
	}
	if title := d.page.Title(); !strings.Contains(title, "369") {
		t.Errorf("the headline does not follow: %q", title)
	}
	if !d.says("sectors", "273") {
		t.Error("the sectors do not follow")
	}
	if !d.says("town-map", "望牛墩") {
		t.Error("the clicked chart lost its other towns")
	}
	towns.OnClick(echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 19}, false) // Tangxia
	d.settle()
	if keys := d.history.Now().Keys(analytics.Town); len(keys) != 0 {
		t.Errorf("the second click leaves %v", keys)
	}
	if title := d.page.Title(); !strings.Contains(title, "4414") {
		t.Errorf("the headline does not come back: %q", title)
	}
}

// TestOnlyTheFilteredCellsAreFramed filters by a sector: in the chart of cells its row is framed, and no other.
func TestOnlyTheFilteredCellsAreFramed(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.settle()
	d.env.Select(d.history.Now().With(analytics.Sector, []string{"fire"}))
	d.settle()
	frame, framed := theme.Color(assets.Light.Categories[1]), 0
	for _, m := range d.page.Charts()["sector-town"].Scene().Marks {
		if m.Pen != nil && m.Paint.Color == frame {
			framed++
		}
	}
	if framed != 33 { // 32 towns, and what is not stated
		t.Errorf("%d cells are framed, want 33", framed)
	}
}

// TestALateAnswerDoesNotOverwrite changes the filter while the page is still drawing.
func TestALateAnswerDoesNotOverwrite(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	for _, town := range []string{"441900119", "441900121", "441900116"} {
		d.env.Select(d.history.Now().With(analytics.Town, []string{town}))
	}
	d.settle()
	if title := d.page.Title(); !strings.Contains(title, "369") {
		t.Errorf("the headline is of another town: %q", title)
	}
	if !d.says("sectors", "273") {
		t.Error("the sectors are of another town")
	}
}

// hurry changes the filter many times while the page still answers, and runs what is posted in between; the last filter is
// by Tangxia.
func (d *desk) hurry() {
	for i := range 200 {
		key := fmt.Sprintf("441900%d", 101+i%29)
		if i == 199 {
			key = "441900116"
		}
		d.env.Select(d.history.Now().With(analytics.Town, []string{key}))
		for range i % 3 {
			select {
			case f := <-d.queue:
				f()
			default:
			}
		}
	}
	d.settle()
	for _, err := range d.errors {
		d.tb.Error(err)
	}
}

func TestTheLastOfManyFiltersWins(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.hurry()
	if title := d.page.Title(); !strings.Contains(title, "369") {
		t.Errorf("the headline is of another town: %q", title)
	}
	if !d.says("sectors", "273") {
		t.Error("the sectors are of another town")
	}
}

// TestTheLastOfManyFiltersWinsInATable also runs under the race detector.
func TestTheLastOfManyFiltersWinsInATable(t *testing.T) {
	d := newDeskOf(t, page.Pivot, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.hurry()
	sheet := d.page.(*page.PivotPage).Sheet()
	if last := sheet.Rows[len(sheet.Rows)-1]; last.Cells[len(last.Cells)-1].Number != 369 {
		t.Errorf("the total is %v", sheet.Texts(len(sheet.Rows)-1))
	}
}

func TestPagesFitASmallLaptop(t *testing.T) {
	for _, language := range []analytics.Language{analytics.Chinese, analytics.English} {
		d := newDesk(t, language, fyne.NewSize(1024-168, 560))
		d.page.Show()
		d.settle()
		if size := d.page.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
			t.Errorf("%s: the page needs %v", language, size)
		}
	}
}

// TestNothingShowsWhereThereAreNoData asks for a year before the first.
func TestNothingShowsWhereThereAreNoData(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	s := d.history.Now()
	s.Period = analytics.WholeYear(1999)
	d.history.Go(s)
	d.page.Show()
	deadline := time.After(60 * time.Second)
	for d.loader.Busy() {
		select {
		case f := <-d.queue:
			f()
		case <-deadline:
			t.Fatal("the page does not come to rest")
		}
	}
	for _, err := range d.errors {
		t.Error(err)
	}
	if title := d.page.Title(); !strings.Contains(title, "没有事故数据") {
		t.Errorf("the headline is %q", title)
	}
}
