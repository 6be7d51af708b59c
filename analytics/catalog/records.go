package catalog

import "anlan/analytics"

// RecordColumn is a column of the list of facts behind a figure.
type RecordColumn struct {
	ID   string
	Name analytics.Text
	Kind RecordKind
	Unit analytics.Unit        // of numbers
	Of   analytics.DimensionID // of members: the dimension whose dictionary names them
	SQL  string                // over a fact f
}

// RecordKind says what stands in a column.
type RecordKind int

// The kinds of columns.
const (
	RecordText RecordKind = iota
	RecordDay
	RecordClock // minute of the day
	RecordNumber
	RecordFlag
	RecordMember // number of a member
)

func text(id, zh, en string) RecordColumn {
	return RecordColumn{ID: id, Name: analytics.Text{ZH: zh, EN: en}, Kind: RecordText, SQL: "f." + id}
}

func number(id, zh, en string, u analytics.Unit) RecordColumn {
	return RecordColumn{ID: id, Name: analytics.Text{ZH: zh, EN: en}, Kind: RecordNumber, Unit: u, SQL: "f." + id}
}

func member(id string, of analytics.DimensionID, zh, en string) RecordColumn {
	return RecordColumn{ID: id, Name: analytics.Text{ZH: zh, EN: en}, Kind: RecordMember, Of: of, SQL: "f." + id}
}

var (
	dayColumn  = RecordColumn{ID: "occurred_on", Name: analytics.Text{ZH: "日期", EN: "Date"}, Kind: RecordDay, SQL: "f.occurred_on"}
	townColumn = member("town", analytics.Town, "镇街", "Town")
	sectors    = []RecordColumn{member("sector", analytics.Sector, "行业领域", "Sector"), member("subsector", analytics.Subsector, "细分行业", "Subsector")}
)

// recordColumns are what the facts of a family say, in the order in which they are listed.
var recordColumns = map[analytics.FactID][]RecordColumn{
	accidents: {
		dayColumn,
		{ID: "minute", Name: analytics.Text{ZH: "时间", EN: "Time"}, Kind: RecordClock, SQL: "f.minute"},
		townColumn, sectors[0], sectors[1],
		member("accident_type", analytics.AccidentType, "事故类型", "Accident type"),
		member("grade", analytics.Severity, "事故等级", "Severity"),
		{ID: "cases", Name: analytics.Text{ZH: "汇总起数", EN: "Accidents in total"}, Kind: RecordNumber, Unit: analytics.UnitAccidents, SQL: "CASE WHEN f.whole_month THEN f.cases END"},
		text("name", "事故名称", "Known as"), text("firm", "事故单位", "Firm"),
		number("deaths", "死亡", "Deaths", analytics.UnitPersons), number("serious", "重伤", "Serious", analytics.UnitPersons),
		number("minor", "轻伤", "Minor", analytics.UnitPersons), number("injured", "受伤", "Injured", analytics.UnitPersons),
		number("loss", "直接经济损失", "Direct loss", analytics.UnitMoney),
		{ID: "supervised", Name: analytics.Text{ZH: "挂牌督办", EN: "Listed"}, Kind: RecordFlag, SQL: "f.supervised"},
		{ID: "closed_on", Name: analytics.Text{ZH: "结案", EN: "Closed"}, Kind: RecordDay, SQL: "f.closed_on"},
		text("cause", "原因", "Cause"), text("summary", "概况", "Summary"), text("ledger_no", "事故编号", "Ledger no."),
	},
	inspections: {
		dayColumn, townColumn, sectors[0], sectors[1],
		member("department", analytics.Department, "部门", "Department"), member("campaign", analytics.Campaign, "专项行动", "Campaign"),
		number("officer_turns", "出动执法人员", "Officer-turns", analytics.UnitTurns), number("inspections", "检查家次", "Inspections", analytics.UnitVisits),
		text("firm", "被检查企业", "Firm"), number("firms", "企业数", "Firms", analytics.UnitFirms), number("hazards", "发现隐患", "Hazards", analytics.UnitPlaces),
		number("rectified", "整改隐患", "Rectified", analytics.UnitPlaces), number("orders", "整改指令书", "Orders", analytics.UnitDocuments),
		number("suspensions", "停产停业", "Suspensions", analytics.UnitFirms), number("penalties", "行政处罚", "Penalties", analytics.UnitCases),
		number("fines", "罚款", "Fines", analytics.UnitMoney),
	},
	figures: {
		dayColumn, townColumn, sectors[0], sectors[1], member("department", analytics.Department, "责任单位", "Answers for it"),
		number("employees", "从业人员", "Employed", analytics.UnitPersons), number("firms", "企业数", "Firms", analytics.UnitFirms),
		number("vehicles", "机动车", "Vehicles", analytics.UnitVehicles), number("gdp", "地区生产总值", "GDP", analytics.UnitGDP),
		number("population", "常住人口", "Residents", analytics.UnitPersons), number("devices", "特种设备", "Equipment", analytics.UnitDevices),
		number("staff", "安监人员", "Safety officers", analytics.UnitPersons), number("quota_deaths", "死亡控制指标", "Death quota", analytics.UnitPersons),
		number("quota_accidents", "事故控制指标", "Accident quota", analytics.UnitAccidents),
	},
	hazards: {
		{ID: "occurred_on", Name: analytics.Text{ZH: "排查日期", EN: "Found"}, Kind: RecordDay, SQL: "f.occurred_on"},
		townColumn, sectors[0], sectors[1], text("firm", "单位", "Firm"), text("site", "部位", "Site"), text("summary", "隐患", "Hazard"),
		{ID: "major", Name: analytics.Text{ZH: "重大", EN: "Major"}, Kind: RecordFlag, SQL: "f.major"},
		{ID: "deadline", Name: analytics.Text{ZH: "整改期限", EN: "Deadline"}, Kind: RecordDay, SQL: "f.deadline"},
		{ID: "rectified", Name: analytics.Text{ZH: "已整改", EN: "Rectified"}, Kind: RecordFlag, SQL: "f.rectified"},
		{ID: "rectified_on", Name: analytics.Text{ZH: "完成日期", EN: "Rectified on"}, Kind: RecordDay, SQL: "f.rectified_on"},
		{ID: "supervised", Name: analytics.Text{ZH: "挂牌督办", EN: "Listed"}, Kind: RecordFlag, SQL: "f.supervised"},
		member("department", analytics.Department, "监管部门", "Department"), text("ledger_no", "隐患编号", "Ledger no."),
	},
	activities: {
		dayColumn, townColumn, sectors[0], sectors[1], member("measure", analytics.MeasureName, "工作指标", "Measure"),
		number("value", "数值", "Value", analytics.UnitNumber), number("target", "目标", "Target", analytics.UnitNumber),
	},
}

// RecordColumns lists what the facts of a family say, in the order in which they are listed.
func (c *Catalog) RecordColumns(fact analytics.FactID) []RecordColumn { return recordColumns[fact] }
