package page

import "anlan/analytics/figure"

// majorsBoard is the page 较大事故: each larger accident, the state of its case, and how much of the year it is.
var majorsBoard = boardSpec{
	summary: figure.DrawMajorsSummary,
	tiles:   [][]string{{"majors"}, {"majors-timeline"}, {"majors-weight"}},
	wide:    below(1, one(0, 0.36, 230), beside(0.64, one(1, 0.45, 300), one(2, 0.55, 300))),
	narrow:  below(1, one(0, 1, 260), one(1, 1, 300), one(2, 1, 260)),
}
