package query

import (
	"fmt"
	"slices"
	"strings"

	"anlan/analytics"
)

// layeredBranches selects figures that are stated by year at several levels: those that follow a question about sectors, and
// those that do not.
func (c *compiler) layeredBranches(fact analytics.FactID, slot int, w analytics.Window) ([]string, error) {
	var branches []string
	for _, whole := range []bool{false, true} {
		if !slices.ContainsFunc(c.plan.Measures, func(m Measure) bool { return m.Fact == fact && m.Whole == whole }) {
			continue
		}
		sql, err := c.layeredBranch(fact, slot, w, whole)
		if err != nil {
			return nil, err
		}
		branches = append(branches, sql)
	}
	return branches, nil
}

// layeredBranch selects figures that are stated by year at several levels. Of each year the level is taken that fits the
// question: where it asks for towns, the rows of towns, else the rows of the whole city; where a year has no row at that
// level, the next finer one is added up. So a quota stated for the city and for its towns is never counted twice.
func (c *compiler) layeredBranch(fact analytics.FactID, slot int, w analytics.Window, whole bool) (string, error) {
	keys, err := c.keys(fact, piece{}, dayOf(w))
	if err != nil {
		return "", err
	}
	byTown, bySector := c.asks(analytics.Town), c.asks(analytics.Sector) && !whole
	inner := append(slices.Clone(keys), "f.occurred_on")
	outer := []string{fmt.Sprintf("%d AS slot", slot)}
	for i := range c.plan.By {
		outer = append(outer, fmt.Sprintf("key%d", i+1))
	}
	for _, m := range c.plan.Measures {
		if m.Fact != fact || m.Whole != whole {
			outer = append(outer, "NULL AS "+m.Name)
			continue
		}
		inner = append(inner, levels(m.Column, byTown, bySector)+" AS "+m.Name)
		outer = append(outer, fmt.Sprintf("sum(%s) AS %[1]s", m.Name))
	}
	// A year's figure belongs to every part of the year.
	where := c.span(analytics.Day(w.From.Year(), 1, 1), w.To)
	without := []analytics.DimensionID(nil)
	if whole {
		without = append(without, analytics.Sector)
	}
	conditions, err := c.conditions(fact, piece{}, dayOf(w), without...)
	if err != nil {
		return "", err
	}
	if byTown {
		where += "\n      AND f.town IS NOT NULL"
	}
	if bySector {
		where += "\n      AND f.sector IS NOT NULL"
	}
	sql := fmt.Sprintf("  SELECT %s\n  FROM (SELECT %s\n    FROM %s f\n    WHERE %s%s\n    GROUP BY ALL)",
		strings.Join(outer, ", "), strings.Join(inner, ", "), fact, where, conditions)
	if len(c.plan.By) > 0 {
		sql += "\n  GROUP BY ALL"
	}
	return sql, nil
}

// asks tells whether a question breaks down or filters by a dimension.
func (c *compiler) asks(d analytics.DimensionID) bool {
	return slices.Contains(c.plan.By, d) ||
		slices.ContainsFunc(c.query.Where, func(w analytics.Condition) bool { return w.Dimension == d })
}

// levels takes a column at the coarsest level that a year states, among those that are not asked for.
func levels(column string, byTown, bySector bool) string {
	var parts []string
	for _, level := range []struct{ town, sector bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
		if byTown && !level.town || bySector && !level.sector {
			continue
		}
		parts = append(parts, fmt.Sprintf("sum(f.%s) FILTER (WHERE f.town IS %sNULL AND f.sector IS %sNULL)", column, not(level.town), not(level.sector)))
	}
	return "coalesce(" + strings.Join(parts, ", ") + ")"
}

func not(stated bool) string {
	if stated {
		return "NOT "
	}
	return ""
}
