package figure

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"

	"anlan/analytics"
)

// quadrantKind sets how much towns are inspected against what happens in them. The towns that are inspected little and have
// many accidents stand at the upper right.
var quadrantKind = Kind{ID: "quadrant", Own: []analytics.DimensionID{analytics.Town}, Brush: "rect", draw: drawQuadrant}

// perFirms is how many firms inspections are stated for.
const perFirms = 1000

func drawQuadrant(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	byTown := []analytics.DimensionID{analytics.Town}
	happened := q.query([]analytics.ID{"accidents"}, byTown, analytics.Town)
	happened.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, happened)
	if err != nil {
		return Figure{}, err
	}
	visited, err := answers.Run(ctx, q.query([]analytics.ID{"inspections"}, byTown, analytics.Town, analytics.Sector, analytics.Subsector))
	if err != nil {
		return Figure{}, err
	}
	firms, err := townSizes(ctx, answers, q, "firms")
	if err != nil {
		return Figure{}, err
	}
	people, err := townSizes(ctx, answers, q, "population")
	if err != nil {
		return Figure{}, err
	}
	visits := make(map[string]float64)
	for _, row := range visited.Rows {
		visits[row.Members[0].Key] = judged(row.Values[0])
	}
	var dots []dot
	var xs, ys []float64
	for _, row := range frame.Rows {
		m := row.Members[0]
		if isUnknown(m) || visits[m.Key] <= 0 || firms.of[m.Key] <= 0 || people.of[m.Key] <= 0 {
			continue
		}
		d := dot{member: m, x: round2(visits[m.Key] / firms.of[m.Key] * perFirms), y: round2(judged(row.Values[0]) / people.of[m.Key] * perUnit)}
		d.tip = strings.Join([]string{
			s.label(m), s.say("figure.quadrant.tip", "accidents", s.Printer.Number(d.y, 2), "visits", s.Printer.Number(d.x, 0)),
		}, "\n")
		dots, xs, ys = append(dots, d), append(xs, d.x), append(ys, d.y)
	}
	if len(dots) < 4 {
		return s.noData(visited, visited.Indicators[0]), nil
	}
	option, err := s.quadrantOption(dots, xs, ys)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.quadrantFinding(dots), Subtitle: s.say("figure.quadrant.subtitle", "period", s.Printer.Period(q.Period)), Option: option, Frame: frame,
		Targets: dotTargets(dots, analytics.Town), Selected: chosenDots(dots, q.selected(analytics.Town)),
	}, nil
}

// scaleStep is what the ends of the axis of inspections are whole multiples of.
const scaleStep = 100

// little is the share of the median inspections from which down a town is inspected little.
const little = 0.75

// quadrantOption marks the towns in the worst corner, and draws the medians.
func (s Style) quadrantOption(dots []dot, xs, ys []float64) ([]byte, error) {
	x, y := middle(xs), middle(ys)
	for i := range dots {
		dots[i].bad = dots[i].x < x*little && dots[i].y > y
	}
	left, right, top := math.Floor(slices.Min(xs)*0.9/scaleStep)*scaleStep, math.Ceil(slices.Max(xs)*1.05/scaleStep)*scaleStep, slices.Max(ys)*1.1
	lines := []charts.SingleSeries{
		s.limitLine(s.say("figure.quadrant.median"), s.Palette.Muted, "dashed", [][2]float64{{x, 0}, {x, round2(top)}}),
		s.limitLine(s.say("figure.quadrant.median"), s.Palette.Muted, "dashed", [][2]float64{{round2(left), y}, {round2(right), y}}),
	}
	more := append(silent(1, 2), amendment{[]any{"xAxis", 0, "min"}, left}, amendment{[]any{"xAxis", 0, "max"}, right})
	return s.scatterOption(dots, scatterAxis{name: s.say("figure.quadrant.axis"), inverse: true}, scatterAxis{name: s.say("figure.quadrant.name")}, lines, more...)
}

func middle(values []float64) float64 {
	list := slices.Sorted(slices.Values(values))
	n := len(list)
	return (list[(n-1)/2] + list[n/2]) / 2
}

func (s Style) quadrantFinding(dots []dot) Sentence {
	names, count := s.worstNames(dots, 4)
	if count == 0 {
		return plain(s.say("figure.quadrant.finding.none"))
	}
	return Sentence{{Text: s.say("figure.quadrant.finding", "towns", s.list(names)), Tone: Bad}}
}
