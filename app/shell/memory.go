package shell

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/app/page"
	"anlan/app/state"
)

// Keys of what the window remembers.
const (
	keyWidth     = "window.width"
	keyHeight    = "window.height"
	keySelection = "window.selection"
	keyDark      = "window.dark"
	keySize      = "window.text_size"
	keyLanguage  = "window.language"
	keyPage      = "window.page"
)

// rememberedSize is the size that the window had last.
func (s *Shell) rememberedSize() fyne.Size {
	p := s.config.App.Preferences()
	return fyne.NewSize(float32(p.FloatWithFallback(keyWidth, 1600)), float32(p.FloatWithFallback(keyHeight, 900)))
}

// RememberedLanguage is the language that was chosen in the window; empty where none was.
func RememberedLanguage(app fyne.App) analytics.Language {
	return analytics.Language(app.Preferences().String(keyLanguage))
}

// rememberedPage is the page that was shown last.
func (s *Shell) rememberedPage() page.ID {
	id := page.ID(s.config.App.Preferences().String(keyPage))
	if slices.Contains(page.All(), id) {
		return id
	}
	return page.Overview
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
	p.SetString(keyPage, string(s.current))
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
