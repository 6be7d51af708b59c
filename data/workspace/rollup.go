package workspace

import (
	"context"
	"fmt"
	"regexp"
)

// rollupName is what a rollup may be called: it is a table of the workspace, and none of those that hold facts.
var rollupName = regexp.MustCompile(`^rollup_[a-z_]+$`)

// CurrentRollups gives the definition of each rollup that was built since the facts last changed, by its name.
func (w *Workspace) CurrentRollups(ctx context.Context) (map[string]string, error) {
	return rollupsOf(ctx, w.db)
}

func rollupsOf(ctx context.Context, db querier) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name, definition FROM rollup")
	if err != nil {
		return nil, fmt.Errorf("list rollups: %w", err)
	}
	defer rows.Close()
	current := make(map[string]string)
	for rows.Next() {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			return nil, fmt.Errorf("list rollups: %w", err)
		}
		current[name] = definition
	}
	return current, rows.Err()
}

// BuildRollup keeps the rows of a SELECT statement as a table, until the facts change. In a workspace that is open for
// reading only it does nothing.
func (w *Workspace) BuildRollup(ctx context.Context, name, definition string) error {
	if w.readOnly {
		return nil
	}
	return w.Annotate(ctx, func(tx *Tx) error { return tx.buildRollup(ctx, name, definition) })
}

func (tx *Tx) buildRollup(ctx context.Context, name, definition string) error {
	if !rollupName.MatchString(name) {
		return fmt.Errorf("%q is no name of a rollup", name)
	}
	if err := tx.Exec(ctx, "CREATE OR REPLACE TABLE "+name+" AS "+definition); err != nil {
		return fmt.Errorf("build %s: %w", name, err)
	}
	if err := tx.Exec(ctx, "INSERT OR REPLACE INTO rollup VALUES (?, ?)", name, definition); err != nil {
		return fmt.Errorf("build %s: %w", name, err)
	}
	return nil
}
