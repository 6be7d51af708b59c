package intake

import (
	"context"

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

// ImportAll imports files, the files in folders and the members of ZIP archives, each by itself: one that cannot be
// imported does not keep the others out. each is told of every one; an error of its, or the end of the context, ends the
// whole.
func ImportAll(ctx context.Context, w *workspace.Workspace, paths []string, opts Options, each func(Outcome) error) error {
	for _, path := range paths {
		err := tabular.Walk(ctx, path, func(m tabular.Member) error {
			return importMember(ctx, w, m, m.Shown == path, opts, each)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// importMember imports one file. named: the caller named it, so that it is a fault if it is no table.
func importMember(ctx context.Context, w *workspace.Workspace, m tabular.Member, named bool, opts Options, each func(Outcome) error) error {
	o := Outcome{File: m.Shown, Err: m.Err}
	if o.Err == nil {
		opts.Shown = ""
		if m.Path != m.Shown {
			opts.Shown = absolute(m.Shown)
		}
		o.Result, o.Err = Import(ctx, w, m.Path, opts)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	o.Passed = passed(o.Err, m.Table, named)
	return each(o)
}

// PreviewAll previews files, the files in folders and the members of ZIP archives, as ImportAll would import them. Files
// that are no tables, and whose names say so, are passed over.
func PreviewAll(ctx context.Context, w *workspace.Workspace, paths []string, opts Options, each func(Finding, error) error) error {
	for _, path := range paths {
		err := tabular.Walk(ctx, path, func(m tabular.Member) error {
			f, err := Finding{}, m.Err
			if err == nil {
				opts.Shown = ""
				if m.Path != m.Shown {
					opts.Shown = absolute(m.Shown)
				}
				f, err = Preview(ctx, w, m.Path, opts, 0)
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if passed(err, m.Table, m.Shown == path) {
				return nil
			}
			f.File = m.Shown
			return each(f, err)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// passed tells whether an error only says that a file is no table, of one that the caller did not name and whose name does
// not say that it is one.
func passed(err error, table, named bool) bool {
	return !named && !table && (HasCode(err, tabular.CodeNotTable) || HasCode(err, CodeNoHeader) || HasCode(err, tabular.CodeEmpty))
}
