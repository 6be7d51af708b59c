package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/query"
)

// groups are the rows of an answer in columns: for each group the numbers of its members, and for each measure its figure
// in the period and in the base. A member that is not stated is unstated, a figure that is not known NaN.
type groups struct {
	n         int
	dims      int
	keys      []int32     // of group i: keys[i*dims : (i+1)*dims]
	now, base [][]float64 // of measure m and group i: now[m][i]
	key       []byte      // the combination that was looked up last; kept to be written over
}

// unstated is the number that stands for "not stated".
const unstated = -1

func newGroups(dims, measures int) *groups {
	return &groups{dims: dims, now: make([][]float64, measures), base: make([][]float64, measures)}
}

// of are the numbers of a group.
func (g *groups) of(i int) []int32 { return g.keys[i*g.dims : (i+1)*g.dims] }

// add begins a group in which nothing is known, and returns its index.
func (g *groups) add(numbers []int32) int {
	g.keys = append(g.keys, numbers...)
	for m := range g.now {
		g.now[m] = append(g.now[m], math.NaN())
		g.base[m] = append(g.base[m], math.NaN())
	}
	g.n++
	return g.n - 1
}

// at finds the group of some numbers by the positions that are known, or begins it.
func (g *groups) at(numbers []int32, position map[string]int) int {
	g.key = appendCombination(g.key[:0], numbers)
	at, ok := position[string(g.key)]
	if !ok {
		at = g.add(numbers)
		position[string(g.key)] = at
	}
	return at
}

// plus adds two figures. What is known in neither is unknown in the sum.
func plus(a, b float64) float64 {
	switch {
	case math.IsNaN(a):
		return b
	case math.IsNaN(b):
		return a
	}
	return a + b
}

// total is the sum of all groups, as one group.
func (g *groups) total() *groups {
	t := newGroups(0, len(g.now))
	t.add(nil)
	for m := range g.now {
		for i := range g.n {
			t.now[m][0] = plus(t.now[m][0], g.now[m][i])
			t.base[m][0] = plus(t.base[m][0], g.base[m][i])
		}
	}
	return t
}

// errTooMany tells that an answer has more rows than were asked for.
var errTooMany = errors.New("too many rows")

// fetch runs a plan.
func (e *Engine) fetch(ctx context.Context, plan query.Plan, limit int) (*groups, error) {
	rows, err := e.store.QueryContext(ctx, plan.SQL, plan.Args...)
	if err != nil {
		return nil, fmt.Errorf("run the query: %w", err)
	}
	defer rows.Close()
	g := newGroups(len(plan.By), len(plan.Measures))
	keys := make([]sql.Null[int32], len(plan.By))
	figures := make([]sql.Null[float64], 2*len(plan.Measures))
	var targets []any
	for i := range keys {
		targets = append(targets, &keys[i])
	}
	for i := range figures {
		targets = append(targets, &figures[i])
	}
	numbers := make([]int32, len(keys))
	for rows.Next() {
		if g.n >= limit {
			return nil, errors.Join(errTooMany, &analytics.Error{Code: analytics.CodeTooManyRows, Value: strconv.Itoa(limit)})
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("read the answer: %w", err)
		}
		for i, k := range keys {
			numbers[i] = unstated
			if k.Valid {
				numbers[i] = k.V
			}
		}
		at := g.add(numbers)
		for m := range plan.Measures {
			if now := figures[2*m]; now.Valid {
				g.now[m][at] = now.V
			}
			if base := figures[2*m+1]; base.Valid {
				g.base[m][at] = base.V
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return g, nil
}
