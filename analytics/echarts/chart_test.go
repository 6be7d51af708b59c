package echarts_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics/echarts"
	"anlan/assets"
)

const bars = `{"xAxis":{"type":"category","data":["塘厦","长安","虎门"]},"yAxis":{"type":"value"},"legend":{"data":["2011年"]},"tooltip":{},
 "series":[{"type":"bar","name":"2011年","data":[310,326,240],"label":{"show":true}}]}`

func newChart(t *testing.T, option string) (*echarts.Chart, *echarts.Scene) {
	t.Helper()
	pool := echarts.NewPool(realProgram(t), 1)
	t.Cleanup(func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	})
	c := pool.New(600, 400)
	s, err := c.SetOption(t.Context(), []byte(option))
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

// texts lists what a scene says, with the scenes inside it.
func texts(s *echarts.Scene) []string {
	var all []string
	for _, m := range s.Marks {
		if m.Text != nil {
			all = append(all, m.Text.String)
		}
		if m.Layer != nil {
			all = append(all, texts(m.Layer.Scene)...)
		}
	}
	return all
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if strings.Contains(s, want) {
			return true
		}
	}
	return false
}

func TestBars(t *testing.T) {
	_, s := newChart(t, bars)
	for _, want := range []string{"塘厦", "长安", "虎门", "310", "326", "240", "2011年"} {
		if !contains(texts(s), want) {
			t.Errorf("the scene does not say %q: %q", want, texts(s))
		}
	}
	img := realProgram(t).Image(s, 1)
	// ECharts 6 paints its first series #5070dd; the bars cover thousands of pixels.
	found, blue := 0, color.RGBA{0x50, 0x70, 0xdd, 0xff}
	for y := range 400 {
		for x := range 600 {
			if img.RGBAAt(x, y) == blue {
				found++
			}
		}
	}
	if found < 20000 {
		t.Errorf("only %d pixels are of the bars' colour", found)
	}
	if path := os.Getenv("ANLAN_SHOW"); path != "" {
		data, err := realProgram(t).PNG(s, 2)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheme(t *testing.T) {
	c, light := newChart(t, bars)
	c.SetTheme(echarts.Dark)
	dark, err := c.Resize(t.Context(), 600, 400)
	if err != nil {
		t.Fatal(err)
	}
	p := realProgram(t)
	// ECharts' dark theme paints its own ground.
	if at := p.Image(dark, 1).RGBAAt(1, 1); at.A != 255 || at.R > 80 {
		t.Errorf("the ground is %v", at)
	}
	c.SetTheme("")
	again, err := c.Resize(t.Context(), 600, 400)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(light, again); diff != "" {
		t.Errorf("back in the light theme (-before +after):\n%.500s", diff)
	}
}

func TestSameOptionSamePicture(t *testing.T) {
	_, a := newChart(t, bars)
	_, b := newChart(t, bars)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("two layouts of one option differ:\n%s", diff)
	}
	p := realProgram(t)
	if diff := cmp.Diff(p.SVG(a), p.SVG(b)); diff != "" {
		t.Error("two SVG files of one option differ")
	}
}

func TestHoverShowsTheTooltipAndLeavingHidesIt(t *testing.T) {
	c, _ := newChart(t, bars)
	x, y := 300.0, 250.0 // the second of three bars
	r, err := c.Dispatch(t.Context(), echarts.Event{Kind: echarts.Move, X: x, Y: y})
	if err != nil {
		t.Fatal(err)
	}
	if r.Hover == nil || r.Hover.Name != "长安" || r.Hover.DataIndex != 1 || r.Cursor != "pointer" {
		t.Errorf("hover = %+v, cursor %q", r.Hover, r.Cursor)
	}
	if r.Scene == nil || !contains(texts(r.Scene), "长安  326") {
		t.Errorf("no tooltip in the scene")
	}
	r, err = c.Dispatch(t.Context(), echarts.Event{Kind: echarts.Leave})
	if err != nil {
		t.Fatal(err)
	}
	last := r.Scene
	for i := 0; i < 5 && r.Wake >= 0; i++ {
		if r, err = c.Advance(t.Context(), r.Wake+time.Millisecond); err != nil {
			t.Fatal(err)
		}
		if r.Scene != nil {
			last = r.Scene
		}
	}
	if last == nil || contains(texts(last), "长安  326") || r.Hover != nil {
		t.Errorf("the tooltip stays: wake %v, hover %v", r.Wake, r.Hover)
	}
}

func click(t *testing.T, c *echarts.Chart, x, y float64) echarts.Reaction {
	t.Helper()
	var last echarts.Reaction
	for _, kind := range []echarts.EventKind{echarts.Move, echarts.Down, echarts.Up, echarts.Click} {
		r, err := c.Dispatch(t.Context(), echarts.Event{Kind: kind, X: x, Y: y})
		if err != nil {
			t.Fatal(err)
		}
		last.Clicks = append(last.Clicks, r.Clicks...)
		if r.Scene != nil {
			last.Scene = r.Scene
		}
	}
	return last
}

func TestClickTellsWhatWasHit(t *testing.T) {
	c, _ := newChart(t, bars)
	r := click(t, c, 300, 250)
	if len(r.Clicks) != 1 {
		t.Fatalf("clicks: %+v", r.Clicks)
	}
	want := echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 1, SeriesName: "2011年", Name: "长安", Value: 326.0}
	if diff := cmp.Diff(want, r.Clicks[0]); diff != "" {
		t.Error(diff)
	}
}

func TestLegendTogglesASeries(t *testing.T) {
	c, s := newChart(t, bars)
	var x, y float64
	for _, m := range s.Marks {
		if m.Text != nil && m.Text.String == "2011年" {
			x, y = m.Matrix[0]*m.Text.X+m.Matrix[4], m.Matrix[3]*m.Text.Y+m.Matrix[5]
		}
	}
	if x == 0 {
		t.Fatal("no legend")
	}
	r := click(t, c, x+5, y)
	if r.Scene == nil || contains(texts(r.Scene), "326") {
		t.Error("the series is still drawn after its legend was clicked")
	}
}

func TestFocusMovesTheTooltip(t *testing.T) {
	c, _ := newChart(t, bars)
	r, err := c.Focus(t.Context(), 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	if r.Scene == nil || !contains(texts(r.Scene), "虎门  240") {
		t.Error("no tooltip on the third bar")
	}
}

// TestHeatMapLabelsAreDrawnOnce hovers and selects: what was painted before must be gone.
func TestHeatMapLabelsAreDrawnOnce(t *testing.T) {
	c, before := newChart(t, `{"xAxis":{"type":"category","data":["a","b"]},"yAxis":{"type":"category","data":["c","d"]},"visualMap":{"show":false,"min":0,"max":9},"tooltip":{},
	 "series":[{"type":"heatmap","label":{"show":true},"selectedMode":"multiple","select":{"itemStyle":{"borderColor":"#f00","borderWidth":3}},"data":[[0,0,5],[1,0,6],[0,1,7],[1,1,8]]}]}`)
	count := func(s *echarts.Scene) int {
		n := 0
		for _, text := range texts(s) {
			if text == "6" {
				n++
			}
		}
		return n
	}
	want := count(before)
	r, err := c.Select(t.Context(), [][2]int{{0, 0}, {0, 2}})
	if err != nil || r.Scene == nil {
		t.Fatalf("select: %v, scene %v", err, r.Scene != nil)
	}
	if got := count(r.Scene); got != want {
		t.Errorf("after a selection the label is drawn %d times, want %d", got, want)
	}
	for _, x := range []float64{200, 400, 200} {
		if r, err = c.Dispatch(t.Context(), echarts.Event{Kind: echarts.Move, X: x, Y: 150}); err != nil {
			t.Fatal(err)
		}
	}
	if r.Scene == nil || count(r.Scene) != want {
		t.Errorf("after hovering the label is drawn %d times, want %d", count(r.Scene), want)
	}
}

func TestFormattersAreNames(t *testing.T) {
	c, _ := newChart(t, strings.Replace(bars, `"tooltip":{}`, `"tooltip":{"formatter":"@shout?mark=%3F"}`, 1))
	r, err := c.Focus(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if r.Scene == nil || !contains(texts(r.Scene), "塘厦?") {
		t.Errorf("the named function was not used: %q", texts(r.Scene))
	}
}

func TestOptionsThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct{ option, want string }{
		"no JSON":           {`{"series":`, "JSON"},
		"no object":         {`[]`, "not an object"},
		"unknown formatter": {`{"tooltip":{"formatter":"@alert"},"series":[]}`, "unknown formatter: alert"},
		"inherited name":    {`{"tooltip":{"formatter":"@constructor"},"series":[]}`, "unknown formatter: constructor"},
		"3D":                {`{"series":[{"type":"bar3D","data":[]}]}`, "unsupported: bar3D"},
		"globe":             {`{"globe":{},"series":[]}`, "unsupported: globe"},
		"custom":            {`{"series":[{"type":"custom","renderItem":"x"}]}`, "unsupported: custom"},
		"unknown shape":     {`{"xAxis":{},"yAxis":{},"series":[{"type":"custom","renderItem":"@toString","data":[[1,2,3]]}]}`, "unknown shape: toString"},
		"unknown map":       {`{"series":[{"type":"map","map":"atlantis"}]}`, "unknown map: atlantis"},
		"word cloud":        {`{"series":[{"type":"wordCloud"}]}`, "unsupported: wordCloud"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := realProgram(t).Render(t.Context(), []byte(tt.option), 200, 100)
			var refusal *echarts.Error
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a refusal that says %q", err, tt.want)
			}
		})
	}
}

func TestHostileNamesStayText(t *testing.T) {
	hostile := []string{`</script><script>alert(1)</script>`, `{a|b}`, `javascript:alert(1)`, strings.Repeat("长", 500), "\u202eabc\u0007", "@shout", "\x00", "مرحبا"}
	for _, name := range hostile {
		option := fmt.Sprintf(`{"xAxis":{"type":"category","data":[%[1]q]},"yAxis":{},"tooltip":{},"series":[{"type":"bar","data":[{"value":3,"name":%[1]q}]}]}`, strings.ReplaceAll(strings.ReplaceAll(name, "\x00", ""), "\a", " "))
		c, s := newChart(t, option)
		if r, err := c.Focus(t.Context(), 0, 0); err != nil || r.Scene == nil {
			t.Errorf("%q: no tooltip: %v", name, err)
		}
		p := realProgram(t)
		if svg := string(p.SVG(s)); strings.Contains(svg, "<script") {
			t.Errorf("%q became markup in the SVG file", name)
		}
		html, err := p.HTML(echarts.Document{Title: name, Subtitle: name, Option: []byte(option), Width: 600, Height: 400, Language: "zh-CN"})
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(strings.ToLower(string(html)), "<script"); n != 5 {
			t.Errorf("%q: %d script blocks in the HTML file, want 5", name, n)
		}
	}
}

func TestHTMLNeedsNoNetwork(t *testing.T) {
	html, err := realProgram(t).HTML(echarts.Document{Title: "t", Option: []byte(bars), Width: 600, Height: 400})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{`src="http`, `href="http`, "@import", `src="//`} {
		if strings.Contains(string(html), bad) {
			t.Errorf("the file contains %q", bad)
		}
	}
}

func TestScaleDoublesThePicture(t *testing.T) {
	_, s := newChart(t, bars)
	img := realProgram(t).Image(s, 1.5)
	if got, want := img.Rect, image.Rect(0, 0, 900, 600); got != want {
		t.Errorf("size %v, want %v", got, want)
	}
}

func TestPoolRunsManyChartsAtOnce(t *testing.T) {
	pool := echarts.NewPool(standIn(t), 2)
	done := make(chan error)
	for i := range 8 {
		go func() {
			c := pool.New(100, 100)
			var err error
			for j := 0; j < 20 && err == nil; j++ {
				var s *echarts.Scene
				s, err = c.SetOption(context.Background(), fmt.Appendf(nil, `{"series":[{"type":"bar","data":[%d]}]}`, i+1))
				if err == nil && (len(s.Marks) != 1 || s.Marks[0].Path.Coords[5] != float64(i+1)) {
					err = fmt.Errorf("chart %d got %+v", i, s.Marks)
				}
				if err == nil {
					var r echarts.Reaction
					r, err = c.Dispatch(context.Background(), echarts.Event{Kind: echarts.Click, X: float64(i)})
					if err == nil && (len(r.Clicks) != 1 || r.Clicks[0].DataIndex != i) {
						err = fmt.Errorf("chart %d was answered %+v", i, r.Clicks)
					}
				}
			}
			c.Close()
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
	if _, err := pool.New(10, 10).SetOption(t.Context(), []byte(`{"series":[]}`)); !errors.Is(err, echarts.ErrClosed) {
		t.Errorf("a closed pool answers %v", err)
	}
}

func TestARunawayScriptIsInterruptedAndTheOthersLiveOn(t *testing.T) {
	pool := echarts.NewPool(standIn(t), 1)
	defer pool.Close()
	good, bad := pool.New(100, 100), pool.New(100, 100)
	option := []byte(`{"series":[{"type":"bar","data":[5]}]}`)
	before, err := good.SetOption(t.Context(), option)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := bad.SetOption(ctx, []byte(`{"loop":true,"series":[]}`)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a runaway script ends with %v", err)
	}
	if _, err := bad.SetOption(t.Context(), []byte(`{"fail":true,"series":[]}`)); err == nil || !strings.Contains(err.Error(), "failed") {
		t.Errorf("a failing script ends with %v", err)
	}
	r, err := good.Dispatch(t.Context(), echarts.Event{Kind: echarts.Click, X: 3})
	if err != nil || len(r.Clicks) != 1 {
		t.Errorf("the other chart answers %+v, %v", r, err)
	}
	after, err := good.SetOption(t.Context(), option)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

// TestCompiled lays the same chart out by scripts that were compiled before, and compiles other scripts anew.
func TestCompiled(t *testing.T) {
	if raceDetector {
		t.Skip("compiling the scripts five times takes minutes under the race detector")
	}
	const option = `{"xAxis":{"type":"category","data":["甲","乙"]},"yAxis":{},"series":[{"type":"bar","data":[1,2]}]}`
	svg := func(config echarts.Config) (string, *echarts.Program) {
		t.Helper()
		p, err := echarts.Compile(config)
		if err != nil {
			t.Fatal(err)
		}
		s, err := p.Render(t.Context(), []byte(option), 400, 300)
		if err != nil {
			t.Fatal(err)
		}
		return string(p.SVG(s)), p
	}
	config := echarts.Config{Script: assets.ECharts(), Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)}, FontFamily: assets.FontFamily}
	want, p := svg(config)
	config.Compiled = p.Compiled()
	if got, _ := svg(config); got != want {
		t.Error("compiled scripts draw another chart")
	}
	for name, compiled := range map[string][]byte{"cut off": config.Compiled[:10], "of other scripts": append([]byte("x"), config.Compiled...)} {
		config.Compiled = compiled
		if got, _ := svg(config); got != want {
			t.Errorf("%s: another chart", name)
		}
	}
}
