package vocabulary

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a text to the form in which spellings are compared: full-width letters and digits become half-width
// (Unicode NFKC), letters lower case, traditional characters simplified, and spaces, quotation marks and control
// characters vanish.
func Fold(text string) string {
	simplified := traditional()
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80 && r > ' ' && r != '"' && r != '\'' && r != 0x7f:
			return unicode.ToLower(r)
		case unicode.IsSpace(r), unicode.IsControl(r), strings.ContainsRune(`"'“”‘’「」《》`, r), r == '\ufeff', r == '\u200b':
			return -1
		}
		if s, ok := simplified[r]; ok {
			return s
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

// traditional maps traditional characters to their simplified forms, after the official scheme of 1986 (简化字总表).
var traditional = sync.OnceValue(func() map[rune]rune {
	forms := make(map[rune]rune)
	for _, record := range mustRecords("traditional")[1:] {
		forms[first(record[0])] = first(record[1])
	}
	return forms
})

func first(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
