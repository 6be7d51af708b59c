package catalog

import "anlan/analytics"

// byActivity are the breakdowns of activity measures.
var byActivity = []analytics.DimensionID{
	analytics.Town, analytics.Sector, analytics.Subsector, analytics.Year, analytics.Quarter, analytics.Month,
}

// activity sums one measure, named by its key in the vocabulary.
func activity(key string) analytics.Measure {
	in := "f.measure IN (SELECT id FROM measure WHERE key = '" + key + "')"
	return analytics.Measure{Fact: activities, Value: "f.value", Where: in, Unknown: "f.value IS NULL AND " + in}
}

// activityIndicator is an indicator of one measure.
func activityIndicator(key string, name analytics.Text, unit analytics.Unit) analytics.Indicator {
	return analytics.Indicator{
		ID: analytics.ID(key), Name: name, Unit: unit, Num: activity(key), By: byActivity, Share: true,
		Note: analytics.Text{ZH: "工作措施填报数", EN: "As returned"},
	}
}

func unit(zh string) analytics.Unit { return analytics.Unit{ID: zh, Name: analytics.Text{ZH: zh}} }

var activityIndicators = append([]analytics.Indicator{
	{
		ID: "reply_rate", Name: analytics.Text{ZH: "投诉回复率", EN: "Reply rate"}, Unit: analytics.UnitPercent, Better: analytics.HigherIsBetter,
		Note: analytics.Text{ZH: "已答复投诉 ÷ 接到投诉", EN: "Complaints answered ÷ received"},
		Num:  activity("complaints_answered"), Den: activity("complaints_received"), Scale: 100, By: byActivity,
	},
	{
		ID: "activity_value", Name: analytics.Text{ZH: "工作措施数值", EN: "Activity value"}, Unit: analytics.UnitNumber,
		Note: analytics.Text{ZH: "任一工作指标的数值，须按工作指标分列或筛选，单位随指标", EN: "The value of any measure; to be broken down or filtered by measure, with its unit"},
		Num:  analytics.Measure{Fact: activities, Value: "f.value", Unknown: "f.value IS NULL"},
		By:   append([]analytics.DimensionID{analytics.MeasureName}, byActivity...),
	},
},
	activityIndicator("training", analytics.Text{ZH: "培训人次", EN: "Persons trained"}, analytics.UnitTurns),
	activityIndicator("drills", analytics.Text{ZH: "应急演练", EN: "Drills"}, analytics.UnitTimes),
	activityIndicator("complaints_received", analytics.Text{ZH: "接到投诉", EN: "Complaints received"}, analytics.UnitCases),
	activityIndicator("complaints_answered", analytics.Text{ZH: "答复投诉", EN: "Complaints answered"}, analytics.UnitCases),
	activityIndicator("monitored_firms", analytics.Text{ZH: "视频监控企业", EN: "Firms under video monitoring"}, analytics.UnitFirms),
	activityIndicator("standardised_industries", analytics.Text{ZH: "标准化行业", EN: "Industries under standardisation"}, unit("个")),
	activityIndicator("standardisation_contracts", analytics.Text{ZH: "标准化复评合同", EN: "Standardisation contracts"}, analytics.UnitFirms),
	activityIndicator("supervision_groups", analytics.Text{ZH: "综合督导组", EN: "Supervision groups"}, unit("个")),
	activityIndicator("towns_assessed", analytics.Text{ZH: "考核镇街", EN: "Towns assessed"}, unit("个")),
	activityIndicator("party_discipline", analytics.Text{ZH: "党纪处分", EN: "Party discipline"}, analytics.UnitPersons),
	activityIndicator("administrative_discipline", analytics.Text{ZH: "政纪处分", EN: "Administrative discipline"}, analytics.UnitPersons),
	activityIndicator("prosecuted", analytics.Text{ZH: "移送司法", EN: "Referred for prosecution"}, analytics.UnitPersons),
	activityIndicator("traffic_violations", analytics.Text{ZH: "查处交通违法", EN: "Traffic violations"}, analytics.UnitCases),
	activityIndicator("hazard_roads", analytics.Text{ZH: "整治隐患路段", EN: "Hazardous roads treated"}, analytics.UnitPlaces),
	activityIndicator("bridges_inspected", analytics.Text{ZH: "检查公路桥梁", EN: "Bridges inspected"}, unit("座")),
	activityIndicator("transport_firms_inspected", analytics.Text{ZH: "检查运输企业", EN: "Transport firms inspected"}, analytics.UnitFirms),
	activityIndicator("rectification_notices", analytics.Text{ZH: "限期整改通知书", EN: "Rectification notices"}, analytics.UnitDocuments),
	activityIndicator("stop_work_notices", analytics.Text{ZH: "暂时停止施工通知书", EN: "Stop-work notices"}, analytics.UnitDocuments),
	activityIndicator("camera_projects", analytics.Text{ZH: "监控工程", EN: "Sites with cameras"}, unit("项")),
	activityIndicator("cameras", analytics.Text{ZH: "监控摄像头", EN: "Cameras"}, unit("个")),
	activityIndicator("vessels_inspected", analytics.Text{ZH: "检查船舶", EN: "Vessel inspections"}, unit("艘次")),
	activityIndicator("leaflets", analytics.Text{ZH: "校园宣传资料", EN: "Campus leaflets"}, unit("册")),
	activityIndicator("illegal_sites_closed", analytics.Text{ZH: "取缔地下黑点", EN: "Illegal sites closed"}, unit("个")),
)
