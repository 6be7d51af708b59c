package shell

import (
	"fyne.io/fyne/v2"

	"anlan/app/display"
)

// fitScreen keeps the window within the screen, which Fyne does not know: a window larger than a laptop's would hide its
// footer.
func (s *Shell) fitScreen() {
	width, height := display.Room()
	scale := s.window.Canvas().Scale()
	if width <= 0 || height <= 0 || scale <= 0 {
		return
	}
	room := fyne.NewSize(float32(width)/scale, float32(height)/scale)
	if size := s.rememberedSize(); size.Width > room.Width || size.Height > room.Height {
		s.window.Resize(fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height)))
	}
}
