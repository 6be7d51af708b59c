// Package html writes briefings as one offline file for browsers: slides, or one after another to scroll through; the
// charts are alive.
package html

import (
	"bytes"
	"context"
	_ "embed" // for the page's own files
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/assets"
)

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	styleText string
	//go:embed page.js
	scriptText string
)

var page = template.Must(template.New("page").Parse(pageText))

// view is a briefing as the page shows it.
type view struct {
	Title  string
	Face   []string
	Slides []slide
	// What the page's own parts say.
	Together, OneByOne, Sources string
}

// slide is one slide of the page.
type slide struct {
	Number int
	Of     int
	Type   briefing.SlideType
	Title  figure.Sentence
	Long   bool
	Sub    string
	Foot   string
	Lines  []string
	Option string // ID of the data of its chart
	// Picture stands for the chart until a browser has read ECharts; only the first charts have one.
	Picture template.URL
	Sheet   *figure.Sheet
	Empty   string
	Facts   []briefing.Fact
}

// longTitle is how many characters a title may have before it is set smaller.
const longTitle = 56

// pictures is how many charts have a picture: a cover and a slide are in sight at first.
const pictures = 2

// Write makes the file.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	w := b.Words()
	v := view{
		Title: b.Title, Face: b.Face(), Together: w.Say("briefing.html.slides"), OneByOne: w.Say("briefing.html.scroll"), Sources: w.Say("briefing.provenance"),
	}
	var data []echarts.Data
	for i, s := range b.Slides {
		one, option, err := slideOf(b, s, i)
		if err != nil {
			return nil, err
		}
		if option != nil {
			if len(data) < pictures {
				if one.Picture, err = picture(ctx, artist, s); err != nil {
					return nil, err
				}
			}
			data = append(data, echarts.Data{ID: one.Option, JSON: option})
		}
		v.Slides = append(v.Slides, one)
	}
	var body, sources bytes.Buffer
	if err := errors.Join(page.Execute(&body, v), page.ExecuteTemplate(&sources, "sources", v)); err != nil {
		return nil, fmt.Errorf("write the HTML file: %w", err)
	}
	raw, err := json.Marshal(sources.String()) // a browser reads them when they come into sight: they are half of the page
	if err != nil {
		return nil, fmt.Errorf("write the HTML file: %w", err)
	}
	data = append(data, echarts.Data{ID: "sources-text", JSON: raw})
	language := "zh-CN"
	if b.Language == analytics.English {
		language = "en"
	}
	return artist.Program.Page(echarts.Page{Title: b.Title, Language: language, Style: style(artist.Program.Family()), Body: body.String(), Script: scriptText, Data: data})
}

// picture draws a slide's chart as an address that holds it.
func picture(ctx context.Context, artist *briefing.Artist, s briefing.Slide) (template.URL, error) {
	scene, err := artist.Scene(ctx, s)
	if err != nil {
		return "", err
	}
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(artist.Program.SVG(scene))), nil
}

func slideOf(b briefing.Briefing, s briefing.Slide, i int) (slide, []byte, error) {
	one := slide{
		Number: i + 1, Of: len(b.Slides), Type: s.Type, Title: titleOf(s), Long: len([]rune(s.Name())) > longTitle, Sub: s.Subtitle(), Foot: s.Foot(b.Language),
		Lines: s.Lines(), Facts: s.Provenance(b.Language),
	}
	if s.Frozen == nil {
		return one, nil, nil
	}
	one.Sheet, one.Empty = s.Frozen.Sheet, s.Frozen.Empty
	option, err := s.Drawn(briefing.ChartWidth, briefing.ChartHeight)
	if option != nil {
		one.Option = fmt.Sprintf("option-%d", i+1)
	}
	return one, option, err
}

// titleOf is the slide's title with its tones, where it is the finding.
func titleOf(s briefing.Slide) figure.Sentence {
	if s.Title == "" && s.Frozen != nil {
		return s.Frozen.Finding
	}
	return figure.Sentence{{Text: s.Title}}
}

// style sets the palette's colours into the style sheet.
func style(family string) string {
	p := assets.Light
	return fmt.Sprintf(":root { --ink: %s; --muted: %s; --line: %s; --ground: %s; --card: %s; --worse: %s; --better: %s; --primary: %s; --pale: %s; --family: \"%s\", \"Microsoft YaHei\", \"PingFang SC\", sans-serif; }\n%s",
		p.Ink, p.Muted, p.Line, p.Ground, p.Card, p.Worse, p.Better, p.Primary, p.PrimaryPale, family, styleText)
}
