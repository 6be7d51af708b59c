package workspace

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"

	"anlan/data/vocabulary"
)

// querier is what both a workspace and a transaction can do.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Towns lists the towns of the workspace's city in the order in which they are shown; none before the first file that
// names towns was imported.
func (w *Workspace) Towns(ctx context.Context) ([]vocabulary.Entry, error) { return towns(ctx, w.db) }

// Towns lists the towns, in a transaction with those that it has added.
func (s *Session) Towns(ctx context.Context) ([]vocabulary.Entry, error) { return towns(ctx, s.conn) }

func towns(ctx context.Context, db querier) ([]vocabulary.Entry, error) {
	rows, err := db.QueryContext(ctx, "SELECT id, key, kind, name, zh, en, aliases FROM town ORDER BY rank")
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

// NumberTowns gives towns that have no number one of their own, not yet taken.
func (s *Session) NumberTowns(ctx context.Context, towns []vocabulary.Entry) error {
	var own int
	// Numbers below a million are free: division codes have nine digits.
	row := s.QueryRow(ctx, "SELECT coalesce(max(id) FILTER (WHERE id < 1000000), 0) FROM town")
	if err := row.Scan(&own); err != nil {
		return fmt.Errorf("number towns: %w", err)
	}
	for i := range towns {
		if towns[i].ID == 0 {
			own++
			towns[i].ID = own
		}
	}
	return nil
}

// AddTowns adds numbered towns to the workspace's city, after those it has.
func (tx *Tx) AddTowns(ctx context.Context, towns []vocabulary.Entry) error {
	var rank int32
	if err := tx.QueryRow(ctx, "SELECT coalesce(max(rank), 0) FROM town").Scan(&rank); err != nil {
		return fmt.Errorf("add towns: %w", err)
	}
	return tx.Append(ctx, "town", func(add func(...any) error) error {
		for _, t := range towns {
			rank++
			aliases := append([]string{}, t.Aliases...)
			if err := add(int32(t.ID), t.Key, t.Kind, t.Name, t.ZH, t.EN, aliases, rank); err != nil {
				return fmt.Errorf("add town %s: %w", t.ZH, err)
			}
		}
		return nil
	})
}

// Dictionary is an open dictionary: names that files bring along, with their numbers.
type Dictionary struct {
	table string
	known map[string]int // names and, folded, the aliases that the workspace adds
	added []string
	next  int
}

// Dictionary reads an open dictionary: department, campaign or measure.
func (s *Session) Dictionary(ctx context.Context, table string) (*Dictionary, error) {
	if table != "department" && table != "campaign" && table != "measure" {
		return nil, fmt.Errorf("%q is not an open dictionary", table)
	}
	terms, err := s.Terms(ctx, table)
	if err != nil {
		return nil, err
	}
	d := &Dictionary{table: table, known: make(map[string]int)}
	for _, e := range terms {
		d.known[e.ZH] = e.ID
		d.next = max(d.next, e.ID)
		for _, alias := range e.Aliases {
			d.known[aliasMark+vocabulary.Fold(alias)] = e.ID
		}
	}
	return d, nil
}

// aliasMark keeps folded aliases apart from names.
const aliasMark = "\x00"

// Intern gives a name its number, a new one where neither it nor an alias has one.
func (d *Dictionary) Intern(name string) int {
	id, ok := d.known[name]
	if !ok {
		id, ok = d.known[aliasMark+vocabulary.Fold(name)]
	}
	if !ok {
		d.next++
		id = d.next
		d.known[name] = id
		d.added = append(d.added, name)
	}
	return id
}

// AddNames writes the new names of a dictionary. A new name is its own key and translation.
func (tx *Tx) AddNames(ctx context.Context, d *Dictionary) error {
	for _, name := range d.added {
		values := "?, ?, ?, ?"
		if d.table == "measure" {
			values += ", ''"
		}
		if err := tx.Exec(ctx, "INSERT INTO "+d.table+" VALUES ("+values+")", d.known[name], name, name, name); err != nil {
			return fmt.Errorf("add %s %s: %w", d.table, name, err)
		}
	}
	return nil
}
