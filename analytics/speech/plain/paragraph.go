package plain

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// line is a line of the draft, without its end.
type line struct {
	text  string
	start int
}

// lines cuts a text into lines.
func lines(text string) []line {
	var all []line
	for start := 0; start <= len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			all = append(all, line{text[start:], start})
			break
		}
		all = append(all, line{strings.TrimSuffix(text[start:start+end], "\r"), start})
		start += end + 1
	}
	return all
}

// wrapped is how many characters a line has at least that may have been broken by a page's margin.
const wrapped = 25

var (
	pageNumber = regexp.MustCompile(`^\s*(?:[-–—]\s*)?(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[-–—/]\s*(?:共\s*)?\d*\s*页?)?\s*$`)
	newItem    = regexp.MustCompile(`^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．]|第[一二三四五六七八九十]+[章节条部]|#|[-*>|]\s|[　 ]{2,}|[①-⑳])`)
	ended      = regexp.MustCompile(`[。！？!?;；:：”"』」)）]\s*$`)
)

// Paragraphs joins the lines of a text to paragraphs: a long line that no mark ends goes on in the next one, as texts have
// them that were taken from pages. Lines that are page numbers are left out.
func Paragraphs(text string) []Text {
	var all []Text
	var b *Builder
	open := false // the paragraph goes on
	finish := func() {
		if b != nil {
			if t := b.Text(); t.S != "" {
				all = append(all, t)
			}
		}
		b, open = nil, false
	}
	for _, l := range lines(text) {
		switch {
		case strings.TrimSpace(l.text) == "":
			finish()
			continue
		case pageNumber.MatchString(l.text):
			continue
		case !open || newItem.MatchString(l.text):
			finish()
			b = &Builder{}
		}
		b.Add(l.text, l.start)
		b.Break()
		open = utf8.RuneCountInString(l.text) >= wrapped && !ended.MatchString(l.text)
	}
	finish()
	return all
}
