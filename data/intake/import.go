package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"anlan/data/workspace"
)

// Result is what an import did.
type Result struct {
	Batch workspace.Batch
	Notes []Note
}

// Import reads one file into a workspace, as one batch in one transaction: all of the file, or nothing of it. Errors
// about the file are of type *Error.
func Import(ctx context.Context, w *workspace.Workspace, path string, opts Options) (result Result, err error) {
	if err := checkOptions(path, opts); err != nil {
		return Result{}, err
	}
	progress(opts, StageReading)
	sum := hashFile(path)
	sources, closeAll, err := openSources(ctx, path, opts)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	chosen, t, notes, err := chooseTable(path, sources, opts)
	if err != nil {
		return Result{}, err
	}
	err = w.Session(ctx, func(session *workspace.Session) error {
		j := &job{session: session, path: path, table: t, notes: notes}
		j.batch = workspace.Batch{
			Kind: string(t.kind), File: absolute(path), Sheet: chosen.sheet(), Encoding: chosen.encoding(),
			HeaderRow: t.header.number, Columns: t.header.fields, Mapping: t.mapping(),
		}
		if err := j.run(ctx, chosen, sum, opts); err != nil {
			return err
		}
		result = Result{Batch: j.batch, Notes: j.notes}
		return nil
	})
	return result, err
}

// run does an import: stages and checks the rows in temporary tables, then writes everything in one transaction.
func (j *job) run(ctx context.Context, src source, sum func() (string, error), opts Options) (err error) {
	if j.staged, err = src.stage(ctx, j.session, j.table.header); err != nil {
		return err
	}
	if j.batch.SHA256, err = sum(); err != nil {
		return &Error{Code: CodeUnreadable, File: j.path, Err: err}
	}
	if !opts.Again {
		if err := j.refuseRepeated(ctx); err != nil {
			return err
		}
	}
	progress(opts, StageChecking)
	if j.batch.ID, err = j.session.NextBatch(ctx); err != nil {
		return err
	}
	if err := j.prepareReadings(ctx, opts); err != nil {
		return err
	}
	for i := range j.readings {
		if err := j.read(ctx, i); err != nil {
			return err
		}
	}
	if err := j.check(ctx); err != nil {
		return err
	}
	if err := j.findDuplicates(ctx); err != nil {
		return err
	}
	progress(opts, StageWriting)
	return j.session.Transaction(ctx, func(tx *workspace.Tx) error {
		if err := j.commit(ctx, tx); err != nil {
			return err
		}
		if j.batch.RowsRead == j.batch.Blank {
			return &Error{Code: CodeNoRows, File: j.path, Sheet: j.batch.Sheet}
		}
		return tx.AddBatch(ctx, j.batch)
	})
}

func progress(opts Options, stage Stage) {
	if opts.Progress != nil {
		opts.Progress(stage)
	}
}

// checkOptions refuses what no file could satisfy.
func checkOptions(path string, opts Options) error {
	if opts.Kind != "" && fieldsOf(opts.Kind) == nil {
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
	var fields []string
	for name := range opts.Map {
		fields = append(fields, name)
	}
	for name := range opts.Set {
		fields = append(fields, name)
	}
	return fields
}

func anyKindHas(kinds []Kind, name string) bool {
	for _, k := range kinds {
		if _, ok := k.field(name); ok {
			return true
		}
	}
	return false
}

// chooseTable finds the sheet whose header is understood best; the first of equals.
func chooseTable(path string, sources []source, opts Options) (source, table, []Note, error) {
	var best table
	var chosen source
	var found []string
	empty := true
	for _, s := range sources {
		head, err := s.head(headRecords)
		if err != nil {
			return nil, table{}, nil, err
		}
		shown := shownHeaders(head)
		empty = empty && len(shown) == 0
		if len(shown) > len(found) {
			found = shown
		}
		if t, ok := findTable(head, opts); ok && t.score > best.score {
			best, chosen = t, s
		}
	}
	if chosen == nil {
		return nil, table{}, nil, noTable(path, sources, found, empty, opts)
	}
	return chosen, best, notesOn(best, chosen, sources), nil
}

// noTable says why no table was found: nothing in the file, a header asked for that is not there, or none recognised.
func noTable(path string, sources []source, found []string, empty bool, opts Options) error {
	if empty {
		return &Error{Code: CodeEmpty, File: path}
	}
	for name, c := range opts.Map {
		if indexOfHeader(found, c.Header) < 0 {
			return &Error{Code: CodeMapHeader, File: path, Value: name + "=" + c.Header, Names: found}
		}
	}
	return &Error{Code: CodeNoHeader, File: path, Sheet: sources[0].sheet(), Names: found}
}

func notesOn(t table, chosen source, sources []source) []Note {
	var notes []Note
	var sheets, columns []string
	for _, s := range sources {
		if s != chosen {
			sheets = append(sheets, s.sheet())
		}
	}
	if len(sheets) > 0 {
		notes = append(notes, Note{Code: NoteSheetsUnread, Args: sheets})
	}
	read := make(map[int]bool)
	for _, b := range t.bindings {
		read[b.column] = true
	}
	for i, h := range t.header.fields {
		if h = strings.TrimSpace(h); h != "" && !read[i] && !isSerial(h) {
			columns = append(columns, h)
		}
	}
	if len(columns) > 0 {
		notes = append(notes, Note{Code: NoteColumnsUnread, Args: columns})
	}
	return notes
}

func isSerial(header string) bool {
	return slices.Contains(serialAliases, foldHeader(header))
}

// mapping is the batch's record of which field came from where.
func (t *table) mapping() string {
	from := make(map[string]string)
	for _, b := range t.bindings {
		switch {
		case b.column < 0:
			from[b.field.name] = "=" + b.constant
		case b.extract != nil:
			from[b.field.name] = b.header + "~" + b.extract.String()
		default:
			from[b.field.name] = b.header
		}
	}
	text, err := json.Marshal(from)
	if err != nil {
		return "{}" // a map of strings always marshals
	}
	return string(text)
}

// refuseRepeated refuses a file that an import in force has read before.
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

// hashFile computes the SHA-256 of a file beside the caller's work; the returned function waits for it.
func hashFile(path string) func() (string, error) {
	type sum struct {
		text string
		err  error
	}
	done := make(chan sum, 1)
	go func() {
		text, err := sha256Of(path)
		done <- sum{text, err}
	}()
	return func() (string, error) {
		s := <-done
		return s.text, s.err
	}
}

func sha256Of(path string) (sum string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// absolute is the path as the batch keeps it, so that "line 17 of which file" has an answer later.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}
