package echarts

import (
	"strconv"
	"strings"
)

// Font is a CSS font as a canvas takes it.
type Font struct {
	Size   float64 // pixels
	Bold   bool
	Italic bool
	Family string
}

// parseFont reads a CSS font shorthand such as "bold 14px Noto Sans SC, sans-serif".
func parseFont(text string) Font {
	f := Font{Size: 12, Family: "sans-serif"}
	rest := strings.TrimSpace(text)
	for rest != "" {
		word, after, _ := strings.Cut(rest, " ")
		rest = strings.TrimSpace(after)
		size, unit := word, 1.0
		size, _, _ = strings.Cut(size, "/")
		switch {
		case strings.HasSuffix(size, "px"):
			size = strings.TrimSuffix(size, "px")
		case strings.HasSuffix(size, "pt"):
			size, unit = strings.TrimSuffix(size, "pt"), 4.0/3
		default:
			f.style(word)
			continue
		}
		if v, err := strconv.ParseFloat(size, 64); err == nil && v > 0 {
			f.Size = v * unit
		}
		f.Family = rest
		break
	}
	return f
}

func (f *Font) style(word string) {
	switch word {
	case "bold", "bolder":
		f.Bold = true
	case "italic", "oblique":
		f.Italic = true
	default:
		if weight, err := strconv.Atoi(word); err == nil {
			f.Bold = weight >= 600
		}
	}
}
