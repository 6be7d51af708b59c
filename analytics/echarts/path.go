package echarts

import "math"

// verb is a step of a path.
type verb uint8

const (
	moveTo  verb = iota // 2 coordinates
	lineTo              // 2
	quadTo              // 4
	cubicTo             // 6
	closePath
)

var coordinates = [...]int{moveTo: 2, lineTo: 2, quadTo: 4, cubicTo: 6, closePath: 0}

// Path is a line of straight and curved steps.
type Path struct {
	Verbs  []verb
	Coords []float64
}

// builder makes paths from the calls of a canvas. Calls with a coordinate that is no number are passed over, as a canvas
// does.
type builder struct {
	path           Path
	x, y           float64
	startX, startY float64
	open           bool
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func (b *builder) add(v verb, coords ...float64) {
	b.path.Verbs = append(b.path.Verbs, v)
	b.path.Coords = append(b.path.Coords, coords...)
	if n := len(coords); n >= 2 {
		b.x, b.y = coords[n-2], coords[n-1]
	}
}

func (b *builder) move(x, y float64) {
	b.add(moveTo, x, y)
	b.startX, b.startY, b.open = x, y, true
}

func (b *builder) line(x, y float64) {
	if !b.open {
		b.move(x, y)
		return
	}
	b.add(lineTo, x, y)
}

func (b *builder) quad(cx, cy, x, y float64) {
	if !b.open {
		b.move(cx, cy)
	}
	b.add(quadTo, cx, cy, x, y)
}

func (b *builder) cubic(ax, ay, cx, cy, x, y float64) {
	if !b.open {
		b.move(ax, ay)
	}
	b.add(cubicTo, ax, ay, cx, cy, x, y)
}

func (b *builder) close() {
	if b.open {
		b.add(closePath)
		b.x, b.y = b.startX, b.startY
	}
}

func (b *builder) rect(x, y, w, h float64) {
	b.move(x, y)
	b.line(x+w, y)
	b.line(x+w, y+h)
	b.line(x, y+h)
	b.close()
}

// ellipse adds an arc as cubic curves, each at most a quarter turn, with the canvas' rules for the sweep.
func (b *builder) ellipse(cx, cy, rx, ry, turn, from, to float64, anticlockwise bool) {
	sweep := to - from
	full := 2 * math.Pi
	switch {
	case !anticlockwise && sweep >= full, anticlockwise && -sweep >= full:
		sweep = full
		if anticlockwise {
			sweep = -full
		}
	case !anticlockwise:
		if sweep = math.Mod(sweep, full); sweep < 0 {
			sweep += full
		}
	default:
		if sweep = math.Mod(sweep, full); sweep > 0 {
			sweep -= full
		}
	}
	sinTurn, cosTurn := math.Sincos(turn)
	at := func(x, y float64) (float64, float64) {
		x, y = x*rx, y*ry
		return cx + x*cosTurn - y*sinTurn, cy + x*sinTurn + y*cosTurn
	}
	sin, cos := math.Sincos(from)
	x, y := at(cos, sin)
	b.line(x, y)
	steps := int(math.Ceil(math.Abs(sweep) / (math.Pi / 2) * 0.9999999))
	if steps == 0 {
		return
	}
	step := sweep / float64(steps)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range steps {
		nextSin, nextCos := math.Sincos(from + step*float64(i+1))
		ax, ay := at(cos-k*sin, sin+k*cos)
		bx, by := at(nextCos+k*nextSin, nextSin-k*nextCos)
		x, y := at(nextCos, nextSin)
		b.cubic(ax, ay, bx, by, x, y)
		sin, cos = nextSin, nextCos
	}
}

// arcTo rounds the corner at (ax, ay) on the way to (x, y).
func (b *builder) arcTo(ax, ay, x, y, r float64) {
	if !b.open {
		b.move(ax, ay)
		return
	}
	ux, uy := b.x-ax, b.y-ay
	vx, vy := x-ax, y-ay
	ul, vl := math.Hypot(ux, uy), math.Hypot(vx, vy)
	cross := ux*vy - uy*vx
	if ul == 0 || vl == 0 || r == 0 || math.Abs(cross) < 1e-9*ul*vl {
		b.line(ax, ay)
		return
	}
	ux, uy, vx, vy = ux/ul, uy/ul, vx/vl, vy/vl
	half := math.Acos(max(-1, min(1, ux*vx+uy*vy))) / 2
	d := r / math.Tan(half)
	b.line(ax+ux*d, ay+uy*d)
	ex, ey := ax+vx*d, ay+vy*d
	// The arc turns by 180° minus the corner's angle; its handles lie on both legs.
	k := 4.0 / 3 * math.Tan((math.Pi-2*half)/4) * r
	b.cubic(b.x-ux*k, b.y-uy*k, ex-vx*k, ey-vy*k, ex, ey)
}

// polyline is a flattened piece of a path, in device pixels.
type polyline struct {
	points [][2]float64
	closed bool
	edge   bool // a part of an outline that other parts close
}

// flatten maps a path and turns its curves into lines that stay within a fifth of a pixel of them.
func (p Path) flatten(m Matrix) []polyline {
	var lines []polyline
	var current *polyline
	var x, y, startX, startY float64
	at := 0
	begin := func(px, py float64) {
		lines = append(lines, polyline{points: [][2]float64{{px, py}}})
		current = &lines[len(lines)-1]
	}
	for _, v := range p.Verbs {
		c := p.Coords[at : at+coordinates[v]]
		at += coordinates[v]
		if v != moveTo && v != closePath && current == nil {
			begin(startX, startY)
			x, y = startX, startY
		}
		switch v {
		case moveTo:
			x, y = m.apply(c[0], c[1])
			startX, startY = x, y
			begin(x, y)
		case lineTo:
			x, y = m.apply(c[0], c[1])
			current.points = append(current.points, [2]float64{x, y})
		case quadTo:
			ax, ay := m.apply(c[0], c[1])
			ex, ey := m.apply(c[2], c[3])
			current.curve(x, y, x+(ax-x)*2/3, y+(ay-y)*2/3, ex+(ax-ex)*2/3, ey+(ay-ey)*2/3, ex, ey)
			x, y = ex, ey
		case cubicTo:
			ax, ay := m.apply(c[0], c[1])
			bx, by := m.apply(c[2], c[3])
			ex, ey := m.apply(c[4], c[5])
			current.curve(x, y, ax, ay, bx, by, ex, ey)
			x, y = ex, ey
		case closePath:
			if current != nil {
				current.closed = true
			}
			current, x, y = nil, startX, startY
		}
	}
	return lines
}

// curve adds a cubic curve as lines; the second differences bound how far each strays.
func (l *polyline) curve(x, y, ax, ay, bx, by, ex, ey float64) {
	d := max(math.Hypot(x-2*ax+bx, y-2*ay+by), math.Hypot(ax-2*bx+ex, ay-2*by+ey))
	n := int(math.Ceil(math.Sqrt(6 * d / 8 / 0.1)))
	n = max(1, min(n, 256))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		a, b, c, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		l.points = append(l.points, [2]float64{a*x + b*ax + c*bx + e*ex, a*y + b*ay + c*by + e*ey})
	}
}
