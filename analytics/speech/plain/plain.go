// Package plain turns text into characters that compare: full-width letters and digits become half-width, the many
// dashes, dots and quotation marks become one of each, and spaces that carry no meaning go. Each character keeps its
// place in the original, so that whatever is found can be shown there.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a text in comparable characters.
type Text struct {
	S string // the characters
	// start and end are the places in the original of the character that a byte of S belongs to.
	start, end []int32
}

// Range is a span of bytes of the original.
type Range struct{ Start, End int }

// IsZero tells whether there is no span.
func (r Range) IsZero() bool { return r == Range{} }

// Original is where a span of bytes of S stands in the original.
func (t Text) Original(start, end int) Range {
	if start >= end || end > len(t.S) {
		return Range{}
	}
	return Range{int(t.start[start]), int(t.end[end-1])}
}

// Builder collects a text from pieces of the original.
type Builder struct {
	s          strings.Builder
	start, end []int32
	space      bool // a space stands before what comes next
	quoted     bool // a plain quotation mark is open
	last       rune
}

// Add appends a piece of the original that begins at an offset.
func (b *Builder) Add(original string, offset int) {
	for i := 0; i < len(original); {
		r, size := utf8.DecodeRuneInString(original[i:])
		at := offset + i
		i += size
		r = b.fold(r)
		switch {
		case r == 0:
		case r == ' ':
			b.space = true
		default:
			b.put(r, at, at+size)
		}
	}
}

// Break marks the end of a line: numbers on both sides of it do not grow together.
func (b *Builder) Break() { b.space = true }

// Text is what was collected.
func (b *Builder) Text() Text { return Text{S: b.s.String(), start: b.start, end: b.end} }

// put appends a character. A space is kept only where it parts two numbers or two words of Latin letters.
func (b *Builder) put(r rune, start, end int) {
	if b.space && isLatin(b.last) && isLatin(r) {
		b.write(' ', start, start)
	}
	b.space = false
	b.last = r
	b.write(r, start, end)
}

func (b *Builder) write(r rune, start, end int) {
	for range utf8.RuneLen(r) {
		b.start, b.end = append(b.start, int32(start)), append(b.end, int32(end))
	}
	b.s.WriteRune(r)
}

func isLatin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// variants are the characters that stand for another one.
var variants = map[rune]rune{
	'—': '-', '–': '-', '―': '-', '－': '-', '─': '-', '━': '-', '‐': '-', '‑': '-', '−': '-', '～': '-', '~': '-', '〜': '-', '∼': '-',
	'•': '·', '‧': '·', '∙': '·', '・': '·', '●': '·', '﹒': '·', '⋅': '·',
	'「': '“', '『': '“', '｢': '“', '〝': '“', '」': '”', '』': '”', '｣': '”', '〞': '”',
	'‘': '“', '’': '”', '﹪': '%', '٪': '%', '〔': '[', '〕': ']', '【': '[', '】': ']', '﹝': '[', '﹞': ']',
	'○': '〇', '◯': '〇', '｡': '。', '､': '、', '﹑': '、', '萬': '万', '億': '亿', '兩': '两', '﹐': ',', '﹔': ';', '﹕': ':',
}

// fold is the comparable form of a character; 0 where it goes, a space for everything that parts words.
func (b *Builder) fold(r rune) rune {
	switch {
	case r == utf8.RuneError, r == '*', r == '`', unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r):
		return 0 // emphasis of Markdown, marks that do not show
	case unicode.IsSpace(r), unicode.IsControl(r):
		return ' '
	case r >= '！' && r <= '～' && r != '－' && r != '～' && r != '＂':
		r -= '！' - '!'
	}
	if v, ok := variants[r]; ok {
		r = v
	}
	if r == '"' || r == '＂' {
		r = '“'
		if b.quoted {
			r = '”' // of plain quotation marks every second one closes
		}
	}
	if r == '“' || r == '”' {
		b.quoted = r == '“'
	}
	return r
}
