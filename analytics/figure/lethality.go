package figure

import (
	"context"

	"anlan/analytics/engine"
)

// lethalityKind ranks the sectors by deaths per hundred accidents, or of the single sector that is looked at its subsectors.
var lethalityKind = Kind{ID: "lethality", Own: sectorDimensions, Brush: "lineY", draw: drawLethality}

func drawLethality(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	frame, err := drilled(ctx, answers, q, "deaths_per_100_accidents", "deaths", "accidents")
	if err != nil {
		return Figure{}, err
	}
	indicator, dimension := frame.Indicators[0], frame.By[0].ID
	list := rate(frame, func(r engine.Row) float64 { return r.Values[2].Now / indicator.Scale })
	if len(list) == 0 || !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	bars := s.rateBars(frame, list)
	option, err := s.ratesOption(frame, list, bars)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.ratesFinding(frame, list), Subtitle: s.ratesSubtitle(frame, indicator, list), Option: option,
		Targets: barTargets(bars, dimension), Selected: highlighted(bars, q.selected(dimension), 0), Frame: frame,
	}, nil
}
