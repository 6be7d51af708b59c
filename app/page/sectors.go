package page

import "anlan/analytics/figure"

// sectorsBoard is the page 行业领域: which sectors stand behind a figure, and which of them move it.
var sectorsBoard = boardSpec{
	summary: figure.DrawSectorSummary,
	tiles:   [][]string{{"treemap"}, {"sector-parts"}, {"lethality"}, {"sector-months", "sector-months-own"}, {"sector-table"}},
	wide: below(1,
		beside(0.5, one(0, 0.39, 300), one(1, 0.29, 300), one(2, 0.32, 300)),
		beside(0.5, one(3, 0.46, 300), one(4, 0.54, 300))),
	narrow: below(1, one(0, 1, 300), beside(1, one(1, 0.5, 280), one(2, 0.5, 280)), one(3, 1, 300), one(4, 1, 300)),
}
