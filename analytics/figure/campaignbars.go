package figure

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// campaignBarsKind shows one figure over the campaigns. Each campaign stands for itself: nothing is added up.
func campaignBarsKind(id analytics.ID) Kind {
	return Kind{
		ID: CampaignBarsID(id), Own: []analytics.DimensionID{analytics.Campaign}, Card: id,
		Needs: func(q Question) []query.Query {
			return []query.Query{q.query([]analytics.ID{id}, []analytics.DimensionID{analytics.Campaign}, analytics.Campaign)}
		},
		build: func(q Question, s Style, frames []engine.Frame) (Figure, error) { return s.campaignBars(q, frames[0]) },
	}
}

func (s Style) campaignBars(q Question, frame engine.Frame) (Figure, error) {
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	named := s.namedCampaigns(frame)
	named.Rows = slices.DeleteFunc(named.Rows, func(r engine.Row) bool { return !r.Values[0].HasNow && !r.Values[0].HasBase })
	indicator.Share = false // campaigns may count the same
	bars := s.ranking(named, indicator)
	more := []amendment{{[]any{"xAxis", 0, "splitNumber"}, 2}}
	if indicator.Unit.Percent {
		for i := range bars {
			s.shareBar(&bars[i], indicator)
		}
		more = append(more, amendment{[]any{"xAxis", 0, "max"}, 100}, amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPlain + "?suffix=%25"})
	}
	option, err := s.barsOption(bars, s.name(indicator), more...)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.campaignFinding(indicator, bars), Subtitle: joined(s.subtitle(frame, indicator), s.silent(frame)), Option: option,
		Targets: barTargets(bars, analytics.Campaign), Selected: highlighted(bars, q.selected(analytics.Campaign), 1), Frame: frame,
	}, nil
}

// shareBar is the bar of a share: never longer than all of it, its parts in the tooltip.
func (s Style) shareBar(b *bar, indicator analytics.Indicator) {
	if !b.value.HasNow {
		return
	}
	if parts := s.parts(indicator, b.value); parts != "" {
		b.tip = joinLines([]string{b.tip, parts})
	}
	if b.value.Now > 100 {
		b.value.Now, b.label = 100, s.say("figure.rate.earlier")
		return
	}
	b.label = s.Printer.Percent(b.value.Now, 1)
}

// campaignFinding says which campaign leads; no shares, because campaigns may count the same.
func (s Style) campaignFinding(indicator analytics.Indicator, bars []bar) Sentence {
	for _, b := range bars {
		if b.value.HasNow && !isUnknown(b.member) {
			return plain(s.say("figure.campaigns.leads", "campaign", s.label(b.member), "indicator", s.noun(indicator), "figure", b.label))
		}
	}
	return plain(s.say("figure.campaigns.none"))
}

// silent names the campaigns that do not state the figure of a frame.
func (s Style) silent(frame engine.Frame) string {
	var names []string
	for _, row := range frame.Rows {
		if m := row.Members[0]; !row.Values[0].HasNow && !isUnknown(m) {
			names = append(names, s.label(m))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.say("figure.campaigns.silent", "campaigns", s.list(names))
}
