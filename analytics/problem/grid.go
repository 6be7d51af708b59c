package problem

import (
	"anlan/analytics"
	"anlan/analytics/engine"
)

// counts are the accidents of a unit, their deaths, how many were fatal and how many larger.
type counts struct{ accidents, deaths, fatal, larger float64 }

func (c *counts) add(o counts) {
	c.accidents += o.accidents
	c.deaths += o.deaths
	c.fatal += o.fatal
	c.larger += o.larger
}

// tally are the counts of a unit in the period, in the base (the mean of its windows) and in all past years together.
type tally struct{ now, base, past counts }

func (t *tally) add(o tally) {
	t.now.add(o.now)
	t.base.add(o.base)
	t.past.add(o.past)
}

// place is a unit of the grid: a town, a sector (or a part of one), or a sector in a town. What it leaves open is all.
type place struct{ town, sector string }

// grid are the accidents by town and sector.
type grid struct {
	towns, sectors []analytics.Member // that are stated, in their order
	members        map[string]analytics.Member
	cells          map[place]*tally // of towns, sectors, and both
	total          tally
}

// newGrid makes the grid from the same question with two bases.
func newGrid(now, past engine.Frame) grid {
	g := grid{members: make(map[string]analytics.Member), cells: make(map[place]*tally)}
	windows := len(past.Meta.Windows)
	for _, row := range now.Rows {
		g.add(row, tally{now: countsOf(row.Values, value), base: countsOf(row.Values, func(v engine.Value) float64 {
			if !v.HasBase {
				return 0
			}
			return v.Base
		})})
	}
	for _, row := range past.Rows {
		g.add(row, tally{past: countsOf(row.Values, func(v engine.Value) float64 { return base(v, windows) })})
	}
	return g
}

func countsOf(values []engine.Value, figure func(engine.Value) float64) counts {
	return counts{figure(values[0]), figure(values[1]), figure(values[2]), figure(values[3])}
}

func (g *grid) add(row engine.Row, t tally) {
	if t == (tally{}) {
		return
	}
	town, sector := row.Members[0], row.Members[1]
	g.total.add(t)
	if !unknown(town) {
		g.towns = g.note(g.towns, "town", town)
		g.cell(place{town: town.Key}).add(t)
	}
	if !unknown(sector) {
		g.sectors = g.note(g.sectors, "sector", sector)
		g.cell(place{sector: sector.Key}).add(t)
	}
	if !unknown(town) && !unknown(sector) {
		g.cell(place{town: town.Key, sector: sector.Key}).add(t)
	}
}

// note keeps a member that is seen for the first time.
func (g *grid) note(list []analytics.Member, kind string, m analytics.Member) []analytics.Member {
	if _, seen := g.members[kind+m.Key]; seen {
		return list
	}
	g.members[kind+m.Key] = m
	return append(list, m)
}

func (g *grid) cell(p place) *tally {
	if g.cells[p] == nil {
		g.cells[p] = &tally{}
	}
	return g.cells[p]
}

// at are the counts of a place; zero where it had none.
func (g *grid) at(p place) tally {
	if t := g.cells[p]; t != nil {
		return *t
	}
	return tally{}
}

func (g *grid) sector(key string) analytics.Member { return g.members["sector"+key] }

// units is how many towns, sectors and sectors in towns had any accident.
func (g *grid) units() int { return len(g.cells) }
