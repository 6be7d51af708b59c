package e2e

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// twoDisplays starts a screen of a laptop's display and, to the right of it, a projector's.
func twoDisplays(t *testing.T, laptop, projector size) string {
	t.Helper()
	if _, err := exec.LookPath("Xorg"); err != nil {
		t.Skip("Xorg is missing: two displays are not tried")
	}
	report, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xorg", "-displayfd", "3", "-noreset", "-novtswitch", "-sharevts", "-nolisten", "tcp", "-config", "testdata/displays.conf", "-logfile", t.TempDir()+"/x.log")
	server.ExtraFiles = []*os.File{write}
	name := serve(t, server, report, write)
	if name == ":" {
		t.Skip("Xorg does not start here: two displays are not tried")
	}
	for _, args := range [][]string{
		{"--output", "DUMMY0", "--mode", laptop.String()},
		{"--addmode", "DUMMY1", projector.String()},
		{"--output", "DUMMY1", "--mode", projector.String(), "--right-of", "DUMMY0"},
		{"--query"}, // lets the server notice what was plugged in
	} {
		if out, err := exec.Command("xrandr", append([]string{"-display", name}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("xrandr %v: %v %s", args, err, out)
		}
	}
	return name
}

// placed waits until a window lies somewhere.
func (d *desktop) placed(title string, want image.Rectangle) {
	d.t.Helper()
	place := ""
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		tool := exec.Command("xdotool", "search", "--onlyvisible", "--name", title, "getwindowgeometry", "--shell")
		tool.Env = d.env
		out, err := tool.Output()
		if err != nil {
			continue // no such window yet
		}
		var x, y, width, height int
		for _, line := range strings.Split(string(out), "\n") {
			for key, to := range map[string]*int{"X": &x, "Y": &y, "WIDTH": &width, "HEIGHT": &height} {
				if value, ok := strings.CutPrefix(line, key+"="); ok {
					_, _ = fmt.Sscan(value, to)
				}
			}
		}
		at := image.Rect(x, y, x+width, y+height)
		if place = at.String(); at == want {
			return
		}
	}
	d.screenshot("displays-failed")
	d.t.Fatalf("window %q lies at %s, want %s", title, place, want)
}

// TestTwoDisplays shows a briefing: the slides fill the projector, the notes stand on the laptop, and both change places by a
// key.
func TestTwoDisplays(t *testing.T) {
	laptop, projector := size{1366, 768}, size{1920, 1080}
	d := startOn(t, twoDisplays(t, laptop, projector), "--sample")
	d.wait("the first page", func(s shown) bool { return strings.Contains(s.Title, "4414") })
	x, y := 1366, 768
	wall, desk := image.Rect(x, 0, x+1920, 1080), image.Rect(0, 0, x, y)
	const notes, slides = "演讲者", "安全生产形势汇报"

	d.do("key", "F5")
	d.wait("the page of the briefing, which has no slides", func(s shown) bool { return s.Page == "briefing" })
	d.move(305, 161) // the button that puts the usual slides together
	d.do("click", "1")
	d.wait("the usual slides", func(s shown) bool { return strings.Contains(s.Title, "2011年") })
	d.do("key", "F5")
	d.placed(slides, wall)
	d.placed(notes, image.Rect(48, 48, 48+1100, 48+620))
	d.do("key", "Right")
	time.Sleep(2 * time.Second) // what stands on the projector is not in the record of the window
	d.screenshot("displays-projector")

	d.do("key", "d")
	d.placed(slides, desk)
	d.placed(notes, image.Rect(x+48, 48, x+48+1100, 48+620))
	d.do("key", "d")
	d.placed(slides, wall)
	d.do("key", "Escape")
}
