package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// returnsKind shows what was inspected in each town and month, and which returns are missing.
var returnsKind = Kind{ID: "enforcement-returns", Own: []analytics.DimensionID{analytics.Month, analytics.Town}, draw: drawReturns}

func drawReturns(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	asked := q
	asked.Basis = analytics.NoBasis
	step := timeStep(q.Period)
	frame, err := answers.Run(ctx, asked.query([]analytics.ID{"inspections"}, []analytics.DimensionID{step, analytics.Town}, step, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	every := q
	every.Where = asked.query(nil, nil, analytics.Month, analytics.Town).Where
	gaps, err := gapsOf(ctx, answers, every)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	g := gridOf(frame, s.mostColumns(frame))
	g.across = slices.DeleteFunc(g.across, isUnknown) // of the city's own returns none is missing by town
	known, lacking, largest := s.returnCells(frame, g, gaps)
	option, err := s.heatOption(s.shortSteps(g, q, step), known, lacking, 0, largest,
		amendment{[]any{"series", 1, "itemStyle"}, s.hatched(s.Palette.Missing)},
		amendment{[]any{"series", 1, "itemStyle", "borderColor"}, s.Palette.Card},
		amendment{[]any{"series", 1, "itemStyle", "borderWidth"}, 1})
	if err != nil {
		return Figure{}, err
	}
	f := Figure{
		Finding: plain(s.say("figure.gaps.none")), Subtitle: joined(s.say("figure.gaps.hatched"), s.subtitle(frame, indicator)), Option: option,
		Targets: [][]Target{known.targets, lacking.targets}, Frame: frame,
	}
	if len(gaps) > 0 {
		f.Finding = Sentence{{Text: s.gapsNamed(gaps), Tone: Bad}}
	}
	f.Selected = selectedCells(f.Targets, q)
	return f, nil
}

// returnCells are the cells with all their returns, and those in which some are missing.
func (s Style) returnCells(frame engine.Frame, g grid, gaps []gap) (known, lacking cells, largest float64) {
	down, across := frame.By[0].ID, frame.By[1].ID
	for y, d := range g.down {
		for x, a := range g.across {
			v := g.cells[[2]string{d.Key, a.Key}]
			misses := contains(gapsOfTown(gaps, a.Key), d.Key)
			if !v.HasNow && !misses {
				continue
			}
			tip := s.tip(s.label(a)+" · "+s.label(d), frame.Indicators[0], v, analytics.NoBasis)
			target := Target{Conditions: []analytics.Condition{{Dimension: down, Keys: []string{d.Key}}, {Dimension: across, Keys: []string{a.Key}}}}
			largest = max(largest, v.Now)
			if misses {
				lacking.add(x, y, v.Now, tip+"\n"+s.gapTip([]string{d.Key}), "", target)
			} else {
				known.add(x, y, v.Now, tip, s.Printer.Figure(frame.Indicators[0].Unit, v.Now), target)
			}
		}
	}
	return known, lacking, max(largest, 1)
}

// shortSteps names the steps of time of a grid as an axis does.
func (s Style) shortSteps(g grid, q Question, step analytics.DimensionID) grid {
	down := make([]analytics.Member, len(g.down))
	for i, m := range g.down {
		down[i] = analytics.Member{Key: m.Key, Label: analytics.Same(s.stepName(q.Period, step, m))}
	}
	g.down = down
	return g
}
