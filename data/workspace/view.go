package workspace

import (
	"context"
	"fmt"
)

// View is a selection that was saved by name.
type View struct {
	Name      string
	Page      string
	Selection string // JSON, for the window to read
}

// Views lists the saved selections by their names.
func (w *Workspace) Views(ctx context.Context) ([]View, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT name, page, selection FROM saved_view ORDER BY name")
	if err != nil {
		return nil, fmt.Errorf("list saved views: %w", err)
	}
	defer rows.Close()
	var views []View
	for rows.Next() {
		var v View
		if err := rows.Scan(&v.Name, &v.Page, &v.Selection); err != nil {
			return nil, fmt.Errorf("list saved views: %w", err)
		}
		views = append(views, v)
	}
	return views, rows.Err()
}

// SaveView saves a selection under its name, in place of an older one of that name.
func (w *Workspace) SaveView(ctx context.Context, v View) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		err := tx.Exec(ctx, "INSERT OR REPLACE INTO saved_view VALUES (?, ?, ?, ?)", v.Name, v.Page, v.Selection, tx.w.now().UTC())
		if err != nil {
			return fmt.Errorf("save view %s: %w", v.Name, err)
		}
		return nil
	})
}

// DeleteView forgets a saved selection.
func (w *Workspace) DeleteView(ctx context.Context, name string) error {
	return w.Annotate(ctx, func(tx *Tx) error { return tx.Exec(ctx, "DELETE FROM saved_view WHERE name = ?", name) })
}
