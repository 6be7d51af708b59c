package page

import "anlan/analytics/figure"

// enforcementBoard is the page 执法检查: what was inspected, what that led to, and whose returns are missing.
var enforcementBoard = boardSpec{
	summary: figure.DrawEnforcementSummary, cards: figure.EnforcementCards(),
	tiles: [][]string{
		{"enforcement-funnel"},
		{"inspections-against-accidents"},
		{"enforcement-departments", "enforcement-campaigns", "enforcement-towns", "enforcement-months", "enforcement-returns", "enforcement-table"},
		{"rectification-towns", "hazards-per-inspection", "rectification-months", "overdue-towns", "late-towns", "days-towns"},
	},
	wide: beside(1,
		below(0.68, beside(0.47, one(0, 0.44, 250), one(1, 0.56, 250)), one(2, 0.53, 310)),
		one(3, 0.32, 560)),
	narrow: below(1,
		beside(0.3, one(0, 0.46, 240), one(1, 0.54, 240)), one(2, 0.33, 320), one(3, 0.37, 480)),
}
