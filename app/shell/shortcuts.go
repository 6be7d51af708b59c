package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"anlan/app/page"
)

// digits are the keys of the first ten pages.
var digits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0}

// addShortcuts binds the window's keys. Esc lets go of the newest filter.
func (s *Shell) addShortcuts() {
	c := s.window.Canvas()
	// Under a dialog the window stays as it is.
	free := func(action func()) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			if c.Overlays().Top() == nil {
				action()
			}
		}
	}
	bind := func(key fyne.KeyName, modifier fyne.KeyModifier, action func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier}, free(action))
	}
	bind(fyne.KeyLeft, fyne.KeyModifierAlt, s.Back)
	bind(fyne.KeyRight, fyne.KeyModifierAlt, s.Forward)
	c.AddShortcut(&fyne.ShortcutUndo{}, free(s.Back))
	c.AddShortcut(&fyne.ShortcutRedo{}, free(s.Forward))
	for i, id := range slices.Concat(page.Groups()...) {
		if i < len(digits) {
			bind(digits[i], fyne.KeyModifierControl, func() { s.Go(id) })
		}
	}
	bind(fyne.KeyQ, fyne.KeyModifierControl, func() {
		s.remember()
		s.window.Close()
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name != fyne.KeyEscape {
			return
		}
		now := s.history.Now()
		if n := len(now.Where); n > 0 {
			s.Select(now.With(now.Where[n-1].Dimension, nil))
		}
	})
}
