package projector

import (
	"fyne.io/fyne/v2"

	"anlan/app/display"
)

// Displays is where the windows of a show can stand. The zero value leaves them where the system puts them.
type Displays struct {
	All  []display.Display
	Home int    // the place in All of the one that the program's own window is on
	Last string // key of the one that was chosen last time
	// FullScreen lets a window fill a display, Place moves one there.
	FullScreen, Place func(fyne.Window, display.Display)
	Chosen            func(display.Display)
}

// first is the display that a show begins on: the one of last time, else one that the speaker does not look at.
func (d Displays) first() int {
	at := d.Home
	for i := range d.All {
		if at == d.Home && i != d.Home {
			at = i
		}
	}
	for i, one := range d.All {
		if one.Key() == d.Last {
			return i
		}
	}
	return at
}

// speaker is the display for who speaks while the slides are on another one.
func (d Displays) speaker(slides int) int {
	if slides != d.Home {
		return d.Home
	}
	return (slides + 1) % len(d.All)
}

// Display is the place of the display that the slides fill.
func (s *Show) Display() int { return s.display }

// ShowOn lets the slides fill a display; the presenter's window stands on another one.
func (s *Show) ShowOn(at int) {
	s.display = at
	s.fill()
	s.presenter.mark()
	if s.config.Displays.Chosen != nil {
		s.config.Displays.Chosen(s.config.Displays.All[at])
	}
}

// fill makes the meeting's window a full screen.
func (s *Show) fill() {
	d := s.config.Displays
	if s.config.Windowed {
		return
	}
	if len(d.All) < 2 {
		s.window.SetFullScreen(true)
		return
	}
	d.FullScreen(s.window, d.All[s.display])
	d.Place(s.presenter.window, d.All[d.speaker(s.display)])
}

// turnFull makes the meeting's window a full screen, or an ordinary window.
func (s *Show) turnFull() {
	if s.window.FullScreen() {
		s.window.SetFullScreen(false)
		return
	}
	s.fill()
}

// nextDisplay lets the slides fill the next display.
func (s *Show) nextDisplay() {
	if n := len(s.config.Displays.All); n > 1 {
		s.ShowOn((s.display + 1) % n)
	}
}
