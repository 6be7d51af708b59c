package engine

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
)

// layers keeps the figures that are stated by year for levels that contain each other: the city, its towns, its sectors,
// sectors within towns. They are few rows, and every click asks for them.
type layers struct {
	columns  []string
	rows     []layerRow
	tooLarge bool
}

// layerRow is what one year states for a town, a sector, both or neither.
type layerRow struct {
	day          time.Time // 1 January
	town, sector int32     // unstated where the row is of all
	values       []float64 // of each column; NaN where it states none
}

// level is where a row stands: 0 the city, 1 a town, 2 a sector, 3 a sector in a town. Of a year the first level that fits
// the question and states something counts.
func (r layerRow) level() int {
	level := 0
	if r.town != unstated {
		level++
	}
	if r.sector != unstated {
		level += 2
	}
	return level
}

// layersOf reads the figures of a family of facts, once per version of the data.
func (e *Engine) layersOf(ctx context.Context, fact analytics.FactID) (*layers, error) {
	version := e.current()
	e.mu.Lock()
	kept := e.layered
	e.mu.Unlock()
	if kept != nil {
		return kept, nil
	}
	l := &layers{columns: e.cat.LayeredColumns(fact)}
	var sums strings.Builder
	for _, c := range l.columns {
		fmt.Fprintf(&sums, ", CAST(sum(f.%s) AS DOUBLE)", c)
	}
	rows, err := e.store.QueryContext(ctx, fmt.Sprintf("SELECT f.occurred_on, f.town, f.sector%s FROM %s f GROUP BY ALL LIMIT %d", sums.String(), fact.Table(), maxCube+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", fact, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := l.scan(rows); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", fact, err)
	}
	if len(l.rows) > maxCube {
		l.rows, l.tooLarge = nil, true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.layered = l
	}
	return l, nil
}

func (l *layers) scan(rows *sql.Rows) error {
	var row layerRow
	var town, sector sql.Null[int32]
	values := make([]sql.Null[float64], len(l.columns))
	targets := []any{&row.day, &town, &sector}
	for i := range values {
		targets = append(targets, &values[i])
	}
	if err := rows.Scan(targets...); err != nil {
		return fmt.Errorf("read a yearly figure: %w", err)
	}
	row.town, row.sector = unstated, unstated
	if town.Valid {
		row.town = town.V
	}
	if sector.Valid {
		row.sector = sector.V
	}
	for _, v := range values {
		if v.Valid {
			row.values = append(row.values, v.V)
		} else {
			row.values = append(row.values, math.NaN())
		}
	}
	l.rows = append(l.rows, row)
	return nil
}

// layerQuestion is a question about figures at several levels.
type layerQuestion struct {
	by               []analytics.DimensionID
	where            []keeping
	byTown, bySector bool
}

// keeping is a condition on the town or the sector of a row.
type keeping struct {
	dimension analytics.DimensionID
	numbers   map[int32]bool
	not       bool
}

// layerQuestions prepares a question, for figures that follow sectors and for those that do not; none where the question
// asks for more than towns and sectors.
func (e *Engine) layerQuestions(fact analytics.FactID, q query.Query, data query.Data) (pair [2]layerQuestion, ok bool, err error) {
	follows := func(d analytics.DimensionID) bool { return d == analytics.Town || d == analytics.Sector }
	asks := func(d analytics.DimensionID) bool {
		return slices.Contains(q.By, d) || slices.ContainsFunc(q.Where, func(c analytics.Condition) bool { return c.Dimension == d })
	}
	if slices.ContainsFunc(q.By, func(d analytics.DimensionID) bool { return !follows(d) }) {
		return pair, false, nil
	}
	follow := layerQuestion{by: q.By, byTown: asks(analytics.Town), bySector: asks(analytics.Sector)}
	whole := layerQuestion{by: q.By, byTown: follow.byTown}
	for _, c := range q.Where {
		d, err := e.cat.Dimension(c.Dimension)
		if err != nil {
			return pair, false, err
		}
		if d.Keys[fact] == "" {
			continue
		}
		if !follows(c.Dimension) {
			return pair, false, nil
		}
		numbers, err := e.numbersOf(c, data)
		if err != nil {
			return pair, false, err
		}
		k := keeping{c.Dimension, numbers, c.Not}
		follow.where = append(follow.where, k)
		if c.Dimension != analytics.Sector {
			whole.where = append(whole.where, k)
		}
	}
	return [2]layerQuestion{follow, whole}, true, nil
}

// keeps tells whether a row stands at a level that fits the question, and fulfils its conditions.
func (q layerQuestion) keeps(r layerRow) bool {
	if q.byTown && r.town == unstated || q.bySector && r.sector == unstated {
		return false
	}
	for _, k := range q.where {
		if k.numbers[r.number(k.dimension)] == k.not {
			return false
		}
	}
	return true
}

func (r layerRow) number(d analytics.DimensionID) int32 {
	if d == analytics.Town {
		return r.town
	}
	return r.sector
}

// figures adds the figures of one column over a window, by the question's breakdown, as [query.Compile] words it in SQL:
// of each year the coarsest level that states something.
func (l *layers) figures(q layerQuestion, column string, w analytics.Window, add func(numbers []int32, value float64)) {
	at := slices.Index(l.columns, column)
	type year struct {
		combination string
		day         time.Time
	}
	levels := make(map[year]*[4]float64)
	numbers := make(map[string][]int32)
	var order []year
	from := analytics.Day(w.From.Year(), 1, 1) // a year's figure belongs to every part of the year
	for _, r := range l.rows {
		if r.day.Before(from) || r.day.After(w.To) || !q.keeps(r) {
			continue
		}
		of := make([]int32, len(q.by))
		for i, d := range q.by {
			of[i] = r.number(d)
		}
		y := year{combinationKey(of), r.day}
		if levels[y] == nil {
			levels[y] = &[4]float64{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
			order = append(order, y)
			numbers[y.combination] = of
		}
		levels[y][r.level()] = plus(levels[y][r.level()], r.values[at])
	}
	for _, y := range order {
		stated := math.NaN()
		for _, value := range levels[y] {
			if stated = value; !math.IsNaN(value) {
				break
			}
		}
		add(numbers[y.combination], stated)
	}
}

// addLayers adds a question's figures that a family of facts states at several levels to an answer; false where they have
// to be put to the store.
func (e *Engine) addLayers(ctx context.Context, q query.Query, plan query.Plan, fact analytics.FactID, windows []analytics.Window, into *groups, position map[string]int) (bool, error) {
	data, err := e.data(ctx, q.Where)
	if err != nil {
		return false, err
	}
	questions, ok, err := e.layerQuestions(fact, q, data)
	if err != nil || !ok {
		return false, err
	}
	l, err := e.layersOf(ctx, fact)
	if err != nil || l.tooLarge {
		return false, err
	}
	for m, measure := range plan.Measures {
		if measure.Fact != fact {
			continue
		}
		if measure.Column == "" {
			return false, nil
		}
		question := questions[0]
		if measure.Whole {
			question = questions[1]
		}
		l.figures(question, measure.Column, analytics.Window{Period: q.Period}, func(numbers []int32, v float64) {
			at := into.at(numbers, position)
			into.now[m][at] = plus(into.now[m][at], v)
		})
		for _, w := range windows {
			l.figures(question, measure.Column, w, func(numbers []int32, v float64) {
				at := into.at(numbers, position)
				into.base[m][at] = plus(into.base[m][at], v)
			})
		}
	}
	return true, nil
}
