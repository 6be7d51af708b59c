package engine

import (
	"context"
	"database/sql"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/query"
)

// Duration is how many hazards of a town, a sector and a department took so many days to be rectified, and how many had been
// open for so many days on the last day.
type Duration struct {
	Town, Sector, Department analytics.Member
	Days                     int
	Done, Open               int
}

// Durations counts the hazards of a ledger by the days that they took.
func (e *Engine) Durations(ctx context.Context, d query.Durations) ([]Duration, error) {
	data, err := e.data(ctx, d.Where)
	if err != nil {
		return nil, err
	}
	plan, err := query.CompileDurations(e.cat, d, data)
	if err != nil {
		return nil, err
	}
	var lists [3]*members
	for i, id := range []analytics.DimensionID{analytics.Town, analytics.Sector, analytics.Department} {
		if lists[i], err = e.dictionary(ctx, id); err != nil {
			return nil, err
		}
	}
	rows, err := e.store.QueryContext(ctx, plan.SQL, plan.Args...)
	if err != nil {
		return nil, fmt.Errorf("count durations: %w", err)
	}
	defer rows.Close()
	var found []Duration
	for rows.Next() {
		var one Duration
		var keys [3]sql.Null[int]
		if err := rows.Scan(&keys[0], &keys[1], &keys[2], &one.Days, &one.Done, &one.Open); err != nil {
			return nil, fmt.Errorf("read a duration: %w", err)
		}
		for i, m := range []*analytics.Member{&one.Town, &one.Sector, &one.Department} {
			*m = analytics.Unknown
			if keys[i].Valid {
				*m = lists[i].byNumber[keys[i].V]
			}
		}
		found = append(found, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("count durations: %w", err)
	}
	return found, nil
}
