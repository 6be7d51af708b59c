package figure

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
)

// maxTiles bounds the tiles of towns without a map; the smaller ones have none.
const maxTiles = 96

// largest keeps the places with the largest figures, in their own order, and counts the others.
func largest(places []spot, most int) (kept []spot, left int) {
	if len(places) <= most {
		return places, 0
	}
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[b].value.Now, places[a].value.Now) })
	order = order[:most]
	slices.Sort(order)
	for _, i := range order {
		kept = append(kept, places[i])
	}
	return kept, len(places) - most
}

// tileColumns is how many tiles stand in a row, so that the whole is somewhat wider than high.
func tileColumns(n int) int { return max(1, int(math.Ceil(math.Sqrt(float64(n)*1.5)))) }

// tilesOption draws towns as tiles in rows, in their own order: where no map is at hand, a place that is always the same
// still lets a town be found again.
func (s Style) tilesOption(indicator analytics.Indicator, places []spot, from float64) ([]byte, error) {
	to, columns := top(places, from), tileColumns(len(places))
	var data []any
	for i, p := range places {
		item := s.placeItem(indicator, p, s.ground(p.value, from, to))
		item["value"] = []any{i % columns, i / columns, valueOf(p.value.Now, p.value.HasNow)}
		if !p.value.HasNow {
			item["itemStyle"] = map[string]any{"color": s.Palette.Missing}
		}
		data = append(data, item)
	}
	rows := (len(places) + columns - 1) / columns
	axis := func(n int) map[string]any {
		return map[string]any{"type": "category", "data": make([]string, n), "show": false}
	}
	c := charts.NewHeatMap()
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithVisualMapOpts(s.placeScale(from, to)))
	c.MultiSeries = append(c.MultiSeries, series(types.ChartHeatMap, s.name(indicator), data, charts.WithItemStyleOpts(opts.ItemStyle{BorderColor: s.Palette.Card, BorderWidth: 2})))
	down := axis(rows)
	down["inverse"] = true
	option, err := s.option(c, slices.Concat(
		[]amendment{
			{[]any{"tooltip", "trigger"}, "item"},
			{[]any{"xAxis"}, []any{axis(columns)}},
			{[]any{"yAxis"}, []any{down}},
			{[]any{"grid"}, map[string]any{"left": 0, "right": 0, "top": 0, "bottom": s.Text * 2}},
		},
		at("visualMap", 0, s.scaleLook(indicator, from, to)),
		at("series", 0, map[string]any{
			"label":       map[string]any{"show": true, "formatter": formatLabel, "fontSize": s.Text - 1.5, "lineHeight": s.Text * 1.15},
			"labelLayout": map[string]any{"hideOverlap": true}, "selectedMode": "multiple", "select": s.chosenCell(),
		}),
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}
