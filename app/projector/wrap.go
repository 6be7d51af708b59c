package projector

import (
	"fyne.io/fyne/v2"

	"anlan/analytics/figure"
)

// measure is the width of a text.
func measure(text string, size float32, bold bool) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: bold}).Width
}

// wrap breaks a sentence into lines of a width: between Chinese characters anywhere, otherwise at spaces where there are
// some. Parts keep their tones.
func wrap(s figure.Sentence, size float32, bold bool, width float32) []figure.Sentence {
	var lines []figure.Sentence
	var line figure.Sentence
	left := width
	for _, span := range s {
		runes := []rune(span.Text)
		for len(runes) > 0 {
			n, used := fits(runes, size, bold, left)
			if n > 0 {
				line = append(line, figure.Span{Text: string(runes[:n]), Tone: span.Tone})
				runes, left = runes[n:], left-used
			}
			if len(runes) > 0 {
				lines, line, left = append(lines, line), nil, width
			}
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// fits is how many characters go into a width, and how wide they are. At the beginning of a line it is at least one.
func fits(runes []rune, size float32, bold bool, width float32) (n int, used float32) {
	if all := measure(string(runes), size, bold); all <= width {
		return len(runes), all
	}
	last := 0
	for i, r := range runes {
		if measure(string(runes[:i+1]), size, bold) > width {
			break
		}
		n = i + 1
		if r == ' ' || r >= 0x2e80 {
			last = n
		}
	}
	if n < len(runes) && n > 0 && last > 0 && runes[n] < 0x2e80 && runes[n] != ' ' {
		n = last
	}
	if n == 0 && width > 4*size {
		n = 1
	}
	return n, measure(string(runes[:n]), size, bold)
}

// fit shortens a text to a width.
func fit(text string, size float32, bold bool, width float32) string {
	if measure(text, size, bold) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && measure(string(runes)+"…", size, bold) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
