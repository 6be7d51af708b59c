package vocabulary

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a text to the form in which spellings are compared: full-width letters and digits become half-width
// (Unicode NFKC), letters lower case, and spaces, quotation marks and control characters vanish.
func Fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), strings.ContainsRune(`"'“”‘’「」《》`, r), r == '\ufeff':
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}
