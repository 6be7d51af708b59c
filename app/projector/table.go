package projector

import (
	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/app/theme"
)

// Sizes of a table's texts: few rows are set larger.
const (
	tableText = 14
	fewText   = 20
	fewRows   = 8
)

// table sets as many rows of the slide's table as there is room for, and says how many more there are.
func (sh *sheet) table(y, bottom float32) {
	p, t := sh.stage.show.palette(), sh.slide.Frozen.Sheet
	size := float32(tableText)
	if len(t.Rows) <= fewRows && len(t.Columns) <= 4 {
		size = fewText
	}
	row := size * 1.75
	widths := columns(t, size)
	sh.row(t, header(t), widths, size, y, p.Muted, false)
	y += row
	sh.rule(y-3, theme.Color(p.Line))
	for i, r := range t.Rows {
		if y+2*row > bottom && i < len(t.Rows)-1 {
			sh.text(sh.stage.show.config.Words.Say("projector.more_rows", "count", len(t.Rows)-i), SmallestText, edge, y+2, p.Muted, false, false)
			return
		}
		sh.row(t, r.Cells, widths, size, y, p.Ink, r.Total)
		y += row
		sh.rule(y-3, theme.Color(p.Line))
	}
}

func header(t *figure.Sheet) []figure.SheetCell {
	var cells []figure.SheetCell
	for _, name := range t.Header() {
		cells = append(cells, figure.SheetCell{Text: name})
	}
	return cells
}

// row sets one row; figures stand to the right.
func (sh *sheet) row(t *figure.Sheet, cells []figure.SheetCell, widths []float32, size, y float32, ink string, bold bool) {
	p := sh.stage.show.palette()
	x := float32(edge)
	for j, c := range cells {
		text := fit(c.Text, size, bold, widths[j]-12)
		at := x + 4
		if t.Columns[j].Figures {
			at = briefing.SlideWidth - (x + widths[j] - 12) // from the right edge
		}
		sh.text(text, size, at, y, c.Tone.Ink(p, ink), bold, t.Columns[j].Figures)
		x += widths[j]
	}
}

// columns shares the slide's width among the columns by what stands in them.
func columns(t *figure.Sheet, size float32) []float32 {
	widths := make([]float32, len(t.Columns))
	total := float32(0)
	for j, c := range t.Columns {
		widths[j] = measure(c.Name, size, true)
		for _, r := range t.Rows {
			widths[j] = max(widths[j], measure(r.Cells[j].Text, size, true))
		}
		widths[j] = min(widths[j], briefing.ChartWidth/2) + 16
		total += widths[j]
	}
	k := min(float32(briefing.ChartWidth)/max(total, 1), 1.5)
	for j := range widths {
		widths[j] *= k
	}
	return widths
}
