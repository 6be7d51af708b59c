package figure

import (
	"context"
	"math"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
)

// majorsTimelineKind shows every larger-or-worse accident as a dot: when, in which sector, with how many deaths.
var majorsTimelineKind = Kind{ID: "majors-timeline", Zooms: true, draw: drawMajorsTimeline}

func drawMajorsTimeline(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask, ok, err := everything(ctx, answers, q)
	if err != nil || !ok {
		return s.nothing(), err
	}
	ask.Indicators, ask.By = []analytics.ID{"larger_accidents"}, []analytics.DimensionID{analytics.Year}
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	list, _, err := majorsOf(ctx, answers, ask.Period, ask.Where)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	f := Figure{Subtitle: s.subtitle(frame, indicator), Frame: frame, Finding: s.majorsFinding(frame, q)}
	if len(list) == 0 {
		f.Empty = s.say("figure.majors.none")
		return f, nil
	}
	var sectors []string
	place := make(map[string]int)
	var dots []any
	var targets []Target
	for _, m := range list {
		name := s.member(m.cells["sector"])
		if _, seen := place[name]; !seen {
			place[name] = len(sectors)
			sectors = append(sectors, name)
		}
		day, deaths := m.cells["occurred_on"].Day, m.cells["deaths"].Number
		dot := map[string]any{
			"value": []any{day.Format(time.DateOnly), name}, "symbolSize": 8 + 4*math.Sqrt(deaths), "tip": s.majorTip(m),
			"itemStyle": map[string]any{"color": s.Palette.PrimaryLight, "opacity": 0.9},
		}
		if _, overlap := q.Period.Overlap(analytics.Period{From: day, To: day}); overlap {
			dot["itemStyle"] = map[string]any{"color": s.Palette.Worse}
			if m.cells["name"].Known {
				dot["text"] = m.cells["name"].Text
			}
		}
		dots = append(dots, dot)
		targets = append(targets, Target{Accident: m.record.Key()})
	}
	c := charts.NewScatter()
	c.SetGlobalOptions(s.base()...)
	x := s.categoryAxis()
	x.Type = "time"
	c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(opts.YAxis{Type: "category", AxisLabel: s.axisLabel(), Data: sectors}))
	c.MultiSeries = append(c.MultiSeries, series(types.ChartScatter, s.name(indicator), dots))
	option, err := s.option(c, append(at("series", 0, map[string]any{
		"label":       map[string]any{"show": true, "position": "top", "formatter": formatLabel, "color": s.Palette.Ink, "fontSize": s.Text - 1, "fontWeight": "bold"},
		"labelLayout": map[string]any{"hideOverlap": true},
	}),
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"xAxis", 0, "min"}, ask.Period.From.Format(time.DateOnly)},
		amendment{[]any{"xAxis", 0, "max"}, ask.Period.To.Format(time.DateOnly)},
		amendment{[]any{"xAxis", 0, "splitLine"}, map[string]any{"show": true, "lineStyle": map[string]any{"color": s.Palette.Line}}},
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, "{yyyy}"},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		amendment{[]any{"xAxis", 0, "axisLabel", "showMaxLabel"}, false},
		amendment{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "axisLine"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "splitLine"}, map[string]any{"show": true, "lineStyle": map[string]any{"color": s.Palette.Line}}},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 24, "top": 20, "bottom": 34, "containLabel": true}},
		amendment{[]any{"dataZoom"}, s.zoom()},
	)...)
	if err != nil {
		return Figure{}, err
	}
	f.Option, err = marshal(option)
	f.Targets = [][]Target{targets}
	return f, err
}

func (s Style) majorTip(m major) string {
	text := s.Printer.Day(m.cells["occurred_on"].Day) + " " + s.majorName(m) + "\n" + s.member(m.cells["town"]) + " · " + s.member(m.cells["sector"])
	if deaths := m.cells["deaths"]; deaths.Known {
		text += "\n" + s.say("figure.majors.deaths", "deaths", s.Printer.Quantity(analytics.UnitPersons, deaths.Number))
	}
	return text
}
