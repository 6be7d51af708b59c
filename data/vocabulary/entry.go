package vocabulary

import "slices"

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
	index   map[string]int      // folded text -> position in entries
	unclear map[string][]string // folded text that may mean several terms -> their keys
	fold    func(string) string
	shorter func(string) []string // other forms of a folded text that may be tried
	places  []place
}

// place is the official name of a term, which an address may begin with.
type place struct {
	name     string // folded
	position int
}

// NewList builds a list from terms. Where two terms claim the same spelling, the earlier one keeps it: list files put
// the general term before the special one.
func NewList(entries []Entry) *List { return newList(entries, Fold, nil) }

func newList(entries []Entry, fold func(string) string, shorter func(string) []string) *List {
	l := &List{
		entries: slices.Clone(entries), index: make(map[string]int), unclear: make(map[string][]string), fold: fold, shorter: shorter,
	}
	// Proper names go before any alias, so that no alias of one term can hide the name of another.
	for i, e := range l.entries {
		for _, name := range []string{e.Key, e.Name, e.ZH, e.EN} {
			l.claim(name, i)
		}
	}
	for i, e := range l.entries {
		if name := Fold(e.Name); name != Fold(e.ZH) {
			l.places = append(l.places, place{name, i})
		}
		for _, alias := range e.Aliases {
			l.claim(alias, i)
		}
	}
	return l
}

// claim gives a spelling to a term, unless another one has it.
func (l *List) claim(text string, position int) {
	form := l.fold(text)
	if _, taken := l.index[form]; form != "" && !taken {
		l.index[form] = position
	}
}

// With returns the list with terms and aliases of a user's own: a term whose key the list has replaces that one's names
// and adds its aliases, any other is appended. What a user calls a term goes before what the program calls it, and
// settles a spelling that would be ambiguous.
func (l *List) With(own []Entry) *List {
	if len(own) == 0 {
		return l
	}
	entries := slices.Clone(l.entries)
	for _, e := range own {
		i := slices.IndexFunc(entries, func(known Entry) bool { return known.Key == e.Key })
		if i < 0 {
			entries = append(entries, e)
			continue
		}
		e.Aliases = slices.Concat(e.Aliases, entries[i].Aliases)
		entries[i] = e
	}
	joined := newList(entries, l.fold, l.shorter)
	for text, keys := range l.unclear {
		joined.unclear[text] = keys
	}
	for _, e := range own {
		i := slices.IndexFunc(entries, func(known Entry) bool { return known.Key == e.Key })
		for _, name := range append([]string{e.ZH, e.Name}, e.Aliases...) {
			if form := joined.fold(name); form != "" {
				joined.index[form] = i
				delete(joined.unclear, form)
			}
		}
	}
	return joined
}

// Entries returns the terms in the order of the list, which is the order in which they are shown.
func (l *List) Entries() []Entry { return slices.Clone(l.entries) }

// Resolve finds the term that a text names, by key, name or alias.
func (l *List) Resolve(text string) (Entry, bool) {
	for _, form := range l.forms(text) {
		if position, ok := l.index[form]; ok {
			return l.entries[position], true
		}
		if _, unclear := l.unclear[form]; unclear {
			break
		}
	}
	return Entry{}, false
}

// Ambiguous lists the terms that a text may mean where it may mean several: "交通" is road, water or rail.
func (l *List) Ambiguous(text string) []Entry {
	var terms []Entry
	for _, form := range l.forms(text) {
		for _, key := range l.unclear[form] {
			if e, ok := l.ByKey(key); ok {
				terms = append(terms, e)
			}
		}
		if len(terms) > 0 {
			break
		}
	}
	return terms
}

// forms are the folded text and its shorter forms, in the order in which they are looked up.
func (l *List) forms(text string) []string {
	form := l.fold(text)
	if l.shorter == nil {
		return []string{form}
	}
	return append([]string{form}, l.shorter(form)...)
}

// ByKey finds the term with a key.
func (l *List) ByKey(key string) (Entry, bool) {
	position := slices.IndexFunc(l.entries, func(e Entry) bool { return e.Key == key })
	if position < 0 {
		return Entry{}, false
	}
	return l.entries[position], true
}
