package figure

import (
	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// townsKind ranks the towns, with the change of each.
var townsKind = Kind{
	ID: "towns", Brush: "lineY", Own: []analytics.DimensionID{analytics.Town},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}, analytics.Town)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) {
		frame := frames[0]
		indicator := frame.Indicators[0]
		if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
			return s.noData(frame, indicator), nil
		}
		bars := s.ranking(frame, indicator)
		option, err := s.barsOption(bars, s.name(indicator))
		if err != nil {
			return Figure{}, err
		}
		return Figure{
			Finding: s.topTownsFinding(frame, indicator, bars), Subtitle: s.subtitle(frame, indicator), Option: option,
			Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 3), Frame: frame,
		}, nil
	},
}

// topTownsFinding names the leading three towns and their share together.
func (s Style) topTownsFinding(frame engine.Frame, indicator analytics.Indicator, bars []bar) Sentence {
	total := frame.Total[0]
	var names []string
	sum := 0.0
	for _, b := range bars {
		if len(names) == 3 || b.rest || b.value.Now == 0 || isUnknown(b.member) {
			break
		}
		names = append(names, s.axisName(b.member))
		sum += b.value.Now
	}
	if len(names) == 0 || total.Now == 0 || !indicator.Share {
		return s.leaderFinding(frame, indicator, bars)
	}
	return plain(s.say("figure.towns.share", "towns", s.list(names), "indicator", s.noun(indicator), "share", s.Printer.Percent(sum/total.Now*100, 1)))
}
