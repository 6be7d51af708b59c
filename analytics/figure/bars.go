package figure

import (
	"cmp"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// maxBars bounds the bars of a chart; the rest is one bar at the end.
const maxBars = 40

// mostBars is how many bars a ranking has.
func (s Style) mostBars() int {
	if s.Bars > 1 && s.Bars < maxBars {
		return s.Bars
	}
	return maxBars
}

// cutNote says how many of all stand in a chart, as the end of a subtitle; nothing where it has all.
func (s Style) cutNote(shown, all int) string {
	if shown >= all {
		return ""
	}
	return " · " + s.say("figure.bars.cut", "shown", shown, "all", all)
}

// bar is one bar of a ranking.
type bar struct {
	member analytics.Member
	value  engine.Value
	label  string
	tip    string
	style  *opts.ItemStyle
	place  *opts.Label // of the label; nil beside the bar
	rest   bool        // the sum of what has no bar of its own
}

// ranked lists the rows of a frame by their figure, the largest first; equal ones keep the order of the members, unknown
// figures come after them, and what is not stated comes last: it is no member that could lead.
func ranked(frame engine.Frame) []engine.Row {
	rows := slices.Clone(frame.Rows)
	slices.SortStableFunc(rows, func(a, b engine.Row) int {
		if unknown := cmp.Compare(boolInt(isUnknown(a.Members[0])), boolInt(isUnknown(b.Members[0]))); unknown != 0 {
			return unknown
		}
		x, y := a.Values[0], b.Values[0]
		if x.HasNow != y.HasNow {
			return cmp.Compare(boolInt(y.HasNow), boolInt(x.HasNow))
		}
		return cmp.Compare(y.Now, x.Now)
	})
	return rows
}

// isUnknown tells whether a member stands for rows that do not state the dimension.
func isUnknown(m analytics.Member) bool { return m.Key == analytics.UnknownKey }

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// split takes the first rows as bars of their own and adds up the rest, where the figures add up. What is not stated keeps
// a bar of its own.
func (s Style) split(rows []engine.Row, indicator analytics.Indicator) (own []engine.Row, rest *engine.Row) {
	most := s.mostBars()
	if len(rows) <= most || indicator.IsRatio() {
		return rows[:min(len(rows), most)], nil
	}
	shown := most - 1
	if last := rows[len(rows)-1]; isUnknown(last.Members[0]) {
		rows = slices.Insert(slices.Clone(rows[:len(rows)-1]), shown-1, last)
	}
	own = rows[:shown]
	sum := engine.Row{Members: []analytics.Member{{Label: analytics.Same(s.say("figure.bars.others", "count", len(rows)-len(own)))}}}
	var total engine.Value
	for _, row := range rows[len(own):] {
		v := row.Values[0]
		total.Now, total.HasNow = total.Now+v.Now, total.HasNow || v.HasNow
		total.Base, total.HasBase = total.Base+v.Base, total.HasBase || v.HasBase
	}
	sum.Values = []engine.Value{total}
	return own, &sum
}

// barsOption draws horizontal bars, the first on top.
func (s Style) barsOption(bars []bar, name string, more ...amendment) ([]byte, error) {
	return s.barsWith(bars, name, nil, more...)
}

// barsWith draws horizontal bars with other series over them.
func (s Style) barsWith(bars []bar, name string, also []charts.SingleSeries, more ...amendment) ([]byte, error) {
	var names []string
	var data []datum
	for _, b := range bars {
		names = append(names, s.axisName(b.member))
		data = append(data, datum{Name: s.label(b.member), Value: valueOf(b.value.Now, b.value.HasNow), Tip: b.tip, Text: b.label, ItemStyle: b.style, Label: b.place})
	}
	c := charts.NewBar()
	x, y := across(s.categoryAxis(), s.valueAxis())
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))
	c.SetXAxis(names)
	c.XYReversal()
	c.MultiSeries = append(c.MultiSeries, series(types.ChartBar, name, data,
		charts.WithLabelOpts(s.markLabel("right")), charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.PrimaryLight}), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "32%"})))
	c.MultiSeries = append(c.MultiSeries, also...)
	option, err := s.option(c, append([]amendment{
		{[]any{"tooltip", "trigger"}, "item"},
		{[]any{"grid"}, map[string]any{"left": 4, "right": s.roomBeside(bars), "top": 4, "bottom": 2, "containLabel": true}},
		{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		{[]any{"yAxis", 0, "axisLabel", "interval"}, 0},
		{[]any{"yAxis", 0, "axisLabel", "hideOverlap"}, true},
		{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true}},
		{[]any{"yAxis", 0, "axisLabel", "color"}, s.Palette.Ink},
		{[]any{"xAxis", 0, "splitNumber"}, 4},
		{[]any{"series", 0, "selectedMode"}, "multiple"},
		s.brush(),
		{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Primary, "borderWidth": 0}}},
	}, more...)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// roomBeside is the room that the figures beside the longest bars may need.
func (s Style) roomBeside(bars []bar) float64 {
	room := 0.0
	for _, b := range bars {
		if b.place != nil {
			continue
		}
		width := 0.0
		for _, r := range b.label {
			if r >= 0x2e80 || r == '▲' || r == '▼' {
				width += s.Text
			} else {
				width += s.Text * 0.58
			}
		}
		room = max(room, width)
	}
	return room + s.Text*0.8
}

// barTargets are the targets of bars over one dimension.
func barTargets(bars []bar, d analytics.DimensionID) [][]Target {
	targets := make([]Target, len(bars))
	for i, b := range bars {
		if !b.rest {
			targets[i] = memberTarget(d, b.member)
		}
	}
	return [][]Target{targets}
}

// ranking makes bars of a frame over one dimension.
func (s Style) ranking(frame engine.Frame, indicator analytics.Indicator) []bar {
	own, rest := s.split(ranked(frame), indicator)
	var bars []bar
	for _, row := range own {
		v := row.Values[0]
		bars = append(bars, s.rankedBar(row.Members[0], v, indicator, frame.Meta.Basis, s.share(frame, indicator, v)))
	}
	if rest != nil {
		b := s.rankedBar(rest.Members[0], rest.Values[0], indicator, frame.Meta.Basis, s.share(frame, indicator, rest.Values[0]))
		b.rest = true
		bars = append(bars, b)
	}
	return bars
}

// highlighted are the bars that stand out: those that are filtered by, or where nothing is, the leading ones. A bar of
// zero and what is not stated do not lead.
func highlighted(bars []bar, keys []string, leading int) [][2]int {
	var marks [][2]int
	for i, b := range bars {
		leads := keys == nil && i < leading && b.value.Now > 0 && !isUnknown(b.member)
		if leads || !b.rest && contains(keys, b.member.Key) {
			marks = append(marks, [2]int{0, i})
		}
	}
	return marks
}

func (s Style) rankedBar(m analytics.Member, v engine.Value, indicator analytics.Indicator, basis analytics.Basis, more string) bar {
	b := bar{member: m, value: v, tip: s.tip(s.label(m), indicator, v, basis, more)}
	if v.HasNow {
		b.label = s.Printer.Figure(indicator.Unit, v.Now)
	}
	if v.Compared() {
		b.label += "  " + s.Printer.ShortChange(indicator.Unit, v.Now, v.Base)
	}
	return b
}

// share is a part's share of the whole, as a line of a tooltip.
func (s Style) share(frame engine.Frame, indicator analytics.Indicator, v engine.Value) string {
	total := frame.Total[0]
	if !indicator.Share || !v.HasNow || !total.HasNow || total.Now == 0 {
		return ""
	}
	return s.say("figure.bars.share", "indicator", s.noun(indicator), "share", s.Printer.Percent(v.Now/total.Now*100, 1))
}
