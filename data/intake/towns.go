package intake

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/vocabulary"
)

// prepareTowns returns the towns that a column's names are compared with. A workspace without towns takes them from its
// first file: the towns of a city that ships with the program where most of the file's rows name them, else the names as
// they stand in the file.
func (j *job) prepareTowns(ctx context.Context, source string, b layout.Binding) (*vocabulary.List, error) {
	known, err := j.session.Towns(ctx)
	if err != nil {
		return nil, err
	}
	named, err := j.namedTowns(ctx, source, b)
	if err != nil {
		return nil, err
	}
	var added []vocabulary.Entry
	list := vocabulary.NewTowns(known)
	if len(known) == 0 {
		if city, ok := cityOf(named, b.Place); ok {
			added = city.Towns.Entries()
			list = city.Towns
		}
	}
	if j.opts.AddTowns || len(known) == 0 && len(added) == 0 {
		own := newTowns(named, list, j.opts.AddTowns)
		j.firstTowns = len(known) == 0 && len(added) == 0
		added = append(added, own...)
		if len(own) > 0 {
			j.note(NoteTownsAdded, townNames(own)...)
		}
	}
	if len(added) == 0 {
		return list, nil
	}
	if err := j.session.NumberTowns(ctx, added); err != nil {
		return nil, err
	}
	j.towns = added
	return vocabulary.NewTowns(append(known, added...)), nil
}

// namedTown is a town name of a file and how many rows have it.
type namedTown struct {
	text string
	rows int
}

func (j *job) namedTowns(ctx context.Context, source string, b layout.Binding) (named []namedTown, err error) {
	add := func(cell string, n int) {
		if text := strings.TrimSpace(b.Text(cell)); !values.IsBlank(text) && !layout.IsTotal(text) && !vocabulary.IsBeyondTowns(text) {
			named = append(named, namedTown{text, n})
		}
	}
	if spelled, ok := j.spelled[b.Column]; ok {
		for _, s := range spelled {
			add(s.Text, s.Records)
		}
		return named, nil
	}
	rows, err := j.session.Query(ctx, fmt.Sprintf("SELECT %s, count(*), min(rowid) FROM raw WHERE %[1]s IS NOT NULL GROUP BY %[1]s ORDER BY 3", source))
	if err != nil {
		return nil, fmt.Errorf("list towns: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var cell string
		var n, first int
		if err := rows.Scan(&cell, &n, &first); err != nil {
			return nil, fmt.Errorf("list towns: %w", err)
		}
		add(cell, n)
	}
	return named, rows.Err()
}

// cityOf finds the city that ships with the program whose towns at least half of the rows name; place: in addresses.
func cityOf(named []namedTown, place bool) (vocabulary.City, bool) {
	all := 0
	for _, t := range named {
		all += t.rows
	}
	for _, city := range vocabulary.Cities() {
		hits := 0
		for _, t := range named {
			_, known := city.Towns.Resolve(t.text)
			if !known && place {
				_, known = city.Towns.ResolvePlace(t.text)
			}
			if known {
				hits += t.rows
			}
		}
		if hits > 0 && hits*2 >= all {
			return city, true
		}
	}
	return vocabulary.City{}, false
}

// newTowns makes towns of the names that are not known, in the order of the file; spellings that fold to one name give
// one town. Where nobody asked for it, only what may be a name is taken for one.
func newTowns(named []namedTown, known *vocabulary.List, asked bool) []vocabulary.Entry {
	var towns []vocabulary.Entry
	seen := make(map[string]bool)
	for _, t := range named {
		folded := vocabulary.FoldTown(t.text)
		if _, ok := known.Resolve(t.text); ok || seen[folded] || !asked && !mayBeName(t.text) {
			continue
		}
		seen[folded] = true
		towns = append(towns, vocabulary.Entry{Key: t.text, Kind: "town", Name: t.text, ZH: t.text, EN: t.text})
	}
	return towns
}

// longestName is how many characters the name of a place has at most.
const longestName = 40

// mayBeName tells whether a text can be the name of a place: it begins with a letter or, as codes do, with a digit, and has none of the marks that formulas,
// markup and programs are made of.
func mayBeName(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsLetter(first) || unicode.IsDigit(first)) && !strings.ContainsAny(text, "<>=|;{}\\") && utf8.RuneCountInString(text) <= longestName
}

func townNames(towns []vocabulary.Entry) []string {
	texts := make([]string, len(towns))
	for i, t := range towns {
		texts[i] = t.ZH
	}
	return texts
}
