package workspace

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// SchemaVersion is the version of the schema that this program writes: the number of files in schema/.
const SchemaVersion = 3

// migrate brings a file to SchemaVersion: each missing schema file in order, all in one transaction. An empty database
// is version 0; one without our meta table that is not empty belongs to somebody else.
func (w *Workspace) migrate(ctx context.Context) error {
	version, err := w.schemaVersion(ctx)
	if err != nil {
		return err
	}
	switch {
	case version > SchemaVersion:
		return &OpenError{Path: w.path, Kind: ErrNewer, Err: fmt.Errorf("schema version %d, this program knows %d", version, SchemaVersion)}
	case version == SchemaVersion:
		return nil
	case w.readOnly:
		return &OpenError{Path: w.path, Kind: ErrReadOnly, Err: fmt.Errorf("schema version %d has to be brought to %d", version, SchemaVersion)}
	}
	return w.Write(ctx, func(tx *Tx) error {
		for v := version + 1; v <= SchemaVersion; v++ {
			script, err := fs.ReadFile(schemaFiles, fmt.Sprintf("schema/%03d.sql", v))
			if err != nil {
				return fmt.Errorf("schema %d: %w", v, err)
			}
			if err := tx.Exec(ctx, string(script)); err != nil {
				return fmt.Errorf("schema %d: %w", v, err)
			}
		}
		if err := seed(ctx, tx); err != nil {
			return err
		}
		return tx.SetMeta(ctx, metaSchemaVersion, strconv.Itoa(SchemaVersion))
	})
}

func (w *Workspace) schemaVersion(ctx context.Context) (int, error) {
	var tables, ours int
	row := w.db.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE table_name = 'meta') FROM duckdb_tables()`)
	if err := row.Scan(&tables, &ours); err != nil {
		return 0, classify(w.path, err)
	}
	if tables == 0 {
		return 0, nil
	}
	if ours == 0 {
		return 0, &OpenError{Path: w.path, Kind: ErrForeign, Err: fmt.Errorf("has %d tables, none named meta", tables)}
	}
	text, err := w.Meta(ctx, metaSchemaVersion)
	if err != nil {
		return 0, &OpenError{Path: w.path, Kind: ErrForeign, Err: err}
	}
	version, err := strconv.Atoi(text)
	if err != nil {
		return 0, &OpenError{Path: w.path, Kind: ErrForeign, Err: fmt.Errorf("schema version: %w", err)}
	}
	return version, nil
}

// seed fills the dictionaries of the closed vocabularies.
func seed(ctx context.Context, tx *Tx) error {
	sectors := vocabulary.Sectors()
	for _, e := range sectors.Entries() {
		var parent any
		if p, ok := sectors.ByKey(e.Parent); ok {
			parent = p.ID
		}
		if err := tx.Exec(ctx, "INSERT INTO sector VALUES (?, ?, ?, ?, ?)", e.ID, e.Key, parent, e.ZH, e.EN); err != nil {
			return fmt.Errorf("seed sector %s: %w", e.Key, err)
		}
	}
	for table, list := range map[string]*vocabulary.List{
		"accident_type": vocabulary.AccidentTypes(), "grade": vocabulary.Grades(), "measure": vocabulary.Measures(),
	} {
		for _, e := range list.Entries() {
			args := []any{e.ID, e.Key, e.ZH, e.EN}
			if table == "measure" {
				args = append(args, e.Unit)
			}
			marks := strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")
			if err := tx.Exec(ctx, "INSERT INTO "+table+" VALUES ("+marks+")", args...); err != nil {
				return fmt.Errorf("seed %s %s: %w", table, e.Key, err)
			}
		}
	}
	return nil
}
