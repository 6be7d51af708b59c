package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// repeatsKind is a timeline of the firms that had one accident after another: a line for each firm, a dot for each accident,
// coloured by its type.
var repeatsKind = Kind{ID: "repeats-timeline", draw: drawRepeats}

// The firms, their accidents, and the types of these that a timeline shows at most; other types share a colour.
const (
	mostFirms = 8
	mostKinds = 4
)

func drawRepeats(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"accidents"}, nil))
	if err != nil {
		return Figure{}, err
	}
	least := q.thresholds().Repeats
	firms, err := answers.Firms(ctx, query.Firms{Period: q.Period, Where: q.Where, Least: least, Limit: mostFirms})
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: joined(s.say("figure.repeats.subtitle", "least", least), s.context(frame), s.moreFirms(firms)), Frame: frame}
	if len(firms.List) == 0 {
		f.Finding, f.Empty = plain(s.say("figure.repeats.none", "least", least)), s.say("figure.repeats.none", "least", least)
		return f, nil
	}
	list, err := repeatedAccidents(ctx, answers, q, firms)
	if err != nil {
		return Figure{}, err
	}
	if f.Option, f.Targets, err = s.repeatsOption(q, firms, list); err != nil {
		return Figure{}, err
	}
	first := firms.List[0]
	f.Finding = Sentence{{Text: s.say("figure.repeats.finding", "firms", firms.Repeated, "least", least,
		"worst", first.Name, "most", s.Printer.Quantity(analytics.UnitAccidents, float64(first.Accidents))), Tone: Bad}}
	return f, nil
}

// moreFirms says how many firms there is no room for; empty where all are shown.
func (s Style) moreFirms(firms engine.Firms) string {
	if firms.Repeated <= len(firms.List) {
		return ""
	}
	return s.say("figure.repeats.more", "shown", len(firms.List), "all", firms.Repeated)
}

// repeated is an accident of such a firm.
type repeated struct {
	firm int // its place in the list
	major
}

// repeatedAccidents lists the accidents of the firms, oldest first.
func repeatedAccidents(ctx context.Context, answers Answers, q Question, firms engine.Firms) ([]repeated, error) {
	accidents, err := catalog.Default().Indicator("accidents")
	if err != nil {
		return nil, fmt.Errorf("accidents of firms: %w", err)
	}
	ask := query.Records{Fact: analytics.Accidents, Period: q.Period, Where: q.Where, Measure: accidents.Num, Limit: maxMajors}
	for _, one := range firms.List {
		ask.Firms = append(ask.Firms, one.Name)
	}
	records, err := answers.Records(ctx, ask)
	if err != nil {
		return nil, fmt.Errorf("accidents of firms: %w", err)
	}
	var list []repeated
	for _, r := range records.Rows {
		m := major{record: r, cells: make(map[string]engine.Cell)}
		for i, c := range records.Columns {
			m.cells[c.ID] = r.Cells[i]
		}
		at := slices.IndexFunc(firms.List, func(f engine.Firm) bool { // a name elsewhere is another firm
			return f.Name == m.cells["firm"].Text && (!m.cells["town"].Known || f.Town.Key == m.cells["town"].Member.Key)
		})
		if at >= 0 {
			list = append(list, repeated{at, m})
		}
	}
	return list, nil
}

// kindsOf are the types of accident that have a colour of their own, the most frequent first.
func (s Style) kindsOf(list []repeated) []string {
	counts := make(map[string]int)
	var kinds []string
	for _, one := range list {
		name := s.member(one.cells["accident_type"])
		if counts[name]++; counts[name] == 1 {
			kinds = append(kinds, name)
		}
	}
	slices.SortStableFunc(kinds, func(a, b string) int { return counts[b] - counts[a] })
	return kinds[:min(len(kinds), mostKinds)]
}

func (s Style) repeatsOption(q Question, firms engine.Firms, list []repeated) ([]byte, [][]Target, error) {
	kinds := s.kindsOf(list)
	dots, targets := make([][]any, len(kinds)+1), make([][]Target, len(kinds)+1)
	for _, one := range list {
		at := slices.Index(kinds, s.member(one.cells["accident_type"]))
		if at < 0 {
			at = len(kinds)
		}
		deaths := one.cells["deaths"]
		dot := map[string]any{"value": []any{one.cells["occurred_on"].Day.Format(time.DateOnly), one.firm}, "symbolSize": s.Text * 0.8, "tip": s.repeatTip(firms.List[one.firm], one)}
		if deaths.Known && deaths.Number > 0 {
			dot["text"] = s.say("figure.repeats.deaths", "deaths", s.Printer.Number(deaths.Number, 0))
			dot["itemStyle"] = map[string]any{"borderColor": s.Palette.Worse, "borderWidth": 2, "opacity": 1}
		}
		dots[at] = append(dots[at], dot)
		targets[at] = append(targets[at], Target{Accident: one.record.Key()})
	}
	var names []string
	for _, firm := range firms.List {
		names = append(names, s.say("figure.repeats.firm", "firm", firm.Name, "count", firm.Accidents))
	}
	c := charts.NewScatter()
	c.SetGlobalOptions(s.base()...)
	x := s.categoryAxis()
	x.Type = "time"
	c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), AxisLabel: s.axisLabel(), Data: names}))
	var more []amendment
	for i := range dots {
		name := s.say("figure.repeats.other")
		if i < len(kinds) {
			name = kinds[i]
		} else if len(dots[i]) == 0 {
			targets = targets[:i]
			break
		}
		c.MultiSeries = append(c.MultiSeries, series(types.ChartScatter, name, dots[i], charts.WithItemStyleOpts(opts.ItemStyle{Color: s.Palette.Categories[i%len(s.Palette.Categories)]})))
		more = append(more, at("series", i, map[string]any{
			"label":       map[string]any{"show": true, "position": "right", "formatter": formatLabel, "color": s.Palette.Worse, "fontSize": s.Text - 1},
			"labelLayout": map[string]any{"hideOverlap": true},
		})...)
	}
	grid := map[string]any{"show": true, "lineStyle": map[string]any{"color": s.Palette.Line}}
	option, err := s.option(c, append(more,
		amendment{[]any{"tooltip", "trigger"}, "item"},
		amendment{[]any{"legend"}, s.legend()},
		amendment{[]any{"legend", "type"}, "scroll"}, // one line, however many types
		amendment{[]any{"xAxis", 0, "min"}, q.Period.From.Format(time.DateOnly)},
		amendment{[]any{"xAxis", 0, "max"}, q.Period.To.Format(time.DateOnly)},
		amendment{[]any{"xAxis", 0, "splitLine"}, grid},
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, "{MM}-{dd}"},
		amendment{[]any{"xAxis", 0, "axisLabel", "hideOverlap"}, true},
		amendment{[]any{"xAxis", 0, "axisLabel", "showMaxLabel"}, false},
		amendment{[]any{"yAxis", 0, "axisLabel", "width"}, s.Text * 9},
		amendment{[]any{"yAxis", 0, "axisLabel", "overflow"}, "truncate"},
		amendment{[]any{"yAxis", 0, "axisTick"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "axisLine"}, map[string]any{"show": false}},
		amendment{[]any{"yAxis", 0, "splitLine"}, grid},
		amendment{[]any{"grid"}, map[string]any{"left": 4, "right": 36, "top": 34, "bottom": 2, "containLabel": true}},
	)...)
	if err != nil {
		return nil, nil, err
	}
	text, err := marshal(option)
	return text, targets, err
}

// repeatTip is what a dot says.
func (s Style) repeatTip(firm engine.Firm, one repeated) string {
	lines := []string{firm.Name, s.Printer.Day(one.cells["occurred_on"].Day) + " " + s.majorName(one.major), s.member(one.cells["town"]) + " · " + s.member(one.cells["sector"])}
	if deaths := one.cells["deaths"]; deaths.Known {
		lines = append(lines, s.say("figure.majors.deaths", "deaths", s.Printer.Quantity(analytics.UnitPersons, deaths.Number)))
	}
	return strings.Join(lines, "\n")
}
