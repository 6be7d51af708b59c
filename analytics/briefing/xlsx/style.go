package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"anlan/analytics/figure"
	"anlan/assets"
)

// look is how a cell looks.
type look struct {
	bold, muted, fill, number bool
	size                      float64 // 0: the usual one
	tone                      figure.Tone
	decimals                  int
}

// style makes the style of a look, once.
func (w *book) style(l look) (int, error) {
	if id, ok := w.looks[l]; ok {
		return id, nil
	}
	p := assets.Light
	font := &excelize.Font{Bold: l.bold, Size: 11, Family: "Microsoft YaHei", Color: p.Ink}
	if l.size > 0 {
		font.Size = l.size
	}
	switch {
	case l.muted:
		font.Color = p.Muted
	case l.tone == figure.Bad:
		font.Color = p.Worse
	case l.tone == figure.Good:
		font.Color = p.Better
	}
	s := &excelize.Style{Font: font}
	if l.number {
		code := "0"
		if l.decimals > 0 {
			code += "." + strings.Repeat("0", l.decimals)
		}
		s.CustomNumFmt = &code
		s.Alignment = &excelize.Alignment{Horizontal: "right"}
	}
	if l.fill {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{p.PrimaryPale}}
	}
	id, err := w.NewStyle(s)
	if err == nil {
		w.looks[l] = id
	}
	return id, err
}

// decimals is how many digits a printed figure has behind its point.
func decimals(text string) int {
	_, after, found := strings.Cut(text, ".")
	if !found {
		return 0
	}
	n := 0
	for n < len(after) && after[n] >= '0' && after[n] <= '9' {
		n++
	}
	return n
}
