package intake

import "anlan/data/workspace"

// Kind is what a file holds.
type Kind string

// The four kinds of file.
const (
	Accidents   Kind = "accidents"   // 事故台账: one row an accident
	Inspections Kind = "inspections" // 执法检查: returns by month, town, department
	Sectors     Kind = "sectors"     // 行业基础: denominators and quotas by year
	Activities  Kind = "activities"  // 工作措施: measures such as training, drills, complaints
)

// Kinds lists the kinds in the order in which they are tried.
func Kinds() []Kind { return []Kind{Accidents, Inspections, Sectors, Activities} }

// valueType is how a column's text is read.
type valueType int

const (
	typeText         valueType = iota
	typeMoment                 // a day, with the time of day where it is given
	typeClock                  // a time of day
	typeDay                    // a day
	typePeriod                 // a day, or a month, which stands for its first day
	typeYear                   // a year, which stands for its first day
	typeTown                   // resolved against the workspace's towns
	typeSector                 // a sector, or a subsector with its sector
	typeAccidentType           //
	typeGrade                  //
	typeDepartment             // open dictionaries: a new name is added
	typeCampaign               //
	typeMeasure                //
	typeCount                  // a whole number that is not negative
	typeAmount                 // a number that is not negative
	typeFlag                   // yes or no
	typeIgnored                // recognised so that it is not taken for something else
)

// field is one thing that a file of a kind may say.
type field struct {
	name     string
	typ      valueType
	required bool
	telling  bool     // its presence tells this kind of file from the others
	soft     bool     // a value that cannot be read is left unknown with a warning, instead of holding the row back
	unit     string   // of an amount: the unit it is stored in
	aliases  []string // headers, most specific first; compared by foldHeader
}

// factTable is the table that the rows of a kind go to.
func (k Kind) factTable() string { return workspace.FactTables[string(k)] }

func fieldsOf(kind Kind) []field {
	switch kind {
	case Accidents:
		return accidentFields
	case Inspections:
		return inspectionFields
	case Sectors:
		return sectorFields
	case Activities:
		return activityFields
	}
	return nil
}

// FieldNames lists the names that --map and --set accept for a kind.
func FieldNames(kind Kind) []string {
	var names []string
	for _, f := range fieldsOf(kind) {
		if f.typ != typeIgnored {
			names = append(names, f.name)
		}
	}
	return names
}

func (k Kind) field(name string) (field, bool) {
	for _, f := range fieldsOf(k) {
		if f.name == name && f.typ != typeIgnored {
			return f, true
		}
	}
	return field{}, false
}

var (
	townAliases   = []string{"镇街", "镇（街）", "镇区", "街镇", "所在镇街", "事故镇街", "属地", "辖区", "区域", "所属镇街", "事故地点", "发生地点", "地点", "填报单位", "town", "area", "district"}
	sectorAliases = []string{"行业领域", "所属行业领域", "所属行业", "管理分类", "事故大类", "行业", "领域", "sector", "industry"}
	serialAliases = foldHeaders([]string{"序号", "no", "no."})
)

var accidentFields = folded([]field{
	{name: "ledger_no", typ: typeText, telling: true, aliases: []string{"事故编号", "台账编号", "编号", "案件编号", "ledger no", "accident no", "accident id", "case id"}},
	{name: "occurred_at", typ: typeMoment, required: true, aliases: []string{"发生日期", "事故日期", "事故发生日期", "发生时间", "事故时间", "事故发生时间", "日期", "时间", "occurred at", "occurred on", "accident date", "date of accident", "date", "datetime"}},
	{name: "time", typ: typeClock, aliases: []string{"发生时刻", "时刻", "时分", "发生时间", "事故时间", "事故发生时间", "时间", "time", "time of day"}},
	{name: "town", typ: typeTown, aliases: townAliases},
	{name: "sector", typ: typeSector, aliases: sectorAliases},
	{name: "accident_type", soft: true, typ: typeAccidentType, telling: true, aliases: []string{"事故类型", "事故类别", "伤害类别", "类型", "类别", "accident type", "type"}},
	{name: "firm", typ: typeText, aliases: []string{"事故单位名称", "事故单位", "企业名称", "单位名称", "单位", "firm", "company", "employer"}},
	{name: "deaths", typ: typeCount, telling: true, aliases: []string{"死亡人数", "死亡", "亡", "死亡(含失踪)", "deaths", "fatalities", "killed"}},
	{name: "serious", typ: typeCount, telling: true, aliases: []string{"重伤人数", "重伤", "serious injuries", "seriously injured", "serious"}},
	{name: "minor", typ: typeCount, telling: true, aliases: []string{"轻伤人数", "轻伤", "minor injuries", "slight injuries", "minor"}},
	{name: "injured", typ: typeCount, telling: true, aliases: []string{"受伤人数", "受伤", "伤", "伤者", "injured", "injuries"}},
	{name: "loss", typ: typeAmount, telling: true, unit: "万元", aliases: []string{"直接经济损失", "经济损失", "直接财产损失", "损失", "direct loss", "loss"}},
	{name: "grade", soft: true, typ: typeGrade, telling: true, aliases: []string{"事故等级", "等级", "事故级别", "grade", "severity grade"}},
	{name: "name", typ: typeText, aliases: []string{"事故名称", "事故简称", "accident name"}},
	{name: "supervised", soft: true, typ: typeFlag, aliases: []string{"挂牌督办", "是否挂牌督办", "督办", "under supervision", "supervised"}},
	{name: "closed_on", soft: true, typ: typeDay, aliases: []string{"结案时间", "结案日期", "结案", "closed on", "closed"}},
	{name: "cause", typ: typeText, aliases: []string{"事故原因", "直接原因", "原因", "cause"}},
	{name: "summary", typ: typeText, aliases: []string{"事故概况", "简要经过", "事故经过", "概况", "description", "summary"}},
	{name: "serial", typ: typeIgnored, aliases: serialAliases},
})

var inspectionFields = folded([]field{
	{name: "period", typ: typePeriod, required: true, aliases: []string{"月份", "统计月份", "检查日期", "检查时间", "日期", "时间", "统计期", "month", "period", "date"}},
	{name: "town", typ: typeTown, aliases: townAliases},
	{name: "department", typ: typeDepartment, aliases: []string{"执法单位", "执法部门", "检查部门", "部门", "department", "agency"}},
	{name: "sector", typ: typeSector, aliases: sectorAliases},
	{name: "campaign", typ: typeCampaign, telling: true, aliases: []string{"专项行动", "行动名称", "专项整治", "campaign"}},
	{name: "officer_turns", typ: typeCount, telling: true, aliases: []string{"出动执法人员", "出动人员", "执法人员", "出动人次", "出动警力", "officer turns", "officers"}},
	{name: "inspections", typ: typeCount, telling: true, aliases: []string{"检查家次", "检查企业", "检查企业数", "检查单位", "检查单位数", "检查次数", "检查艘次", "inspections", "visits"}},
	{name: "firms", typ: typeCount, aliases: []string{"企业数", "受检企业数", "被检查企业数", "firms", "firms inspected"}},
	{name: "hazards", typ: typeCount, telling: true, aliases: []string{"发现隐患", "查处隐患", "排查隐患", "隐患数", "隐患", "hazards", "hazards found"}},
	{name: "rectified", typ: typeCount, telling: true, aliases: []string{"已整改", "整改隐患", "已整改隐患", "整改数", "rectified", "hazards rectified"}},
	{name: "orders", typ: typeCount, telling: true, aliases: []string{"整改指令书", "责令改正", "责令限期整改指令书", "下达整改指令书", "orders", "rectification orders"}},
	{name: "suspensions", typ: typeCount, telling: true, aliases: []string{"责令停产停业整顿", "责令停产停业", "停产停业整顿", "停产停业", "suspensions", "suspension orders"}},
	{name: "penalties", typ: typeCount, telling: true, aliases: []string{"行政处罚", "立案", "处罚", "penalties"}},
	{name: "fines", typ: typeAmount, telling: true, unit: "万元", aliases: []string{"罚款", "罚款金额", "fines"}},
	{name: "serial", typ: typeIgnored, aliases: serialAliases},
})

var sectorFields = folded([]field{
	{name: "year", typ: typeYear, required: true, aliases: []string{"年度", "年份", "年", "year"}},
	{name: "town", typ: typeTown, aliases: townAliases},
	{name: "sector", typ: typeSector, aliases: sectorAliases},
	{name: "employees", typ: typeAmount, telling: true, unit: "人", aliases: []string{"从业人员", "从业人数", "就业人员", "employees", "employment"}},
	{name: "firms", typ: typeAmount, telling: true, unit: "家", aliases: []string{"企业数", "企业个数", "监管企业数", "firms"}},
	{name: "vehicles", typ: typeAmount, telling: true, unit: "辆", aliases: []string{"机动车保有量", "机动车", "机动车数", "vehicles", "motor vehicles"}},
	{name: "gdp", typ: typeAmount, telling: true, unit: "亿元", aliases: []string{"地区生产总值", "国内生产总值", "生产总值", "gdp"}},
	{name: "population", typ: typeAmount, telling: true, unit: "人", aliases: []string{"常住人口", "人口", "population"}},
	{name: "devices", typ: typeAmount, telling: true, unit: "台", aliases: []string{"特种设备", "特种设备台数", "特种设备数", "devices", "special equipment"}},
	{name: "staff", typ: typeAmount, telling: true, unit: "人", aliases: []string{"安监人员", "在岗安监人员", "safety officers", "staff"}},
	{name: "quota_deaths", typ: typeAmount, telling: true, unit: "人", aliases: []string{"死亡控制指标", "控制指标死亡", "控制指标死亡人数", "死亡人数控制指标", "控制指标", "quota deaths", "death quota"}},
	{name: "quota_accidents", typ: typeAmount, telling: true, unit: "宗", aliases: []string{"起数控制指标", "事故控制指标", "控制指标起数", "控制指标宗数", "quota accidents", "accident quota"}},
	{name: "serial", typ: typeIgnored, aliases: serialAliases},
})

var activityFields = folded([]field{
	{name: "date", typ: typePeriod, required: true, aliases: []string{"日期", "月份", "统计日期", "时间", "date", "month"}},
	{name: "town", typ: typeTown, aliases: townAliases},
	{name: "sector", typ: typeSector, aliases: sectorAliases},
	{name: "measure", typ: typeMeasure, required: true, telling: true, aliases: []string{"工作指标", "指标名称", "指标", "项目", "工作项目", "measure", "item"}},
	{name: "value", typ: typeAmount, required: true, telling: true, aliases: []string{"数值", "完成数", "数量", "完成值", "value", "amount"}},
	{name: "unit", typ: typeText, aliases: []string{"计量单位", "单位", "unit"}},
	{name: "target", typ: typeAmount, aliases: []string{"目标值", "目标", "计划数", "target"}},
	{name: "serial", typ: typeIgnored, aliases: serialAliases},
})
