// Package display knows the displays of the computer and puts windows onto them, which Fyne leaves to the windowing library
// below it. Its functions run on Fyne's goroutine, which is the one that the library wants.
package display

import (
	"fmt"
	"io"
	"log"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// Display is one display.
type Display struct {
	Name          string // as the system calls it: two of one make have the same
	X, Y          int    // of its upper left corner on the desktop, in pixels
	Width, Height int    // pixels
}

// Key tells a display from the others, also the next time.
func (d Display) Key() string { return fmt.Sprintf("%s %d,%d", d.Name, d.X, d.Y) }

// All lists the displays, the primary one first.
func All() []Display {
	var all []Display
	for _, m := range glfw.GetMonitors() {
		d := Display{Name: m.GetName()}
		d.X, d.Y = m.GetPos()
		if mode := m.GetVideoMode(); mode != nil {
			d.Width, d.Height = mode.Width, mode.Height
		}
		all = append(all, d)
	}
	return all
}

// Of tells on which of the displays the middle of a window lies; the first where that cannot be told.
func Of(w fyne.Window, all []Display) int {
	on := 0
	within(w, func(native *glfw.Window) {
		x, y := native.GetPos()
		width, height := native.GetSize()
		x, y = x+width/2, y+height/2
		for i, d := range all {
			if x >= d.X && x < d.X+d.Width && y >= d.Y && y < d.Y+d.Height {
				on = i
			}
		}
	})
	return on
}

// FullScreen lets a window fill a display.
func FullScreen(w fyne.Window, d Display) {
	w.SetFullScreen(true) // on the display that it happens to be on: Fyne then knows that it is a full screen
	within(w, func(native *glfw.Window) {
		for _, m := range glfw.GetMonitors() {
			mode := m.GetVideoMode()
			if x, y := m.GetPos(); x == d.X && y == d.Y && mode != nil {
				native.SetMonitor(m, 0, 0, mode.Width, mode.Height, mode.RefreshRate)
			}
		}
	})
}

// Place moves a window onto a display, with a margin.
func Place(w fyne.Window, d Display) {
	within(w, func(native *glfw.Window) {
		const margin = 48
		native.SetPos(d.X+margin, d.Y+margin)
	})
}

// within hands out the library's window behind a window that is shown. Fyne's desktop driver makes it the current one while
// it runs a function; other drivers have none.
func within(w fyne.Window, do func(*glfw.Window)) {
	driver, ok := w.(interface{ RunWithContext(run func()) })
	if !ok {
		return
	}
	driver.RunWithContext(func() {
		if native := glfw.GetCurrentContext(); native != nil {
			do(native)
		}
	})
}

// Room is the size of the primary display that windows can have, in pixels; zero where there is none.
func Room() (width, height int) {
	if m := glfw.GetPrimaryMonitor(); m != nil {
		_, _, width, height = m.GetWorkarea()
	}
	return width, height
}

// Reach connects with the display, as the toolkit does when it starts; a second connection changes nothing. What it
// says it says by its error only: the binding logs a display that does not answer, reports success, and panics when it is
// used.
func Reach() (err error) {
	out := log.Writer()
	log.SetOutput(io.Discard)
	defer func() {
		log.SetOutput(out)
		if r := recover(); r != nil {
			err = fmt.Errorf("reach the display: %v", r)
		}
	}()
	if err := glfw.Init(); err != nil {
		return fmt.Errorf("reach the display: %w", err)
	}
	glfw.GetTime()
	return nil
}
