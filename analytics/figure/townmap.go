package figure

import (
	"context"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/assets"
)

// townMapKind shows the towns on their map, or where there is none as tiles, coloured by how much each has.
var townMapKind = Kind{ID: "town-map", Own: []analytics.DimensionID{analytics.Town}, draw: drawTownMap}

func drawTownMap(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	frame, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	var places []spot
	for _, row := range frame.Rows {
		if m, v := row.Members[0], row.Values[0]; !isUnknown(m) {
			places = append(places, spot{m, v, s.tip(s.label(m), indicator, v, frame.Meta.Basis, s.share(frame, indicator, v))})
		}
	}
	f, err := s.townAreas(q, frame, indicator, places, 0)
	if err != nil {
		return Figure{}, err
	}
	f.Finding = s.topTownsFinding(frame, indicator, s.ranking(frame, indicator))
	return f, nil
}

// townAreas draws towns as the areas of their map, or as tiles; the scale of colours begins at a figure.
func (s Style) townAreas(q Question, frame engine.Frame, indicator analytics.Indicator, places []spot, from float64) (Figure, error) {
	name := mapOf(frame.Rows)
	subtitle := s.subtitle(frame, indicator)
	unmapped := 0
	if name == "" {
		var left int
		places, left = largest(places, maxTiles)
		if left > 0 {
			subtitle = s.say("figure.tiles.left", "shown", len(places), "left", left) + " · " + subtitle
		}
	} else {
		towns := len(places)
		places = slices.DeleteFunc(places, func(p spot) bool { return !atlas()[name][p.member.Key] })
		if unmapped = towns - len(places); unmapped > 0 {
			subtitle = s.say("figure.map.unmapped", "count", unmapped) + " · " + subtitle
		}
	}
	var option []byte
	var err error
	if name == "" {
		option, err = s.tilesOption(indicator, places, from)
	} else {
		option, err = s.mapOption(name, indicator, places, from)
	}
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: subtitle, Option: option, Frame: frame}
	var targets []Target
	for i, p := range places {
		targets = append(targets, memberTarget(analytics.Town, p.member))
		if contains(q.selected(analytics.Town), p.member.Key) {
			f.Selected = append(f.Selected, [2]int{0, i})
		}
	}
	f.Targets = [][]Target{targets}
	return f, nil
}

// top is the largest figure of some places, at least a bit above from.
func top(places []spot, from float64) float64 {
	most := from
	for _, p := range places {
		if p.value.HasNow {
			most = max(most, p.value.Now)
		}
	}
	if most == from {
		return from + 1
	}
	return most
}

// ground is the colour of a figure on a scale.
func (s Style) ground(v engine.Value, from, to float64) string {
	if !v.HasNow {
		return s.Palette.Missing
	}
	return mix(s.Palette.ScaleLow, s.scaleHigh(), min(1, max(0, (v.Now-from)/(to-from))))
}

// placeItem is a place as an item of a series.
func (s Style) placeItem(indicator analytics.Indicator, p spot, ground string) map[string]any {
	text := s.axisName(p.member)
	if p.value.HasNow {
		text += "\n" + s.Printer.Figure(indicator.Unit, p.value.Now)
	}
	// Where a name is longer than its area is wide, the edge of the letters keeps them apart from the neighbour's ground.
	label := map[string]any{"color": s.textOn(ground), "textBorderColor": ground, "textBorderWidth": 2}
	same := map[string]any{"itemStyle": map[string]any{"areaColor": ground}, "label": label} // what stands out has another border only
	return map[string]any{
		"name": p.member.Key, "value": valueOf(p.value.Now, p.value.HasNow), "tip": p.tip, "text": text,
		"label": label, "emphasis": same, "select": same,
	}
}

// mapOption draws the towns on their map. That the map is not official stands on its face.
func (s Style) mapOption(name string, indicator analytics.Indicator, places []spot, from float64) ([]byte, error) {
	to := top(places, from)
	var data []any
	for _, p := range places {
		data = append(data, s.placeItem(indicator, p, s.ground(p.value, from, to)))
	}
	c := charts.NewMap()
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithVisualMapOpts(s.placeScale(from, to)))
	c.MultiSeries = append(c.MultiSeries, series(types.ChartMap, s.name(indicator), data))
	chosen := map[string]any{"borderColor": s.Palette.Categories[1], "borderWidth": 2.5}
	option, err := s.option(c, slices.Concat(
		[]amendment{
			{[]any{"tooltip", "trigger"}, "item"},
			{[]any{"geo"}, nil},
			{[]any{"graphic"}, []any{map[string]any{"type": "text", "left": 2, "bottom": s.Text * 2.2, "silent": true, "style": map[string]any{
				"text": s.say("figure.map.unofficial"), "fill": s.Palette.Muted, "fontSize": s.Text - 1, "fontFamily": assets.FontFamily,
			}}}},
		},
		at("visualMap", 0, s.scaleLook(indicator, from, to)),
		at("series", 0, map[string]any{
			"map": name, "nameProperty": "key", "showLegendSymbol": false, "aspectScale": 0.92, "preserveAspect": "contain", "preserveAspectVerticalAlign": "top", "roam": false, "left": 4, "right": 4, "top": 4, "bottom": 4, "selectedMode": "multiple",
			"label":       map[string]any{"show": true, "formatter": formatLabel, "fontSize": s.Text - 1.5, "lineHeight": s.Text * 1.1},
			"labelLayout": map[string]any{"hideOverlap": true},
			"itemStyle":   map[string]any{"areaColor": s.Palette.Missing, "borderColor": s.Palette.Card, "borderWidth": 1},
			"emphasis":    map[string]any{"label": map[string]any{"show": true}, "itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 1.5}},
			"select":      map[string]any{"label": map[string]any{"show": true}, "itemStyle": chosen},
		}),
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// placeScale is the scale of colours of places.
func (s Style) placeScale(from, to float64) opts.VisualMap {
	return opts.VisualMap{
		Type: "continuous", Min: float32(from), Max: float32(to),
		InRange: &opts.VisualMapInRange{Color: []string{s.Palette.ScaleLow, s.scaleHigh()}},
	}
}

// scaleLook shows the scale as a small legend.
func (s Style) scaleLook(indicator analytics.Indicator, from, to float64) map[string]any {
	return map[string]any{
		"show": true, "calculable": false, "orient": "horizontal", "left": 2, "bottom": 0, "itemWidth": s.Text * 0.8, "itemHeight": s.Text * 7, "hoverLink": false,
		"text":       []string{s.Printer.Quantity(indicator.Unit, to), s.Printer.Figure(indicator.Unit, from)},
		"textStyle":  map[string]any{"color": s.Palette.Muted, "fontSize": s.Text - 1},
		"outOfRange": map[string]any{"color": s.Palette.Missing}, "seriesIndex": 0, "min": from, "max": to,
	}
}
