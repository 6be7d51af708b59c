package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// sectorDimensions are filtered by together: a subsector is a part of its sector.
var sectorDimensions = []analytics.DimensionID{analytics.Sector, analytics.Subsector}

// only is the one member that the question's filter on a dimension keeps; "" where it keeps several, or all.
func (q Question) only(d analytics.DimensionID) string {
	if keys := q.selected(d); len(keys) == 1 {
		return keys[0]
	}
	return ""
}

// drilled are the figures of the sectors, or where the question is about a single sector, of its subsectors. A sector
// without subsectors stays among the others.
func drilled(ctx context.Context, answers Answers, q Question, indicators ...analytics.ID) (engine.Frame, error) {
	if q.only(analytics.Sector) != "" {
		frame, err := answers.Run(ctx, q.query(indicators, []analytics.DimensionID{analytics.Subsector}, analytics.Subsector))
		if err != nil || slices.ContainsFunc(frame.Rows, func(r engine.Row) bool { return !isUnknown(r.Members[0]) && occurs(r) }) {
			return frame, err
		}
	}
	return answers.Run(ctx, q.query(indicators, []analytics.DimensionID{analytics.Sector}, sectorDimensions...))
}

// occurs tells whether a row has anything in the period or its base.
func occurs(r engine.Row) bool {
	return slices.ContainsFunc(r.Values, func(v engine.Value) bool { return v.HasNow && v.Now != 0 || v.HasBase && v.Base != 0 })
}

// sectorPartsKind ranks the sectors with the change of each, or of the single sector that is looked at its subsectors.
var sectorPartsKind = Kind{ID: "sector-parts", Own: sectorDimensions, Brush: "lineY", draw: drawSectorParts}

func drawSectorParts(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	frame, err := drilled(ctx, answers, q, q.Measure)
	if err != nil {
		return Figure{}, err
	}
	indicator, dimension := frame.Indicators[0], frame.By[0].ID
	if !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	frame.Rows = slices.DeleteFunc(slices.Clone(frame.Rows), func(r engine.Row) bool { return !occurs(r) })
	bars := s.ranking(frame, indicator)
	option, err := s.barsOption(bars, s.name(indicator))
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.leaderFinding(frame, indicator, bars), Subtitle: s.subtitle(frame, indicator), Option: option,
		Targets: barTargets(bars, dimension), Selected: highlighted(bars, q.selected(dimension), 1), Frame: frame,
	}, nil
}
