package workspace

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strconv"

	"anlan/data/vocabulary"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// SchemaVersion is the version of the schema that this program writes: the number of files in schema/.
const SchemaVersion = 8

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
		if err := seed(ctx, tx, version); err != nil {
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

// seed fills the dictionaries of the closed vocabularies with the terms that they lack: all in a new workspace, those that
// came since in an older one. Measures are an open list, in which files may have taken later numbers.
func seed(ctx context.Context, tx *Tx, version int) error {
	sectors := vocabulary.Sectors()
	for table, list := range map[string]*vocabulary.List{
		"sector": sectors, "accident_type": vocabulary.AccidentTypes(), "grade": vocabulary.Grades(), "measure": vocabulary.Measures(),
	} {
		if table == "measure" && version > 0 {
			continue
		}
		known, err := tx.ids(ctx, table)
		if err != nil {
			return err
		}
		err = tx.Append(ctx, table, func(add func(...any) error) error {
			for _, e := range list.Entries() {
				if known[e.ID] {
					continue
				}
				if err := add(seedRow(table, e, sectors)...); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("seed %s: %w", table, err)
		}
	}
	return nil
}

// seedRow is a term as a row of its dictionary.
func seedRow(table string, e vocabulary.Entry, sectors *vocabulary.List) []any {
	row := []any{int32(e.ID), e.Key}
	if table == "sector" {
		var parent any
		if p, ok := sectors.ByKey(e.Parent); ok {
			parent = int32(p.ID)
		}
		row = append(row, parent)
	}
	row = append(row, e.ZH, e.EN)
	if table == "measure" {
		row = append(row, e.Unit)
	}
	return row
}

// ids lists the numbers that a dictionary has.
func (s *Session) ids(ctx context.Context, table string) (map[int]bool, error) {
	rows, err := s.Query(ctx, "SELECT id FROM "+table)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", table, err)
	}
	defer rows.Close()
	known := make(map[int]bool)
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("list %s: %w", table, err)
		}
		known[id] = true
	}
	return known, rows.Err()
}
