package figure

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// contributionKind is a waterfall from the base to now: what each sector, or within one sector each town, did to the change.
var contributionKind = Kind{ID: "contribution", Own: []analytics.DimensionID{analytics.Sector, analytics.Town}, draw: drawContribution}

// maxSteps bounds the steps of a waterfall; the rest is one step.
const maxSteps = 8

// contributionBy is what a waterfall is cut by: towns within one sector, otherwise sectors.
func contributionBy(q Question) analytics.DimensionID {
	if len(q.selected(analytics.Sector)) == 1 && q.selected(analytics.Town) == nil {
		return analytics.Town
	}
	return analytics.Sector
}

// stepName is how wide the Chinese name of a step may be, in multiples of the text size: it goes on in the next line after
// two characters. English names are turned.
const stepName = 2.4

// nameLook sets how the names of steps are written, in Chinese and in English.
func (s Style) nameLook(key string, chinese, english any) amendment {
	if s.zh() {
		return amendment{[]any{"xAxis", 0, "axisLabel", key}, chinese}
	}
	return amendment{[]any{"xAxis", 0, "axisLabel", key}, english}
}

// step is one step of a waterfall.
type step struct {
	member analytics.Member
	change float64
	rest   bool
}

func drawContribution(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	by := contributionBy(q)
	frame, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{by}, by))
	if err != nil {
		return Figure{}, err
	}
	indicator, total := frame.Indicators[0], frame.Total[0]
	if !total.HasNow {
		return s.noData(frame, indicator), nil
	}
	if !total.Compared() || indicator.IsRatio() {
		text := s.say("figure.contribution.no_base")
		return Figure{Finding: plain(text), Subtitle: s.subtitle(frame, indicator), Empty: text, Frame: frame}, nil
	}
	steps := s.steps(frame)
	option, err := s.contributionOption(frame, steps)
	if err != nil {
		return Figure{}, err
	}
	targets := make([]Target, len(steps)+2)
	var selected [][2]int
	for i, one := range steps {
		if one.rest {
			continue
		}
		targets[i+1] = memberTarget(by, one.member)
		if contains(q.selected(by), one.member.Key) {
			selected = append(selected, [2]int{1, i + 1})
		}
	}
	return Figure{
		Finding: s.waterfallFinding(frame, steps), Subtitle: s.subtitle(frame, indicator) + s.say("figure.contribution.axis"), Option: option,
		Targets: [][]Target{nil, targets}, Selected: selected, Frame: frame,
	}, nil
}

// steps are the changes of the members, the largest rise first, falls after them; the smallest are one step. They add up to
// the change of the whole.
func (s Style) steps(frame engine.Frame) []step {
	var list []step
	for _, row := range frame.Rows {
		v := row.Values[0]
		if change := judged(v) - v.Base; change != 0 {
			list = append(list, step{member: row.Members[0], change: change})
		}
	}
	slices.SortStableFunc(list, func(a, b step) int { return cmp.Compare(math.Abs(b.change), math.Abs(a.change)) })
	rest := step{rest: true}
	if len(list) > maxSteps {
		for _, one := range list[maxSteps-1:] {
			rest.change += one.change
		}
		rest.member.Label = analytics.Same(s.say("figure.bars.others", "count", len(list)-maxSteps+1))
		list = list[:maxSteps-1]
	}
	slices.SortStableFunc(list, func(a, b step) int { return cmp.Compare(b.change, a.change) })
	if rest.change != 0 {
		list = append(list, rest)
	}
	return list
}

func (s Style) contributionOption(frame engine.Frame, steps []step) ([]byte, error) {
	indicator, total := frame.Indicators[0], frame.Total[0]
	floor := waterfallFloor(total, steps)
	names := []string{s.Printer.ShortBasis(frame.Meta.Basis)}
	end := func(v float64, text string) datum {
		return datum{Name: text, Value: v - floor, Text: s.Printer.Figure(indicator.Unit, v), Tip: text + "\n" + s.Printer.Quantity(indicator.Unit, v), ItemStyle: &opts.ItemStyle{Color: s.Palette.Primary}}
	}
	under, shown := []float64{0}, []datum{end(total.Base, names[0])}
	at := total.Base
	for _, one := range steps {
		names = append(names, s.axisName(one.member))
		under = append(under, min(at, at+one.change)-floor)
		shown = append(shown, s.stepDatum(indicator, total, one))
		at += one.change
	}
	last := s.thisPeriod(frame.Meta.Period)
	names, under, shown = append(names, last), append(under, 0), append(shown, end(total.Now, last))
	c := charts.NewBar()
	c.SetGlobalOptions(s.base()...)
	c.SetGlobalOptions(charts.WithXAxisOpts(s.categoryAxis()), charts.WithYAxisOpts(s.valueAxis()))
	c.SetXAxis(names)
	c.MultiSeries = append(c.MultiSeries,
		series(types.ChartBar, "", under, charts.WithBarChartOpts(opts.BarChart{Stack: "steps", BarCategoryGap: "30%"}), charts.WithItemStyleOpts(opts.ItemStyle{Color: "transparent"})),
		series(types.ChartBar, s.name(indicator), shown, charts.WithBarChartOpts(opts.BarChart{Stack: "steps"}), charts.WithLabelOpts(s.markLabel("top"))))
	option, err := s.option(c, append(silent(0, 1),
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 6, "top": s.Text * 1.8, "bottom": 2, "containLabel": true}},
		amendment{[]any{"xAxis", 0, "axisLabel", "interval"}, 0},
		amendment{[]any{"xAxis", 0, "axisLabel", "color"}, s.Palette.Ink},
		s.nameLook("width", stepName*s.Text, 6*s.Text), s.nameLook("overflow", "break", "truncate"), s.nameLook("rotate", 0, 35),
		amendment{[]any{"yAxis", 0, "show"}, false},
		amendment{[]any{"series", 1, "selectedMode"}, "multiple"},
		amendment{[]any{"series", 1, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Categories[1], "borderWidth": 2}}},
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

func (s Style) stepDatum(indicator analytics.Indicator, total engine.Value, one step) datum {
	d := datum{Name: s.label(one.member), Value: math.Abs(one.change), Text: s.Printer.Signed(one.change, decimalsOf(one.change)), ItemStyle: &opts.ItemStyle{Color: s.Palette.Muted}}
	switch indicator.Better.Judge(one.change, 0) {
	case analytics.Worse:
		d.ItemStyle.Color = s.Palette.Worse
	case analytics.Better:
		d.ItemStyle.Color = s.Palette.Better
	}
	lines := []string{s.label(one.member), s.say("figure.contribution.change", "change", d.Text+s.Printer.Suffix(indicator.Unit))}
	if total.Base != 0 {
		lines = append(lines, s.say("figure.contribution.points", "points", s.Printer.Signed(one.change/total.Base*100, 2)))
	}
	d.Tip = strings.Join(lines, "\n")
	return d
}

// decimalsOf are those of a difference of which a mean of five years is a part.
func decimalsOf(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	return 1
}

// waterfallFloor is where the axis begins, so that steps are seen beside totals: zero where they are large enough.
func waterfallFloor(total engine.Value, steps []step) float64 {
	low, at, size := min(total.Base, total.Now), total.Base, 0.0
	for _, one := range steps {
		at += one.change
		low = min(low, at)
		size += math.Abs(one.change)
	}
	floor := low - size*0.6
	if floor < low*0.4 {
		return 0
	}
	return floor
}

// waterfallFinding says who moved the whole most, and how it would have changed without.
func (s Style) waterfallFinding(frame engine.Frame, steps []step) Sentence {
	indicator, total := frame.Indicators[0], frame.Total[0]
	change := s.Printer.Change(indicator.Unit, total.Now, total.Base, 1)
	sentence := Sentence{{Text: s.say("figure.contribution.finding", "indicator", s.name(indicator), "change", change), Tone: toneOf(indicator, total)}}
	worst := slices.IndexFunc(steps, func(one step) bool {
		return !one.rest && !isUnknown(one.member) && indicator.Better.Judge(one.change, 0) == analytics.Worse
	})
	if worst < 0 || total.Base == 0 {
		return sentence
	}
	one := steps[worst]
	return append(sentence, Span{Text: s.say("figure.contribution.worst", "member", s.label(one.member), "change", s.Printer.Signed(one.change, decimalsOf(one.change))), Tone: Bad})
}
