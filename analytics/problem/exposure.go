package problem

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/words"
)

// scope is a set of sectors whose accidents come from one exposure (domain notes 2: relative control indicators).
type scope struct {
	id       string
	sectors  []string // keys; none: all
	exposure analytics.ID
}

var scopes = []scope{
	{"all", nil, "population"},
	{"work", []string{"industry", "construction", "hazchem", "equipment", "mine", "coal", "fireworks"}, "employees"},
}

// exposureOf is the size of a town that the accidents of a sector come from, by the sectors' keys.
var exposureOf = map[string]analytics.ID{
	"road": "vehicles", "fire": "population", "industry": "employees", "construction": "employees", "hazchem": "employees", "equipment": "employees",
	"mine": "employees", "coal": "employees", "fireworks": "employees",
}

// name is what a scope is called in a sentence, before "accidents".
func (sc scope) name() analytics.Text { return words.Both("problem.scope." + sc.id) }

// measured are the towns with what happened in a scope and the size that it comes from.
func (sc scope) measured(s *study, sizes map[string]map[analytics.ID]float64) exposed {
	e := exposed{exposure: sc.exposure, scope: sc.name(), subjects: sc.subject(s.grid)}
	for _, town := range s.grid.towns {
		e.add(unit{town: &town}, sc.of(s.grid, town.Key), sizes[town.Key][sc.exposure])
	}
	return e
}

// subject are the sectors of a scope that the data have.
func (sc scope) subject(g grid) []Subject {
	var list []analytics.Member
	for _, key := range sc.sectors {
		if m := g.sector(key); m.Key != "" {
			list = append(list, m)
		}
	}
	if list == nil {
		return nil
	}
	return []Subject{{analytics.Sector, list}}
}

// of are the counts of a town within the scope.
func (sc scope) of(g grid, town string) counts {
	if sc.sectors == nil {
		return g.at(place{town: town}).now
	}
	var sum counts
	for _, key := range sc.sectors {
		sum.add(g.at(place{town: town, sector: key}).now)
	}
	return sum
}

// figures are the sizes of towns: inhabitants, vehicles, employees, staff, quotas. What is not known is missing.
func (s *study) figures(ctx context.Context, ids ...analytics.ID) (map[string]map[analytics.ID]float64, error) {
	sizes, err := s.sizes(ctx, Towns, ids...)
	towns := make(map[string]map[analytics.ID]float64)
	for at, size := range sizes {
		towns[at.town] = size
	}
	return towns, err
}

// sizes are the same of the units of a level.
func (s *study) sizes(ctx context.Context, level Level, ids ...analytics.ID) (map[place]map[analytics.ID]float64, error) {
	frame, err := s.run(ctx, analytics.NoBasis, ids, level.dimensions()...)
	if err != nil {
		return nil, err
	}
	list := make(map[place]map[analytics.ID]float64)
	for _, row := range frame.Rows {
		u, ok := level.unitOf(row.Members)
		if !ok {
			continue
		}
		sizes := make(map[analytics.ID]float64)
		for i, v := range row.Values {
			if v.HasNow && v.Now > 0 {
				sizes[ids[i]] = v.Now
			}
		}
		if len(sizes) > 0 {
			list[u.place()] = sizes
		}
	}
	return list, nil
}
