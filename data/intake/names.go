package intake

import (
	"strings"

	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// names resolves the columns that name something: towns of the workspace, closed vocabularies, open dictionaries.
type names struct {
	towns  *vocabulary.List
	terms  layout.Terms
	intern map[layout.Type]*workspace.Dictionary
}

// dictionaries are the tables of the open dictionaries.
var dictionaries = map[layout.Type]string{layout.Department: "department", layout.Campaign: "campaign", layout.Measure: "measure"}

func (n *names) reading(kind Kind, b layout.Binding) ([]output, func(string) ([]any, verdict)) {
	one := []output{{column: b.Field.Name, typ: "INTEGER"}}
	switch b.Field.Type {
	case layout.Town:
		return one, func(text string) ([]any, verdict) { return n.readTown(text, b.Place) }
	case layout.Sector:
		outputs := []output{{column: "sector", typ: "INTEGER"}, {column: "subsector", typ: "INTEGER"}}
		if kind == Totals {
			outputs = append(outputs, output{column: "is_part", typ: "BOOLEAN", inner: true})
		}
		return outputs, func(text string) ([]any, verdict) { return n.readSector(text, kind == Totals) }
	case layout.AccidentType:
		return one, func(text string) ([]any, verdict) { return resolve(n.terms.Types, text, ReasonUnknownType) }
	case layout.Grade:
		outputs := append(one, output{column: "old_scale", typ: "BOOLEAN", inner: true})
		return outputs, n.readGrade
	}
	return one, func(text string) ([]any, verdict) {
		if layout.IsTotal(text) {
			return nil, refuse(layout.ReasonTotalRow)
		}
		return []any{int32(n.intern[b.Field.Type].Intern(n.canonical(b.Field.Type, text)))}, verdict{}
	}
}

// resolve finds a name in a closed list; what is near is only suggested.
func resolve(list *vocabulary.List, text, reason string) ([]any, verdict) {
	if entry, ok := list.Resolve(text); ok {
		return []any{int32(entry.ID)}, verdict{}
	}
	if values.IsFormulaError(text) {
		return nil, refuse(values.ReasonFormulaError)
	}
	return nil, verdict{reason: reason, detail: listed(list.Suggest(text, 3))}
}

func listed(entries []vocabulary.Entry) string {
	var near []string
	for _, e := range entries {
		near = append(near, e.ZH)
	}
	return strings.Join(near, "、")
}

// readTown finds a town; place: in an address that begins with it. What lies in no town has none, with a warning.
func (n *names) readTown(text string, place bool) ([]any, verdict) {
	if layout.IsTotal(text) {
		return nil, refuse(layout.ReasonTotalRow)
	}
	found, v := resolve(n.towns, text, ReasonUnknownTown)
	if v.reason != ReasonUnknownTown {
		return found, v
	}
	if place {
		if entry, ok := n.towns.ResolvePlace(text); ok {
			return []any{int32(entry.ID)}, verdict{}
		}
	}
	if vocabulary.IsBeyondTowns(text) {
		return []any{nil}, verdict{reason: ReasonNoTown, doubted: true}
	}
	return found, v
}

// readSector finds a sector, or a subsector with its sector. Totals may give parts of a sector (其中) besides.
func (n *names) readSector(text string, totals bool) ([]any, verdict) {
	if layout.IsTotal(text) {
		return nil, refuse(layout.ReasonTotalRow)
	}
	part := false
	if totals {
		text, part = layout.Part(text)
	}
	sectors := n.terms.Sectors
	entry, ok := sectors.Resolve(text)
	if !ok {
		if several := sectors.Ambiguous(text); len(several) > 0 {
			return nil, verdict{reason: ReasonAmbiguousSector, detail: listed(several)}
		}
		return resolve(sectors, text, ReasonUnknownSector)
	}
	found := []any{int32(entry.ID), nil}
	if parent, ok := sectors.ByKey(entry.Parent); ok {
		found = []any{int32(parent.ID), int32(entry.ID)}
	}
	if totals {
		found = append(found, part)
	}
	return found, verdict{}
}

// oldGrades are the words of the road police's scale of 1991 that mean less there than in decree 493: 重大 was one or two
// deaths, 特大 three.
var oldGrades = map[string]bool{"重大": true, "重大事故": true, "特大": true, "特大事故": true, "轻微": true, "轻微事故": true}

func (n *names) readGrade(text string) ([]any, verdict) {
	old := oldGrades[vocabulary.Fold(text)]
	entry, ok := n.terms.Grades.Resolve(text)
	switch {
	case ok:
		return []any{int32(entry.ID), old}, verdict{}
	case old:
		return []any{nil, true}, verdict{}
	}
	return resolve(n.terms.Grades, text, ReasonUnknownGrade)
}

// canonical is the name under which a text stands in an open dictionary: the official one of a known measure, else the
// text without blanks around it.
func (n *names) canonical(typ layout.Type, text string) string {
	if typ == layout.Measure {
		if entry, ok := n.terms.Measures.Resolve(text); ok {
			return entry.ZH
		}
	}
	return strings.TrimSpace(text)
}
