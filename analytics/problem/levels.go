package problem

import (
	"strings"

	"anlan/analytics"
)

// Level is the kind of unit that a question is answered for.
type Level string

// The levels. Every question is in the catalogue at the first four; where it cannot be answered, an analysis says why.
const (
	City        Level = "city"       // the city as a whole
	Sectors     Level = "sector"     // every sector
	Towns       Level = "town"       // every town
	Cells       Level = "cell"       // every sector in every town
	Parts       Level = "part"       // every part of a sector, in the city and in every town
	Departments Level = "department" // every department
	Kinds       Level = "kind"       // every type of accident in every sector
)

// dimensions are what a question is broken down by at a level. Towns come first.
func (l Level) dimensions() []analytics.DimensionID {
	return map[Level][]analytics.DimensionID{
		Sectors: {analytics.Sector}, Towns: {analytics.Town}, Cells: {analytics.Town, analytics.Sector}, Departments: {analytics.Department},
		Kinds: {analytics.Sector, analytics.AccidentType},
	}[l]
}

// unit is what a finding about accidents is about; of what it leaves open, all.
type unit struct{ town, sector, part, kind, department *analytics.Member }

// unitOf is the unit of a frame's row at a level; none where the row says not which.
func (l Level) unitOf(members []analytics.Member) (unit, bool) {
	var u unit
	for i, d := range l.dimensions() {
		m := members[i]
		if unknown(m) {
			return u, false
		}
		switch d {
		case analytics.Town:
			u.town = &m
		case analytics.Sector:
			u.sector = &m
		case analytics.AccidentType:
			u.kind = &m
		case analytics.Department:
			u.department = &m
		}
	}
	return u, true
}

// place is where the grid has a unit's accidents.
func (u unit) place() place {
	var p place
	if u.town != nil {
		p.town = u.town.Key
	}
	if u.sector != nil {
		p.sector = u.sector.Key
	}
	return p
}

// key tells units apart.
func (u unit) key() string {
	var parts []string
	for _, one := range u.subjects() {
		parts = append(parts, string(one.Dimension)+"="+one.Members[0].Key)
	}
	return strings.Join(parts, "|")
}

// subjects are a unit as subjects of a finding.
func (u unit) subjects() []Subject {
	var list []Subject
	for _, one := range []struct {
		d analytics.DimensionID
		m *analytics.Member
	}{{analytics.Town, u.town}, {analytics.Sector, u.sector}, {analytics.Subsector, u.part}, {analytics.AccidentType, u.kind}, {analytics.Department, u.department}} {
		if one.m != nil {
			list = append(list, Subject{one.d, []analytics.Member{*one.m}})
		}
	}
	return list
}

// figure is the kind of figure that shows a unit best.
func (u unit) figure() string {
	switch {
	case u.town != nil && u.sector == nil && u.part == nil:
		return "funnel"
	case u.town != nil:
		return "control"
	}
	return "contribution"
}

// units are the units of a level that had any accident, now or in the past.
func (s *study) units(level Level) []unit {
	var list []unit
	switch level {
	case City:
		return []unit{{}}
	case Sectors:
		for _, m := range s.grid.sectors {
			list = append(list, unit{sector: &m})
		}
	case Towns:
		for _, m := range s.grid.towns {
			list = append(list, unit{town: &m})
		}
	case Cells:
		for _, sector := range s.grid.sectors {
			for _, town := range s.grid.towns {
				if s.grid.cells[place{town.Key, sector.Key}] != nil {
					list = append(list, unit{town: &town, sector: &sector})
				}
			}
		}
	}
	return list
}

// tally are the accidents of a unit.
func (s *study) tally(u unit) tally {
	if p := u.place(); p != (place{}) {
		return s.grid.at(p)
	}
	return s.grid.total
}

// group is what a unit's share is one of: of a sector in a town the sector, otherwise the city.
func (s *study) group(u unit) tally {
	if u.town != nil && u.sector != nil {
		return s.grid.at(place{sector: u.sector.Key})
	}
	return s.grid.total
}
