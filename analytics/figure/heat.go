package figure

import (
	"cmp"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// sectorTownKind is a heat map of sectors by towns.
var sectorTownKind = Kind{
	ID: "sector-town", Name: analytics.Text{ZH: "镇街与行业", EN: "Towns by sectors"}, Own: []analytics.DimensionID{analytics.Sector, analytics.Town},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Sector, analytics.Town}, analytics.Sector, analytics.Town)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.heat(q, frames[0]) },
}

// weekdayHourKind is a heat map of the week: weekdays by hours.
var weekdayHourKind = Kind{
	ID: "weekday-hour", Name: analytics.Text{ZH: "星期与时刻", EN: "Weekdays by hours"}, Own: []analytics.DimensionID{analytics.Weekday, analytics.Hour},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Weekday, analytics.Hour}, analytics.Weekday, analytics.Hour)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.heat(q, frames[0]) },
}

// grid is a frame over two dimensions: the first down, the second across.
type grid struct {
	down, across []analytics.Member
	cells        map[[2]string]engine.Value
}

// gridOf arranges a frame, with the most important rows first and, of many columns, the largest ones only.
func gridOf(frame engine.Frame) grid {
	g := grid{cells: make(map[[2]string]engine.Value)}
	sums := map[bool]map[string]float64{true: {}, false: {}}
	for _, row := range frame.Rows {
		d, a, v := row.Members[0], row.Members[1], row.Values[0]
		g.cells[[2]string{d.Key, a.Key}] = v
		if _, seen := sums[true][d.Key]; !seen {
			g.down = append(g.down, d)
		}
		if _, seen := sums[false][a.Key]; !seen {
			g.across = append(g.across, a)
		}
		sums[true][d.Key] += v.Now
		sums[false][a.Key] += v.Now
	}
	if frame.By[0].ID == analytics.Sector {
		slices.SortStableFunc(g.down, func(x, y analytics.Member) int { return cmp.Compare(sums[true][y.Key], sums[true][x.Key]) })
	}
	if len(g.across) > maxBars {
		slices.SortStableFunc(g.across, func(x, y analytics.Member) int { return cmp.Compare(sums[false][y.Key], sums[false][x.Key]) })
		g.across = g.across[:maxBars]
	}
	return g
}

// heat draws a heat map. Cells without an accident are a series of their own without labels: laying out a label costs
// more than all else about a cell.
func (s Style) heat(q Question, frame engine.Frame) (Figure, error) {
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	g := gridOf(frame)
	down, across := frame.By[0].ID, frame.By[1].ID
	var filled, empty []datum
	var filledTargets, emptyTargets []Target
	largest := 1.0
	var best [2]analytics.Member
	for y, d := range g.down {
		for x, a := range g.across {
			v := g.cells[[2]string{d.Key, a.Key}]
			if !v.HasNow {
				continue
			}
			cell := datum{Value: []any{x, y, v.Now}, Tip: s.tip(s.label(a)+" · "+s.label(d), indicator, v, frame.Meta.Basis)}
			target := Target{[]analytics.Condition{{Dimension: down, Keys: []string{d.Key}}, {Dimension: across, Keys: []string{a.Key}}}}
			if v.Now == 0 {
				empty, emptyTargets = append(empty, cell), append(emptyTargets, target)
				continue
			}
			cell.Text = s.Printer.Figure(indicator.Unit, v.Now)
			filled, filledTargets = append(filled, cell), append(filledTargets, target)
			if v.Now > largest || best[0].Key == "" {
				largest, best = max(largest, v.Now), [2]analytics.Member{a, d}
			}
		}
	}
	option, err := s.heatOption(g, filled, empty, largest, q, down, across)
	if err != nil {
		return Figure{}, err
	}
	finding := say(s.say("这段时间%s为零", "No %s in this period", indicator.Name.In(s.Printer.Language)))
	if best[0].Key != "" {
		finding = say(s.say("%s最多的是%s%s，%s", "%s: most in %s, %s (%s)", indicator.Name.In(s.Printer.Language), s.label(best[0]), s.label(best[1]), s.Printer.Quantity(indicator.Unit, largest)))
	}
	return Figure{Finding: finding, Subtitle: s.subtitle(frame, indicator), Option: option, Targets: [][]Target{filledTargets, emptyTargets}, Frame: frame}, nil
}

func (s Style) heatOption(g grid, filled, empty []datum, largest float64, q Question, down, across analytics.DimensionID) ([]byte, error) {
	label := s.markLabel("inside")
	label.Color = "" // ECharts chooses light or dark by the cell
	label.FontSize = float32(s.Text - 1.5)
	h := charts.NewHeatMap()
	x, y := s.categoryAxis(), opts.YAxis{Type: "category", Inverse: opts.Bool(true), AxisLabel: s.axisLabel()}
	x.Data = s.labels(g.across)
	h.SetGlobalOptions(s.base()...)
	h.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y), charts.WithVisualMapOpts(opts.VisualMap{
		Show: opts.Bool(false), Min: 0, Max: float32(largest), InRange: &opts.VisualMapInRange{Color: []string{s.Palette.ScaleLow, s.Palette.ScaleHigh}},
	}))
	border := opts.ItemStyle{BorderColor: s.Palette.Card, BorderWidth: 1}
	h.MultiSeries = append(h.MultiSeries,
		series(types.ChartHeatMap, s.say("有事故", "some"), filled, charts.WithLabelOpts(label), charts.WithItemStyleOpts(border)),
		series(types.ChartHeatMap, s.say("无事故", "none"), empty, charts.WithItemStyleOpts(border)))
	option, err := s.option(h,
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 6, "top": 4, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "interval"}, 0},
		amendment{[]any{"xAxis", 0, "axisLabel", "rotate"}, rotation(g.across, s)},
		amendment{[]any{"xAxis", 0, "data"}, s.axisNames(g.across, q.selected(across))},
		amendment{[]any{"yAxis", 0, "data"}, s.axisNames(g.down, q.selected(down))},
		amendment{[]any{"yAxis", 0, "axisLabel", "interval"}, 0},
		amendment{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "axisLine"}, map[string]any{"show": false}},
		amendment{[]any{"xAxis", 0, "axisLine"}, map[string]any{"show": false}},
	)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

func (s Style) labels(members []analytics.Member) []string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = s.label(m)
	}
	return names
}

// axisNames are the names on an axis, the selected ones bold.
func (s Style) axisNames(members []analytics.Member, selected []string) []any {
	names := make([]any, len(members))
	for i, m := range members {
		names[i] = s.label(m)
		if contains(selected, m.Key) {
			names[i] = map[string]any{"value": s.label(m), "textStyle": map[string]any{"fontWeight": "bold", "color": s.Palette.Primary}}
		}
	}
	return names
}

// rotation turns the names of many columns, which would not fit side by side.
func rotation(members []analytics.Member, s Style) int {
	if len(members) > 12 && (len(members) > 26 || !s.zh()) {
		return 45
	}
	return 0
}
