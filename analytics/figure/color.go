package figure

import (
	"fmt"
	"math"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// rgb reads a colour of the palette, "#rrggbb".
func rgb(hex string) [3]float64 {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return [3]float64{} // palettes are constants, checked by a test
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// mix adds a share of one colour of the palette to another.
func mix(base, with string, share float64) string {
	a, b := rgb(base), rgb(with)
	text := "#"
	for i := range a {
		text += fmt.Sprintf("%02x", int(math.Round(a[i]+(b[i]-a[i])*share)))
	}
	return text
}

// luminance is the relative luminance of a colour, WCAG 2.1.
func luminance(hex string) float64 {
	c := rgb(hex)
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// contrast is the contrast ratio of two colours, from 1 to 21, WCAG 2.1.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// textOn is the colour of the palette in which a text on a ground reads best.
func (s Style) textOn(ground string) string {
	if contrast(s.Palette.Card, ground) > contrast(s.Palette.Ink, ground) {
		return s.Palette.Card
	}
	return s.Palette.Ink
}

// cautionBar is the colour of a bar to look at that is neither good nor bad: a little paler than that of texts, so that a
// figure in the bar can be read.
func (s Style) cautionBar() string { return mix(s.Palette.Caution, "#ffffff", 0.1) }

// changeColor is the ground of an area that has changed: the stronger, the more it has changed for the worse or the better.
// Where there are few the change in per cent says little, so that it is taken of ten more than there are.
func (s Style) changeColor(i analytics.Indicator, v engine.Value) string {
	const full, few = 0.3, 10.0 // a change that has the full colour; what is added
	neutral := s.Palette.PrimaryPale
	if !v.Compared() {
		return neutral
	}
	strength := min(1, math.Abs(v.Diff())/(max(v.Now, v.Base)+few)/full)
	switch i.Better.Judge(v.Now, v.Base) {
	case analytics.Worse:
		return mix(s.Palette.Card, s.Palette.Worse, 0.15+0.65*strength)
	case analytics.Better:
		return mix(s.Palette.Card, s.Palette.Better, 0.15+0.65*strength)
	}
	return neutral
}
