package figure

import (
	"context"
	"slices"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// calendarKind shows every day of a year as a cell of a calendar.
var calendarKind = Kind{ID: "calendar", draw: drawCalendar}

func drawCalendar(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask := q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Date}, timeDimensions...)
	ask.Basis, ask.Period = analytics.NoBasis, analytics.YearToDate(q.Period.To)
	if ask.Period.To.Month() < time.June {
		ask.Period.From = ask.Period.From.AddDate(-1, 0, 0) // a young year says little by itself
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
	text, targets, err := s.calendarOption(frame, landmarks)
	if err != nil {
		return Figure{}, err
	}
	return Figure{Finding: s.calendarFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator), Option: text, Targets: [][]Target{targets}, Frame: frame}, nil
}

func (s Style) calendarOption(frame engine.Frame, landmarks []engine.Landmark) ([]byte, []Target, error) {
	indicator := frame.Indicators[0]
	noted := make(map[string][]engine.Landmark)
	for _, l := range landmarks {
		if l.From.Equal(l.To) {
			key := l.From.Format(time.DateOnly)
			noted[key] = append(noted[key], l)
		}
	}
	var values [][2]any
	var tips []string
	var targets []Target
	var marked []any
	largest := 1.0
	for _, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		if !v.HasNow {
			continue
		}
		day, err := time.Parse(time.DateOnly, m.Key)
		if err != nil {
			continue
		}
		name := ""
		if list := noted[m.Key]; list != nil {
			name = s.landmarkNames(list)
			marked = append(marked, map[string]any{"value": []any{m.Key, 1}, "text": name})
		}
		values = append(values, [2]any{m.Key, v.Now})
		tips = append(tips, s.tip(s.Printer.Day(day)+" "+s.Printer.Weekday(day.Weekday()), indicator, v, analytics.NoBasis, name))
		targets = append(targets, Target{Period: analytics.Period{From: day, To: day}})
		largest = max(largest, v.Now)
	}
	span := frame.Meta.Period
	h := charts.NewHeatMap()
	h.AddCalendar(&opts.Calendar{
		Range:     []string{span.From.Format(time.DateOnly), span.To.Format(time.DateOnly)},
		ItemStyle: &opts.ItemStyle{Color: s.Palette.Card, BorderColor: s.Palette.Line, BorderWidth: 0.5},
	})
	h.SetGlobalOptions(s.base()...)
	h.SetGlobalOptions(charts.WithVisualMapOpts(opts.VisualMap{
		Show: opts.Bool(false), Min: 0, Max: float32(largest), InRange: &opts.VisualMapInRange{Color: []string{s.Palette.ScaleLow, s.Palette.ScaleHigh}},
	}))
	h.MultiSeries = append(h.MultiSeries, series(types.ChartHeatMap, s.name(indicator), values), series(types.ChartScatter, s.say("figure.calendar.marks"), marked))
	option, err := s.option(h, slices.Concat(
		[]amendment{{[]any{"xAxis"}, nil}, {[]any{"yAxis"}, nil}, {[]any{"visualMap", 0, "seriesIndex"}, 0}, {[]any{"tooltip", "trigger"}, "item"}},
		at("calendar", 0, map[string]any{
			"left": 40, "right": 10, "top": 26, "bottom": 8, "cellSize": []string{"auto", "auto"},
			"splitLine":  map[string]any{"lineStyle": map[string]any{"color": s.Palette.Muted, "width": 1}},
			"dayLabel":   map[string]any{"firstDay": 1, "nameMap": s.weekdays(), "color": s.Palette.Muted, "fontSize": s.Text - 2, "margin": 6},
			"monthLabel": map[string]any{"nameMap": s.months(), "color": s.Palette.Muted, "fontSize": s.Text - 1}, "yearLabel": map[string]any{"show": false},
		}),
		at("series", 0, map[string]any{"coordinateSystem": "calendar", "tips": tips}),
		at("series", 1, map[string]any{
			"coordinateSystem": "calendar", "symbol": "circle", "symbolSize": 7, "silent": true, "z": 5,
			"itemStyle": map[string]any{"color": s.Palette.Worse, "borderColor": s.Palette.Card, "borderWidth": 1, "opacity": 1},
			"label": map[string]any{
				"show": true, "position": "right", "distance": 2, "formatter": formatLabel, "color": s.Palette.Worse, "fontSize": s.Text - 2, "fontWeight": "bold",
				"backgroundColor": s.Palette.Card, "padding": []int{0, 2},
			},
		}),
	)...)
	if err != nil {
		return nil, nil, err
	}
	text, err := marshal(option)
	return text, targets, err
}

// weekdays are the names of the days of the week, from Sunday; every second one, because cells are low.
func (s Style) weekdays() []string {
	names := make([]string, 7)
	for _, day := range []time.Weekday{time.Monday, time.Wednesday, time.Friday, time.Sunday} {
		names[day] = s.Printer.ShortWeekday(day)
	}
	return names
}

func (s Style) months() []string {
	var names []string
	for month := time.January; month <= time.December; month++ {
		names = append(names, s.Printer.ShortMonth(month))
	}
	return names
}

// calendarFinding names the day with the most, and how many days had none.
func (s Style) calendarFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	best, none, known := -1, 0, 0
	for i, row := range frame.Rows {
		v := row.Values[0]
		if !v.HasNow {
			continue
		}
		known++
		if v.Now == 0 {
			none++
		}
		if best < 0 || v.Now > frame.Rows[best].Values[0].Now {
			best = i
		}
	}
	if best < 0 || frame.Rows[best].Values[0].Now == 0 {
		return s.noLeader(frame, indicator)
	}
	row := frame.Rows[best]
	day, err := time.Parse(time.DateOnly, row.Members[0].Key)
	if err != nil {
		return s.noLeader(frame, indicator)
	}
	text := s.say("figure.calendar.finding", "indicator", s.name(indicator), "day", s.Printer.DayOfYear(day), "figure", s.Printer.Quantity(indicator.Unit, row.Values[0].Now))
	if none > 0 {
		text += s.say("figure.calendar.none", "none", none, "days", known)
	}
	return plain(text)
}
