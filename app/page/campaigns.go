package page

import "anlan/analytics/figure"

// campaignsBoard is the page 专项整治: what each campaign did and when, and what the sectors did besides.
var campaignsBoard = boardSpec{
	summary: figure.DrawCampaignSummary, cards: figure.CampaignCards(),
	tiles: [][]string{
		{"campaigns-table"},
		{"campaigns-months", "enforcement-months"},
		campaignBars(),
		{"sector-work", "sector-targets"},
	},
	wide: below(1,
		one(0, 0.49, 280),
		beside(0.51, one(1, 0.38, 280), one(2, 0.22, 280), one(3, 0.4, 280))),
	narrow: below(1, one(0, 0.28, 290), beside(0.36, one(1, 0.6, 280), one(2, 0.4, 280)), one(3, 0.36, 300)),
}

// campaignBars are the kinds of chart of one figure over the campaigns.
func campaignBars() []string {
	var ids []string
	for _, id := range figure.CampaignCards() {
		ids = append(ids, figure.CampaignBarsID(id))
	}
	return ids
}
