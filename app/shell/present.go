package shell

import (
	"anlan/analytics/briefing"
	"anlan/app/projector"
)

// present shows a briefing on the projector; a show that is on is ended first.
func (s *Shell) present(b briefing.Briefing, from int) {
	if s.onStage != nil {
		s.onStage.Close()
	}
	s.onStage = projector.Start(projector.Config{
		App: s.config.App, Loader: s.loader, Charts: s.config.Charts, Words: s.words, Fail: s.fail, Changed: s.repainted,
		Closed: func() { s.onStage = nil },
	}, b, from)
}
