package layout

// The fields of each kind, with the headers under which offices keep them. Of several headers in one file the one that
// stands first here is taken.
var fields = map[Kind][]Field{
	Accidents: folded([]Field{
		{Name: "ledger_no", Type: Text, Telling: true, aliases: []string{"事故编号", "台账编号", "编号", "案件编号", "ledger no", "accident no", "accident id", "case id"}},
		{Name: "occurred_at", Type: Moment, Required: true, aliases: []string{"发生日期", "事故日期", "事故发生日期", "发生时间", "事故时间", "事故发生时间", "日期", "时间", "occurred at", "occurred on", "accident date", "date of accident", "date", "datetime"}},
		{Name: "time", Type: Clock, aliases: []string{"发生时刻", "时刻", "时分", "发生时间", "事故时间", "事故发生时间", "时间", "time", "time of day"}},
		town, sector,
		{Name: "accident_type", Soft: true, Type: AccidentType, Telling: true, aliases: []string{"事故类型", "事故类别", "伤害类别", "类型", "类别", "accident type", "type"}},
		{Name: "firm", Type: Text, aliases: []string{"事故单位名称", "事故单位", "企业名称", "单位名称", "单位", "firm", "company", "employer"}},
		deaths, serious, minor, injured, loss,
		{Name: "grade", Soft: true, Type: Grade, Telling: true, aliases: []string{"事故等级", "等级", "事故级别", "grade", "severity grade"}},
		{Name: "name", Type: Text, aliases: []string{"事故名称", "事故简称", "accident name"}},
		{Name: "supervised", Soft: true, Type: Flag, aliases: []string{"挂牌督办", "是否挂牌督办", "督办", "under supervision", "supervised"}},
		{Name: "closed_on", Soft: true, Type: Day, aliases: []string{"结案时间", "结案日期", "结案", "closed on", "closed"}},
		{Name: "cause", Type: Text, aliases: []string{"事故原因", "直接原因", "原因", "cause"}},
		{Name: "summary", Type: Text, aliases: []string{"事故概况", "简要经过", "事故经过", "概况", "description", "summary"}},
		{Name: "struck", Soft: true, Type: Struck, aliases: []string{"核销", "是否核销", "核销标志", "核销情况", "核销状态", "核销日期", "核销时间", "struck off", "事故状态", "状态", "备注", "说明", "status", "remarks", "remark"}},
		serial,
	}),
	Totals: folded([]Field{
		{Name: "period", Type: Period, Required: true, aliases: []string{"月份", "统计月份", "月", "统计时间", "统计日期", "日期", "时间", "month", "period", "date"}},
		town, sector,
		{Name: "accidents", Type: Count, Telling: true, aliases: []string{"事故起数", "事故宗数", "起数", "宗数", "发生起数", "发生宗数", "发生事故", "事故数", "accidents", "number of accidents"}},
		deaths, serious, minor, injured, loss, serial,
	}),
	Inspections: folded([]Field{
		{Name: "period", Type: Period, Required: true, aliases: []string{"月份", "统计月份", "检查日期", "检查时间", "日期", "时间", "统计期", "month", "period", "date"}},
		town,
		{Name: "department", Type: Department, aliases: []string{"执法单位", "执法部门", "检查部门", "部门", "department", "agency"}},
		sector,
		{
			Name: "firm", Type: Text, Common: true,
			aliases: []string{"被检查单位", "被检查单位名称", "受检单位", "受检单位名称", "被检查企业", "被检查企业名称", "受检企业", "受检企业名称", "检查对象", "检查对象名称", "检查单位名称", "检查企业名称", "企业名称", "生产经营单位", "生产经营单位名称", "firm", "firm name", "company", "inspected firm"},
			weak:    []string{"单位名称", "单位", "检查单位", "检查企业"},
		},
		{Name: "campaign", Type: Campaign, Telling: true, aliases: []string{"专项行动", "行动名称", "专项整治", "campaign"}},
		{Name: "officer_turns", Type: Count, Telling: true, aliases: []string{"出动执法人员", "出动人员", "执法人员", "出动人次", "出动警力", "officer turns", "officers"}},
		{Name: "inspections", Type: Count, Telling: true, aliases: []string{"检查家次", "检查次数", "检查企业", "检查单位", "inspections", "visits"}},
		{Name: "firms", Type: Count, aliases: []string{"检查企业数", "检查单位数", "检查企业家数", "检查家数", "受检企业数", "被检查企业数", "被检查单位数", "监督检查单位数", "检查企业（家）", "检查单位（家）", "企业数", "检查企业", "检查单位", "firms", "firms inspected"}},
		{Name: "hazards", Type: Count, Telling: true, aliases: []string{"发现隐患", "查处隐患", "排查隐患", "查处一般隐患", "隐患数", "隐患", "hazards", "hazards found"}},
		{Name: "rectified", Type: Count, Telling: true, aliases: []string{"已整改", "整改隐患", "已整改隐患", "整改数", "rectified", "hazards rectified"}},
		{Name: "orders", Type: Count, Telling: true, aliases: []string{"整改指令书", "责令改正", "责令限期整改指令书", "下达整改指令书", "下达执法文书", "orders", "rectification orders"}},
		{Name: "suspensions", Type: Count, Telling: true, aliases: []string{"责令停产停业整顿", "责令停产停业", "停产停业整顿", "停产停业", "suspensions", "suspension orders"}},
		{Name: "penalties", Type: Count, Telling: true, aliases: []string{"行政处罚", "立案", "处罚", "penalties"}},
		{Name: "fines", Type: Amount, Telling: true, Unit: "万元", aliases: []string{"罚款", "罚款金额", "fines"}},
		serial,
	}),
	Sectors: folded([]Field{
		{Name: "year", Type: Year, Required: true, aliases: []string{"年度", "年份", "年", "year"}},
		town, sector,
		{Name: "department", Type: Department, aliases: []string{"责任单位", "责任部门", "主管部门", "牵头部门", "牵头单位", "部门", "department"}},
		{Name: "employees", Type: Amount, Telling: true, Unit: "人", aliases: []string{"从业人员", "从业人数", "就业人员", "employees", "employment"}},
		{Name: "firms", Type: Amount, Telling: true, Unit: "家", aliases: []string{"企业数", "企业个数", "监管企业数", "firms"}},
		{Name: "vehicles", Type: Amount, Telling: true, Unit: "辆", aliases: []string{"机动车保有量", "机动车", "机动车数", "vehicles", "motor vehicles"}},
		{Name: "gdp", Type: Amount, Telling: true, Unit: "亿元", aliases: []string{"地区生产总值", "国内生产总值", "生产总值", "gdp"}},
		{Name: "population", Type: Amount, Telling: true, Unit: "人", aliases: []string{"常住人口", "人口", "population"}},
		{Name: "devices", Type: Amount, Telling: true, Unit: "台", aliases: []string{"特种设备", "特种设备台数", "特种设备数", "devices", "special equipment"}},
		{Name: "staff", Type: Amount, Telling: true, Unit: "人", aliases: []string{"安监人员", "在岗安监人员", "safety officers", "staff"}},
		{Name: "quota_deaths", Type: Amount, Telling: true, Unit: "人", aliases: []string{"死亡控制指标", "控制指标死亡", "控制指标死亡人数", "死亡人数控制指标", "控制指标", "quota deaths", "death quota"}},
		{Name: "quota_accidents", Type: Amount, Telling: true, Unit: "宗", aliases: []string{"起数控制指标", "事故控制指标", "控制指标起数", "控制指标宗数", "quota accidents", "accident quota"}},
		serial,
	}),
	Activities: folded([]Field{
		{Name: "date", Type: Period, Required: true, aliases: []string{"日期", "月份", "统计日期", "时间", "date", "month"}},
		town, sector,
		{Name: "measure", Type: Measure, Required: true, Telling: true, aliases: []string{"工作指标", "指标名称", "指标", "项目", "工作项目", "measure", "item"}},
		{Name: "value", Type: Amount, Required: true, Telling: true, aliases: []string{"数值", "完成数", "数量", "完成值", "value", "amount"}},
		{Name: "unit", Type: Text, aliases: []string{"计量单位", "单位", "unit"}},
		{Name: "target", Type: Amount, aliases: []string{"目标值", "目标", "计划数", "target"}},
		serial,
	}),
	Hazards: folded([]Field{
		{Name: "ledger_no", Type: Text, aliases: []string{"隐患编号", "台账编号", "编号", "hazard no", "hazard id"}},
		{Name: "found_on", Type: Day, Required: true, aliases: []string{"排查日期", "发现日期", "检查日期", "排查时间", "发现时间", "检查时间", "日期", "found on", "date found", "date"}},
		town, sector,
		{Name: "department", Type: Department, aliases: []string{"监管部门", "主管部门", "行业主管部门", "督办部门", "督办单位", "责任部门", "department"}},
		{Name: "firm", Type: Text, aliases: []string{"隐患单位", "隐患单位名称", "受检单位", "被检查单位", "生产经营单位", "企业名称", "单位名称", "单位", "firm", "company"}},
		{Name: "site", Type: Text, aliases: []string{"隐患部位", "隐患地点", "隐患位置", "部位", "site"}},
		{Name: "summary", Type: Text, aliases: []string{"隐患描述", "隐患内容", "隐患情况", "隐患名称", "存在隐患", "主要隐患", "问题描述", "存在问题", "hazard description", "description"}},
		{Name: "level", Soft: true, Type: Level, Telling: true, aliases: []string{"隐患级别", "隐患等级", "hazard level"}},
		{Name: "deadline", Soft: true, Type: Term, Telling: true, aliases: []string{"整改期限", "整改时限", "限期整改日期", "整改限期", "deadline", "due date"}},
		{Name: "rectified_on", Soft: true, Type: Finished, Telling: true, aliases: []string{"整改完成日期", "整改完成时间", "完成整改日期", "整改日期", "销号日期", "销号时间", "rectified on", "date rectified"}},
		{Name: "rectified", Soft: true, Type: Progress, Telling: true, aliases: []string{"整改状态", "整改情况", "整改进度", "是否整改", "是否完成整改", "是否销号", "rectified"}},
		{Name: "supervised", Soft: true, Type: Flag, aliases: []string{"是否挂牌督办", "挂牌督办", "督办", "under supervision", "supervised"}},
		serial,
	}),
}

// Fields that several kinds have.
var (
	town = Field{
		Name: "town", Type: Town,
		aliases: []string{"镇街", "镇（街）", "镇区", "街镇", "镇街名称", "镇（街道）", "乡镇", "乡镇街道", "镇街（园区）", "所在镇街", "事故镇街", "属地", "辖区", "区域", "所属镇街", "地区", "town", "area", "district"},
		weak:    []string{"事故地点", "发生地点", "地点", "填报单位", "单位名称", "单位", "place", "location"},
	}
	sector = Field{
		Name: "sector", Type: Sector, aliases: []string{"行业领域", "所属行业领域", "所属行业", "管理分类", "事故大类", "行业", "领域", "sector", "industry"},
	}
	deaths  = Field{Name: "deaths", Type: Count, Telling: true, aliases: []string{"死亡人数", "死亡", "亡", "死亡(含失踪)", "deaths", "fatalities", "killed"}}
	serious = Field{Name: "serious", Type: Count, Telling: true, aliases: []string{"重伤人数", "重伤", "serious injuries", "seriously injured", "serious"}}
	minor   = Field{Name: "minor", Hedges: true, Type: Count, Telling: true, aliases: []string{"轻伤人数", "轻伤", "minor injuries", "slight injuries", "minor"}}
	injured = Field{Name: "injured", Hedges: true, Type: Count, Telling: true, aliases: []string{"受伤人数", "受伤", "伤人", "伤", "伤者", "injured", "injuries"}}
	loss    = Field{Name: "loss", Hedges: true, Type: Amount, Telling: true, Unit: "万元", aliases: []string{"直接经济损失", "经济损失", "直接财产损失", "财产损失", "损失", "direct loss", "loss"}}
	serial  = Field{Name: "serial", Type: Ignored, aliases: []string{"序号", "no", "no.", "行号"}}
)
