package catalog

import "anlan/analytics"

// byHazard are the breakdowns of hazards by what they are; byFound also by when they were found.
var (
	byHazard = []analytics.DimensionID{analytics.Sector, analytics.Subsector, analytics.Town, analytics.Department}
	byFound  = append(append([]analytics.DimensionID{}, byHazard...), analytics.Year, analytics.Quarter, analytics.Month, analytics.Date)
)

// What is known of a hazard on the last day of a period. One that is rectified on a day that nobody noted is not open; a term
// that ends on the last day is not over yet.
const (
	openOn    = "(f.rectified IS FALSE OR f.rectified_on > {to})"
	onTheList = "(f.occurred_on >= {from} OR f.rectified IS FALSE OR f.rectified_on >= {from})"
	dueBy     = onTheList + " AND f.deadline < {to} AND f.rectified IS NOT NULL"
	doneIn    = "f.rectified_on BETWEEN {from} AND {to}"
	inTime    = "f.rectified_on <= f.deadline"
)

func foundHazards(where, unknown string) analytics.Measure {
	return analytics.Measure{Fact: hazards, Value: "1", Where: where, Unknown: unknown}
}

func hazardsOn(where, unknown string) analytics.Measure {
	return analytics.Measure{Fact: hazards, Value: "1", Where: where, Unknown: unknown, Stock: true}
}

// unsure are the hazards of which it is not known whether they are overdue: those whose state is not known, and open ones
// without a term that can be dated.
const unsure = "f.rectified IS NULL OR f.deadline IS NULL AND " + openOn

// hazardIndicators are those of hazard ledgers, hazard by hazard; the counts of inspection returns are others.
var hazardIndicators = []analytics.Indicator{
	{
		ID: "hazards_registered", Name: analytics.Text{ZH: "登记隐患", EN: "Hazards registered"}, Unit: analytics.UnitPlaces,
		Note: analytics.Text{ZH: "隐患台账中本期排查出的隐患；同一隐患多次填报只计一次", EN: "Hazards of the ledger found in the period; one that is entered several times counts once"},
		Num:  analytics.Measure{Fact: hazards, Value: "1"}, By: byFound, Share: true,
	},
	{
		ID: "major_hazards", Name: analytics.Text{ZH: "重大隐患", EN: "Major hazards"}, Unit: analytics.UnitPlaces, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "隐患台账中本期排查出的重大隐患；级别未注明的另行计数", EN: "Major hazards of the ledger found in the period; those whose level is not stated are counted apart"},
		Num:  foundHazards("f.major", "f.major IS NULL"), By: byFound, Share: true,
	},
	{
		ID: "ledger_rectification_rate", Name: analytics.Text{ZH: "台账整改率", EN: "Rectified of the registered"}, Unit: analytics.UnitPercent, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "本期排查出的隐患中截至期末已整改的 ÷ 本期排查出的；包括尚未到期的", EN: "Of the hazards found in the period, those rectified by its end ÷ those found; includes what is not due yet"},
		Num:  foundHazards("f.rectified AND coalesce(f.rectified_on <= {to}, true)", "f.rectified IS NULL"), Den: foundHazards("f.rectified IS NOT NULL", ""), Scale: 100, By: byFound,
	},
	{
		ID: "open_hazards", Name: analytics.Text{ZH: "未整改隐患", EN: "Open hazards"}, Unit: analytics.UnitPlaces, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "截至期末尚未整改的隐患，包括以前排查出的；状态不明的另行计数", EN: "Hazards open on the last day, earlier ones included; those whose state is not known are counted apart"},
		Num:  hazardsOn(openOn, "f.rectified IS NULL"), By: byHazard, Share: true,
	},
	{
		ID: "due_hazards", Name: analytics.Text{ZH: "到期隐患", EN: "Hazards due"}, Unit: analytics.UnitPlaces,
		Note: analytics.Text{ZH: "整改期限早于期末、本期内尚在册的隐患；期限等于期末当日不算到期", EN: "Hazards on the list in the period whose term ended before its last day; a term that ends on that day is not over"},
		Num:  hazardsOn(dueBy, unsure), By: byHazard, Share: true,
	},
	{
		ID: "overdue_hazards", Name: analytics.Text{ZH: "逾期未整改隐患", EN: "Overdue hazards"}, Unit: analytics.UnitPlaces, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "已到期而截至期末仍未整改的隐患；无期限、期限不明的另行计数", EN: "Hazards that are due and still open on the last day; those without a term that can be dated are counted apart"},
		Num:  hazardsOn(dueBy+" AND "+openOn, unsure), By: byHazard, Share: true,
	},
	{
		ID: "overdue_rate", Name: analytics.Text{ZH: "隐患逾期率", EN: "Overdue rate"}, Unit: analytics.UnitPercent, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "逾期未整改 ÷ 到期；未到期的不计入", EN: "Overdue ÷ due; what is not due yet is left out"},
		Num:  hazardsOn(dueBy+" AND "+openOn, unsure), Den: hazardsOn(dueBy, ""), Scale: 100, By: byHazard,
	},
	{
		ID: "on_time_rate", Name: analytics.Text{ZH: "按期整改率", EN: "Rectified in time"}, Unit: analytics.UnitPercent, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "按期整改 ÷ 到期；已整改但没有完成日期的不计入", EN: "Rectified by the end of their term ÷ due; those rectified on a day that nobody noted are left out"},
		Num:  hazardsOn(dueBy+" AND "+inTime, "f.rectified AND f.rectified_on IS NULL"), Den: hazardsOn(dueBy+" AND NOT (f.rectified AND f.rectified_on IS NULL)", ""), Scale: 100, By: byHazard,
	},
	{
		ID: "late_rectified", Name: analytics.Text{ZH: "超期整改隐患", EN: "Rectified late"}, Unit: analytics.UnitPlaces, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "本期整改完成、但晚于期限的隐患", EN: "Hazards rectified in the period after their term had ended"},
		Num:  hazardsOn(doneIn+" AND f.rectified_on > f.deadline", "f.rectified AND (f.rectified_on IS NULL OR "+doneIn+" AND f.deadline IS NULL)"), By: byHazard,
	},
	{
		ID: "late_rate", Name: analytics.Text{ZH: "超期整改率", EN: "Late rate"}, Unit: analytics.UnitPercent, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "超期整改 ÷ 本期整改完成且有期限的", EN: "Rectified late ÷ those rectified in the period that have a term"},
		Num:  hazardsOn(doneIn+" AND f.rectified_on > f.deadline", ""), Den: hazardsOn(doneIn+" AND f.deadline IS NOT NULL", ""), Scale: 100, By: byHazard,
	},
	{
		ID: "days_to_rectify", Name: analytics.Text{ZH: "平均整改天数", EN: "Days to rectify"}, Unit: analytics.UnitDays, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "本期整改完成的隐患从排查到完成的平均天数；尚未整改的没有计入，因此偏短", EN: "Mean days from finding to rectification of those rectified in the period; what is still open is not in it, so it runs short"},
		Num:  analytics.Measure{Fact: hazards, Value: "date_diff('day', f.occurred_on, f.rectified_on)", Where: doneIn, Unknown: "f.rectified AND f.rectified_on IS NULL", Stock: true},
		Den:  hazardsOn(doneIn, ""), Scale: 1, By: byHazard,
	},
}
