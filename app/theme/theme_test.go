package theme_test

import (
	"math"
	"reflect"
	"regexp"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"anlan/app/theme"
	"anlan/assets"
)

var hex = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func TestPalettesAreComplete(t *testing.T) {
	for name, palette := range map[string]assets.Palette{"light": assets.Light, "dark": assets.Dark} {
		v := reflect.ValueOf(palette)
		for i := range v.NumField() {
			field := v.Field(i)
			values := []string{}
			if field.Kind() == reflect.String {
				values = append(values, field.String())
			} else {
				for j := range field.Len() {
					values = append(values, field.Index(j).String())
				}
			}
			for _, value := range values {
				if !hex.MatchString(value) {
					t.Errorf("%s: %s is %q", name, v.Type().Field(i).Name, value)
				}
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.1.
func luminance(c string) float64 {
	n := theme.Color(c)
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		y := (x + 0.055) / 1.055

		return math.Pow(y, 2.4)
	}
	return 0.2126*part(n.R) + 0.7152*part(n.G) + 0.0722*part(n.B)
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast holds texts to 4.5:1 and marks to 3:1 against what they stand on.
func TestContrast(t *testing.T) {
	for name, p := range map[string]assets.Palette{"light": assets.Light, "dark": assets.Dark} {
		for _, tt := range []struct {
			what, on, mark string
			least          float64
		}{
			{"ink on cards", p.Card, p.Ink, 4.5},
			{"ink on the ground", p.Ground, p.Ink, 4.5},
			{"notes on cards", p.Card, p.Muted, 4.5},
			{"bad news on cards", p.Card, p.Worse, 4.5},
			{"good news on cards", p.Card, p.Better, 4.5},
			{"chips", p.PrimaryPale, p.Primary, 4.5},
			{"navigation", p.NavGround, p.NavText, 4.5},
			{"selected navigation", p.NavSelected, "#ffffff", 4.5},
			{"highlighted bars", p.Card, p.Primary, 3},
		} {
			if got := contrast(tt.on, tt.mark); got < tt.least {
				t.Errorf("%s, %s: %.2f, want %.1f", name, tt.what, got, tt.least)
			}
		}
	}
}

func TestEveryColourAndFontIsThere(t *testing.T) {
	test.NewTempApp(t)
	for _, dark := range []bool{false, true} {
		th := theme.New(dark)
		test.AssertAllColorNamesDefined(t, th, "")
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}, {Bold: true, Italic: true}} {
			if f := th.Font(style); f == nil || len(f.Content()) < 1<<20 {
				t.Errorf("style %+v has not the embedded font", style)
			}
		}
	}
}
