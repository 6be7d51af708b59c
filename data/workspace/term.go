package workspace

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"anlan/data/vocabulary"
)

// dictionaryNames are the dictionaries that a user may add terms and aliases to, and those of them whose terms ship with
// the program.
var (
	closedLists     = map[string]func() *vocabulary.List{"sector": vocabulary.Sectors, "accident_type": vocabulary.AccidentTypes, "grade": vocabulary.Grades, "measure": vocabulary.Measures}
	dictionaryNames = []string{"town", "sector", "accident_type", "grade", "measure", "department", "campaign"}
)

// Dictionaries lists the names of the dictionaries that Terms and SetTerms know.
func Dictionaries() []string { return slices.Clone(dictionaryNames) }

// Terms lists the terms of a dictionary with the aliases that this workspace adds to those the program knows.
func (s *Session) Terms(ctx context.Context, dictionary string) ([]vocabulary.Entry, error) {
	switch {
	case dictionary == "town":
		return s.Towns(ctx)
	case !slices.Contains(dictionaryNames, dictionary):
		return nil, fmt.Errorf("%q is no dictionary", dictionary)
	}
	aliases, err := s.aliases(ctx, dictionary)
	if err != nil {
		return nil, err
	}
	extra := map[string]string{"sector": "coalesce((SELECT p.key FROM sector p WHERE p.id = d.parent), '')"}[dictionary]
	unit := map[string]string{"measure": "d.unit"}[dictionary]
	for _, column := range []*string{&extra, &unit} {
		if *column == "" {
			*column = "''"
		}
	}
	rows, err := s.Query(ctx, fmt.Sprintf("SELECT d.id, d.key, %s, d.zh, d.en, %s FROM %s d ORDER BY d.id", extra, unit, dictionary))
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dictionary, err)
	}
	defer rows.Close()
	var terms []vocabulary.Entry
	for rows.Next() {
		var e vocabulary.Entry
		if err := rows.Scan(&e.ID, &e.Key, &e.Parent, &e.ZH, &e.EN, &e.Unit); err != nil {
			return nil, fmt.Errorf("list %s: %w", dictionary, err)
		}
		e.Name, e.Aliases = e.ZH, aliases[e.ID]
		terms = append(terms, e)
	}
	return terms, rows.Err()
}

// List is a closed vocabulary as this workspace knows it: the program's terms with the workspace's own.
func (s *Session) List(ctx context.Context, dictionary string) (*vocabulary.List, error) {
	builtin := closedLists[dictionary]
	if builtin == nil {
		return nil, fmt.Errorf("%q is no closed vocabulary", dictionary)
	}
	terms, err := s.Terms(ctx, dictionary)
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(terms, func(e vocabulary.Entry) bool {
		known, ok := builtin().ByKey(e.Key)
		return ok && known.ZH == e.ZH && known.EN == e.EN && known.Parent == e.Parent && len(e.Aliases) == 0
	})
	return builtin().With(own), nil
}

func (s *Session) aliases(ctx context.Context, dictionary string) (map[int][]string, error) {
	rows, err := s.Query(ctx, "SELECT id, text FROM alias WHERE list = ? ORDER BY rowid", dictionary)
	if err != nil {
		return nil, fmt.Errorf("list aliases: %w", err)
	}
	defer rows.Close()
	aliases := make(map[int][]string)
	for rows.Next() {
		var id int
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return nil, fmt.Errorf("list aliases: %w", err)
		}
		aliases[id] = append(aliases[id], text)
	}
	return aliases, rows.Err()
}

// firstOwn is the first number of terms that a user adds to a closed vocabulary; the program's own stay far below.
const firstOwn = 1000

// SetTerms adds terms to a dictionary, and names and aliases to terms that it has, which are found by their keys. A term
// without a number gets one.
func (tx *Tx) SetTerms(ctx context.Context, dictionary string, terms []vocabulary.Entry) error {
	if dictionary == "town" {
		return tx.setTowns(ctx, terms)
	}
	known, err := tx.Terms(ctx, dictionary)
	if err != nil {
		return err
	}
	ids := make(map[string]int)
	next := 0
	if closedLists[dictionary] != nil {
		next = firstOwn
	}
	for _, e := range known {
		ids[e.Key] = e.ID
		next = max(next, e.ID)
	}
	for _, e := range terms {
		id, has := ids[e.Key]
		if !has {
			next++
			id = next
			ids[e.Key] = id
		}
		if err := tx.setTerm(ctx, dictionary, id, has, e, ids); err != nil {
			return fmt.Errorf("set the term %s of %s: %w", e.Key, dictionary, err)
		}
	}
	return nil
}

func (tx *Tx) setTerm(ctx context.Context, dictionary string, id int, has bool, e vocabulary.Entry, ids map[string]int) error {
	values := map[string]any{"zh": e.ZH, "en": e.EN}
	if dictionary == "sector" {
		values["parent"] = nil
		if parent, ok := ids[e.Parent]; ok {
			values["parent"] = parent
		}
	}
	if dictionary == "measure" {
		values["unit"] = e.Unit
	}
	columns := slices.Sorted(maps.Keys(values))
	if !has {
		names, marks, args := "id, key", "?, ?", []any{id, e.Key}
		for _, c := range columns {
			names, marks, args = names+", "+c, marks+", ?", append(args, values[c])
		}
		if err := tx.Exec(ctx, "INSERT INTO "+dictionary+" ("+names+") VALUES ("+marks+")", args...); err != nil {
			return err
		}
	} else {
		for _, c := range columns {
			if err := tx.Exec(ctx, "UPDATE "+dictionary+" SET "+c+" = ? WHERE id = ?", values[c], id); err != nil {
				return err
			}
		}
	}
	if err := tx.Exec(ctx, "DELETE FROM alias WHERE list = ? AND id = ?", dictionary, id); err != nil {
		return err
	}
	for _, text := range e.Aliases {
		if err := tx.Exec(ctx, "INSERT INTO alias VALUES (?, ?, ?)", dictionary, id, text); err != nil {
			return err
		}
	}
	return nil
}

// setTowns adds towns and changes those whose keys are known.
func (tx *Tx) setTowns(ctx context.Context, terms []vocabulary.Entry) error {
	known, err := tx.Towns(ctx)
	if err != nil {
		return err
	}
	var added []vocabulary.Entry
	for _, e := range terms {
		if !slices.ContainsFunc(known, func(k vocabulary.Entry) bool { return k.Key == e.Key }) {
			added = append(added, e)
			continue
		}
		err := tx.Exec(ctx, "UPDATE town SET kind = ?, name = ?, zh = ?, en = ?, aliases = ?::VARCHAR[] WHERE key = ?", e.Kind, e.Name, e.ZH, e.EN, texts(e.Aliases), e.Key)
		if err != nil {
			return fmt.Errorf("set the town %s: %w", e.Key, err)
		}
	}
	if err := tx.NumberTowns(ctx, added); err != nil {
		return err
	}
	return tx.AddTowns(ctx, added)
}
