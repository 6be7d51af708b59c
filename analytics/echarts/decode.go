package echarts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image/color"
	"math"
	"strconv"
)

// Codes of the calls, as in script/recorder.js.
const (
	opBegin = iota
	opMove
	opLine
	opCubic
	opQuad
	opArc
	opEllipse
	opRect
	opClose
	opArcTo
)

const (
	opFillStyle = iota + 20
	opStrokeStyle
	opLineWidth
	opCap
	opJoin
	opMiter
	opDash
	opDashOffset
	opAlpha
	opShadowColor
	opShadowBlur
	opShadowX
	opShadowY
	opFont
	opAlign
	opBaseline
	opComposite
)

const (
	opFill = iota + 40
	opStroke
	opClip
	opFillText
	opStrokeText
	opFillRect
	opStrokeRect
	opClearRect
	opImage
)

const (
	opSave = iota + 60
	opRestore
	opSetTransform
	opTransform
)

// arguments is how many numbers follow each code; a dash says its own number first.
var arguments = map[int]int{
	opBegin: 0, opMove: 2, opLine: 2, opCubic: 6, opQuad: 4, opArc: 6, opEllipse: 8, opRect: 4, opClose: 0, opArcTo: 5,
	opFillStyle: 1, opStrokeStyle: 1, opLineWidth: 1, opCap: 1, opJoin: 1, opMiter: 1, opDash: 1, opDashOffset: 1, opAlpha: 1,
	opShadowColor: 1, opShadowBlur: 1, opShadowX: 1, opShadowY: 1, opFont: 1, opAlign: 1, opBaseline: 1, opComposite: 1,
	opFill: 0, opStroke: 0, opClip: 0, opFillText: 3, opStrokeText: 3, opFillRect: 4, opStrokeRect: 4, opClearRect: 4, opImage: 9,
	opSave: 0, opRestore: 0, opSetTransform: 6, opTransform: 6,
}

// numbers reads a JSON list of numbers; null, which is how JSON writes NaN, becomes NaN.
type numbers []float64

func (n *numbers) UnmarshalJSON(text []byte) error {
	text = bytes.Trim(text, "[]")
	*n = make(numbers, 0, len(text)/4)
	for len(text) > 0 {
		word, rest, _ := bytes.Cut(text, []byte(","))
		text = rest
		if string(word) == "null" {
			*n = append(*n, math.NaN())
			continue
		}
		v, err := strconv.ParseFloat(string(word), 64)
		if err != nil {
			return fmt.Errorf("read the record: %w", err)
		}
		*n = append(*n, v)
	}
	return nil
}

// record is what the canvas wrote down.
type record struct {
	Width, Height float64
	Log           numbers
	Texts         []string
	Paints        []recordedPaint
}

type recordedPaint struct {
	Kind     string
	Geometry []float64
	Stops    [][2]any
	Matrix   []float64
	Canvas   *record
}

// errRecord is a record that the canvas cannot have written.
var errRecord = errors.New("broken record of the canvas")

// decodeScene reads a scene from the JSON of a record.
func decodeScene(text []byte) (*Scene, error) {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("read the record: %w", err)
	}
	return r.scene()
}

// drawing is the state of a canvas while its record is read.
type drawing struct {
	record *record
	scene  *Scene
	paints []Paint
	layers []*Scene
	path   builder
	style  style
	stack  []style
}

// style is what save and restore keep.
type style struct {
	matrix          Matrix
	clip            int
	fill, stroke    Paint
	pen             Pen
	alpha           float64
	shadow          Shadow
	font            Font
	align, baseline string
}

func (r *record) scene() (*Scene, error) {
	black := Paint{Color: color.NRGBA{A: 255}}
	d := &drawing{record: r, scene: &Scene{Width: r.Width, Height: r.Height}, style: style{
		matrix: identity, fill: black, stroke: black, alpha: 1, pen: Pen{Width: 1, Cap: "butt", Join: "miter", Miter: 10},
		font: parseFont("10px sans-serif"), align: "start", baseline: "alphabetic",
	}}
	if err := d.preparePaints(); err != nil {
		return nil, err
	}
	for log := r.Log; len(log) > 0; {
		code := int(log[0])
		n, known := arguments[code]
		if known && code == opDash && len(log) > 1 {
			n += int(log[1])
		}
		if !known || n < 0 || len(log) < 1+n {
			return nil, errRecord
		}
		if err := d.call(code, log[1:1+n]); err != nil {
			return nil, err
		}
		log = log[1+n:]
	}
	return d.scene, nil
}

func (d *drawing) preparePaints() error {
	for _, p := range d.record.Paints {
		paint, layer, err := p.decode()
		if err != nil {
			return err
		}
		d.paints = append(d.paints, paint)
		d.layers = append(d.layers, layer)
	}
	return nil
}

func (p recordedPaint) decode() (Paint, *Scene, error) {
	switch p.Kind {
	case "linear", "radial":
		g := &Gradient{Radial: p.Kind == "radial"}
		copy(g.Geometry[:], p.Geometry)
		for _, s := range p.Stops {
			offset, _ := s[0].(float64)
			text, _ := s[1].(string)
			c, _ := parseColor(text)
			g.Stops = append(g.Stops, Stop{offset, c})
		}
		return Paint{Gradient: g}, nil, nil
	case "pattern", "canvas":
		if p.Canvas == nil {
			return Paint{}, nil, nil
		}
		tile, err := p.Canvas.scene()
		if err != nil {
			return Paint{}, nil, err
		}
		m := identity
		if len(p.Matrix) == 6 {
			m = Matrix(p.Matrix)
		}
		return Paint{Pattern: &Pattern{tile, m}}, tile, nil
	}
	return Paint{}, nil, errRecord
}

// text is the string that an index stands for.
func (d *drawing) text(index float64) string {
	if i := int(index); i >= 0 && i < len(d.record.Texts) {
		return d.record.Texts[i]
	}
	return ""
}

// paint is the paint that an index stands for; strings that are no colour leave the paint as it was.
func (d *drawing) paint(index float64, before Paint) Paint {
	if index < 0 {
		if i := int(-1 - index); i < len(d.paints) {
			return d.paints[i]
		}
		return before
	}
	if c, ok := parseColor(d.text(index)); ok {
		return Paint{Color: c}
	}
	return before
}

func (d *drawing) call(code int, a []float64) error {
	switch {
	case code < 20:
		d.step(code, a)
	case code < 40:
		d.set(code, a)
	case code < 60:
		return d.draw(code, a)
	default:
		d.state(code, a)
	}
	return nil
}

func (d *drawing) step(code int, a []float64) {
	if !finite(a...) {
		return
	}
	b := &d.path
	switch code {
	case opBegin:
		*b = builder{}
	case opMove:
		b.move(a[0], a[1])
	case opLine:
		b.line(a[0], a[1])
	case opCubic:
		b.cubic(a[0], a[1], a[2], a[3], a[4], a[5])
	case opQuad:
		b.quad(a[0], a[1], a[2], a[3])
	case opArc:
		b.ellipse(a[0], a[1], a[2], a[2], 0, a[3], a[4], a[5] != 0)
	case opEllipse:
		b.ellipse(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7] != 0)
	case opRect:
		b.rect(a[0], a[1], a[2], a[3])
	case opClose:
		b.close()
	case opArcTo:
		b.arcTo(a[0], a[1], a[2], a[3], a[4])
	}
}

func (d *drawing) set(code int, a []float64) {
	s := &d.style
	switch code {
	case opFillStyle:
		s.fill = d.paint(a[0], s.fill)
	case opStrokeStyle:
		s.stroke = d.paint(a[0], s.stroke)
	case opAlpha:
		s.alpha = max(0, min(1, a[0]))
	case opFont:
		s.font = parseFont(d.text(a[0]))
	case opAlign:
		s.align = d.text(a[0])
	case opBaseline:
		s.baseline = d.text(a[0])
	case opShadowColor:
		s.shadow.Color = d.paint(a[0], Paint{}).Color
	case opShadowBlur:
		s.shadow.Blur = a[0]
	case opShadowX:
		s.shadow.X = a[0]
	case opShadowY:
		s.shadow.Y = a[0]
	default:
		d.setPen(code, a)
	}
}

func (d *drawing) setPen(code int, a []float64) {
	pen := &d.style.pen
	switch code {
	case opLineWidth:
		pen.Width = a[0]
	case opCap:
		pen.Cap = d.text(a[0])
	case opJoin:
		pen.Join = d.text(a[0])
	case opMiter:
		pen.Miter = a[0]
	case opDash:
		pen.Dash = append([]float64(nil), a[1:]...)
	case opDashOffset:
		pen.DashOffset = a[0]
	}
}

func (d *drawing) state(code int, a []float64) {
	switch code {
	case opSave:
		d.stack = append(d.stack, d.style)
	case opRestore:
		if n := len(d.stack); n > 0 {
			d.style, d.stack = d.stack[n-1], d.stack[:n-1]
		}
	case opSetTransform:
		if finite(a...) {
			d.style.matrix = Matrix(a)
		}
	case opTransform:
		if finite(a...) {
			d.style.matrix = d.style.matrix.mul(Matrix(a))
		}
	}
}

func (d *drawing) draw(code int, a []float64) error {
	if code != opImage && !finite(a...) {
		return nil
	}
	switch code {
	case opFill:
		d.mark(Mark{Kind: Fill, Paint: d.style.fill, Path: d.pathNow()})
	case opStroke:
		d.strokePath(d.pathNow())
	case opClip:
		d.scene.Clips = append(d.scene.Clips, Clip{Parent: d.style.clip, Matrix: d.style.matrix, Path: d.pathNow()})
		d.style.clip = len(d.scene.Clips)
	case opFillText, opStrokeText:
		d.drawText(code, a)
	case opFillRect:
		d.mark(Mark{Kind: Fill, Paint: d.style.fill, Path: rectangle(a)})
	case opStrokeRect:
		d.strokePath(rectangle(a))
	case opClearRect:
		d.mark(Mark{Kind: Erase, Paint: Paint{Color: color.NRGBA{A: 255}}, Path: rectangle(a)})
	case opImage:
		return d.drawLayer(a)
	}
	return nil
}

// pathNow is the path so far; what is added later does not reach it.
func (d *drawing) pathNow() Path {
	p := d.path.path
	return Path{Verbs: p.Verbs[:len(p.Verbs):len(p.Verbs)], Coords: p.Coords[:len(p.Coords):len(p.Coords)]}
}

func rectangle(a []float64) Path {
	var b builder
	b.rect(a[0], a[1], a[2], a[3])
	return b.path
}

func (d *drawing) strokePath(path Path) {
	pen := d.style.pen
	d.mark(Mark{Kind: Stroke, Paint: d.style.stroke, Path: path, Pen: &pen})
}

func (d *drawing) drawText(code int, a []float64) {
	m := Mark{Kind: FillText, Paint: d.style.fill, Text: &Text{
		String: d.text(a[0]), Font: d.style.font, Align: d.style.align, Baseline: d.style.baseline, X: a[1], Y: a[2],
	}}
	if code == opStrokeText {
		pen := d.style.pen
		m.Kind, m.Paint, m.Pen = StrokeText, d.style.stroke, &pen
	}
	d.mark(m)
}

func (d *drawing) drawLayer(a []float64) error {
	i := int(-1 - a[0])
	if i < 0 || i >= len(d.layers) || !finite(a...) {
		return errRecord
	}
	if d.layers[i] == nil {
		return nil
	}
	d.mark(Mark{Kind: Picture, Paint: Paint{Color: color.NRGBA{A: 255}}, Layer: &Layer{Scene: d.layers[i], Source: [4]float64(a[1:5]), Dest: [4]float64(a[5:9])}})
	return nil
}

// mark adds a mark unless nothing of it could be seen.
func (d *drawing) mark(m Mark) {
	s := &d.style
	visible := m.Paint.Gradient != nil || m.Paint.Pattern != nil || m.Paint.Color.A > 0
	if !visible || s.alpha == 0 || m.Pen != nil && m.Pen.Width <= 0 {
		return
	}
	m.Matrix, m.Clip, m.Alpha = s.matrix, s.clip, s.alpha
	if sh := s.shadow; sh.Color.A > 0 && (sh.Blur > 0 || sh.X != 0 || sh.Y != 0) && m.Kind != Erase {
		m.Shadow = &sh
	}
	d.scene.Marks = append(d.scene.Marks, m)
}
