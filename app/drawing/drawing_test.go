package drawing_test

import (
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/echarts"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/app/drawing"
	"anlan/assets"
	"anlan/data/sample/sampletest"
)

func city(tb testing.TB) *engine.Engine {
	tb.Helper()
	return engine.New(sampletest.Open(tb), catalog.Default())
}

var (
	question = figure.Question{
		Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents",
	}
	style = figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: assets.Light, Text: 13}
)

// BenchmarkLayout measures ECharts' own work on each kind of chart, and the painting of its scene.
func BenchmarkLayout(b *testing.B) {
	e := city(b)
	program, err := drawing.Program()
	if err != nil {
		b.Fatal(err)
	}
	for _, kind := range figure.Kinds() {
		if kind.Table {
			continue
		}
		f, err := kind.Draw(b.Context(), e, question, style)
		if err != nil {
			b.Fatal(err)
		}
		pool := echarts.NewPool(program, 1)
		chart := pool.New(700, 420)
		var scene *echarts.Scene
		b.Run("layout/"+kind.ID, func(b *testing.B) {
			for b.Loop() {
				if scene, err = chart.SetOption(b.Context(), f.Option); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("paint/"+kind.ID, func(b *testing.B) {
			for b.Loop() {
				program.Image(scene, 1)
			}
		})
		if err := pool.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw measures the questions behind each chart and the making of its option.
func BenchmarkDraw(b *testing.B) {
	e := city(b)
	for _, kind := range figure.Kinds() {
		b.Run(kind.ID, func(b *testing.B) {
			q := question
			day := 0
			for b.Loop() {
				q.Period.To = analytics.Day(2011, 12, 23-day%20) // another question each time, so that no answer is remembered
				q.Period.From = analytics.Day(2011, 1, 1+day/20%20)
				day++
				if _, err := kind.Draw(b.Context(), e, q, style); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
