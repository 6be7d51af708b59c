package intake

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/values"
	"anlan/data/workspace"
)

// In a large text file nearly every row is an ordinary one: each of its cells is blank, has a common form that plain SQL
// reads, or is one of the few spellings that its column repeats and that mean something without a doubt. Such rows go
// straight from the file into the temporary table "straight", typed, in one pass, and their texts are kept nowhere else.
// The others, and those that turn out to repeat one another, are read from the file once more, as texts into raw, and
// take the same way as the rows of any other file, into the table "looked". The view "checked" has both.

// leastStraight is the share of ordinary rows below which a file is staged as text instead: reading it twice saves nothing.
const leastStraight = 0.9

// probeRows is how many rows are tried before a file is read straight.
const probeRows = 2000

// looked is the table of the rows that were checked one by one.
func (j *job) looked() string {
	if j.straight {
		return "looked"
	}
	return "checked"
}

// checkedTables are the tables that hold the rows of checked.
func (j *job) checkedTables() []string {
	if j.straight {
		return []string{"straight", "looked"}
	}
	return []string{"checked"}
}

// spelledColumns are the columns of a text file whose texts are listed to read it straight.
func (j *job) spelledColumns() (columns []int) {
	if !j.straightTable() {
		return nil
	}
	for _, b := range j.table.Bindings {
		if r := j.bareReading(b); r.direct == "" || r.spelledToo() {
			columns = append(columns, b.Column)
		}
	}
	return columns
}

// bareReading is the reading of a column before its names and rules are known.
func (j *job) bareReading(b layout.Binding) reading {
	return newReading(j.table.Kind, b, "", &names{terms: j.terms}, values.Rules{}, false)
}

// straightTable tells whether rows of the table can be read by themselves. A part of a total is told by the other rows,
// and what is wrong with a hazard or a quota rests on several columns.
func (j *job) straightTable() bool {
	if j.numbered() || j.table.Kind == Totals || j.table.Kind == Hazards || j.table.Kind == Sectors {
		return false
	}
	for _, b := range j.table.Bindings {
		if b.Column < 0 || b.Extract != nil {
			return false
		}
	}
	return true
}

// stageStraight reads a regular text file straight. done is false for a file that is none of that sort; it is then staged
// as text.
func (j *job) stageStraight(ctx context.Context, t *tabular.Text, s tabular.Survey) (_ staged, done bool, err error) {
	for _, b := range j.table.Bindings {
		if _, ok := s.Spellings[b.Column]; !ok && j.bareReading(b).direct == "" {
			return staged{}, false, nil
		}
	}
	if !j.straightTable() || s.Records == 0 || len(j.table.Header) != s.Width {
		return staged{}, false, nil
	}
	j.spelled = s.Spellings
	if err := j.prepareStraight(ctx); err != nil {
		return staged{}, false, err
	}
	path, remove, err := plainPath(t.UTF8Path())
	if err != nil {
		return staged{}, false, err
	}
	reader := func(pieces string) string { return readerSQL(t.Delimiter(), s.Lines, rawColumns(s.Width), pieces) }
	rest, ok, err := j.readStraight(ctx, path, reader, s.Records)
	err = errors.Join(err, remove(), j.dropMaps(ctx))
	if err != nil || !ok {
		return staged{}, false, err
	}
	j.straight = true
	st := staged{width: s.Width, rowNo: "line", id: "line", faults: true, straight: int64(s.Records - len(rest))}
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE raw (line INTEGER, fault VARCHAR, "+rawColumns(s.Width)+")"); err != nil {
		return st, false, fmt.Errorf("stage %s: %w", j.path, err)
	}
	return st, true, j.pick(ctx, t, s.Width, rest)
}

// prepareStraight makes the readings of the columns and the maps of their spellings.
func (j *job) prepareStraight(ctx context.Context) error {
	sources, err := j.bindSources(ctx)
	if err != nil {
		return err
	}
	if err := j.prepareLists(ctx, sources); err != nil {
		return err
	}
	j.readings, j.mapped = nil, make([]bool, len(j.table.Bindings))
	for i, b := range j.table.Bindings {
		rules := j.knownRules(b)
		r := newReading(j.table.Kind, b, sources[i], j.lists, rules, j.table.Binds("time"))
		j.readings = append(j.readings, r)
		if r.direct != "" && !r.spelledToo() {
			continue
		}
		if err := j.fillMap(ctx, i, ordinary(j.spelled[b.Column], b, rules), true); err != nil {
			return err
		}
		if err := j.listSpellings(ctx, i); err != nil {
			return fmt.Errorf("list %s: %w", b.Header, err)
		}
	}
	return nil
}

// listSpellings makes an enumeration of the texts of a map, and of each of its values a list in the same order. A join with
// the map would not keep the rows in the order of the file.
func (j *job) listSpellings(ctx context.Context, index int) error {
	if !j.mapped[index] {
		return nil
	}
	statements := []string{fmt.Sprintf("CREATE OR REPLACE TEMP TYPE spelling%d AS ENUM (SELECT raw FROM map%[1]d ORDER BY rowid)", index)}
	for k := range j.readings[index].outputs {
		statements = append(statements, fmt.Sprintf("SET VARIABLE %s = (SELECT list(v%d ORDER BY rowid) FROM map%d)", valueList(index, k), k+1, index))
	}
	for _, statement := range statements {
		if err := j.session.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// valueList is the name of the list of a value.
func valueList(index, part int) string { return fmt.Sprintf("map%d_v%d", index, part+1) }

var numbersOnly = regexp.MustCompile(threeNumbers)

// ordinary are the spellings of a column that can be read without the other rows: in the first two columns the word for a
// total marks the whole row, and a date of three short numbers may need the order that other dates tell.
func ordinary(spelled []tabular.Spelling, b layout.Binding, rules values.Rules) (texts []string) {
	for _, s := range spelled {
		total := b.Column < 2 && layout.IsTotal(s.Text)
		unordered := rules.Order == values.OrderUnknown && isDate[b.Field.Type] && numbersOnly.MatchString(s.Text)
		if !total && !unordered {
			texts = append(texts, s.Text)
		}
	}
	return texts
}

// straightSQL is the query for the ordinary rows of the file, with a column "ordinary" that tells them.
func (j *job) straightSQL(reader string) string {
	var selected, read []string
	fine := j.noTotals()
	for i, r := range j.readings {
		cell := "raw." + r.source
		// Columns of their own, so that each is computed once however often it is used.
		known := cell + " IS NULL"
		if r.direct != "" {
			read = append(read, fmt.Sprintf(", %s AS direct%d", fmt.Sprintf(r.direct, r.source), i))
			known += fmt.Sprintf(" OR direct%d IS NOT NULL", i)
		}
		if j.mapped[i] {
			read = append(read, fmt.Sprintf(", TRY_CAST(%s AS spelling%d) AS text%[2]d", r.source, i))
			known += fmt.Sprintf(" OR text%d IS NOT NULL", i)
		}
		fine = append(fine, "("+known+")")
		if r.binding.Field.Type == layout.Text {
			fine = append(fine, fmt.Sprintf("NOT coalesce(contains(%s, '\ufffd'), false)", cell))
		}
		for k, o := range r.outputs {
			selected = append(selected, fmt.Sprintf("%s AS %s", j.straightValue(i, k), o.column))
		}
		value := j.straightValue(i, 0)
		if r.outputs[0].column == j.table.Kind.DateColumn() {
			fine = append(fine, "coalesce("+j.nearSQL(value)+", true)")
		}
		if r.binding.Field.Required {
			fine = append(fine, "("+value+") IS NOT NULL")
		}
	}
	selected = append(selected, j.missingColumns()...)
	selected = append(selected, strings.Join(fine, " AND ")+" AS ordinary")
	rows := fmt.Sprintf("SELECT %s FROM (SELECT *%s FROM (FROM %s)) raw", strings.Join(selected, ", "), strings.Join(read, ""), reader)
	if j.table.Kind == Accidents {
		return fmt.Sprintf("SELECT * EXCLUDE (old, grade_warning) REPLACE (ordinary AND grade_warning IS NULL AS ordinary) FROM (%s)", j.gradedSQL(rows))
	}
	return rows
}

// straightValue is one value of a reading in an ordinary row.
func (j *job) straightValue(index, part int) string {
	r := j.readings[index]
	spelled := fmt.Sprintf("CAST(NULL AS %s)", r.outputs[part].typ)
	if j.mapped[index] {
		spelled = fmt.Sprintf("getvariable('%s')[CAST(enum_code(text%d) AS INTEGER) + 1]", valueList(index, part), index)
	}
	return r.valueSQL(index, part, spelled)
}

// spelledToo tells whether a column that is read directly has few texts beside those.
func (r reading) spelledToo() bool { return r.binding.Field.Type == layout.Struck }

// noTotals are the conditions that the first two columns do not look like those of a total. A spelling that does is no
// ordinary one, and neither is a date or an amount.
func (j *job) noTotals() (conditions []string) {
	for c := range min(2, len(j.table.Header)) {
		known := slices.ContainsFunc(j.table.Bindings, func(b layout.Binding) bool { return b.Column == c && b.Field.Type != layout.Text })
		if !known {
			conditions = append(conditions, "NOT coalesce("+fmt.Sprintf(maybeTotal, fmt.Sprintf("raw.c%d", c+1))+", false)")
		}
	}
	return conditions
}

// readStraight makes the table straight and lists the numbers of the records that are not ordinary. ok is false where too
// few of them are, or where DuckDB sees other records in the file than the survey.
func (j *job) readStraight(ctx context.Context, path string, reader func(pieces string) string, records int) (rest []int, ok bool, err error) {
	var fine, all float64
	probe := fmt.Sprintf("SELECT count(*) FILTER (WHERE ordinary), count(*) FROM (%s)", j.straightSQL(fmt.Sprintf("(FROM %s LIMIT %d)", reader(beginning), probeRows)))
	row := j.session.QueryRow(ctx, probe, path)
	if err := row.Scan(&fine, &all); err != nil || fine < leastStraight*all {
		return nil, false, ctx.Err() // an error of the reader: the plain copy settles it
	}
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE straight AS "+j.straightSQL(reader(wholeFile)), path); err != nil {
		return nil, false, ctx.Err()
	}
	var first, count, others int64
	row = j.session.QueryRow(ctx, "SELECT coalesce(min(rowid), 0), count(*), count(*) FILTER (WHERE NOT ordinary) FROM straight")
	if err := row.Scan(&first, &count, &others); err != nil {
		return nil, false, fmt.Errorf("count ordinary rows: %w", err)
	}
	if count != int64(records) || float64(others) > (1-leastStraight)*float64(records) {
		return nil, false, j.session.Exec(ctx, "DROP TABLE temp.straight")
	}
	j.beforeStraight = first - int64(j.table.LastRow) - 1
	rest, err = j.numbers(ctx, fmt.Sprintf("SELECT rowid - %d FROM straight WHERE NOT ordinary ORDER BY 1", j.beforeStraight))
	return rest, true, err
}

// numbers lists the whole numbers that a query finds.
func (j *job) numbers(ctx context.Context, query string) (list []int, err error) {
	rows, err := j.session.Query(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("list rows: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, fmt.Errorf("list rows: %w", err)
		}
		list = append(list, n)
	}
	return list, rows.Err()
}

// dropMaps removes the maps of the ordinary spellings.
func (j *job) dropMaps(ctx context.Context) error {
	for i := range j.readings {
		statements := []string{fmt.Sprintf("DROP TABLE IF EXISTS temp.map%d", i), fmt.Sprintf("DROP TYPE IF EXISTS spelling%d", i)}
		for k := range j.readings[i].outputs {
			statements = append(statements, "RESET VARIABLE "+valueList(i, k))
		}
		for _, statement := range statements {
			if err := j.session.Exec(ctx, statement); err != nil {
				return fmt.Errorf("drop map %d: %w", i, err)
			}
		}
	}
	return nil
}

// pick reads records from the file once more, as texts into raw.
func (j *job) pick(ctx context.Context, t *tabular.Text, width int, numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	return j.session.Append(ctx, "raw", func(add func(...any) error) error {
		cells := make([]any, width+2)
		return t.Pick(ctx, numbers, func(rec tabular.Row) error {
			clear(cells)
			cells[0] = int32(rec.Number)
			for i, c := range rec.Cells {
				if c != "" {
					cells[i+2] = c
				}
			}
			return add(cells...)
		})
	})
}

// joinStraight makes the view checked of the rows that were read straight and those that were looked at.
func (j *job) joinStraight(ctx context.Context) error {
	if !j.straight {
		return nil
	}
	err := j.session.Exec(ctx, fmt.Sprintf(`CREATE OR REPLACE TEMP VIEW checked AS
		SELECT rowid - %[1]d AS raw_id, CAST(rowid - %[1]d AS INTEGER) AS row_no, 0 AS part, * EXCLUDE (ordinary), false AS bad FROM straight WHERE ordinary
		UNION ALL BY NAME FROM looked`, j.beforeStraight))
	if err != nil {
		return fmt.Errorf("check rows: %w", err)
	}
	return nil
}

// recall brings the texts of rows into raw that were read straight and of which something is to be told after all.
func (j *job) recall(ctx context.Context) error {
	t, ok := j.sheet.(*tabular.Text)
	if !j.straight || !ok {
		return nil
	}
	told, err := j.numbers(ctx, fmt.Sprintf(`SELECT DISTINCT raw_id FROM trouble WHERE raw_id IS NOT NULL AND outcome IN ('%s', '%s')
		AND raw_id NOT IN (SELECT line FROM raw) ORDER BY 1`, workspace.Quarantined, workspace.Warning))
	if err != nil {
		return err
	}
	j.staged.straight -= int64(len(told))
	return j.pick(ctx, t, j.staged.width, told)
}
