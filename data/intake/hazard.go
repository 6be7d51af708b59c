package intake

import (
	"fmt"

	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/vocabulary"
)

// hazardColumns are the columns, beside the place, that the rules of hazard ledgers look at.
var hazardColumns = []output{
	{column: "ledger_no", typ: "VARCHAR"},
	{column: "firm", typ: "VARCHAR"},
	{column: "site", typ: "VARCHAR"},
	{column: "summary", typ: "VARCHAR"},
	{column: "deadline", typ: "DATE"},
	{column: "term_days", typ: "INTEGER", inner: true},
	{column: "term_months", typ: "INTEGER", inner: true},
	{column: "term_day", typ: "INTEGER", inner: true},
	{column: "rectified", typ: "BOOLEAN"},
	{column: "rectified_on", typ: "DATE"},
	{column: "finished", typ: "BOOLEAN", inner: true},
}

// hazardReading reads the columns that only hazard ledgers have. A term that is counted from the day of the row comes as
// what has to be added to that day: datedSQL does.
func hazardReading(f layout.Field, rules values.Rules) ([]output, func(string) ([]any, verdict)) {
	switch f.Type {
	case layout.Level:
		return []output{{column: "major", typ: "BOOLEAN"}}, func(text string) ([]any, verdict) { return readWord(levels, text, ReasonUnknownLevel) }
	case layout.Progress:
		return []output{{column: "rectified", typ: "BOOLEAN"}}, func(text string) ([]any, verdict) { return readWord(progress, text, ReasonUnknownProgress) }
	case layout.Finished:
		outputs := []output{{column: "rectified_on", typ: "DATE"}, {column: "finished", typ: "BOOLEAN", inner: true}}
		return outputs, func(text string) ([]any, verdict) { return readFinished(text, rules) }
	}
	outputs := []output{{column: "deadline", typ: "DATE"}}
	for _, column := range []string{"term_days", "term_months", "term_day"} {
		outputs = append(outputs, output{column: column, typ: "INTEGER", inner: true})
	}
	return outputs, func(text string) ([]any, verdict) { return readTerm(text, rules) }
}

// levels are the words for how grave a hazard is: true for the major ones.
var levels = map[string]bool{
	"重大": true, "重大隐患": true, "重大事故隐患": true, "重大安全隐患": true, "major": true,
	"一般": false, "一般隐患": false, "一般事故隐患": false, "一般安全隐患": false, "较小": false, "ordinary": false, "general": false, "minor": false,
}

// progress are the words for how far a hazard is: true where it is rectified.
var progress = map[string]bool{
	"已整改": true, "已完成": true, "已完成整改": true, "整改完成": true, "整改完毕": true, "完成": true, "完成整改": true, "已销号": true, "销号": true, "已闭环": true, "已复查": true,
	"整改到位": true, "已整改到位": true, "合格": true, "复查合格": true, "是": true, "已": true, "√": true, "100%": true, "yes": true, "y": true, "done": true, "closed": true,
	"rectified": true, "未整改": false, "整改中": false, "正在整改": false, "正在整改中": false, "未完成": false, "未完成整改": false, "未销号": false, "未闭环": false,
	"限期整改": false, "限期整改中": false, "逾期": false, "逾期未整改": false, "部分整改": false, "否": false, "未": false, "×": false, "no": false, "n": false,
	"open": false, "pending": false, "overdue": false, "in progress": false, "inprogress": false,
}

func readWord(words map[string]bool, text, reason string) ([]any, verdict) {
	if found, ok := words[vocabulary.Fold(text)]; ok {
		return []any{found}, verdict{}
	}
	return nil, refuse(reason)
}

// readFinished reads the day on which a hazard was rectified; in its column often stands a word for how far it is.
func readFinished(text string, rules values.Rules) ([]any, verdict) {
	if found, ok := progress[vocabulary.Fold(text)]; ok {
		return []any{nil, found}, verdict{}
	}
	m, reason := values.ParseMoment(text, rules)
	if reason == "" && m.Precision != values.ToDay {
		reason = values.ReasonNoDay
	}
	if reason != "" {
		return nil, refuse(reason)
	}
	return []any{m.Date, nil}, verdict{}
}

func readTerm(text string, rules values.Rules) ([]any, verdict) {
	d, reason := values.ParseDeadline(text, rules)
	switch {
	case reason != "":
		return nil, refuse(reason)
	case d.Relative:
		return []any{nil, int32(d.Days), int32(d.Months), nil}, verdict{}
	case d.MonthEnd:
		return []any{nil, nil, nil, int32(0)}, verdict{}
	case d.YearDay > 0:
		return []any{nil, nil, nil, int32(d.YearDay)}, verdict{}
	}
	return []any{d.Date, nil, nil, nil}, verdict{}
}

// doubt is a warning on accepted rows for which a condition over checked holds.
type doubt struct{ reason, condition string }

// doubts are the warnings that rest on several columns, by the column under which they are told.
var doubts = map[layout.Type][]doubt{
	layout.Term:     {{ReasonEarlyTerm, "early_term"}},
	layout.Finished: {{ReasonEarlyRectified, "early_rectified"}, {ReasonFarDate, "late_rectified"}},
	layout.Progress: {{ReasonUndated, "undated"}, {ReasonBothWays, "both_ways"}},
}

// termSQL is the last day of a term that is counted from the day on which a hazard was found: so many days or months
// later, or on the first such day of a year; 0 stands for the end of the month.
var termSQL = fmt.Sprintf(`CASE WHEN term_days IS NOT NULL THEN CAST(occurred_on + term_days + to_months(term_months) AS DATE)
	WHEN term_day = 0 THEN last_day(occurred_on)
	WHEN term_day > 0 AND %[1]s >= occurred_on THEN %[1]s
	WHEN term_day > 0 THEN %[2]s END`, yearDaySQL(0), yearDaySQL(1))

// yearDaySQL is the day that term_day names in the year in which a hazard was found, or so many years later; a month that is
// shorter ends with its last day.
func yearDaySQL(later int) string {
	first := fmt.Sprintf("make_date(year(occurred_on) + %d, term_day // 100, 1)", later)
	return fmt.Sprintf("least(%[1]s + CAST(term_day %% 100 - 1 AS INTEGER), last_day(%[1]s))", first)
}

// datedSQL brings terms to days and settles what the columns of a hazard say together. Whether it is rectified: as stated;
// by the day on which it was, where nothing else is said; unknown where it is said not to be and has such a day all the same.
// A term or a day that lies before the hazard was found is not believed, nor a day that is still to come.
func (j *job) datedSQL(rows string) string {
	stated := "coalesce(rectified, finished)"
	silent := "NULL"
	if j.has("rectified_on") && !j.has("rectified") {
		silent = "CASE WHEN " + j.unread("rectified_on") + " THEN NULL ELSE false END" // no day means that it is open
	}
	late := fmt.Sprintf("rectified_on > DATE '%s'", j.session.Now().AddDate(0, 0, 1).Format("2006-01-02"))
	early := "rectified_on < occurred_on"
	return fmt.Sprintf(`SELECT * EXCLUDE (term, stated) REPLACE (
			CASE WHEN term >= occurred_on THEN term END AS deadline,
			CASE WHEN NOT (%[1]s OR %[2]s) THEN rectified_on END AS rectified_on,
			CASE WHEN stated = (rectified_on IS NOT NULL) THEN stated WHEN stated THEN true WHEN NOT stated THEN NULL
				WHEN %[2]s THEN NULL WHEN rectified_on IS NOT NULL THEN true ELSE %[3]s END AS rectified),
			coalesce(term < occurred_on, false) AS early_term, coalesce(%[1]s, false) AS early_rectified, coalesce(%[2]s, false) AS late_rectified,
			coalesce(stated AND rectified_on IS NULL, false) AS undated, coalesce(NOT stated AND rectified_on IS NOT NULL, false) AS both_ways
		FROM (SELECT *, coalesce(deadline, %[4]s) AS term, %[5]s AS stated FROM (%[6]s))`, early, late, silent, termSQL, stated, rows)
}

// unread is the condition that the text of a fact column could not be read.
func (j *job) unread(column string) string {
	for i, r := range j.readings {
		if r.outputs[0].column == column {
			return fmt.Sprintf("fault%d IS NOT NULL", i)
		}
	}
	return "false"
}
