package echarts

import (
	"io"
	"log"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// fallback finds a font for a character that the typeface lacks; nil where there is none.
type fallback func(r rune, bold bool) *font.Face

// systemFonts looks characters up in the fonts of the system, which are searched when the first one is missed.
func systemFonts() fallback {
	open := sync.OnceValue(func() *fontscan.FontMap {
		fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0))
		if err := fonts.UseSystemFonts(""); err != nil {
			return nil // a system without fonts: the character stays a box
		}
		return fonts
	})
	return func(r rune, bold bool) *font.Face {
		fonts := open()
		if fonts == nil {
			return nil
		}
		weight := font.WeightNormal
		if bold {
			weight = font.WeightBold
		}
		fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}, Aspect: font.Aspect{Weight: weight}})
		fonts.SetScript(language.LookupScript(r))
		return fonts.ResolveFace(r)
	}
}

// chooser lets the segmenter ask which face has a character: the typeface's own where it can, another one else.
type chooser struct {
	setter *typesetter
	bold   bool
}

// ResolveFace implements shaping.Fontmap. It is called while the typesetter is locked.
func (c chooser) ResolveFace(r rune) *font.Face {
	own := c.setter.face(c.bold).font
	if _, ok := own.NominalGlyph(r); ok || c.setter.fallback == nil {
		return own
	}
	if other := c.setter.fallback(r, c.bold); other != nil {
		if _, ok := other.NominalGlyph(r); ok {
			return other
		}
	}
	return own
}

// placeOf is the index of a face; a new one is added.
func (t *typesetter) placeOf(f *font.Face) int {
	at, ok := t.places[f]
	if !ok {
		at = len(t.faces)
		t.faces = append(t.faces, &face{font: f, upem: float64(f.Upem())})
		t.places[f] = at
	}
	return at
}
