package briefing_test

import (
	"image/color"
	"math"
	"testing"

	"anlan/analytics/briefing"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/assets"
)

// enlarged is how much a projector of 1920 × 1080 enlarges a slide.
const enlarged = 1920.0 / briefing.SlideWidth

// luminance is the relative luminance of a colour (WCAG 2.1).
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// contrast is the contrast ratio of two colours (WCAG 2.1).
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over lays a colour over another.
func over(top, below color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((float64(a)*float64(top.A) + float64(b)*(255-float64(top.A))) / 255)
	}
	return color.NRGBA{mix(top.R, below.R), mix(top.G, below.G), mix(top.B, below.B), 255}
}

// reading is what a canvas finds of texts: their sizes, and the colours that they stand on.
type reading struct {
	t      *testing.T
	kind   string
	fills  []fill
	texts  int
	lowest float64
}

type fill struct {
	left, top, right, bottom float64
	ink                      color.NRGBA
	points                   [][2]float64
}

// holds tells whether a place lies within the corners, by how often a line from it crosses them.
func (f fill) holds(x, y float64) bool {
	if x < f.left || x > f.right || y < f.top || y > f.bottom {
		return false
	}
	inside := false
	for i, a := range f.points {
		b := f.points[(i+1)%len(f.points)]
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			inside = !inside
		}
	}
	return inside
}

func (r *reading) Clip(echarts.Path)                             {}
func (r *reading) Unclip()                                       {}
func (r *reading) Stroke(echarts.Path, echarts.Pen, color.NRGBA) {}
func (r *reading) Fill(p echarts.Path, ink color.NRGBA) {
	f := fill{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1), ink, p.Points()}
	for _, at := range f.points {
		f.left, f.right = min(f.left, at[0]), max(f.right, at[0])
		f.top, f.bottom = min(f.top, at[1]), max(f.bottom, at[1])
	}
	r.fills = append(r.fills, f)
}

func (r *reading) Text(text echarts.PlacedText) {
	r.texts++
	if size := text.Size * enlarged; size < 24 {
		r.t.Errorf("%s: %q is set in %.1f pixels at 1080p, want 24", r.kind, text.String, size)
	}
	x, y := text.X+math.Cos(text.Angle)*text.Width/2, text.Y+math.Sin(text.Angle)*text.Width/2-text.Size*0.35
	ground := color.NRGBA{255, 255, 255, 255}
	for _, f := range r.fills {
		if f.holds(x, y) {
			ground = over(f.ink, ground)
		}
	}
	c := contrast(over(text.Color, ground), ground)
	r.lowest = min(r.lowest, c)
	if c < 4.5 {
		r.t.Errorf("%s: %q has a contrast of %.2f (%v on %v), want 4.5", r.kind, text.String, c, text.Color, ground)
	}
}

// TestLegibleAtFourMetres lays every kind of chart out as slides show it: no text under 24 pixels at 1080p, and a contrast
// of at least 4.5 to what lies beneath it.
func TestLegibleAtFourMetres(t *testing.T) {
	if raceDetector {
		t.Skip("laying charts out takes minutes under the race detector")
	}
	p, err := echarts.Compile(echarts.Config{
		Script: assets.ECharts(), Extension: figure.Formatters(), FontFamily: assets.FontFamily,
		Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)},
		Maps:  assets.Maps(),
	})
	if err != nil {
		t.Fatal(err)
	}
	artist := briefing.NewArtist(p)
	defer artist.Close()
	lowest := math.Inf(1)
	for _, kind := range figure.Kinds() {
		slide, err := briefing.NewSlide(t.Context(), city, briefing.Ask{Kind: kind.ID, Question: question}, look, state)
		if err != nil {
			t.Fatal(err)
		}
		scene, err := artist.Scene(t.Context(), slide)
		if err != nil {
			t.Fatal(err)
		}
		if scene == nil {
			continue
		}
		r := &reading{t: t, kind: kind.ID, lowest: lowest}
		p.Replay(scene, r)
		if r.texts == 0 {
			t.Errorf("%s has no text", kind.ID)
		}
		lowest = r.lowest
	}
	t.Logf("the lowest contrast is %.2f", lowest)
}

// TestPaletteOfSlides measures the colours in which the heads of slides are set.
func TestPaletteOfSlides(t *testing.T) {
	p := assets.Light
	for name, text := range map[string]string{"ink": p.Ink, "muted": p.Muted, "worse": p.Worse, "better": p.Better} {
		if c := contrast(parse(t, text), parse(t, p.Card)); c < 4.5 {
			t.Errorf("%s on a slide has a contrast of %.2f, want 4.5", name, c)
		}
	}
	if c := contrast(parse(t, p.Ink), parse(t, p.PrimaryPale)); c < 4.5 {
		t.Errorf("offered questions have a contrast of %.2f, want 4.5", c)
	}
}

func parse(t *testing.T, text string) color.NRGBA {
	t.Helper()
	var c color.NRGBA
	c.A = 255
	for i, part := range []*uint8{&c.R, &c.G, &c.B} {
		for _, digit := range text[1+2*i : 3+2*i] {
			v := uint8(digit - '0')
			if digit >= 'a' {
				v = uint8(digit-'a') + 10
			}
			*part = *part*16 + v
		}
	}
	return c
}
