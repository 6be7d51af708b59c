package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Keys of the meta table.
const (
	metaSchemaVersion = "schema_version"
	// MetaSample is "true" in a workspace that holds the demonstration city.
	MetaSample = "sample"
	// MetaCity is the name of the city whose data these are.
	MetaCity = "city"
)

// Meta reads one thing that the workspace says of itself; empty where it says nothing.
func (w *Workspace) Meta(ctx context.Context, key string) (string, error) {
	var value string
	err := w.db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read meta %s: %w", key, err)
	}
	return value, nil
}

// SetMeta notes one thing that the workspace says of itself.
func (tx *Tx) SetMeta(ctx context.Context, key, value string) error {
	changed, err := tx.ExecCount(ctx, "UPDATE meta SET value = ? WHERE key = ?", value, key)
	if err != nil || changed > 0 {
		return err
	}
	return tx.Exec(ctx, "INSERT INTO meta VALUES (?, ?)", key, value)
}
