package figure

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
)

// trellis is bars of several indicators over the same members: a row of bars for each indicator, with a scale of its own,
// because what they count has different units.
type trellis struct {
	names  []string // of the members, across
	titles []string // of the rows
	rows   [][]trellisBar
	leads  bool // the largest bar of each row stands out where none is selected
	dark   bool // all bars stand out
}

// trellisBar is a bar of a trellis.
type trellisBar struct {
	value   engine.Value
	text    string
	tip     string
	target  Target
	lacking bool // returns that were due are missing, of what it stands for or in it
}

// headroom is the height of a row in multiples of its largest bar: the figures stand above the bars.
const headroom = 1.75

// fewMembers is up to how many members every bar says its figure; of more only the largest of each row does.
const fewMembers = 13

// trellisOption draws a trellis. The rows share one grid: each has a value axis of its own, moved so that its zero is the
// foot of the row.
func (s Style) trellisOption(t trellis) ([]byte, error) {
	c := charts.NewBar()
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(s.categoryAxis()))
	c.SetXAxis(t.names)
	for range t.rows {
		c.ExtendYAxis(opts.YAxis{Type: "value", Show: opts.Bool(false), AxisLabel: &opts.AxisLabel{Show: opts.Bool(false)}})
	}
	amendments := []amendment{
		{[]any{"tooltip", "trigger"}, "item"},
		{[]any{"grid"}, map[string]any{"left": 4, "right": 6, "top": 2, "bottom": 2, "containLabel": true}},
		{[]any{"xAxis", 0, "axisLine", "onZero"}, false},
		{[]any{"xAxis", 0, "axisLabel", "interval"}, 0},
		{[]any{"xAxis", 0, "axisLabel", "rotate"}, s.tilt(t.names)},
		{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		{[]any{"xAxis", 0, "data"}, t.names},
	}
	for i, row := range t.rows {
		c.MultiSeries = append(c.MultiSeries, series(types.ChartBar, t.titles[i], s.trellisData(row, len(t.names)),
			charts.WithLabelOpts(s.trellisLabel()), charts.WithItemStyleOpts(*s.shade(t.dark)),
			charts.WithBarChartOpts(opts.BarChart{YAxisIndex: i + 1, BarGap: "-100%", BarCategoryGap: "30%"})))
		amendments = append(amendments, s.trellisRow(i, t)...)
	}
	option, err := s.option(c, append(amendments, amendment{[]any{"yAxis", 0}, s.titleAxis(t.titles)})...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// trellisRow are the amendments of one row: its axis, its look, what is lacking in it.
func (s Style) trellisRow(i int, t trellis) []amendment {
	row := t.rows[i]
	top := largestOf(row) * headroom
	list := []amendment{
		{[]any{"yAxis", i + 1, "min"}, -top * float64(len(t.rows)-1-i)},
		{[]any{"yAxis", i + 1, "max"}, top * float64(i+1)},
		{[]any{"series", i, "labelLayout"}, map[string]any{"hideOverlap": true}},
		{[]any{"series", i, "selectedMode"}, "multiple"},
		{[]any{"series", i, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Primary, "borderWidth": 0}}},
	}
	for j, b := range row {
		switch {
		case !b.lacking:
		case b.value.HasNow:
			list = append(list, amendment{[]any{"series", i, "data", j, "itemStyle"}, s.hatched(s.shade(t.dark).Color)})
		default:
			list = append(list, amendment{[]any{"series", i, "data", j, "itemStyle"}, s.hatched(s.Palette.Missing)})
		}
	}
	return list
}

// trellisData are the bars of one row. One without a return is as high as the largest, so that its hatching is seen.
func (s Style) trellisData(row []trellisBar, members int) []datum {
	largest := largestOf(row)
	var data []datum
	for _, b := range row {
		d := datum{Value: valueOf(b.value.Now, b.value.HasNow), Tip: b.tip}
		switch {
		case !b.value.HasNow && b.lacking:
			d.Value = largest
		case !b.value.HasNow:
			d.Value, d.Text = 0, format.None
		case members <= fewMembers || b.value.Now == largest && largest > 0:
			d.Text = b.text
		}
		data = append(data, d)
	}
	return data
}

// largestOf is the largest figure of a row; 1 where there is none, so that the row keeps its height.
func largestOf(row []trellisBar) float64 {
	largest := 0.0
	for _, b := range row {
		if b.value.HasNow {
			largest = max(largest, b.value.Now)
		}
	}
	if largest == 0 {
		return 1
	}
	return largest
}

func (s Style) trellisLabel() opts.Label {
	label := s.markLabel("top")
	label.FontSize = float32(s.Text - 1.5)
	return label
}

// titleAxis is the axis of the rows' names, with a line between the rows.
func (s Style) titleAxis(titles []string) map[string]any {
	return map[string]any{
		"type": "category", "inverse": true, "data": titles,
		"axisLine": map[string]any{"show": false}, "axisTick": map[string]any{"show": false},
		"axisLabel": map[string]any{"interval": 0, "color": s.Palette.Ink, "fontSize": s.Text},
		"splitLine": map[string]any{"show": true, "interval": 0, "lineStyle": map[string]any{"color": s.Palette.Line}},
	}
}

// tilt turns the names of many members, which would not fit side by side.
func (s Style) tilt(names []string) int {
	if len(names) > 24 {
		return 45
	}
	return 0
}

// trellisMarks are the targets of a trellis, and the bars that stand out: the selected members in every row, or where
// nothing is selected the largest bar of each.
func trellisMarks(t trellis, selected func(Target) bool, filtered bool) (targets [][]Target, marks [][2]int) {
	for i, row := range t.rows {
		largest := largestOf(row)
		list := make([]Target, len(row))
		for j, b := range row {
			list[j] = b.target
			leads := !filtered && t.leads && b.value.HasNow && b.value.Now == largest
			if leads || filtered && selected(b.target) {
				marks = append(marks, [2]int{i, j})
			}
		}
		targets = append(targets, list)
	}
	return targets, marks
}

// targetOfMember filters by one member.
func targetOfMember(d analytics.DimensionID, m analytics.Member) Target {
	return Target{Conditions: []analytics.Condition{{Dimension: d, Keys: []string{m.Key}}}}
}
