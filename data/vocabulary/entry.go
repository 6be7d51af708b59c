package vocabulary

import (
	"cmp"
	"slices"
)

// Entry is one term of a list.
type Entry struct {
	ID      int      // stable number, what fact tables store
	Key     string   // stable name, what files, queries and URLs use
	Parent  string   // key of the term this one is part of; empty at the top
	Kind    string   // a town's kind: town, subdistrict or zone; empty in other lists
	Name    string   // full official name; equal to ZH where there is no longer form
	ZH, EN  string   // the names shown in Chinese and in English
	Unit    string   // a measure's unit, in Chinese
	Aliases []string // other ways offices write the term
}

// List is an immutable set of terms with an index over every way to write them. It is safe for concurrent use.
type List struct {
	entries []Entry
	index   map[string]int // folded text -> position in entries
	fold    func(string) string
}

// NewList builds a list from terms. Where two terms claim the same spelling, the earlier one keeps it: list files put
// the general term before the special one.
func NewList(entries []Entry) *List { return newList(entries, Fold) }

func newList(entries []Entry, fold func(string) string) *List {
	l := &List{entries: slices.Clone(entries), index: make(map[string]int), fold: fold}
	claim := func(text string, position int) {
		form := fold(text)
		if _, taken := l.index[form]; form != "" && !taken {
			l.index[form] = position
		}
	}
	// Proper names go before any alias, so that no alias of one term can hide the name of another.
	for i, e := range l.entries {
		claim(e.Key, i)
		claim(e.Name, i)
		claim(e.ZH, i)
		claim(e.EN, i)
	}
	for i, e := range l.entries {
		for _, alias := range e.Aliases {
			claim(alias, i)
		}
	}
	return l
}

// Entries returns the terms in the order of the list, which is the order in which they are shown.
func (l *List) Entries() []Entry { return slices.Clone(l.entries) }

// Resolve finds the term that a text names, by key, name or alias.
func (l *List) Resolve(text string) (Entry, bool) {
	position, ok := l.index[l.fold(text)]
	if !ok {
		return Entry{}, false
	}
	return l.entries[position], true
}

// ByKey finds the term with a key.
func (l *List) ByKey(key string) (Entry, bool) {
	position := slices.IndexFunc(l.entries, func(e Entry) bool { return e.Key == key })
	if position < 0 {
		return Entry{}, false
	}
	return l.entries[position], true
}

// Suggest returns up to n terms whose spelling is near a text that Resolve does not know, nearest first. A suggestion is
// for a person to confirm: it is never applied by the program.
func (l *List) Suggest(text string, n int) []Entry {
	form := []rune(l.fold(text))
	best := make(map[int]int) // position -> smallest distance
	for spelling, position := range l.index {
		d := distance(form, []rune(spelling))
		if old, seen := best[position]; d <= reach(len(form)) && (!seen || d < old) {
			best[position] = d
		}
	}
	positions := make([]int, 0, len(best))
	for p := range best {
		positions = append(positions, p)
	}
	slices.SortFunc(positions, func(a, b int) int {
		return cmp.Or(cmp.Compare(best[a], best[b]), cmp.Compare(a, b))
	})
	var found []Entry
	for _, p := range positions[:min(n, len(positions))] {
		found = append(found, l.entries[p])
	}
	return found
}

// reach is how many edits may lie between a text and a suggestion: one for the two or three characters of a Chinese
// name, more for longer words.
func reach(length int) int { return max(1, length/4) }

// distance is the Levenshtein distance between two texts.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			replace := diagonal
			if x != y {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
