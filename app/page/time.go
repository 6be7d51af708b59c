package page

import "anlan/analytics/figure"

// timeBoard is the page 时段: how things go over the years, within the year, the week and the day.
var timeBoard = boardSpec{
	summary: figure.DrawTimeSummary,
	tiles:   [][]string{{"trend", "months"}, {"cumulative"}, {"season"}, {"calendar"}, {"weekday-hour"}},
	wide: below(1,
		beside(0.42, one(0, 0.5, 250), one(1, 0.5, 250)),
		beside(0.58, one(2, 0.36, 290), below(0.64, one(3, 0.45, 170), one(4, 0.55, 190)))),
	narrow: below(1, one(0, 1, 250), one(1, 1, 260), one(2, 1, 230), one(3, 1, 180), one(4, 1, 230)),
}
