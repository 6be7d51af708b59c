package e2e

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// size is the size of a screen in pixels.
type size struct{ width, height int }

func (s size) String() string { return fmt.Sprintf("%dx%d", s.width, s.height) }

// newScreen starts a virtual screen for a test and returns its name.
func newScreen(t testing.TB, s size) string {
	t.Helper()
	report, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// -displayfd lets the server choose a number that nobody uses.
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", s.String()+"x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	name := serve(t, server, report, write)
	if name == ":" {
		t.Fatal("no virtual screen")
	}
	return name
}

// serve starts a display server that reports its number, and stops it after the test. Its name has no number where it did
// not come up.
func serve(t testing.TB, server *exec.Cmd, report, write *os.File) string {
	t.Helper()
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
		}
		// It ends by the signal: what it says then is of no interest.
		_ = server.Wait()
	})
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	number, err := io.ReadAll(report)
	if err != nil {
		t.Fatal(err)
	}
	return ":" + strings.TrimSpace(string(number))
}

// pictures is the folder in which screenshots are kept: the one that ANLAN_SCREENSHOTS names, or the test's own.
func pictures(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("ANLAN_SCREENSHOTS")
	if folder == "" {
		return t.ArtifactDir()
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	return folder
}

// fill lets the window have the whole screen, as no window manager is there to do it.
func (d *desktop) fill(s size) {
	d.t.Helper()
	d.send("search", "--onlyvisible", "--name", ".", "windowmove", "0", "0", "windowsize", fmt.Sprint(s.width), fmt.Sprint(s.height))
	time.Sleep(300 * time.Millisecond)
}

// faults are what is wrong with what the program shows: errors, a page without a title, blank charts.
func (s shown) faults() []string {
	var list []string
	for _, text := range s.Errors {
		list = append(list, "error: "+text)
	}
	if s.Title == "" {
		list = append(list, "no title")
	}
	for _, c := range s.Charts {
		if c.Marks == 0 && !c.Empty {
			list = append(list, "chart "+c.Kind+" is blank")
		}
		if c.Width < 100 || c.Height < 60 {
			list = append(list, fmt.Sprintf("chart %s has no room: %.0f × %.0f", c.Kind, c.Width, c.Height))
		}
	}
	return list
}
