package shell

import (
	"fmt"
	"io"
	"log"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// fitScreen keeps the window within the screen, which Fyne does not know: a window larger than a laptop's would hide its
// footer. It runs on Fyne's goroutine, which is the one that the windowing library wants.
func (s *Shell) fitScreen() {
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil {
		return
	}
	_, _, width, height := monitor.GetWorkarea()
	scale := s.window.Canvas().Scale()
	if width <= 0 || height <= 0 || scale <= 0 {
		return
	}
	room := fyne.NewSize(float32(width)/scale, float32(height)/scale)
	if size := s.rememberedSize(); size.Width > room.Width || size.Height > room.Height {
		s.window.Resize(fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height)))
	}
}

// ReachDisplay connects with the display, as the toolkit does when it starts; a second connection changes nothing. What it
// says it says by its error only: the binding logs a display that does not answer, reports success, and panics when it is
// used.
func ReachDisplay() (err error) {
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
