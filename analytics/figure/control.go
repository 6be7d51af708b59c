package figure

import (
	"context"
	"math"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// controlKind is a control chart of the months: their accidents within the limits that the past years' rate draws, by exact
// Poisson probabilities (domain notes 6.4).
var controlKind = Kind{ID: "control", Own: []analytics.DimensionID{analytics.Month}, Brush: "lineX", draw: drawControl}

// controlled are the months of a control chart.
type controlled struct {
	frame  engine.Frame
	months []analytics.Member
	counts []int
	days   []float64
	chart  stats.UChart
	past   bool // the centre is that of the past years
}

func drawControl(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask := q.query([]analytics.ID{funnelMeasure(q.Measure)}, []analytics.DimensionID{analytics.Month}, analytics.Month, analytics.Quarter)
	ask.Basis = analytics.FiveYearAverage
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	c := controlled{frame: frame}
	before := 0.0
	for _, row := range frame.Rows {
		if !row.Values[0].HasNow {
			continue
		}
		c.months, c.counts = append(c.months, row.Members[0]), append(c.counts, int(math.Round(row.Values[0].Now)))
		c.days = append(c.days, daysOf(row.Members[0].Key, frame.Meta))
		before += row.Values[0].Base
	}
	if len(c.counts) < 3 || frame.Total[0].Now == 0 {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	if c.past = before > 0; c.past {
		c.chart, err = stats.ControlChartTo(before/sumOf(c.days), c.counts, c.days)
	} else {
		c.chart, err = stats.ControlChart(c.counts, c.days)
	}
	if err != nil {
		return Figure{}, err
	}
	option, err := s.controlOption(c)
	if err != nil {
		return Figure{}, err
	}
	targets := make([]Target, len(c.months))
	var selected [][2]int
	for i, m := range c.months {
		targets[i] = memberTarget(analytics.Month, m)
		if contains(q.selected(analytics.Month), m.Key) {
			selected = append(selected, [2]int{0, i})
		}
	}
	return Figure{Finding: s.controlFinding(c), Subtitle: s.controlSubtitle(c), Option: option, Targets: [][]Target{targets}, Selected: selected, Frame: frame}, nil
}

func sumOf(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

// daysOf is how many days of a month lie within a period and have data.
func daysOf(month string, m engine.Meta) float64 {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return 30
	}
	end := m.Period.To
	if !m.Through.IsZero() && m.Through.Before(end) {
		end = m.Through
	}
	part, ok := analytics.Period{From: first, To: first.AddDate(0, 1, -1)}.Overlap(analytics.Period{From: m.Period.From, To: end})
	if !ok {
		return 1
	}
	return float64(part.Days())
}

func (s Style) controlOption(c controlled) ([]byte, error) {
	indicator := c.frame.Indicators[0]
	names := make([]string, len(c.months))
	data := make([]datum, len(c.months))
	centre, upper, lower := make([]float64, len(c.months)), make([]float64, len(c.months)), make([]float64, len(c.months))
	for i, m := range c.months {
		p := c.chart.Points[i]
		names[i] = s.monthName(m.Key)
		centre[i], upper[i], lower[i] = round2(p.Expected), round2(p.Exact.High), round2(p.Exact.Low)
		tip := []string{
			s.label(m), s.say("figure.tip.figure", "indicator", s.name(indicator), "figure", s.Printer.Quantity(indicator.Unit, float64(c.counts[i]))),
			s.say("figure.town_funnel.tip", "expected", s.Printer.Number(p.Expected, 1), "low", s.Printer.Number(p.Exact.Low, 1), "high", s.Printer.Number(p.Exact.High, 1)),
		}
		data[i] = datum{Name: s.label(m), Value: c.counts[i], Text: s.Printer.Number(float64(c.counts[i]), 0), Tip: strings.Join(tip, "\n"), ItemStyle: &opts.ItemStyle{Color: s.Palette.Primary}}
		if p.Above {
			data[i].ItemStyle.Color = s.Palette.Worse
		}
	}
	line := charts.NewLine()
	line.SetGlobalOptions(s.base()...)
	line.SetGlobalOptions(charts.WithXAxisOpts(s.categoryAxis()), charts.WithYAxisOpts(s.valueAxis()))
	line.SetXAxis(names)
	limit := func(name, color, kind string, values []float64) charts.SingleSeries {
		return series(types.ChartLine, name, values, charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(false)}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: color, Type: kind, Width: 1.5}), charts.WithItemStyleOpts(opts.ItemStyle{Color: color}))
	}
	line.MultiSeries = append(line.MultiSeries,
		series(types.ChartLine, s.name(indicator), data, charts.WithLabelOpts(s.markLabel("top")), charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(true), SymbolSize: 9}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Primary, Width: 2})),
		limit(s.say("figure.control.centre"), s.Palette.Muted, "dashed", centre),
		limit(s.say("figure.control.upper"), s.Palette.Worse, "dashed", upper),
		limit(s.say("figure.control.lower"), s.Palette.PrimaryLight, "dashed", lower))
	option, err := s.option(line, append(silent(1, 3),
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"legend"}, with(s.legend(), "data", []string{s.say("figure.control.centre"), s.say("figure.control.upper")})},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 12, "top": 34, "bottom": 2, "containLabel": true}},
		amendment{[]any{"series", 0, "selectedMode"}, "multiple"},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Categories[1], "borderWidth": 3}}},
		s.brush(),
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// monthName is a month's name on an axis.
func (s Style) monthName(key string) string {
	day, err := time.Parse("2006-01", key)
	if err != nil {
		return key
	}
	return s.Printer.ShortMonth(day.Month())
}

// controlFinding says which months lie above the limit, or how many in a row above the centre.
func (s Style) controlFinding(c controlled) Sentence {
	var above []string
	run, longest, end := 0, 0, 0
	for i, p := range c.chart.Points {
		if p.Above {
			above = append(above, s.monthName(c.months[i].Key))
		}
		if run++; float64(c.counts[i]) <= p.Expected {
			run = 0
		}
		if run > longest {
			longest, end = run, i
		}
	}
	const worth = 5
	switch {
	case longest >= worth:
		return Sentence{{Text: s.say("figure.control.finding.run", "month", s.monthName(c.months[end-longest+1].Key), "count", longest), Tone: Bad}}
	case len(above) > 0:
		return Sentence{{Text: s.say("figure.control.finding.above", "months", s.list(above)), Tone: Bad}}
	}
	return plain(s.say("figure.control.finding.none"))
}

func (s Style) controlSubtitle(c controlled) string {
	key := "figure.control.subtitle.own"
	if c.past {
		key = "figure.control.subtitle.past"
	}
	frame := c.frame
	frame.Meta.Basis = analytics.NoBasis
	return s.subtitle(frame, frame.Indicators[0]) + s.say(key, "years", len(c.frame.Meta.Windows))
}
