package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"anlan/data/tabular"
	"anlan/data/workspace"
)

// openFile opens a file of any format that is read. The caller closes it.
func openFile(ctx context.Context, session *workspace.Session, path string, opts Options) (*tabular.File, error) {
	format, err := tabular.Sniff(path)
	if err != nil {
		return nil, err
	}
	if format == tabular.FormatParquet || format == tabular.FormatJSON {
		return openRelation(ctx, session, path, format)
	}
	file, err := tabular.Open(ctx, path, tabular.Options{Encoding: opts.Encoding, Delimiter: opts.Delimiter})
	if err != nil {
		return nil, err
	}
	if opts.Sheet != "" && file.Sheets[0].Name() != "" {
		if err := file.Choose(opts.Sheet); err != nil {
			return nil, errors.Join(err, file.Close())
		}
	}
	return file, nil
}

// plainPath is a path under which DuckDB opens just this file: its own, or, where that has characters that DuckDB takes
// for a pattern, a link in the folder for temporary files. remove removes the link.
func plainPath(path string) (plain string, remove func() error, err error) {
	nothing := func() error { return nil }
	full := absolute(path)
	if !strings.ContainsAny(full, "*?[") {
		return full, nothing, nil
	}
	folder, err := os.MkdirTemp("", "anlan-link-*")
	if err != nil {
		return "", nothing, fmt.Errorf("make a folder for %s: %w", path, err)
	}
	remove = func() error { return os.RemoveAll(folder) }
	plain = filepath.Join(folder, "file")
	if err := os.Symlink(full, plain); err != nil {
		if err := os.Link(full, plain); err != nil {
			return "", nothing, errors.Join(fmt.Errorf("make a link to %s: %w", path, err), remove())
		}
	}
	return plain, remove, nil
}

// absolute is the path as the batch keeps it, so that "line 17 of which file" has an answer later.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}
