package echarts

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"strconv"
	"strings"
)

// svg writes scenes as SVG with real text.
type svg struct {
	family string // font family that every text names first
	setter *typesetter
	defs   strings.Builder
	body   strings.Builder
	serial int
	clips  map[clipKey]string
}

// SVG writes the scene as an SVG document. Texts stay texts: they name the font, and are as wide as they were laid out.
func (p *Program) SVG(s *Scene) []byte {
	w := &svg{family: p.family, setter: p.setter, clips: make(map[clipKey]string)}
	w.scene(s, identity, "")
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" font-family="%[3]s">
<defs>%[4]s</defs>
%[5]s</svg>
`, number(s.Width), number(s.Height), escape(w.family+", sans-serif"), w.defs.String(), w.body.String())
}

// number prints a coordinate to a hundredth of a pixel.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

// escape makes any text safe inside XML; characters that XML cannot hold become the replacement character.
func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}

func matrixText(m Matrix) string {
	if m == identity {
		return ""
	}
	parts := make([]string, 6)
	for i, v := range m {
		parts[i] = strconv.FormatFloat(v, 'g', 8, 64)
	}
	return ` transform="matrix(` + strings.Join(parts, " ") + `)"`
}

func (w *svg) id(kind string) string {
	w.serial++
	return kind + strconv.Itoa(w.serial)
}

func (w *svg) scene(s *Scene, base Matrix, outer string) {
	for i := range s.Marks {
		m := &s.Marks[i]
		clip := w.clip(s, m.Clip, base, outer)
		if clip != "" {
			fmt.Fprintf(&w.body, `<g clip-path="url(#%s)">`, clip)
		}
		w.mark(m, base.mul(m.Matrix), clip)
		if clip != "" {
			w.body.WriteString("</g>")
		}
		w.body.WriteString("\n")
	}
}

// clip defines the clip path of an index, once.
func (w *svg) clip(s *Scene, index int, base Matrix, outer string) string {
	if index == 0 {
		return outer
	}
	key := clipKey{s, index, base}
	if id, ok := w.clips[key]; ok {
		return id
	}
	c := s.Clips[index-1]
	parent := w.clip(s, c.Parent, base, outer)
	within := ""
	if parent != "" {
		within = ` clip-path="url(#` + parent + `)"`
	}
	id := w.id("c")
	fmt.Fprintf(&w.defs, `<clipPath id="%s"%s><path d="%s"%s/></clipPath>`, id, within, c.Path.data(), matrixText(base.mul(c.Matrix)))
	w.clips[key] = id
	return id
}

// data is the path as SVG writes it.
func (p Path) data() string {
	var b strings.Builder
	at := 0
	for _, v := range p.Verbs {
		b.WriteByte("MLQCZ"[v])
		for i := range coordinates[v] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(number(p.Coords[at+i]))
		}
		at += coordinates[v]
	}
	return b.String()
}

func (w *svg) mark(m *Mark, matrix Matrix, clip string) {
	attributes := matrixText(matrix) + w.shadow(m.Shadow)
	if m.Alpha < 1 {
		attributes += ` opacity="` + number(m.Alpha) + `"`
	}
	switch m.Kind {
	case Fill:
		fmt.Fprintf(&w.body, `<path d="%s" fill="%s"%s/>`, m.Path.data(), w.paint("fill", m.Paint), attributes)
	case Stroke:
		fmt.Fprintf(&w.body, `<path d="%s" fill="none" stroke="%s"%s%s/>`, m.Path.data(), w.paint("stroke", m.Paint), penText(m.Pen), attributes)
	case FillText:
		w.text(m, ` fill="`+w.paint("fill", m.Paint)+`"`+attributes)
	case StrokeText:
		w.text(m, ` fill="none" stroke="`+w.paint("stroke", m.Paint)+`"`+penText(m.Pen)+attributes)
	case Picture:
		s, d := m.Layer.Source, m.Layer.Dest
		if s[2] != 0 && s[3] != 0 {
			w.scene(m.Layer.Scene, matrix.mul(Matrix{d[2] / s[2], 0, 0, d[3] / s[3], d[0] - s[0]*d[2]/s[2], d[1] - s[1]*d[3]/s[3]}), clip)
		}
	}
}

func penText(p *Pen) string {
	text := ` stroke-width="` + number(p.Width) + `"`
	if p.Cap != "butt" {
		text += ` stroke-linecap="` + escape(p.Cap) + `"`
	}
	if p.Join != "miter" {
		text += ` stroke-linejoin="` + escape(p.Join) + `"`
	}
	if len(p.Dash) > 0 {
		var parts []string
		for _, d := range p.Dash {
			parts = append(parts, number(d))
		}
		text += ` stroke-dasharray="` + strings.Join(parts, " ") + `" stroke-dashoffset="` + number(p.DashOffset) + `"`
	}
	return text
}

// text writes a text by its baseline, with the width it was laid out in, so that another font cannot make it overlap.
func (w *svg) text(m *Mark, attributes string) {
	t := m.Text
	width := w.setter.line(t.String, t.Font.Bold).width * t.Font.Size
	x, y := w.setter.origin(t, width)
	if t.Font.Bold {
		attributes += ` font-weight="bold"`
	}
	if t.Font.Italic {
		attributes += ` font-style="italic"`
	}
	if width > 0 {
		attributes += ` textLength="` + number(width) + `"`
	}
	fmt.Fprintf(&w.body, `<text x="%s" y="%s" font-size="%s" xml:space="preserve"%s>%s</text>`,
		number(x), number(y), number(t.Font.Size), attributes, escape(t.String))
}

// paint is the value of an attribute fill or stroke; what it needs is defined. Opacity rides along in the same string,
// closed by the caller's quote.
func (w *svg) paint(attribute string, p Paint) string {
	switch {
	case p.Gradient != nil:
		return "url(#" + w.gradient(p.Gradient) + ")"
	case p.Pattern != nil:
		return "url(#" + w.pattern(p.Pattern) + ")"
	case p.Color.A < 255:
		return hex(p.Color) + `" ` + attribute + `-opacity="` + number(float64(p.Color.A)/255)
	}
	return hex(p.Color)
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (w *svg) gradient(g *Gradient) string {
	id := w.id("g")
	v := g.Geometry
	if g.Radial {
		fmt.Fprintf(&w.defs, `<radialGradient id="%s" gradientUnits="userSpaceOnUse" fx="%s" fy="%s" fr="%s" cx="%s" cy="%s" r="%s">`,
			id, number(v[0]), number(v[1]), number(v[2]), number(v[3]), number(v[4]), number(v[5]))
	} else {
		fmt.Fprintf(&w.defs, `<linearGradient id="%s" gradientUnits="userSpaceOnUse" x1="%s" y1="%s" x2="%s" y2="%s">`,
			id, number(v[0]), number(v[1]), number(v[2]), number(v[3]))
	}
	for _, s := range g.Stops {
		fmt.Fprintf(&w.defs, `<stop offset="%s" stop-color="%s" stop-opacity="%s"/>`, number(s.Offset), hex(s.Color), number(float64(s.Color.A)/255))
	}
	if g.Radial {
		w.defs.WriteString("</radialGradient>")
	} else {
		w.defs.WriteString("</linearGradient>")
	}
	return id
}

func (w *svg) pattern(p *Pattern) string {
	id := w.id("p")
	inner := &svg{family: w.family, setter: w.setter, serial: w.serial + 1000, clips: make(map[clipKey]string)}
	inner.scene(p.Tile, identity, "")
	w.serial = inner.serial
	w.defs.WriteString(inner.defs.String())
	fmt.Fprintf(&w.defs, `<pattern id="%s" patternUnits="userSpaceOnUse" width="%s" height="%s" patternTransform="%s">%s</pattern>`,
		id, number(p.Tile.Width), number(p.Tile.Height), strings.TrimSuffix(strings.TrimPrefix(matrixText(p.Matrix), ` transform="`), `"`), inner.body.String())
	return id
}

func (w *svg) shadow(s *Shadow) string {
	if s == nil {
		return ""
	}
	id := w.id("s")
	fmt.Fprintf(&w.defs, `<filter id="%s" x="-50%%" y="-50%%" width="200%%" height="200%%"><feDropShadow dx="%s" dy="%s" stdDeviation="%s" flood-color="%s" flood-opacity="%s"/></filter>`,
		id, number(s.X), number(s.Y), number(s.Blur/2), hex(s.Color), number(float64(s.Color.A)/255))
	return ` filter="url(#` + id + `)"`
}
