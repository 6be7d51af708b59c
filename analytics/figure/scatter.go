package figure

import (
	"cmp"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
)

// dot is a member in a plane of two figures.
type dot struct {
	member analytics.Member
	x, y   float64
	tip    string
	bad    bool // it is marked and named
}

// scatterAxis is one axis of such a plane.
type scatterAxis struct {
	name    string
	inverse bool
}

// scatterOption draws dots, those that are marked with their names, and lines under them.
func (s Style) scatterOption(dots []dot, x, y scatterAxis, lines []charts.SingleSeries, more ...amendment) ([]byte, error) {
	var data []datum
	for _, d := range dots {
		one := datum{Name: s.label(d.member), Value: [2]float64{d.x, d.y}, Tip: d.tip, ItemStyle: &opts.ItemStyle{Color: s.Palette.PrimaryLight}}
		if d.bad {
			one.Text, one.ItemStyle = s.label(d.member), &opts.ItemStyle{Color: s.Palette.Worse}
		}
		data = append(data, one)
	}
	c := charts.NewScatter()
	across, up := s.valueAxis(), s.valueAxis()
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value", AxisLabel: across.AxisLabel, AxisLine: across.AxisLine, SplitLine: across.SplitLine}), charts.WithYAxisOpts(up))
	c.MultiSeries = append(c.MultiSeries, series(types.ChartScatter, y.name, data, charts.WithLabelOpts(s.markLabel("top"))))
	c.MultiSeries = append(c.MultiSeries, lines...)
	title := map[string]any{"color": s.Palette.Muted, "fontSize": s.Text}
	option, err := s.option(c, append([]amendment{
		{[]any{"tooltip", "trigger"}, "item"},
		{[]any{"grid"}, map[string]any{"left": 4, "right": 14, "top": s.Text * 2, "bottom": s.Text * 1.6, "containLabel": true}},
		{[]any{"series", 0, "symbolSize"}, s.Text * 0.75},
		{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true}},
		{[]any{"series", 0, "selectedMode"}, "multiple"},
		{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Primary, "borderColor": s.Palette.Categories[1], "borderWidth": 2}}},
		{[]any{"series", 0, "z"}, 5},
		{[]any{"xAxis", 0, "name"}, x.name},
		{[]any{"xAxis", 0, "nameLocation"}, "center"},
		{[]any{"xAxis", 0, "nameGap"}, s.Text * 1.9},
		{[]any{"xAxis", 0, "nameTextStyle"}, title},
		{[]any{"xAxis", 0, "inverse"}, x.inverse},
		{[]any{"xAxis", 0, "splitNumber"}, 5},
		{[]any{"yAxis", 0, "minInterval"}, 0},
		{[]any{"yAxis", 0, "splitNumber"}, 4},
		s.brush(),
	}, more...)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// limitLine is a line of limits, or of a mean.
func (s Style) limitLine(name, color, kind string, points [][2]float64) charts.SingleSeries {
	return series(types.ChartLine, name, points, charts.WithLineStyleOpts(opts.LineStyle{Color: color, Type: kind, Width: 1.5}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color}), charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(false)}))
}

// silent are amendments that keep lines from being hovered over: they are no marks.
func silent(from, n int) []amendment {
	var list []amendment
	for i := from; i < from+n; i++ {
		list = append(list, amendment{[]any{"series", i, "silent"}, true}, amendment{[]any{"series", i, "tooltip"}, map[string]any{"show": false}})
	}
	return list
}

// dotTargets are the targets of dots over one dimension.
func dotTargets(dots []dot, d analytics.DimensionID) [][]Target {
	targets := make([]Target, len(dots))
	for i, one := range dots {
		targets[i] = memberTarget(d, one.member)
	}
	return [][]Target{targets}
}

// chosenDots are the dots that a question's filter keeps.
func chosenDots(dots []dot, keys []string) [][2]int {
	var marks [][2]int
	for i, d := range dots {
		if contains(keys, d.member.Key) {
			marks = append(marks, [2]int{0, i})
		}
	}
	return marks
}

// worstNames names the marked dots, the highest first.
func (s Style) worstNames(dots []dot, most int) (names []string, count int) {
	var bad []dot
	for _, d := range dots {
		if d.bad {
			bad = append(bad, d)
		}
	}
	slices.SortStableFunc(bad, func(a, b dot) int { return cmp.Compare(b.y, a.y) })
	for _, d := range bad[:min(len(bad), most)] {
		names = append(names, s.label(d.member))
	}
	return names, len(bad)
}
