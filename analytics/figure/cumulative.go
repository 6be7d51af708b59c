package figure

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
)

// cumulativeKind shows how a year adds up day by day beside the years before it, where it may go, and the year's quota.
var cumulativeKind = Kind{ID: "cumulative", draw: drawCumulative}

// shownYears bounds the past years beside the present one.
const shownYears = 5

// quotaOf is the indicator of the quota that a measure has; empty where it has none.
func quotaOf(measure analytics.ID) analytics.ID {
	return map[analytics.ID]analytics.ID{"deaths": "quota_deaths", "accidents": "quota_accidents"}[measure]
}

// adding is what a cumulative chart is made of.
type adding struct {
	indicator analytics.Indicator
	year      int
	last      time.Time         // the last day of the year that counts
	sums      map[int][]float64 // by year: the count by the end of each day
	outlook   outlook.Outlook   //
	path      outlook.Path      // of the days that remain
	quota     float64           // NaN where none is set for what is looked at
	frame     engine.Frame      // of the days
}

func drawCumulative(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	a, ok, err := addUp(ctx, answers, q)
	if err != nil || !ok {
		return s.nothing(), err
	}
	text, err := s.cumulativeOption(a)
	if err != nil {
		return Figure{}, err
	}
	return Figure{Finding: s.outlookFinding(a), Subtitle: s.outlookSubtitle(a), Option: text, Frame: a.frame}, nil
}

// addUp asks for the days of the year and of the years before it.
func addUp(ctx context.Context, answers Answers, q Question) (adding, bool, error) {
	a := adding{year: q.Period.To.Year(), sums: make(map[int][]float64), quota: math.NaN()}
	coverage, err := answers.Coverage(ctx, analytics.Accidents)
	if err != nil || coverage.IsZero() || coverage.From.Year() > a.year || coverage.To.Year() < a.year {
		return a, false, err
	}
	a.last = q.Period.To
	if coverage.To.Before(a.last) {
		a.last = coverage.To
	}
	first := max(coverage.From.Year(), a.year-shownYears)
	ask := q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Date}, timeDimensions...)
	ask.Basis, ask.Period = analytics.NoBasis, analytics.Period{From: analytics.Day(first, time.January, 1), To: a.last}
	if a.frame, err = answers.Run(ctx, ask); err != nil {
		return a, false, err
	}
	a.indicator = a.frame.Indicators[0]
	for _, row := range a.frame.Rows {
		day, err := time.Parse(time.DateOnly, row.Members[0].Key)
		if err != nil || !row.Values[0].HasNow {
			continue
		}
		sums := a.sums[day.Year()]
		before := 0.0
		if len(sums) > 0 {
			before = sums[len(sums)-1]
		}
		a.sums[day.Year()] = append(sums, before+row.Values[0].Now)
	}
	if err := a.project(ctx, answers, ask); err != nil {
		return a, false, err
	}
	return a, true, a.askQuota(ctx, answers, q)
}

// project adds where the year may go.
func (a *adding) project(ctx context.Context, answers Answers, ask query.Query) error {
	season, err := outlook.Learn(ctx, answers, ask.Indicators[0], ask.Where, a.year)
	if err != nil {
		return err
	}
	count := 0.0
	if sums := a.sums[a.year]; len(sums) > 0 {
		count = sums[len(sums)-1]
	}
	if a.outlook, err = outlook.New(season, int(math.Round(count)), a.last); err != nil {
		return err
	}
	a.path, err = a.outlook.Path()
	return err
}

// askQuota looks up the quota of what is looked at: of the city, of towns, of a sector.
func (a *adding) askQuota(ctx context.Context, answers Answers, q Question) error {
	id := quotaOf(q.Measure)
	if id == "" {
		return nil
	}
	ask := q.query([]analytics.ID{id}, nil, timeDimensions...)
	ask.Basis, ask.Period = analytics.NoBasis, analytics.YearToDate(a.last)
	for _, c := range ask.Where {
		if c.Dimension != analytics.Town && c.Dimension != analytics.Sector {
			return nil // a quota says nothing of grades and hours
		}
	}
	frame, err := answers.Run(ctx, ask)
	if err == nil && frame.Total[0].HasNow {
		a.quota = frame.Total[0].Now
	}
	return err
}

// dayNames are the days of a year as the axis has them: of all years one, so that 31 December is the last in each.
func dayNames(year int) []string {
	var names []string
	for day := analytics.Day(year, time.January, 1); day.Year() == year; day = day.AddDate(0, 0, 1) {
		names = append(names, day.Format("01-02"))
	}
	return names
}

// cumulativeOption draws a line for each year: the present one dark, the last one in the second colour, earlier ones
// pale; dashed where the year may go, with the span around it, and the quota.
func (s Style) cumulativeOption(a adding) ([]byte, error) {
	days := dayNames(a.year)
	line := charts.NewLine()
	line.SetGlobalOptions(s.base()...)
	axis, values := s.categoryAxis(), s.valueAxis()
	line.SetGlobalOptions(charts.WithXAxisOpts(axis), charts.WithYAxisOpts(values))
	line.SetXAxis(days)
	var amend []amendment
	add := func(one charts.SingleSeries, look map[string]any) {
		amend = append(amend, at("series", len(line.MultiSeries), look)...)
		line.MultiSeries = append(line.MultiSeries, one)
	}
	for year := a.year - shownYears; year <= a.year; year++ {
		if sums := a.sums[year]; len(sums) > 0 {
			add(s.yearLine(a.year, year, sums))
			if year < a.year {
				line.MultiSeries[len(line.MultiSeries)-1].Data = bends(sums)
			}
		}
	}
	if len(line.MultiSeries) > 0 {
		amend = append(amend, at("series", len(line.MultiSeries)-1, map[string]any{"tips": s.cumulativeTips(a, days), "markLine": s.quotaLine(a)})...)
	}
	if len(a.path.Days) > 0 {
		low, high, mean := a.fan()
		add(s.band(low, 0))
		add(s.band(high, 0.18))
		add(series(types.ChartLine, s.say("figure.cumulative.expected"), mean), map[string]any{
			"showSymbol": false, "z": 5, "emphasis": map[string]any{"disabled": true}, "itemStyle": map[string]any{"color": s.Palette.Primary},
			"lineStyle": map[string]any{"color": s.Palette.Primary, "width": 2, "type": "dashed"},
		})
	}
	option, err := s.option(line, append(amend,
		amendment{[]any{"tooltip", "trigger"}, "axis"},
		amendment{[]any{"legend"}, with(s.legend(), "data", a.legend(s))},
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

// legend names the years that have a line, and what is expected.
func (a adding) legend(s Style) []string {
	var names []string
	for year := a.year - shownYears; year <= a.year; year++ {
		if len(a.sums[year]) > 0 {
			names = append(names, s.Printer.Period(analytics.WholeYear(year)))
		}
	}
	if len(a.path.Days) > 0 {
		names = append(names, s.say("figure.cumulative.expected"))
	}
	return names
}

// dayLabels are the names of the months in the places of their first days.
func (s Style) dayLabels(year int) []string {
	labels := make([]string, analytics.WholeYear(year).Days())
	for i, place := range monthStarts(year) {
		labels[place] = s.Printer.ShortMonth(time.Month(i + 1))
	}
	return labels
}

// monthStarts are the places of the first days of the months in a year.
func monthStarts(year int) []int {
	var places []int
	for month := time.January; month <= time.December; month++ {
		places = append(places, analytics.Day(year, month, 1).YearDay()-1)
	}
	return places
}

// yearLine is the line of a year and its look.
func (s Style) yearLine(present, year int, sums []float64) (charts.SingleSeries, map[string]any) {
	color, width, z := s.Palette.PrimaryLight, 1.2, 1
	switch year {
	case present:
		color, width, z = s.Palette.Primary, 3, 5
	case present - 1:
		color, width, z = s.Palette.Categories[1], 2, 4
	}
	return series(types.ChartLine, s.Printer.Period(analytics.WholeYear(year)), sums), map[string]any{
		"showSymbol": false, "z": z, "lineStyle": map[string]any{"color": color, "width": width}, "itemStyle": map[string]any{"color": color},
		"emphasis": map[string]any{"disabled": true},
	}
}

// quotaLine is a line at the year's quota; nil where there is none.
func (s Style) quotaLine(a adding) map[string]any {
	if math.IsNaN(a.quota) || a.quota <= 0 {
		return nil
	}
	return map[string]any{
		"silent": true, "symbol": "none", "lineStyle": map[string]any{"color": s.Palette.Ink, "type": "dashed", "width": 1.5},
		"data": []any{map[string]any{"yAxis": a.quota, "text": s.say("figure.cumulative.quota", "figure", s.Printer.Quantity(a.indicator.Unit, a.quota))}},
		"label": map[string]any{
			"position": "insideStartTop", "formatter": formatLabel, "color": s.Palette.Ink, "fontSize": s.Text, "backgroundColor": s.Palette.Card, "padding": []int{1, 3},
		},
	}
}

// bends are the places and values of a line that is straight between them. A line that nothing is asked of needs no other
// points, and each point takes its time.
func bends(values []float64) [][2]float64 {
	var points [][2]float64
	for i, v := range values {
		if i == 0 || i == len(values)-1 || values[i+1]-v != v-values[i-1] {
			points = append(points, [2]float64{float64(i), v})
		}
	}
	return points
}

// fan is where the year may go: the lower end of the span that holds it with 95 per cent, how much higher its upper end
// is, and the mean, from the last day on, each with its place on the axis.
func (a adding) fan() (low, high, mean [][2]float64) {
	start := len(a.sums[a.year])
	add := func(at int, l, h, m float64) {
		low, high, mean = append(low, [2]float64{float64(at), l}), append(high, [2]float64{float64(at), h}), append(mean, [2]float64{float64(at), m})
	}
	if start > 0 {
		now := a.sums[a.year][start-1]
		add(start-1, now, 0, now)
	}
	for i := range a.path.Days {
		add(start+i, float64(a.path.Low[i]), float64(a.path.High[i]-a.path.Low[i]), math.Round(a.path.Mean[i]*10)/10)
	}
	return low, high, mean
}

// band is a part of a span: two of them, the first unseen, stand on each other.
func (s Style) band(data [][2]float64, opacity float64) (charts.SingleSeries, map[string]any) {
	return series(types.ChartLine, "", data), map[string]any{
		"stack": "span", "silent": true, "showSymbol": false, "z": 0, "lineStyle": map[string]any{"width": 0}, "emphasis": map[string]any{"disabled": true},
		"areaStyle": map[string]any{"color": s.Palette.Primary, "opacity": opacity},
	}
}

// cumulativeTips are the tooltips of the days: the present year's count, and by how much it differs from last year's.
func (s Style) cumulativeTips(a adding, days []string) []string {
	var tips []string
	for i := range days {
		day := analytics.Day(a.year, time.January, 1+i)
		lines := s.Printer.DayOfYear(day)
		for year := a.year; year >= a.year-shownYears; year-- {
			if sums := a.sums[year]; i < len(sums) {
				lines += fmt.Sprintf("\n%s %s", s.Printer.Period(analytics.WholeYear(year)), s.Printer.Quantity(a.indicator.Unit, sums[i]))
			}
		}
		tips = append(tips, lines)
	}
	return tips
}

// outlookFinding says what the year's total may be, against the quota or last year.
func (s Style) outlookFinding(a adding) Sentence {
	unit := a.indicator.Unit
	if len(a.path.Days) == 0 {
		return plain(s.say("figure.cumulative.over", "year", s.Printer.Period(analytics.WholeYear(a.year)), "indicator", s.noun(a.indicator), "figure", s.Printer.Quantity(unit, float64(a.outlook.Count))))
	}
	text := s.say("figure.cumulative.finding", "indicator", s.noun(a.indicator), "figure", s.Printer.Quantity(unit, math.Round(a.outlook.Total.Mean)),
		"low", s.Printer.Number(float64(a.outlook.Total.Low95), 0), "high", s.Printer.Number(float64(a.outlook.Total.High95), 0))
	sentence := Sentence{{Text: text}}
	if math.IsNaN(a.quota) {
		return sentence
	}
	quota, err := a.outlook.Against(a.quota, 0)
	if err != nil {
		return sentence
	}
	figure := s.Printer.Quantity(unit, a.quota)
	switch {
	case quota.Exceeded:
		return append(sentence, Span{Text: s.say("figure.cumulative.exceeded", "quota", figure), Tone: Bad})
	case quota.Chance >= 0.5:
		return append(sentence, Span{Text: s.say("figure.cumulative.likely", "quota", figure, "chance", s.chance(quota.Chance)), Tone: Bad})
	}
	return append(sentence, Span{Text: s.say("figure.cumulative.within", "quota", figure, "chance", s.chance(quota.Chance))})
}

// chance prints a probability without pretending to know its ends.
func (s Style) chance(p float64) string {
	switch {
	case p < 0.01:
		return "<1%"
	case p > 0.99:
		return ">99%"
	}
	return s.Printer.Percent(p*100, 0)
}

// outlookSubtitle names the method.
func (s Style) outlookSubtitle(a adding) string {
	text := s.subtitle(a.frame, a.indicator)
	years := a.outlook.Season.Years
	if len(years) == 0 {
		return text + s.say("figure.cumulative.method_even")
	}
	return text + s.say("figure.cumulative.method", "from", years[0], "to", years[len(years)-1], "dispersion", s.Printer.Number(a.outlook.Season.Dispersion, 2))
}
