package workspace

import (
	"context"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"

	"anlan/data/vocabulary"
)

// Towns lists the towns of the workspace's city in the order in which they are shown; none before the first file that
// names towns was imported.
func (w *Workspace) Towns(ctx context.Context) ([]vocabulary.Entry, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT id, key, kind, name, zh, en, aliases FROM town ORDER BY rank")
	if err != nil {
		return nil, fmt.Errorf("list towns: %w", err)
	}
	defer rows.Close()
	var towns []vocabulary.Entry
	for rows.Next() {
		var e vocabulary.Entry
		var aliases duckdb.Composite[[]string]
		if err := rows.Scan(&e.ID, &e.Key, &e.Kind, &e.Name, &e.ZH, &e.EN, &aliases); err != nil {
			return nil, fmt.Errorf("list towns: %w", err)
		}
		e.Aliases = aliases.Get()
		towns = append(towns, e)
	}
	return towns, rows.Err()
}

// AddTowns adds towns to the workspace's city, after those it has. A town with ID 0 gets a number of its own.
func (tx *Tx) AddTowns(ctx context.Context, towns []vocabulary.Entry) error {
	var rank, own int
	// Numbers below a million are free: division codes have nine digits.
	row := tx.QueryRow(ctx, "SELECT coalesce(max(rank), 0), coalesce(max(id) FILTER (WHERE id < 1000000), 0) FROM town")
	if err := row.Scan(&rank, &own); err != nil {
		return fmt.Errorf("add towns: %w", err)
	}
	for _, t := range towns {
		rank++
		id := t.ID
		if id == 0 {
			own++
			id = own
		}
		aliases := t.Aliases
		if aliases == nil {
			aliases = []string{}
		}
		if err := tx.Exec(ctx, "INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?::VARCHAR[], ?)",
			id, t.Key, t.Kind, t.Name, t.ZH, t.EN, aliases, rank); err != nil {
			return fmt.Errorf("add town %s: %w", t.ZH, err)
		}
	}
	return nil
}

// Intern gives each name of an open dictionary (department, campaign, measure) its number, adding those that are new.
// A new name is its own key and translation.
func (tx *Tx) Intern(ctx context.Context, dictionary string, names []string) (map[string]int, error) {
	if dictionary != "department" && dictionary != "campaign" && dictionary != "measure" {
		return nil, fmt.Errorf("%q is not an open dictionary", dictionary)
	}
	known, err := tx.names(ctx, dictionary)
	if err != nil {
		return nil, err
	}
	next := 0
	for _, id := range known {
		next = max(next, id)
	}
	for _, name := range names {
		if _, ok := known[name]; ok {
			continue
		}
		next++
		known[name] = next
		values := "?, ?, ?, ?"
		if dictionary == "measure" {
			values += ", ''"
		}
		if err := tx.Exec(ctx, "INSERT INTO "+dictionary+" VALUES ("+values+")", next, name, name, name); err != nil {
			return nil, fmt.Errorf("add %s %s: %w", dictionary, name, err)
		}
	}
	return known, nil
}

func (tx *Tx) names(ctx context.Context, dictionary string) (map[string]int, error) {
	rows, err := tx.Query(ctx, "SELECT zh, id FROM "+dictionary)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dictionary, err)
	}
	defer rows.Close()
	known := make(map[string]int)
	for rows.Next() {
		var name string
		var id int
		if err := rows.Scan(&name, &id); err != nil {
			return nil, fmt.Errorf("list %s: %w", dictionary, err)
		}
		known[name] = id
	}
	return known, rows.Err()
}
