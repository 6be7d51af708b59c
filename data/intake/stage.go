package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

// staged describes the temporary table "raw": text columns c1 … cN, one for each column of the table, and a row for each
// row below its header.
type staged struct {
	width  int    // number of text columns
	rowNo  string // SQL expression of a row's number in the file
	id     string // SQL expression of what tells a row from all others of the table
	faults bool   // there is a column "fault": why a row is not read by its cells, NULL where it is
	parts  bool   // there are columns "part" and "label": which record of a row this is, of a table with values across

	straight int64 // rows that are in the table "straight" and not in raw
}

// columnNames lists c1 … cN.
func columnNames(width int) string {
	names := make([]string, width)
	for i := range names {
		names[i] = fmt.Sprintf("c%d", i+1)
	}
	return strings.Join(names, ", ")
}

// rawColumns lists c1 … cN with a type behind each name, for a table definition.
func rawColumns(width int) string {
	return strings.ReplaceAll(columnNames(width)+",", ",", " VARCHAR,")[:len(columnNames(width))+width*len(" VARCHAR")]
}

// stage makes the temporary table raw of everything below the header.
func (j *job) stage(ctx context.Context) (err error) {
	switch s := j.sheet.(type) {
	case *tabular.Text:
		j.staged, err = j.stageText(ctx, s)
	case *relation:
		j.staged, err = s.stage(ctx, j.limit)
	default:
		j.staged, err = j.stageRows(ctx)
	}
	if err == nil {
		err = j.fillDown(ctx)
	}
	if err == nil && j.table.Wide() {
		err = j.reshape(ctx)
	}
	return err
}

// numbered tells whether every row has to carry its number in a column, because the rows do not stay in order.
func (j *job) numbered() bool { return j.table.Wide() || len(j.opts.Fill) > 0 || j.limit > 0 }

func (j *job) stageText(ctx context.Context, t *tabular.Text) (staged, error) {
	if j.limit > 0 {
		return j.stagePlain(ctx, t, len(j.table.Columns))
	}
	s, err := t.Survey(ctx, j.table.LastRow, j.spelledColumns(), func(records int) { j.watch.rows(0, int64(records)) })
	if err != nil {
		return staged{}, err
	}
	width := max(s.Width, len(j.table.Columns))
	if s.Regular && s.Width == width && !j.numbered() {
		if staged, done, err := j.stageStraight(ctx, t, s); err != nil || done {
			return staged, err
		}
		err := j.stageRegular(ctx, t, s)
		if err == nil {
			return stagedInOrder(ctx, j.session, width, j.table.LastRow)
		}
		if ctx.Err() != nil {
			return staged{}, ctx.Err()
		}
		// DuckDB's reader sees something in the file that the survey does not: the plain copy settles it.
	}
	return j.stagePlain(ctx, t, width)
}

// stagePlain stages a text file by way of a plain copy.
func (j *job) stagePlain(ctx context.Context, t *tabular.Text, width int) (staged, error) {
	plain, width, err := t.Plain(ctx, j.table.LastRow, width, j.limit)
	if err != nil {
		return staged{}, err
	}
	columns := "line INTEGER, fault VARCHAR, " + rawColumns(width)
	if err := stageFile(ctx, j.session, plain, ',', 0, columns); err != nil {
		return staged{}, fmt.Errorf("stage %s: %w", j.path, err)
	}
	return staged{width: width, rowNo: "line", id: "rowid", faults: true}, nil
}

func (j *job) stageRegular(ctx context.Context, t *tabular.Text, s tabular.Survey) error {
	path, remove, err := plainPath(t.UTF8Path())
	if err != nil {
		return err
	}
	err = stageFile(ctx, j.session, path, t.Delimiter(), s.Lines, rawColumns(s.Width))
	if removed := remove(); err == nil {
		err = removed
	}
	return err
}

// stagedInOrder describes a raw table whose rows stand in the order of the file: DuckDB keeps the order, so the row id
// counts the records. Inside a transaction row ids start at a large number.
func stagedInOrder(ctx context.Context, session *workspace.Session, width, header int) (staged, error) {
	var first int64
	if err := session.QueryRow(ctx, "SELECT coalesce(min(rowid), 0) FROM raw").Scan(&first); err != nil {
		return staged{}, fmt.Errorf("number rows: %w", err)
	}
	return staged{width: width, rowNo: fmt.Sprintf("(rowid - %d)", first-int64(header)-1), id: "rowid"}, nil
}

// These tell the reader of text files how long a record may be, for the whole of a file and for its beginning, of which it
// then takes small pieces.
const (
	wholeFile = "max_line_size = 16777216"
	beginning = "max_line_size = 1048576, buffer_size = 2097152"
)

// stageFile reads a text file into the temporary table raw. Columns are "name TYPE, …".
func stageFile(ctx context.Context, session *workspace.Session, path string, delimiter byte, skip int, columns string) error {
	if err := session.Exec(ctx, "DROP TABLE IF EXISTS temp.raw"); err != nil {
		return err
	}
	return session.Exec(ctx, "CREATE TEMP TABLE raw AS SELECT * FROM "+readerSQL(delimiter, skip, columns, wholeFile), path)
}

// readerSQL is DuckDB's reader over one bound path; pieces is wholeFile or beginning.
func readerSQL(delimiter byte, skip int, columns, pieces string) string {
	var spec []string
	for column := range strings.SplitSeq(columns, ", ") {
		name, typ, _ := strings.Cut(column, " ")
		spec = append(spec, fmt.Sprintf("'%s': '%s'", name, typ))
	}
	return fmt.Sprintf(`read_csv(?, auto_detect = false, header = false, skip = %d, delim = '%s', quote = '"', escape = '"',
		%s, compression = 'none', columns = {%s})`, skip, string(delimiter), pieces, strings.Join(spec, ", "))
}

// fillDown gives the blank cells of columns the value above, where the caller says that this is what they mean. Rows
// without any text stay blank.
func (j *job) fillDown(ctx context.Context) error {
	for _, name := range j.opts.Fill {
		for _, b := range j.table.Bindings {
			column := j.table.SheetColumn(b)
			if b.Field.Name != name || column < 0 {
				continue
			}
			c := fmt.Sprintf("c%d", column+1)
			err := j.session.Exec(ctx, fmt.Sprintf(`CREATE OR REPLACE TEMP TABLE raw AS SELECT * REPLACE (
				CASE WHEN %s THEN last_value(%s IGNORE NULLS) OVER (ORDER BY line ROWS UNBOUNDED PRECEDING) END AS %[2]s) FROM raw ORDER BY line`,
				filled("raw", j.staged.width), c))
			if err != nil {
				return fmt.Errorf("fill %s down: %w", name, err)
			}
		}
	}
	return nil
}

// filled is true for a row of a table with any text in the columns c1 … cN.
func filled(table string, width int) string {
	cells := make([]string, width)
	for c := range cells {
		cells[c] = fmt.Sprintf("trim(coalesce(%s.c%d, '')) <> ''", table, c+1)
	}
	return strings.Join(cells, " OR ")
}

// fillTypes are the types of fields whose cells are merged down to count for several rows.
var fillTypes = map[layout.Type]bool{
	layout.Moment: true, layout.Period: true, layout.Year: true, layout.Town: true, layout.Sector: true, layout.Department: true,
	layout.Campaign: true, layout.Measure: true,
}
