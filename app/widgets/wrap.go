package widgets

import (
	"strings"
	"unicode/utf8"
)

// textLine is a line of wrapped text: bytes of the whole text.
type textLine struct{ start, end int }

// closing are marks that no line begins with.
const closing = ",.;:!?%)]}，。、；：！？）】》”’％…"

// wrap breaks a text into lines of a width. Numbers and Latin words stay whole where a line can hold them, and no line begins
// with a mark that closes.
func wrap(text string, width float32, measure func(rune) float32) []textLine {
	var lines []textLine
	for start := 0; start <= len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		lines = append(lines, wrapParagraph(text, start, end, width, measure)...)
		start = end + 1
	}
	return lines
}

func wrapParagraph(text string, start, end int, width float32, measure func(rune) float32) []textLine {
	var lines []textLine
	line, x := start, float32(0)
	for at := start; at < end; {
		next, unit := nextUnit(text[:end], at, measure)
		if x+unit > width && at > line {
			lines = append(lines, textLine{line, at})
			if text[at] == ' ' {
				at++
				line, x = at, 0
				continue
			}
			line, x = at, 0
		}
		if unit > width {
			_, size := utf8.DecodeRuneInString(text[at:])
			next, unit = at+size, width
		}
		at, x = next, x+unit
	}
	return append(lines, textLine{line, end})
}

// nextUnit is what must not be broken: a character, or a word of letters and digits, with the closing marks behind it.
func nextUnit(text string, at int, measure func(rune) float32) (end int, width float32) {
	first, size := utf8.DecodeRuneInString(text[at:])
	end, width = at+size, measure(first)
	word := isWord(first)
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if word && isWord(r) {
			end, width = end+size, width+measure(r)
			continue
		}
		if !strings.ContainsRune(closing, r) {
			break
		}
		word = word && (r == '.' || r == ',')
		end, width = end+size, width+measure(r)
	}
	return end, width
}

func isWord(r rune) bool { return r > ' ' && r < utf8.RuneSelf }
