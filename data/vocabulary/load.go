package vocabulary

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"anlan/assets"
)

// City is a city whose towns ship with the program.
type City struct {
	Key   string // "dongguan"
	Towns *List
}

// builtin are the lists of the embedded files, read once.
var builtin = sync.OnceValue(func() lists {
	unclear := make(map[string][]string) // list name -> records of ambiguous.csv
	for _, record := range mustRecords("ambiguous")[1:] {
		unclear[record[0]] = append(unclear[record[0]], record[1]+"|"+record[2])
	}
	var l lists
	for _, table := range []struct {
		name string
		into **List
	}{
		{"sectors", &l.sectors}, {"accident_types", &l.types}, {"grades", &l.grades}, {"measures", &l.measures},
	} {
		list := newList(mustRead(table.name), Fold, withoutTrimmings)
		for _, line := range unclear[table.name] {
			names := strings.Split(line, "|")
			list.unclear[Fold(names[0])] = names[1:]
		}
		*table.into = list
	}
	l.cities = []City{{Key: "dongguan", Towns: NewTowns(mustRead("towns_dongguan"))}}
	return l
})

type lists struct {
	sectors, types, grades, measures *List
	cities                           []City
}

// Sectors returns the sectors (行业领域) and, with Parent set, their subsectors.
func Sectors() *List { return builtin().sectors }

// AccidentTypes returns the accident types of GB 6441-1986 and the two traffic kinds that stand beside them in ledgers.
func AccidentTypes() *List { return builtin().types }

// Grades returns the four severity grades of State Council decree 493.
func Grades() *List { return builtin().grades }

// Measures returns the activity measures that have a name of their own.
func Measures() *List { return builtin().measures }

// Cities returns the cities whose towns ship with the program.
func Cities() []City { return slices.Clone(builtin().cities) }

// mustRead reads an embedded list. The files are part of the program and checked by a test, so a fault in one is a
// programming error.
func mustRead(name string) []Entry {
	records := mustRecords(name)
	entries := make([]Entry, 0, len(records))
	for i, record := range records[1:] {
		e, err := parseEntry(records[0], record)
		if err != nil {
			panic(fmt.Errorf("vocabulary %s, line %d: %w", name, i+2, err))
		}
		entries = append(entries, e)
	}
	return entries
}

// mustRecords reads an embedded table with its header.
func mustRecords(name string) [][]string {
	raw, err := assets.Vocabulary(name)
	if err != nil {
		panic(fmt.Errorf("read vocabulary %s: %w", name, err))
	}
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		panic(fmt.Errorf("parse vocabulary %s: %w", name, err))
	}
	return records
}

// parseEntry reads one line by the header's names. A town's file has a code where other lists have id and key.
func parseEntry(header, record []string) (Entry, error) {
	var e Entry
	number := func(text string) error {
		id, err := strconv.Atoi(text)
		e.ID = id
		return err
	}
	var err error
	set := map[string]func(string){
		"id":      func(s string) { err = number(s) },
		"code":    func(s string) { e.Key = s; err = number(s) },
		"key":     func(s string) { e.Key = s },
		"parent":  func(s string) { e.Parent = s },
		"kind":    func(s string) { e.Kind = s },
		"name":    func(s string) { e.Name = s },
		"zh":      func(s string) { e.ZH = s },
		"en":      func(s string) { e.EN = s },
		"unit":    func(s string) { e.Unit = s },
		"aliases": func(s string) { e.Aliases = splitAliases(s) },
	}
	for i, column := range header {
		assign, known := set[column]
		if !known {
			return Entry{}, fmt.Errorf("column %q is none of %v", column, slices.Sorted(maps.Keys(set)))
		}
		assign(record[i])
	}
	if e.Name == "" {
		e.Name = e.ZH
	}
	return e, err
}

func splitAliases(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "|")
}
