package echarts_test

import (
	"maps"
	"slices"
	"testing"

	"anlan/analytics/echarts"
	"anlan/build/gallery"
)

// eachLoad runs a measurement for every option that speed is measured by, laid out in 1200 × 700.
func eachLoad(b *testing.B, measure func(b *testing.B, p *echarts.Program, chart *echarts.Chart, option []byte, scene *echarts.Scene)) {
	p := realProgram(b)
	options, err := gallery.Loads()
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		b.Run(name, func(b *testing.B) {
			pool := echarts.NewPool(p, 1)
			defer pool.Close()
			chart := pool.New(1200, 700)
			scene, err := chart.SetOption(b.Context(), options[name])
			if err != nil {
				b.Fatal(err)
			}
			measure(b, p, chart, options[name], scene)
		})
	}
}

// BenchmarkRelayout measures an option laid out again, from its JSON to the decoded scene.
func BenchmarkRelayout(b *testing.B) {
	eachLoad(b, func(b *testing.B, _ *echarts.Program, chart *echarts.Chart, option []byte, _ *echarts.Scene) {
		for b.Loop() {
			if _, err := chart.SetOption(b.Context(), option); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkHover measures a pointer's move to the picture that answers it.
func BenchmarkHover(b *testing.B) {
	eachLoad(b, func(b *testing.B, p *echarts.Program, chart *echarts.Chart, _ []byte, _ *echarts.Scene) {
		i := 0
		for b.Loop() {
			i++
			r, err := chart.Dispatch(b.Context(), echarts.Event{Kind: echarts.Move, X: float64(200 + i*37%800), Y: 500})
			if err != nil {
				b.Fatal(err)
			}
			if r.Scene != nil {
				p.Image(r.Scene, 1)
			}
		}
	})
}

// BenchmarkRaster measures the painting of a scene.
func BenchmarkRaster(b *testing.B) {
	eachLoad(b, func(b *testing.B, p *echarts.Program, _ *echarts.Chart, _ []byte, scene *echarts.Scene) {
		for b.Loop() {
			p.Image(scene, 1)
		}
	})
}
