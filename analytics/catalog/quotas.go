package catalog

import "anlan/analytics"

// byQuota are the breakdowns of control quotas.
var byQuota = []analytics.DimensionID{analytics.Town, analytics.Sector, analytics.Year}

var quotaIndicators = []analytics.Indicator{
	{
		ID: "quota_deaths", Name: analytics.Text{ZH: "死亡控制指标", EN: "Death quota"}, Unit: analytics.UnitPersons,
		Note: analytics.Text{ZH: "全年死亡人数控制指标", EN: "The year's ceiling of deaths"},
		Num:  figure("quota_deaths"), By: byQuota,
	},
	{
		ID: "quota_accidents", Name: analytics.Text{ZH: "事故控制指标", EN: "Accident quota"}, Unit: analytics.UnitAccidents,
		Note: analytics.Text{ZH: "全年事故起数控制指标", EN: "The year's ceiling of accidents"},
		Num:  figure("quota_accidents"), By: byQuota,
	},
	{
		ID: "quota_progress", Name: analytics.Text{ZH: "控制指标进度", EN: "Quota used"}, Unit: analytics.UnitPercent, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "死亡人数 ÷ 全年死亡控制指标；高于时间进度为超进度", EN: "Deaths ÷ the year's death quota; above the share of the year elapsed is ahead of schedule"},
		Num:  deathSum, Den: figure("quota_deaths"), Scale: 100, By: byQuota,
	},
	{
		ID: "accident_quota_progress", Name: analytics.Text{ZH: "事故控制指标进度", EN: "Accident quota used"}, Unit: analytics.UnitPercent, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "事故起数 ÷ 全年事故控制指标", EN: "Accidents ÷ the year's accident quota"},
		Num:  accidentCount, Den: figure("quota_accidents"), Scale: 100, By: byQuota,
	},
}

// figureIndicators are the denominators by themselves.
var figureIndicators = []analytics.Indicator{
	{
		ID: "employees", Name: analytics.Text{ZH: "从业人员", EN: "Employed"}, Unit: analytics.UnitPersons,
		Note: analytics.Text{ZH: "年度从业人员数", EN: "Persons employed in the year"}, Num: figure("employees"), By: byQuota,
	},
	{
		ID: "firms", Name: analytics.Text{ZH: "企业数", EN: "Firms"}, Unit: analytics.UnitFirms,
		Note: analytics.Text{ZH: "年度监管企业数", EN: "Firms under supervision in the year"}, Num: figure("firms"), By: byQuota,
	},
	{
		ID: "vehicles", Name: analytics.Text{ZH: "机动车保有量", EN: "Motor vehicles"}, Unit: analytics.UnitVehicles,
		Note: analytics.Text{ZH: "年度机动车保有量", EN: "Motor vehicles registered"}, Num: figure("vehicles"), By: byQuota,
	},
	{
		ID: "gdp", Name: analytics.Text{ZH: "地区生产总值", EN: "GDP"}, Unit: analytics.UnitGDP,
		Note: analytics.Text{ZH: "现价", EN: "At current prices"}, Num: figure("gdp"), By: byQuota,
	},
	{
		ID: "population", Name: analytics.Text{ZH: "常住人口", EN: "Residents"}, Unit: analytics.UnitPersons,
		Note: analytics.Text{ZH: "年末常住人口", EN: "Residents at the end of the year"}, Num: figure("population"), By: byQuota,
	},
	{
		ID: "devices", Name: analytics.Text{ZH: "特种设备", EN: "Special equipment"}, Unit: analytics.UnitDevices,
		Note: analytics.Text{ZH: "在用特种设备台数", EN: "Special equipment in use"}, Num: figure("devices"), By: byQuota,
	},
	{
		ID: "safety_staff", Name: analytics.Text{ZH: "安监人员", EN: "Safety officers"}, Unit: analytics.UnitPersons, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "在岗安监人员", EN: "Safety officers in post"}, Num: figure("staff"), By: byQuota,
	},
}
