package figure

import (
	"context"
	"math"
	"net/url"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/format"
)

// quotaCurveKind sets the year's deaths, day by day, against what the quota allows by then: in even steps, and on the
// schedule that past years had.
var quotaCurveKind = Kind{ID: "quota-curve", draw: drawQuotaCurve}

func drawQuotaCurve(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Measure = "deaths"
	a, ok, err := addUp(ctx, answers, q)
	if err != nil || !ok {
		return s.nothing(), err
	}
	if math.IsNaN(a.quota) {
		text := s.say("figure.quota.unset")
		return Figure{Finding: plain(text), Subtitle: s.subtitle(a.frame, a.indicator), Empty: text, Frame: a.frame}, nil
	}
	text, err := s.quotaCurveOption(a)
	if err != nil {
		return Figure{}, err
	}
	return Figure{Finding: s.curveFinding(a), Subtitle: s.outlookSubtitle(a), Option: text, Frame: a.frame}, nil
}

func (s Style) quotaCurveOption(a adding) ([]byte, error) {
	days := dayNames(a.year)
	seasonal := a.outlook.Season.Curve(a.year)
	straight, scheduled := make([]float64, len(days)), make([]float64, len(days))
	for i := range days {
		straight[i] = round1(a.quota * float64(i+1) / float64(len(days)))
		scheduled[i] = round1(a.quota * seasonal[i])
	}
	line := charts.NewLine()
	line.SetGlobalOptions(s.base()...)
	axis, values := s.categoryAxis(), s.valueAxis()
	line.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	line.SetXAxis(days)
	names := []string{s.Printer.Period(analytics.WholeYear(a.year)), s.say("figure.quota.curve.straight"), s.say("figure.quota.curve.seasonal")}
	look := func(color, kind string, width float64) map[string]any {
		return map[string]any{
			"showSymbol": false, "itemStyle": map[string]any{"color": color}, "lineStyle": map[string]any{"color": color, "type": kind, "width": width},
			"emphasis": map[string]any{"disabled": true},
		}
	}
	line.MultiSeries = append(line.MultiSeries, series(types.ChartLine, names[0], a.sums[a.year]), series(types.ChartLine, names[1], [][2]float64{{0, straight[0]}, {float64(len(days) - 1), a.quota}}), series(types.ChartLine, names[2], bends(scheduled)))
	amend := at("series", 0, with(look(s.Palette.Primary, "solid", 3), "tips", s.curveTips(a, straight, scheduled)))
	amend = append(amend, at("series", 1, look(s.Palette.Muted, "dashed", 1.5))...)
	amend = append(amend, at("series", 2, look(s.Palette.Categories[1], "dashed", 2))...)
	option, err := s.option(line, append(amend,
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"legend"}, s.legend()},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 12, "top": 34, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "boundaryGap"}, false},
		amendment{[]any{"xAxis", 0, "axisLabel", "customValues"}, monthStarts(a.year)},
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPick + "?names=" + url.QueryEscape(strings.Join(s.dayLabels(a.year), "|"))},
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

func round1(v float64) float64 { return math.Round(v*10) / 10 }

func (s Style) curveTips(a adding, straight, scheduled []float64) []string {
	var tips []string
	for i, v := range a.sums[a.year] {
		day := analytics.Day(a.year, 1, 1+i)
		tips = append(tips, strings.Join([]string{
			s.Printer.DayOfYear(day), s.name(a.indicator) + " " + s.Printer.Quantity(a.indicator.Unit, v),
			s.say("figure.quota.curve.straight") + " " + s.Printer.Number(straight[i], 1), s.say("figure.quota.curve.seasonal") + " " + s.Printer.Number(scheduled[i], 1),
		}, "\n"))
	}
	return tips
}

// curveFinding says how far the year is from what its schedule allows.
func (s Style) curveFinding(a adding) Sentence {
	allowed := a.quota * a.outlook.Seasonal
	gap := allowed - float64(a.outlook.Count)
	used := format.None
	if a.quota > 0 {
		used = s.Printer.Percent(float64(a.outlook.Count)/a.quota*100, 1)
	}
	if gap < 0 {
		return Sentence{{Text: s.say("figure.quota.curve.over", "used", used, "gap", s.Printer.Number(-gap, 0)), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.quota.curve.under", "used", used, "gap", s.Printer.Number(gap, 0)), Tone: Good}}
}
