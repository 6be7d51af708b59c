package format

import "anlan/analytics/words"

// say is a text in the printer's language.
func (p Printer) say(key string, pairs ...any) string {
	return words.In(p.Language).Say(key, pairs...)
}
