package figure

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// townFunnelKind sets what towns have against their size, within the limits that chance draws: a small town scatters widely, a
// large one does not (domain notes 6.3).
var townFunnelKind = Kind{ID: "funnel", Own: []analytics.DimensionID{analytics.Town}, Brush: "rect", draw: drawTownFunnel}

// workSectors are the sectors whose accidents are set against employees.
var workSectors = []string{"industry", "construction", "hazchem", "equipment", "mine", "coal", "fireworks"}

// exposureOf is the size that accidents of the sectors that are looked at come from.
func exposureOf(q Question) analytics.ID {
	keys := q.selected(analytics.Sector)
	for _, part := range q.selected(analytics.Subsector) {
		keys = append(slices.Clone(keys), strings.Split(part, ".")[0])
	}
	all := func(in ...string) bool {
		return len(keys) > 0 && !slices.ContainsFunc(keys, func(k string) bool { return !slices.Contains(in, k) })
	}
	switch {
	case all("road"):
		return "vehicles"
	case all(workSectors...):
		return "employees"
	}
	return "population"
}

// perUnit is how many of an exposure a rate is stated for.
const perUnit = 10_000

func drawTownFunnel(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	frame, err := answers.Run(ctx, q.query([]analytics.ID{funnelMeasure(q.Measure)}, []analytics.DimensionID{analytics.Town}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	sizes, err := townSizes(ctx, answers, q, exposureOf(q))
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	var members []analytics.Member
	var counts []int
	var exposures []float64
	events := 0
	for _, row := range frame.Rows {
		if size := sizes.of[row.Members[0].Key]; !isUnknown(row.Members[0]) && row.Values[0].HasNow && size > 0 {
			members, counts, exposures = append(members, row.Members[0]), append(counts, int(math.Round(row.Values[0].Now))), append(exposures, size/perUnit)
			events += counts[len(counts)-1]
		}
	}
	if len(members) < 2 || events == 0 {
		return s.noData(frame, indicator), nil
	}
	plot, err := stats.Funnel(counts, exposures)
	if err != nil {
		return Figure{}, err
	}
	dots := s.townFunnelDots(members, counts, exposures, plot, indicator)
	option, err := s.townFunnelOption(dots, plot, indicator, sizes.name.In(s.Printer.Language))
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.townFunnelFinding(dots), Option: option, Frame: frame, Targets: dotTargets(dots, analytics.Town), Selected: chosenDots(dots, q.selected(analytics.Town)),
		Subtitle: s.say("figure.town_funnel.subtitle", "exposure", sizes.name.In(s.Printer.Language), "subtitle", s.subtitle(frame, indicator)),
	}, nil
}

// funnelMeasure is the indicator that a funnel counts: events, for limits on deaths that come several at a time would be
// too narrow.
func funnelMeasure(measure analytics.ID) analytics.ID {
	if measure == "deaths" || measure == "fatal_accidents" {
		return "fatal_accidents"
	}
	return "accidents"
}

// sizes are the sizes of towns, and what they are called.
type sizes struct {
	name analytics.Text
	of   map[string]float64
}

func townSizes(ctx context.Context, answers Answers, q Question, id analytics.ID) (sizes, error) {
	ask := q.query([]analytics.ID{id}, []analytics.DimensionID{analytics.Town})
	ask.Where, ask.Basis = nil, analytics.NoBasis
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return sizes{}, err
	}
	list := sizes{name: frame.Indicators[0].Name, of: make(map[string]float64)}
	for _, row := range frame.Rows {
		if row.Values[0].HasNow {
			list.of[row.Members[0].Key] = row.Values[0].Now
		}
	}
	return list, nil
}

func (s Style) townFunnelDots(members []analytics.Member, counts []int, exposures []float64, plot stats.FunnelPlot, indicator analytics.Indicator) []dot {
	var dots []dot
	for i, u := range plot.Units {
		if !u.Judged {
			continue
		}
		tip := strings.Join([]string{
			s.label(members[i]),
			s.say("figure.tip.figure", "indicator", s.name(indicator), "figure", s.Printer.Quantity(indicator.Unit, float64(counts[i]))),
			s.say("figure.town_funnel.tip", "expected", s.Printer.Number(u.Expected, 1), "low", s.Printer.Number(u.Adjusted.Limits.Alarm.Low, 1), "high", s.Printer.Number(u.Adjusted.Limits.Alarm.High, 1)),
		}, "\n")
		dots = append(dots, dot{member: members[i], x: round2(exposures[i]), y: round2(u.Rate), tip: tip, bad: u.Adjusted.Flag == stats.AlarmHigh})
	}
	return dots
}

func round2(v float64) float64 { return math.Round(v*100) / 100 }

// townFunnelSteps is how many points a line of limits has.
const townFunnelSteps = 40

func (s Style) townFunnelOption(dots []dot, plot stats.FunnelPlot, indicator analytics.Indicator, exposure string) ([]byte, error) {
	low, high := math.Inf(1), 0.0
	for _, d := range dots {
		low, high = min(low, d.x), max(high, d.x)
	}
	phi := 1.0
	if plot.Dispersed {
		phi = plot.Dispersion.Winsorised
	}
	var curves [4][][2]float64
	for i := range townFunnelSteps + 1 {
		x := low*0.8 + (high*1.05-low*0.8)*float64(i)/townFunnelSteps
		limits, err := stats.FunnelLimits(plot.Target*x, phi)
		if err != nil {
			return nil, err
		}
		for n, v := range []float64{limits.Alarm.Low, limits.Alert.Low, limits.Alert.High, limits.Alarm.High} {
			curves[n] = append(curves[n], [2]float64{round2(x), round2(max(v, 0) / x)})
		}
	}
	mean := [][2]float64{{round2(low * 0.8), round2(plot.Target)}, {round2(high * 1.05), round2(plot.Target)}}
	lines := []charts.SingleSeries{
		s.limitLine("99.8%", s.Palette.Primary, "solid", curves[0]), s.limitLine("95%", s.Palette.PrimaryLight, "dashed", curves[1]),
		s.limitLine("95%", s.Palette.PrimaryLight, "dashed", curves[2]), s.limitLine("99.8%", s.Palette.Primary, "solid", curves[3]),
		s.limitLine(s.say("figure.town_funnel.mean"), s.Palette.Muted, "dotted", mean),
	}
	x := scatterAxis{name: s.say("figure.town_funnel.axis", "exposure", exposure)}
	more := append(silent(1, len(lines)), amendment{[]any{"xAxis", 0, "min"}, math.Floor(low * 0.8)}, amendment{[]any{"xAxis", 0, "max"}, math.Ceil(high * 1.05)})
	return s.scatterOption(dots, x, scatterAxis{name: s.name(indicator)}, lines, more...)
}

// townFunnelFinding says which towns lie above the limit that chance exceeds once in a thousand cases.
func (s Style) townFunnelFinding(dots []dot) Sentence {
	names, count := s.worstNames(dots, 3)
	switch {
	case count == 0:
		return plain(s.say("figure.town_funnel.finding.none"))
	case count > len(names):
		return Sentence{{Text: s.say("figure.town_funnel.finding.many", "towns", s.list(names), "count", count), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.town_funnel.finding", "towns", s.list(names)), Tone: Bad}}
}

// judged is a frame's value where it is known, otherwise zero.
func judged(v engine.Value) float64 {
	if v.HasNow {
		return v.Now
	}
	return 0
}
