package figure

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// sectorMonthsKind has a small panel for each sector with its months against the base, all of one scale; in
// sectorMonthsOwnKind every panel has a scale of its own.
var (
	sectorMonthsKind    = panelsKind("sector-months", true)
	sectorMonthsOwnKind = panelsKind("sector-months-own", false)
)

// maxPanels bounds the panels; the smaller sectors have none.
const maxPanels = 8

// panel is one member with its steps.
type panel struct {
	member analytics.Member
	total  engine.Value
	steps  []engine.Row // over steps alone
}

func panelsKind(id string, oneScale bool) Kind {
	return Kind{ID: id, Own: sectorDimensions, draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
		return drawPanels(ctx, answers, q, s, oneScale)
	}}
}

func drawPanels(ctx context.Context, answers Answers, q Question, s Style, oneScale bool) (Figure, error) {
	tops, err := drilled(ctx, answers, q, q.Measure)
	if err != nil {
		return Figure{}, err
	}
	indicator, dimension, step := tops.Indicators[0], tops.By[0].ID, timeStep(q.Period)
	if !tops.Total[0].HasNow {
		return s.noData(tops, indicator), nil
	}
	without := sectorDimensions
	if dimension == analytics.Subsector {
		without = []analytics.DimensionID{analytics.Subsector}
	}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{dimension, step}, without...))
	if err != nil {
		return Figure{}, err
	}
	panels, left := panelsOf(tops, frame)
	if len(panels) == 0 {
		return Figure{Frame: frame, Finding: s.noLeader(tops, indicator), Subtitle: s.subtitle(tops, indicator), Empty: s.noLeader(tops, indicator).String()}, nil
	}
	option, targets, err := s.panelsOption(q, frame, panels, oneScale)
	if err != nil {
		return Figure{}, err
	}
	subtitle := s.say("figure.panels.own_scale") + " · "
	if oneScale {
		subtitle = s.say("figure.panels.one_scale") + " · "
	}
	subtitle += s.subtitle(tops, indicator)
	if left > 0 {
		subtitle += " · " + s.say("figure.panels.left", "count", left)
	}
	return Figure{Finding: s.panelsFinding(tops, indicator, panels), Subtitle: subtitle, Option: option, Targets: targets, Frame: frame}, nil
}

// panelsOf arranges a frame by its first dimension, the largest first, and counts those that have no panel.
func panelsOf(tops, frame engine.Frame) (panels []panel, left int) {
	steps := make(map[string][]engine.Row)
	for _, row := range frame.Rows {
		key := row.Members[0].Key
		steps[key] = append(steps[key], engine.Row{Members: row.Members[1:], Values: row.Values})
	}
	for _, row := range ranked(tops) {
		switch {
		case !occurs(row):
		case len(panels) == maxPanels:
			left++
		default:
			panels = append(panels, panel{row.Members[0], row.Values[0], steps[row.Members[0].Key]})
		}
	}
	return panels, left
}

// panelGrid says how many columns and rows hold some panels.
func panelGrid(n int) (columns, rows int) {
	if n <= 3 {
		return n, 1
	}
	return (n + 1) / 2, 2
}

// panelsOption draws the panels side by side. Bars are bare values, because there are many.
func (s Style) panelsOption(q Question, frame engine.Frame, panels []panel, oneScale bool) ([]byte, [][]Target, error) {
	indicator, dimension := frame.Indicators[0], frame.By[0].ID
	keys := q.selected(dimension)
	columns, rows := panelGrid(len(panels))
	var list, grids, xAxes, yAxes []any
	var targets [][]Target
	most := 1.0
	for i, p := range panels {
		now, base, tips, largest := s.panelData(frame, p)
		most = max(most, largest)
		color := s.Palette.PrimaryLight
		if keys == nil || contains(keys, p.member.Key) {
			color = s.Palette.Primary
		}
		list = append(list, map[string]any{
			"type": types.ChartBar, "name": s.label(p.member), "data": now, "tips": tips, "xAxisIndex": i, "yAxisIndex": i, "barCategoryGap": "22%",
			"itemStyle": map[string]any{"color": color},
		})
		targets = append(targets, slices.Repeat([]Target{{Conditions: []analytics.Condition{{Dimension: dimension, Keys: []string{p.member.Key}}}}}, len(now)))
		if frame.Meta.Compared() {
			orange := s.Palette.Categories[1]
			list = append(list, map[string]any{
				"type": types.ChartLine, "name": s.Printer.Basis(frame.Meta.Basis), "data": base, "xAxisIndex": i, "yAxisIndex": i, "symbol": "none", "silent": true,
				"lineStyle": map[string]any{"color": orange, "width": 1.5}, "itemStyle": map[string]any{"color": orange},
			})
			targets = append(targets, nil)
		}
		grids = append(grids, panelPlace(i%columns, i/columns, columns, rows))
		xAxes = append(xAxes, s.panelSteps(i, q.Period, p))
		yAxes = append(yAxes, s.panelScale(i, s.panelTitle(indicator, p), i%columns == 0 || !oneScale))
	}
	if oneScale {
		for _, y := range yAxes {
			y.(map[string]any)["max"] = niceCeiling(most)
		}
	}
	c := charts.NewBar()
	c.SetGlobalOptions(s.base()...)
	option, err := s.option(c,
		amendment{[]any{"tooltip", "trigger"}, "axis"}, amendment{[]any{"tooltip", "axisPointer"}, map[string]any{"type": "shadow"}},
		amendment{[]any{"grid"}, grids}, amendment{[]any{"xAxis"}, xAxes}, amendment{[]any{"yAxis"}, yAxes}, amendment{[]any{"series"}, list},
	)
	if err != nil {
		return nil, nil, err
	}
	text, err := marshal(option)
	return text, targets, err
}

// panelData are the figures of a panel's steps as ECharts takes them, and the largest of them.
func (s Style) panelData(frame engine.Frame, p panel) (now, base []any, tips []string, largest float64) {
	for _, row := range p.steps {
		v := row.Values[0]
		now, base = append(now, valueOf(v.Now, v.HasNow)), append(base, valueOf(v.Base, v.HasBase))
		tips = append(tips, s.tip(s.label(p.member)+" · "+s.label(row.Members[0]), frame.Indicators[0], v, frame.Meta.Basis))
		largest = max(largest, v.Now, v.Base)
	}
	return now, base, tips, largest
}

// panelTitle is what stands above a panel: the member, its figure, its change.
func (s Style) panelTitle(indicator analytics.Indicator, p panel) string {
	text := s.label(p.member) + "\n" + s.Printer.Figure(indicator.Unit, p.total.Now)
	if p.total.Compared() {
		text += " " + s.Printer.ShortChange(indicator.Unit, p.total.Now, p.total.Base)
	}
	return text
}

// panelPlace is the place of a panel in per cent of the chart, with room above for its title and below for its steps.
func panelPlace(column, row, columns, rows int) map[string]any {
	width, height := 100/float64(columns), 100/float64(rows)
	percent := func(v float64) string { return fmt.Sprintf("%.2f%%", v) }
	return map[string]any{
		"left": percent(width*float64(column) + 3.2), "width": percent(width - 4.2),
		"top": percent(height*float64(row) + 14), "height": percent(height - 22),
	}
}

// panelSteps is the axis of a panel's steps, some of which are named.
func (s Style) panelSteps(index int, period analytics.Period, p panel) map[string]any {
	var names []string
	for _, row := range p.steps {
		names = append(names, s.stepName(period, timeStep(period), row.Members[0]))
	}
	return map[string]any{
		"gridIndex": index, "type": "category", "data": names, "axisTick": map[string]any{"show": false},
		"axisLine":  map[string]any{"lineStyle": map[string]any{"color": s.Palette.Line}},
		"axisLabel": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text - 2, "interval": max(0, (len(names)-1)/3-1), "hideOverlap": true},
	}
}

// panelScale is the axis of a panel's figures, with the panel's title above it.
func (s Style) panelScale(index int, title string, labelled bool) map[string]any {
	return map[string]any{
		"gridIndex": index, "type": "value", "min": 0, "minInterval": 1, "splitNumber": 2,
		"axisLabel": map[string]any{"show": labelled, "color": s.Palette.Muted, "fontSize": s.Text - 2, "formatter": formatPlain, "hideOverlap": true},
		"splitLine": map[string]any{"lineStyle": map[string]any{"color": s.Palette.Line}},
		"name":      title, "nameGap": 6, "nameTextStyle": map[string]any{"color": s.Palette.Ink, "fontSize": s.Text - 0.5, "lineHeight": s.Text * 1.25, "fontWeight": "bold", "align": "left", "padding": []float64{0, 0, 0, -s.Text * 1.6}},
	}
}

// niceCeiling is the next number from a figure on that a scale ends well at: one, two or five and tens of it.
func niceCeiling(v float64) float64 {
	step := math.Pow(10, math.Floor(math.Log10(v)))
	for _, factor := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8, 10} {
		if factor*step >= v {
			return factor * step
		}
	}
	return 10 * step
}

// panelsFinding names the member with the most steps above the base, among those that are above it altogether.
func (s Style) panelsFinding(frame engine.Frame, indicator analytics.Indicator, panels []panel) Sentence {
	if !frame.Meta.Compared() {
		return s.leaderFinding(frame, indicator, s.ranking(frame, indicator))
	}
	worst, most := -1, 0
	for i, p := range panels {
		above := 0
		for _, row := range p.steps {
			if v := row.Values[0]; v.Compared() && indicator.Better.Judge(v.Now, v.Base) == analytics.Worse {
				above++
			}
		}
		if !isUnknown(p.member) && above > most && indicator.Better.Judge(p.total.Now, p.total.Base) == analytics.Worse {
			worst, most = i, above
		}
	}
	basis := s.Printer.Basis(frame.Meta.Basis)
	if worst < 0 {
		return Sentence{{Tone: Good, Text: s.say("figure.panels.none", "dimension", s.dimension(frame), "basis", basis)}}
	}
	step := s.say("figure.months.step." + string(timeStep(frame.Meta.Period)))
	return Sentence{{Tone: Bad, Text: s.say("figure.panels.worst", "member", s.label(panels[worst].member), "count", most, "step", step, "basis", basis)}}
}
