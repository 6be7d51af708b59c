package echarts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"math"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// shapeSize is the size at which texts are shaped; positions scale from it, so that a text is as wide at every scale.
const shapeSize = 1000

// maxShaped and maxMasks bound what is kept of texts shaped and glyphs drawn.
const (
	maxShaped = 20000
	maxMasks  = 20000
)

// face is one weight of the typeface, or a font that has what the typeface lacks.
type face struct {
	font               *font.Face
	outlines           *sfnt.Font // of the typeface's own faces; others have theirs in font
	upem               float64
	ascender, descends float64 // of the em box, in parts of an em; both positive
}

// typesetter measures and draws text by one family in two weights, and what that lacks by other fonts. Any goroutine may
// use it.
type typesetter struct {
	own       [2]*face // regular, bold
	mu        sync.Mutex
	faces     []*face // those two, then others in the order of their first use
	places    map[*font.Face]int
	fallback  fallback // nil for none
	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	shaped    map[shapedKey]line
	outlines  map[glyphKey]Path
	masks     map[maskKey]mask
}

type shapedKey struct {
	bold bool
	text string
}

type glyphKey struct {
	face int // index into typesetter.faces
	id   font.GID
}

type maskKey struct {
	glyph    glyphKey
	size     float64
	fraction uint8 // quarter pixels to the right
}

// line is a shaped text: glyphs from left to right, in parts of an em.
type line struct {
	width  float64
	glyphs []placedGlyph
}

type placedGlyph struct {
	key  glyphKey
	x, y float64
}

// mask is the coverage of a glyph; its image is placed relative to the pen.
type mask struct {
	alpha  *image.Alpha
	offset image.Point
}

// Fonts are what measures and draws every text.
type Fonts struct {
	Regular, Bold []byte // TrueType data
	System        bool   // characters that the two lack are taken from the fonts of the system
}

func newTypesetter(fonts Fonts) (*typesetter, error) {
	regular, err := loadFace(fonts.Regular)
	if err != nil {
		return nil, err
	}
	bold, err := loadFace(fonts.Bold)
	if err != nil {
		return nil, err
	}
	t := &typesetter{
		own: [2]*face{regular, bold}, faces: []*face{regular, bold}, places: map[*font.Face]int{regular.font: 0, bold.font: 1},
		shaped: make(map[shapedKey]line), outlines: make(map[glyphKey]Path), masks: make(map[maskKey]mask),
	}
	if fonts.System {
		t.fallback = systemFonts()
	}
	return t, nil
}

// loadFace loads a face for shaping, and separately its outlines: read as needed they cost nothing, while the shaping
// library would unpack all of them at once, some 35 MB a weight.
func loadFace(data []byte) (*face, error) {
	outlines, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("load the font: %w", err)
	}
	loader, err := opentype.NewLoader(bytes.NewReader(withoutOutlines(data)))
	if err != nil {
		return nil, fmt.Errorf("load the font: %w", err)
	}
	ft, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("load the font: %w", err)
	}
	f := &face{font: font.NewFace(ft), outlines: outlines, upem: float64(ft.Upem()), ascender: 0.88, descends: 0.12}
	// The em box is the typographic ascender and descender of table OS/2, made one em high together.
	if table, err := loader.RawTable(opentype.MustNewTag("OS/2")); err == nil && len(table) >= 72 {
		up := float64(int16(binary.BigEndian.Uint16(table[68:])))
		down := -float64(int16(binary.BigEndian.Uint16(table[70:])))
		if up+down > 0 {
			f.ascender, f.descends = up/(up+down), down/(up+down)
		}
	}
	return f, nil
}

// face is the typeface's own face of a weight.
func (t *typesetter) face(bold bool) *face {
	if bold {
		return t.own[1]
	}
	return t.own[0]
}

// measure is the width of a text in pixels.
func (t *typesetter) measure(css, text string) float64 {
	f := parseFont(css)
	return t.line(text, f.Bold).width * f.Size
}

// line shapes a text.
func (t *typesetter) line(text string, bold bool) line {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := shapedKey{bold, text}
	if l, ok := t.shaped[key]; ok {
		return l
	}
	l := t.shape(text, bold)
	if len(t.shaped) >= maxShaped {
		clear(t.shaped)
	}
	t.shaped[key] = l
	return l
}

func (t *typesetter) shape(text string, bold bool) line {
	var runes []rune
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case unicode.IsControl(r):
			continue
		}
		runes = append(runes, r)
	}
	f := t.face(bold)
	runs := t.segmenter.Split(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: f.font, Size: fixed.I(shapeSize), Language: language.NewLanguage("zh"),
	}, chooser{t, bold})
	outputs := make([]shaping.Output, len(runs))
	for i, run := range runs {
		outputs[i] = t.shaper.Shape(run)
	}
	var l line
	for _, i := range visualOrder(outputs) {
		at := t.placeOf(outputs[i].Face)
		for _, g := range outputs[i].Glyphs {
			l.glyphs = append(l.glyphs, placedGlyph{glyphKey{at, g.GlyphID}, l.width + em(g.XOffset), -em(g.YOffset)})
			l.width += em(g.Advance)
		}
	}
	return l
}

// visualOrder reverses runs of text that is written from right to left within a line that runs from left to right.
func visualOrder(runs []shaping.Output) []int {
	var order []int
	for i := 0; i < len(runs); {
		j := i
		for j < len(runs) && runs[j].Direction == di.DirectionRTL {
			j++
		}
		if j == i {
			order = append(order, i)
			i++
			continue
		}
		for k := j - 1; k >= i; k-- {
			order = append(order, k)
		}
		i = j
	}
	return order
}

func em(v fixed.Int26_6) float64 { return float64(v) / 64 / shapeSize }

// origin is where the pen starts for a text: the left end of its baseline.
func (t *typesetter) origin(text *Text, width float64) (x, y float64) {
	x, y = text.X, text.Y
	switch text.Align {
	case "center":
		x -= width / 2
	case "right", "end":
		x -= width
	}
	f := t.face(text.Font.Bold)
	switch text.Baseline {
	case "middle":
		y += (f.ascender - f.descends) / 2 * text.Font.Size
	case "top", "hanging":
		y += f.ascender * text.Font.Size
	case "bottom", "ideographic":
		y -= f.descends * text.Font.Size
	}
	return x, y
}

// outline is a glyph's path in parts of an em, y downwards.
func (t *typesetter) outline(key glyphKey) Path {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.outlineLocked(key)
}

func (t *typesetter) outlineLocked(key glyphKey) Path {
	if p, ok := t.outlines[key]; ok {
		return p
	}
	path := t.faces[key.face].outline(key.id)
	if len(t.outlines) >= maxMasks {
		clear(t.outlines)
	}
	t.outlines[key] = path
	return path
}

// mask draws a glyph upright at a size in pixels, its pen a fraction of a pixel off the grid.
func (t *typesetter) mask(key glyphKey, size float64, fraction uint8) mask {
	t.mu.Lock()
	defer t.mu.Unlock()
	k := maskKey{key, size, fraction}
	if m, ok := t.masks[k]; ok {
		return m
	}
	m := drawMask(t.outlineLocked(key).flatten(Matrix{size, 0, 0, size, float64(fraction) / 4, 0}))
	if len(t.masks) >= maxMasks {
		clear(t.masks)
	}
	t.masks[k] = m
	return m
}

// drawMask rasterises outlines into a mask just large enough.
func drawMask(lines []polyline) mask {
	box := bounds(lines)
	if box.Empty() {
		return mask{}
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	trace(z, lines, box.Min)
	alpha := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	return mask{alpha, box.Min}
}

// bounds is the smallest rectangle of pixels around lines.
func bounds(lines []polyline) image.Rectangle {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, l := range lines {
		for _, p := range l.points {
			minX, maxX = min(minX, p[0]), max(maxX, p[0])
			minY, maxY = min(minY, p[1]), max(maxY, p[1])
		}
	}
	if minX > maxX {
		return image.Rectangle{}
	}
	const far = 1 << 20
	clamp := func(v float64) int { return int(max(-far, min(far, v))) }
	return image.Rect(clamp(math.Floor(minX)), clamp(math.Floor(minY)), clamp(math.Ceil(maxX)), clamp(math.Ceil(maxY)))
}

// trace feeds lines to a rasterizer whose origin is a pixel of the picture.
func trace(z *vector.Rasterizer, lines []polyline, origin image.Point) {
	ox, oy := float64(origin.X), float64(origin.Y)
	for _, l := range lines {
		for i, p := range l.points {
			x, y := float32(p[0]-ox), float32(p[1]-oy)
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		if !l.edge {
			z.ClosePath()
		}
	}
}
