package briefing

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"anlan/assets"
)

// Drawn is a slide's option for a chart of a size, with what a person drew onto it; nil where there is no chart.
func (s Slide) Drawn(width, height int) ([]byte, error) {
	if s.Frozen == nil || s.Frozen.Option == nil {
		return nil, nil
	}
	if len(s.Marks) == 0 {
		return s.Frozen.Option, nil
	}
	var option map[string]any
	if err := json.Unmarshal(s.Frozen.Option, &option); err != nil {
		return nil, fmt.Errorf("read the option: %w", err)
	}
	d := drafter{float64(width), float64(height), s.Frozen.Look.Text, assets.Light}
	var drawn []any
	for _, m := range s.Marks {
		switch m.Kind {
		case TextMark:
			drawn = append(drawn, d.text(m.Text, m.X, m.Y))
		case ArrowMark:
			drawn = append(drawn, d.arrow(m)...)
		case DatumMark:
			d.datum(option, m)
		}
	}
	if len(drawn) > 0 {
		before, _ := option["graphic"].([]any)
		option["graphic"] = append(slices.Clone(before), drawn...)
	}
	text, err := json.Marshal(option)
	if err != nil {
		return nil, fmt.Errorf("write the option: %w", err)
	}
	return text, nil
}

// drafter draws annotations for a chart of a size.
type drafter struct {
	width, height, size float64
	palette             assets.Palette
}

// text is a text on a ground of the card's colour, its middle at a place.
func (d drafter) text(text string, x, y float64) map[string]any {
	return map[string]any{
		"type": "text", "x": x * d.width, "y": y * d.height, "z": 100, "silent": true,
		"style": map[string]any{
			"text": text, "fill": d.palette.Worse, "font": fmt.Sprintf("bold %gpx %s", d.size, assets.FontFamily), "textAlign": "center", "textVerticalAlign": "middle",
			"backgroundColor": d.palette.Card, "borderColor": d.palette.Worse, "borderWidth": 1, "borderRadius": 3, "padding": []any{3, 6},
		},
	}
}

// arrow is a line with a head at its end, and its text at its beginning.
func (d drafter) arrow(m Annotation) []any {
	x, y, toX, toY := m.X*d.width, m.Y*d.height, m.ToX*d.width, m.ToY*d.height
	length := math.Hypot(toX-x, toY-y)
	if length == 0 {
		return nil
	}
	ux, uy := (toX-x)/length, (toY-y)/length
	head := d.size * 0.8
	baseX, baseY := toX-ux*head, toY-uy*head
	side := head * 0.45
	look := map[string]any{"stroke": d.palette.Worse, "fill": d.palette.Worse, "lineWidth": 2.5}
	parts := []any{
		map[string]any{"type": "line", "z": 99, "silent": true, "shape": map[string]any{"x1": x, "y1": y, "x2": baseX, "y2": baseY}, "style": look},
		map[string]any{"type": "polygon", "z": 99, "silent": true, "style": look, "shape": map[string]any{
			"points": []any{[]any{toX, toY}, []any{baseX - uy*side, baseY + ux*side}, []any{baseX + uy*side, baseY - ux*side}},
		}},
	}
	if m.Text != "" {
		parts = append(parts, d.text(m.Text, m.X, m.Y))
	}
	return parts
}

// datum lets one mark of the chart stand out, with a text at it.
func (d drafter) datum(option map[string]any, m Annotation) {
	series, _ := option["series"].([]any)
	if m.Series >= len(series) {
		return
	}
	one, _ := series[m.Series].(map[string]any)
	data, _ := one["data"].([]any)
	if m.Index >= len(data) {
		return
	}
	item, ok := data[m.Index].(map[string]any)
	if !ok {
		item = map[string]any{"value": data[m.Index]}
	}
	item["itemStyle"] = map[string]any{"color": d.palette.Worse, "borderColor": d.palette.Ink, "borderWidth": 1.5}
	if m.Text != "" {
		label, _ := item["text"].(string)
		if label != "" {
			label += "  "
		}
		item["text"] = label + m.Text
		item["label"] = map[string]any{"show": true, "formatter": "@label", "fontWeight": "bold"}
	}
	data[m.Index] = item
}
