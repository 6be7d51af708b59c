package intake

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/vocabulary"
)

// check makes the temporary table "checked": one row for each row of raw that is not blank, with its row number, the
// fact columns, a fault column for each reading and one for the row as a whole, and whether any of them holds it back.
func (j *job) check(ctx context.Context) error {
	if err := j.findExtra(ctx); err != nil {
		return err
	}
	selected := []string{"raw_id", "CAST(" + strings.ReplaceAll(j.staged.rowNo, "rowid", "raw_id") + " AS INTEGER) AS row_no", j.partSQL() + " AS part"}
	var direct, joins []string
	bad := []string{"row_fault IS NOT NULL"}
	for i, r := range j.readings {
		if r.direct != "" {
			// A column of its own, so that it is computed once however often it is used.
			direct = append(direct, fmt.Sprintf(", %s AS direct%d", fmt.Sprintf(r.direct, r.source), i))
		}
		for k, o := range r.outputs {
			selected = append(selected, fmt.Sprintf("%s AS %s", j.valueSQL(i, k), o.column))
		}
		selected = append(selected, fmt.Sprintf("%s AS fault%d", j.faultSQL(i), i))
		if j.mapped[i] {
			joins = append(joins, fmt.Sprintf("LEFT JOIN map%d ON map%[1]d.raw = raw.%s", i, r.source))
		}
		bad = append(bad, fmt.Sprintf("coalesce(fault%d < %d, false)", i, faultDoubt))
	}
	selected = append(selected, j.missingColumns()...)
	if j.table.Kind == Activities {
		selected = append(selected, j.statedUnitSQL()+" AS stated_unit")
	}
	totals, err := j.totalTexts(ctx)
	if err != nil {
		return err
	}
	rowFault, args := j.rowFaultSQL(totals)
	selected = append(selected, rowFault+" AS row_fault")
	rows := fmt.Sprintf("SELECT %s FROM (SELECT %s AS raw_id, *%s FROM raw WHERE %s) raw %s",
		strings.Join(selected, ", "), j.staged.id, strings.Join(direct, ""), j.filledSQL(), strings.Join(joins, " "))
	if j.table.Kind == Accidents {
		rows = j.gradedSQL(rows)
	}
	if j.table.Kind == Hazards {
		rows = j.datedSQL(rows)
	}
	if j.table.Kind == Activities {
		rows = j.measuredSQL(rows)
	}
	if j.table.Kind == Sectors {
		rows = "SELECT * REPLACE (coalesce(row_fault, CASE WHEN " + quotaWithoutSector + " THEN CAST(5 AS UTINYINT) END) AS row_fault) FROM (" + rows + ")"
	}
	if err := j.session.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE %s AS SELECT *, %s AS bad FROM (%s)", j.looked(), strings.Join(bad, " OR "), rows), args...); err != nil {
		return fmt.Errorf("check rows: %w", err)
	}
	return nil
}

// partSQL is which record of its row a raw row is.
func (j *job) partSQL() string {
	if j.staged.parts {
		return "raw.part"
	}
	return "0"
}

// needed are the columns that the rules of a kind look at whether or not the file has them.
func needed(kind Kind) []output {
	place := []output{{column: "town", typ: "INTEGER"}, {column: "sector", typ: "INTEGER"}, {column: "subsector", typ: "INTEGER"}}
	counts := []output{
		{column: "deaths", typ: "INTEGER"},
		{column: "serious", typ: "INTEGER"},
		{column: "minor", typ: "INTEGER"},
		{column: "injured", typ: "INTEGER"},
		{column: "loss", typ: "DOUBLE"},
	}
	switch kind {
	case Accidents:
		place = append(place,
			output{column: "ledger_no", typ: "VARCHAR"}, output{column: "minute", typ: "SMALLINT"}, output{column: "firm", typ: "VARCHAR"},
			output{column: "grade", typ: "INTEGER"}, output{column: "old_scale", typ: "BOOLEAN", inner: true})
		return append(place, counts...)
	case Totals:
		place = append(place, output{column: "accidents", typ: "INTEGER"}, output{column: "is_part", typ: "BOOLEAN", inner: true})
		return append(place, counts...)
	case Sectors:
		return append(place, output{column: "department", typ: "INTEGER"}, output{column: "quota_deaths", typ: "DOUBLE"}, output{column: "quota_accidents", typ: "DOUBLE"})
	case Hazards:
		return append(place, hazardColumns...)
	}
	return nil
}

// needed are the needed columns of the table's kind. Where inspections name the firm and no number of visits, a row is one
// visit.
func (j *job) needed() []output {
	columns := needed(j.table.Kind)
	if j.table.Kind == Inspections && j.has("firm") {
		columns = append(columns, output{column: "inspections", typ: "BIGINT", from: "CASE WHEN firm IS NOT NULL THEN 1 END"})
	}
	return columns
}

// missingColumns makes the needed columns that the file does not have: unknown, or what follows from the others.
func (j *job) missingColumns() []string {
	var columns []string
	for _, o := range j.needed() {
		if j.has(o.column) {
			continue
		}
		value := "NULL"
		if o.from != "" {
			value = o.from
		}
		columns = append(columns, fmt.Sprintf("CAST(%s AS %s) AS %s", value, o.typ, o.column))
	}
	return columns
}

// gradedSQL adds what follows from the other columns of an accident: the statutory grade, a warning where the reported
// one differs, and the injured in all where both kinds are known. A reported grade above the statutory one is believed
// where a criterion that could carry it is unknown, unless it is a word of the road police's old scale, which meant less.
func (j *job) gradedSQL(rows string) string {
	road := "false"
	if e, ok := j.terms.Sectors.ByKey("road"); ok {
		road = fmt.Sprintf("sector IS NOT DISTINCT FROM %d", e.ID)
	}
	old := "coalesce(old_scale AND " + road + ", false)"
	return fmt.Sprintf(`SELECT * EXCLUDE (statutory, believed, old_scale)
			REPLACE (CASE WHEN (statutory IS NULL OR believed) AND NOT old THEN grade ELSE statutory END AS grade, coalesce(injured, serious + minor) AS injured),
			CASE WHEN old AND grade IS DISTINCT FROM statutory THEN coalesce(statutory, 0) WHEN grade <> statutory AND NOT believed THEN statutory END AS grade_warning,
			CASE WHEN NOT old THEN grade END AS reported
		FROM (SELECT *, %s AS old, coalesce(grade > statutory AND (deaths IS NULL OR serious IS NULL OR loss IS NULL), false) AS believed
			FROM (SELECT *, %s AS statutory FROM (%s)))`, old, vocabulary.GradeSQL("deaths", "serious", "loss"), rows)
}

// alike brings names of one unit together. People and visits, firms and visits are no such names: they are never added.
const alike = `CASE %[1]s WHEN '起' THEN '宗' WHEN '件' THEN '宗' WHEN '例' THEN '宗' WHEN '场' THEN '次' WHEN '场次' THEN '次' WHEN '项' THEN '个' ELSE %[1]s END`

// statedUnitSQL is the unit that a row of activities states: in its column, else behind its number.
func (j *job) statedUnitSQL() string {
	var stated []string
	for _, r := range j.readings {
		switch r.binding.Field.Name {
		case "unit":
			stated = append([]string{"nullif(trim(raw." + r.source + ", ' 　()（）'), '')"}, stated...)
		case "value":
			stated = append(stated, "nullif(regexp_extract(trim(raw."+r.source+"), '[0-9千万亿](人次|家次|艘次|车次|人|家|宗|起|处|艘|册|份|场|次)$', 1), '')")
		}
	}
	return "coalesce(" + strings.Join(append(stated, "NULL"), ", ") + ")"
}

// measuredSQL holds back the rows of activities whose unit is another than their measure's: that of the workspace, else the
// first one in the file.
func (j *job) measuredSQL(rows string) string {
	unit := fmt.Sprintf(alike, "stated_unit")
	kept := fmt.Sprintf(alike, "kept_unit")
	return fmt.Sprintf(`SELECT * EXCLUDE (stated_unit, kept_unit) REPLACE (coalesce(row_fault, CASE WHEN %s <> %s THEN CAST(6 AS UTINYINT) END) AS row_fault)
		FROM (SELECT t.*, coalesce(nullif(m.unit, ''), first_value(stated_unit IGNORE NULLS) OVER (PARTITION BY t.measure ORDER BY raw_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS kept_unit
			FROM (%s) t LEFT JOIN measure m ON m.id = t.measure)`, unit, kept, rows)
}

// doubtColumns takes back whole columns that a spreadsheet has spoiled: ledger numbers turned into 2.00512E+12, which
// are no longer different from each other, and times of day that are midnight throughout, which are dates only.
func (j *job) doubtColumns(ctx context.Context) error {
	if j.has("ledger_no") {
		var spoiled, all int64
		row := j.session.QueryRow(ctx, `SELECT count(*) FILTER (WHERE regexp_full_match(ledger_no, '[0-9]([.][0-9]+)?[eE][+][0-9]+')), count(ledger_no) FROM checked`)
		if err := row.Scan(&spoiled, &all); err != nil {
			return fmt.Errorf("look at ledger numbers: %w", err)
		}
		if spoiled*10 > all {
			j.note(NoteNumbersSpoiled, strconv.FormatInt(spoiled, 10))
			if err := j.forget(ctx, "ledger_no"); err != nil {
				return fmt.Errorf("drop ledger numbers: %w", err)
			}
		}
	}
	if j.has("minute") {
		var latest *int
		if err := j.session.QueryRow(ctx, "SELECT max(minute) FROM checked").Scan(&latest); err != nil {
			return fmt.Errorf("look at times of day: %w", err)
		}
		if latest != nil && *latest == 0 {
			j.note(NoteMidnight)
			if err := j.forget(ctx, "minute"); err != nil {
				return fmt.Errorf("drop times of day: %w", err)
			}
		}
	}
	return nil
}

// noteVisits says that rows which name a firm count as one visit each.
func (j *job) noteVisits(ctx context.Context) error {
	if j.table.Kind != Inspections || !j.has("firm") || j.has("inspections") {
		return nil
	}
	var visits int64
	if err := j.session.QueryRow(ctx, "SELECT count(*) FROM checked WHERE inspections = 1 AND NOT bad").Scan(&visits); err != nil {
		return fmt.Errorf("count visits: %w", err)
	}
	if visits > 0 {
		j.note(NoteVisits, strconv.FormatInt(visits, 10))
	}
	return nil
}

// forget makes a column unknown.
func (j *job) forget(ctx context.Context, column string) error {
	for _, table := range j.checkedTables() {
		if err := j.session.Exec(ctx, "UPDATE "+table+" SET "+column+" = NULL"); err != nil {
			return err
		}
	}
	return nil
}

// valueSQL is one value of a reading: read directly, or found in its map.
func (j *job) valueSQL(index, part int) string {
	r := j.readings[index]
	mapped := fmt.Sprintf("CAST(NULL AS %s)", r.outputs[part].typ)
	if j.mapped[index] {
		mapped = fmt.Sprintf("map%d.v%d", index, part+1)
	}
	return r.valueSQL(index, part, mapped)
}

// valueSQL is one value of the reading of a number: read directly, or as a spelling has it.
func (r reading) valueSQL(index, part int, spelled string) string {
	if r.direct == "" {
		return spelled
	}
	direct := fmt.Sprintf("direct%d", index)
	value := direct
	if from := r.outputs[part].from; from != "" {
		value = fmt.Sprintf(from+"%.0[2]s", direct, "raw."+r.source)
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s ELSE %s END", direct, spelled, value)
}

// Codes of the fault columns of checked: small numbers, because nearly all of them are NULL a million times over. Those
// below faultDoubt hold the row back.
const (
	faultUnread  = 1 // the map of the reading says why
	faultFar     = 2
	faultMissing = 3
	faultDoubt   = 4 // the map of the reading says why; the value is unknown, and the row is accepted
)

// faultSQL is what is wrong with the text of a reading: what its map says, a date far away, or a required value missing.
func (j *job) faultSQL(index int) string {
	r := j.readings[index]
	value := j.valueSQL(index, 0)
	var cases []string
	if j.mapped[index] {
		cases = append(cases, fmt.Sprintf("WHEN map%d.fault IS NOT NULL THEN CASE WHEN map%[1]d.doubt THEN %d ELSE %d END", index, faultDoubt, faultUnread))
	}
	if r.outputs[0].column == j.table.Kind.DateColumn() {
		cases = append(cases, fmt.Sprintf("WHEN NOT (%s) THEN %d", j.nearSQL(value), faultFar))
	}
	if r.binding.Field.Required {
		cases = append(cases, fmt.Sprintf("WHEN (%s) IS NULL THEN %d", value, faultMissing))
	}
	if len(cases) == 0 {
		return "CAST(NULL AS UTINYINT)"
	}
	return "CAST(CASE " + strings.Join(cases, " ") + " END AS UTINYINT)"
}

// nearSQL is true for a date that is not far away.
func (j *job) nearSQL(date string) string {
	return fmt.Sprintf("%s BETWEEN DATE '1949-10-01' AND DATE '%s'", date, j.session.Now().AddDate(0, 0, 1).Format("2006-01-02"))
}

// faultReason is faultSQL's code in words, in a query that joins the reading's map; detail is what the map adds.
func faultReason(index int) (reason, detail string) {
	reason = fmt.Sprintf("CASE fault%[1]d WHEN %[2]d THEN '%[3]s' WHEN %[4]d THEN '%[5]s' ELSE split_part(map%[1]d.fault, chr(31), 1) END",
		index, faultFar, ReasonFarDate, faultMissing, ReasonMissing)
	return reason, fmt.Sprintf("coalesce(split_part(map%d.fault, chr(31), 2), '')", index)
}

// Codes of what is wrong with a row as a whole.
var rowFaults = map[int]string{
	1: ReasonQuote, 2: ReasonExtraCells, 3: layout.ReasonTotalRow, 4: layout.ReasonContinuation, 5: ReasonNoSector, 6: ReasonUnit,
}

// quotaWithoutSector is true for a quota of a department that says neither town nor sector: its deaths could not be counted,
// and it would be taken for a quota of the whole city.
const quotaWithoutSector = "department IS NOT NULL AND town IS NULL AND sector IS NULL AND (quota_deaths IS NOT NULL OR quota_accidents IS NOT NULL)"

// rowFaultSQL is what is wrong with a row as a whole: it could not be split, has more cells than the header, is the sum
// of other rows, or goes on with the row above. The arguments are the texts of the first columns that mark a sum.
func (j *job) rowFaultSQL(totals map[string][]any) (expression string, args []any) {
	var cases []string
	if j.staged.faults {
		cases = append(cases, fmt.Sprintf("WHEN raw.fault = '%s' THEN 1 WHEN raw.fault = '%s' THEN 2 WHEN raw.fault IS NOT NULL THEN 4", tabular.Unbalanced, ReasonExtraCells))
	}
	if j.extra != "" {
		cases = append(cases, "WHEN "+j.extra+" THEN 2")
	}
	for _, column := range []string{"c1", "c2"} {
		if texts := totals[column]; len(texts) > 0 {
			cases = append(cases, "WHEN raw."+column+" IN ("+marks(len(texts))+") THEN 3")
			args = append(args, texts...)
		}
	}
	for i, r := range j.readings {
		switch r.binding.Field.Type {
		case layout.Town, layout.Sector, layout.Department, layout.Campaign, layout.Measure:
			if !j.mapped[i] {
				continue
			}
			cases = append(cases, fmt.Sprintf("WHEN map%d.fault = '%s' THEN 3", i, layout.ReasonTotalRow))
		}
	}
	if len(cases) == 0 {
		return "CAST(NULL AS UTINYINT)", nil
	}
	return "CAST(CASE " + strings.Join(cases, " ") + " END AS UTINYINT)", args
}

// findExtra finds out whether cells beyond the header are a fault: where most rows have some, they are a column that was
// given no header, and are not read.
func (j *job) findExtra(ctx context.Context) error {
	j.extra = ""
	var cells []string
	for c := len(j.table.Header) + 1; c <= j.staged.width; c++ {
		cells = append(cells, fmt.Sprintf("trim(coalesce(raw.c%d, '')) <> ''", c))
	}
	if len(cells) == 0 || j.table.Wide() {
		return nil
	}
	extra := strings.Join(cells, " OR ")
	var rows, all int64
	row := j.session.QueryRow(ctx, fmt.Sprintf("SELECT count(*) FILTER (WHERE %s), count(*) FROM raw WHERE %s", extra, filled("raw", j.staged.width)))
	if err := row.Scan(&rows, &all); err != nil {
		return fmt.Errorf("look beyond the header: %w", err)
	}
	if rows > failLeast && 2*rows > all {
		j.note(NoteColumnsUnread, fmt.Sprintf("#%d", len(j.table.Header)+1))
		return nil
	}
	j.extra = extra
	return nil
}

// rowFaultReason is rowFaultSQL's code in words.
func rowFaultReason() string {
	cases := ""
	for code := 1; code <= len(rowFaults); code++ {
		cases += fmt.Sprintf(" WHEN %d THEN '%s'", code, rowFaults[code])
	}
	return "CASE row_fault" + cases + " END"
}

// filledSQL is true for a row with any text; of a record of a table with values across, with any value.
func (j *job) filledSQL() string {
	if !j.staged.parts {
		if j.staged.faults {
			return filled("raw", j.staged.width) + " OR raw.fault IS NOT NULL"
		}
		return filled("raw", j.staged.width)
	}
	var cells []string
	for c := len(j.table.Header) - len(j.table.Values) + 1; c <= len(j.table.Header); c++ {
		cells = append(cells, fmt.Sprintf("lower(trim(coalesce(raw.c%d, ''))) NOT IN (%s)", c, blankList))
	}
	return strings.Join(cells, " OR ")
}

// has tells whether some reading fills a fact column.
func (j *job) has(column string) bool {
	for _, r := range j.readings {
		for _, o := range r.outputs {
			if o.column == column {
				return true
			}
		}
	}
	return false
}
