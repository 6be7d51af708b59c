package figure

import (
	"cmp"
	"context"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/analytics/stats"
)

// balanceKind lays inspecting beside what happens, town by town. The two stand side by side; neither is said to follow from
// the other.
var balanceKind = Kind{ID: "inspections-against-accidents", Own: []analytics.DimensionID{analytics.Town}, draw: drawBalance}

// balance are towns between inspections per 1000 firms and accidents or deaths per 10 000 employed.
type balance struct {
	effort, harm         analytics.Indicator
	counted              engine.Frame // by town, of what is inspected
	happened             engine.Frame // by town, of what happens
	cityEffort, cityHarm float64
	towns                []balanced
	unknown              int // towns that lack one of the figures
}

// balanced is a town of a balance.
type balanced struct {
	member                      analytics.Member
	effort, harm                float64
	inspections, firms          float64
	count, employed             float64
	few                         bool // visits find fewer hazards there, by more than chance
	perVisit                    engine.Value
	inspectedLittle, harmedMuch bool
}

// quiet tells that a town is inspected much and finds little there.
func (b balanced) quiet() bool { return !b.inspectedLittle && b.few }

// neglected tells that a town is inspected little while much happens there.
func (b balanced) neglected() bool { return b.inspectedLittle && b.harmedMuch }

func drawBalance(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	b, err := balanceOf(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	if len(b.towns) == 0 || b.cityEffort == 0 || b.cityHarm == 0 {
		return s.noData(b.counted, b.effort), nil
	}
	option, err := s.balanceOption(b)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Finding: s.balanceFinding(b), Subtitle: s.balanceSubtitle(b), Option: option, Frame: b.counted}
	var targets []Target
	for i, t := range b.towns {
		targets = append(targets, targetOfMember(analytics.Town, t.member))
		if contains(q.selected(analytics.Town), t.member.Key) {
			f.Selected = append(f.Selected, [2]int{0, i})
		}
	}
	f.Targets = [][]Target{targets}
	return f, nil
}

// balanceOf asks for the figures. What is counted follows the filters; firms and employed are those of the town, because
// few tables state them by sector.
func balanceOf(ctx context.Context, answers Answers, q Question) (balance, error) {
	var b balance
	harm, count := analytics.ID("deaths_per_10k_employees"), analytics.ID("deaths")
	if q.Measure == "accidents" {
		harm, count = "accidents_per_10k_employees", "accidents"
	}
	q.Basis = analytics.NoBasis
	towns := []analytics.DimensionID{analytics.Town}
	bare := q
	bare.Where = nil
	sizes, err := answers.Run(ctx, bare.query([]analytics.ID{"inspections_per_1000_firms", harm}, towns))
	if err != nil {
		return b, err
	}
	if b.counted, err = answers.Run(ctx, q.query([]analytics.ID{"inspections", "hazards_per_inspection"}, towns, analytics.Town)); err != nil {
		return b, err
	}
	if b.happened, err = answers.Run(ctx, q.query([]analytics.ID{count}, towns, analytics.Town)); err != nil {
		return b, err
	}
	b.effort, b.harm = sizes.Indicators[0], sizes.Indicators[1]
	b.cityEffort = over(b.counted.Total[0], sizes.Total[0], b.effort)
	b.cityHarm = over(b.happened.Total[0], sizes.Total[1], b.harm)
	expected, err := finds.expected(ctx, answers, q)
	if err != nil {
		return b, err
	}
	few := fewFinds(b.counted, expected)
	for _, row := range sizes.Rows {
		b.add(row, few)
	}
	return b, nil
}

// over is a count over the denominator of a ratio.
func over(count, ratio engine.Value, i analytics.Indicator) float64 {
	if !count.HasNow || ratio.Den == 0 {
		return 0
	}
	return count.Now / ratio.Den * i.Scale
}

// add adds a town whose figures are all known.
func (b *balance) add(sizes engine.Row, few map[string]bool) {
	m := sizes.Members[0]
	if isUnknown(m) {
		return
	}
	counted, happened := rowOf(b.counted, m.Key), rowOf(b.happened, m.Key)
	if counted == nil || happened == nil || !counted[0].HasNow || !happened[0].HasNow || sizes.Values[0].Den == 0 || sizes.Values[1].Den == 0 {
		b.unknown++
		return
	}
	t := balanced{
		member: m, effort: over(counted[0], sizes.Values[0], b.effort), harm: over(happened[0], sizes.Values[1], b.harm),
		inspections: counted[0].Now, firms: sizes.Values[0].Den, count: happened[0].Now, employed: sizes.Values[1].Den,
		few: few[m.Key], perVisit: counted[1],
	}
	t.inspectedLittle, t.harmedMuch = t.effort < b.cityEffort, t.harm > b.cityHarm
	b.towns = append(b.towns, t)
}

// rowOf are the figures of a member in a frame over one dimension; nil where it has no row.
func rowOf(frame engine.Frame, key string) []engine.Value {
	for _, row := range frame.Rows {
		if row.Members[0].Key == key {
			return row.Values
		}
	}
	return nil
}

// fewFinds are the towns whose visits find fewer hazards than those of the city, by more than chance.
func fewFinds(frame engine.Frame, expected map[string]float64) map[string]bool {
	perVisit := engine.Frame{Total: frame.Total[1:]}
	for _, row := range frame.Rows {
		perVisit.Rows = append(perVisit.Rows, engine.Row{Members: row.Members, Values: row.Values[1:]})
	}
	few := make(map[string]bool)
	for _, t := range finds.towns(perVisit, expected, problem.Defaults()) {
		few[t.row.Members[0].Key] = t.low && t.certainty != stats.Ordinary
	}
	return few
}

func (s Style) balanceOption(b balance) ([]byte, error) {
	var data []datum
	for _, t := range b.towns {
		d := datum{Name: s.label(t.member), Value: []float64{t.effort, t.harm}, Tip: s.balanceTip(b, t), ItemStyle: &opts.ItemStyle{Color: s.Palette.PrimaryLight}}
		switch {
		case t.neglected():
			d.ItemStyle.Color, d.Text = s.Palette.Worse, s.axisName(t.member)
		case t.quiet():
			d.ItemStyle.Color, d.Text = s.Palette.Caution, s.axisName(t.member)
		}
		data = append(data, d)
	}
	c := charts.NewScatter()
	x, y := s.categoryAxis(), s.valueAxis()
	x.Type, x.Min, x.Scale, x.AxisLabel.Formatter = "value", nil, opts.Bool(true), formatPlain
	x.SplitLine, x.Name = y.SplitLine, s.withUnit(b.effort)
	y.Min, y.MinInterval, y.Scale = nil, 0, opts.Bool(true)
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))
	c.MultiSeries = append(c.MultiSeries, series(types.ChartScatter, s.name(b.harm), data, charts.WithLabelOpts(s.markLabel("right"))))
	option, err := s.option(c,
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 22, "top": s.Text * 2, "bottom": s.Text * 1.6, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "nameLocation"}, "middle"},
		amendment{[]any{"xAxis", 0, "nameGap"}, s.Text * 1.9},
		amendment{[]any{"xAxis", 0, "nameTextStyle"}, map[string]any{"color": s.Palette.Muted, "fontSize": s.Text}},
		amendment{[]any{"yAxis", 0, "name"}, s.withUnit(b.harm)},
		amendment{[]any{"yAxis", 0, "nameGap"}, s.Text * 0.7},
		amendment{[]any{"yAxis", 0, "nameTextStyle"}, map[string]any{"color": s.Palette.Muted, "fontSize": s.Text, "align": "left"}},
		amendment{[]any{"series", 0, "symbolSize"}, 11},
		amendment{[]any{"series", 0, "label", "distance"}, 4},
		amendment{[]any{"series", 0, "labelLayout"}, map[string]any{"hideOverlap": true, "moveOverlap": "shiftY"}},
		amendment{[]any{"series", 0, "selectedMode"}, "multiple"},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"color": s.Palette.Primary, "borderColor": s.Palette.Ink, "borderWidth": 2}}},
		amendment{[]any{"series", 0, "markLine"}, s.quadrants(b)},
	)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// quadrants are the lines at the city's figures.
func (s Style) quadrants(b balance) map[string]any {
	return map[string]any{
		"silent": true, "symbol": "none", "data": []any{map[string]any{"xAxis": b.cityEffort}, map[string]any{"yAxis": b.cityHarm}},
		"lineStyle": map[string]any{"color": s.Palette.Muted, "type": "dashed", "width": 1.2}, "label": map[string]any{"show": false},
	}
}

func (s Style) balanceTip(b balance, t balanced) string {
	count, inspections := b.happened.Indicators[0], b.counted.Indicators[0]
	lines := []string{
		s.label(t.member),
		s.say("figure.tip.figure", "indicator", s.name(b.effort), "figure", s.Printer.Quantity(b.effort.Unit, t.effort)),
		s.say("figure.balance.effort", "inspections", s.Printer.Quantity(inspections.Unit, t.inspections), "firms", s.Printer.Number(t.firms, 0)),
		s.say("figure.tip.figure", "indicator", s.name(b.harm), "figure", s.Printer.Quantity(b.harm.Unit, t.harm)),
		s.say("figure.balance.harm", "indicator", s.noun(count), "figure", s.Printer.Quantity(count.Unit, t.count), "employed", s.Printer.Number(t.employed, 0)),
	}
	if estimate, err := stats.Rate(stats.Observed{Count: int(t.count), Exposure: t.employed}, 0.95); err == nil {
		lines = append(lines, s.say("figure.interval", "low", s.Printer.Figure(b.harm.Unit, estimate.Interval.Low*b.harm.Scale), "high", s.Printer.Figure(b.harm.Unit, estimate.Interval.High*b.harm.Scale)))
	}
	if t.perVisit.HasNow {
		lines = append(lines, s.say("figure.tip.figure", "indicator", s.name(b.counted.Indicators[1]), "figure", s.Printer.Quantity(b.counted.Indicators[1].Unit, t.perVisit.Now)))
	}
	return joinLines(lines)
}

// balanceFinding names the towns that are inspected little while much happens there, the farthest off first, and those
// that are inspected much and find little.
func (s Style) balanceFinding(b balance) Sentence {
	neglected := namesOf(s, b, balanced.neglected, func(t balanced) float64 { return (1 - t.effort/b.cityEffort) * (t.harm/b.cityHarm - 1) })
	quiet := namesOf(s, b, balanced.quiet, func(t balanced) float64 { return t.effort / b.cityEffort })
	harm := s.noun(b.happened.Indicators[0])
	var sentence Sentence
	if len(neglected) > 0 {
		sentence = append(sentence, Span{Text: s.say("figure.balance.neglected", "indicator", harm, "towns", s.some(neglected, 4)), Tone: Bad})
	}
	if len(quiet) > 0 {
		if sentence != nil {
			sentence = append(sentence, Span{Text: s.say("figure.headline.and")})
		}
		sentence = append(sentence, Span{Text: s.say("figure.balance.quiet", "towns", s.some(quiet, 4))})
	}
	if sentence == nil {
		return plain(s.say("figure.balance.none", "indicator", harm))
	}
	return sentence
}

// namesOf names the towns of a sort, those that a weight is largest of first.
func namesOf(s Style, b balance, of func(balanced) bool, weight func(balanced) float64) []string {
	towns := slices.DeleteFunc(slices.Clone(b.towns), func(t balanced) bool { return !of(t) })
	slices.SortStableFunc(towns, func(x, y balanced) int { return cmp.Compare(weight(y), weight(x)) })
	var names []string
	for _, t := range towns {
		names = append(names, s.axisName(t.member))
	}
	return names
}

func (s Style) balanceSubtitle(b balance) string {
	unknown := ""
	if b.unknown > 0 {
		unknown = s.say("figure.townrate.unknown", "count", b.unknown)
	}
	return joined(s.say("figure.balance.subtitle"), s.context(b.counted), s.ignored(b.happened), unknown)
}
