package figure

import (
	"context"
	"math"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
)

// The kinds that set what a town has against its residents, employed and vehicles: on the map, and as a ranking with
// intervals.
var (
	townMapResidentsKind   = townRateMap("town-map-residents", "residents")
	townMapEmployeesKind   = townRateMap("town-map-employees", "employees")
	townMapVehiclesKind    = townRateMap("town-map-vehicles", "vehicles")
	townRatesResidentsKind = townRates("town-rates-residents", "residents")
	townRatesEmployeesKind = townRates("town-rates-employees", "employees")
	townRatesVehiclesKind  = townRates("town-rates-vehicles", "vehicles")
)

// exposureIndicator is the indicator of an exposure by itself.
var exposureIndicator = map[string]analytics.ID{"residents": "population", "employees": "employees", "vehicles": "vehicles"}

// rateMeasure is the indicator that a rate counts: what is looked at, or where that is too rare for a rate, accidents.
func rateMeasure(measure analytics.ID) analytics.ID {
	if measure == "larger_accidents" {
		return "accidents"
	}
	return measure
}

// askRates asks for the rates of the towns against an exposure. The exposure is that of the whole town, whichever sector or
// grade is looked at.
func askRates(ctx context.Context, answers Answers, q Question, exposure string) (engine.Frame, []rated, error) {
	counted, byTown := rateMeasure(q.Measure), []analytics.DimensionID{analytics.Town}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{catalog.RateOf(counted, exposure), counted}, byTown, analytics.Town))
	if err != nil {
		return frame, nil, err
	}
	whole := q.query([]analytics.ID{exposureIndicator[exposure]}, byTown)
	whole.Where, whole.Basis = nil, analytics.NoBasis
	against, err := answers.Run(ctx, whole)
	if err != nil {
		return frame, nil, err
	}
	sizes := make(map[string]float64)
	for _, row := range against.Rows {
		sizes[row.Members[0].Key] = row.Values[0].Now
	}
	scale := frame.Indicators[0].Scale
	return frame, rate(frame, func(r engine.Row) float64 { return sizes[r.Members[0].Key] / scale }), nil
}

func townRates(id, exposure string) Kind {
	return Kind{ID: id, Own: []analytics.DimensionID{analytics.Town}, Brush: "lineY", draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
		frame, list, err := askRates(ctx, answers, q, exposure)
		if err != nil {
			return Figure{}, err
		}
		if len(list) == 0 {
			return s.noData(frame, frame.Indicators[0]), nil
		}
		bars := s.rateBars(frame, list)
		option, err := s.ratesOption(frame, list, bars)
		if err != nil {
			return Figure{}, err
		}
		return Figure{
			Finding: s.ratesFinding(frame, list), Subtitle: s.ratesSubtitle(frame, frame.Indicators[0], list), Option: option,
			Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 0), Frame: frame,
		}, nil
	}}
}

func townRateMap(id, exposure string) Kind {
	return Kind{ID: id, Own: []analytics.DimensionID{analytics.Town}, draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
		frame, list, err := askRates(ctx, answers, q, exposure)
		if err != nil {
			return Figure{}, err
		}
		indicator := frame.Indicators[0]
		if len(list) == 0 {
			return s.noData(frame, indicator), nil
		}
		tips := make(map[string]string)
		least := math.Inf(1)
		for _, r := range list {
			tips[r.member.Key] = s.rateTip(frame, r)
			least = min(least, r.rate.Now)
		}
		var places []spot
		for _, row := range frame.Rows {
			m, v := row.Members[0], row.Values[0]
			if isUnknown(m) {
				continue
			}
			tip, ok := tips[m.Key]
			if !ok {
				v.HasNow, tip = false, s.tip(s.label(m), indicator, engine.Value{}, analytics.NoBasis)
			}
			places = append(places, spot{m, v, tip})
		}
		// Rates differ little beside their level: the pale end of the scale is the lowest, not zero.
		f, err := s.townAreas(q, frame, indicator, places, least)
		if err != nil {
			return Figure{}, err
		}
		f.Finding = s.ratesFinding(frame, list)
		return f, nil
	}}
}
