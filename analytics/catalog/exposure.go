package catalog

import (
	"slices"
	"strings"

	"anlan/analytics"
)

// exposure is what accidents are set against, so that a large town and a small one compare.
type exposure struct {
	key, column string
	name, unit  analytics.Text
}

var exposures = []exposure{
	{"employees", "employees", analytics.Text{ZH: "从业人员", EN: "employed"}, analytics.Text{ZH: "万人", EN: "per 10k"}},
	{"vehicles", "vehicles", analytics.Text{ZH: "机动车", EN: "vehicles"}, analytics.Text{ZH: "万车", EN: "per 10k"}},
	{"residents", "population", analytics.Text{ZH: "常住人口", EN: "residents"}, analytics.Text{ZH: "万人", EN: "per 10k"}},
}

// exposureIndicators are what the ledger counts per ten thousand employed, vehicles and residents. The exposures are annual,
// so that a rate of a part of a year is cumulative. Which sectors the accidents are of does not change the exposure: road
// deaths are set against all vehicles.
var exposureIndicators = perTenThousand("accidents", "deaths", "injured", "fatal_accidents", "loss")

func perTenThousand(ids ...analytics.ID) []analytics.Indicator {
	var list []analytics.Indicator
	for _, counted := range accidentIndicators {
		if !slices.Contains(ids, counted.ID) {
			continue
		}
		for _, e := range exposures {
			list = append(list, e.rate(counted))
		}
	}
	return list
}

// rate is an indicator per ten thousand of an exposure.
func (e exposure) rate(counted analytics.Indicator) analytics.Indicator {
	name, unit := counted.Name, counted.Unit
	return analytics.Indicator{
		ID:   RateOf(counted.ID, e.key),
		Name: analytics.Text{ZH: "每万" + e.name.ZH + name.ZH, EN: name.EN + " per 10k " + e.name.EN},
		Unit: analytics.Unit{
			ID:   unit.ID + "_per_10k_" + e.key,
			Name: analytics.Text{ZH: unit.Name.ZH + "/" + e.unit.ZH, EN: strings.TrimSpace(unit.Name.EN + " " + e.unit.EN)}, Decimals: 2,
		},
		Better: analytics.LowerIsBetter,
		Note: analytics.Text{
			ZH: name.ZH + " ÷ 全年" + e.name.ZH + " × 1万；按行业筛选时只有分子随之变化；不足一年为累计值，只宜与同期比较",
			EN: name.EN + " ÷ the year's " + e.name.EN + " × 10,000; a filter by sector narrows the numerator only; cumulative within a year, to be compared with the same period only",
		},
		Num: counted.Num, Den: whole(e.column), Scale: 1e4, By: byFigure,
	}
}

// RateOf names the indicator that sets another one against an exposure: "employees", "vehicles" or "residents".
func RateOf(counted analytics.ID, exposure string) analytics.ID {
	return analytics.ID(string(counted) + "_per_10k_" + exposure)
}
