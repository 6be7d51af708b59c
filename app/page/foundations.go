package page

import "anlan/analytics/figure"

// foundationsBoard is the page 基础与应急: training, standardisation, monitored hazards, drills and complaints, against what was
// set for the year.
var foundationsBoard = boardSpec{
	summary: figure.DrawFoundationSummary, cards: figure.FoundationCards(),
	tiles: [][]string{
		{"foundation-targets", "foundation-work"},
		{figure.ActivityMonthsID("training"), figure.ActivityMonthsID("drills"), figure.ActivityMonthsID("complaints_received")},
		{"foundation-towns"},
		{"training-towns", "drills-towns", "staff-towns", figure.ActivityTownsID("standardisation_contracts"), figure.ActivityTownsID("monitored_firms")},
	},
	wide: beside(1,
		below(0.68, beside(0.52, one(0, 0.5, 280), one(1, 0.5, 280)), one(2, 0.48, 270)),
		one(3, 0.32, 560)),
	narrow: below(1,
		beside(0.3, one(0, 0.5, 270), one(1, 0.5, 270)), one(2, 0.33, 300), one(3, 0.37, 560)),
}
