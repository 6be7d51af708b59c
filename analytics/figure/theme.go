package figure

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/assets"
)

// The functions of formatters.js, by the names that options use.
const (
	formatTip   = "@tip"
	formatLabel = "@label"
	formatPlain = "@plain"
	formatPick  = "@pick"
)

// datum is a mark: a bar, a cell, a point. go-echarts' own data items have no room for texts of ours.
type datum struct {
	Name      string          `json:"name,omitempty"`
	Value     any             `json:"value"`
	Tip       string          `json:"tip,omitempty"`   // tooltip, one line a line; the first is its heading
	Text      string          `json:"text,omitempty"`  // what stands at the mark
	Label     *opts.Label     `json:"label,omitempty"` // where the text of this mark stands, if not where the others do
	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
}

// missing is the value of a mark whose figure is not known: ECharts draws nothing there.
const missing = "-"

// valueOf is a figure as ECharts takes it.
func valueOf(v float64, known bool) any {
	if !known {
		return missing
	}
	return v
}

// base are the options that all charts share.
func (s Style) base() []charts.GlobalOpts {
	return []charts.GlobalOpts{
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Formatter: formatTip, BackgroundColor: s.Palette.Card, BorderColor: s.Palette.Line,
		}),
	}
}

// categoryAxis is the axis of names.
func (s Style) categoryAxis() opts.XAxis {
	return opts.XAxis{
		Type: "category", AxisLabel: s.axisLabel(),
		AxisLine: &opts.AxisLine{LineStyle: &opts.LineStyle{Color: s.Palette.Line}}, AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
	}
}

// valueAxis is the axis of figures: from zero, a light grid, no line of its own.
func (s Style) valueAxis() opts.YAxis {
	label := s.axisLabel()
	label.Formatter = formatPlain
	return opts.YAxis{
		Type: "value", AxisLabel: label, Min: 0, MinInterval: 1,
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: s.Palette.Line}},
	}
}

func (s Style) axisLabel() *opts.AxisLabel {
	return &opts.AxisLabel{Show: opts.Bool(true), Color: s.Palette.Muted, FontSize: int(s.Text), ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)}
}

// across turns axes for horizontal bars: names stand at the left, the first on top.
func across(category opts.XAxis, value opts.YAxis) (opts.XAxis, opts.YAxis) {
	x := opts.XAxis{
		Type: value.Type, AxisLabel: value.AxisLabel, Min: value.Min, MinInterval: value.MinInterval, AxisLine: value.AxisLine, SplitLine: value.SplitLine,
	}
	y := opts.YAxis{
		Type: category.Type, AxisLabel: category.AxisLabel, AxisLine: category.AxisLine, Inverse: opts.Bool(true),
	}
	return x, y
}

// markLabel is the text at a mark.
func (s Style) markLabel(position string) opts.Label {
	return opts.Label{Show: opts.Bool(true), Position: position, Formatter: formatLabel, Color: s.Palette.Ink, FontSize: float32(s.Text)}
}

// chart is what all go-echarts charts can do.
type chart interface {
	Validate()
	JSON() map[string]any
}

// option gives the option of a chart as plain maps, with what go-echarts has no field for set in.
func (s Style) option(c chart, amend ...amendment) (map[string]any, error) {
	c.Validate()
	text, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("write the option: %w", err)
	}
	var option map[string]any
	if err := json.Unmarshal(text, &option); err != nil {
		return nil, fmt.Errorf("read the option back: %w", err)
	}
	delete(option, "title")
	option["toolbox"] = map[string]any{"show": false} // a brush would bring its buttons along
	common := []amendment{
		{[]any{"color"}, s.Palette.Categories[:]},
		{[]any{"backgroundColor"}, s.Palette.Card},
		{[]any{"textStyle", "fontFamily"}, assets.FontFamily + ", sans-serif"},
		{[]any{"tooltip", "renderMode"}, "richText"},
		{[]any{"tooltip", "confine"}, true},
		{[]any{"tooltip", "textStyle"}, map[string]any{"color": s.Palette.Ink, "fontSize": s.Text, "lineHeight": s.Text * 1.5}},
	}
	for _, a := range append(common, amend...) {
		if err := a.apply(option); err != nil {
			return nil, err
		}
	}
	return option, nil
}

// amendment sets one value in an option, at a path of keys and indices.
type amendment struct {
	path  []any
	value any
}

func (a amendment) apply(option map[string]any) error {
	var at any = option
	for i, step := range a.path {
		last := i == len(a.path)-1
		switch step := step.(type) {
		case string:
			object, ok := at.(map[string]any)
			if !ok {
				return fmt.Errorf("option has no %v", a.path[:i+1])
			}
			if last {
				object[step] = a.value
				return nil
			}
			if object[step] == nil {
				object[step] = map[string]any{}
			}
			at = object[step]
		case int:
			list, ok := at.([]any)
			if !ok || step >= len(list) {
				return fmt.Errorf("option has no %v", a.path[:i+1])
			}
			if last {
				list[step] = a.value
				return nil
			}
			at = list[step]
		}
	}
	return nil
}

// at sets several values in one part of an option: a series, an axis.
func at(part string, index int, values map[string]any) []amendment {
	var list []amendment
	for _, key := range slices.Sorted(maps.Keys(values)) {
		list = append(list, amendment{[]any{part, index, key}, values[key]})
	}
	return list
}

// brush lets dragging draw an area.
func (s Style) brush() amendment {
	return amendment{[]any{"brush"}, map[string]any{
		"xAxisIndex": "all", "yAxisIndex": "all", "throttleType": "debounce", "throttleDelay": 0,
		"brushStyle": map[string]any{"color": s.Palette.PrimaryPale, "borderColor": s.Palette.Primary, "borderWidth": 1, "opacity": 0.4}, "outOfBrush": map[string]any{"colorAlpha": 1},
	}}
}

// with adds one value to a part of an option.
func with(part map[string]any, key string, value any) map[string]any {
	part[key] = value
	return part
}

// series makes a series with data of ours.
func series(typ, name string, data any, options ...charts.SeriesOpts) charts.SingleSeries {
	s := charts.SingleSeries{Name: name, Type: typ, Data: data}
	s.ConfigureSeriesOpts(options...)
	return s
}

// shade gives one item of a set its colour: the selected one, or where none is selected those that lead, dark, the
// others pale.
func (s Style) shade(highlighted bool) *opts.ItemStyle {
	if highlighted {
		return &opts.ItemStyle{Color: s.Palette.Primary}
	}
	return &opts.ItemStyle{Color: s.Palette.PrimaryLight}
}

// boolean is go-echarts' optional boolean.
func boolean(b bool) types.Bool { return opts.Bool(b) }
