package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/values"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// faultSeparator stands between a reason and its detail in the fault columns of a staged import.
const faultSeparator = "\x1f"

// job is one table on its way into the workspace: found, staged, its columns read, its rows checked.
type job struct {
	session *workspace.Session
	opts    Options
	watch   *watch
	path    string
	several bool // the file has more tables
	sheet   tabular.Sheet
	shape   tabular.Shape
	table   layout.Table
	terms   layout.Terms
	order   DateOrder // confirmed for files of this shape
	limit   int       // rows to read; 0: all

	resubmitted bool // the rows come from quarantine
	retold      bool // rows tell of accidents again that are known

	staged         staged
	spelled        map[int][]tabular.Spelling // the texts of columns of a file that is read straight
	lists          *names                     // what names are compared with
	mapped         []bool                     // of each reading: its map has entries
	straight       bool                       // the ordinary rows of a text file were read straight
	beforeStraight int64                      // what the row ids of the table straight are ahead of the file's numbers
	extra          string                     // SQL condition of a row with cells beyond the header; empty where there is none
	readings       []reading
	rules          map[string]values.Rules // of each field that is a date
	skipped        []keptRow
	sumFaults      []sumFault
	blankRows      int64 // of a table with values across: rows that became no records
	hiddenRows     int64
	batch          workspace.Batch
	notes          []Note
	towns          []vocabulary.Entry      // new ones
	firstTowns     bool                    // they are the workspace's first, as they stand in the file
	names          []*workspace.Dictionary // open dictionaries, with their new names
}

// prepare stages the rows and checks them, in temporary tables. Nothing of the workspace is changed.
func (j *job) prepare(ctx context.Context) error {
	j.watch.begin(StageReading, j.batch.Sheet)
	if err := j.dropTables(ctx); err != nil {
		return err
	}
	if err := j.stage(ctx); err != nil {
		return err
	}
	j.noteShape()
	return j.checkStaged(ctx)
}

// checkStaged reads and checks the rows that are staged.
func (j *job) checkStaged(ctx context.Context) error {
	j.watch.begin(StageChecking, j.batch.Sheet)
	if err := j.prepareReadings(ctx); err != nil {
		return err
	}
	for i := range j.readings {
		if err := j.read(ctx, i); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{j.check, j.joinStraight, j.setAside, j.doubtColumns, j.noteVisits, j.collectTrouble} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// setAside takes the rows out that are no data. Of a table with values across they are out already.
func (j *job) setAside(ctx context.Context) error {
	if j.table.Wide() || j.resubmitted {
		return nil
	}
	return j.skipRows(ctx)
}

// dropTables removes what an earlier table of the file left in the session.
func (j *job) dropTables(ctx context.Context) error {
	rows, err := j.session.Query(ctx, `SELECT 'VIEW ', view_name FROM duckdb_views() WHERE temporary AND NOT internal
		UNION ALL SELECT 'TABLE ', table_name FROM duckdb_tables() WHERE temporary`)
	if err != nil {
		return fmt.Errorf("list temporary tables: %w", err)
	}
	var names []string
	for rows.Next() {
		var sort, name string
		if err := rows.Scan(&sort, &name); err != nil {
			rows.Close()
			return fmt.Errorf("list temporary tables: %w", err)
		}
		names = append(names, sort+"temp."+name)
	}
	if err := rows.Close(); err != nil {
		return fmt.Errorf("list temporary tables: %w", err)
	}
	for _, name := range names {
		if err := j.session.Exec(ctx, "DROP "+name); err != nil {
			return fmt.Errorf("drop %s: %w", name, err)
		}
	}
	return nil
}

// notePassed notes the rows above the table that look like the data of another one.
func (j *job) notePassed() {
	if len(j.table.Passed) == 0 {
		return
	}
	var rows []string
	for _, n := range j.table.Passed {
		rows = append(rows, fmt.Sprint(n))
	}
	j.note(NoteAbove, rows...)
}

// noteShape notes what was found out about the table as a whole.
func (j *job) noteShape() {
	unread := j.remarks()
	var compared, stated, remembered []string
	for _, c := range j.table.Columns {
		switch {
		case strings.TrimSpace(c.Header) == "" || layout.IsOwnHeader(c.Header):
		case c.Use == layout.Unread:
			unread = append(unread, c.Header)
		case c.Use == layout.Comparison:
			compared = append(compared, c.Header)
		}
	}
	for _, b := range j.table.Bindings {
		switch b.How {
		case layout.ByTitle, layout.BySheet, layout.ByFile:
			if b.Column < 0 {
				stated = append(stated, b.Constant)
			}
		case layout.Remembered:
			remembered = append(remembered, b.Field.Name)
		}
	}
	for _, n := range []struct {
		code string
		args []string
	}{{NoteColumnsUnread, unread}, {NoteComparison, compared}, {NoteStated, stated}, {NoteRemembered, remembered}} {
		if len(n.args) > 0 {
			j.note(n.code, n.args...)
		}
	}
	if columns := len(j.shape.HiddenColumns); j.hiddenRows > 0 || columns > 0 {
		j.note(NoteHidden, fmt.Sprint(j.hiddenRows), fmt.Sprint(columns))
	}
	j.notePassed()
	if j.shape.Uncomputed > 0 {
		j.note(NoteUncomputed, fmt.Sprint(j.shape.Uncomputed))
	}
}

// bindSources gives every binding its column of raw; a constant, and a date in several columns, get one of their own.
func (j *job) bindSources(ctx context.Context) ([]string, error) {
	sources := make([]string, len(j.table.Bindings))
	for i, b := range j.table.Bindings {
		if b.Column >= 0 {
			sources[i] = fmt.Sprintf("c%d", b.Column+1)
			continue
		}
		sources[i] = fmt.Sprintf("s%d", i+1)
		if err := j.session.Exec(ctx, "ALTER TABLE raw ADD COLUMN "+sources[i]+" VARCHAR"); err != nil {
			return nil, fmt.Errorf("set %s: %w", b.Field.Name, err)
		}
		value, args := "?", []any{b.Constant}
		if len(b.Join) > 0 {
			value, args = joinedDate(b.Join), nil
		}
		if err := j.session.Exec(ctx, "UPDATE raw SET "+sources[i]+" = "+value, args...); err != nil {
			return nil, fmt.Errorf("set %s: %w", b.Field.Name, err)
		}
	}
	return sources, nil
}

// joinedDate puts a date together from the numbers of several columns: 2011年, 8月, 27.
func joinedDate(columns []int) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = fmt.Sprintf("nullif(regexp_extract(c%d, '[0-9]+'), '')", c+1)
	}
	return strings.Join(parts, " || '-' || ")
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
func (j *job) prepareReadings(ctx context.Context) error {
	sources, err := j.bindSources(ctx)
	if err != nil {
		return err
	}
	if err := j.prepareLists(ctx, sources); err != nil {
		return err
	}
	j.readings, j.mapped = nil, make([]bool, len(j.table.Bindings))
	for i, b := range j.table.Bindings {
		rules, err := j.dateRules(ctx, sources[i], b)
		if err != nil {
			return err
		}
		j.readings = append(j.readings, newReading(j.table.Kind, b, sources[i], j.lists, rules, j.table.Binds("time")))
	}
	return nil
}

// prepareLists fills what names are compared with, once for a table.
func (j *job) prepareLists(ctx context.Context, sources []string) (err error) {
	if j.lists != nil {
		return nil
	}
	n := &names{terms: j.terms, intern: make(map[layout.Type]*workspace.Dictionary)}
	for i, b := range j.table.Bindings {
		switch typ := b.Field.Type; {
		case typ == layout.Town:
			n.towns, err = j.prepareTowns(ctx, sources[i], b)
		case dictionaries[typ] != "":
			n.intern[typ], err = j.session.Dictionary(ctx, dictionaries[typ])
			j.names = append(j.names, n.intern[typ])
		}
		if err != nil {
			return err
		}
	}
	j.lists = n
	return nil
}

// read makes the map table of a reading: every text that has no fast form, with its values or what is wrong with it.
func (j *job) read(ctx context.Context, index int) error {
	r := j.readings[index]
	var cells []string
	var err error
	switch {
	case r.binding.Field.Type == layout.Text && r.direct != "": // any text is itself
	case r.direct != "":
		cells, err = j.distinct(ctx, r.source, fmt.Sprintf(" AND (%s) IS NULL", fmt.Sprintf(r.direct, r.source)))
	default:
		cells, err = j.distinct(ctx, r.source, "")
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", r.binding.Header, err)
	}
	return j.fillMap(ctx, index, cells, false)
}

// fillMap makes the map table of a reading from some texts. For rows that are read straight it has no text that anything
// is wrong with, but those that say nothing.
func (j *job) fillMap(ctx context.Context, index int, cells []string, straight bool) error {
	r := j.readings[index]
	var columns strings.Builder
	for i, o := range r.outputs {
		fmt.Fprintf(&columns, "v%d %s, ", i+1, o.typ)
	}
	if err := j.session.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE map%d (raw VARCHAR, %sfault VARCHAR, doubt BOOLEAN)", index, columns.String())); err != nil {
		return err
	}
	return j.session.Append(ctx, fmt.Sprintf("map%d", index), func(add func(...any) error) error {
		row := make([]any, len(r.outputs)+3)
		for _, cell := range cells {
			clear(row)
			row[0] = cell
			known, err := j.readCell(r, r.binding.Text(cell), row[1:])
			if err != nil {
				return err
			}
			if faulty := row[len(row)-2] != nil; straight && faulty || !straight && !known {
				continue // unknown: no entry, so the value stays NULL
			}
			j.mapped[index] = true
			if err := add(row...); err != nil {
				return err
			}
		}
		return nil
	})
}

// readCell fills the values of a text and what is wrong with it; false for a text that says nothing.
func (j *job) readCell(r reading, text string, row []any) (known bool, err error) {
	if values.IsBlank(text) {
		return false, nil
	}
	parsed, v := r.parse(text)
	constant := r.binding.Column < 0 && len(r.binding.Join) == 0
	if v.reason != "" && constant {
		return false, &Error{Code: CodeSetValue, File: j.path, Value: r.binding.Field.Name + "=" + text, Detail: v.reason}
	}
	last := len(row) - 1
	if v.reason == "" || v.doubted {
		copy(row[:last-1], parsed)
	}
	if v.reason != "" {
		row[last-1], row[last] = fault(v), v.doubted || r.binding.Field.Soft
	}
	return true, nil
}

func fault(v verdict) string {
	if v.detail == "" {
		return v.reason
	}
	return v.reason + faultSeparator + v.detail
}
