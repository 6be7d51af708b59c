package query

import (
	"fmt"
	"strings"

	"anlan/analytics"
)

// shares tells whether several rows of a family of facts may count the same.
func (c *compiler) shares(fact analytics.FactID) bool {
	return fact == analytics.Inspections && c.data.Shared
}

// shared leaves out a return whose visits another one counts that is in the same sum: one of the same period, that fulfils the
// same conditions and falls into the same group. The figures of each campaign by itself stay whole.
func (c *compiler) shared(fact analytics.FactID, p piece, day string) (string, error) {
	other := func(sql string) string { return strings.ReplaceAll(sql, "f.", "s.") }
	var sql strings.Builder
	sql.WriteString("NOT EXISTS (FROM inspection_shared s WHERE s.of_batch = f.batch_id AND s.of_row = f.row_no AND s.of_day = f.occurred_on")
	for _, column := range []string{"town", "sector", "subsector"} {
		fmt.Fprintf(&sql, " AND s.of_%s IS NOT DISTINCT FROM f.%[1]s", column)
	}
	sql.WriteString("\n    AND " + other(c.span(p.From, p.To)))
	for _, condition := range c.query.Where {
		test, err := c.test(fact, p, day, condition)
		if err != nil {
			return "", err
		}
		sql.WriteString(other(test))
	}
	for _, by := range c.plan.By {
		dimension, err := c.cat.Dimension(by)
		if err != nil {
			return "", err
		}
		key := p.key(fact, dimension, day)
		sql.WriteString("\n    AND " + other(key) + " IS NOT DISTINCT FROM " + key)
	}
	return sql.String() + ")", nil
}
