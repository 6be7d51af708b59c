package intake

import (
	"context"
	"errors"
	"fmt"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

// Finding is what Preview found out about a file.
type Finding struct {
	File      string
	Encoding  string   // of a text file; the format of any other
	Encodings []string // that a text file may be read in instead; none for other formats
	Delimiter string   // of a text file
	Sheets    []FoundSheet
	Notes     []Note
}

// FoundSheet is what was found out about one sheet.
type FoundSheet struct {
	Name      string
	Hidden    bool
	Head      [][]string // the first rows, as they stand in the file
	HeadRow   int        // number of the first of them
	Kind      Kind       // empty where no table was recognised: Options.Kind and Map may help
	HeaderRow int        // number of the header's first row
	LastRow   int        // number of its last row
	Preamble  []string   // what stands above the header, a line each
	Columns   []layout.SheetColumn
	Fields    []FoundField
	Across    []string // what stands across, as written: months, sectors, towns
	Order     DateOrder
	Batch     workspace.Batch     // with the counts that the import would have
	Problems  []workspace.Problem // the first rows that would be held back
	Warnings  []workspace.Problem // the first that would be accepted with a doubt
	Skipped   []workspace.Problem // the first that are no data, with the reason
	Reasons   []Tally             // what rows fail by, the commonest first
	Towns     []string            // names that would become towns
	Notes     []Note
	Refused   error // why the import would refuse the table, of type *Error; nil where it would not
}

// FoundField is a field and where its values come from.
type FoundField struct {
	Name       string
	Header     string // of its column; empty for a constant
	Constant   string
	Scale      float64 // what a number is multiplied by: the header or the title says 元, the field is kept in 万元
	How        layout.How
	Confidence float64
}

// previewed is how many problems of each kind and rows of a head a preview shows.
const previewed = 50

// Preview reads a file as Import would with the same options, and says what it found, without writing anything. A file
// whose tables are not recognised gives its first rows, so that a person can say what they are; an error means that the
// file cannot be read at all. limit bounds the rows that are read of each table, 0 reads all: the counts are those of the
// rows read.
func Preview(ctx context.Context, w *workspace.Workspace, path string, opts Options, limit int) (f Finding, err error) {
	if err := checkOptions(path, opts); err != nil {
		return Finding{}, err
	}
	err = w.Scratch(ctx, func(session *workspace.Session) error {
		f, err = preview(ctx, session, path, opts, limit)
		return err
	})
	return f, err
}

func preview(ctx context.Context, session *workspace.Session, path string, opts Options, limit int) (f Finding, err error) {
	f.File = path
	jobs, notes, closeFile, planErr := plan(ctx, session, path, opts)
	if planErr != nil {
		return unrecognised(ctx, session, path, opts, planErr)
	}
	defer func() { err = errors.Join(err, closeFile()) }()
	f.Notes = notes
	for _, j := range jobs {
		j.limit = limit
		s, err := j.preview(ctx)
		if err != nil {
			return f, err
		}
		f.describe(j.sheet)
		f.Sheets = append(f.Sheets, s)
	}
	return f, nil
}

// describe takes over what a sheet says of the file.
func (f *Finding) describe(s tabular.Sheet) {
	f.Encoding = s.Encoding()
	if text, ok := s.(*tabular.Text); ok {
		f.Encodings, f.Delimiter = tabular.Encodings(), string(text.Delimiter())
	}
}

// unrecognised shows the first rows of a file whose tables are not recognised. What keeps a file from being read at all
// is returned.
func unrecognised(ctx context.Context, session *workspace.Session, path string, opts Options, planErr error) (f Finding, err error) {
	if !HasCode(planErr, CodeNoHeader) && !HasCode(planErr, CodeMapHeader) && !HasCode(planErr, CodeNoPeriod) {
		return Finding{}, planErr
	}
	f.File = path
	file, err := openFile(ctx, session, path, opts)
	if err != nil {
		return Finding{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	for _, s := range file.Sheets {
		found := FoundSheet{Name: s.Name(), Hidden: s.Hidden(), Refused: planErr}
		if err := found.readHead(ctx, s); err != nil {
			return f, err
		}
		f.describe(s)
		f.Sheets = append(f.Sheets, found)
	}
	return f, nil
}

func (s *FoundSheet) readHead(ctx context.Context, sheet tabular.Sheet) error {
	rows, err := tabular.Head(ctx, sheet, previewed)
	if err != nil {
		return err
	}
	for i, r := range rows {
		if i == 0 {
			s.HeadRow = r.Number
		}
		s.Head = append(s.Head, r.Cells)
	}
	return nil
}

// preview does all of an import but the writing.
func (j *job) preview(ctx context.Context) (FoundSheet, error) {
	t := &j.table
	s := FoundSheet{
		Name: j.sheet.Name(), Hidden: j.sheet.Hidden(), Kind: t.Kind, HeaderRow: t.FirstRow, LastRow: t.LastRow, Preamble: t.Preamble, Columns: t.Columns,
	}
	if err := s.readHead(ctx, j.sheet); err != nil {
		return s, err
	}
	for _, b := range t.Bindings {
		s.Fields = append(s.Fields, FoundField{b.Field.Name, b.Header, b.Constant, b.Scale, b.How, b.Confidence})
	}
	for _, g := range t.Groups {
		if !g.Total {
			s.Across = append(s.Across, g.Label)
		}
	}
	err := j.prepare(ctx)
	if err == nil {
		err = j.findDuplicates(ctx)
	}
	if err == nil {
		err = j.count(ctx)
	}
	var refused *Error
	if errors.As(err, &refused) {
		s.Refused = refused
		return s, nil
	}
	if err != nil {
		return s, err
	}
	return s, j.describe(ctx, &s)
}

// describe fills in what the checks found.
func (j *job) describe(ctx context.Context, s *FoundSheet) (err error) {
	s.Batch, s.Notes = j.batch, j.notes
	s.Order = j.rules[j.table.Kind.DateField()].Order
	for _, t := range j.towns {
		s.Towns = append(s.Towns, t.ZH)
	}
	for _, list := range []struct {
		outcome workspace.Outcome
		into    *[]workspace.Problem
	}{{workspace.Quarantined, &s.Problems}, {workspace.Warning, &s.Warnings}, {workspace.Skipped, &s.Skipped}} {
		if *list.into, err = j.troubles(ctx, list.outcome); err != nil {
			return err
		}
	}
	if s.Reasons, err = j.tally(ctx); err != nil {
		return err
	}
	var refused *Error
	if err := j.refuseMostFailed(ctx); errors.As(err, &refused) {
		s.Refused = refused
	} else if err != nil {
		return err
	}
	if j.batch.RowsRead == j.batch.Blank {
		s.Refused = &Error{Code: CodeNoRows, File: j.path, Sheet: s.Name}
	}
	return nil
}

// troubles lists the first problems of an outcome.
func (j *job) troubles(ctx context.Context, outcome workspace.Outcome) (list []workspace.Problem, err error) {
	rows, err := j.session.Query(ctx, `SELECT row_no, part, reason, column_name, coalesce(original, ''), detail FROM trouble WHERE outcome = ?
		ORDER BY row_no, part, column_name, reason LIMIT ?`, string(outcome), previewed)
	if err != nil {
		return nil, fmt.Errorf("list problems: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		p := workspace.Problem{File: j.batch.File, Sheet: j.batch.Sheet, Outcome: outcome}
		if err := rows.Scan(&p.Row, &p.Part, &p.Reason, &p.Column, &p.Original, &p.Detail); err != nil {
			return nil, fmt.Errorf("list problems: %w", err)
		}
		list = append(list, p)
	}
	return list, rows.Err()
}
