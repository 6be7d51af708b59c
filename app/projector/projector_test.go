package projector_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/app/chartview"
	"anlan/app/display"
	"anlan/app/drawing"
	"anlan/app/keep"
	"anlan/app/projector"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/words"
	"anlan/data/sample/sampletest"
)

// hall is a show in a test's windows.
type hall struct {
	t      testing.TB
	queue  chan func()
	loader *state.Loader
	config projector.Config
	show   *projector.Show
	closed int
}

func newHall(t testing.TB) *hall {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(false))
	h := &hall{t: t, queue: make(chan func(), 1000)}
	h.loader = state.NewLoader(t.Context(), func(f func()) { h.queue <- f })
	charts := chartview.NewEngine(drawing.Program, 2)
	h.config = projector.Config{
		App: app, Loader: h.loader, Charts: charts, Words: words.In(analytics.Chinese), Windowed: true,
		Fail: func(err error) { t.Error(err) }, Closed: func() { h.closed++ },
	}
	t.Cleanup(func() {
		go func() {
			for f := range h.queue {
				_ = f
			}
		}()
		h.loader.Close()
		if err := charts.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// until runs what is posted until something holds.
func (h *hall) until(what string, holds func() bool) {
	h.t.Helper()
	deadline := time.After(60 * time.Second)
	for !holds() {
		select {
		case f := <-h.queue:
			f()
		case <-deadline:
			h.t.Fatalf("%s does not come", what)
		}
	}
}

func (h *hall) key(name fyne.KeyName) { h.show.Key(&fyne.KeyEvent{Name: name}) }

// city is a briefing of the demonstration city of forty slides.
func city(t testing.TB) briefing.Briefing {
	t.Helper()
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	ctx := t.Context()
	w := sampletest.Open(t)
	e := engine.New(w, catalog.Default())
	now, err := keep.State(ctx, w, e, time.Date(2011, 12, 24, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	q := figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents"}
	b, err := briefing.Compose(ctx, e, q, briefing.NewLook(format.Printer{Language: analytics.Chinese}), now, now.At)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; len(b.Slides) < 40; i++ {
		s := b.Slides[i]
		s.ID = briefing.NewID()
		b.Slides = append(b.Slides, s)
	}
	return b
}

// openForty reads a briefing of forty slides out of its file and shows it, with the chart engine warm as it is in the running
// window, and tells how long that took until the first picture.
func openForty(t testing.TB, h *hall, content []byte) time.Duration {
	t.Helper()
	pool, err := h.config.Charts.Pool()
	if err != nil {
		t.Fatal(err)
	}
	if err := pool.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	b, err := briefing.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	h.show = projector.Start(h.config, b, 1)
	h.until("the first picture", h.show.Ready)
	return time.Since(start)
}

// next turns to the next slide and tells how long it took to be shown.
func (h *hall) next() time.Duration {
	h.until("the neighbours", func() bool { return !h.busy() })
	start := time.Now()
	h.key(fyne.KeyPageDown)
	h.until("the next slide", h.show.Ready)
	return time.Since(start)
}

func TestFortySlides(t *testing.T) {
	content, err := briefing.Encode(city(t))
	if err != nil {
		t.Fatal(err)
	}
	h := newHall(t)
	openForty(t, h, content)
	for at := 1; at < 39; at++ {
		if h.next(); h.show.At() != at+1 {
			t.Fatalf("after slide %d comes slide %d", at, h.show.At())
		}
	}
}

// BenchmarkFortySlides measures the opening of forty slides and the slowest change from one to the next.
func BenchmarkFortySlides(b *testing.B) {
	content, err := briefing.Encode(city(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h := newHall(b)
		opened := openForty(b, h, content)
		var slowest time.Duration
		for h.show.At() < 39 {
			slowest = max(slowest, h.next())
		}
		b.ReportMetric(float64(opened.Milliseconds()), "ms-open")
		b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-slowest-change")
	}
}

// busy tells whether anything but the clock runs: the neighbours are being laid out.
func (h *hall) busy() bool { return h.show.Preparing() }

func TestKeys(t *testing.T) {
	h := newHall(t)
	h.show = projector.Start(h.config, city(t), 0)
	for _, tc := range []struct {
		keys []fyne.KeyName
		at   int
	}{
		{[]fyne.KeyName{fyne.KeyRight}, 1},
		{[]fyne.KeyName{fyne.KeySpace, fyne.KeyPageDown, fyne.KeyDown}, 4},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyBackspace}, 0},
		{[]fyne.KeyName{fyne.KeyLeft}, 0},
		{[]fyne.KeyName{fyne.KeyEnd}, 39},
		{[]fyne.KeyName{fyne.KeyRight}, 39},
		{[]fyne.KeyName{fyne.KeyHome}, 0},
		{[]fyne.KeyName{fyne.Key1, fyne.Key7}, 16},
		{[]fyne.KeyName{fyne.Key3, fyne.KeyReturn}, 2},
		{[]fyne.KeyName{fyne.Key9}, 8},
		{[]fyne.KeyName{fyne.KeyB, fyne.KeyEscape, fyne.KeyL, fyne.KeyL, fyne.KeyA, fyne.KeyA}, 8},
	} {
		for _, k := range tc.keys {
			h.key(k)
		}
		if h.show.At() != tc.at {
			t.Errorf("%v leads to slide %d, want %d", tc.keys, h.show.At()+1, tc.at+1)
		}
	}
	h.until("the picture", h.show.Ready)
	h.key(fyne.KeyZ)
	h.until("the enlarged picture", h.show.Ready)
	h.key(fyne.KeyEscape)
	if h.closed != 0 {
		t.Fatal("Esc ends the show while the chart is enlarged")
	}
	h.key(fyne.KeyEscape)
	if h.closed != 1 {
		t.Errorf("the show was closed %d times", h.closed)
	}
}

// TestAsking asks about the first town and comes back.
func TestAsking(t *testing.T) {
	h := newHall(t)
	b := city(t)
	at := -1
	for i, s := range b.Slides {
		if s.Frozen != nil && s.Frozen.Ask.Kind == "towns" && at < 0 {
			at = i
		}
	}
	if at < 0 {
		t.Fatal("no slide about towns")
	}
	h.show = projector.Start(h.config, b, at)
	h.until("the picture", h.show.Ready)
	h.show.Ask(0, 0)
	h.until("the questions", func() bool { return len(h.show.Offered()) > 0 })
	if got := fmt.Sprint(h.show.Offered()); got != "[which_sector year_before]" {
		t.Errorf("offered are %s", got)
	}
	h.key(fyne.Key1)
	h.until("the answer", func() bool { return h.show.Answering() && h.show.Ready() })
	h.key(fyne.KeyEscape)
	if h.show.Answering() || h.closed != 0 || h.show.At() != at {
		t.Errorf("Esc does not lead back to the slide")
	}
	h.show.Close()
}

// TestDisplays shows on the display that the speaker does not look at, unless another one was chosen last time.
func TestDisplays(t *testing.T) {
	laptop, wall := display.Display{Name: "laptop", Width: 1366, Height: 768}, display.Display{Name: "wall", X: 1366, Width: 1920, Height: 1080}
	side := display.Display{Name: "wall", X: 3286, Width: 1920, Height: 1080}
	for _, tc := range []struct {
		name string
		all  []display.Display
		home int
		last string
		keys []fyne.KeyName
		want []string // what was put where, in order
	}{
		{"one", []display.Display{laptop}, 0, "", []fyne.KeyName{fyne.KeyD}, nil},
		{"two", []display.Display{laptop, wall}, 0, "", nil, []string{"slides wall 1366,0", "speaker laptop 0,0"}},
		{"at home on the second", []display.Display{laptop, wall}, 1, "", nil, []string{"slides laptop 0,0", "speaker wall 1366,0"}},
		{"chosen last time", []display.Display{laptop, wall, side}, 0, side.Key(), nil, []string{"slides wall 3286,0", "speaker laptop 0,0"}},
		{"no longer there", []display.Display{laptop, wall}, 0, side.Key(), nil, []string{"slides wall 1366,0", "speaker laptop 0,0"}},
		{"the next", []display.Display{laptop, wall}, 0, "", []fyne.KeyName{fyne.KeyD, fyne.KeyD}, []string{
			"slides wall 1366,0", "speaker laptop 0,0", "slides laptop 0,0", "speaker wall 1366,0", "chosen laptop 0,0", "slides wall 1366,0", "speaker laptop 0,0", "chosen wall 1366,0",
		}},
		{"window and back", []display.Display{laptop, wall}, 0, "", []fyne.KeyName{fyne.KeyF, fyne.KeyF}, []string{
			"slides wall 1366,0", "speaker laptop 0,0", "slides wall 1366,0", "speaker laptop 0,0",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHall(t)
			var put []string
			h.config.Windowed = false
			h.config.Displays = projector.Displays{
				All: tc.all, Home: tc.home, Last: tc.last,
				FullScreen: func(w fyne.Window, d display.Display) { w.SetFullScreen(true); put = append(put, "slides "+d.Key()) },
				Place:      func(_ fyne.Window, d display.Display) { put = append(put, "speaker "+d.Key()) },
				Chosen:     func(d display.Display) { put = append(put, "chosen "+d.Key()) },
			}
			h.show = projector.Start(h.config, briefing.Briefing{Slides: []briefing.Slide{briefing.NewText("a", "b")}}, 0)
			for _, k := range tc.keys {
				h.key(k)
			}
			if diff := cmp.Diff(tc.want, put); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			h.show.Close()
		})
	}
}
