package shell

import (
	"encoding/json"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/app/state"
)

// Keys of what the window remembers.
const (
	keyWidth     = "window.width"
	keyHeight    = "window.height"
	keySelection = "window.selection"
	keyDark      = "window.dark"
)

// rememberedSize is the size that the window had last.
func (s *Shell) rememberedSize() fyne.Size {
	p := s.config.App.Preferences()
	return fyne.NewSize(float32(p.FloatWithFallback(keyWidth, 1600)), float32(p.FloatWithFallback(keyHeight, 900)))
}

// kept is a selection with the workspace that it was made in.
type kept struct {
	Workspace string
	Selection state.Selection
}

// remember keeps the window's size and, of a workspace of one's own, what was looked at.
func (s *Shell) remember() {
	p := s.config.App.Preferences()
	size := s.window.Canvas().Size()
	p.SetFloat(keyWidth, float64(size.Width))
	p.SetFloat(keyHeight, float64(size.Height))
	if s.source.Workspace == nil || s.source.Sample {
		return
	}
	if text, err := json.Marshal(kept{s.source.Workspace.Path(), s.history.Now()}); err == nil {
		p.SetString(keySelection, string(text))
	}
}

// recalled is what was looked at last in this workspace, if it still makes sense.
func (s *Shell) recalled() (state.Selection, bool) {
	if s.source.Sample || s.coverage.IsZero() {
		return state.Selection{}, false
	}
	var k kept
	text := s.config.App.Preferences().String(keySelection)
	if text == "" || json.Unmarshal([]byte(text), &k) != nil || k.Workspace != s.source.Workspace.Path() {
		return state.Selection{}, false
	}
	if _, overlap := k.Selection.Period.Overlap(s.coverage); !overlap {
		return state.Selection{}, false
	}
	if _, err := s.engine.Catalog().Indicator(k.Selection.Measure); err != nil {
		return state.Selection{}, false
	}
	if _, err := analytics.ParseBasis(string(k.Selection.Basis)); err != nil {
		return state.Selection{}, false
	}
	return k.Selection, true
}
