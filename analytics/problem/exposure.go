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
	{"road", []string{"road"}, "vehicles"},
	{"fire", []string{"fire"}, "population"},
	{"work", []string{"industry", "construction", "hazchem", "equipment", "mine", "coal", "fireworks"}, "employees"},
}

// name is what a scope is called in a sentence, before "accidents".
func (sc scope) name() analytics.Text { return words.Both("problem.scope." + sc.id) }

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
	frame, err := s.run(ctx, analytics.NoBasis, ids, analytics.Town)
	if err != nil {
		return nil, err
	}
	towns := make(map[string]map[analytics.ID]float64)
	for _, row := range frame.Rows {
		if unknown(row.Members[0]) {
			continue
		}
		sizes := make(map[analytics.ID]float64)
		for i, v := range row.Values {
			if v.HasNow && v.Now > 0 {
				sizes[ids[i]] = v.Now
			}
		}
		if len(sizes) > 0 {
			towns[row.Members[0].Key] = sizes
		}
	}
	return towns, nil
}
