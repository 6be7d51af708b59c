package words

import (
	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/words"
)

// Words speaks one language: the texts of the translation files, and the wording of errors and codes.
type Words struct{ *words.Words }

// In speaks a language.
func In(l analytics.Language) *Words { return &Words{words.In(l)} }

// Printer prints numbers in the same language.
func (w *Words) Printer() format.Printer { return format.Printer{Language: w.Language} }
