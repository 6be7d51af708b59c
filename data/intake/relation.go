package intake

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"anlan/data/tabular"
	"anlan/data/workspace"
)

// relation is a file that DuckDB reads by itself: Parquet, or JSON objects. Its column names are the header, which
// stands above the first row, in row 0.
type relation struct {
	session *workspace.Session
	path    string // as given
	plain   string // as DuckDB opens it
	reader  string // DuckDB's table function over one bound path
	format  string
	columns []string
}

func openRelation(ctx context.Context, session *workspace.Session, path string, format tabular.Format) (*tabular.File, error) {
	r := &relation{session: session, path: path, reader: "read_parquet(?)", format: "Parquet"}
	if format == tabular.FormatJSON {
		if err := tabular.CheckJSON(ctx, path); err != nil {
			return nil, err
		}
		r.reader, r.format = "read_json_auto(?, maximum_depth = 2)", "JSON"
	}
	plain, remove, err := plainPath(path)
	if err != nil {
		return nil, err
	}
	r.plain = plain
	if r.columns, err = r.names(ctx); err != nil {
		return nil, errors.Join(err, remove())
	}
	if len(r.columns) > tabular.MaxColumns {
		err := &Error{Code: tabular.CodeTooWide, File: path, Detail: fmt.Sprint(len(r.columns))}
		return nil, errors.Join(err, remove())
	}
	return tabular.NewFile(path, remove, r), nil
}

// names lists the columns.
func (r *relation) names(ctx context.Context) ([]string, error) {
	rows, err := r.session.Query(ctx, "SELECT * FROM "+r.reader+" LIMIT 0", r.plain)
	if err != nil {
		return nil, r.damaged(ctx, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, r.damaged(ctx, err)
	}
	return columns, rows.Err()
}

// malformed is how DuckDB says on which line a file is no JSON.
var malformed = regexp.MustCompile(`Malformed JSON .* in (?:line|record/value) (\d+)`)

func (r *relation) damaged(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if m := malformed.FindStringSubmatch(err.Error()); m != nil {
		return &Error{Code: tabular.CodeBadJSON, File: r.path, Detail: m[1], Err: err}
	}
	return &Error{Code: tabular.CodeDamaged, File: r.path, Err: err}
}

// Name is empty: there is only one table.
func (r *relation) Name() string { return "" }

// Encoding names the format.
func (r *relation) Encoding() string { return r.format }

// Hidden is false.
func (r *relation) Hidden() bool { return false }

// Shape is empty.
func (r *relation) Shape() (tabular.Shape, error) { return tabular.Shape{}, nil }

// Each hands over the header and the rows.
func (r *relation) Each(ctx context.Context, use func(tabular.Row) (bool, error)) (err error) {
	if more, err := use(tabular.Row{Number: 0, Cells: r.columns}); err != nil || !more {
		return err
	}
	rows, err := r.session.Query(ctx, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM "+r.reader, r.plain)
	if err != nil {
		return r.damaged(ctx, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	cells := make([]*string, len(r.columns))
	targets := make([]any, len(r.columns))
	for i := range cells {
		targets[i] = &cells[i]
	}
	for number := 1; rows.Next(); number++ {
		if err := rows.Scan(targets...); err != nil {
			return r.damaged(ctx, err)
		}
		row := tabular.Row{Number: number, Cells: make([]string, len(cells))}
		for i, c := range cells {
			if c != nil {
				row.Cells[i] = *c
			}
		}
		if more, err := use(row); err != nil || !more {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return r.damaged(ctx, err)
	}
	return nil
}

// stage makes the temporary table raw.
func (r *relation) stage(ctx context.Context, limit int) (staged, error) {
	rows := "read"
	if limit > 0 {
		rows = fmt.Sprintf("(FROM read LIMIT %d)", limit)
	}
	err := r.session.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE raw AS WITH read AS (FROM %s) SELECT * FROM (SELECT CAST(COLUMNS(*) AS VARCHAR) FROM %s) AS t (%s)",
		r.reader, rows, columnNames(len(r.columns))), r.plain)
	if err != nil {
		return staged{}, r.damaged(ctx, err)
	}
	return stagedInOrder(ctx, r.session, len(r.columns), 0)
}
