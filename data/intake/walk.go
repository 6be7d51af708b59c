package intake

import (
	"context"
	"errors"
	"slices"

	"anlan/data/tabular"
	"anlan/data/workspace"
)

// Outcome is what became of one file of several.
type Outcome struct {
	File   string // its name for people: "reports.zip/8月/台账.xlsx"
	Result Result
	Err    error
	Passed bool // it is no table and its name says so: passed over without a fault; Err says what it is
}

// Chosen says with which options one of several files is read, by its name for people; false leaves it out.
type Chosen func(file string) (opts Options, use bool)

// ImportAll imports files, the files in folders and the members of ZIP archives, each by itself: one that cannot be
// imported does not keep the others out. each is told of every one; an error of its, or the end of the context, ends the
// whole.
func ImportAll(ctx context.Context, w *workspace.Workspace, paths []string, opts Options, each func(Outcome) error) error {
	return ImportChosen(ctx, w, paths, all(opts), each)
}

// ImportChosen is ImportAll with options of each file's own.
func ImportChosen(ctx context.Context, w *workspace.Workspace, paths []string, choose Chosen, each func(Outcome) error) error {
	return eachChosen(ctx, paths, choose, func(m tabular.Member, opts Options, named bool) error {
		o := Outcome{File: m.Shown, Err: m.Err}
		if o.Err == nil {
			o.Result, o.Err = Import(ctx, w, m.Path, opts)
			nameShown(o.Err, m)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		o.Passed = passed(o.Err, m.Table, named)
		return each(o)
	})
}

// PreviewAll previews files, the files in folders and the members of ZIP archives, as ImportAll would import them. Files
// that are no tables, and whose names say so, are passed over.
func PreviewAll(ctx context.Context, w *workspace.Workspace, paths []string, opts Options, each func(Finding, error) error) error {
	return PreviewChosen(ctx, w, paths, all(opts), 0, each)
}

// PreviewChosen is PreviewAll with options of each file's own, and with a bound on the rows that are read of each table.
func PreviewChosen(ctx context.Context, w *workspace.Workspace, paths []string, choose Chosen, limit int, each func(Finding, error) error) error {
	return eachChosen(ctx, paths, choose, func(m tabular.Member, opts Options, named bool) error {
		f, err := Finding{}, m.Err
		if err == nil {
			f, err = Preview(ctx, w, m.Path, opts, limit)
			nameShown(err, m)
			for _, s := range f.Sheets {
				nameShown(s.Refused, m)
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if passed(err, m.Table, named) || err == nil && !named && !m.Table && !f.recognised() {
			return nil
		}
		f.File = m.Shown
		return each(f, err)
	})
}

// nameShown gives an error the name of a file for people, where it has that of what was unpacked.
func nameShown(err error, m tabular.Member) {
	var e *Error
	if errors.As(err, &e) && e.File == m.Path {
		e.File = m.Shown
	}
}

// all reads every file with the same options.
func all(opts Options) Chosen { return func(string) (Options, bool) { return opts, true } }

// eachChosen walks over files and hands over those that are chosen, with their options. named: the caller named the file,
// so that it is a fault if it is no table.
func eachChosen(ctx context.Context, paths []string, choose Chosen, use func(m tabular.Member, opts Options, named bool) error) error {
	for _, path := range paths {
		err := tabular.Walk(ctx, path, func(m tabular.Member) error {
			opts, chosen := choose(m.Shown)
			if !chosen {
				return nil
			}
			opts.Shown = ""
			if m.Path != m.Shown {
				opts.Shown = absolute(m.Shown)
			}
			return use(m, opts, m.Shown == path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// recognised tells whether any sheet of a file holds a table.
func (f Finding) recognised() bool {
	return slices.ContainsFunc(f.Sheets, func(s FoundSheet) bool { return s.Kind != "" })
}

// passed tells whether an error only says that a file is no table, of one that the caller did not name and whose name does
// not say that it is one.
func passed(err error, table, named bool) bool {
	return !named && !table && (HasCode(err, tabular.CodeNotTable) || HasCode(err, CodeNoHeader) || HasCode(err, tabular.CodeEmpty))
}
