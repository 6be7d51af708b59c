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
	ID: "sector-town", Own: []analytics.DimensionID{analytics.Sector, analytics.Town},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Sector, analytics.Town}, analytics.Sector, analytics.Subsector, analytics.Town)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.heat(q, frames[0]) },
}

// weekdayHourKind is a heat map of the week: weekdays by hours.
var weekdayHourKind = Kind{
	ID: "weekday-hour", Own: []analytics.DimensionID{analytics.Weekday, analytics.Hour},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Weekday, analytics.Hour}, analytics.Weekday, analytics.Hour)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.heat(q, frames[0]) },
}

// grid is a frame over two dimensions: the first down, the second across.
type grid struct {
	down, across []analytics.Member
	columns      int // before some were cut
	cells        map[[2]string]engine.Value
}

// mostColumns is how many columns a heat map has. Hours and months stand for a whole and are never cut.
func (s Style) mostColumns(frame engine.Frame) int {
	if frame.By[1].ID == analytics.Town {
		return s.mostBars()
	}
	return maxBars
}

// gridOf arranges a frame, with the most important rows first and, of many columns, the largest ones only.
func gridOf(frame engine.Frame, most int) grid {
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
	g.columns = len(g.across)
	if len(g.across) > most {
		slices.SortStableFunc(g.across, func(x, y analytics.Member) int { return cmp.Compare(sums[false][y.Key], sums[false][x.Key]) })
		g.across = g.across[:most]
	}
	return g
}

// heat draws a heat map. Cells without an accident are a series of their own, without labels.
func (s Style) heat(q Question, frame engine.Frame) (Figure, error) {
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	g := gridOf(frame, s.mostColumns(frame))
	down, across := frame.By[0].ID, frame.By[1].ID
	var filled, empty cells
	largest := 1.0
	for y, d := range g.down {
		for x, a := range g.across {
			v := g.cells[[2]string{d.Key, a.Key}]
			if !v.HasNow {
				continue
			}
			first, second := spoken(a, d, across)
			tip := s.tip(s.label(first)+" · "+s.label(second), indicator, v, frame.Meta.Basis)
			target := Target{Conditions: []analytics.Condition{{Dimension: down, Keys: []string{d.Key}}, {Dimension: across, Keys: []string{a.Key}}}}
			if v.Now == 0 {
				empty.add(x, y, 0, tip, "", target)
				continue
			}
			filled.add(x, y, v.Now, tip, s.Printer.Figure(indicator.Unit, v.Now), target)
			largest = max(largest, v.Now)
		}
	}
	option, err := s.heatOption(g, filled, empty, 0, largest)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Finding: s.heatFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator) + s.cutNote(len(g.across), g.columns), Option: option, Targets: [][]Target{filled.targets, empty.targets}, Frame: frame}
	f.Selected = selectedCells(f.Targets, q)
	return f, nil
}

// heatFinding names the cell with the largest figure, of all that state both dimensions.
func (s Style) heatFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	most, best := 0.0, -1
	for i, row := range frame.Rows {
		if v := row.Values[0]; v.HasNow && v.Now > most && !isUnknown(row.Members[0]) && !isUnknown(row.Members[1]) {
			most, best = v.Now, i
		}
	}
	if best < 0 {
		return s.noLeader(frame, indicator)
	}
	first, second := spoken(frame.Rows[best].Members[1], frame.Rows[best].Members[0], frame.By[1].ID)
	return plain(s.say("figure.heat.most", "indicator", s.name(indicator), "first", s.label(first), "second", s.label(second), "figure", s.Printer.Quantity(indicator.Unit, most)))
}

// spoken orders the two members of a cell as one says them: a town's sector, a weekday's hour.
func spoken(across, down analytics.Member, d analytics.DimensionID) (first, second analytics.Member) {
	if d == analytics.Hour {
		return down, across
	}
	return across, down
}

// selectedCells are the cells that the question's filters keep; none where nothing is filtered.
func selectedCells(targets [][]Target, q Question) [][2]int {
	var selected [][2]int
	for i, list := range targets {
		for j, t := range list {
			kept, filtered := true, false
			for _, c := range t.Conditions {
				if keys := q.selected(c.Dimension); keys != nil {
					filtered = true
					kept = kept && contains(keys, c.Keys[0])
				}
			}
			if kept && filtered {
				selected = append(selected, [2]int{i, j})
			}
		}
	}
	return selected
}

// cells are the cells of one series. They are bare values, with their texts beside them: ECharts makes a model of every
// item that is an object, which costs more than all else about a cell.
type cells struct {
	values  [][4]float64
	tips    []string
	texts   []string
	targets []Target
}

func (c *cells) add(x, y int, v float64, tip, text string, target Target) {
	c.values = append(c.values, [4]float64{float64(x), float64(y), v, float64(len(c.values))})
	c.tips, c.texts, c.targets = append(c.tips, tip), append(c.texts, text), append(c.targets, target)
}

// cellPlaces says what stands where in a cell's values. Without a name of its own a cell has that of its column, and ECharts
// selects by name: with one cell its whole column would be selected.
var cellPlaces = map[string]int{"x": 0, "y": 1, "value": 2, "itemName": 3}

func (s Style) heatOption(g grid, filled, empty cells, smallest, largest float64, more ...amendment) ([]byte, error) {
	label := s.markLabel("inside")
	label.Color = "" // ECharts chooses light or dark by the cell
	label.FontSize = float32(s.Text - 1.5)
	h := charts.NewHeatMap()
	x, y := s.categoryAxis(), opts.YAxis{Type: "category", Inverse: opts.Bool(true), AxisLabel: s.axisLabel()}
	x.Data = s.labels(g.across)
	h.SetGlobalOptions(s.base()...)
	h.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y), charts.WithVisualMapOpts(opts.VisualMap{
		Show: opts.Bool(false), Min: float32(smallest), Max: float32(largest), InRange: &opts.VisualMapInRange{Color: []string{s.Palette.ScaleLow, s.scaleHigh()}},
	}))
	border := opts.ItemStyle{BorderColor: s.Palette.Card, BorderWidth: 1}
	h.MultiSeries = append(h.MultiSeries,
		series(types.ChartHeatMap, s.say("figure.heat.some"), filled.values, charts.WithLabelOpts(label), charts.WithItemStyleOpts(border)),
		series(types.ChartHeatMap, s.say("figure.heat.none"), empty.values, charts.WithItemStyleOpts(border)))
	option, err := s.option(h, append([]amendment{
		{[]any{"tooltip", "trigger"}, "item"},
		{[]any{"series", 0, "tips"}, filled.tips},
		{[]any{"series", 0, "texts"}, filled.texts},
		{[]any{"series", 1, "tips"}, empty.tips},
		{[]any{"grid"}, map[string]any{"left": 4, "right": 6, "top": 4, "bottom": 2, "containLabel": true}},
		{[]any{"xAxis", 0, "axisLabel", "interval"}, 0},
		{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		{[]any{"xAxis", 0, "axisLabel", "rotate"}, rotation(g.across, s)},
		{[]any{"xAxis", 0, "data"}, s.labels(g.across)},
		{[]any{"yAxis", 0, "data"}, s.labels(g.down)},
		{[]any{"visualMap", 0, "dimension"}, 2},
		{[]any{"series", 0, "encode"}, cellPlaces},
		{[]any{"series", 1, "encode"}, cellPlaces},
		{[]any{"series", 0, "selectedMode"}, "multiple"},
		{[]any{"series", 1, "selectedMode"}, "multiple"},
		{[]any{"series", 0, "select"}, s.chosenCell()},
		{[]any{"series", 1, "select"}, s.chosenCell()},
		{[]any{"yAxis", 0, "axisLabel", "interval"}, 0},
		{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		{[]any{"yAxis", 0, "axisLine"}, map[string]any{"show": false}},
		{[]any{"xAxis", 0, "axisLine"}, map[string]any{"show": false}},
	}, more...)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// scaleHigh is the dark end of the scale. On slides it is paler, so that every figure on it can be read from afar.
func (s Style) scaleHigh() string {
	if s.Bars > 0 {
		return s.Palette.PrimaryLight
	}
	return s.Palette.ScaleHigh
}

func (s Style) labels(members []analytics.Member) []string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = s.axisName(m)
	}
	return names
}

// chosenCell is the look of a selected cell.
func (s Style) chosenCell() map[string]any {
	return map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Categories[1], "borderWidth": 2}}
}

// rotation turns the names of many columns, which would not fit side by side.
func rotation(members []analytics.Member, s Style) int {
	if len(members) > 12 && (len(members) > 26 || !s.zh()) {
		return 45
	}
	return 0
}
