package pdf

import (
	"anlan/analytics/briefing"
	"anlan/analytics/figure"
)

// Sizes of a table.
const (
	cellSize  = 12.0
	rowHeight = 20.0
	cellAir   = 6.0
)

// table sets the slide's table, on as many pages as it needs.
func (p *paper) table(i int, s briefing.Slide) {
	sheet := s.Frozen.Sheet
	widths := p.columns(sheet)
	p.y += 10
	p.header(sheet, widths)
	for _, row := range sheet.Rows {
		if p.y+rowHeight > footLine-14 {
			p.head(i, s)
			p.y += 10
			p.header(sheet, widths)
		}
		p.row(sheet, widths, row)
	}
}

// columns shares the width among the columns by what stands in them.
func (p *paper) columns(s *figure.Sheet) []float64 {
	widths := make([]float64, len(s.Columns))
	p.font(cellSize, true)
	total := 0.0
	for j, c := range s.Columns {
		widths[j] = p.GetStringWidth(plain(c.Name))
		for _, row := range s.Rows {
			widths[j] = max(widths[j], p.GetStringWidth(plain(row.Cells[j].Text)))
		}
		widths[j] = min(widths[j], room/2) + 2*cellAir
		total += widths[j]
	}
	if total == 0 {
		return widths
	}
	k := room / total
	if k > 1.6 {
		k = 1.6
	}
	for j := range widths {
		widths[j] *= k
	}
	return widths
}

func (p *paper) header(s *figure.Sheet, widths []float64) {
	x := edge
	for j, c := range s.Columns {
		p.place(x, widths[j], c.Name, c.Figures, false, p.palette.Muted)
		x += widths[j]
	}
	p.rule(x)
}

func (p *paper) row(s *figure.Sheet, widths []float64, row figure.SheetRow) {
	x := edge
	for j, c := range row.Cells {
		p.place(x, widths[j], c.Text, s.Columns[j].Figures, row.Total, c.Tone.Ink(p.palette, p.palette.Ink))
		x += widths[j]
	}
	p.rule(x)
}

// place sets one cell's text: figures to the right.
func (p *paper) place(x, width float64, text string, right, bold bool, ink string) {
	text = p.cutTo(text, cellSize, bold, width-2*cellAir)
	at := x + cellAir
	if right {
		at = x + width - cellAir - p.GetStringWidth(text)
	}
	p.write(at, p.y+rowHeight*0.68, text, cellSize, bold, ink)
}

// rule draws the line below a row.
func (p *paper) rule(right float64) {
	p.y += rowHeight
	c := hex(p.palette.Line)
	p.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.SetLineWidth(0.6)
	p.Line(edge, p.y, right, p.y)
}
