package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

// origin is where the figures of a family of facts come from.
type origin struct {
	source  Source
	unknown map[analytics.Measure]int64 // rows that lack a measure's value
}

// origin looks up where the figures of a question come from: its rows in the period by import batch, and how many of them
// lack the value of a measure.
func (e *Engine) origin(ctx context.Context, fact analytics.FactID, measures []analytics.Measure, q query.Query) (origin, error) {
	o := origin{source: Source{Fact: fact}, unknown: make(map[analytics.Measure]int64)}
	stock := slices.ContainsFunc(measures, func(m analytics.Measure) bool { return m.Stock })
	counts := []analytics.Measure{{Fact: fact, Value: "1", Stock: stock}}
	for _, m := range measures {
		if m.Unknown != "" {
			counts = append(counts, m.UnknownRows())
		}
	}
	rows := query.Query{By: []analytics.DimensionID{analytics.Batch}, Period: q.Period, Where: q.Where}
	if fact == analytics.SectorFigures {
		rows.Period.From = analytics.Day(rows.Period.From.Year(), 1, 1)
	}
	if !slices.ContainsFunc(measures, func(m analytics.Measure) bool { return !m.Whole }) {
		rows = rows.Without(analytics.Sector)
	}
	data, err := e.data(ctx, rows.Where)
	if err != nil {
		return o, err
	}
	plan, err := query.CompileSums(e.cat, counts, rows, nil, data)
	if err != nil {
		return o, err
	}
	found, err := e.answerGroups(ctx, rows, plan, nil)
	if err != nil {
		return o, err
	}
	for i := range found.n {
		n := known(found.now[0][i])
		if n == 0 {
			continue
		}
		o.source.Rows += n
		o.source.Batches = append(o.source.Batches, int(found.of(i)[0]))
	}
	slices.Sort(o.source.Batches)
	next := 1
	for _, m := range measures {
		if m.Unknown == "" {
			continue
		}
		o.unknown[m] = 0 // two indicators may have the same measure
		for i := range found.n {
			o.unknown[m] += known(found.now[next][i])
		}
		next++
	}
	return o, nil
}

// known is a count, zero where there is none.
func known(v float64) int64 {
	if math.IsNaN(v) {
		return 0
	}
	return int64(v)
}

// data says what a plan may use of the store: the rollups that are up to date, how far each family of facts goes, and the
// numbers of the members that the conditions name.
func (e *Engine) data(ctx context.Context, where []analytics.Condition) (query.Data, error) {
	data, err := e.rolledUp(ctx)
	if err != nil {
		return data, err
	}
	data.Numbers = make(map[analytics.DimensionID]map[string]int)
	for _, c := range where {
		d, err := e.cat.Dimension(c.Dimension)
		if err != nil {
			return data, err
		}
		if d.Table == "" {
			continue
		}
		m, err := e.dictionary(ctx, d.ID)
		if err != nil {
			return data, err
		}
		data.Numbers[d.ID] = m.byKey
	}
	return data, nil
}

// rolledUp lists the rollups that are up to date, looked up once per version of the data.
func (e *Engine) rolledUp(ctx context.Context) (query.Data, error) {
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
	if data.Sides, err = e.exists(ctx, "FROM accident_case WHERE side IS NOT NULL"); err != nil {
		return query.Data{}, err
	}
	if data.Shared, err = e.exists(ctx, "FROM inspection_shared"); err != nil {
		return query.Data{}, err
	}
	hazards, err := e.Coverage(ctx, analytics.Hazards)
	if err != nil {
		return query.Data{}, err
	}
	data.Through[analytics.Hazards] = hazards.To
	for _, r := range e.cat.Rollups() {
		if current[r.Name] != e.cat.Definition(r) || r.Fact == analytics.Accidents && data.Sides || r.Fact == analytics.Inspections && data.Shared {
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

// exists tells whether there are rows that sums made beforehand would count twice: totals of accidents by town and by sector
// that say the same accidents, visits that several campaigns count.
func (e *Engine) exists(ctx context.Context, from string) (found bool, err error) {
	rows, err := e.store.QueryContext(ctx, "SELECT EXISTS ("+from+")")
	if err != nil {
		return false, fmt.Errorf("look for rows that count the same: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&found); err != nil {
			return false, fmt.Errorf("look for rows that count the same: %w", err)
		}
	}
	return found, rows.Err()
}

// Prepare brings the rollups up to date. It is run beside the window after the data have changed; until it is done,
// questions are answered from the facts, with the same figures.
func (e *Engine) Prepare(ctx context.Context) error {
	current, err := e.store.CurrentRollups(ctx)
	if err != nil {
		return err
	}
	for _, r := range e.cat.Rollups() {
		if pays, err := e.pays(ctx, r); err != nil {
			return err
		} else if !pays {
			continue
		}
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

// manyFacts is from how many facts on sums by day are kept: below it the facts themselves are read as fast.
var manyFacts = 300_000

// pays tells whether a rollup is worth its room in the workspace.
func (e *Engine) pays(ctx context.Context, r catalog.Rollup) (pays bool, err error) {
	if !r.Daily {
		return true, nil
	}
	rows, err := e.store.QueryContext(ctx, "SELECT count(*) >= ? FROM "+r.Fact.Table(), manyFacts)
	if err != nil {
		return false, fmt.Errorf("count %s: %w", r.Fact, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&pays); err != nil {
			return false, fmt.Errorf("count %s: %w", r.Fact, err)
		}
	}
	return pays, rows.Err()
}
