// Package drawing is the program's chart engine, made once, and the writing of charts into files.
package drawing

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"anlan/analytics"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/assets"
)

// Program is ECharts with the embedded font, the maps and the formatters of package figure, made when it is first needed.
var Program = sync.OnceValues(func() (*echarts.Program, error) {
	return echarts.Compile(echarts.Config{
		Script: assets.ECharts(), Extension: figure.Formatters(), FontFamily: assets.FontFamily, Maps: assets.Maps(),
		Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true), System: true}, Compiled: assets.CompiledCharts(),
	})
})

// Extensions lists the file formats of charts by their file name extensions.
func Extensions() []string { return append(pictures(), ".csv", ".xlsx") }

// pictures are the formats that need a chart, not only its figures.
func pictures() []string { return []string{".png", ".svg", ".html", ".json"} }

// IsKnown tells whether a chart can be written to a file of this name.
func IsKnown(path string) bool { return slices.Contains(Extensions(), extension(path)) }

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// Size is the size of a picture: Width and Height in pixels of the layout, and how much a PNG is enlarged.
type Size struct {
	Width, Height int
	Scale         float64
}

// ErrTable says that the figure is a table, which no picture can be made of.
var ErrTable = errors.New("the figure is a table")

// File makes a file of a figure, in the format of the name's extension: a picture, an offline page, the option, or the
// figures as a table. Note stands with the subtitle: that the data are a demonstration. A table as a picture is [ErrTable].
func File(ctx context.Context, path string, f figure.Figure, s figure.Style, size Size, note string) ([]byte, error) {
	switch e := extension(path); {
	case e == ".csv":
		return tableCSV(f.Table(s.Printer))
	case e == ".xlsx":
		return tableXLSX(f.Table(s.Printer), f.Finding.String(), described(f, note))
	case f.Option == nil:
		return nil, ErrTable
	}
	return picture(ctx, path, f, s, size, note)
}

// described is what a figure shows, with a note before it.
func described(f figure.Figure, note string) string {
	if note == "" {
		return f.Subtitle
	}
	return note + " · " + f.Subtitle
}

func picture(ctx context.Context, path string, f figure.Figure, s figure.Style, size Size, note string) ([]byte, error) {
	program, err := Program()
	if err != nil {
		return nil, err
	}
	if extension(path) == ".html" {
		return page(program, f, s, size, note)
	}
	option, err := f.Titled(s, size.Width, size.Height, note)
	if err != nil || extension(path) == ".json" {
		return append(option, '\n'), err
	}
	scene, err := program.Render(ctx, option, size.Width, size.Height)
	if err != nil {
		return nil, err
	}
	switch extension(path) {
	case ".png":
		return program.PNG(scene, size.Scale)
	case ".svg":
		return program.SVG(scene), nil
	}
	return nil, fmt.Errorf("no chart format %q", extension(path))
}

func page(program *echarts.Program, f figure.Figure, s figure.Style, size Size, note string) ([]byte, error) {
	language := "zh-CN"
	if s.Printer.Language == analytics.English {
		language = "en"
	}
	option, err := f.Static()
	if err != nil {
		return nil, err
	}
	return program.HTML(echarts.Document{
		Title: f.Finding.String(), Subtitle: f.Subtitle, Note: note, Language: language, Option: option, Width: size.Width, Height: size.Height,
		Ink: s.Palette.Ink, Muted: s.Palette.Muted, Ground: s.Palette.Card,
	})
}
