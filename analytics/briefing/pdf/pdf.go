// Package pdf writes briefings as paged PDF files: charts are vectors, texts can be selected, the part of the font that they
// need is inside.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"anlan/analytics/briefing"
	"anlan/assets"
)

// Sizes of a page in points, and of its texts.
const (
	pageWidth  = briefing.SlideWidth
	pageHeight = briefing.SlideHeight
	edge       = 36.0
	room       = pageWidth - 2*edge
	footSize   = 10.5
	footLine   = pageHeight - 18
)

// family is the name of the font within the file.
const family = "noto"

// paper is a PDF that is being written.
type paper struct {
	*fpdf.Fpdf
	artist   *briefing.Artist
	briefing briefing.Briefing
	palette  assets.Palette
	y        float64 // where the next thing goes
}

// Write makes the PDF.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	p := &paper{artist: artist, briefing: b, palette: assets.Light}
	p.Fpdf = fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCreationDate(b.MadeAt)
	p.SetModificationDate(b.MadeAt)
	p.SetCatalogSort(true)
	p.SetTitle(b.Title, true)
	p.AddUTF8FontFromBytes(family, "", assets.Font(false))
	p.AddUTF8FontFromBytes(family, "B", assets.Font(true))
	p.cover()
	for i, s := range b.Slides {
		if err := p.slide(ctx, i, s); err != nil {
			return nil, fmt.Errorf("slide %d: %w", i+1, err)
		}
	}
	p.provenance()
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return out.Bytes(), nil
}

// cover is the first page: the title and what the briefing rests on.
func (p *paper) cover() {
	p.AddPage()
	p.y = 170
	p.paragraph(p.briefing.Title, 36, true, p.palette.Ink)
	p.y += 18
	for _, line := range p.briefing.Face() {
		p.paragraph(line, 14, false, p.palette.Muted)
	}
}

// slide is a page of its own; tables go on over several.
func (p *paper) slide(ctx context.Context, i int, s briefing.Slide) error {
	p.head(i, s)
	if s.Frozen == nil {
		for _, line := range s.Lines() {
			p.paragraph(line, 20, false, p.palette.Ink)
			p.y += 6
		}
		return nil
	}
	switch f := s.Frozen; {
	case f.Option != nil:
		scene, err := p.artist.Scene(ctx, s)
		if err != nil {
			return err
		}
		top := min(p.y+6, footLine-14-briefing.ChartHeight)
		p.artist.Program.Replay(scene, &canvas{p, edge, max(p.y, top)})
	case f.Empty != "":
		p.y += 80
		p.paragraph(f.Empty, 18, false, p.palette.Muted)
	case f.Sheet != nil:
		p.table(i, s)
	}
	return nil
}

// head begins a page with the slide's title, what it counts, and at the foot what it rests on.
func (p *paper) head(i int, s briefing.Slide) {
	p.AddPage()
	p.Bookmark(s.Name(), 0, 0)
	p.y = 26
	size := 26.0
	if p.lines(s.Name(), size, true) > 2 {
		size = 20
	}
	ink := p.palette.Ink
	if s.Title == "" && s.Frozen != nil && len(s.Frozen.Finding) == 1 {
		ink = s.Frozen.Finding[0].Tone.Ink(p.palette, p.palette.Ink)
	}
	p.paragraph(s.Name(), size, true, ink)
	p.paragraph(s.Subtitle(), 13, false, p.palette.Muted)
	p.write(edge, footLine, s.Foot(p.briefing.Language), footSize, false, p.palette.Muted)
	number := strconv.Itoa(i+1) + " / " + strconv.Itoa(len(p.briefing.Slides))
	p.font(footSize, false)
	p.write(pageWidth-edge-p.GetStringWidth(number), footLine, number, footSize, false, p.palette.Muted)
}

// provenance are the last pages: where the figures of every slide come from.
func (p *paper) provenance() {
	p.AddPage()
	p.y = 26
	p.paragraph(p.briefing.Words().Say("briefing.provenance"), 20, true, p.palette.Ink)
	for i, s := range p.briefing.Slides {
		for j, fact := range s.Provenance(p.briefing.Language) {
			if p.y > pageHeight-60 {
				p.AddPage()
				p.y = 26
			}
			if j == 0 {
				p.y += 8
				p.paragraph(strconv.Itoa(i+1)+" · "+s.Name(), 12, true, p.palette.Ink)
			}
			p.flow(fact.Name+": "+fact.Value, 9)
		}
	}
}

// flow writes a small paragraph that may go on over pages.
func (p *paper) flow(text string, size float64) {
	for _, line := range p.wrap(text, size, false, room) {
		if p.y > pageHeight-30 {
			p.AddPage()
			p.y = 26
		}
		p.y += size * 1.4
		p.write(edge, p.y, line, size, false, p.palette.Muted)
	}
}

func hex(text string) color.NRGBA {
	n, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return color.NRGBA{A: 255} // palettes are constants
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}
