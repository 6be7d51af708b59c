package echarts

import (
	"bytes"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/font/gofont/goregular"

	"anlan/assets"
)

// TestFallback draws a character that the typeface lacks by a font that has it, within a text that it does not lack.
func TestFallback(t *testing.T) {
	other, err := font.ParseTTF(bytes.NewReader(goregular.TTF))
	if err != nil {
		t.Fatal(err)
	}
	setter, err := newTypesetter(Fonts{Regular: assets.Font(false), Bold: assets.Font(true)})
	if err != nil {
		t.Fatal(err)
	}
	missing := rune(0)
	for r := rune(0x100); r < 0x2600 && missing == 0; r++ {
		_, have := setter.own[0].font.NominalGlyph(r)
		if _, has := other.NominalGlyph(r); has && !have {
			missing = r
		}
	}
	if missing == 0 {
		t.Fatal("the typeface has all that the other font has")
	}
	text := "中" + string(missing) + "a"
	if box := setter.line(text, false).glyphs[1]; box.key.id != 0 || box.key.face != 0 {
		t.Errorf("without a fallback %q is not a box: %+v", missing, box)
	}

	setter, err = newTypesetter(Fonts{Regular: assets.Font(false), Bold: assets.Font(true)})
	if err != nil {
		t.Fatal(err)
	}
	setter.fallback = func(r rune, _ bool) *font.Face {
		if r != missing {
			t.Errorf("asked for %q, which the typeface has", r)
		}
		return other
	}
	for _, bold := range []bool{false, true} {
		glyphs := setter.line(text, bold).glyphs
		if len(glyphs) != 3 || glyphs[0].key.face == glyphs[1].key.face || glyphs[1].key.id == 0 || glyphs[1].key.face != 2 || glyphs[0].key.face != glyphs[2].key.face {
			t.Fatalf("glyphs of %q: %+v", text, glyphs)
		}
		if len(setter.outline(glyphs[1].key).Verbs) == 0 {
			t.Errorf("%q has no outline", missing)
		}
		advance, _ := other.NominalGlyph(missing)
		want := float64(other.HorizontalAdvance(advance)) / float64(other.Upem())
		if got := glyphs[2].x - glyphs[1].x; got < want*0.98 || got > want*1.02 {
			t.Errorf("%q is %.3f em wide, want %.3f", missing, got, want)
		}
	}
}

// TestNoFallbackFont leaves a box where no font has a character.
func TestNoFallbackFont(t *testing.T) {
	setter, err := newTypesetter(Fonts{Regular: assets.Font(false), Bold: assets.Font(true)})
	if err != nil {
		t.Fatal(err)
	}
	setter.fallback = func(rune, bool) *font.Face { return nil }
	if l := setter.line("\U0010FFFD", false); len(l.glyphs) != 1 || l.glyphs[0].key.face != 0 || l.width == 0 {
		t.Errorf("drawn as %+v", l)
	}
}
