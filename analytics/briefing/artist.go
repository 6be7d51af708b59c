package briefing

import (
	"context"

	"anlan/analytics/echarts"
)

// The room of a chart on a slide, in the pixels in which slides are laid out.
const (
	ChartWidth  = 888
	ChartHeight = 352
)

// Artist lays the charts of slides out, for exports that need pictures.
type Artist struct {
	Program *echarts.Program
	pool    *echarts.Pool
}

// NewArtist makes an artist. The caller closes it.
func NewArtist(p *echarts.Program) *Artist { return &Artist{p, echarts.NewPool(p, 1)} }

// Close lets go of the artist's interpreter.
func (a *Artist) Close() error { return a.pool.Close() }

// Scene lays a slide's chart out, with what a person drew onto it; nil where the slide has none.
func (a *Artist) Scene(ctx context.Context, s Slide) (*echarts.Scene, error) {
	option, err := s.Drawn(ChartWidth, ChartHeight)
	if err != nil || option == nil {
		return nil, err
	}
	chart := a.pool.New(ChartWidth, ChartHeight)
	defer chart.Close()
	return chart.SetOption(ctx, option)
}

// PNG draws a slide's chart as a picture, enlarged by a scale.
func (a *Artist) PNG(ctx context.Context, s Slide, scale float64) ([]byte, error) {
	scene, err := a.Scene(ctx, s)
	if err != nil || scene == nil {
		return nil, err
	}
	return a.Program.PNG(scene, scale)
}
