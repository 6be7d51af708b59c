package page

import "anlan/analytics/figure"

// townsBoard is the page 镇街: where on the map a figure lies, how the towns stand for their size, and against their quotas.
var townsBoard = boardSpec{
	summary: figure.DrawTownsSummary,
	actions: []action{{text: "page.town.open", fits: ofOneTown, run: (*Env).openTownSheet}},
	tiles: [][]string{
		{"town-map"},
		{"town-map-residents", "town-map-employees", "town-map-vehicles"},
		{"quota", "town-rates-residents", "town-rates-employees", "town-rates-vehicles", "towns"},
		{"town-table"},
	},
	wide: beside(1,
		below(0.69, beside(0.56, one(0, 0.5, 330), one(1, 0.5, 330)), one(3, 0.44, 280)),
		one(2, 0.31, 600)),
	narrow: below(1, beside(0.4, one(0, 0.5, 330), one(1, 0.5, 330)), one(3, 0.3, 330), one(2, 0.3, 620)),
}
