package intake

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

// check makes the temporary table "checked": one row for each row of raw that is not blank, with its row number, the
// fact columns, a fault column for each reading and one for the row as a whole, and whether any of them holds it back.
func (j *job) check(ctx context.Context) error {
	selected := []string{"raw_id", "CAST(" + strings.ReplaceAll(j.staged.rowNo, "rowid", "raw_id") + " AS INTEGER) AS row_no"}
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
		joins = append(joins, fmt.Sprintf("LEFT JOIN map%d ON map%[1]d.raw = raw.%s", i, r.source))
		if !r.binding.field.soft {
			bad = append(bad, fmt.Sprintf("fault%d IS NOT NULL", i))
		}
	}
	selected = append(selected, j.missingColumns()...)
	totals, err := j.totalTexts(ctx)
	if err != nil {
		return err
	}
	selected = append(selected, j.rowFaultSQL(len(totals))+" AS row_fault")
	rows := fmt.Sprintf("SELECT %s FROM (SELECT rowid AS raw_id, *%s FROM raw WHERE %s) raw %s",
		strings.Join(selected, ", "), strings.Join(direct, ""), j.filledSQL(), strings.Join(joins, " "))
	if j.table.kind == Accidents {
		rows = gradedSQL(rows)
	}
	if err := j.session.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE checked AS SELECT *, %s AS bad FROM (%s)", strings.Join(bad, " OR "), rows), totals...); err != nil {
		return fmt.Errorf("check rows: %w", err)
	}
	return j.doubtColumns(ctx)
}

// needed are the columns that the rules of a kind look at whether or not the file has them.
func (k Kind) needed() []output {
	place := []output{{"town", "INTEGER", ""}, {"sector", "INTEGER", ""}, {"subsector", "INTEGER", ""}}
	switch k {
	case Accidents:
		return append(place,
			output{"ledger_no", "VARCHAR", ""}, output{"minute", "SMALLINT", ""}, output{"firm", "VARCHAR", ""},
			output{"grade", "INTEGER", ""}, output{"deaths", "INTEGER", ""}, output{"serious", "INTEGER", ""},
			output{"minor", "INTEGER", ""}, output{"injured", "INTEGER", ""}, output{"loss", "DOUBLE", ""})
	case Sectors:
		return place
	}
	return nil
}

// missingColumns makes the needed columns that the file does not have, all unknown.
func (j *job) missingColumns() []string {
	var columns []string
	for _, o := range j.table.kind.needed() {
		if !j.has(o.column) {
			columns = append(columns, fmt.Sprintf("CAST(NULL AS %s) AS %s", o.typ, o.column))
		}
	}
	return columns
}

// gradedSQL adds what follows from the other columns of an accident: the statutory grade, a warning where the reported
// one differs, and the injured in all where both kinds are known. A reported grade above the statutory one is believed
// where a criterion that could carry it is unknown.
func gradedSQL(rows string) string {
	return fmt.Sprintf(`SELECT * EXCLUDE (statutory, believed)
			REPLACE (CASE WHEN statutory IS NULL OR believed THEN grade ELSE statutory END AS grade, coalesce(injured, serious + minor) AS injured),
			CASE WHEN grade <> statutory AND NOT believed THEN statutory END AS grade_warning
		FROM (SELECT *, coalesce(grade > statutory AND (deaths IS NULL OR serious IS NULL OR loss IS NULL), false) AS believed
			FROM (SELECT *, %s AS statutory FROM (%s)))`, vocabulary.GradeSQL("deaths", "serious", "loss"), rows)
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
			if err := j.session.Exec(ctx, "UPDATE checked SET ledger_no = NULL"); err != nil {
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
			if err := j.session.Exec(ctx, "UPDATE checked SET minute = NULL"); err != nil {
				return fmt.Errorf("drop times of day: %w", err)
			}
		}
	}
	return nil
}

// valueSQL is one value of a reading: read directly, or found in its map.
func (j *job) valueSQL(index, part int) string {
	r := j.readings[index]
	mapped := fmt.Sprintf("map%d.v%d", index, part+1)
	if r.direct == "" {
		return mapped
	}
	direct := fmt.Sprintf("direct%d", index)
	value := direct
	if from := r.outputs[part].from; from != "" {
		value = fmt.Sprintf(from+"%.0[2]s", direct, "raw."+r.source)
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s ELSE %s END", direct, mapped, value)
}

// Codes of the fault columns of checked: small numbers, because nearly all of them are NULL a million times over.
const (
	faultUnread  = 1 // the map of the reading says why
	faultFar     = 2
	faultMissing = 3
)

// faultSQL is what is wrong with the text of a reading: what its map says, a date far away, or a required value missing.
func (j *job) faultSQL(index int) string {
	r := j.readings[index]
	value := j.valueSQL(index, 0)
	cases := []string{fmt.Sprintf("WHEN map%d.fault IS NOT NULL THEN %d", index, faultUnread)}
	if r.outputs[0].column == "occurred_on" {
		cases = append(cases, fmt.Sprintf("WHEN NOT (%s BETWEEN DATE '1949-10-01' AND DATE '%s') THEN %d",
			value, j.session.Now().AddDate(0, 0, 1).Format("2006-01-02"), faultFar))
	}
	if r.binding.field.required {
		cases = append(cases, fmt.Sprintf("WHEN (%s) IS NULL THEN %d", value, faultMissing))
	}
	return "CAST(CASE " + strings.Join(cases, " ") + " END AS UTINYINT)"
}

// faultReason is faultSQL's code in words, in a query that joins the reading's map; detail is what the map adds.
func faultReason(index int) (reason, detail string) {
	reason = fmt.Sprintf("CASE fault%[1]d WHEN %[2]d THEN split_part(map%[1]d.fault, chr(31), 1) WHEN %[3]d THEN '%[4]s' ELSE '%[5]s' END",
		index, faultUnread, faultFar, ReasonFarDate, ReasonMissing)
	return reason, fmt.Sprintf("coalesce(split_part(map%d.fault, chr(31), 2), '')", index)
}

// rowFaultSQL is what is wrong with a row as a whole: it could not be split, has more cells than the header, or is the
// sum of other rows. The arguments are the texts of the first column that mark a sum.
func (j *job) rowFaultSQL(totals int) string {
	var cases []string
	if j.staged.faults {
		cases = append(cases, "WHEN raw.fault IS NOT NULL THEN 1")
	}
	var filled []string
	for c := len(j.table.header.fields) + 1; c <= j.staged.width; c++ {
		filled = append(filled, fmt.Sprintf("trim(coalesce(raw.c%d, '')) <> ''", c))
	}
	if len(filled) > 0 {
		cases = append(cases, "WHEN "+strings.Join(filled, " OR ")+" THEN 2")
	}
	if totals > 0 {
		cases = append(cases, "WHEN raw.c1 IN ("+strings.TrimSuffix(strings.Repeat("?, ", totals), ", ")+") THEN 3")
	}
	for i, r := range j.readings {
		if r.binding.field.typ == typeTown && r.source != "c1" {
			cases = append(cases, fmt.Sprintf("WHEN map%d.fault = '%s' THEN 3", i, ReasonTotalRow))
		}
	}
	if len(cases) == 0 {
		return "CAST(NULL AS UTINYINT)"
	}
	return "CAST(CASE " + strings.Join(cases, " ") + " END AS UTINYINT)"
}

// rowFaultReason is rowFaultSQL's code in words.
const rowFaultReason = "CASE row_fault WHEN 1 THEN '" + ReasonQuote + "' WHEN 2 THEN '" + ReasonExtraCells + "' ELSE '" + ReasonTotalRow + "' END"

// totalTexts lists the texts of the first column that mark a row as the sum of others.
func (j *job) totalTexts(ctx context.Context) ([]any, error) {
	cells, err := j.distinct(ctx, "c1", " AND strlen(c1) <= 30 AND (contains(c1, '计') OR contains(c1, '市') OR contains(lower(c1), 'total'))")
	if err != nil {
		return nil, fmt.Errorf("look for totals: %w", err)
	}
	var texts []any
	for _, cell := range cells {
		if isTotal(cell) {
			texts = append(texts, cell)
		}
	}
	return texts, nil
}

// filledSQL is true for a row with any text.
func (j *job) filledSQL() string {
	var cells []string
	for c := 1; c <= j.staged.width; c++ {
		cells = append(cells, fmt.Sprintf("trim(coalesce(raw.c%d, '')) <> ''", c))
	}
	if j.staged.faults {
		cells = append(cells, "raw.fault IS NOT NULL")
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
