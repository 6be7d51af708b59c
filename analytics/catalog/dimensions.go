package catalog

import "anlan/analytics"

// Dimension is a way to break figures down.
type Dimension struct {
	ID   analytics.DimensionID
	Name analytics.Text
	// Table is the dictionary whose ids the keys are; empty where a key is a number that means itself (a month, an hour).
	Table string
	// Keys are the integer SQL expressions of the dimension, by family of facts, over the alias f. {day} stands for the
	// day of the fact, moved to the period it is compared with.
	Keys map[analytics.FactID]string
	// Complete dimensions show every member, also those without facts: a town without an accident has zero.
	Complete bool
}

// over gives one expression for several families of facts.
func over(expression string, facts ...analytics.FactID) map[analytics.FactID]string {
	keys := make(map[analytics.FactID]string)
	for _, f := range facts {
		keys[f] = expression
	}
	return keys
}

const (
	accidents   = analytics.Accidents
	inspections = analytics.Inspections
	figures     = analytics.SectorFigures
	activities  = analytics.Activities
	hazards     = analytics.Hazards
)

var dimensions = []Dimension{
	{ID: analytics.Sector, Name: analytics.Text{ZH: "行业领域", EN: "Sector"}, Table: "sector", Keys: over("f.sector", accidents, inspections, figures, activities, hazards)},
	{ID: analytics.Subsector, Name: analytics.Text{ZH: "细分行业", EN: "Subsector"}, Table: "sector", Keys: over("f.subsector", accidents, inspections, activities, hazards)},
	{ID: analytics.Town, Name: analytics.Text{ZH: "镇街", EN: "Town"}, Table: "town", Keys: over("f.town", accidents, inspections, figures, activities, hazards), Complete: true},
	{ID: analytics.AccidentType, Name: analytics.Text{ZH: "事故类型", EN: "Accident type"}, Table: "accident_type", Keys: over("f.accident_type", accidents)},
	{ID: analytics.Severity, Name: analytics.Text{ZH: "事故等级", EN: "Severity"}, Table: "grade", Keys: over("f.grade", accidents), Complete: true},
	{ID: analytics.Department, Name: analytics.Text{ZH: "部门", EN: "Department"}, Table: "department", Keys: over("f.department", inspections, hazards)},
	{ID: analytics.Campaign, Name: analytics.Text{ZH: "专项行动", EN: "Campaign"}, Table: "campaign", Keys: over("f.campaign", inspections)},
	{ID: analytics.MeasureName, Name: analytics.Text{ZH: "工作指标", EN: "Measure"}, Table: "measure", Keys: over("f.measure", activities)},
	{ID: analytics.Year, Name: analytics.Text{ZH: "年份", EN: "Year"}, Keys: over("year({day})", accidents, inspections, figures, activities, hazards), Complete: true},
	{ID: analytics.Quarter, Name: analytics.Text{ZH: "季度", EN: "Quarter"}, Keys: over("year({day}) * 10 + quarter({day})", accidents, inspections, activities, hazards), Complete: true},
	{ID: analytics.Month, Name: analytics.Text{ZH: "月份", EN: "Month"}, Keys: over("year({day}) * 100 + month({day})", accidents, inspections, activities, hazards), Complete: true},
	{ID: analytics.Date, Name: analytics.Text{ZH: "日期", EN: "Day"}, Keys: map[analytics.FactID]string{
		accidents: "CASE WHEN NOT f.whole_month THEN " + daySQL + " END", activities: daySQL, hazards: daySQL,
	}, Complete: true},
	{ID: analytics.Weekday, Name: analytics.Text{ZH: "星期", EN: "Weekday"}, Keys: over(weekdaySQL, accidents), Complete: true},
	{ID: analytics.Hour, Name: analytics.Text{ZH: "时刻", EN: "Hour"}, Keys: over("f.minute // 60", accidents), Complete: true},
	{ID: analytics.Batch, Name: analytics.Text{ZH: "导入批次", EN: "Import batch"}, Keys: over("f.batch_id", accidents, inspections, figures, activities, hazards)},
	{ID: analytics.Accident, Name: analytics.Text{ZH: "事故", EN: "Accident"}, Keys: over(AccidentKey, accidents)},
}

// Totals of a month have no day.
const (
	daySQL     = "year({day}) * 10000 + month({day}) * 100 + day({day})"
	weekdaySQL = "CASE WHEN NOT f.whole_month THEN isodow(f.occurred_on) END"
)

// AccidentKey is the number of an accident in the workspace: where it was imported from.
const AccidentKey = "(f.batch_id::BIGINT * 4294967296 + f.row_no)"
