package figure

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// daysTownsKind shows after how many days half of each town's hazards are rectified, those that are still open counted as far as
// they were seen (Kaplan & Meier 1958). It marks the towns that the problem analysis would call slow.
var daysTownsKind = Kind{ID: "days-towns", Own: []analytics.DimensionID{analytics.Town}, draw: drawDaysTowns}

// timedTown is a town with the days that its hazards took.
type timedTown struct {
	town        analytics.Member
	spans       []stats.SpanCount
	median      float64 // the longest time seen where it is not known
	known       bool
	count, open int
	slow        bool
}

func drawDaysTowns(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"days_to_rectify"}, []analytics.DimensionID{analytics.Town}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	list, err := answers.Durations(ctx, query.Durations{Period: q.Period, Where: q.query(nil, nil, analytics.Town).Where})
	if err != nil {
		return Figure{}, err
	}
	towns, all, err := timedTowns(list, q.thresholds())
	if err != nil {
		return Figure{}, err
	}
	if len(towns) == 0 {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	var bars []bar
	var slow []string
	for _, t := range towns[:min(len(towns), maxBars)] {
		bars = append(bars, s.daysBar(t))
		if t.slow {
			slow = append(slow, s.axisName(t.town))
		}
	}
	option, err := s.barsOption(bars, s.say("figure.days.median"), amendment{[]any{"grid", "top"}, s.Text * 1.8},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 2}}},
		s.cityLine(all.Median, s.say("figure.townrate.city", "figure", s.wholeDays(all.Median))))
	if err != nil {
		return Figure{}, err
	}
	f := Figure{
		Finding: plain(s.say("figure.days.none", "median", s.wholeDays(all.Median))), Subtitle: joined(s.say("figure.days.subtitle"), s.context(frame)), Option: option,
		Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 0), Frame: frame,
	}
	if len(slow) > 0 {
		f.Finding = Sentence{{Text: s.say("figure.days.finding", "towns", s.some(slow, 4), "median", s.wholeDays(all.Median)), Tone: Bad}}
	}
	return f, nil
}

// timedTowns are the towns with enough hazards, the slowest first, and all hazards together.
func timedTowns(list []engine.Duration, t problem.Thresholds) ([]timedTown, stats.Survival, error) {
	towns := make(map[string]*timedTown)
	var spans []stats.SpanCount
	for _, d := range list {
		one := stats.SpanCount{Length: float64(d.Days), Done: d.Done, Open: d.Open}
		spans = append(spans, one)
		if isUnknown(d.Town) {
			continue
		}
		if towns[d.Town.Key] == nil {
			towns[d.Town.Key] = &timedTown{town: d.Town}
		}
		at := towns[d.Town.Key]
		at.spans, at.count, at.open = append(at.spans, one), at.count+d.Done+d.Open, at.open+d.Open
	}
	if len(spans) == 0 {
		return nil, stats.Survival{}, nil
	}
	all, err := stats.SurvivalOf(spans, 0.95)
	if err != nil {
		return nil, all, err
	}
	slow, err := problem.SlowTowns(list, t)
	if err != nil {
		return nil, all, err
	}
	var kept []timedTown
	for _, key := range slices.Sorted(maps.Keys(towns)) {
		one := *towns[key]
		if one.count < t.Hazards {
			continue
		}
		seen, err := stats.SurvivalOf(one.spans, 0.95)
		if err != nil {
			return nil, all, err
		}
		one.median, one.known, one.slow = seen.Median, seen.MedianKnown, slow[key]
		if !one.known {
			one.median = slices.MaxFunc(one.spans, func(a, b stats.SpanCount) int { return cmp.Compare(a.Length, b.Length) }).Length
		}
		kept = append(kept, one)
	}
	slices.SortStableFunc(kept, func(a, b timedTown) int { return cmp.Compare(b.median, a.median) })
	return kept, all, nil
}

func (s Style) daysBar(t timedTown) bar {
	label := s.Printer.Number(t.median, 0)
	if !t.known {
		label = s.say("figure.days.more", "days", label)
	}
	b := bar{
		member: t.town, value: engine.Value{Now: t.median, HasNow: true}, label: label, style: &opts.ItemStyle{Color: s.Palette.PrimaryLight},
		tip: s.label(t.town) + "\n" + s.say("figure.days.tip", "median", label, "count", t.count, "open", t.open),
	}
	if t.slow {
		b.label += " ▲"
		b.style.Color = s.Palette.Worse
	}
	return b
}

// wholeDays prints a median, which is a number of whole days.
func (s Style) wholeDays(days float64) string {
	return s.Printer.Number(days, 0) + s.Printer.Suffix(analytics.UnitDays)
}
