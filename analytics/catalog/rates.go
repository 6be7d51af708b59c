package catalog

import "anlan/analytics"

// byFigure are the breakdowns that both the ledger and the sector tables have.
var byFigure = []analytics.DimensionID{analytics.Town, analytics.Year}

func figure(column string) analytics.Measure { return analytics.Measure{Fact: figures, Column: column} }

// whole is a denominator that a question about sectors leaves as it is.
func whole(column string) analytics.Measure {
	return analytics.Measure{Fact: figures, Column: column, Whole: true}
}

// deathsIn sums the deaths of some sectors, named by their keys.
func deathsIn(keys string) analytics.Measure {
	in := "f.sector IN (SELECT id FROM sector WHERE key IN (" + keys + "))"
	return analytics.Measure{Fact: accidents, Value: "f.deaths", Where: in, Unknown: "f.deaths IS NULL AND " + in}
}

// The four relative control indicators of the national system that apply to a city without mines. The denominators are
// annual: a rate of a part of a year is cumulative, and compares only with the same part of another year.
var rateIndicators = []analytics.Indicator{
	{
		ID: "deaths_per_gdp", Name: analytics.Text{ZH: "亿元GDP死亡率", EN: "Deaths per 100M yuan of GDP"}, Unit: analytics.UnitPerGDP, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "死亡人数 ÷ 全年地区生产总值（现价，亿元）；不足一年为累计值", EN: "Deaths ÷ the year's GDP at current prices; cumulative within a year"},
		Num:  deathSum, Den: whole("gdp"), Scale: 1, By: byFigure,
	},
	{
		ID: "industry_deaths_per_100k", Name: analytics.Text{ZH: "工矿商贸10万人死亡率", EN: "Industry deaths per 100k employed"}, Unit: analytics.UnitPer100k, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "工矿商贸（含建筑、危化、特种设备）死亡人数 ÷ 从业人员 × 10万；不足一年为累计值", EN: "Deaths in industry, construction, chemicals and special equipment ÷ employed × 100,000; cumulative within a year"},
		Num:  deathsIn("'industry', 'construction', 'hazchem', 'equipment', 'mine', 'coal', 'fireworks'"), Den: whole("employees"), Scale: 1e5, By: byFigure,
	},
	{
		ID: "road_deaths_per_10k_vehicles", Name: analytics.Text{ZH: "道路交通万车死亡率", EN: "Road deaths per 10k vehicles"}, Unit: analytics.UnitPer10kCars, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "道路交通死亡人数 ÷ 机动车保有量 × 1万；不足一年为累计值", EN: "Road deaths ÷ motor vehicles × 10,000; cumulative within a year"},
		Num:  deathsIn("'road'"), Den: whole("vehicles"), Scale: 1e4, By: byFigure,
	},
	{
		ID: "fire_deaths_per_100k", Name: analytics.Text{ZH: "火灾10万人口死亡率", EN: "Fire deaths per 100k residents"}, Unit: analytics.UnitPer100k, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "火灾死亡人数 ÷ 常住人口 × 10万；不足一年为累计值", EN: "Fire deaths ÷ residents × 100,000; cumulative within a year"},
		Num:  deathsIn("'fire'"), Den: whole("population"), Scale: 1e5, By: byFigure,
	},
	{
		ID: "deaths_per_100k", Name: analytics.Text{ZH: "10万人口死亡率", EN: "Deaths per 100k residents"}, Unit: analytics.UnitPer100k, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "死亡人数 ÷ 常住人口 × 10万；不足一年为累计值", EN: "Deaths ÷ residents × 100,000; cumulative within a year"},
		Num:  deathSum, Den: whole("population"), Scale: 1e5, By: byFigure,
	},
}

// effortRates set what is done against the firms and the employed of a town, so that towns of unequal size can be laid side
// by side.
var effortRates = []analytics.Indicator{
	{
		ID: "inspections_per_1000_firms", Name: analytics.Text{ZH: "千家企业检查家次", EN: "Inspections per 1000 firms"}, Unit: analytics.UnitPerFirms,
		Note: analytics.Text{ZH: "检查家次 ÷ 监管企业数 × 1000；不足一年为累计值；家次不是家，同一企业可计多次", EN: "Visits ÷ firms under supervision × 1000; cumulative within a year; visits are not firms"},
		Num:  inspectionSum("inspections"), Den: figure("firms"), Scale: 1e3, By: byFigure,
	},
	{
		ID: "training_per_1000_employed", Name: analytics.Text{ZH: "千名从业人员培训人次", EN: "Persons trained per 1000 employed"}, Unit: analytics.UnitTraining, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "培训人次 ÷ 从业人员 × 1000；人次不是人，同一人可计多次；不足一年为累计值", EN: "Turns of training ÷ employed × 1000; a person may count more than once; cumulative within a year"},
		Num:  activity("training"), Den: figure("employees"), Scale: 1e3, By: byFigure,
	},
	{
		ID: "drills_per_1000_firms", Name: analytics.Text{ZH: "千家企业演练次数", EN: "Drills per 1000 firms"}, Unit: analytics.UnitDrillRate, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "应急演练次数 ÷ 监管企业数 × 1000；不足一年为累计值", EN: "Drills ÷ firms under supervision × 1000; cumulative within a year"},
		Num:  activity("drills"), Den: figure("firms"), Scale: 1e3, By: byFigure,
	},
	{
		ID: "officers_per_1000_firms", Name: analytics.Text{ZH: "千家企业安监人员", EN: "Safety officers per 1000 firms"}, Unit: analytics.UnitStaffing, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "在岗安监人员 ÷ 监管企业数 × 1000", EN: "Safety officers in post ÷ firms under supervision × 1000"},
		Num:  figure("staff"), Den: figure("firms"), Scale: 1e3, By: byFigure,
	},
}
