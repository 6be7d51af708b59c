package echarts

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// parseColor reads a CSS colour; ok is false for what is none.
func parseColor(text string) (color.NRGBA, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	switch {
	case text == "transparent" || text == "none" || text == "":
		return color.NRGBA{}, true
	case text[0] == '#':
		return parseHex(text[1:])
	}
	if c, ok := colornames.Map[text]; ok {
		return color.NRGBA(c), true // named colours are opaque, so premultiplied and straight are the same
	}
	name, rest, found := strings.Cut(text, "(")
	if !found || !strings.HasSuffix(rest, ")") {
		return color.NRGBA{}, false
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == '/' || r == ' ' })
	if len(parts) != 3 && len(parts) != 4 {
		return color.NRGBA{}, false
	}
	alpha := 1.0
	if len(parts) == 4 {
		alpha = component(parts[3], 1)
	}
	switch strings.TrimSuffix(name, "a") {
	case "rgb":
		return color.NRGBA{channel(component(parts[0], 255)), channel(component(parts[1], 255)), channel(component(parts[2], 255)), channel(alpha * 255)}, true
	case "hsl":
		hue, _ := strconv.ParseFloat(strings.TrimSuffix(parts[0], "deg"), 64)
		return hsl(hue, component(parts[1], 1), component(parts[2], 1), alpha), true
	}
	return color.NRGBA{}, false
}

func parseHex(digits string) (color.NRGBA, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var long strings.Builder
		for _, d := range digits {
			long.WriteRune(d)
			long.WriteRune(d)
		}
		digits = long.String()
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 8 {
		return color.NRGBA{}, false
	}
	return color.NRGBA{uint8(n >> 24), uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// component reads a number, or a percentage of whole.
func component(text string, whole float64) float64 {
	percent := strings.HasSuffix(text, "%")
	v, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil {
		return 0
	}
	if percent {
		return v / 100 * whole
	}
	return v
}

func channel(v float64) uint8 { return uint8(max(0, min(255, math.Round(v)))) }

func hsl(h, s, l, alpha float64) color.NRGBA {
	f := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		if k < 0 {
			k += 12
		}
		return channel((l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))) * 255)
	}
	return color.NRGBA{f(0), f(8), f(4), channel(alpha * 255)}
}
