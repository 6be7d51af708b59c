package shell

import (
	"anlan/analytics/briefing"
	"anlan/app/display"
	"anlan/app/projector"
)

// keyProjector keeps the display that a briefing was shown on last.
const keyProjector = "projector"

// present shows a briefing on the projector; a show that is on is ended first.
func (s *Shell) present(b briefing.Briefing, from int) {
	if s.onStage != nil {
		s.onStage.Close()
	}
	preferences, displays := s.config.App.Preferences(), display.All()
	s.onStage = projector.Start(projector.Config{
		App: s.config.App, Loader: s.loader, Charts: s.config.Charts, Words: s.words, Fail: s.fail, Changed: s.repainted,
		Closed: func() { s.onStage = nil },
		Displays: projector.Displays{
			All: displays, Home: display.Of(s.window, displays), Last: preferences.String(keyProjector), FullScreen: display.FullScreen, Place: display.Place,
			Chosen: func(d display.Display) { preferences.SetString(keyProjector, d.Key()) },
		},
	}, b, from)
}
