package handout_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anlan/analytics/briefing"
)

// opened is what a page did while it was opened.
type opened struct {
	Complaints []string // of the console, and of scripts
	Requests   []string // besides the file itself
	Charts     int      // drawn
	Sources    int      // that can be unfolded
	Work       float64  // milliseconds of the processor that opening it and drawing the first chart took
	Shown      float64  // milliseconds from the start of the navigation to the first chart, painted as a picture or alive
	Drawn      float64  // milliseconds from the start of the navigation to the first chart that answers to the mouse
}

// watch runs in the page before its own scripts: it brings the first chart into sight as soon as it is there, as the slide
// behind the cover has it, and takes the time at which it is on the screen.
const watch = `(function () {
  var shown = false;
  function look() {
    var box = document.querySelector(".chart");
    if (box && !shown && document.readyState !== "loading") { shown = true; box.scrollIntoView(); }
    if (box && !window.firstPicture && box.querySelector("svg, img")) { window.firstPicture = -1; requestAnimationFrame(function () { setTimeout(function () { window.firstPicture = performance.now(); }); }); }
    if (box && box.querySelector("svg")) { requestAnimationFrame(function () { setTimeout(function () { window.firstChart = performance.now(); }); }); return; }
    setTimeout(look, 4);
  }
  look();
})();`

// open opens a page in headless Chromium, over the pipes of its remote debugging, and waits until its first chart is drawn, or for
// as long as wait.
func open(tb testing.TB, path string, wait time.Duration) opened {
	tb.Helper()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		tb.Skip("Chromium is missing: the page is not opened")
	}
	ctx, cancel := context.WithTimeout(tb.Context(), 2*time.Minute)
	defer cancel()
	commandsOut, commands, err := os.Pipe()
	if err != nil {
		tb.Fatal(err)
	}
	answers, answersIn, err := os.Pipe()
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--remote-debugging-pipe", "--window-size=1000,700", "--user-data-dir="+tb.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{commandsOut, answersIn}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	for _, f := range []io.Closer{commandsOut, answersIn} {
		if err := f.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	t := &talk{tb: tb, to: commands, from: bufio.NewReader(answers), page: "file://" + path}
	defer func() {
		t.ask("", "Browser.close", nil, nil)
		_ = commands.Close() // the browser has gone
		_ = cmd.Wait()       // however it ends
		_ = answers.Close()
	}()
	return t.open(wait)
}

// talk speaks the Chrome DevTools Protocol: JSON messages that end with a zero byte.
type talk struct {
	tb   testing.TB
	to   io.Writer
	from *bufio.Reader
	last int
	page string
	seen opened
}

// ask sends a command and waits for its answer; what the page does meanwhile is taken down.
func (t *talk) ask(session, method string, params, answer any) {
	t.tb.Helper()
	t.last++
	message := map[string]any{"id": t.last, "method": method}
	if params != nil {
		message["params"] = params
	}
	if session != "" {
		message["sessionId"] = session
	}
	raw, err := json.Marshal(message)
	if err != nil {
		t.tb.Fatal(err)
	}
	if _, err := t.to.Write(append(raw, 0)); err != nil {
		t.tb.Fatal(err)
	}
	for {
		raw, err := t.from.ReadBytes(0)
		if err != nil {
			t.tb.Fatalf("%s: %v", method, err)
		}
		var m struct {
			ID     int             `json:"id"`
			Method string          `json:"method"`
			Params json.RawMessage `json:"params"`
			Result json.RawMessage `json:"result"`
			Error  json.RawMessage `json:"error"`
		}
		if err := json.Unmarshal(raw[:len(raw)-1], &m); err != nil {
			t.tb.Fatal(err)
		}
		switch {
		case m.ID == t.last && m.Error != nil:
			t.tb.Fatalf("%s: %s", method, m.Error)
		case m.ID == t.last:
			if answer != nil {
				if err := json.Unmarshal(m.Result, answer); err != nil {
					t.tb.Fatal(err)
				}
			}
			return
		}
		t.event(m.Method, m.Params)
	}
}

// event takes down a request, or a complaint.
func (t *talk) event(method string, params json.RawMessage) {
	switch method {
	case "Network.requestWillBeSent":
		var p struct{ Request struct{ URL string } }
		if err := json.Unmarshal(params, &p); err != nil {
			t.tb.Fatal(err)
		}
		if url := p.Request.URL; url != t.page && !strings.HasPrefix(url, "data:") {
			t.seen.Requests = append(t.seen.Requests, url)
		}
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded":
		t.seen.Complaints = append(t.seen.Complaints, string(params))
	}
}

// patience is how long a busy machine may take to draw a chart that came into sight.
const patience = 20 * time.Second

// open opens the page in a tab.
func (t *talk) open(wait time.Duration) opened {
	var target struct{ TargetID string }
	t.ask("", "Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var session struct{ SessionID string }
	t.ask("", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session)
	s := session.SessionID
	for _, domain := range []string{"Page", "Network", "Runtime", "Log"} {
		t.ask(s, domain+".enable", nil, nil)
	}
	t.ask(s, "Performance.enable", map[string]any{"timeDomain": "threadTicks"}, nil)
	t.ask(s, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": watch}, nil)
	t.ask(s, "Page.navigate", map[string]any{"url": t.page}, nil)
	value := func(expression string) float64 {
		var v struct{ Result struct{ Value float64 } }
		t.ask(s, "Runtime.evaluate", map[string]any{"expression": expression}, &v)
		return v.Result.Value
	}
	for end := time.Now().Add(wait); t.seen.Drawn == 0 && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		t.seen.Drawn, t.seen.Shown = value("window.firstChart || 0"), value("window.firstPicture || 0")
	}
	var metrics struct {
		Metrics []struct {
			Name  string
			Value float64
		}
	}
	t.ask(s, "Performance.getMetrics", nil, &metrics)
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			t.seen.Work = m.Value * 1000
		}
	}
	// Every chart comes into sight once.
	n := int(value("document.querySelectorAll('.frame').length"))
	for i := range n {
		value(fmt.Sprintf("window.inSight = document.querySelectorAll('.frame')[%d], inSight.scrollIntoView(), 0", i))
		for end := time.Now().Add(patience); value("!inSight.querySelector('.chart') || inSight.querySelector('.chart svg') ? 1 : 0") == 0 && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond)
		}
	}
	value("document.getElementById('sources') ? document.getElementById('sources').scrollIntoView() : 0, 0")
	time.Sleep(300 * time.Millisecond)
	t.seen.Sources = int(value("document.querySelectorAll('#sources details').length"))
	t.seen.Charts = int(value("document.querySelectorAll('.chart svg').length"))
	return t.seen
}

// pageOf writes a briefing as a page.
func pageOf(tb testing.TB, b briefing.Briefing) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "b.html")
	if err := os.WriteFile(path, file(tb, "b.html", b), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// TestBrowserOpensThePage opens the page in headless Chromium: no complaint on the console, no request at all, every chart
// drawn.
func TestBrowserOpensThePage(t *testing.T) {
	b := city(t)
	charts := 0
	for _, s := range b.Slides {
		if s.Frozen != nil && s.Frozen.Option != nil {
			charts++
		}
	}
	path := pageOf(t, b)
	seen := open(t, path, time.Minute)
	for _, c := range seen.Complaints {
		t.Errorf("the console says %s", c)
	}
	for _, r := range seen.Requests {
		t.Errorf("the page asks for %s", r)
	}
	if seen.Charts != charts || charts < 6 {
		t.Errorf("%d of %d charts are drawn", seen.Charts, charts)
	}
	if seen.Drawn == 0 {
		t.Error("the first chart was not drawn")
	}
}

// TestAPageThatAsksIsSeen opens a page that loads a picture and complains: what finds nothing above finds both here.
func TestAPageThatAsksIsSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.html")
	if err := os.WriteFile(path, []byte(`<img src="http://127.0.0.1:9/x.png"><script>console.error("no")</script>`), 0o600); err != nil {
		t.Fatal(err)
	}
	if seen := open(t, path, 500*time.Millisecond); len(seen.Requests) != 1 || len(seen.Complaints) == 0 {
		t.Errorf("%+v", seen)
	}
}

// BenchmarkOpenPage measures a page of 40 slides from the start of the navigation to its first chart.
func BenchmarkOpenPage(b *testing.B) {
	all := city(b)
	for len(all.Slides) < 40 {
		all.Slides = append(all.Slides, all.Slides[len(all.Slides)%6])
	}
	path := pageOf(b, all)
	shown, drawn, work := 0.0, 0.0, 0.0
	for b.Loop() {
		seen := open(b, path, 20*time.Second)
		shown, drawn, work = shown+seen.Shown, drawn+seen.Drawn, work+seen.Work
	}
	b.ReportMetric(shown/float64(b.N), "ms/first-chart-shown")
	b.ReportMetric(drawn/float64(b.N), "ms/first-chart-alive")
	b.ReportMetric(work/float64(b.N), "ms/work")
}
