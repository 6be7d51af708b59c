package figure

import (
	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// sectorsKind ranks the sectors, with the change of each.
var sectorsKind = Kind{
	ID: "sectors", Brush: "lineY", Own: []analytics.DimensionID{analytics.Sector},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Sector}, sectorDimensions...)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) {
		frame := frames[0]
		indicator := frame.Indicators[0]
		if !frame.Total[0].HasNow {
			return s.noData(frame, indicator), nil
		}
		bars := s.ranking(frame, indicator)
		option, err := s.barsOption(bars, s.name(indicator))
		if err != nil {
			return Figure{}, err
		}
		return Figure{
			Finding: s.leaderFinding(frame, indicator, bars), Subtitle: s.subtitle(frame, indicator), Option: option,
			Targets: barTargets(bars, analytics.Sector), Selected: highlighted(bars, q.selected(analytics.Sector), 1), Frame: frame,
		}, nil
	},
}

// leaderFinding says who leads and with which share.
func (s Style) leaderFinding(frame engine.Frame, indicator analytics.Indicator, bars []bar) Sentence {
	name := s.noun(indicator)
	total := frame.Total[0]
	if len(bars) == 0 || !bars[0].value.HasNow || isUnknown(bars[0].member) || bars[0].value.Now == 0 {
		return s.noLeader(frame, indicator)
	}
	leader := bars[0]
	share := s.Printer.Percent(leader.value.Now/total.Now*100, 1)
	if !indicator.Share {
		return plain(s.say("figure.sectors.highest", "indicator", name, "member", s.label(leader.member), "figure", s.Printer.Quantity(indicator.Unit, leader.value.Now)))
	}
	return plain(s.say("figure.sectors.share", "member", s.label(leader.member), "indicator", name, "share", share))
}
