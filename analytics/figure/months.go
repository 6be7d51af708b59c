package figure

import (
	"strconv"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// monthsKind shows the months of the period as bars and the base as a line; of several years quarters or years.
var monthsKind = Kind{
	ID: "months", Own: []analytics.DimensionID{analytics.Month, analytics.Quarter, analytics.Year},
	Needs: func(q Question) []query.Query {
		step := timeStep(q.Period)
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{step}, step)}
	},
	build: buildMonths,
}

// timeStep is the step in which a period is shown, so that there are never more than some thirty.
func timeStep(p analytics.Period) analytics.DimensionID {
	switch days := p.Days(); {
	case days <= 3*366:
		return analytics.Month
	case days <= 10*366:
		return analytics.Quarter
	}
	return analytics.Year
}

func buildMonths(q Question, s Style, frames []engine.Frame) (Figure, error) {
	frame := frames[0]
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	step := frame.By[0].ID
	selected := q.selected(step)
	var names []string
	var bars, line []datum
	var targets []Target
	for _, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		names = append(names, s.stepName(q.Period, step, m))
		tip := s.tip(s.label(m), indicator, v, frame.Meta.Basis)
		label := ""
		if v.HasNow {
			label = s.Printer.Figure(indicator.Unit, v.Now)
		}
		bar := datum{Name: m.Key, Value: valueOf(v.Now, v.HasNow), Tip: tip, Text: label, ItemStyle: s.shade(len(selected) == 0 || contains(selected, m.Key))}
		if v.HasNow && v.Now == 0 {
			// There is no bar for the figure to stand in.
			above := s.markLabel("top")
			above.Color, above.Formatter = s.Palette.Muted, ""
			bar.Label = &above
		}
		bars = append(bars, bar)
		line = append(line, datum{Name: m.Key, Value: valueOf(v.Base, v.HasBase), Tip: tip})
		targets = append(targets, Target{[]analytics.Condition{{Dimension: step, Keys: []string{m.Key}}}})
	}
	bar := charts.NewBar()
	bar.SetGlobalOptions(s.base()...)
	axis, values := s.categoryAxis(), s.valueAxis()
	bar.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	bar.SetXAxis(names)
	bar.MultiSeries = append(bar.MultiSeries, series(types.ChartBar, s.thisPeriod(q.Period), bars,
		charts.WithLabelOpts(s.barFootLabel()), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "26%"})))
	if len(frame.Meta.Windows) > 0 {
		bar.MultiSeries = append(bar.MultiSeries, series(types.ChartLine, s.Printer.Basis(frame.Meta.Basis), line,
			charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Categories[1]}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: s.Palette.Categories[1], Width: 2}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 6, ShowSymbol: boolean(len(line) <= 36)})))
	}
	option, err := s.option(bar,
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"tooltip", "axisPointer"}, map[string]any{"type": "shadow"}},
		amendment{[]any{"legend"}, map[string]any{
			"show": len(frame.Meta.Windows) > 0, "top": 0, "right": 0, "itemWidth": 16, "itemHeight": 10,
			"textStyle": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text},
		}},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 8, "top": 34, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		// Where every second name is left out, the last one is not to come back in the place of the one before it.
		amendment{[]any{"xAxis", 0, "axisLabel", "showMaxLabel"}, nil},
		amendment{[]any{"xAxis", 0, "axisLabel", "interval"}, nameInterval(len(names))},
		amendment{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true}},
	)
	if err != nil {
		return Figure{}, err
	}
	text, err := marshal(option)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.monthsFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator), Option: text,
		Targets: [][]Target{targets, targets}, Frame: frame,
	}, nil
}

// nameInterval lets each of a year's months be named where there is room: ECharts' own choice of a step leaves more air
// than that. Of more names it chooses the step.
func nameInterval(names int) any {
	if names <= 12 {
		return 0
	}
	return "auto"
}

// barFootLabel puts figures into the foot of the bars, where the line of the base does not cross them.
func (s Style) barFootLabel() opts.Label {
	label := s.markLabel("insideBottom")
	label.Color = "" // ECharts chooses light or dark by the bar
	label.FontSize = float32(s.Text - 2)
	return label
}

// thisPeriod names the bars: the year of the period, or the period itself.
func (s Style) thisPeriod(p analytics.Period) string {
	if p.From.Year() == p.To.Year() {
		return s.Printer.Period(analytics.WholeYear(p.From.Year()))
	}
	return s.say("figure.months.this_period")
}

// stepName is a short axis name: months of one year without the year.
func (s Style) stepName(p analytics.Period, step analytics.DimensionID, m analytics.Member) string {
	year, month, found := strings.Cut(m.Key, "-")
	number, err := strconv.Atoi(month)
	if step != analytics.Month || !found || err != nil {
		return s.label(m)
	}
	month = s.Printer.ShortMonth(time.Month(number))
	if p.From.Year() == p.To.Year() {
		return month
	}
	return s.say("figure.months.month_of_year", "year", year[2:], "month", month)
}

// monthsFinding says in how many months the figure was below the base, and which was the highest.
func (s Style) monthsFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	lower, higher, compared := 0, 0, 0
	best := -1
	for i, row := range frame.Rows {
		v := row.Values[0]
		if v.HasNow && (best < 0 || v.Now > frame.Rows[best].Values[0].Now) {
			best = i
		}
		if !v.Compared() {
			continue
		}
		compared++
		if v.Now < v.Base {
			lower++
		} else if v.Now > v.Base {
			higher++
		}
	}
	highest := frame.Rows[best].Values[0].Now
	name := s.name(indicator)
	peak := s.say("figure.months.peak", "steps", s.peaks(frame, highest), "figure", s.Printer.Quantity(indicator.Unit, highest))
	if compared == 0 {
		return plain(s.say("figure.months.finding", "indicator", name, "peak", peak))
	}
	basis, step := s.Printer.Basis(frame.Meta.Basis), s.say("figure.months.step."+string(frame.By[0].ID))
	if lower >= higher {
		return plain(s.say("figure.months.lower", "indicator", name, "count", lower, "step", step, "basis", basis, "peak", peak))
	}
	return plain(s.say("figure.months.higher", "indicator", name, "count", higher, "step", step, "basis", basis, "peak", peak))
}

// peaks names the steps that have the highest figure; there may be several.
func (s Style) peaks(frame engine.Frame, highest float64) string {
	var names []string
	for _, row := range frame.Rows {
		if v := row.Values[0]; v.HasNow && v.Now == highest {
			names = append(names, s.stepName(frame.Meta.Period, frame.By[0].ID, row.Members[0]))
		}
	}
	if len(names) > 3 {
		return s.say("figure.months.peaks", "steps", s.list(names[:2]), "count", len(names), "others", len(names)-2)
	}
	return s.list(names)
}

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}
