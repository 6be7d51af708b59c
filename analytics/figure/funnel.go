package figure

import (
	"context"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// funnelKind shows what inspecting led to, step by step. The steps have units of their own, so they are bars beside their
// figures and no area that narrows; what one step has to do with another stands in words.
var funnelKind = Kind{ID: "enforcement-funnel", draw: drawFunnel}

// stepRatios are the ratios that lead to a step, over the returns that state both of its parts.
var stepRatios = map[analytics.ID]analytics.ID{
	"hazards": "hazards_per_inspection", "orders": "orders_per_100_hazards", "suspensions": "suspensions_per_100_visits", "rectified": "rectification_rate",
}

// funnelIndicators are the steps and their ratios.
func funnelIndicators() []analytics.ID {
	ids := slices.Clone(steps)
	for _, step := range steps {
		if ratio := stepRatios[step]; ratio != "" {
			ids = append(ids, ratio)
		}
	}
	return append(ids, "firms_inspected")
}

func drawFunnel(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	scope, err := scopeOf(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	frame, err := answers.Run(ctx, scope.whole(q).query(funnelIndicators(), nil))
	if err != nil {
		return Figure{}, err
	}
	inspections := frame.Indicators[0]
	if !slices.ContainsFunc(frame.Total[:len(steps)], func(v engine.Value) bool { return v.HasNow }) {
		return s.noData(frame, inspections), nil
	}
	option, err := s.funnelOption(frame)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.funnelFinding(frame), Subtitle: joined(s.say("figure.funnel.subtitle"), s.context(frame), s.scopeNote(scope, q.Basis)),
		Option: option, Frame: frame,
	}, nil
}

// joined sets the parts of a subtitle that are there side by side.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

func (s Style) funnelOption(frame engine.Frame) ([]byte, error) {
	var names []string
	var data []datum
	for i, step := range steps {
		v, indicator := frame.Total[i], frame.Indicators[i]
		names = append(names, s.stepTitle(indicator))
		text := "{figure|" + s.say("figure.funnel.not_returned") + "}"
		if v.HasNow {
			text = "{figure|" + s.Printer.Quantity(indicator.Unit, v.Now) + "}"
			if ratio := s.stepRatio(frame, step); ratio != "" {
				text += "\n{ratio|" + ratio + "}"
			}
		}
		data = append(data, datum{
			Name: s.stepTitle(indicator), Value: valueOf(v.Now, v.HasNow), Text: text, ItemStyle: s.shade(step == "inspections" || step == "rectified"),
			Tip: s.tip(s.name(indicator), indicator, v, frame.Meta.Basis, s.stepRatio(frame, step), s.stepNote(frame, step)),
		})
		if !v.HasNow {
			data[i].Value = 0 // the words stand where the bar would begin
		}
	}
	c := charts.NewBar()
	x, y := across(s.categoryAxis(), s.valueAxis())
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))
	c.SetXAxis(names)
	c.XYReversal()
	c.MultiSeries = append(c.MultiSeries, series(types.ChartBar, s.say("figure.name.enforcement-funnel"), data,
		charts.WithLabelOpts(s.markLabel("right")), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "38%"})))
	option, err := s.option(c,
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": s.Text * 14, "top": 2, "bottom": 2, "containLabel": true}},
		// Each step counts something else: there is no scale that they share.
		amendment{[]any{"xAxis", 0, "show"}, false},
		amendment{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "axisLabel", "interval"}, 0},
		amendment{[]any{"yAxis", 0, "axisLabel", "color"}, s.Palette.Ink},
		amendment{[]any{"series", 0, "barMinHeight"}, 2},
		amendment{[]any{"series", 0, "label", "rich"}, map[string]any{
			"figure": map[string]any{"color": s.Palette.Ink, "fontSize": s.Text, "fontWeight": "bold", "lineHeight": s.Text * 1.25},
			"ratio":  map[string]any{"color": s.Palette.Muted, "fontSize": s.Text - 1, "lineHeight": s.Text * 1.25},
		}},
	)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// stepRatio says in words what a step has to do with the one that it comes from.
func (s Style) stepRatio(frame engine.Frame, step analytics.ID) string {
	v, indicator := valueIn(frame, frame.Total, stepRatios[step])
	switch {
	case !v.HasNow:
		return ""
	case step == "rectified":
		return s.rate(v)
	}
	return s.say("figure.ratio."+string(step), "figure", s.Printer.Figure(indicator.Unit, v.Now))
}

// rate is a rectification rate in words. What is rectified of earlier hazards can make more than all of those found: that
// is said, and never printed as more than 100 %.
func (s Style) rate(v engine.Value) string {
	if v.Now > 100 {
		return s.say("figure.rate.earlier")
	}
	return s.say("figure.rate", "rate", s.Printer.Percent(v.Now, 1))
}

// stepNote says what a ratio leaves out, or how many firms the visits went to.
func (s Style) stepNote(frame engine.Frame, step analytics.ID) string {
	switch step {
	case "inspections":
		if v, i := valueIn(frame, frame.Total, "firms_inspected"); v.HasNow {
			return s.say("figure.funnel.firms", "firms", s.Printer.Quantity(i.Unit, v.Now))
		}
	case "rectified":
		return s.unreported(frame)
	}
	return ""
}

// unreported counts the hazards whose returns do not say what became of them.
func (s Style) unreported(frame engine.Frame) string {
	hazards, i := valueIn(frame, frame.Total, "hazards")
	rate, _ := valueIn(frame, frame.Total, "rectification_rate")
	if left := hazards.Now - rate.Den; hazards.HasNow && left > 0 {
		return s.say("figure.funnel.unreported", "hazards", s.Printer.Quantity(i.Unit, left))
	}
	return ""
}

// funnelFinding says of how many hazards nothing more is known, or else what a visit led to.
func (s Style) funnelFinding(frame engine.Frame) Sentence {
	if note := s.unreported(frame); note != "" {
		return Sentence{{Text: note, Tone: Bad}}
	}
	perVisit, i := valueIn(frame, frame.Total, "hazards_per_inspection")
	rate, _ := valueIn(frame, frame.Total, "rectification_rate")
	var parts []string
	if perVisit.HasNow {
		parts = append(parts, s.say("figure.ratio.hazards", "figure", s.Printer.Figure(i.Unit, perVisit.Now)))
	}
	if rate.HasNow {
		parts = append(parts, s.rate(rate))
	}
	if len(parts) == 0 {
		return s.stepsFinding(frame)
	}
	return plain(s.clauses(parts))
}

// stepsFinding says what was inspected, found and rectified.
func (s Style) stepsFinding(frame engine.Frame) Sentence {
	inspections, hazards := frame.Total[0], frame.Total[1]
	rate, _ := valueIn(frame, frame.Total, "rectification_rate")
	var parts []string
	if inspections.HasNow {
		parts = append(parts, s.say("figure.funnel.inspected", "figure", s.Printer.Quantity(frame.Indicators[0].Unit, inspections.Now)))
	}
	if hazards.HasNow {
		parts = append(parts, s.say("figure.funnel.found", "figure", s.Printer.Quantity(frame.Indicators[1].Unit, hazards.Now)))
	}
	if rate.HasNow {
		parts = append(parts, s.rate(rate))
	}
	return plain(s.clauses(parts))
}
