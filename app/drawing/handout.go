package drawing

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"

	"anlan/analytics"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/assets"
)

//go:embed handout.html
var handoutText string

var handoutPage = template.Must(template.New("handout").Funcs(template.FuncMap{"tone": tone, "figures": isFigures}).Parse(handoutText))

// The size of a chart on a sheet, in pixels of the layout; two stand side by side on a page of A4.
const handoutWidth, handoutHeight = 520, 300

// HandoutText is the size of the texts in a sheet's charts, in pixels of the layout.
const HandoutText = 13

// handoutView is what the page of a sheet is made of.
type handoutView struct {
	Language, Family, Note string
	Palette                assets.Palette
	Handout                figure.Handout
	Parts                  []handoutPart
}

// handoutPart is a figure on a sheet: a picture, a table, or why there is neither.
type handoutPart struct {
	Figure  figure.Figure
	Picture template.URL
}

// Handout makes one page to be printed, as an HTML file that needs no network and no script: pictures are inside it. Note
// stands at the foot: that the data are a demonstration.
func Handout(ctx context.Context, h figure.Handout, s figure.Style, note string) ([]byte, error) {
	program, err := Program()
	if err != nil {
		return nil, err
	}
	view := handoutView{Language: "zh-CN", Family: assets.FontFamily, Note: note, Palette: s.Palette, Handout: h}
	if s.Printer.Language == analytics.English {
		view.Language = "en"
	}
	for _, f := range h.Figures {
		part := handoutPart{Figure: f}
		if f.Option != nil && f.Empty == "" {
			if part.Picture, err = inlined(ctx, program, f); err != nil {
				return nil, err
			}
		}
		view.Parts = append(view.Parts, part)
	}
	var out bytes.Buffer
	if err := handoutPage.Execute(&out, view); err != nil {
		return nil, fmt.Errorf("write the sheet: %w", err)
	}
	return out.Bytes(), nil
}

// inlined is a figure as an address that holds the picture itself.
func inlined(ctx context.Context, program *echarts.Program, f figure.Figure) (template.URL, error) {
	option, err := f.Static()
	if err != nil {
		return "", err
	}
	scene, err := program.Render(ctx, option, handoutWidth, handoutHeight)
	if err != nil {
		return "", fmt.Errorf("chart %s: %w", f.Kind, err)
	}
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(program.SVG(scene))), nil
}

// tone is the class of a part of a sentence, or of a cell.
func tone(t figure.Tone) string {
	return map[figure.Tone]string{figure.Bad: "bad", figure.Good: "good"}[t]
}

// isFigures tells whether a column of a sheet has figures.
func isFigures(s *figure.Sheet, column int) bool { return s.Columns[column].Figures }
