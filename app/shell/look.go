package shell

import (
	"anlan/app/theme"
	"anlan/assets"
)

// SetDark changes between the light and the dark theme. Everything is made anew in it; what is looked at stays.
func (s *Shell) SetDark(dark bool) {
	if dark == s.dark || s.env == nil {
		return
	}
	s.useTheme(dark)
	s.config.App.Preferences().SetBool(keyDark, dark)
	s.window.SetContent(s.build())
	s.makePages()
}

// useTheme chooses the colours for all that is made from now on.
func (s *Shell) useTheme(dark bool) {
	s.dark, s.palette = dark, assets.Theme(dark)
	s.config.App.Settings().SetTheme(theme.New(dark))
}

// otherTheme is the key of the text that offers the theme that is not on.
func (s *Shell) otherTheme() string {
	if s.dark {
		return "window.light"
	}
	return "window.dark"
}
