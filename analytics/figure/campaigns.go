package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// campaignKinds are the kinds of figure about special campaigns and the work of the sectors.
func campaignKinds() []Kind {
	kinds := []Kind{campaignTableKind, campaignMonthsKind}
	for _, id := range CampaignCards() {
		kinds = append(kinds, campaignBarsKind(id))
	}
	return append(kinds, sectorWorkKind, sectorTargetsKind)
}

// CampaignCards are the indicators on the cards of the page about campaigns; each has a chart over the campaigns.
func CampaignCards() []analytics.ID {
	return []analytics.ID{"inspections", "hazards", "rectification_rate", "orders", "suspensions", "officer_turns"}
}

// CampaignBarsID is the kind of chart of one figure over the campaigns.
func CampaignBarsID(id analytics.ID) string { return "campaigns-" + string(id) }

// inCampaigns is a question about campaigns alone, without daily work, unless it names what it is about.
func inCampaigns(q Question) Question {
	if q.selected(analytics.Campaign) == nil {
		q.Where = append(slices.Clone(q.Where), analytics.Condition{Dimension: analytics.Campaign, Keys: []string{analytics.UnknownKey}, Not: true})
	}
	return q
}

// activeMonths are the months in which each campaign has returns, in order, and the campaigns in theirs.
func activeMonths(ctx context.Context, answers Answers, q Question) (campaigns []analytics.Member, months map[string][]string, err error) {
	q.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"inspection_returns"}, []analytics.DimensionID{analytics.Campaign, analytics.Month}, analytics.Campaign))
	if err != nil {
		return nil, nil, err
	}
	months = make(map[string][]string)
	for _, row := range frame.Rows {
		m := row.Members[0]
		if v := row.Values[0]; !v.HasNow || v.Now == 0 || isUnknown(m) {
			continue
		}
		if months[m.Key] == nil {
			campaigns = append(campaigns, m)
		}
		months[m.Key] = append(months[m.Key], row.Members[1].Key)
	}
	return campaigns, months, nil
}

// atOnce is the largest number of campaigns that have returns in the same month, and the months in which it is reached.
func atOnce(months map[string][]string) (most int, when []string) {
	count := make(map[string]int)
	for _, list := range months {
		for _, month := range list {
			count[month]++
			most = max(most, count[month])
		}
	}
	for month, n := range count {
		if n == most {
			when = append(when, month)
		}
	}
	slices.Sort(when)
	return most, when
}

// overlapFinding says how many campaigns there are, and when how many of them run at once, so that what they count may be
// the same.
func (s Style) overlapFinding(campaigns []analytics.Member, months map[string][]string) Sentence {
	most, when := atOnce(months)
	switch {
	case len(campaigns) == 0:
		return plain(s.say("figure.campaigns.none"))
	case len(campaigns) == 1:
		return plain(s.say("figure.campaigns.single", "campaign", s.label(campaigns[0])))
	case most < 2:
		return plain(s.say("figure.campaigns.apart", "count", len(campaigns)))
	}
	return plain(s.say("figure.campaigns.overlap", "count", len(campaigns), "most", most, "months", s.monthRange(when)))
}

// overlapNote says whether the sum may count visits of several campaigns twice, or what people said about that.
func (s Style) overlapNote(frame engine.Frame) string {
	same := slices.ContainsFunc(frame.Meta.Overlaps, func(o engine.Overlap) bool { return o.Answer == engine.AnswerSame })
	switch {
	case frame.Meta.OpenOverlaps() > 0:
		return s.say("figure.campaigns.overlap_note")
	case same:
		return s.say("figure.campaigns.shared_note")
	case len(frame.Meta.Overlaps) > 0:
		return s.say("figure.campaigns.separate_note")
	}
	return ""
}

// monthRange names months by their keys: from the first to the last where none between them is left out.
func (s Style) monthRange(keys []string) string {
	first, last := monthSpan(keys[0]), monthSpan(keys[len(keys)-1])
	between := (last.From.Year()-first.From.Year())*12 + int(last.From.Month()) - int(first.From.Month()) + 1
	if len(keys) < 3 || between != len(keys) {
		return s.monthList(keys)
	}
	return s.say("figure.campaigns.from_to", "first", s.Printer.ShortMonth(first.From.Month()), "last", s.Printer.ShortMonth(last.From.Month()))
}

// namedCampaigns gives the rows without a campaign the name of daily work.
func (s Style) namedCampaigns(frame engine.Frame) engine.Frame {
	frame.Rows = slices.Clone(frame.Rows)
	for i, row := range frame.Rows {
		if !isUnknown(row.Members[0]) {
			continue
		}
		members := slices.Clone(row.Members)
		members[0].Label = analytics.Same(s.memberOf(analytics.Campaign, members[0]))
		frame.Rows[i].Members = members
	}
	return frame
}
