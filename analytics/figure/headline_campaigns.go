package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// DrawCampaignSummary is what the page about campaigns says first: what they did, without daily work, and whether they may
// count the same.
func DrawCampaignSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	asked := inCampaigns(q)
	campaigns, _, err := activeMonths(ctx, answers, q)
	if err != nil {
		return Summary{}, err
	}
	if keys := q.selected(analytics.Campaign); keys != nil {
		campaigns = slices.DeleteFunc(campaigns, func(m analytics.Member) bool { return !contains(keys, m.Key) })
	}
	returns, err := s.returnCards(ctx, answers, asked, CampaignCards())
	if err != nil {
		return Summary{}, err
	}
	sum := Summary{Cards: returns.cards}
	frame := returns.frame
	if !slices.ContainsFunc(frame.Total, func(v engine.Value) bool { return v.HasNow }) {
		sum.Headline = Headline{Sentence: plain(s.say("figure.campaigns.none")), Subtitle: s.contextWithDays(frame)}
		return sum, nil
	}
	sum.Headline.Sentence = s.campaignSentence(campaigns, frame)
	overlap := s.overlapNote(frame)
	for i := range sum.Cards {
		quiet := sum.Cards[i].Change == "" && sum.Cards[i].Note == "" || len(frame.Meta.Windows) > 0 && !frame.Total[i].HasBase
		if frame.Meta.OpenOverlaps() > 0 && quiet {
			sum.Cards[i].Note = s.say("figure.campaigns.card")
		}
	}
	sum.Headline.Subtitle = joined(s.contextWithDays(frame), overlap, s.scopeNote(returns.scope, q.Basis))
	return sum, nil
}

// campaignSentence says what the campaigns did, as far as their returns state it.
func (s Style) campaignSentence(campaigns []analytics.Member, frame engine.Frame) Sentence {
	name := s.say("figure.campaigns.count", "count", len(campaigns))
	if len(campaigns) == 1 {
		name = s.say("figure.campaigns.one", "campaign", s.label(campaigns[0]))
	}
	var parts []string
	for _, id := range []analytics.ID{"officer_turns", "inspections", "hazards", "rectification_rate", "orders", "suspensions"} {
		v, i := valueIn(frame, frame.Total, id)
		switch {
		case !v.HasNow || id == "officer_turns" && len(campaigns) > 1:
		case id == "rectification_rate":
			parts = append(parts, s.rate(v))
		default:
			parts = append(parts, s.say("figure.campaigns.did."+string(id), "figure", s.Printer.Quantity(i.Unit, v.Now)))
		}
	}
	if len(campaigns) > 1 {
		parts = parts[:min(len(parts), 3)]
	}
	return plain(name + s.clauses(parts))
}
