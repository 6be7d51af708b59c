package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// faultSeparator stands between a reason and its detail in the fault columns of a staged import.
const faultSeparator = "\x1f"

// job is one import on its way: the table found, the rows staged, the columns read.
type job struct {
	session  *workspace.Session
	path     string
	table    table
	staged   staged
	readings []reading
	batch    workspace.Batch
	notes    []Note
	towns    []vocabulary.Entry      // new ones
	names    []*workspace.Dictionary // open dictionaries, with their new names
}

// bindSources gives every binding its column of raw; a constant gets a column of its own.
func (j *job) bindSources(ctx context.Context) ([]string, error) {
	sources := make([]string, len(j.table.bindings))
	for i, b := range j.table.bindings {
		if b.column >= 0 {
			sources[i] = fmt.Sprintf("c%d", b.column+1)
			continue
		}
		sources[i] = fmt.Sprintf("s%d", i+1)
		if err := j.session.Exec(ctx, "ALTER TABLE raw ADD COLUMN "+sources[i]+" VARCHAR"); err != nil {
			return nil, fmt.Errorf("set %s: %w", b.field.name, err)
		}
		if err := j.session.Exec(ctx, "UPDATE raw SET "+sources[i]+" = ?", b.constant); err != nil {
			return nil, fmt.Errorf("set %s: %w", b.field.name, err)
		}
	}
	return sources, nil
}

// distinct lists the different texts of a raw column that match a condition, blank cells left out.
func (j *job) distinct(ctx context.Context, source, condition string) (texts []string, err error) {
	rows, err := j.session.Query(ctx, fmt.Sprintf("SELECT DISTINCT %s FROM raw WHERE %[1]s IS NOT NULL%s", source, condition))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}

// prepareReadings decides how each column is read. Towns and open dictionaries are filled first, because reading needs
// their numbers.
func (j *job) prepareReadings(ctx context.Context, opts Options) error {
	sources, err := j.bindSources(ctx)
	if err != nil {
		return err
	}
	n := &names{intern: make(map[valueType]*workspace.Dictionary)}
	for i, b := range j.table.bindings {
		switch typ := b.field.typ; {
		case typ == typeTown:
			n.towns, err = j.prepareTowns(ctx, sources[i], b, opts)
		case dictionaries[typ] != "":
			n.intern[typ], err = j.session.Dictionary(ctx, dictionaries[typ])
			j.names = append(j.names, n.intern[typ])
		}
		if err != nil {
			return err
		}
	}
	for i, b := range j.table.bindings {
		rules, err := j.dateRules(ctx, sources[i], b, opts)
		if err != nil {
			return err
		}
		j.readings = append(j.readings, newReading(b, sources[i], n, rules, j.table.binds("time")))
	}
	return nil
}

// text is what a binding makes of a cell before it is read.
func (b binding) text(cell string) string {
	if b.extract == nil {
		return cell
	}
	m := b.extract.FindStringSubmatch(cell)
	if m == nil {
		return ""
	}
	return m[len(m)-1]
}

// dateRules finds out the order of day and month in a column of dates: asked for, or told by the dates of the column in
// which one number is above 12.
func (j *job) dateRules(ctx context.Context, source string, b binding, opts Options) (dateRules, error) {
	rules := dateRules{order: opts.Order, epoch1904: j.staged.epoch1904}
	switch b.field.typ {
	case typeMoment, typeDay, typePeriod, typeYear:
	default:
		return rules, nil
	}
	if rules.order != DateOrderUnknown {
		return rules, nil
	}
	var first, second *int
	row := j.session.QueryRow(ctx, fmt.Sprintf(`
		SELECT max(TRY_CAST(regexp_extract(%[1]s, '^\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}', 1) AS INTEGER)),
			max(TRY_CAST(regexp_extract(%[1]s, '^\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}', 2) AS INTEGER))
		FROM raw WHERE regexp_matches(%[1]s, '^\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')`, source))
	if err := row.Scan(&first, &second); err != nil {
		return rules, fmt.Errorf("look at the dates of %s: %w", b.header, err)
	}
	switch {
	case first == nil || second == nil:
	case *first > 12 && *second <= 12:
		rules.order = DayFirst
	case *second > 12 && *first <= 12:
		rules.order = MonthFirst
	}
	return rules, nil
}

// read makes the map table of a reading: every text that has no fast form, with its values or what is wrong with it.
func (j *job) read(ctx context.Context, index int) error {
	r := j.readings[index]
	var cells []string
	var err error
	switch {
	case r.binding.field.typ == typeText && r.direct != "": // any text is itself
	case r.direct != "":
		cells, err = j.distinct(ctx, r.source, fmt.Sprintf(" AND (%s) IS NULL", fmt.Sprintf(r.direct, r.source)))
	default:
		cells, err = j.distinct(ctx, r.source, "")
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", r.binding.header, err)
	}
	var columns strings.Builder
	for i, o := range r.outputs {
		fmt.Fprintf(&columns, "v%d %s, ", i+1, o.typ)
	}
	if err := j.session.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE map%d (raw VARCHAR, %sfault VARCHAR)", index, columns.String())); err != nil {
		return err
	}
	return j.session.Append(ctx, fmt.Sprintf("map%d", index), func(add func(...any) error) error {
		row := make([]any, len(r.outputs)+2)
		for _, cell := range cells {
			clear(row)
			row[0] = cell
			text := r.binding.text(cell)
			if isBlank(text) {
				continue // unknown: no entry, so the value stays NULL
			}
			values, reason, detail := r.parse(text)
			if isTotal(text) && r.binding.field.typ == typeTown {
				reason, detail = ReasonTotalRow, ""
			}
			if reason != "" && r.binding.column < 0 {
				return &Error{Code: CodeSetValue, File: j.path, Value: r.binding.field.name + "=" + text, Detail: reason}
			}
			if reason != "" {
				row[len(row)-1] = fault(reason, detail)
			} else {
				copy(row[1:len(row)-1], values)
			}
			if err := add(row...); err != nil {
				return err
			}
		}
		return nil
	})
}

func fault(reason, detail string) string {
	if detail == "" {
		return reason
	}
	return reason + faultSeparator + detail
}

// totals are the words that mark a row as the sum of others.
var totals = []string{"合计", "小计", "总计", "全市", "全市合计", "累计", "total", "subtotal"}

func isTotal(text string) bool {
	folded := vocabulary.Fold(text)
	for _, t := range totals {
		if folded == t {
			return true
		}
	}
	return false
}
