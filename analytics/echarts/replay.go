package echarts

import (
	"image"
	"image/color"
	"math"
)

// Canvas takes a scene mark by mark, as vectors: a file format that has paths and texts implements it. All coordinates are
// those of the scene.
type Canvas interface {
	// Clip bounds the marks that follow to a path, within what bounds them already, until Unclip.
	Clip(Path)
	Unclip()
	Fill(Path, color.NRGBA)
	Stroke(Path, Pen, color.NRGBA)
	Text(PlacedText)
}

// PlacedText is a line of text where its baseline begins.
type PlacedText struct {
	String      string
	X, Y, Width float64
	Size, Angle float64 // radians, clockwise
	Bold        bool
	Color       color.NRGBA
	// Outline is the text as a path, where the typeface lacks one of its characters; empty otherwise.
	Outline Path
}

// Walker takes the steps of a path.
type Walker interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	CurveTo(ax, ay, bx, by, x, y float64)
	Close()
}

// Walk goes along a path; quadratic curves come as cubic ones.
func (p Path) Walk(w Walker) {
	at := 0
	var x, y float64
	for _, v := range p.Verbs {
		c := p.Coords[at : at+coordinates[v]]
		at += coordinates[v]
		switch v {
		case moveTo:
			w.MoveTo(c[0], c[1])
		case lineTo:
			w.LineTo(c[0], c[1])
		case quadTo:
			w.CurveTo(x+(c[0]-x)*2/3, y+(c[1]-y)*2/3, c[2]+(c[0]-c[2])*2/3, c[3]+(c[1]-c[3])*2/3, c[2], c[3])
		case cubicTo:
			w.CurveTo(c[0], c[1], c[2], c[3], c[4], c[5])
		case closePath:
			w.Close()
		}
		if n := len(c); n >= 2 {
			x, y = c[n-2], c[n-1]
		}
	}
}

// Points are the corners of a path whose curves have become lines.
func (p Path) Points() [][2]float64 {
	var list [][2]float64
	for _, l := range p.flatten(identity) {
		list = append(list, l.points...)
	}
	return list
}

// mapped is the path in other coordinates.
func (p Path) mapped(m Matrix) Path {
	q := Path{Verbs: p.Verbs, Coords: make([]float64, len(p.Coords))}
	for i := 0; i+1 < len(p.Coords); i += 2 {
		q.Coords[i], q.Coords[i+1] = m.apply(p.Coords[i], p.Coords[i+1])
	}
	return q
}

// maxTiles bounds how often a pattern is repeated.
const maxTiles = 4000

// Replay draws a scene onto a canvas of vectors. A gradient becomes its mean colour; shadows, outlines around texts and
// erased rectangles are left out.
func (p *Program) Replay(s *Scene, c Canvas) { (&replayer{p.setter, c}).scene(s, identity) }

type replayer struct {
	setter *typesetter
	canvas Canvas
}

func (r *replayer) scene(s *Scene, base Matrix) {
	for i := range s.Marks {
		m := &s.Marks[i]
		n := r.clip(s, m.Clip, base)
		r.mark(m, base.mul(m.Matrix))
		for range n {
			r.canvas.Unclip()
		}
	}
}

// clip bounds what follows by a clip and those around it; it tells how many there are.
func (r *replayer) clip(s *Scene, index int, base Matrix) int {
	if index == 0 {
		return 0
	}
	c := s.Clips[index-1]
	n := r.clip(s, c.Parent, base)
	r.canvas.Clip(c.Path.mapped(base.mul(c.Matrix)))
	return n + 1
}

func (r *replayer) mark(m *Mark, matrix Matrix) {
	switch m.Kind {
	case Fill:
		r.fill(m, matrix)
	case Stroke:
		pen := *m.Pen
		scale := matrix.scale()
		pen.Width *= scale
		pen.Dash = nil
		for _, d := range m.Pen.Dash {
			pen.Dash = append(pen.Dash, d*scale)
		}
		r.canvas.Stroke(m.Path.mapped(matrix), pen, faded(m.Paint.mean(), m.Alpha))
	case FillText:
		r.text(m, matrix)
	case Picture:
		source, d := m.Layer.Source, m.Layer.Dest
		if source[2] != 0 && source[3] != 0 {
			r.scene(m.Layer.Scene, matrix.mul(Matrix{d[2] / source[2], 0, 0, d[3] / source[3], d[0] - source[0]*d[2]/source[2], d[1] - source[1]*d[3]/source[3]}))
		}
	}
}

func (r *replayer) fill(m *Mark, matrix Matrix) {
	path := m.Path.mapped(matrix)
	if m.Paint.Pattern == nil {
		r.canvas.Fill(path, faded(m.Paint.mean(), m.Alpha))
		return
	}
	tile := m.Paint.Pattern.Tile
	box := bounds(path.flatten(identity))
	step := m.Paint.Pattern.Matrix.scale()
	across, down := tile.Width*step, tile.Height*step
	if across < 1 || down < 1 || float64(box.Dx())/across*float64(box.Dy())/down > maxTiles {
		return
	}
	r.canvas.Clip(path)
	r.tiles(m.Paint.Pattern, box, across, down)
	r.canvas.Unclip()
}

// tiles lays a pattern's tiles over a box.
func (r *replayer) tiles(p *Pattern, box image.Rectangle, across, down float64) {
	for y := math.Floor(float64(box.Min.Y)/down) * down; y < float64(box.Max.Y); y += down {
		for x := math.Floor(float64(box.Min.X)/across) * across; x < float64(box.Max.X); x += across {
			r.scene(p.Tile, Matrix{1, 0, 0, 1, x, y}.mul(p.Matrix))
		}
	}
}

func (r *replayer) text(m *Mark, matrix Matrix) {
	t := m.Text
	l := r.setter.line(t.String, t.Font.Bold)
	width := l.width * t.Font.Size
	x, y := r.setter.origin(t, width)
	placed := PlacedText{
		String: t.String, Size: t.Font.Size * matrix.scale(), Width: width * matrix.scale(), Angle: math.Atan2(matrix[1], matrix[0]), Bold: t.Font.Bold,
		Color: faded(m.Paint.mean(), m.Alpha),
	}
	placed.X, placed.Y = matrix.apply(x, y)
	if l.borrowed() {
		placed.Outline = r.outline(l, matrix.mul(Matrix{t.Font.Size, 0, 0, t.Font.Size, x, y}))
	}
	r.canvas.Text(placed)
}

// borrowed tells whether a line has glyphs of another face than the typeface's own.
func (l line) borrowed() bool {
	for _, g := range l.glyphs {
		if g.key.face > 1 {
			return true
		}
	}
	return false
}

// outline is a line as one path.
func (r *replayer) outline(l line, matrix Matrix) Path {
	var all Path
	for _, g := range l.glyphs {
		p := r.setter.outline(g.key).mapped(matrix.mul(Matrix{1, 0, 0, 1, g.x, g.y}))
		all.Verbs, all.Coords = append(all.Verbs, p.Verbs...), append(all.Coords, p.Coords...)
	}
	return all
}

// mean is the paint as one colour.
func (p Paint) mean() color.NRGBA {
	if p.Gradient == nil || len(p.Gradient.Stops) == 0 {
		return p.Color
	}
	var sum [4]int
	for _, s := range p.Gradient.Stops {
		for i, v := range []uint8{s.Color.R, s.Color.G, s.Color.B, s.Color.A} {
			sum[i] += int(v)
		}
	}
	n := len(p.Gradient.Stops)
	return color.NRGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), uint8(sum[3] / n)}
}
