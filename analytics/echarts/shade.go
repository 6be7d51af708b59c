package echarts

import (
	"image"
	"image/color"
	"math"
)

// shader gives the colour of every pixel.
type shader struct {
	solid bool
	color color.NRGBA
	at    func(x, y float64) color.NRGBA
}

func faded(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(math.Round(float64(c.A) * alpha))
	return c
}

// shader makes a paint ready for pixels. Gradients and patterns stand in the coordinates of the mark.
func (r *raster) shader(p Paint, matrix Matrix, alpha float64) shader {
	back, ok := matrix.invert()
	switch {
	case !ok || p.Gradient == nil && p.Pattern == nil:
		return shader{solid: true, color: faded(p.Color, alpha)}
	case p.Gradient != nil:
		g := p.Gradient
		return shader{at: func(x, y float64) color.NRGBA {
			ux, uy := back.apply(x, y)
			return faded(g.color(g.position(ux, uy)), alpha)
		}}
	}
	return r.tile(p.Pattern, matrix, alpha)
}

// tile repeats a pattern's scene, drawn once at the scale at which it is seen.
func (r *raster) tile(p *Pattern, matrix Matrix, alpha float64) shader {
	place := matrix.mul(p.Matrix)
	back, ok := place.invert()
	scale := place.scale()
	if !ok || p.Tile.Width <= 0 || p.Tile.Height <= 0 || scale <= 0 {
		return shader{solid: true}
	}
	tile := r.typesetter.draw(p.Tile, scale)
	return shader{at: func(x, y float64) color.NRGBA {
		ux, uy := back.apply(x, y)
		ux, uy = math.Mod(ux, p.Tile.Width), math.Mod(uy, p.Tile.Height)
		if ux < 0 {
			ux += p.Tile.Width
		}
		if uy < 0 {
			uy += p.Tile.Height
		}
		px := tile.RGBAAt(min(int(ux*scale), tile.Rect.Max.X-1), min(int(uy*scale), tile.Rect.Max.Y-1))
		return faded(color.NRGBAModel.Convert(px).(color.NRGBA), alpha)
	}}
}

// position is how far along the gradient a point lies; 0 to 1 between its ends.
func (g *Gradient) position(x, y float64) float64 {
	v := g.Geometry
	if !g.Radial {
		dx, dy := v[2]-v[0], v[3]-v[1]
		length := dx*dx + dy*dy
		if length == 0 {
			return 1
		}
		return ((x-v[0])*dx + (y-v[1])*dy) / length
	}
	// ECharts makes radial gradients of one centre, from a radius to another.
	if v[5] == v[2] {
		return 1
	}
	return (math.Hypot(x-v[3], y-v[4]) - v[2]) / (v[5] - v[2])
}

// color mixes the stops around a position.
func (g *Gradient) color(at float64) color.NRGBA {
	if len(g.Stops) == 0 {
		return color.NRGBA{}
	}
	if at <= g.Stops[0].Offset || math.IsNaN(at) {
		return g.Stops[0].Color
	}
	for i := 1; i < len(g.Stops); i++ {
		a, b := g.Stops[i-1], g.Stops[i]
		if at > b.Offset {
			continue
		}
		if b.Offset == a.Offset {
			return b.Color
		}
		t := (at - a.Offset) / (b.Offset - a.Offset)
		mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
		return color.NRGBA{mix(a.Color.R, b.Color.R), mix(a.Color.G, b.Color.G), mix(a.Color.B, b.Color.B), mix(a.Color.A, b.Color.A)}
	}
	return g.Stops[len(g.Stops)-1].Color
}

// shadow draws the blurred shape of a mark. The canvas' blur is a Gaussian whose deviation is half of the given value;
// three box blurs come within a few per cent of it.
func (r *raster) shadow(lines []polyline, s *Shadow, matrix Matrix, clip region, alpha float64) {
	k := matrix.scale()
	radius := int(math.Round(s.Blur * k / 2))
	box := bounds(lines)
	if box.Empty() {
		return
	}
	shift := image.Pt(int(math.Round(s.X*k)), int(math.Round(s.Y*k)))
	margin := 3*radius + 1
	full := box.Inset(-margin)
	if full.Add(shift).Intersect(clip.box).Empty() || full.Dx()*full.Dy() > 4*r.image.Rect.Dx()*r.image.Rect.Dy() {
		return
	}
	a := append([]uint8(nil), r.coverage(lines, full)...)
	for range 3 {
		boxBlur(a, full.Dx(), full.Dy(), radius)
	}
	seen := full.Add(shift).Intersect(clip.box)
	part := make([]uint8, 0, seen.Dx()*seen.Dy())
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		i := (y-shift.Y-full.Min.Y)*full.Dx() + seen.Min.X - shift.X - full.Min.X
		part = append(part, a[i:i+seen.Dx()]...)
	}
	r.paint(part, seen, clip.mask, shader{solid: true, color: faded(s.Color, alpha)})
}

// boxBlur averages over windows whose half width is two thirds of a deviation's, across and down.
func boxBlur(a []uint8, w, h, radius int) {
	half := max(radius*2/3, 0)
	if half == 0 {
		return
	}
	size := 2*half + 1
	line := make([]uint8, max(w, h))
	pass := func(start, step, n int) {
		sum := 0
		for i := -half; i < n; i++ {
			if j := i + half; j < n {
				sum += int(a[start+j*step])
			}
			if j := i - half - 1; j >= 0 {
				sum -= int(a[start+j*step])
			}
			if i >= 0 {
				line[i] = uint8(sum / size)
			}
		}
		for i := range n {
			a[start+i*step] = line[i]
		}
	}
	for y := range h {
		pass(y*w, 1, w)
	}
	for x := range w {
		pass(x, w, h)
	}
}
