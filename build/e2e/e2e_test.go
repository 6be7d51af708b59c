// Package e2e starts the real program in a real window, uses it as a person would, and looks at it from outside.
package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	program  = "../bin/anlan"
	patience = 2 * time.Minute // for one thing to be shown, on a busy machine
)

// shown is what the program says that it shows.
type shown struct {
	Page      string
	Title     string
	Ready     bool
	Repaints  int
	WrittenAt time.Time `json:"written_at"`
	Dark      bool
	AsOf      time.Time `json:"as_of"`
	Where     []struct {
		Dimension string
		Keys      []string
	}
	Footer string
	Notes  []string
	Errors []string // shown since the start
	Over   []string // texts of the dialog on top
	Charts []struct {
		Kind                string
		X, Y, Width, Height float64
		Marks               int
		Empty               bool
		Texts               []struct {
			Text string
			X, Y float64
		}
	}
}

// desktop is the running program.
type desktop struct {
	t     testing.TB
	state string
	cmd   *exec.Cmd
	out   bytes.Buffer
	env   []string
}

// TestMain runs the tests where build/test made a display and the program for them.
func TestMain(m *testing.M) {
	if os.Getenv("ANLAN_E2E") == "" {
		fmt.Println("not run: needs a display and the built program; build/test makes both and sets ANLAN_E2E")
		return
	}
	os.Exit(m.Run())
}

// start starts the program with arguments on the screen that the test runs on.
func start(t testing.TB, args ...string) *desktop {
	t.Helper()
	return startOn(t, os.Getenv("DISPLAY"), args...)
}

// startOn starts the program with arguments on a screen. Its home is a folder of its own.
func startOn(t testing.TB, screen string, args ...string) *desktop {
	t.Helper()
	home := t.TempDir()
	d := &desktop{t: t, state: filepath.Join(home, "state.json")}
	d.env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "LIBGL_ALWAYS_SOFTWARE=1", "DISPLAY="+screen)
	d.cmd = exec.Command(program, append([]string{"--state-file", d.state}, args...)...)
	d.cmd.Env = d.env
	d.cmd.Stdout, d.cmd.Stderr = &d.out, &d.out
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.stop)
	return d
}

// stop ends the program as a person does, and makes sure that it ended well.
func (d *desktop) stop() {
	d.t.Helper()
	if d.cmd.ProcessState != nil {
		return
	}
	if err := d.cmd.Process.Signal(os.Interrupt); err != nil {
		d.t.Error(err)
	}
	done := make(chan error, 1)
	go func() { done <- d.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			d.t.Errorf("the program ended with %v:\n%s", err, d.out.String())
		}
	case <-time.After(patience):
		// The runtime then tells what every goroutine waits for.
		if err := d.cmd.Process.Signal(syscall.SIGQUIT); err != nil {
			d.t.Error(err)
		}
		d.t.Errorf("the program does not end: %v\n%s", <-done, d.out.String())
		return
	}
	if strings.Contains(d.out.String(), "panic") || strings.Contains(d.out.String(), "Error in Fyne call thread") {
		d.t.Errorf("the program said:\n%s", d.out.String())
	}
}

// now is the latest state.
func (d *desktop) now() (s shown, ok bool) {
	text, err := os.ReadFile(d.state)
	return s, err == nil && json.Unmarshal(text, &s) == nil
}

// wait waits for the program to show what is asked for, and to be at rest.
func (d *desktop) wait(what string, holds func(shown) bool) shown {
	d.t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		if s, ok := d.now(); ok && s.Ready && holds(s) {
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	s, _ := d.now()
	d.t.Fatalf("never shown: %s\ntitle %q, filters %v, notes %v, ready %v\n%s", what, s.Title, s.Where, s.Notes, s.Ready, d.out.String())
	return s
}

// place finds a text on a chart, in pixels of the screen.
func (s shown) place(t *testing.T, kind, text string) (x, y float64) {
	t.Helper()
	for _, c := range s.Charts {
		if c.Kind != kind {
			continue
		}
		for _, line := range c.Texts {
			if line.Text == text {
				return c.X + line.X, c.Y + line.Y
			}
		}
	}
	t.Fatalf("chart %s does not say %q", kind, text)
	return 0, 0
}

func (s shown) says(kind, text string) bool {
	for _, c := range s.Charts {
		for _, line := range c.Texts {
			if c.Kind == kind && strings.Contains(line.Text, text) {
				return true
			}
		}
	}
	return false
}

// do runs xdotool, and leaves the program the time that a hand does.
func (d *desktop) do(args ...string) {
	d.t.Helper()
	d.send(args...)
	time.Sleep(150 * time.Millisecond)
}

// send runs xdotool.
func (d *desktop) send(args ...string) {
	d.t.Helper()
	tool := exec.Command("xdotool", args...)
	tool.Env = d.env
	if out, err := tool.CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
}

// move moves the pointer in two steps, as a hand does.
func (d *desktop) move(x, y float64) {
	d.do("mousemove", fmt.Sprint(int(x)-3), fmt.Sprint(int(y)))
	d.do("mousemove", fmt.Sprint(int(x)), fmt.Sprint(int(y)))
}

// screenshot looks at the whole screen, and keeps the picture where it can be looked at later.
func (d *desktop) screenshot(name string) image.Image {
	d.t.Helper()
	tool := exec.Command("import", "-window", "root", "png:-")
	tool.Env = d.env
	out, err := tool.Output()
	if err != nil {
		d.t.Fatalf("screenshot: %v", err)
	}
	if err := os.WriteFile(filepath.Join(pictures(d.t), name+".png"), out, 0o600); err != nil {
		d.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		d.t.Fatal(err)
	}
	return img
}

// differing counts the pixels in which two pictures differ within a rectangle.
func differing(a, b image.Image, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

func (s shown) area(kind string) image.Rectangle {
	for _, c := range s.Charts {
		if c.Kind == kind {
			return image.Rect(int(c.X), int(c.Y), int(c.X+c.Width), int(c.Y+c.Height))
		}
	}
	return image.Rectangle{}
}

// TestFromAYearToATown hovers over a town, clicks it, sees the page follow, and releases it.
func TestFromAYearToATown(t *testing.T) {
	d := start(t, "--sample")
	s := d.wait("the year", func(s shown) bool {
		return strings.Contains(s.Title, "4414") && len(s.Charts) == 4 && strings.Contains(s.Footer, "示例数据")
	})
	before := d.screenshot("year")
	if n := differing(before, image.NewUniform(before.At(int(s.Charts[0].X)+1, int(s.Charts[0].Y)+1)), s.area("town-map")); n < 5000 {
		t.Errorf("the towns' chart is empty on the screen: %d pixels differ from its ground", n)
	}

	x, y := s.place(t, "town-map", "塘厦")
	d.move(x, y+14)
	d.wait("the tooltip", func(s shown) bool { return s.says("town-map", "事故起数 369") })
	hovered := d.screenshot("hover")
	if n := differing(before, hovered, s.area("town-map")); n < 2000 {
		t.Errorf("hovering changed only %d pixels", n)
	}

	d.do("click", "1")
	s = d.wait("the town", func(s shown) bool { return len(s.Where) == 1 && strings.Contains(s.Title, "369") })
	if s.Where[0].Dimension != "town" || len(s.Where[0].Keys) != 1 || s.Where[0].Keys[0] != "441900116" {
		t.Errorf("filtered by %v", s.Where)
	}
	if !s.says("sectors", "273") {
		t.Error("the sectors do not follow the town")
	}
	filtered := d.screenshot("town")
	for _, kind := range []string{"months", "sectors", "sector-town"} {
		if n := differing(before, filtered, s.area(kind)); n < 200 {
			t.Errorf("chart %s did not change on the screen: %d pixels", kind, n)
		}
	}

	d.do("click", "1")
	s = d.wait("the year again", func(s shown) bool { return len(s.Where) == 0 && strings.Contains(s.Title, "4414") })
	if s.says("sectors", "273 ") {
		t.Error("the sectors still show the town")
	}
}

// TestKeyboard goes back and forward, releases by Esc, and turns pages.
func TestKeyboard(t *testing.T) {
	d := start(t, "--sample")
	s := d.wait("the year", func(s shown) bool { return strings.Contains(s.Title, "4414") && len(s.Charts) == 4 })
	x, y := s.place(t, "sectors", "火灾")
	d.move(x+30, y)
	d.do("click", "1")
	d.wait("fires", func(s shown) bool { return len(s.Where) == 1 && s.Where[0].Dimension == "sector" })
	d.do("key", "alt+Left")
	d.wait("back", func(s shown) bool { return len(s.Where) == 0 })
	d.do("key", "alt+Right")
	d.wait("forward", func(s shown) bool { return len(s.Where) == 1 })
	d.do("key", "ctrl+z")
	d.wait("undone", func(s shown) bool { return len(s.Where) == 0 })
	d.do("key", "ctrl+Prior") // before the first page is the last
	d.wait("the data", func(s shown) bool { return s.Page == "data" && strings.Contains(s.Title, "46814") })
	d.screenshot("data")
	d.do("key", "ctrl+1")
	d.wait("the overview", func(s shown) bool { return s.Page == "overview" && len(s.Charts) == 4 })
}

// TestEnglish starts in the other language.
func TestEnglish(t *testing.T) {
	d := start(t, "--sample", "--lang", "en")
	s := d.wait("the year in English", func(s shown) bool { return strings.Contains(s.Title, "accidents") && len(s.Charts) == 4 })
	if strings.ContainsAny(s.Title+s.Footer, "事故死亡数据") {
		t.Errorf("Chinese is left: %q %q", s.Title, s.Footer)
	}
	d.screenshot("english")
}

// TestDark turns the lights off and on again; what is looked at stays.
func TestDark(t *testing.T) {
	d := start(t, "--sample")
	s := d.wait("the year", func(s shown) bool { return strings.Contains(s.Title, "4414") && len(s.Charts) == 4 })
	x, y := s.place(t, "sectors", "火灾")
	d.move(x+30, y)
	d.do("click", "1")
	d.wait("fires", func(s shown) bool { return len(s.Where) == 1 })
	for _, step := range []struct {
		name   string
		bright bool
	}{{"dark", false}, {"light", true}} {
		d.wait("rest", func(shown) bool { return true })
		d.move(124, 858) // at the foot of the navigation
		d.do("click", "1")
		s = d.wait("the other theme", func(s shown) bool { return s.Dark != step.bright && len(s.Charts) == 4 })
		if len(s.Where) != 1 {
			t.Errorf("the filters became %v", s.Where)
		}
		at := s.area("sector-town")
		r, _, _, _ := d.screenshot(step.name).At(at.Min.X+2, at.Min.Y+2).RGBA()
		if bright := r > 0x8000; bright != step.bright {
			t.Errorf("the ground of the charts in the %s theme has red %#x", step.name, r)
		}
	}
}

// TestAnotherHoldsTheWorkspace opens a workspace that a window has open already.
func TestAnotherHoldsTheWorkspace(t *testing.T) {
	folder := t.TempDir()
	if out, err := exec.Command(program, "sample", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	file := filepath.Join(folder, "w.anlan")
	if out, err := exec.Command(program, "--workspace", file, "import", filepath.Join(folder, "示例数据_事故台账.csv")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	d := start(t, "--workspace", file)
	d.wait("the workspace", func(s shown) bool { return strings.Contains(s.Title, "4414") && strings.Contains(s.Footer, "w.anlan") })
	out, err := exec.Command(program, "--workspace", file, "imports").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "正被另一个安览使用") {
		t.Errorf("the command line says %q, %v", out, err)
	}
}

// TestAsKnownYesterday looks at what was known before the demonstration city was made: nothing. Esc leads back.
func TestAsKnownYesterday(t *testing.T) {
	d := start(t, "--sample")
	d.wait("the year", func(s shown) bool { return strings.Contains(s.Title, "4414") && len(s.Charts) == 4 })
	d.move(305, 30) // the period
	d.do("click", "1")
	d.move(290, 536) // the last entry of its menu
	d.do("click", "1")
	d.wait("the dialog", func(shown) bool { return true })
	d.screenshot("known-dialog")
	d.move(837, 561) // 确定
	d.do("click", "1")
	s := d.wait("what was known", func(s shown) bool { return !s.AsOf.IsZero() && !strings.Contains(s.Title, "4414") && s.Title != "" })
	if !strings.Contains(s.Footer, "掌握的数据") {
		t.Errorf("the footer says %q", s.Footer)
	}
	d.screenshot("known")
	d.do("key", "Escape")
	d.wait("the present", func(s shown) bool { return s.AsOf.IsZero() && strings.Contains(s.Title, "4414") })
}
