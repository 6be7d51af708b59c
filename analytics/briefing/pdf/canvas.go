package pdf

import (
	"image/color"
	"math"

	"codeberg.org/go-pdf/fpdf"

	"anlan/analytics/echarts"
)

// canvas draws a scene at a place of a page.
type canvas struct {
	p    *paper
	x, y float64
}

// Clip implements echarts.Canvas.
func (c *canvas) Clip(path echarts.Path) {
	var points []fpdf.PointType
	for _, p := range path.Points() {
		points = append(points, fpdf.PointType{X: c.x + p[0], Y: c.y + p[1]})
	}
	c.p.ClipPolygon(points, false)
}

// Unclip implements echarts.Canvas.
func (c *canvas) Unclip() { c.p.ClipEnd() }

// Fill implements echarts.Canvas.
func (c *canvas) Fill(path echarts.Path, ink color.NRGBA) {
	if ink.A == 0 || len(path.Verbs) == 0 {
		return
	}
	c.p.SetFillColor(int(ink.R), int(ink.G), int(ink.B))
	c.fade(ink, func() {
		path.Walk(c)
		c.p.DrawPath("f")
	})
}

// Stroke implements echarts.Canvas.
func (c *canvas) Stroke(path echarts.Path, pen echarts.Pen, ink color.NRGBA) {
	if ink.A == 0 || pen.Width <= 0 || len(path.Verbs) == 0 {
		return
	}
	c.p.SetDrawColor(int(ink.R), int(ink.G), int(ink.B))
	c.p.SetLineWidth(pen.Width)
	c.p.SetLineCapStyle(pen.Cap)
	c.p.SetLineJoinStyle(pen.Join)
	c.p.SetDashPattern(pen.Dash, pen.DashOffset)
	c.fade(ink, func() {
		path.Walk(c)
		c.p.DrawPath("D")
	})
	c.p.SetDashPattern(nil, 0)
	c.p.SetLineCapStyle("butt")
}

// fade draws with the opacity of a colour.
func (c *canvas) fade(ink color.NRGBA, draw func()) {
	if ink.A < 255 {
		c.p.SetAlpha(float64(ink.A)/255, "Normal")
		defer c.p.SetAlpha(1, "Normal")
	}
	draw()
}

// Text implements echarts.Canvas. A text with characters that the font lacks is drawn as a path.
func (c *canvas) Text(t echarts.PlacedText) {
	if len(t.Outline.Verbs) > 0 {
		c.Fill(t.Outline, t.Color)
		return
	}
	x, y := c.x+t.X, c.y+t.Y
	c.p.font(t.Size, t.Bold)
	c.p.SetTextColor(int(t.Color.R), int(t.Color.G), int(t.Color.B))
	c.fade(t.Color, func() {
		if math.Abs(t.Angle) > 1e-6 {
			c.p.TransformBegin()
			c.p.TransformRotate(-t.Angle*180/math.Pi, x, y)
			defer c.p.TransformEnd()
		}
		c.p.Text(x, y, plain(t.String))
	})
}

// MoveTo implements echarts.Walker.
func (c *canvas) MoveTo(x, y float64) { c.p.MoveTo(c.x+x, c.y+y) }

// LineTo implements echarts.Walker.
func (c *canvas) LineTo(x, y float64) { c.p.LineTo(c.x+x, c.y+y) }

// CurveTo implements echarts.Walker.
func (c *canvas) CurveTo(ax, ay, bx, by, x, y float64) {
	c.p.CurveBezierCubicTo(c.x+ax, c.y+ay, c.x+bx, c.y+by, c.x+x, c.y+y)
}

// Close implements echarts.Walker.
func (c *canvas) Close() { c.p.ClosePath() }
