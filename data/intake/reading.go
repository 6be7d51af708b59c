package intake

import (
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/values"
)

// reading says how the text of one bound column becomes fact columns. Most spellings repeat, so a column is read by its
// distinct texts: parse sees each once, and a join brings the values to the rows. Where nearly every row has a text of
// its own (times, amounts, free text), direct reads the common form in SQL and is NULL for any other.
type reading struct {
	binding layout.Binding
	source  string // column of raw
	direct  string // SQL expression over the raw column, which %[1]s stands for; empty: none
	outputs []output
	parse   func(text string) ([]any, verdict)
}

// output is one column that a reading fills.
type output struct {
	column string
	typ    string // SQL type
	from   string // SQL expression over the direct value %[1]s and the raw column %[2]s; empty: the direct value itself
	inner  bool   // used by the checks, no column of the fact table
}

// verdict is what is wrong with a text. A text that is only doubted is accepted with a warning, and its value is unknown.
type verdict struct {
	reason, detail string
	doubted        bool
}

// These recognise the texts that the fast expressions may read. DuckDB's casts alone are too
// generous: they round 2.5 to a whole number, take "infinity" for a date and the year 09 for one of antiquity.
const (
	isoMoment   = `regexp_full_match(%[1]s, '[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?')`
	yearBegins  = `regexp_full_match(%[1]s, '[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?')`
	yearNamed   = `regexp_full_match(%[1]s, '[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日')`
	yearDotted  = `regexp_full_match(%[1]s, '[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}')`
	yearPacked  = `regexp_full_match(%[1]s, '(19|20)[0-9]{6}')`
	yearEnds    = `regexp_full_match(%[1]s, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( [0-9:]+)?')`
	plainAmount = `regexp_full_match(%[1]s, '[0-9]{1,12}([.][0-9]{1,9})?')`
)

// newReading chooses how a binding is read. A part extracted by an expression is always read in Go. ownClock: the time of
// day has a column of its own.
func newReading(kind Kind, b layout.Binding, source string, names *names, rules values.Rules, ownClock bool) reading {
	r := reading{binding: b, source: source}
	f := b.Field
	switch f.Type {
	case layout.Text, layout.Ignored:
		r.outputs = []output{{column: f.Name, typ: "VARCHAR", from: saidText}}
		r.parse, r.direct = readText, directText
	case layout.Moment:
		r.outputs = []output{
			{column: "occurred_on", typ: "DATE", from: "CAST(%[1]s AS DATE)"},
			{column: "minute", typ: "SMALLINT", from: "CASE WHEN strpos(%[2]s, ':') > 0 THEN CAST(hour(%[1]s) * 60 + minute(%[1]s) AS SMALLINT) END"},
		}
		r.parse = func(text string) ([]any, verdict) { return readMoment(text, rules) }
		r.direct = directMoment(rules)
		if ownClock {
			r.outputs = r.outputs[:1]
		}
	case layout.Clock:
		r.outputs = []output{{column: "minute", typ: "SMALLINT"}}
		r.parse = readClock
	case layout.Day, layout.Period, layout.Year:
		r.outputs = []output{{column: f.Name, typ: "DATE"}}
		if f.Name == kind.DateField() {
			r.outputs[0].column = kind.DateColumn()
		}
		r.parse = dateReader(f, rules)
	case layout.Count:
		r.outputs = []output{{column: f.Name, typ: "INTEGER"}}
		r.parse = func(text string) ([]any, verdict) { return readCount(text, f) }
	case layout.Amount:
		r.outputs = []output{{column: f.Name, typ: "DOUBLE"}}
		r.parse = func(text string) ([]any, verdict) { return readAmount(text, f, b.Scale) }
		r.direct = fmt.Sprintf("CASE WHEN %s THEN CAST(%%[1]s AS DOUBLE) * %g END", plainAmount, b.Scale)
	case layout.Flag:
		r.outputs = []output{{column: f.Name, typ: "BOOLEAN"}}
		r.parse = readFlag
	case layout.Level, layout.Term, layout.Progress, layout.Finished:
		r.outputs, r.parse = hazardReading(f, rules)
	case layout.Struck:
		r.outputs = []output{{column: f.Name, typ: "BOOLEAN", from: "CAST(NULL AS BOOLEAN)"}}
		r.parse = struckReader(b.Header)
		r.direct = directUnstruck
	default:
		r.outputs, r.parse = names.reading(kind, b)
	}
	if b.Extract != nil {
		r.direct = ""
	}
	return r
}

// directText is a text without blanks around it, and saidText is NULL where that means "nothing here".
var (
	directText = "trim(%[1]s, ' \t　\u00a0')"
	saidText   = fmt.Sprintf("CASE WHEN strlen(%%[1]s) > %d OR NOT list_contains([%s], lower(%%[1]s)) THEN %%[1]s END", longestBlank, blankList)
)

// longestBlank is the length in bytes of the longest word that means "nothing here", and blankList the words as a SQL
// list.
var longestBlank, blankList = func() (int, string) {
	words := values.BlankWords()
	longest := 0
	for i, word := range words {
		longest = max(longest, len(word))
		words[i] = "'" + word + "'"
	}
	return longest, strings.Join(words, ", ")
}()

// directMoment is the timestamp of ISO dates, of the dates that spreadsheets write, and, where the column's order is known,
// of dates that end in the year.
func directMoment(rules values.Rules) string {
	moments := []string{
		"CASE WHEN " + isoMoment + " THEN TRY_CAST(%[1]s AS TIMESTAMP) END", dated(yearBegins, "%%Y/%%m/%%d", "%%Y-%%m-%%d"),
		onDay(yearNamed, "%%Y年%%m月%%d日"), onDay(yearDotted, "%%Y.%%m.%%d"), onDay(yearPacked, "%%Y%%m%%d"),
	}
	if order := map[DateOrder]string{DayFirst: "%%d/%%m/%%Y", MonthFirst: "%%m/%%d/%%Y"}[rules.Order]; order != "" {
		moments = append(moments, dated(yearEnds, order))
	}
	return "coalesce(" + strings.Join(moments, ", ") + ")"
}

// dated is the timestamp of the texts of a pattern that have one of some forms, with or without a time of day.
func dated(pattern string, forms ...string) string {
	var all []string
	for _, form := range forms {
		all = append(all, "'"+form+"'", "'"+form+" %%H:%%M'", "'"+form+" %%H:%%M:%%S'")
	}
	return "CASE WHEN " + pattern + " THEN try_strptime(%[1]s, [" + strings.Join(all, ", ") + "]) END"
}

// onDay is the timestamp of the texts of a pattern that have one form, without a time of day.
func onDay(pattern, form string) string {
	return "CASE WHEN " + pattern + " THEN try_strptime(%[1]s, '" + form + "') END"
}

func refuse(reason string) verdict { return verdict{reason: reason} }

func readText(text string) ([]any, verdict) { return []any{strings.TrimSpace(text)}, verdict{} }

func readMoment(text string, rules values.Rules) ([]any, verdict) {
	m, reason := values.ParseMoment(text, rules)
	if reason == "" && m.Precision != values.ToDay {
		reason = values.ReasonNoDay
	}
	if reason != "" {
		return nil, refuse(reason)
	}
	if m.Minute < 0 {
		return []any{m.Date, nil}, verdict{}
	}
	return []any{m.Date, int16(m.Minute)}, verdict{}
}

// dateReader reads a day or, where the field allows it, a month or a year, which stand for their first day.
func dateReader(f layout.Field, rules values.Rules) func(string) ([]any, verdict) {
	coarsest := values.ToDay
	switch {
	case f.Type == layout.Year, f.Name == "date": // a measure may be a year's
		coarsest = values.ToYear
	case f.Type == layout.Period:
		coarsest = values.ToMonth
	}
	return func(text string) ([]any, verdict) {
		m, reason := values.ParseMoment(text, rules)
		switch {
		case reason != "":
			return nil, refuse(reason)
		case m.Precision < coarsest && coarsest == values.ToDay:
			return nil, refuse(values.ReasonNoDay)
		case m.Precision < coarsest:
			return nil, refuse(values.ReasonNoMonth)
		case f.Type == layout.Year:
			return []any{m.Date.AddDate(0, 1-int(m.Date.Month()), 1-m.Date.Day())}, verdict{}
		}
		return []any{m.Date}, verdict{}
	}
}

func readClock(text string) ([]any, verdict) {
	minute, reason := values.ParseClock(text)
	return []any{int16(minute)}, refuse(reason)
}

func readCount(text string, f layout.Field) ([]any, verdict) {
	count, reason := values.ParseCount(text)
	if reason != "" {
		return nil, numberVerdict(text, reason, f)
	}
	return []any{int32(count)}, verdict{}
}

func readAmount(text string, f layout.Field, scale float64) ([]any, verdict) {
	amount, reason := values.ParseAmount(text, f.Unit, scale)
	if reason != "" {
		return nil, numberVerdict(text, reason, f)
	}
	return []any{amount}, verdict{}
}

// numberVerdict adds to a hedged number the interval it means. An estimate of something that decides nothing else is left
// unknown with a warning.
func numberVerdict(text, reason string, f layout.Field) verdict {
	v := refuse(reason)
	if reason == values.ReasonHedged {
		v.detail, v.doubted = values.Interval(text), f.Hedges
	}
	return v
}

func readFlag(text string) ([]any, verdict) {
	flag, reason := values.ParseFlag(text)
	return []any{flag}, refuse(reason)
}
