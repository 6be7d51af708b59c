package problem

import (
	"context"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// askRisePart asks the same of the parts of sectors (mixed-use premises, motorcycles) in the city, and in every town.
func askRisePart(ctx context.Context, s *study, _ Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	parts, err := s.parts(ctx)
	if err != nil {
		return nil, err
	}
	var trials []trial
	for _, part := range parts.sectors { // the grid's second dimension is the part here
		group := parts.at(place{sector: part.Key})
		if err := s.tryShare(&trials, unit{part: &part}, group, s.partSector(part, parts)); err != nil {
			return nil, err
		}
		for _, town := range parts.towns {
			if err := s.tryShare(&trials, unit{town: &town, part: &part}, parts.at(place{town: town.Key, sector: part.Key}), group); err != nil {
				return nil, err
			}
		}
	}
	return trials, nil
}

// parts asks for the accidents by town and part of a sector.
func (s *study) parts(ctx context.Context) (grid, error) {
	now, err := s.run(ctx, s.inquiry.Basis, counted, analytics.Town, analytics.Subsector)
	if err != nil {
		return grid{}, err
	}
	past, err := s.run(ctx, history, counted, analytics.Town, analytics.Subsector)
	if err != nil {
		return grid{}, err
	}
	stated := func(f engine.Frame) engine.Frame {
		var rows []engine.Row
		for _, r := range f.Rows {
			if !unknown(r.Members[1]) {
				rows = append(rows, r)
			}
		}
		f.Rows = rows
		return f
	}
	return newGrid(stated(now), stated(past)), nil
}

// sectorOfPart is the key of the sector that a part belongs to, as its own key says.
func sectorOfPart(key string) string {
	if i := strings.LastIndex(key, "."); i > 0 {
		return key[:i]
	}
	return ""
}

// partSector are the counts of all parts of a part's sector; of the city where its key does not say which.
func (s *study) partSector(part analytics.Member, parts grid) tally {
	of := sectorOfPart(part.Key)
	if of == "" {
		return parts.total
	}
	var sum tally
	for _, m := range parts.sectors {
		if sectorOfPart(m.Key) == of {
			sum.add(parts.at(place{sector: m.Key}))
		}
	}
	return sum
}
