package page

import "anlan/analytics/figure"

// overviewBoard is the page 总览: a city's period on one sheet.
var overviewBoard = boardSpec{
	summary: figure.DrawSummary, cards: figure.CardIDs(),
	tiles: [][]string{{"months"}, {"sectors"}, {"town-map", "towns", "quota"}, {"sector-town", "weekday-hour"}},
	wide: beside(1,
		below(0.62, beside(0.46, one(0, 1.25, 250), one(1, 1, 250)), one(3, 0.54, 300)),
		one(2, 0.38, 560)),
	narrow: below(1,
		beside(0.62, below(0.56, one(0, 1, 250), one(1, 1, 250)), one(2, 0.44, 620)),
		one(3, 0.38, 300)),
}
