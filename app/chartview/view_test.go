package chartview_test

import (
	"context"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"anlan/analytics/echarts"
	"anlan/app/chartview"
	"anlan/app/drawing"
	"anlan/app/state"
)

// stand is a window with one view; what is posted waits in a queue that the test runs.
type stand struct {
	t      *testing.T
	queue  chan func()
	loader *state.Loader
	view   *chartview.View
	window fyne.Window
	painted,
	scrolled int
	clicks, doubles []echarts.Hit
	adding          []bool
	brushed         [][2]int
	errors          []error
}

const (
	threeBars = `{"xAxis":{"type":"category","data":["塘厦","长安","虎门"]},"yAxis":{},"tooltip":{},"legend":{},"series":[{"type":"bar","name":"本期","data":[3,5,2]},{"type":"bar","name":"上年","data":[4,4,4]}]}`
	zoomed    = `{"xAxis":{"type":"category","data":["c0","c1","c2","c3","c4","c5","c6","c7","c8","c9"]},"yAxis":{},"dataZoom":[{"type":"inside"}],"series":[{"type":"bar","data":[1,2,3,4,5,6,7,8,9,10]}]}`
	brushable = `{"brush":{"toolbox":[],"xAxisIndex":0,"throttleType":"debounce","throttleDelay":0},"xAxis":{"type":"category","data":["a","b","c","d"]},"yAxis":{},"series":[{"type":"bar","data":[3,5,2,4]}]}`
)

func newStand(t *testing.T, option string, zooms bool) *stand {
	t.Helper()
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	test.NewTempApp(t)
	s := &stand{t: t, queue: make(chan func(), 1000)}
	s.loader = state.NewLoader(t.Context(), func(f func()) { s.queue <- f })
	engine := chartview.NewEngine(drawing.Program, 1)
	s.view = chartview.New(engine, s.loader, "chart")
	s.view.OnClick = func(hit echarts.Hit, adding bool) {
		s.clicks, s.adding = append(s.clicks, hit), append(s.adding, adding)
	}
	s.view.OnDoubleClick = func(hit echarts.Hit) { s.doubles = append(s.doubles, hit) }
	s.view.OnBrush = func(marks [][2]int) { s.brushed = marks }
	s.view.OnPainted = func() { s.painted++ }
	s.view.OnScroll = func(*fyne.ScrollEvent) { s.scrolled++ }
	s.view.OnError = func(err error) { s.errors = append(s.errors, err) }
	s.window = test.NewTempWindow(t, s.view)
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(600, 400))
	t.Cleanup(func() {
		go func() {
			for f := range s.queue {
				_ = f
			}
		}()
		s.loader.Close()
		s.view.Close()
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	s.draw(option, zooms)
	s.settle()
	return s
}

func (s *stand) draw(option string, zooms bool) {
	s.view.Draw(func(context.Context) (chartview.Content, error) {
		return chartview.Content{Option: []byte(option), Marks: [][2]int{{0, 0}, {0, 1}, {0, 2}}, Zooms: zooms}, nil
	})
}

// settle runs what is posted until the view is at rest.
func (s *stand) settle() {
	s.t.Helper()
	deadline := time.After(30 * time.Second)
	for !s.view.Ready() {
		select {
		case f := <-s.queue:
			f()
		case <-deadline:
			s.t.Fatal("the view does not come to rest")
		}
	}
}

// until runs what is posted until something holds that the view comes to by itself.
func (s *stand) until(what string, holds func() bool) {
	s.t.Helper()
	deadline := time.After(10 * time.Second)
	for !s.view.Ready() || !holds() {
		select {
		case f := <-s.queue:
			f()
		case <-deadline:
			s.t.Fatalf("never: %s", what)
		}
	}
}

func (s *stand) says(text string) bool {
	var find func(*echarts.Scene) bool
	find = func(scene *echarts.Scene) bool {
		return slices.ContainsFunc(scene.Marks, func(m echarts.Mark) bool {
			return m.Text != nil && strings.Contains(m.Text.String, text) || m.Layer != nil && find(m.Layer.Scene)
		})
	}
	return find(s.view.Scene())
}

func mouse(x, y float32, modifier fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary, Modifier: modifier}
}

// The middle bar of three stands at (280, 250) of a chart of 600 × 400.
const barX, barY = 280, 250

func TestHoverClickAndLeave(t *testing.T) {
	s := newStand(t, threeBars, false)
	s.view.MouseIn(mouse(5, 5, 0))
	s.view.MouseMoved(mouse(barX, barY, 0))
	s.settle()
	if !s.says("长安  5") || s.view.Cursor() != desktop.PointerCursor {
		t.Errorf("hovering shows no tooltip, or the cursor is %v", s.view.Cursor())
	}
	s.view.MouseDown(mouse(barX, barY, fyne.KeyModifierShift))
	s.view.MouseUp(mouse(barX, barY, fyne.KeyModifierShift))
	s.settle()
	if len(s.clicks) != 1 || s.clicks[0].SeriesName != "本期" || s.clicks[0].Name != "长安" || s.clicks[0].Value != 5.0 || s.clicks[0].DataIndex != 1 || !s.adding[0] {
		t.Errorf("clicked %+v, adding %v", s.clicks, s.adding)
	}
	s.view.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(barX, barY)})
	s.settle()
	if len(s.doubles) != 1 || s.doubles[0].Name != "长安" || len(s.clicks) != 1 {
		t.Errorf("double-clicked %+v, clicked %d times", s.doubles, len(s.clicks))
	}
	s.view.MouseOut()
	s.settle()
	s.until("the tooltip goes", func() bool { return !s.says("长安  5") })
}

// TestBurstsAreJoined moves the pointer a hundred times at once.
func TestBurstsAreJoined(t *testing.T) {
	s := newStand(t, threeBars, false)
	before := s.painted
	for i := range 100 {
		s.view.MouseMoved(mouse(float32(100+4*i), barY, 0))
	}
	s.settle()
	if n := s.painted - before; n > 5 {
		t.Errorf("painted %d times for one burst", n)
	}
	if !s.says("虎门") {
		t.Error("the last move is not what is shown")
	}
}

func TestKeyboard(t *testing.T) {
	s := newStand(t, threeBars, false)
	s.view.FocusGained()
	for _, step := range []struct {
		key  fyne.KeyName
		tip  string
		gone string
	}{
		{fyne.KeyRight, "塘厦  3", ""},
		{fyne.KeyRight, "长安  5", "塘厦  3"},
		{fyne.KeyEnd, "虎门  2", "长安  5"},
		{fyne.KeyLeft, "长安  5", "虎门  2"},
	} {
		s.view.TypedKey(&fyne.KeyEvent{Name: step.key})
		s.settle()
		if !s.says(step.tip) || step.gone != "" && s.says(step.gone) {
			t.Errorf("after %s the tooltip is not %q", step.key, step.tip)
		}
	}
	s.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(s.clicks) != 1 || s.clicks[0].DataIndex != 1 {
		t.Errorf("Enter clicked %+v", s.clicks)
	}
	s.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.until("the tooltip goes", func() bool { return !s.says("长安  5") })
}

func TestWheelZoomsOrScrolls(t *testing.T) {
	up := &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}, Scrolled: fyne.NewDelta(0, 50)}
	s := newStand(t, zoomed, true)
	if !s.says("c0") || !s.says("c9") {
		t.Fatal("not all categories are shown")
	}
	for range 6 {
		s.view.Scrolled(up)
	}
	s.settle()
	if s.says("c0") || s.says("c9") || s.scrolled != 0 {
		t.Errorf("the wheel does not zoom; the page scrolled %d times", s.scrolled)
	}
	s.draw(threeBars, false)
	s.settle()
	s.view.Scrolled(up)
	if s.scrolled != 1 {
		t.Error("over a chart that does not zoom the page does not scroll")
	}
}

// TestDragPansAndIsNoClick drags a zoomed chart, beyond its edge, too.
func TestDragPansAndIsNoClick(t *testing.T) {
	s := newStand(t, strings.Replace(zoomed, `{"type":"inside"}`, `{"type":"inside","startValue":0,"endValue":3}`, 1), true)
	s.view.MouseIn(mouse(400, 300, 0))
	s.view.MouseDown(mouse(400, 300, 0))
	for _, x := range []float32{300, 200, -40} {
		s.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 300)}})
	}
	s.view.DragEnd()
	s.view.MouseUp(mouse(-40, 300, 0))
	s.settle()
	s.until("the chart pans", func() bool { return !s.says("c0") && s.says("c5") })
	if len(s.clicks) != 0 {
		t.Errorf("a drag clicked %+v", s.clicks)
	}
}

// TestBrush drags over two marks of a chart that can be brushed; a click on it is still a click.
func TestBrush(t *testing.T) {
	s := newStand(t, brushable, false)
	s.view.Draw(func(context.Context) (chartview.Content, error) {
		return chartview.Content{Option: []byte(brushable + " "), Brush: "lineX"}, nil
	})
	s.settle()
	for range 2 {
		s.brushed = nil
		s.view.MouseIn(mouse(190, 200, 0))
		s.view.MouseDown(mouse(190, 200, 0))
		for x := float32(200); x <= 420; x += 20 {
			s.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 210)}})
		}
		s.view.MouseUp(mouse(420, 210, 0))
		s.until("something is brushed", func() bool { return s.brushed != nil })
		if diff := cmp.Diff([][2]int{{0, 1}, {0, 2}}, s.brushed); diff != "" {
			t.Errorf("brushed (-want +got):\n%s", diff)
		}
		s.settle()
	}
	if len(s.clicks) != 0 {
		t.Errorf("brushing clicked %+v", s.clicks)
	}
	s.brushed = nil
	s.view.MouseIn(mouse(235, 300, 0))
	s.view.MouseDown(mouse(235, 300, 0))
	s.view.MouseUp(mouse(235, 300, 0))
	s.settle()
	if len(s.clicks) != 1 || s.brushed != nil || s.view.Cursor() != desktop.PointerCursor {
		t.Errorf("a click on a chart that can be brushed: %+v, brushed %v, cursor %v", s.clicks, s.brushed, s.view.Cursor())
	}
}

func TestSizeAndScale(t *testing.T) {
	s := newStand(t, threeBars, false)
	for _, size := range []fyne.Size{{Width: 300, Height: 200}, {Width: 900, Height: 500}} {
		s.window.Resize(size)
		s.settle()
		if scene := s.view.Scene(); scene.Width != float64(size.Width) || scene.Height != float64(size.Height) {
			t.Errorf("the picture is laid out for %g × %g in %v", scene.Width, scene.Height, size)
		}
	}
	// In a window of more pixels the picture has them, too.
	scaled := s.window.Canvas().(interface{ SetScale(float32) })
	for _, scale := range []float32{1.5, 2} {
		scaled.SetScale(scale)
		s.view.Resize(fyne.NewSize(601+scale, 400)) // as the window does after a change of its scale
		s.settle()
		if got := s.view.Picture().Bounds().Dx(); got != int((601+scale)*scale) && got != int(float32(int(601+scale))*scale) {
			t.Errorf("at scale %g the picture is %d pixels wide", scale, got)
		}
	}
}

func TestErrorsAreTold(t *testing.T) {
	s := newStand(t, threeBars, false)
	s.draw(`{"series":[{"type":"bar3D"}]}`, false)
	s.settle()
	if len(s.errors) != 1 || !strings.Contains(s.errors[0].Error(), "bar3D") {
		t.Errorf("told %v", s.errors)
	}
	s.draw(threeBars, false)
	s.settle()
	if !s.says("长安") {
		t.Error("after an error nothing is drawn any more")
	}
}

// TestRest lets a view go that is not to be seen, and shows it again without laying it out; then it answers as before.
func TestRest(t *testing.T) {
	s := newStand(t, threeBars, false)
	before := s.view.Picture()
	s.view.MouseMoved(mouse(280, 250, 0))
	s.settle()
	s.view.Rest()
	s.settle()
	if picture, ok := s.view.Picture().(*image.RGBA); ok && picture != nil {
		t.Error("a resting view keeps its picture")
	}
	s.draw(threeBars, false)
	s.settle()
	if !slices.Equal(before.(*image.RGBA).Pix, s.view.Picture().(*image.RGBA).Pix) {
		t.Error("the view does not show what it showed before the pointer came")
	}
	s.view.MouseDown(mouse(280, 250, 0))
	s.view.MouseUp(mouse(280, 250, 0))
	s.settle()
	if len(s.clicks) == 0 {
		t.Error("a view that rested does not answer")
	}
}
