package format

import "strings"

// Inert is a text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it
// (OWASP, "CSV Injection"). Texts of files are data wherever they go.
func Inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
