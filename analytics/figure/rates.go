package figure

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// level is the confidence level of intervals.
const level = 0.95

// rated is a member's rate, with how far chance alone could have moved it.
type rated struct {
	member    analytics.Member
	rate      engine.Value
	count     float64
	exposure  float64        // in the unit of the rate: ten thousands, hundreds
	interval  stats.Interval // of the rate
	counted   bool           // the count is a whole number of events, so that there is an interval
	certainty stats.Certainty
	above     bool // than the whole
}

// rate reads rows of two figures: a rate, and the count above its line; exposure is what stands below it, in the unit of the
// rate. Each rate is compared with that of the whole; the p-values are adjusted for their number (Benjamini–Hochberg).
func rate(frame engine.Frame, exposure func(engine.Row) float64) []rated {
	var list []rated
	var ps []float64
	total := frame.Total
	for _, row := range frame.Rows {
		r := rated{member: row.Members[0], rate: row.Values[0], count: row.Values[1].Now, exposure: exposure(row)}
		if !r.rate.HasNow || isUnknown(r.member) || r.exposure <= 0 {
			continue
		}
		p := 1.0
		if r.counted = row.Values[1].HasNow && r.count == math.Trunc(r.count); r.counted && total[0].HasNow && total[0].Now > 0 {
			estimate, err := stats.Rate(stats.Observed{Count: int(r.count), Exposure: r.exposure}, level)
			ratio, other := stats.SMR(int(r.count), total[0].Now*r.exposure, level)
			if r.counted = err == nil && other == nil; r.counted {
				r.interval, p = estimate.Interval, ratio.P
			}
		}
		r.above = r.rate.Now > total[0].Now
		list, ps = append(list, r), append(ps, p)
	}
	if adjusted, err := stats.BenjaminiHochberg(ps); err == nil {
		for i, p := range adjusted {
			list[i].certainty = stats.CertaintyOf(p)
		}
	}
	slices.SortStableFunc(list, func(a, b rated) int { return cmp.Compare(b.rate.Now, a.rate.Now) })
	return list
}

// high tells whether a rate stands above the whole by more than chance.
func (r rated) high() bool { return r.above && r.certainty != stats.Ordinary }

// rateTip is the tooltip of a rate: the count behind it, its interval, and how it stands against the whole.
func (s Style) rateTip(frame engine.Frame, r rated) string {
	indicator, counted := frame.Indicators[0], frame.Indicators[1]
	lines := []string{s.say("figure.rates.count", "indicator", s.name(counted), "figure", s.Printer.Quantity(counted.Unit, r.count))}
	if r.counted {
		lines = append(lines,
			s.say("figure.rates.interval", "low", s.Printer.Figure(indicator.Unit, r.interval.Low), "high", s.Printer.Figure(indicator.Unit, r.interval.High)),
			s.say("figure.rates.whole", "figure", s.Printer.Figure(indicator.Unit, frame.Total[0].Now), "certainty", s.certainty(r.certainty)))
	}
	return s.tip(s.label(r.member), indicator, r.rate, frame.Meta.Basis, lines...)
}

// rateBars are the bars of rates: those that stand above the whole by more than chance in the colour of what is worse.
func (s Style) rateBars(frame engine.Frame, list []rated) []bar {
	indicator := frame.Indicators[0]
	var bars []bar
	for _, r := range list[:min(len(list), maxBars)] {
		b := bar{member: r.member, value: r.rate, label: s.Printer.Figure(indicator.Unit, r.rate.Now), tip: s.rateTip(frame, r)}
		if r.high() {
			b.label += " ▲"
			b.style = &opts.ItemStyle{Color: s.Palette.Worse}
		}
		bars = append(bars, b)
	}
	return bars
}

// ratesOption draws rates with their intervals as thin lines, and the rate of the whole as a dashed one.
func (s Style) ratesOption(frame engine.Frame, list []rated, bars []bar) ([]byte, error) {
	indicator, total := frame.Indicators[0], frame.Total[0]
	whole := s.say("figure.rates.line", "figure", s.Printer.Figure(indicator.Unit, total.Now))
	more := []amendment{
		{[]any{"grid", "top"}, s.Text + 13},
		{[]any{"xAxis", 0, "minInterval"}, nil},
		{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 2}}},
	}
	if total.HasNow {
		more = append(more, amendment{[]any{"series", 0, "markLine"}, map[string]any{
			"silent": true, "symbol": "none", "data": []any{map[string]any{"xAxis": total.Now, "name": whole}},
			"lineStyle": map[string]any{"color": s.Palette.Ink, "type": "dashed", "width": 1.5},
			"label": map[string]any{
				"formatter": whole, "position": "start", "color": s.Palette.Ink, "fontSize": s.Text, "distance": 6, "backgroundColor": s.Palette.Card, "padding": []int{1, 3},
			},
		}})
	}
	if !slices.ContainsFunc(list[:len(bars)], func(r rated) bool { return r.counted }) {
		return s.barsOption(bars, s.name(indicator), more...)
	}
	whiskers, ends := make([]any, len(bars)), make([]any, len(bars))
	texts := make([]string, len(bars))
	for i, r := range list[:len(bars)] {
		whiskers[i], ends[i], texts[i] = missing, r.rate.Now, bars[i].label
		if r.counted {
			whiskers[i], ends[i] = []float64{r.rate.Now, r.rate.Now, r.interval.Low, r.interval.High}, r.interval.High
		}
	}
	silent := map[string]any{"show": false}
	more = append(more, amendment{[]any{"series", 0, "label"}, silent})
	more = append(more, at("series", 1, map[string]any{
		"silent": true, "z": 4, "barWidth": "20%", "tooltip": silent,
		"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderColor0": s.Palette.Ink, "borderColorDoji": s.Palette.Ink, "color": s.Palette.Ink, "color0": s.Palette.Ink, "borderWidth": 1},
	})...)
	// The figures stand behind the lines, at bars that are not to be seen.
	more = append(more, at("series", 2, map[string]any{
		"silent": true, "z": 6, "barGap": "-100%", "tooltip": silent, "texts": texts, "itemStyle": map[string]any{"color": "transparent"}, "labelLayout": map[string]any{"hideOverlap": true},
		"label": map[string]any{"show": true, "position": "right", "formatter": formatLabel, "color": s.Palette.Ink, "fontSize": s.Text, "backgroundColor": s.Palette.Card},
	})...)
	name := s.name(indicator)
	return s.barsWith(bars, name, []charts.SingleSeries{series(types.ChartKline, name, whiskers), series(types.ChartBar, name, ends)}, more...)
}

// ratesFinding names who stands above the whole by more than chance; the highest rate alone may be chance.
func (s Style) ratesFinding(frame engine.Frame, list []rated) Sentence {
	indicator := frame.Indicators[0]
	counted := slices.ContainsFunc(list, func(r rated) bool { return r.counted })
	if !counted {
		r := list[0]
		return plain(s.say("figure.sectors.highest", "indicator", s.name(indicator), "member", s.label(r.member), "figure", s.Printer.Quantity(indicator.Unit, r.rate.Now)))
	}
	var names []string
	high := 0
	for _, r := range list {
		if !r.high() {
			continue
		}
		if high++; len(names) < 3 {
			names = append(names, s.label(r.member))
		}
	}
	switch {
	case high == 0:
		return plain(s.say("figure.rates.ordinary", "indicator", s.name(indicator)))
	case high > len(names):
		return Sentence{{Tone: Bad, Text: s.say("figure.rates.high_and_others", "members", s.list(names), "count", high, "others", high-len(names), "indicator", s.noun(indicator))}}
	}
	return Sentence{{Tone: Bad, Text: s.say("figure.rates.high", "members", s.list(names), "indicator", s.noun(indicator))}}
}

// ratesSubtitle says what the thin lines are.
func (s Style) ratesSubtitle(frame engine.Frame, indicator analytics.Indicator, list []rated) string {
	text := s.subtitle(frame, indicator)
	if slices.ContainsFunc(list, func(r rated) bool { return r.counted }) {
		text = s.say("figure.rates.whiskers") + " · " + text
	}
	return text
}
