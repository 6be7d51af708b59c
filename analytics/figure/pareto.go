package figure

import (
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// paretoKind ranks the towns with the share that they have together.
var paretoKind = Kind{
	ID: "pareto", Own: []analytics.DimensionID{analytics.Town}, Brush: "lineX",
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}, analytics.Town)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.pareto(q, frames[0]) },
}

// most is the share that a Pareto chart asks for: how few have it together.
const most = 0.8

func (s Style) pareto(q Question, frame engine.Frame) (Figure, error) {
	indicator := frame.Indicators[0]
	var rows []engine.Row
	var amounts []float64
	for _, row := range ranked(frame) {
		if !isUnknown(row.Members[0]) && judged(row.Values[0]) > 0 {
			rows, amounts = append(rows, row), append(amounts, row.Values[0].Now)
		}
	}
	if len(rows) == 0 || indicator.IsRatio() {
		return s.noData(frame, indicator), nil
	}
	c, err := stats.Concentrate(amounts)
	if err != nil {
		return Figure{}, err
	}
	reach := c.Reach(most)
	shown := rows[:min(len(rows), maxBars)]
	option, err := s.paretoOption(frame, shown, c, reach)
	if err != nil {
		return Figure{}, err
	}
	targets := make([]Target, len(shown))
	for i, row := range shown {
		targets[i] = memberTarget(analytics.Town, row.Members[0])
	}
	keys := q.selected(analytics.Town)
	var selected [][2]int
	for i, row := range shown {
		if contains(keys, row.Members[0].Key) {
			selected = append(selected, [2]int{0, i})
		}
	}
	return Figure{
		Finding:  plain(s.say("figure.pareto.finding", "count", reach, "towns", len(rows), "share", s.Printer.Percent(c.Cumulative[reach-1]*100, 1), "indicator", s.noun(indicator))),
		Subtitle: s.subtitle(frame, indicator), Option: option, Targets: [][]Target{targets}, Selected: selected, Frame: frame,
	}, nil
}

func (s Style) paretoOption(frame engine.Frame, rows []engine.Row, c stats.Concentration, reach int) ([]byte, error) {
	indicator := frame.Indicators[0]
	var names []string
	var data []datum
	var line []float64
	for i, row := range rows {
		share := s.say("figure.pareto.together", "count", i+1, "share", s.Printer.Percent(c.Cumulative[i]*100, 1))
		names = append(names, s.axisName(row.Members[0]))
		data = append(data, datum{
			Name: s.label(row.Members[0]), Value: row.Values[0].Now, Tip: s.tip(s.label(row.Members[0]), indicator, row.Values[0], frame.Meta.Basis, share), ItemStyle: s.shade(i < reach),
		})
		line = append(line, math.Round(c.Cumulative[i]*1000)/10)
	}
	b := charts.NewBar()
	x := s.categoryAxis()
	b.SetGlobalOptions(s.base()...)
	b.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(s.valueAxis()))
	share := s.valueAxis()
	share.Max = 100
	share.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	share.AxisLabel.Formatter = formatPlain + "?suffix=%25"
	b.ExtendYAxis(share)
	b.SetXAxis(names)
	cumulative := series(types.ChartLine, s.say("figure.pareto.cumulative"), line, charts.WithLineChartOpts(opts.LineChart{YAxisIndex: 1, ShowSymbol: opts.Bool(false)}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Categories[1], Width: 2}), charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Categories[1]}))
	b.MultiSeries = append(b.MultiSeries, series(types.ChartBar, s.name(indicator), data, charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "28%"})), cumulative)
	members := make([]analytics.Member, len(rows))
	for i, row := range rows {
		members[i] = row.Members[0]
	}
	option, err := s.option(b, slices.Concat(silent(1, 1), []amendment{
		{[]any{"tooltip", "trigger"}, "item"},
		{[]any{"grid"}, map[string]any{"left": 4, "right": 4, "top": 10, "bottom": 2, "containLabel": true}},
		{[]any{"xAxis", 0, "axisLabel", "interval"}, 0},
		{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		{[]any{"xAxis", 0, "axisLabel", "rotate"}, rotation(members, s)},
		{[]any{"series", 0, "selectedMode"}, "multiple"},
		{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Primary, "borderColor": s.Palette.Categories[1], "borderWidth": 2}}},
		s.brush(),
	})...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}
