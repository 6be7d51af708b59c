package echarts

import (
	"image"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// outlineStroke turns lines into the outline of a stroke along them. Lines and pen are in device pixels.
func outlineStroke(lines []polyline, pen Pen) []polyline {
	c := &collector{}
	d := rasterx.NewDasher(1, 1, c)
	cap, gap, join := rasterx.ButtCap, rasterx.FlatGap, rasterx.Miter
	switch pen.Cap {
	case "round":
		cap = rasterx.RoundCap
	case "square":
		cap = rasterx.SquareCap
	}
	switch pen.Join {
	case "round":
		join, gap = rasterx.Round, rasterx.RoundGap
	case "bevel":
		join = rasterx.Bevel
	}
	d.SetStroke(toFixed(pen.Width), toFixed(pen.Miter), cap, cap, gap, join, pen.Dash, pen.DashOffset)
	for _, l := range lines {
		points := distinct(l)
		if len(points) < 2 {
			continue
		}
		d.Start(points[0])
		for _, p := range points[1:] {
			d.Line(p)
		}
		d.Stop(l.closed)
	}
	return c.lines
}

func toFixed(v float64) fixed.Int26_6 { return fixed.Int26_6(v * 64) }

// distinct are the points of a line without repetitions, which have no direction to stroke along.
func distinct(l polyline) []fixed.Point26_6 {
	var points []fixed.Point26_6
	for _, p := range l.points {
		q := fixed.Point26_6{X: toFixed(max(-1e6, min(1e6, p[0]))), Y: toFixed(max(-1e6, min(1e6, p[1])))}
		if len(points) == 0 || points[len(points)-1] != q {
			points = append(points, q)
		}
	}
	if l.closed && len(points) > 2 && points[0] == points[len(points)-1] {
		points = points[:len(points)-1]
	}
	return points
}

// collector keeps the outline that the stroker makes: edges in any order, which close only together.
type collector struct{ lines []polyline }

func point(p fixed.Point26_6) [2]float64 { return [2]float64{float64(p.X) / 64, float64(p.Y) / 64} }

// Start implements rasterx.Scanner.
func (c *collector) Start(p fixed.Point26_6) {
	c.lines = append(c.lines, polyline{points: [][2]float64{point(p)}, edge: true})
}

// Line implements rasterx.Scanner.
func (c *collector) Line(p fixed.Point26_6) {
	l := &c.lines[len(c.lines)-1]
	l.points = append(l.points, point(p))
}

// The rest of rasterx.Scanner has nothing to do here.

// Draw implements rasterx.Scanner.
func (c *collector) Draw() {}

// GetPathExtent implements rasterx.Scanner.
func (c *collector) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }

// SetBounds implements rasterx.Scanner.
func (c *collector) SetBounds(int, int) {}

// SetColor implements rasterx.Scanner.
func (c *collector) SetColor(any) {}

// SetWinding implements rasterx.Scanner.
func (c *collector) SetWinding(bool) {}

// Clear implements rasterx.Scanner.
func (c *collector) Clear() {}

// SetClip implements rasterx.Scanner.
func (c *collector) SetClip(image.Rectangle) {}
