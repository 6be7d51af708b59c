package page

import "anlan/analytics/figure"

// quotasBoard is the page 控制指标: what is used of the year's quotas, and whether they will hold.
var quotasBoard = boardSpec{
	summary: figure.DrawQuotaSummary,
	tiles:   [][]string{{"quota", "quota-season", "quota-sector", "quota-departments"}, {"quota-table"}, {"quota-curve"}, {"veto"}},
	wide: beside(1,
		one(0, 0.32, 560),
		below(0.68, one(1, 0.55, 280), beside(0.45, one(2, 0.6, 240), one(3, 0.4, 240)))),
	narrow: below(1, one(1, 1, 320), beside(1, one(0, 0.5, 620), below(0.5, one(2, 0.5, 300), one(3, 0.5, 300)))),
}
