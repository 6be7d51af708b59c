package engine

import (
	"context"
	"fmt"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
)

// origin is where the figures of a family of facts come from, for all questions with the same period and conditions.
type origin struct {
	source  Source
	unknown map[analytics.Measure]int64 // rows that lack a measure's value
}

// maxOrigins bounds the origins that are kept.
const maxOrigins = 256

// origin looks up where figures come from, once for each period and set of conditions.
func (e *Engine) origin(ctx context.Context, fact analytics.FactID, period analytics.Period, where []analytics.Condition) (origin, error) {
	version := e.current()
	key := fmt.Sprintf("%s %s %+v", fact, period, where)
	e.mu.Lock()
	o, ok := e.origins[key]
	e.mu.Unlock()
	if ok {
		return o, nil
	}
	o, err := e.lookUpOrigin(ctx, fact, period, where)
	if err != nil {
		return o, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		if len(e.origins) >= maxOrigins {
			clear(e.origins)
		}
		e.origins[key] = o
	}
	return o, nil
}

func (e *Engine) lookUpOrigin(ctx context.Context, fact analytics.FactID, period analytics.Period, where []analytics.Condition) (origin, error) {
	o := origin{source: Source{Fact: fact}, unknown: make(map[analytics.Measure]int64)}
	data, err := e.data(ctx)
	if err != nil {
		return o, err
	}
	plan, err := query.CompileSources(e.cat, fact, period, where, data)
	if err != nil {
		return o, err
	}
	rows, err := e.store.QueryContext(ctx, plan.SQL, plan.Args...)
	if err != nil {
		return o, fmt.Errorf("look up the sources: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var batch int
		counts := make([]int64, 1+len(plan.Unknown))
		targets := []any{&batch}
		for i := range counts {
			targets = append(targets, &counts[i])
		}
		if err := rows.Scan(targets...); err != nil {
			return o, fmt.Errorf("look up the sources: %w", err)
		}
		o.source.Rows += counts[0]
		o.source.Batches = append(o.source.Batches, batch)
		for i, m := range plan.Unknown {
			o.unknown[m] += counts[1+i]
		}
	}
	return o, rows.Err()
}

// data says what plans may use of the store: the rollups that are up to date, and how far each family of facts goes.
func (e *Engine) data(ctx context.Context) (query.Data, error) {
	version := e.current()
	e.mu.Lock()
	kept := e.plannable
	e.mu.Unlock()
	if kept != nil {
		return *kept, nil
	}
	current, err := e.store.CurrentRollups(ctx)
	if err != nil {
		return query.Data{}, err
	}
	data := query.Data{Through: make(map[analytics.FactID]time.Time)}
	for _, r := range e.cat.Rollups() {
		if current[r.Name] != e.cat.Definition(r) {
			continue
		}
		data.Rollups = append(data.Rollups, r)
		coverage, err := e.Coverage(ctx, r.Fact)
		if err != nil {
			return query.Data{}, err
		}
		data.Through[r.Fact] = coverage.To
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.plannable = &data
	}
	return data, nil
}

// Prepare brings the rollups up to date. It is run beside the window after the data have changed; until it is done,
// questions are answered from the facts, with the same figures.
func (e *Engine) Prepare(ctx context.Context) error {
	current, err := e.store.CurrentRollups(ctx)
	if err != nil {
		return err
	}
	for _, r := range e.cat.Rollups() {
		if definition := e.cat.Definition(r); current[r.Name] != definition {
			if err := e.store.BuildRollup(ctx, r.Name, definition); err != nil {
				return err
			}
		}
	}
	e.mu.Lock()
	e.plannable = nil
	e.mu.Unlock()
	return nil
}
