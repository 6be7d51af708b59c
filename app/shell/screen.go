package shell

import (
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
