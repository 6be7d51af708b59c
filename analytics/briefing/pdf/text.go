package pdf

import (
	"strings"
	"unicode"
)

// font chooses the font's size and weight.
func (p *paper) font(size float64, bold bool) {
	weight := ""
	if bold {
		weight = "B"
	}
	p.SetFont(family, weight, size)
}

// plain keeps what the file format can name: characters of the first plane, and no controls.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > 0xffff || r == unicode.ReplacementChar:
			return '□'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}

// write sets a line by its baseline.
func (p *paper) write(x, y float64, text string, size float64, bold bool, ink string) {
	p.font(size, bold)
	c := hex(ink)
	p.SetTextColor(int(c.R), int(c.G), int(c.B))
	p.Text(x, y, plain(text))
}

// paragraph sets a text over as many lines as it needs and moves on below it.
func (p *paper) paragraph(text string, size float64, bold bool, ink string) {
	for _, line := range p.wrap(text, size, bold, room) {
		p.y += size * 1.32
		p.write(edge, p.y-size*0.22, line, size, bold, ink)
	}
}

func (p *paper) lines(text string, size float64, bold bool) int {
	return len(p.wrap(text, size, bold, room))
}

// wrap breaks a text into lines: between Chinese characters anywhere, otherwise at spaces where there are some.
func (p *paper) wrap(text string, size float64, bold bool, width float64) []string {
	p.font(size, bold)
	var list []string
	for part := range strings.SplitSeq(text, "\n") {
		runes := []rune(plain(part))
		for len(runes) > 0 {
			n := p.fits(runes, width)
			list = append(list, strings.TrimSpace(string(runes[:n])))
			runes = runes[n:]
		}
	}
	return list
}

// fits is how many characters go onto a line, at least one.
func (p *paper) fits(runes []rune, width float64) int {
	used, space := 0.0, 0
	for i, r := range runes {
		used += p.GetStringWidth(string(r))
		switch {
		case used > width && space > 0 && r < 0x2e80:
			return space
		case used > width:
			return max(i, 1)
		case r == ' ' || r >= 0x2e80:
			space = i + 1
		}
	}
	return len(runes)
}

// cutTo shortens a text to a width.
func (p *paper) cutTo(text string, size float64, bold bool, width float64) string {
	p.font(size, bold)
	text = plain(text)
	if p.GetStringWidth(text) <= width {
		return text
	}
	runes := []rune(text)
	n := p.fits(runes, width-p.GetStringWidth("…"))
	return string(runes[:n]) + "…"
}
