package echarts

import (
	"encoding/binary"
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// outline is a glyph's path in parts of an em, y downwards; empty for a glyph without one.
func (f *face) outline(id font.GID) Path {
	if f.outlines == nil {
		return f.shapedOutline(id)
	}
	var buffer sfnt.Buffer
	segments, err := f.outlines.LoadGlyph(&buffer, sfnt.GlyphIndex(id), fixed.I(int(f.upem)), nil)
	if err != nil {
		return Path{} // a glyph that the font does not have
	}
	var b builder
	p := func(at fixed.Point26_6) (float64, float64) {
		return float64(at.X) / 64 / f.upem, float64(at.Y) / 64 / f.upem
	}
	for _, s := range segments {
		x0, y0 := p(s.Args[0])
		x1, y1 := p(s.Args[1])
		x2, y2 := p(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			b.close()
			b.move(x0, y0)
		case sfnt.SegmentOpLineTo:
			b.line(x0, y0)
		case sfnt.SegmentOpQuadTo:
			b.quad(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			b.cubic(x0, y0, x1, y1, x2, y2)
		}
	}
	b.close()
	return b.path
}

// shapedOutline is the path of a glyph of another font, which the shaping library has unpacked.
func (f *face) shapedOutline(id font.GID) Path {
	data, ok := f.font.GlyphDataOutline(id)
	if !ok {
		return Path{}
	}
	var b builder
	p := func(s opentype.SegmentPoint) (float64, float64) { return float64(s.X) / f.upem, -float64(s.Y) / f.upem }
	for _, s := range data.Segments {
		x0, y0 := p(s.Args[0])
		x1, y1 := p(s.Args[1])
		x2, y2 := p(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			b.close()
			b.move(x0, y0)
		case opentype.SegmentOpLineTo:
			b.line(x0, y0)
		case opentype.SegmentOpQuadTo:
			b.quad(x0, y0, x1, y1)
		case opentype.SegmentOpCubeTo:
			b.cubic(x0, y0, x1, y1, x2, y2)
		}
	}
	b.close()
	return b.path
}

// withoutOutlines is a TrueType font whose directory does not list the outlines; the data stay where they are. What is
// no font comes back as it is, for whoever reads it to refuse.
func withoutOutlines(data []byte) []byte {
	const header, record = 12, 16
	if len(data) < header {
		return data
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < header+count*record {
		return data
	}
	stripped := slices.Clone(data[:header+count*record])
	kept := 0
	for i := range count {
		entry := data[header+i*record : header+(i+1)*record]
		if tag := string(entry[:4]); tag == "glyf" || tag == "loca" {
			continue
		}
		copy(stripped[header+kept*record:], entry)
		kept++
	}
	binary.BigEndian.PutUint16(stripped[4:], uint16(kept))
	return slices.Concat(stripped, data[len(stripped):])
}
