package pptx

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"strings"
	"unicode"

	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/assets"
)

// plan is the presentation as the script reads it. Colours are without "#".
type plan struct {
	Title  string   `json:"title"`
	Face   []string `json:"face"`
	Ink    string   `json:"ink"`
	Muted  string   `json:"muted"`
	Line   string   `json:"line"`
	Worse  string   `json:"worse"`
	Slides []slide  `json:"slides"`
}

type slide struct {
	Name   string   `json:"name"`
	Title  []piece  `json:"title"`
	Long   bool     `json:"long"`
	Sub    string   `json:"sub,omitempty"`
	Foot   string   `json:"foot,omitempty"`
	Number string   `json:"number"`
	Notes  string   `json:"notes,omitempty"`
	Top    float64  `json:"top"` // of what stands below the head
	Lines  []string `json:"lines,omitempty"`
	Image  string   `json:"image,omitempty"` // PNG in base 64
	Plot   *plot    `json:"plot,omitempty"`
	Table  *table   `json:"table,omitempty"`
	Marks  []mark   `json:"marks,omitempty"`
}

type piece struct {
	Text  string `json:"text"`
	Color string `json:"color,omitempty"`
}

type plot struct {
	Across     bool     `json:"across"`
	Stacked    bool     `json:"stacked"`
	Bars       bool     `json:"bars"`
	Whole      bool     `json:"whole"` // all figures are whole numbers
	Categories []string `json:"categories"`
	Series     []series `json:"series"`
}

type series struct {
	Name   string     `json:"name"`
	Line   bool       `json:"line"`
	Color  string     `json:"color"`
	Colors []string   `json:"colors,omitempty"` // of each bar
	Values []*float64 `json:"values"`           // null where not known
}

type table struct {
	Columns []column `json:"columns"`
	Rows    []row    `json:"rows"`
}

type column struct {
	Name    string  `json:"name"`
	Figures bool    `json:"figures"`
	Share   float64 `json:"share"` // of the table's width
}

type row struct {
	Cells []piece `json:"cells"`
	Total bool    `json:"total"`
}

type mark struct {
	Text  string  `json:"text,omitempty"`
	Arrow bool    `json:"arrow"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	ToX   float64 `json:"toX"`
	ToY   float64 `json:"toY"`
}

// Places of a slide: where the chart begins, how long a title is before it is set smaller, how many rows a table has.
const (
	top       = 132
	longTitle = 56
	maxRows   = 15
)

// clean keeps a text within what the format can hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == 0xfffe || r == 0xffff) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// bare is a colour as the script takes it.
func bare(color string) string {
	if color == "" {
		color = assets.Light.Primary
	}
	return strings.TrimPrefix(color, "#")
}

// tone is the colour of a tone; empty for the text's own.
func tone(t figure.Tone) string { return strings.TrimPrefix(t.Ink(assets.Light, ""), "#") }

func planOf(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) (plan, error) {
	c := assets.Light
	p := plan{Title: clean(b.Title), Ink: bare(c.Ink), Muted: bare(c.Muted), Line: bare(c.Line), Worse: bare(c.Worse)}
	for _, line := range b.Face() {
		p.Face = append(p.Face, clean(line))
	}
	for i, s := range b.Slides {
		list, err := slidesOf(ctx, artist, b, s)
		if err != nil {
			return p, fmt.Errorf("slide %d: %w", i+1, err)
		}
		for _, one := range list {
			one.Number = fmt.Sprintf("%d / %d", i+1, len(b.Slides))
			p.Slides = append(p.Slides, one)
		}
	}
	return p, nil
}

// slidesOf makes the slides of one: more than one where its table is long.
func slidesOf(ctx context.Context, artist *briefing.Artist, b briefing.Briefing, s briefing.Slide) ([]slide, error) {
	one := slide{
		Name: clean(s.Name()), Title: titleOf(s), Long: len([]rune(s.Name())) > longTitle, Sub: clean(s.Subtitle()), Foot: clean(s.Foot(b.Language)),
		Notes: clean(s.Notes), Top: top,
	}
	for _, line := range s.Lines() {
		one.Lines = append(one.Lines, clean(line))
	}
	if s.Frozen == nil {
		return []slide{one}, nil
	}
	if s.Frozen.Option == nil {
		if s.Frozen.Empty != "" {
			one.Lines = []string{clean(s.Frozen.Empty)}
		}
		return paged(one, s.Frozen.Sheet), nil
	}
	if p, ok := s.Frozen.Plot(); ok {
		one.Plot, one.Marks = plotOf(p), marksOf(s.Marks)
		return []slide{one}, nil
	}
	png, err := artist.PNG(ctx, s, 2)
	one.Image = base64.StdEncoding.EncodeToString(png)
	return []slide{one}, err
}

func titleOf(s briefing.Slide) []piece {
	if s.Title != "" || s.Frozen == nil {
		return []piece{{Text: clean(s.Title)}}
	}
	var list []piece
	for _, span := range s.Frozen.Finding {
		list = append(list, piece{clean(span.Text), tone(span.Tone)})
	}
	return list
}

// paged spreads a table over as many slides as it needs.
func paged(one slide, sheet *figure.Sheet) []slide {
	if sheet == nil || len(sheet.Rows) == 0 {
		return []slide{one}
	}
	var columns []column
	widths, total := widthsOf(sheet)
	for j, c := range sheet.Columns {
		columns = append(columns, column{clean(c.Name), c.Figures, widths[j] / total})
	}
	var list []slide
	for at := 0; at < len(sheet.Rows); at += maxRows {
		page := one
		page.Table = &table{Columns: columns}
		for _, r := range sheet.Rows[at:min(at+maxRows, len(sheet.Rows))] {
			line := row{Total: r.Total}
			for _, c := range r.Cells {
				line.Cells = append(line.Cells, piece{clean(c.Text), tone(c.Tone)})
			}
			page.Table.Rows = append(page.Table.Rows, line)
		}
		list = append(list, page)
	}
	return list
}

// widthsOf is about how wide the columns of a table are, and all together.
func widthsOf(sheet *figure.Sheet) (widths []float64, total float64) {
	const most, air = 36, 3
	places := func(text string) float64 {
		n := 0.0
		for _, r := range text {
			if r >= 0x2e80 {
				n++
			}
			n++
		}
		return min(n, most) + air
	}
	for j, c := range sheet.Columns {
		width := places(c.Name)
		for _, r := range sheet.Rows {
			width = max(width, places(r.Cells[j].Text))
		}
		widths, total = append(widths, width), total+width
	}
	return widths, total
}

func plotOf(p briefing.Plot) *plot {
	out := &plot{Across: p.Across, Stacked: p.Stacked, Whole: true}
	for _, name := range p.Categories {
		out.Categories = append(out.Categories, clean(name))
	}
	for _, s := range p.Series {
		one := series{Name: clean(s.Name), Line: s.Line, Color: bare(s.Color)}
		out.Bars = out.Bars || !s.Line
		for _, v := range s.Values {
			var value *float64
			if v.Known {
				value = &v.Value
				out.Whole = out.Whole && v.Value == math.Trunc(v.Value)
			}
			color := s.Color
			if v.Color != "" {
				color = v.Color
			}
			one.Values, one.Colors = append(one.Values, value), append(one.Colors, bare(color))
		}
		out.Series = append(out.Series, one)
	}
	return out
}

// marksOf are the annotations that a native chart can carry beside it: texts and arrows.
func marksOf(list []briefing.Annotation) []mark {
	var out []mark
	for _, a := range list {
		if a.Kind != briefing.DatumMark {
			out = append(out, mark{clean(a.Text), a.Kind == briefing.ArrowMark, a.X, a.Y, a.ToX, a.ToY})
		}
	}
	return out
}
