package figure

import (
	"context"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// trendKind shows every month for which there are data, with the mean of the twelve months up to it, and zooms.
var trendKind = Kind{ID: "trend", Zooms: true, draw: drawTrend}

// everything is a question about all months from the first data to the end of the question's period, without its filters
// on time.
func everything(ctx context.Context, answers Answers, q Question) (query.Query, bool, error) {
	coverage, err := answers.Coverage(ctx, analytics.Accidents)
	if err != nil || coverage.IsZero() {
		return query.Query{}, false, err
	}
	to := coverage.To
	if q.Period.To.Before(to) {
		to = q.Period.To
	}
	if to.Before(coverage.From) {
		return query.Query{}, false, nil
	}
	ask := q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Month}, timeDimensions...)
	ask.Period = analytics.Period{From: analytics.Day(coverage.From.Year(), coverage.From.Month(), 1), To: to}
	ask.Basis = analytics.NoBasis
	return ask, true, nil
}

// timeDimensions are the dimensions of spans of time.
var timeDimensions = []analytics.DimensionID{analytics.Year, analytics.Quarter, analytics.Month, analytics.Date}

func drawTrend(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask, ok, err := everything(ctx, answers, q)
	if err != nil || !ok {
		return s.nothing(), err
	}
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	landmarks, err := answers.Landmarks(ctx, ask.Period, ask.Where)
	if err != nil {
		return Figure{}, err
	}
	text, targets, err := s.trendOption(q, frame, landmarks)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.trendFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator) + s.say("figure.trend.mean"), Option: text, Targets: targets, Frame: frame,
	}, nil
}

func (s Style) trendOption(q Question, frame engine.Frame, landmarks []engine.Landmark) ([]byte, [][]Target, error) {
	indicator := frame.Indicators[0]
	var names []string
	var months, means []datum
	var targets []Target
	first, last := -1, -1 // months of the period
	for i, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		month := monthOf(m)
		names = append(names, s.stepName(frame.Meta.Period, analytics.Month, m))
		tip := s.tip(s.label(m), indicator, v, analytics.NoBasis, s.landmarkNames(within(landmarks, month)), s.unripeNote(q, frame, m.Key))
		d := datum{Name: m.Key, Value: valueOf(v.Now, v.HasNow), Tip: tip}
		mean, known := trailing(frame.Rows, i)
		means = append(means, datum{Name: m.Key, Value: valueOf(mean, known), Tip: tip})
		months = append(months, d)
		targets = append(targets, Target{Period: month})
		if _, overlap := month.Overlap(q.Period); overlap {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	line := charts.NewLine()
	line.SetGlobalOptions(s.base()...)
	axis, values := s.categoryAxis(), s.valueAxis()
	line.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	line.SetXAxis(names)
	line.MultiSeries = append(line.MultiSeries,
		series(types.ChartLine, s.name(indicator), months,
			charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Primary}), charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Primary, Width: 2}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 5, ShowSymbol: boolean(true)})),
		series(types.ChartLine, s.say("figure.trend.twelve"), means,
			charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Categories[1]}), charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Categories[1], Width: 2.5}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "none", ShowSymbol: boolean(false)})))
	amend := append(s.stepMarks(q, frame, landmarks),
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"legend"}, s.legend()},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 12, "top": 34, "bottom": 34, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		amendment{[]any{"xAxis", 0, "axisLabel", "alignMaxLabel"}, "right"},
		amendment{[]any{"dataZoom"}, s.zoom()},
	)
	if first >= 0 && last-first < len(frame.Rows)-1 {
		amend = append(amend, amendment{[]any{"series", 1, "markArea"}, map[string]any{
			"silent": true, "itemStyle": map[string]any{"color": s.Palette.Primary, "opacity": 0.07},
			"data": []any{[]any{map[string]any{"xAxis": first}, map[string]any{"xAxis": last}}},
		}})
	}
	option, err := s.option(line, amend...)
	if err != nil {
		return nil, nil, err
	}
	text, err := marshal(option)
	return text, [][]Target{targets, targets}, err
}

// legend is the legend of a chart with few series, at the upper right.
func (s Style) legend() map[string]any {
	return map[string]any{
		"show": true, "top": 0, "right": 0, "itemWidth": 16, "itemHeight": 10, "textStyle": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text},
	}
}

// zoom lets the wheel and a slider below the chart choose a part of a long axis.
func (s Style) zoom() []any {
	return []any{
		map[string]any{"type": "inside"},
		map[string]any{
			"type": "slider", "height": 18, "bottom": 4, "borderColor": s.Palette.Line, "showDetail": false, "brushSelect": false,
			"fillerColor": s.Palette.PrimaryPale, "handleStyle": map[string]any{"color": s.Palette.Primary},
			"dataBackground":         map[string]any{"lineStyle": map[string]any{"color": s.Palette.PrimaryLight}, "areaStyle": map[string]any{"color": s.Palette.PrimaryPale}},
			"selectedDataBackground": map[string]any{"lineStyle": map[string]any{"color": s.Palette.Primary}, "areaStyle": map[string]any{"color": s.Palette.PrimaryLight}},
		},
	}
}

// trailing is the mean of the twelve months up to one, where all twelve are known.
func trailing(rows []engine.Row, at int) (float64, bool) {
	if at < 11 {
		return 0, false
	}
	sum := 0.0
	for _, row := range rows[at-11 : at+1] {
		if !row.Values[0].HasNow {
			return 0, false
		}
		sum += row.Values[0].Now
	}
	return sum / 12, true
}

// monthOf is the span of a member that is a month.
func monthOf(m analytics.Member) analytics.Period {
	number := query.NumberOfKey(analytics.Month, m.Key)
	first := analytics.Day(number/100, monthNumber(number), 1)
	return analytics.Period{From: first, To: first.AddDate(0, 1, -1)}
}

// trendFinding says how the whole years went: by how much per cent a year, and whether that is more than chance. Fewer
// than four years are described, not tested.
func (s Style) trendFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	years, counts := wholeYears(frame)
	if len(years) < 2 {
		return plain(s.say("figure.trend.short", "indicator", s.name(indicator), "figure", s.Printer.Quantity(indicator.Unit, frame.Total[0].Now)))
	}
	first, last := counts[0], counts[len(counts)-1]
	change := s.Printer.Change(indicator.Unit, float64(last), float64(first), 1)
	text := s.say("figure.trend.span", "indicator", s.name(indicator), "from", years[0], "to", years[len(years)-1], "change", change)
	times := make([]float64, len(years))
	for i, y := range years {
		times[i] = float64(y)
	}
	trend, err := stats.PoissonTrend(times, counts, nil, false)
	if err == nil && trend.Dispersion > 1 {
		trend, err = stats.PoissonTrend(times, counts, nil, true)
	}
	if err != nil {
		return plain(text) // too few years, or none with events
	}
	tone := Plain
	if certainty := stats.CertaintyOf(trend.P); certainty != stats.Ordinary {
		tone = toneOf(indicator, engine.Value{Now: 1 + trend.Percent, Base: 1, HasNow: true, HasBase: true})
		text += s.say("figure.trend.yearly", "percent", s.Printer.Signed(trend.Percent, 1)+"%", "certainty", s.certainty(certainty))
	} else {
		text += s.say("figure.trend.none", "certainty", s.certainty(certainty))
	}
	return Sentence{{Text: text, Tone: tone}}
}

// wholeYears are the totals of the years whose twelve months all have data.
func wholeYears(frame engine.Frame) (years, counts []int) {
	sums, months := make(map[int]float64), make(map[int]int)
	first, last := 0, 0
	for _, row := range frame.Rows {
		month := monthOf(row.Members[0])
		year := month.From.Year()
		if first == 0 {
			first = year
		}
		last = year
		if v := row.Values[0]; v.HasNow && !month.To.After(frame.Meta.Period.To) {
			sums[year] += v.Now
			months[year]++
		}
	}
	for year := first; year <= last; year++ {
		if months[year] == 12 {
			years, counts = append(years, year), append(counts, int(math.Round(sums[year])))
		}
	}
	return years, counts
}
