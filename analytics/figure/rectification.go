package figure

import (
	"context"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// finds is how much a visit finds in each town. It tells how strictly is inspected, not how dangerous a town is.
var finds = townRate{
	id: "hazards-per-inspection", indicator: "hazards_per_inspection", card: true, returns: true,
	failures: func(v engine.Value) (count, exposure float64) { return v.Num, v.Den },
}

// rectificationTownsKind shows which share of the hazards found is rectified in each town, the least first.
var rectificationTownsKind = townRate{
	id: "rectification-towns", indicator: "rectification_rate", lowest: true, returns: true, bounded: true,
	failures: func(v engine.Value) (count, exposure float64) { return v.Den - v.Num, v.Den },
}.kind()

// rectificationMonthsKind shows the share rectified by month, beside the base.
var rectificationMonthsKind = Kind{
	ID: "rectification-months", Own: []analytics.DimensionID{analytics.Month, analytics.Quarter, analytics.Year}, Card: "rectification_rate", draw: drawRectificationMonths,
}

func drawRectificationMonths(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	scope, err := scopeOf(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	step := timeStep(q.Period)
	frame, err := answers.Run(ctx, scope.whole(q).query([]analytics.ID{"rectification_rate"}, []analytics.DimensionID{step}, step))
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	option, err := s.rateLine(q, frame)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Finding: s.rateLineFinding(frame), Subtitle: joined(s.subtitle(frame, indicator), s.missingSteps(frame), s.scopeNote(scope, q.Basis)), Option: option, Frame: frame}
	var targets []Target
	for _, row := range frame.Rows {
		targets = append(targets, targetOfMember(step, row.Members[0]))
	}
	f.Targets = [][]Target{targets, targets}
	for i, t := range targets {
		if contains(q.selected(step), t.Conditions[0].Keys[0]) {
			f.Selected = append(f.Selected, [2]int{0, i})
		}
	}
	return f, nil
}

// rateLine draws a share over time. A line may begin above zero, where bars may not; it breaks where nothing is known.
func (s Style) rateLine(q Question, frame engine.Frame) ([]byte, error) {
	indicator, step := frame.Indicators[0], frame.By[0].ID
	var names []string
	var now, base []datum
	lowest := 100.0
	for _, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		names = append(names, s.stepName(q.Period, step, m))
		tip := s.tip(s.label(m), indicator, capped(v), frame.Meta.Basis, s.parts(indicator, v), s.earlier(v))
		d := datum{Name: m.Key, Value: valueOf(min(v.Now, 100), v.HasNow), Tip: tip}
		if v.HasNow {
			d.Text = s.Printer.Number(min(v.Now, 100), 1)
			lowest = min(lowest, v.Now)
		}
		if v.HasBase {
			lowest = min(lowest, v.Base)
		}
		now = append(now, d)
		base = append(base, datum{Name: m.Key, Value: valueOf(min(v.Base, 100), v.HasBase), Tip: tip})
	}
	c := charts.NewLine()
	axis, values := s.categoryAxis(), s.valueAxis()
	values.Min, values.Max, values.AxisLabel.Formatter = max(0, float64(int((lowest-2)/5)*5)), 100, formatPlain+"?suffix=%25"
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	c.SetXAxis(names)
	c.MultiSeries = append(c.MultiSeries, series(types.ChartLine, s.thisPeriod(q.Period), now,
		charts.WithLabelOpts(s.markLabel("top")), charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Primary}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Primary, Width: 2.5}), charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 8, ShowSymbol: boolean(true)})))
	if frame.Meta.Compared() {
		c.MultiSeries = append(c.MultiSeries, series(types.ChartLine, s.Printer.Basis(frame.Meta.Basis), base,
			charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Categories[1]}), charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Categories[1], Width: 2}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 6, ShowSymbol: boolean(true)})))
	}
	option, err := s.option(c,
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"legend"}, s.legend()},
		amendment{[]any{"legend", "show"}, frame.Meta.Compared()},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 14, "top": 34, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		amendment{[]any{"xAxis", 0, "axisLabel", "textMargin"}, []int{0, 1}},
		amendment{[]any{"xAxis", 0, "axisLabel", "interval"}, nameInterval(len(names))},
		amendment{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true}},
		amendment{[]any{"series", 0, "selectedMode"}, "multiple"},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Categories[1], "borderColor": s.Palette.Ink, "borderWidth": 2}}},
	)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// capped is a share that does not go above all of it.
func capped(v engine.Value) engine.Value {
	v.Now, v.Base = min(v.Now, 100), min(v.Base, 100)
	return v
}

// earlier says why more was rectified than found; empty where it was not.
func (s Style) earlier(v engine.Value) string {
	if !v.HasNow || v.Now <= 100 {
		return ""
	}
	return s.say("figure.rate.earlier")
}

func (s Style) rateLineFinding(frame engine.Frame) Sentence {
	indicator := frame.Indicators[0]
	low := -1
	for i, row := range frame.Rows {
		if v := row.Values[0]; v.HasNow && (low < 0 || v.Now < frame.Rows[low].Values[0].Now) {
			low = i
		}
	}
	if low < 0 {
		return plain(s.rate(frame.Total[0]))
	}
	return plain(s.say("figure.rate.lowest", "indicator", s.name(indicator), "rate", s.rateFigure(frame.Total[0]),
		"step", s.stepName(frame.Meta.Period, frame.By[0].ID, frame.Rows[low].Members[0]), "low", s.Printer.Percent(min(frame.Rows[low].Values[0].Now, 100), 1)))
}

// rateFigure is a rate as a figure, never above all of it.
func (s Style) rateFigure(v engine.Value) string { return s.Printer.Percent(min(v.Now, 100), 1) }

// missingSteps counts the steps of time without a rate.
func (s Style) missingSteps(frame engine.Frame) string {
	n := 0
	for _, row := range frame.Rows {
		if !row.Values[0].HasNow {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return s.say("figure.rate.missing", "count", n)
}
