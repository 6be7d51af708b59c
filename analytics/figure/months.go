package figure

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// monthsKind shows the steps of the period (days, months, quarters, years) as bars and the base as a line, with what stands
// out on them.
var monthsKind = Kind{
	ID: "months", Own: []analytics.DimensionID{analytics.Date, analytics.Month, analytics.Quarter, analytics.Year},
	Brush: "lineX", draw: drawMonths,
}

// timeStep is the step in which a period is shown, so that there are never more than some sixty.
func timeStep(p analytics.Period) analytics.DimensionID {
	switch days := p.Days(); {
	case days <= 62:
		return analytics.Date
	case days <= 3*366:
		return analytics.Month
	case days <= 10*366:
		return analytics.Quarter
	}
	return analytics.Year
}

func drawMonths(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	return drawSteps(ctx, answers, q, s, timeStep(q.Period))
}

// drawSteps shows the question's measure over the steps of its period.
func drawSteps(ctx context.Context, answers Answers, q Question, s Style, step analytics.DimensionID) (Figure, error) {
	ask := q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{step}, step)
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	bases := []engine.Frame{frame}
	if q.Also != "" && q.Also != analytics.NoBasis && q.Also != q.Basis {
		ask.Basis = q.Also
		other, err := answers.Run(ctx, ask)
		if err != nil {
			return Figure{}, err
		}
		bases = append(bases, other)
	}
	landmarks, err := answers.Landmarks(ctx, q.Period, q.Where)
	if err != nil {
		return Figure{}, err
	}
	text, targets, err := s.monthsOption(q, frame, bases, landmarks)
	if err != nil {
		return Figure{}, err
	}
	return Figure{Finding: s.monthsFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator), Option: text, Targets: targets, Frame: frame}, nil
}

// monthsOption draws bars for the period, and a line for each base.
func (s Style) monthsOption(q Question, frame engine.Frame, bases []engine.Frame, landmarks []engine.Landmark) ([]byte, [][]Target, error) {
	step := frame.By[0].ID
	tips := s.stepTips(q, frame, bases, landmarks)
	bar := charts.NewBar()
	bar.SetGlobalOptions(s.base()...)
	axis, values := s.categoryAxis(), s.valueAxis()
	bar.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	names := s.stepNames(q.Period, frame)
	bar.SetXAxis(names)
	bar.MultiSeries = append(bar.MultiSeries, series(types.ChartBar, s.thisPeriod(q.Period), s.stepBars(q, frame, tips),
		charts.WithLabelOpts(s.barFootLabel()), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "26%"})))
	compared := false
	for i, base := range bases {
		if base.Meta.Compared() {
			compared = true
			bar.MultiSeries = append(bar.MultiSeries, s.baseLine(base, tips, i))
		}
	}
	option, err := s.option(bar, append(s.stepMarks(q, frame, landmarks),
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"tooltip", "axisPointer"}, map[string]any{"type": "shadow"}},
		amendment{[]any{"legend"}, map[string]any{
			"show": compared, "top": 0, "right": 0, "itemWidth": 16, "itemHeight": 10,
			"textStyle": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text},
		}},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 8, "top": 34, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		amendment{[]any{"xAxis", 0, "axisLabel", "textMargin"}, []int{0, 1}},
		// Where every second name is left out, the last one is not to come back in the place of the one before it.
		amendment{[]any{"xAxis", 0, "axisLabel", "showMaxLabel"}, nil},
		amendment{[]any{"xAxis", 0, "axisLabel", "interval"}, nameInterval(len(names))},
		amendment{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true}},
		s.brush(),
	)...)
	if err != nil {
		return nil, nil, err
	}
	var targets []Target
	for _, row := range frame.Rows {
		targets = append(targets, Target{Conditions: []analytics.Condition{{Dimension: step, Keys: []string{row.Members[0].Key}}}})
	}
	list := [][]Target{targets}
	for range bases {
		list = append(list, targets)
	}
	text, err := marshal(option)
	return text, list, err
}

func (s Style) stepNames(p analytics.Period, frame engine.Frame) []string {
	var names []string
	for _, row := range frame.Rows {
		names = append(names, s.stepName(p, frame.By[0].ID, row.Members[0]))
	}
	return names
}

// stepTips are the tooltips of the steps, with a line for each base.
func (s Style) stepTips(q Question, frame engine.Frame, bases []engine.Frame, landmarks []engine.Landmark) []string {
	var tips []string
	indicator := frame.Indicators[0]
	for i, row := range frame.Rows {
		var more []string
		for _, base := range bases[1:] {
			if i < len(base.Rows) {
				more = append(more, s.compared(indicator, base.Rows[i].Values[0], base.Meta.Basis))
			}
		}
		var on []engine.Landmark
		for _, l := range landmarks {
			if stepKey(frame.By[0].ID, l.From) == row.Members[0].Key {
				on = append(on, l)
			}
		}
		more = append(more, s.landmarkNames(on), s.unripeNote(q, frame, row.Members[0].Key))
		tips = append(tips, s.tip(s.label(row.Members[0]), indicator, row.Values[0], frame.Meta.Basis, more...))
	}
	return tips
}

// stepBars are the bars of the period. The figure stands in the foot of its bar; of many steps only the bars are drawn.
func (s Style) stepBars(q Question, frame engine.Frame, tips []string) []datum {
	indicator, selected := frame.Indicators[0], q.selected(frame.By[0].ID)
	var bars []datum
	for i, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		bar := datum{Name: m.Key, Value: valueOf(v.Now, v.HasNow), Tip: tips[i], ItemStyle: s.shade(len(selected) == 0 || contains(selected, m.Key))}
		if v.HasNow && len(frame.Rows) <= 36 {
			bar.Text = s.Printer.Figure(indicator.Unit, v.Now)
		}
		if v.HasNow && v.Now == 0 {
			// There is no bar for the figure to stand in.
			above := s.markLabel("top")
			above.Color, above.Formatter = s.Palette.Muted, ""
			bar.Label = &above
		}
		bars = append(bars, bar)
	}
	return bars
}

// baseLine is the line of a base; that of a second one is dashed.
func (s Style) baseLine(base engine.Frame, tips []string, place int) charts.SingleSeries {
	var line []datum
	for i, row := range base.Rows {
		d := datum{Name: row.Members[0].Key, Value: valueOf(row.Values[0].Base, row.Values[0].HasBase)}
		if i < len(tips) {
			d.Tip = tips[i]
		}
		line = append(line, d)
	}
	color, kind := s.Palette.Categories[1], "solid"
	if place > 0 {
		color, kind = s.Palette.Categories[4], "dashed"
	}
	return series(types.ChartLine, s.Printer.Basis(base.Meta.Basis), line,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: color, Width: 2, Type: kind}),
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 6, ShowSymbol: boolean(len(line) <= 36)}))
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

// stepName is a short axis name: months of one year without the year, days of one month without the month.
func (s Style) stepName(p analytics.Period, step analytics.DimensionID, m analytics.Member) string {
	parts := strings.Split(m.Key, "-")
	var numbers []int
	for _, part := range parts {
		if n, err := strconv.Atoi(part); err == nil {
			numbers = append(numbers, n)
		}
	}
	switch {
	case step == analytics.Date && len(numbers) == 3:
		day := analytics.Day(numbers[0], time.Month(numbers[1]), numbers[2])
		if p.From.Month() == p.To.Month() && p.From.Year() == p.To.Year() {
			return s.Printer.DayOfMonth(day)
		}
		return s.Printer.ShortDay(day)
	case step != analytics.Month || len(numbers) != 2:
		return s.label(m)
	}
	month := s.Printer.ShortMonth(time.Month(numbers[1]))
	if p.From.Year() == p.To.Year() {
		return month
	}
	return s.say("figure.months.month_of_year", "year", parts[0][2:], "month", month)
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
