package echarts

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/vector"
)

// raster draws scenes onto one image.
type raster struct {
	typesetter *typesetter
	image      *image.RGBA
	z          vector.Rasterizer
	alpha      []uint8 // scratch for masks
	clips      map[clipKey]region
}

type clipKey struct {
	scene *Scene
	index int
	base  Matrix
}

// region is where marks may be seen: a rectangle, and for clips that are none a mask over it.
type region struct {
	box  image.Rectangle
	mask *image.Alpha
}

// draw draws a scene at a scale: 2 makes an image of twice the width and height.
func (t *typesetter) draw(s *Scene, scale float64) *image.RGBA {
	w, h := int(math.Ceil(s.Width*scale-1e-9)), int(math.Ceil(s.Height*scale-1e-9))
	r := &raster{typesetter: t, image: image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))), clips: make(map[clipKey]region)}
	r.scene(s, Matrix{scale, 0, 0, scale, 0, 0}, region{box: r.image.Rect}, 1)
	return r.image
}

// encodePNG writes an image as PNG.
func encodePNG(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("write the PNG: %w", err)
	}
	return b.Bytes(), nil
}

func (r *raster) scene(s *Scene, base Matrix, outer region, alpha float64) {
	for i := range s.Marks {
		m := &s.Marks[i]
		clip := r.clip(s, m.Clip, base, outer)
		if clip.box.Empty() {
			continue
		}
		r.mark(m, base.mul(m.Matrix), clip, alpha*m.Alpha)
	}
}

// clip is the region of a clip within an outer one.
func (r *raster) clip(s *Scene, index int, base Matrix, outer region) region {
	if index == 0 {
		return outer
	}
	key := clipKey{s, index, base}
	if reg, ok := r.clips[key]; ok {
		return reg
	}
	c := s.Clips[index-1]
	parent := r.clip(s, c.Parent, base, outer)
	lines := c.Path.flatten(base.mul(c.Matrix))
	var reg region
	if box, ok := rectangleOf(lines); ok {
		// Half-covered pixels at the border of a clip rectangle belong to it, as they do in browsers.
		reg = region{box: image.Rect(int(math.Round(box[0])), int(math.Round(box[1])), int(math.Round(box[2])), int(math.Round(box[3]))).Intersect(parent.box), mask: parent.mask}
	} else {
		reg = region{box: bounds(lines).Intersect(parent.box)}
		if !reg.box.Empty() {
			reg.mask = image.NewAlpha(reg.box)
			copy(reg.mask.Pix, r.coverage(lines, reg.box))
			multiply(reg.mask, parent.mask)
		}
	}
	r.clips[key] = reg
	return reg
}

// multiply narrows a mask by another.
func multiply(m, by *image.Alpha) {
	if by == nil {
		return
	}
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			i := m.PixOffset(x, y)
			m.Pix[i] = uint8(uint32(m.Pix[i]) * uint32(by.AlphaAt(x, y).A) / 255)
		}
	}
}

// rectangleOf tells whether lines are one upright rectangle, and which.
func rectangleOf(lines []polyline) (box [4]float64, ok bool) {
	if len(lines) != 1 {
		return box, false
	}
	p := lines[0].points
	if len(p) == 5 && p[4] == p[0] {
		p = p[:4]
	}
	if len(p) != 4 {
		return box, false
	}
	if !(p[0][1] == p[1][1] && p[1][0] == p[2][0] && p[2][1] == p[3][1] && p[3][0] == p[0][0]) &&
		!(p[0][0] == p[1][0] && p[1][1] == p[2][1] && p[2][0] == p[3][0] && p[3][1] == p[0][1]) {
		return box, false
	}
	return [4]float64{min(p[0][0], p[2][0]), min(p[0][1], p[2][1]), max(p[0][0], p[2][0]), max(p[0][1], p[2][1])}, true
}

func (r *raster) mark(m *Mark, matrix Matrix, clip region, alpha float64) {
	switch m.Kind {
	case Fill:
		r.fill(m.Path.flatten(matrix), m, matrix, clip, alpha)
	case Erase:
		r.erase(bounds(m.Path.flatten(matrix)).Intersect(clip.box))
	case Stroke:
		r.fill(outlineStroke(m.Path.flatten(matrix), m.Pen.scaled(matrix)), m, matrix, clip, alpha)
	case FillText, StrokeText:
		r.text(m, matrix, clip, alpha)
	case Picture:
		r.layer(m, matrix, clip, alpha)
	}
}

// scaled is the pen in device pixels.
func (p *Pen) scaled(m Matrix) Pen {
	k := m.scale()
	q := *p
	q.Width, q.DashOffset, q.Dash = p.Width*k, p.DashOffset*k, nil
	for _, d := range p.Dash {
		q.Dash = append(q.Dash, d*k)
	}
	return q
}

func (r *raster) fill(lines []polyline, m *Mark, matrix Matrix, clip region, alpha float64) {
	if m.Shadow != nil {
		r.shadow(lines, m.Shadow, matrix, clip, alpha)
	}
	shade := r.shader(m.Paint, matrix, alpha)
	if box, ok := rectangleOf(lines); ok {
		if shade.solid && clip.mask == nil && r.solidRect(box, clip.box, shade.color) {
			return
		}
	}
	box := bounds(lines).Intersect(clip.box)
	if box.Empty() {
		return
	}
	r.paint(r.coverage(lines, box), box, clip.mask, shade)
}

// coverage rasterises lines within a box; the result is valid until the next call.
func (r *raster) coverage(lines []polyline, box image.Rectangle) []uint8 {
	r.z.Reset(box.Dx(), box.Dy())
	trace(&r.z, lines, box.Min)
	n := box.Dx() * box.Dy()
	if cap(r.alpha) < n {
		r.alpha = make([]uint8, n)
	}
	a := r.alpha[:n]
	clear(a)
	dst := &image.Alpha{Pix: a, Stride: box.Dx(), Rect: image.Rect(0, 0, box.Dx(), box.Dy())}
	r.z.Draw(dst, dst.Rect, image.Opaque, image.Point{})
	return a
}

// solidRect fills a rectangle with one colour; edges off the pixel grid are mixed in by their share.
func (r *raster) solidRect(box [4]float64, clip image.Rectangle, c color.NRGBA) bool {
	outer := image.Rect(int(math.Floor(box[0])), int(math.Floor(box[1])), int(math.Ceil(box[2])), int(math.Ceil(box[3]))).Intersect(clip)
	across := func(from, to float64, at int) float64 { return max(0, min(to, float64(at+1))-max(from, float64(at))) }
	columns := make([]float64, outer.Dx())
	for i := range columns {
		columns[i] = across(box[0], box[2], outer.Min.X+i)
	}
	for y := outer.Min.Y; y < outer.Max.Y; y++ {
		row := across(box[1], box[3], y)
		i := r.image.PixOffset(outer.Min.X, y)
		for _, column := range columns {
			blend(r.image.Pix[i:i+4:i+4], c, uint32(math.Round(row*column*255)))
			i += 4
		}
	}
	return true
}

// erase makes a rectangle transparent.
func (r *raster) erase(box image.Rectangle) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		clear(r.image.Pix[r.image.PixOffset(box.Min.X, y):r.image.PixOffset(box.Max.X, y)])
	}
}

// blend lays a colour over a pixel, as much of it as covered says (0 to 255).
func blend(pixel []uint8, c color.NRGBA, covered uint32) {
	a := uint32(c.A) * covered
	if a == 0 {
		return
	}
	if a == 255*255 {
		pixel[0], pixel[1], pixel[2], pixel[3] = c.R, c.G, c.B, 255
		return
	}
	a = (a + 127) / 255
	rest := 255 - a
	pixel[0] = uint8((uint32(c.R)*a + uint32(pixel[0])*rest + 127) / 255)
	pixel[1] = uint8((uint32(c.G)*a + uint32(pixel[1])*rest + 127) / 255)
	pixel[2] = uint8((uint32(c.B)*a + uint32(pixel[2])*rest + 127) / 255)
	pixel[3] = uint8((255*a + uint32(pixel[3])*rest + 127) / 255)
}

// paint lays a shade over a box through a coverage and a mask.
func (r *raster) paint(coverage []uint8, box image.Rectangle, mask *image.Alpha, shade shader) {
	c := shade.color
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := coverage[(y-box.Min.Y)*box.Dx() : (y-box.Min.Y+1)*box.Dx()]
		i := r.image.PixOffset(box.Min.X, y)
		for x, covered := range row {
			if covered != 0 {
				k := uint32(covered)
				if mask != nil {
					k = k * uint32(mask.AlphaAt(box.Min.X+x, y).A) / 255
				}
				if !shade.solid {
					c = shade.at(float64(box.Min.X+x)+0.5, float64(y)+0.5)
				}
				blend(r.image.Pix[i:i+4:i+4], c, k)
			}
			i += 4
		}
	}
}

func (r *raster) text(m *Mark, matrix Matrix, clip region, alpha float64) {
	text := m.Text
	l := r.typesetter.line(text.String, text.Font.Bold)
	x, y := r.typesetter.origin(text, l.width*text.Font.Size)
	slant := 0.0
	if text.Font.Italic {
		slant = -0.2
	}
	size := text.Font.Size
	if matrix.upright() && m.Kind == FillText && m.Shadow == nil && slant == 0 {
		shade := r.shader(m.Paint, matrix, alpha)
		for _, g := range l.glyphs {
			px, py := matrix.apply(x+g.x*size, y+g.y*size)
			r.glyph(g.key, size*matrix[0], px, py, clip, shade)
		}
		return
	}
	var lines []polyline
	for _, g := range l.glyphs {
		lines = append(lines, r.typesetter.outline(g.key).flatten(matrix.mul(Matrix{size, 0, slant * size, size, x + g.x*size, y + g.y*size}))...)
	}
	if m.Kind == StrokeText {
		lines = outlineStroke(lines, m.Pen.scaled(matrix))
	}
	r.fill(lines, m, matrix, clip, alpha)
}

// glyph draws a glyph at a pen position, to a quarter of a pixel across and a whole one down, so that baselines are sharp.
func (r *raster) glyph(key glyphKey, size, x, y float64, clip region, shade shader) {
	quarters := math.Round(x * 4)
	whole := math.Floor(quarters / 4)
	m := r.typesetter.mask(key, size, uint8(quarters-whole*4))
	if m.alpha == nil {
		return
	}
	at := m.offset.Add(image.Pt(int(whole), int(math.Round(y))))
	full := m.alpha.Rect.Add(at)
	box := full.Intersect(clip.box)
	if box.Empty() {
		return
	}
	if box == full {
		r.paint(m.alpha.Pix, box, clip.mask, shade)
		return
	}
	part := make([]uint8, 0, box.Dx()*box.Dy())
	for py := box.Min.Y; py < box.Max.Y; py++ {
		i := m.alpha.PixOffset(box.Min.X-at.X, py-at.Y)
		part = append(part, m.alpha.Pix[i:i+box.Dx()]...)
	}
	r.paint(part, box, clip.mask, shade)
}

// layer draws another scene into a box.
func (r *raster) layer(m *Mark, matrix Matrix, clip region, alpha float64) {
	s, d := m.Layer.Source, m.Layer.Dest
	if s[2] == 0 || s[3] == 0 {
		return
	}
	place := matrix.mul(Matrix{d[2] / s[2], 0, 0, d[3] / s[3], d[0] - s[0]*d[2]/s[2], d[1] - s[1]*d[3]/s[3]})
	var b builder
	b.rect(d[0], d[1], d[2], d[3])
	inner := clip
	inner.box = bounds(b.path.flatten(matrix)).Intersect(clip.box)
	r.scene(m.Layer.Scene, place, inner, alpha)
}
