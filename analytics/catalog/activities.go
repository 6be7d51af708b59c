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

// openComplaints adds what is received and takes off what is answered.
var openComplaints = func() analytics.Measure {
	received, answered := "f.measure IN (SELECT id FROM measure WHERE key = 'complaints_received')", "f.measure IN (SELECT id FROM measure WHERE key = 'complaints_answered')"
	either := "(" + received + " OR " + answered + ")"
	return analytics.Measure{Fact: activities, Value: "CASE WHEN " + answered + " THEN -f.value ELSE f.value END", Where: either, Unknown: "f.value IS NULL AND " + either}
}()

// yearTarget is the target of a measure for a year. Offices repeat it in every month's return: of the returns of one town
// (or of the city) on one measure in one year the largest target counts, once.
const yearTarget = `CASE WHEN NOT EXISTS (SELECT 1 FROM activity g WHERE g.measure = f.measure AND g.town IS NOT DISTINCT FROM f.town
 AND g.sector IS NOT DISTINCT FROM f.sector AND year(g.occurred_on) = year(f.occurred_on)
 AND (g.target > f.target OR g.target = f.target AND (g.batch_id, g.row_no) < (f.batch_id, f.row_no))) THEN f.target END`

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
	{
		ID: "activity_target", Name: analytics.Text{ZH: "工作措施年度目标", EN: "Activity target"}, Unit: analytics.UnitNumber,
		Note: analytics.Text{
			ZH: "填报的年度目标，须按工作指标分列或筛选，时段须为全年；同一镇街同一指标一年内重复填报的只计最大的一次，各镇街相加",
			EN: "Targets for the year as returned, to be broken down or filtered by measure, over whole years; repeated ones of a town and measure count once, at their largest, and towns add up",
		},
		Num: analytics.Measure{Fact: activities, Value: yearTarget, Where: "f.target IS NOT NULL"},
		By:  append([]analytics.DimensionID{analytics.MeasureName}, byActivity...),
	},
	{
		ID: "complaints_open", Name: analytics.Text{ZH: "待答复投诉", EN: "Complaints open"}, Unit: analytics.UnitCases, Better: analytics.LowerIsBetter,
		Note: analytics.Text{ZH: "接到投诉 − 答复投诉；期内答复往期投诉的，可为负数", EN: "Complaints received − answered; below zero where earlier ones are answered"},
		Num:  openComplaints, By: byActivity,
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
	activityIndicator("command_platforms", analytics.Text{ZH: "应急指挥平台", EN: "Command platforms"}, unit("个")),
	activityIndicator("illegal_sites_closed", analytics.Text{ZH: "取缔地下黑点", EN: "Illegal sites closed"}, unit("个")),
)
