package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Document is a briefing as the workspace keeps it: its content is for package briefing to read.
type Document struct {
	ID      string
	Title   string
	SavedAt time.Time
	Content []byte // nil in lists
}

// Documents lists the briefings without their contents, the one that was saved last first.
func (w *Workspace) Documents(ctx context.Context) ([]Document, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT id, title, saved_at FROM briefing ORDER BY saved_at DESC, id")
	if err != nil {
		return nil, fmt.Errorf("list briefings: %w", err)
	}
	defer rows.Close()
	var list []Document
	for rows.Next() {
		var d Document
		if err := rows.Scan(&d.ID, &d.Title, &d.SavedAt); err != nil {
			return nil, fmt.Errorf("list briefings: %w", err)
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// Document reads a briefing; found is false where there is none of this name.
func (w *Workspace) Document(ctx context.Context, id string) (d Document, found bool, err error) {
	row := w.db.QueryRowContext(ctx, "SELECT id, title, saved_at, document FROM briefing WHERE id = ?", id)
	err = row.Scan(&d.ID, &d.Title, &d.SavedAt, &d.Content)
	if errors.Is(err, sql.ErrNoRows) {
		return Document{}, false, nil
	}
	if err != nil {
		return Document{}, false, fmt.Errorf("read briefing %s: %w", id, err)
	}
	return d, true, nil
}

// SaveDocument saves a briefing in place of an older one of its name: all of it, or nothing. The facts stay as they are.
func (w *Workspace) SaveDocument(ctx context.Context, d Document) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		err := tx.Exec(ctx, "INSERT OR REPLACE INTO briefing VALUES (?, ?, ?, ?)", d.ID, d.Title, d.Content, tx.w.now().UTC())
		if err != nil {
			return fmt.Errorf("save briefing %s: %w", d.ID, err)
		}
		return nil
	})
}

// DeleteDocument removes a briefing.
func (w *Workspace) DeleteDocument(ctx context.Context, id string) error {
	return w.Annotate(ctx, func(tx *Tx) error { return tx.Exec(ctx, "DELETE FROM briefing WHERE id = ?", id) })
}
