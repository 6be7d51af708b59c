package intake

import (
	"fmt"
	"strings"

	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// reading says how the text of one bound column becomes fact columns. Most spellings repeat, so a column is read by its
// distinct texts: parse sees each once, and a join brings the values to the rows. Where nearly every row has a text of
// its own (times, amounts, free text), direct reads the common form in SQL and is NULL for any other.
type reading struct {
	binding binding
	source  string // column of raw
	direct  string // SQL expression over the raw column, which %[1]s stands for; empty: none
	outputs []output
	parse   func(text string) (values []any, reason, detail string)
}

// output is one fact column that a reading fills.
type output struct {
	column string
	typ    string // SQL type
	from   string // SQL expression over the direct value %[1]s and the raw column %[2]s; empty: the direct value itself
}

// These recognise the texts that the fast expressions may read. DuckDB's casts alone are too
// generous: they round 2.5 to a whole number, take "infinity" for a date and the year 09 for one of antiquity.
const (
	isoMoment   = `regexp_full_match(%[1]s, '[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?')`
	yearEnds    = `regexp_full_match(%[1]s, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( [0-9:]+)?')`
	plainAmount = `regexp_full_match(%[1]s, '[0-9]{1,12}([.][0-9]{1,9})?')`
)

// newReading chooses how a binding is read. A part extracted by an expression is always read in Go. ownClock: the time of
// day has a column of its own.
func newReading(b binding, source string, names *names, rules dateRules, ownClock bool) reading {
	r := reading{binding: b, source: source}
	switch b.field.typ {
	case typeText, typeIgnored:
		r.outputs = []output{{column: b.field.name, typ: "VARCHAR", from: saidText}}
		r.parse = readText
		r.direct = directText
	case typeMoment:
		r.outputs = []output{
			{"occurred_on", "DATE", "CAST(%[1]s AS DATE)"},
			{"minute", "SMALLINT", "CASE WHEN strpos(%[2]s, ':') > 0 THEN CAST(hour(%[1]s) * 60 + minute(%[1]s) AS SMALLINT) END"},
		}
		r.parse = func(text string) ([]any, string, string) { return readMoment(text, rules) }
		r.direct = directMoment(rules)
		if ownClock {
			r.outputs = r.outputs[:1]
		}
	case typeClock:
		r.outputs = []output{{column: "minute", typ: "SMALLINT"}}
		r.parse = readClock
	case typeDay:
		r.outputs = []output{{column: b.field.name, typ: "DATE"}}
		r.parse = func(text string) ([]any, string, string) { return readDate(text, rules, toDay) }
	case typePeriod:
		finest := toMonth
		if b.field.name == "date" {
			finest = toYear // a measure may be a year's
		}
		r.outputs = []output{{column: "occurred_on", typ: "DATE"}}
		r.parse = func(text string) ([]any, string, string) { return readDate(text, rules, finest) }
	case typeYear:
		r.outputs = []output{{column: "occurred_on", typ: "DATE"}}
		r.parse = func(text string) ([]any, string, string) { return readYear(text, rules) }
	case typeCount:
		r.outputs = []output{{column: b.field.name, typ: "INTEGER"}}
		r.parse = readCount
	case typeAmount:
		r.outputs = []output{{column: b.field.name, typ: "DOUBLE"}}
		r.parse = func(text string) ([]any, string, string) { return readAmount(text, b.scale) }
		r.direct = fmt.Sprintf("CASE WHEN %s THEN CAST(%%[1]s AS DOUBLE) * %g END", plainAmount, b.scale)
	case typeFlag:
		r.outputs = []output{{column: b.field.name, typ: "BOOLEAN"}}
		r.parse = readFlag
	default:
		r.outputs, r.parse = names.reading(b.field)
	}
	if b.extract != nil {
		r.direct = ""
	}
	return r
}

// directText is a text without blanks around it, and saidText is NULL where that means "nothing here".
var (
	directText = "trim(%[1]s, ' \t　\u00a0')"
	saidText   = fmt.Sprintf("CASE WHEN strlen(%%[1]s) > %d OR lower(%%[1]s) NOT IN (%s) THEN %%[1]s END", longestBlank, blankList)
)

// directMoment is the timestamp of ISO dates and, where the column's order is known, of dates that end in the year.
func directMoment(rules dateRules) string {
	moment := "CASE WHEN " + isoMoment + " THEN TRY_CAST(%[1]s AS TIMESTAMP) END"
	order := map[DateOrder]string{DayFirst: "%%d/%%m/%%Y", MonthFirst: "%%m/%%d/%%Y"}[rules.order]
	if order == "" {
		return moment
	}
	return "coalesce(" + moment + ", CASE WHEN " + yearEnds + " THEN try_strptime(%[1]s, ['" + order + "', '" + order +
		" %%H:%%M', '" + order + " %%H:%%M:%%S']) END)"
}

func readText(text string) ([]any, string, string) { return []any{strings.TrimSpace(text)}, "", "" }

func readMoment(text string, rules dateRules) ([]any, string, string) {
	m, reason := parseMoment(text, rules)
	if reason == "" && m.precision != toDay {
		reason = ReasonNoDay
	}
	if reason != "" {
		return nil, reason, ""
	}
	if m.minute < 0 {
		return []any{m.date, nil}, "", ""
	}
	return []any{m.date, int16(m.minute)}, "", ""
}

// readDate reads a day or, where the field allows it, a month or a year, which stand for their first day.
func readDate(text string, rules dateRules, coarsest precision) ([]any, string, string) {
	m, reason := parseMoment(text, rules)
	if reason == "" && m.precision < coarsest {
		reason = map[precision]string{toDay: ReasonNoDay, toMonth: ReasonNoMonth}[coarsest]
	}
	return []any{m.date}, reason, ""
}

func readYear(text string, rules dateRules) ([]any, string, string) {
	m, reason := parseMoment(text, rules)
	return []any{m.date.AddDate(0, 1-int(m.date.Month()), 1-m.date.Day())}, reason, ""
}

func readClock(text string) ([]any, string, string) {
	minute, reason := parseClock(text)
	return []any{int16(minute)}, reason, ""
}

func readCount(text string) ([]any, string, string) {
	count, reason := parseCount(text)
	return []any{int32(count)}, reason, ""
}

func readAmount(text string, scale float64) ([]any, string, string) {
	amount, reason := parseAmount(text, scale)
	return []any{amount}, reason, ""
}

func readFlag(text string) ([]any, string, string) {
	flag, reason := parseFlag(text)
	return []any{flag}, reason, ""
}

// names resolves the columns that name something: towns of the workspace, closed vocabularies, open dictionaries.
type names struct {
	towns  *vocabulary.List
	intern map[valueType]*workspace.Dictionary
}

// dictionaries are the tables of the open dictionaries.
var dictionaries = map[valueType]string{typeDepartment: "department", typeCampaign: "campaign", typeMeasure: "measure"}

func (n *names) reading(f field) ([]output, func(string) ([]any, string, string)) {
	one := []output{{column: f.name, typ: "INTEGER"}}
	switch f.typ {
	case typeTown:
		return one, func(text string) ([]any, string, string) { return resolve(n.towns, text, ReasonUnknownTown) }
	case typeSector:
		return []output{{column: "sector", typ: "INTEGER"}, {column: "subsector", typ: "INTEGER"}}, readSector
	case typeAccidentType:
		return one, func(text string) ([]any, string, string) {
			return resolve(vocabulary.AccidentTypes(), text, ReasonUnknownType)
		}
	case typeGrade:
		return one, func(text string) ([]any, string, string) {
			return resolve(vocabulary.Grades(), text, ReasonUnknownGrade)
		}
	}
	return one, func(text string) ([]any, string, string) {
		return []any{int32(n.intern[f.typ].Intern(canonical(f.typ, text)))}, "", ""
	}
}

// resolve finds a name in a closed list; what is near is only suggested.
func resolve(list *vocabulary.List, text, reason string) ([]any, string, string) {
	entry, ok := list.Resolve(text)
	if ok {
		return []any{int32(entry.ID)}, "", ""
	}
	var near []string
	for _, e := range list.Suggest(text, 3) {
		near = append(near, e.ZH)
	}
	return nil, reason, strings.Join(near, "、")
}

func readSector(text string) ([]any, string, string) {
	sectors := vocabulary.Sectors()
	entry, ok := sectors.Resolve(text)
	if !ok {
		return resolve(sectors, text, ReasonUnknownSector)
	}
	if parent, ok := sectors.ByKey(entry.Parent); ok {
		return []any{int32(parent.ID), int32(entry.ID)}, "", ""
	}
	return []any{int32(entry.ID), nil}, "", ""
}

// canonical is the name under which a text stands in an open dictionary: the official one of a known measure, else the
// text without blanks around it.
func canonical(typ valueType, text string) string {
	if typ == typeMeasure {
		if entry, ok := vocabulary.Measures().Resolve(text); ok {
			return entry.ZH
		}
	}
	return strings.TrimSpace(text)
}
