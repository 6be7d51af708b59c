package catalog

import "anlan/analytics"

// byAccident are the breakdowns of what stands in the accident ledger.
var byAccident = []analytics.DimensionID{
	analytics.Sector, analytics.Subsector, analytics.Town, analytics.AccidentType, analytics.Severity,
	analytics.Year, analytics.Quarter, analytics.Month, analytics.Date, analytics.Weekday, analytics.Hour,
}

func accidentSum(column string) analytics.Measure {
	return analytics.Measure{Fact: accidents, Value: "f." + column, Unknown: "f." + column + " IS NULL"}
}

var (
	accidentCount = analytics.Measure{Fact: accidents, Value: "f.cases"}
	deathSum      = accidentSum("deaths")
)

var accidentIndicators = []analytics.Indicator{
	{
		ID: "accidents", Name: analytics.Text{ZH: "事故起数", EN: "Accidents"}, Unit: analytics.UnitAccidents, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "符合报送范围的事故，一次事故计一宗，不因伤亡人数重复计", EN: "Accidents within the reporting scope; one event counts once, however many victims"},
		Num:  accidentCount, By: byAccident, Share: true,
	},
	{
		ID: "deaths", Name: analytics.Text{ZH: "死亡人数", EN: "Deaths"}, Unit: analytics.UnitPersons, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "三十日内死亡（道路交通、火灾为七日内），含失踪", EN: "Deaths within 30 days (road and fire: 7 days), missing persons included"},
		Num:  deathSum, By: byAccident, Share: true,
	},
	{
		ID: "injured", Name: analytics.Text{ZH: "受伤人数", EN: "Injured"}, Unit: analytics.UnitPersons, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "重伤与轻伤合计；只知其一的事故按未知计", EN: "Serious and minor injuries together; unknown where only one of them is known"},
		Num:  accidentSum("injured"), By: byAccident, Share: true,
	},
	{
		ID: "serious", Name: analytics.Text{ZH: "重伤人数", EN: "Serious injuries"}, Unit: analytics.UnitPersons, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "含急性工业中毒（GB 6441）", EN: "Acute industrial poisoning included (GB 6441)"},
		Num:  accidentSum("serious"), By: byAccident, Share: true,
	},
	{
		ID: "minor", Name: analytics.Text{ZH: "轻伤人数", EN: "Minor injuries"}, Unit: analytics.UnitPersons, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "损失工作日不足 105 日（GB 6441）", EN: "Fewer than 105 working days lost (GB 6441)"},
		Num:  accidentSum("minor"), By: byAccident, Share: true,
	},
	{
		ID: "loss", Name: analytics.Text{ZH: "直接经济损失", EN: "Direct loss"}, Unit: analytics.UnitMoney, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "按 GB 6721 统计；火灾为直接财产损失", EN: "By GB 6721; of fires, direct property loss"},
		Num:  accidentSum("loss"), By: byAccident, Share: true,
	},
	{
		ID: "fatal_accidents", Name: analytics.Text{ZH: "死亡事故起数", EN: "Fatal accidents"}, Unit: analytics.UnitAccidents, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "死亡一人以上的事故", EN: "Accidents with at least one death"},
		Num: analytics.Measure{
			Fact: accidents, Value: "f.cases", Where: "f.deaths >= 1 AND f.cases = 1", Unknown: "f.deaths IS NULL OR f.deaths >= 1 AND f.cases IS DISTINCT FROM 1",
		}, By: byAccident, Share: true,
	},
	{
		ID: "deaths_unstated", Name: analytics.Text{ZH: "未注明死亡人数的事故", EN: "Accidents without deaths stated"}, Unit: analytics.UnitAccidents,
		Note: analytics.Text{ZH: "没有填报死亡人数的事故，用来看哪里缺报；不是没有人死亡", EN: "Accidents whose deaths are not stated, to see where that is missing; it is not that nobody died"},
		Num:  deathSum.UnknownRows(), By: byAccident, Share: true,
	},
	{
		ID: "larger_accidents", Name: analytics.Text{ZH: "较大以上事故", EN: "Larger-or-worse accidents"}, Unit: analytics.UnitAccidents, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "较大、重大和特别重大事故（国务院令第 493 号第三条）", EN: "Larger, major and extraordinary accidents (State Council decree 493, article 3)"},
		Num:  analytics.Measure{Fact: accidents, Value: "f.cases", Where: "f.grade >= 2", Unknown: "f.grade IS NULL"}, By: byAccident, Share: true,
	},
	{
		ID: "deaths_per_100_accidents", Name: analytics.Text{ZH: "百宗事故死亡人数", EN: "Deaths per 100 accidents"}, Unit: analytics.UnitPerHundred, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "死亡人数 ÷ 事故起数 × 100", EN: "Deaths ÷ accidents × 100"},
		Num:  deathSum, Den: accidentCount, Scale: 100, By: byAccident,
	},
}
