package echarts

import (
	"image/color"
	"math"
)

// Scene is a picture as ECharts drew it: a list of marks in drawing order, in pixels from the upper left corner. It is a
// plain value; its marks are not to be changed.
type Scene struct {
	Width, Height float64
	Marks         []Mark
	Clips         []Clip // marks name them by index + 1
}

// MarkKind says how a mark is drawn.
type MarkKind uint8

// The kinds of marks.
const (
	Fill MarkKind = iota
	Stroke
	FillText
	StrokeText
	Picture // another scene, as a layer
	Erase   // a rectangle made transparent again
)

// Mark is one thing drawn.
type Mark struct {
	Kind   MarkKind
	Matrix Matrix // from the mark's own coordinates to those of the scene
	Clip   int    // index into Scene.Clips plus one; 0 for none
	Paint  Paint
	Alpha  float64
	Path   Path
	Pen    *Pen    // of strokes
	Text   *Text   // of texts
	Shadow *Shadow // nil without one
	Layer  *Layer  // of pictures
}

// Clip bounds marks by a path, and by a clip around it.
type Clip struct {
	Parent int // index into Scene.Clips plus one; 0 for none
	Matrix Matrix
	Path   Path
}

// Paint fills or strokes: a colour, a gradient or a pattern.
type Paint struct {
	Color    color.NRGBA
	Gradient *Gradient
	Pattern  *Pattern
}

// Gradient runs between two points, or between two circles.
type Gradient struct {
	Radial   bool
	Geometry [6]float64 // x0 y0 x1 y1, or x0 y0 r0 x1 y1 r1
	Stops    []Stop
}

// Stop is a colour on a gradient.
type Stop struct {
	Offset float64
	Color  color.NRGBA
}

// Pattern repeats a scene.
type Pattern struct {
	Tile   *Scene
	Matrix Matrix
}

// Pen is how a path is stroked; widths are in the mark's coordinates.
type Pen struct {
	Width, Miter, DashOffset float64
	Cap, Join                string
	Dash                     []float64
}

// Text is a line of text at a point.
type Text struct {
	String   string
	Font     Font
	Align    string // left, center, right
	Baseline string // alphabetic, middle, top, bottom, hanging
	X, Y     float64
}

// Shadow lies under a mark.
type Shadow struct {
	Color      color.NRGBA
	Blur, X, Y float64
}

// Layer places a part of another scene into a box.
type Layer struct {
	Scene        *Scene
	Source, Dest [4]float64 // x, y, width, height
}

// Matrix maps (x, y) to (ax + cy + e, bx + dy + f), in the order a b c d e f of the canvas.
type Matrix [6]float64

// identity changes nothing.
var identity = Matrix{1, 0, 0, 1, 0, 0}

// mul applies n first, then m.
func (m Matrix) mul(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

func (m Matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// invert is the matrix that takes m back; ok is false where m flattens the plane.
func (m Matrix) invert() (Matrix, bool) {
	det := m[0]*m[3] - m[1]*m[2]
	if det == 0 || math.IsNaN(det) {
		return identity, false
	}
	return Matrix{
		m[3] / det, -m[1] / det, -m[2] / det, m[0] / det,
		(m[2]*m[5] - m[3]*m[4]) / det, (m[1]*m[4] - m[0]*m[5]) / det,
	}, true
}

// scale is how much m enlarges, as the geometric mean of both directions.
func (m Matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// upright tells whether m only scales evenly and moves.
func (m Matrix) upright() bool { return m[1] == 0 && m[2] == 0 && m[0] == m[3] && m[0] > 0 }
