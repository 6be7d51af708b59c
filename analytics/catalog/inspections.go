package catalog

import "anlan/analytics"

// byInspection are the breakdowns of enforcement returns.
var byInspection = []analytics.DimensionID{
	analytics.Sector, analytics.Subsector, analytics.Town, analytics.Department, analytics.Campaign,
	analytics.Year, analytics.Quarter, analytics.Month,
}

func inspectionSum(column string) analytics.Measure {
	return analytics.Measure{Fact: inspections, Value: "f." + column, Unknown: "f." + column + " IS NULL"}
}

// together sums a column over the rows in which another one is known too, so that a ratio has one cohort: hazards
// without a rectification figure must not weigh on the rectification rate.
func together(column, other string) analytics.Measure {
	return analytics.Measure{Fact: inspections, Value: "f." + column, Where: "f." + other + " IS NOT NULL"}
}

// Activity counts are judged neither way: more hazards found can mean better inspection or more danger.
var inspectionIndicators = []analytics.Indicator{
	{
		ID: "officer_turns", Name: analytics.Text{ZH: "出动执法人员", EN: "Officer-turns"}, Unit: analytics.UnitTurns,
		Note: analytics.Text{ZH: "按人次计", EN: "Counted by turns, not persons"}, Num: inspectionSum("officer_turns"), By: byInspection, Share: true,
	},
	{
		ID: "inspections", Name: analytics.Text{ZH: "检查家次", EN: "Inspections"}, Unit: analytics.UnitVisits,
		Note: analytics.Text{ZH: "按家次计，同一企业多次检查计多次", EN: "Visits; a firm visited twice counts twice"}, Num: inspectionSum("inspections"), By: byInspection, Share: true,
	},
	{
		ID: "firms_inspected", Name: analytics.Text{ZH: "检查企业数", EN: "Firms inspected"}, Unit: analytics.UnitFirms,
		Note: analytics.Text{ZH: "按家计；各月、各部门之间可能重复", EN: "Firms; may overlap between months and departments"}, Num: inspectionSum("firms"), By: byInspection, Share: true,
	},
	{
		ID: "firms_named", Name: analytics.Text{ZH: "检查企业（去重）", EN: "Different firms inspected"}, Unit: analytics.UnitFirms,
		Note: analytics.Text{ZH: "按企业名称去重，只计注明企业的检查；同一镇街同名为一家，检查多次计一家", EN: "Firms by their names in each town, over the visits that name them; however often visited, each counts once"},
		Num:  analytics.Measure{Fact: inspections, Value: "firm_key(f.firm) || '/' || coalesce(f.town, 0)", Where: "f.firm IS NOT NULL", Unknown: "f.firm IS NULL", Distinct: true}, By: byInspection,
	},
	{
		ID: "hazards", Name: analytics.Text{ZH: "发现隐患", EN: "Hazards found"}, Unit: analytics.UnitPlaces,
		Note: analytics.Text{ZH: "检查中发现的隐患；随检查力度变化，不直接代表危险程度", EN: "Hazards found; they follow the effort of inspection and do not measure danger"}, Num: inspectionSum("hazards"), By: byInspection, Share: true,
	},
	{
		ID: "rectified", Name: analytics.Text{ZH: "整改隐患", EN: "Hazards rectified"}, Unit: analytics.UnitPlaces, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "已完成整改的隐患", EN: "Hazards whose rectification is finished"}, Num: inspectionSum("rectified"), By: byInspection, Share: true,
	},
	{
		ID: "orders", Name: analytics.Text{ZH: "整改指令书", EN: "Rectification orders"}, Unit: analytics.UnitDocuments,
		Note: analytics.Text{ZH: "发出的整改指令书", EN: "Rectification orders issued"}, Num: inspectionSum("orders"), By: byInspection, Share: true,
	},
	{
		ID: "suspensions", Name: analytics.Text{ZH: "责令停产停业", EN: "Suspension orders"}, Unit: analytics.UnitFirms,
		Note: analytics.Text{ZH: "责令停产停业整顿的企业", EN: "Firms ordered to suspend operation"}, Num: inspectionSum("suspensions"), By: byInspection, Share: true,
	},
	{
		ID: "penalties", Name: analytics.Text{ZH: "行政处罚", EN: "Penalties"}, Unit: analytics.UnitCases,
		Note: analytics.Text{ZH: "行政处罚宗数", EN: "Administrative penalties"}, Num: inspectionSum("penalties"), By: byInspection, Share: true,
	},
	{
		ID: "fines", Name: analytics.Text{ZH: "罚款", EN: "Fines"}, Unit: analytics.UnitMoney,
		Note: analytics.Text{ZH: "罚款金额", EN: "Amount of fines"}, Num: inspectionSum("fines"), By: byInspection, Share: true,
	},
	{
		ID: "rectification_rate", Name: analytics.Text{ZH: "隐患整改率", EN: "Rectification rate"}, Unit: analytics.UnitPercent, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "整改隐患 ÷ 发现隐患；只计两项都有数的填报", EN: "Hazards rectified ÷ found, over returns that state both"},
		Num:  together("rectified", "hazards"), Den: together("hazards", "rectified"), Scale: 100, By: byInspection,
	},
	{
		ID: "hazards_per_inspection", Name: analytics.Text{ZH: "家次均隐患数", EN: "Hazards per visit"}, Unit: analytics.UnitPerVisit,
		Note: analytics.Text{ZH: "发现隐患 ÷ 检查家次；反映检查严格程度，不代表危险程度", EN: "Hazards ÷ visits; tells strictness, not danger"},
		Num:  together("hazards", "inspections"), Den: together("inspections", "hazards"), Scale: 1, By: byInspection,
	},
	{
		ID: "suspensions_per_100_visits", Name: analytics.Text{ZH: "百家次停产停业数", EN: "Suspensions per 100 visits"}, Unit: analytics.UnitPer100Firms,
		Note: analytics.Text{ZH: "责令停产停业 ÷ 检查家次 × 100", EN: "Suspension orders ÷ visits × 100"},
		Num:  together("suspensions", "inspections"), Den: together("inspections", "suspensions"), Scale: 100, By: byInspection,
	},
	{
		ID: "orders_per_100_hazards", Name: analytics.Text{ZH: "百处隐患指令书数", EN: "Orders per 100 hazards"}, Unit: analytics.UnitOrderShare,
		Note: analytics.Text{ZH: "整改指令书 ÷ 发现隐患 × 100；只计两项都有数的填报", EN: "Rectification orders ÷ hazards found × 100, over returns that state both"},
		Num:  together("orders", "hazards"), Den: together("hazards", "orders"), Scale: 100, By: byInspection,
	},
	{
		ID: "inspection_returns", Name: analytics.Text{ZH: "执法填报", EN: "Inspection returns"}, Unit: analytics.UnitReturns,
		Note: analytics.Text{ZH: "执法检查填报的行数，用来看哪里缺报；不代表检查数量", EN: "Rows of inspection returns, to see where some are missing; no measure of inspecting"},
		Num:  analytics.Measure{Fact: inspections, Value: "1"}, By: byInspection,
	},
}
