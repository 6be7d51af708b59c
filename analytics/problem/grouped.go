package problem

import (
	"cmp"
	"slices"

	"anlan/analytics"
)

// flagged is a unit that a grouped finding names.
type flagged struct {
	unit
	p      float64
	figure float64 // by which it is worse than the others
	count  float64
	of     float64 // what the count is compared with
	deaths float64
}

// worst sets the worst units first.
func worst(list []flagged) []flagged {
	slices.SortStableFunc(list, func(a, b flagged) int { return cmp.Compare(b.figure, a.figure) })
	return list
}

// together is the p-value of a finding that names several of n units that were looked at: Bonferroni's bound for the least
// sure of them. By chance it is below α for one unit or more in a share α of all cases at most.
func together(list []flagged, n int) float64 {
	p := 0.0
	for _, f := range list {
		p = max(p, f.p)
	}
	return min(p*float64(n), 1)
}

// subjectsOf are the units of a group as subjects: the members of the dimension in which they differ, and the one member of
// each other dimension that they share.
func subjectsOf(list []flagged) []Subject {
	var subjects []Subject
	for i, first := range list[0].unit.subjects() {
		one := Subject{Dimension: first.Dimension}
		for _, f := range list {
			m := f.unit.subjects()[i].Members[0]
			if !slices.ContainsFunc(one.Members, func(o analytics.Member) bool { return o.Key == m.Key }) {
				one.Members = append(one.Members, m)
			}
		}
		subjects = append(subjects, one)
	}
	return subjects
}

// grouping are things by the groups that units are compared in, in the order in which they were first asked for.
type grouping[T any] struct {
	keys []string
	of   map[string]*T
}

// at is the thing of a group.
func (g *grouping[T]) at(key string) *T {
	if g.of[key] == nil {
		if g.of == nil {
			g.of = make(map[string]*T)
		}
		g.keys, g.of[key] = append(g.keys, key), new(T)
	}
	return g.of[key]
}

// within is the group that a unit is compared in: of a sector in a town the sector's towns, otherwise all units.
func (u unit) within(level Level) string {
	if level == Cells {
		return u.sector.Key
	}
	return ""
}
