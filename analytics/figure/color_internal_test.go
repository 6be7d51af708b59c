package figure

import (
	"testing"

	"anlan/assets"
)

// TestTextsInBarsCanBeRead asks for the contrast that WCAG 2.1 wants of texts, on every colour that bars have.
func TestTextsInBarsCanBeRead(t *testing.T) {
	for name, p := range map[string]assets.Palette{"light": assets.Light, "dark": assets.Dark} {
		s := Style{Palette: p}
		for _, ground := range []string{p.Primary, p.PrimaryLight, p.PrimaryPale, p.Worse, p.Better, s.cautionBar()} {
			if c := contrast(s.textOn(ground), ground); c < 4.5 {
				t.Errorf("%s: a text on %s has the contrast %.2f", name, ground, c)
			}
		}
	}
}
