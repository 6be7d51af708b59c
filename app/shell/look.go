package shell

import (
	"fyne.io/fyne/v2/lang"

	"anlan/analytics"
	"anlan/app/theme"
	"anlan/app/words"
	"anlan/assets"
)

// SetDark changes between the light and the dark theme. Everything is made anew in it; what is looked at stays.
func (s *Shell) SetDark(dark bool) {
	if dark == s.dark || s.env == nil {
		return
	}
	s.config.App.Preferences().SetBool(keyDark, dark)
	s.useTheme(dark, s.size)
	s.rebuild()
}

// turnSize changes the size of texts by a step.
func (s *Shell) turnSize(by int) {
	size := min(max(s.size+by, 0), theme.Sizes-1)
	if size == s.size || s.env == nil {
		return
	}
	s.config.App.Preferences().SetInt(keySize, size)
	s.useTheme(s.dark, size)
	s.rebuild()
}

// turnLanguage changes between Chinese and English.
func (s *Shell) turnLanguage() {
	if s.env == nil {
		return
	}
	language := analytics.Chinese
	if s.words.Language == analytics.Chinese {
		language = analytics.English
	}
	s.config.App.Preferences().SetString(keyLanguage, string(language))
	s.words = words.In(language)
	if err := SpeakDialogs(language); err != nil {
		s.fail(err)
	}
	s.rebuild()
}

// SpeakDialogs gives the toolkit's own dialogs the texts of a language. It chooses its texts by the system's language and
// has no way to be told another one.
func SpeakDialogs(l analytics.Language) error {
	dialogs, err := assets.Dialogs(string(l))
	if err != nil {
		return err
	}
	return lang.AddTranslationsForLocale(dialogs, lang.SystemLocale())
}

// rebuild makes everything anew, for another look or language; what is looked at stays.
func (s *Shell) rebuild() {
	s.window.SetTitle(s.words.Say("window.title"))
	s.window.SetContent(s.build())
	s.makePages()
}

// useTheme chooses the colours and the size of texts for all that is made from now on.
func (s *Shell) useTheme(dark bool, size int) {
	s.dark, s.size, s.palette = dark, size, assets.Theme(dark)
	theme.SetSize(size)
	s.config.App.Settings().SetTheme(theme.New(dark))
}

// otherTheme is the key of the text that offers the theme that is not on.
func (s *Shell) otherTheme() string {
	if s.dark {
		return "window.light"
	}
	return "window.dark"
}
