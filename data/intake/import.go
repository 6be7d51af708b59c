package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

// Result is what an import did.
type Result struct {
	Batch   workspace.Batch   // the first table's
	Batches []workspace.Batch // one a table
	Notes   []Note
}

// Import reads one file into a workspace, each of its tables as a batch, all in one transaction: all of the file, or
// nothing of it. Errors about the file are of type *Error.
func Import(ctx context.Context, w *workspace.Workspace, path string, opts Options) (result Result, err error) {
	if err := checkOptions(path, opts); err != nil {
		return Result{}, err
	}
	sum := hashFile(ctx, path)
	err = w.Session(ctx, func(session *workspace.Session) (err error) {
		jobs, notes, closeFile, err := plan(ctx, session, path, opts)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, closeFile()) }()
		if len(jobs) == 1 {
			// The long part needs no transaction.
			if err := jobs[0].sound(ctx); err != nil {
				return err
			}
			if err := jobs[0].prepare(ctx); err != nil {
				return err
			}
		}
		hash, err := sum()
		if err != nil {
			return &Error{Code: tabular.CodeUnreadable, File: path, Err: err}
		}
		err = session.Transaction(ctx, func(tx *workspace.Tx) error {
			result = Result{Notes: notes}
			return writeAll(ctx, tx, jobs, hash, opts, &result)
		})
		return diskError(path, err)
	})
	if err != nil {
		return Result{}, err
	}
	return result, nil
}

// plan opens a file and makes a job of each table in it. The caller closes the file.
func plan(ctx context.Context, session *workspace.Session, path string, opts Options) (jobs []*job, notes []Note, closeFile func() error, err error) {
	w := newWatch(opts)
	w.begin(StageReading, "")
	file, err := openFile(ctx, session, path, opts)
	if err != nil {
		return nil, nil, nil, err
	}
	terms, err := loadTerms(ctx, session)
	if err != nil {
		return nil, nil, nil, errors.Join(err, file.Close())
	}
	c := &chooser{session: session, file: file, terms: terms, opts: opts}
	tables, err := c.choose(ctx)
	if err != nil {
		return nil, nil, nil, errors.Join(err, file.Close())
	}
	shown := opts.Shown
	if shown == "" {
		shown = absolute(path)
	}
	for _, f := range tables {
		j := &job{
			session: session, opts: opts, watch: w, path: path, several: len(tables) > 1, sheet: f.sheet, shape: f.shape, table: f.table,
			terms: terms, order: f.order,
		}
		j.batch = workspace.Batch{
			Kind: string(f.table.Kind), File: shown, Sheet: f.sheet.Name(), Encoding: f.sheet.Encoding(), HeaderRow: f.table.FirstRow,
			Preamble: f.table.Preamble, Columns: f.table.Header, Mapping: mapping(&f.table), Replaces: opts.Replace,
		}
		if err := j.dated(); err != nil {
			return nil, nil, nil, errors.Join(err, file.Close())
		}
		jobs = append(jobs, j)
	}
	return jobs, c.notes, file.Close, nil
}

// dated refuses a table that nothing dates.
func (j *job) dated() error {
	if j.table.Binds(j.table.Kind.DateField()) {
		return nil
	}
	return &Error{Code: CodeNoPeriod, File: j.path, Sheet: j.batch.Sheet, Value: j.table.Kind.DateField()}
}

// writeAll writes every table of a file.
func writeAll(ctx context.Context, tx *workspace.Tx, jobs []*job, hash string, opts Options, result *Result) error {
	if opts.Replace > 0 {
		if err := tx.UndoImport(ctx, opts.Replace); err != nil {
			return err
		}
	}
	first := 0
	for i, j := range jobs {
		j.batch.SHA256 = hash
		if !opts.Again {
			if err := j.refuseRepeated(ctx); err != nil {
				return err
			}
		}
		if len(jobs) > 1 {
			if err := j.prepare(ctx); err != nil {
				return err
			}
		}
		if err := j.write(ctx, tx, first); err != nil {
			return err
		}
		if i == 0 {
			first = j.batch.ID
			result.Batch = j.batch
		}
		for _, later := range jobs[i+1:] {
			later.opts.AddTowns = later.opts.AddTowns || j.firstTowns // the tables of a city's first file name its towns together
		}
		result.Batches = append(result.Batches, j.batch)
		result.Notes = append(result.Notes, j.notes...)
	}
	return nil
}

// write writes one prepared table as a batch. first is the number of the file's first batch, 0 for itself.
func (j *job) write(ctx context.Context, tx *workspace.Tx, first int) (err error) {
	j.batch.Import = first
	if err := j.findDuplicates(ctx); err != nil {
		return err
	}
	if err := j.refuseMostFailed(ctx); err != nil {
		return err
	}
	j.watch.begin(StageWriting, j.batch.Sheet)
	if j.batch.ID, err = j.session.NextBatch(ctx); err != nil {
		return err
	}
	if first == 0 {
		j.batch.Import = j.batch.ID
	}
	if err := j.commit(ctx, tx); err != nil {
		return err
	}
	if j.batch.RowsRead == j.batch.Blank {
		return &Error{Code: CodeNoRows, File: j.path, Sheet: j.batch.Sheet}
	}
	if j.batch.Reading, err = j.savedReading(); err != nil {
		return err
	}
	if err := tx.AddBatch(ctx, j.batch); err != nil {
		return err
	}
	if err := j.commitVersions(ctx, tx); err != nil {
		return err
	}
	j.watch.rows(j.batch.Accepted, j.batch.RowsRead)
	return j.remember(ctx, tx, j.opts)
}

// checkOptions refuses what no file could satisfy.
func checkOptions(path string, opts Options) error {
	if opts.Kind != "" && layout.Fields(opts.Kind) == nil {
		return &Error{Code: CodeKind, File: path, Value: string(opts.Kind)}
	}
	kinds := Kinds()
	if opts.Kind != "" {
		kinds = []Kind{opts.Kind}
	}
	for _, name := range optionFields(opts) {
		if !anyKindHas(kinds, name) {
			var known []string
			for _, k := range kinds {
				known = append(known, string(k)+": "+strings.Join(FieldNames(k), " "))
			}
			return &Error{Code: CodeMapField, File: path, Value: name, Detail: strings.Join(known, "; ")}
		}
	}
	return nil
}

func optionFields(opts Options) []string {
	names := append([]string(nil), opts.Fill...)
	for name := range opts.Map {
		names = append(names, name)
	}
	for name := range opts.Set {
		names = append(names, name)
	}
	if opts.Value != "" {
		names = append(names, opts.Value)
	}
	return names
}

func anyKindHas(kinds []Kind, name string) bool {
	for _, k := range kinds {
		if _, ok := k.Field(name); ok {
			return true
		}
	}
	return false
}

// mapping is the batch's record of which field came from where.
func mapping(t *layout.Table) string {
	from := make(map[string]string)
	for _, b := range t.Bindings {
		switch {
		case b.Column < 0 && len(b.Join) == 0:
			from[b.Field.Name] = "=" + b.Constant
		case b.Extract != nil:
			from[b.Field.Name] = b.Header + "~" + b.Extract.String()
		default:
			from[b.Field.Name] = b.Header
		}
	}
	text, err := json.Marshal(from)
	if err != nil {
		return "{}" // a map of strings always marshals
	}
	return string(text)
}

// refuseRepeated refuses a table that an import in force has read before.
func (j *job) refuseRepeated(ctx context.Context) error {
	var before *int
	row := j.session.QueryRow(ctx, "SELECT max(id) FROM batch WHERE sha256 = ? AND sheet = ? AND kind = ? AND undone_at IS NULL", j.batch.SHA256, j.batch.Sheet, j.batch.Kind)
	if err := row.Scan(&before); err != nil {
		return fmt.Errorf("look for the same file: %w", err)
	}
	if before != nil {
		return &Error{Code: CodeAlreadyRead, File: j.path, Detail: strconv.Itoa(*before)}
	}
	return nil
}

// diskError says plainly that the disk is full.
func diskError(path string, err error) error {
	if err != nil && (strings.Contains(err.Error(), "No space left on device") || strings.Contains(err.Error(), "not enough space")) {
		return &Error{Code: tabular.CodeDiskFull, File: path, Err: err}
	}
	return err
}
