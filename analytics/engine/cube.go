package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"anlan/analytics"
	"anlan/analytics/query"
)

// cubeDimensions are what the pages break down and filter by with a click, by family of facts. A cube has the sums by all
// dimensions of a set.
var cubeDimensions = map[analytics.FactID][][]analytics.DimensionID{
	analytics.Accidents: {
		{analytics.Month, analytics.Town, analytics.Sector, analytics.Severity, analytics.Batch},
		{analytics.Month, analytics.Town, analytics.Sector, analytics.Subsector},
		{analytics.Town, analytics.Sector, analytics.Weekday, analytics.Hour},
		{analytics.Town, analytics.Date},
		{analytics.Sector, analytics.Date},
	},
	analytics.Inspections: {
		{analytics.Month, analytics.Town, analytics.Sector, analytics.Batch},
		{analytics.Month, analytics.Town, analytics.Department, analytics.Campaign},
	},
	analytics.Activities: {
		{analytics.Month, analytics.Town, analytics.Sector, analytics.Batch},
		{analytics.Month, analytics.Town, analytics.Sector, analytics.MeasureName},
	},
	analytics.SectorFigures: {{analytics.Year, analytics.Town, analytics.Sector, analytics.Batch}},
}

// maxCube bounds the groups of a cube; a question about more is put to the store each time.
const maxCube = 100_000

// maxCubes bounds the cubes that are kept.
const maxCubes = 40

// cube keeps the sums of one family of facts over one period and its base. Another filter, another breakdown are answered
// from it by adding up groups; only another period or basis is a question to the store.
type cube struct {
	mu       sync.Mutex
	dims     []analytics.DimensionID
	query    query.Query // without indicators
	windows  []analytics.Window
	tooLarge bool
	position map[string]int // of a combination of numbers
	groups   *groups
	measures []analytics.Measure // of the groups' columns
	used     int64
}

// fromCubes answers a plan from cubes; nil where it cannot be.
func (e *Engine) fromCubes(ctx context.Context, q query.Query, plan query.Plan, windows []analytics.Window) (*groups, error) {
	data, err := e.rolledUp(ctx)
	if err != nil {
		return nil, err
	}
	if !addsUp(data, plan) {
		return nil, nil
	}
	found := newGroups(len(plan.By), len(plan.Measures))
	position := make(map[string]int)
	for _, fact := range factsOf(plan) {
		if plan.LayeredFact(fact) {
			if ok, err := e.addLayers(ctx, q, plan, fact, windows, found, position); !ok || err != nil {
				return nil, err
			}
			continue
		}
		c, err := e.cubeFor(fact, q, windows)
		if c == nil || err != nil {
			return nil, err
		}
		if err := e.load(ctx, c, measuresOf(plan, fact)); err != nil {
			return nil, err
		}
		if c.tooLarge {
			return nil, nil
		}
		if err := e.addUp(ctx, c, q, plan, fact, found, position); err != nil {
			return nil, err
		}
	}
	if len(plan.By) == 0 && found.n == 0 {
		found.add(nil)
	}
	return found, nil
}

// addsUp tells whether the figures of a plan add up over groups whatever is asked for.
func addsUp(data query.Data, plan query.Plan) bool {
	facts := factsOf(plan)
	twice := data.Sides && slices.Contains(facts, analytics.Accidents) || data.Shared && slices.Contains(facts, analytics.Inspections)
	return !twice && !plan.Distinct()
}

func factsOf(plan query.Plan) []analytics.FactID {
	var facts []analytics.FactID
	for _, m := range plan.Measures {
		if !slices.Contains(facts, m.Fact) {
			facts = append(facts, m.Fact)
		}
	}
	return facts
}

func measuresOf(plan query.Plan, fact analytics.FactID) []analytics.Measure {
	var list []analytics.Measure
	for _, m := range plan.Measures {
		if m.Fact == fact {
			list = append(list, m.Measure)
		}
	}
	return list
}

// derived are the dimensions whose number follows from that of a month.
var derived = map[analytics.DimensionID]func(int32) int32{
	analytics.Year:    func(month int32) int32 { return month / 100 },
	analytics.Quarter: func(month int32) int32 { return month/100*10 + (month%100-1)/3 + 1 },
}

// has tells whether a cube with some dimensions knows a dimension.
func has(dims []analytics.DimensionID, d analytics.DimensionID) bool {
	return slices.Contains(dims, d) || derived[d] != nil && slices.Contains(dims, analytics.Month)
}

// dimensionsFor chooses the set that has all of a question's breakdown, and most of what it filters by; nil where none has.
func dimensionsFor(fact analytics.FactID, q query.Query) []analytics.DimensionID {
	var best []analytics.DimensionID
	fewest := 0
	for _, dims := range cubeDimensions[fact] {
		if slices.ContainsFunc(q.By, func(d analytics.DimensionID) bool { return !has(dims, d) }) {
			continue
		}
		left := 0
		for _, c := range q.Where {
			if !has(dims, c.Dimension) {
				left++
			}
		}
		if best == nil || left < fewest {
			best, fewest = dims, left
		}
	}
	return best
}

// cubeFor finds or makes the cube for a question about a family of facts; nil where cubes lack one of its dimensions.
// Conditions on other dimensions are conditions of the cube.
func (e *Engine) cubeFor(fact analytics.FactID, q query.Query, windows []analytics.Window) (*cube, error) {
	dims := dimensionsFor(fact, q)
	if dims == nil {
		return nil, nil
	}
	own := query.Query{By: dims, Period: q.Period}
	for _, c := range q.Where {
		d, err := e.cat.Dimension(c.Dimension)
		if err != nil {
			return nil, err
		}
		if d.Keys[fact] != "" && !has(dims, c.Dimension) {
			own.Where = append(own.Where, c)
		}
	}
	e.current()
	key := fmt.Sprintf("%s %v %s %v %+v", fact, dims, q.Period, windows, own.Where)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.uses++
	c := e.cubes[key]
	if c == nil {
		c = &cube{dims: dims, query: own, windows: windows, position: make(map[string]int), groups: newGroups(len(dims), 0)}
		e.dropOldestCube()
		e.cubes[key] = c
	}
	c.used = e.uses
	return c, nil
}

// dropOldestCube makes room for another one.
func (e *Engine) dropOldestCube() {
	if len(e.cubes) < maxCubes {
		return
	}
	oldest := ""
	for key, c := range e.cubes {
		if oldest == "" || c.used < e.cubes[oldest].used {
			oldest = key
		}
	}
	delete(e.cubes, oldest)
}

// load reads the measures that a cube does not have yet. The charts of a page ask side by side: one reads, the others wait
// for it.
func (e *Engine) load(ctx context.Context, c *cube, measures []analytics.Measure) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var missing []analytics.Measure
	for _, m := range measures {
		if c.column(m) < 0 {
			missing = append(missing, m)
		}
	}
	if c.tooLarge || len(missing) == 0 {
		return nil
	}
	data, err := e.data(ctx, c.query.Where)
	if err != nil {
		return err
	}
	plan, err := query.CompileSums(e.cat, missing, c.query, c.windows, data)
	if err != nil {
		return err
	}
	read, err := e.fetch(ctx, plan, maxCube)
	if errors.Is(err, errTooMany) {
		c.tooLarge, c.groups, c.position = true, nil, nil
		return nil
	}
	if err != nil {
		return err
	}
	c.take(read, missing)
	return nil
}

// column is where a measure's figures stand; −1 where they have not been read. The cube is locked.
func (c *cube) column(m analytics.Measure) int {
	m.Unknown = ""
	return slices.Index(c.measures, m)
}

// take adds what was read to a cube: new columns, and groups that it did not have. Whoever adds up an earlier state of the
// cube goes on with it: the columns are copied.
func (c *cube) take(read *groups, measures []analytics.Measure) {
	first := len(c.measures)
	grown := newGroups(len(c.dims), first+len(measures))
	for i := range c.groups.n {
		at := grown.add(c.groups.of(i))
		for m := range first {
			grown.now[m][at], grown.base[m][at] = c.groups.now[m][i], c.groups.base[m][i]
		}
	}
	for i := range read.n {
		key := combinationKey(read.of(i))
		at, ok := c.position[key]
		if !ok {
			at = grown.add(read.of(i))
			c.position[key] = at
		}
		for m := range measures {
			grown.now[first+m][at], grown.base[first+m][at] = read.now[m][i], read.base[m][i]
		}
	}
	for _, m := range measures {
		m.Unknown = ""
		c.measures = append(c.measures, m)
	}
	c.groups = grown
}

// addUp adds the groups of a cube that a question asks about to an answer, under the question's breakdown.
func (e *Engine) addUp(ctx context.Context, c *cube, q query.Query, plan query.Plan, fact analytics.FactID, into *groups, position map[string]int) error {
	keep, err := e.keeper(ctx, c, q.Where)
	if err != nil {
		return err
	}
	c.mu.Lock()
	from := c.groups
	columns := make([]int, len(plan.Measures))
	for i, m := range plan.Measures {
		columns[i] = -1
		if m.Fact == fact {
			columns[i] = c.column(m.Measure)
		}
	}
	c.mu.Unlock()
	pick := c.picker(q.By)
	numbers := make([]int32, len(q.By))
	for i := range from.n {
		if !keep(from.of(i)) {
			continue
		}
		pick(from.of(i), numbers)
		at := into.at(numbers, position)
		for m, column := range columns {
			if column >= 0 {
				into.now[m][at] = plus(into.now[m][at], from.now[column][i])
				into.base[m][at] = plus(into.base[m][at], from.base[column][i])
			}
		}
	}
	return nil
}

// picker takes the numbers of some dimensions out of those of a cube's group.
func (c *cube) picker(by []analytics.DimensionID) func(from, into []int32) {
	reads := make([]func([]int32) int32, len(by))
	for i, d := range by {
		reads[i] = c.reader(d)
	}
	return func(from, into []int32) {
		for i, read := range reads {
			into[i] = read(from)
		}
	}
}

// reader takes the number of one dimension out of those of a cube's group.
func (c *cube) reader(d analytics.DimensionID) func([]int32) int32 {
	if derive := derived[d]; derive != nil && !slices.Contains(c.dims, d) {
		month := slices.Index(c.dims, analytics.Month)
		return func(numbers []int32) int32 { return derive(numbers[month]) }
	}
	at := slices.Index(c.dims, d)
	return func(numbers []int32) int32 { return numbers[at] }
}

// keeper tells which groups of a cube the conditions of a question keep. Those on dimensions that it lacks are its own.
func (e *Engine) keeper(ctx context.Context, c *cube, where []analytics.Condition) (func([]int32) bool, error) {
	type test struct {
		read func([]int32) int32
		keys map[int32]bool
		not  bool
	}
	var tests []test
	data, err := e.data(ctx, where)
	if err != nil {
		return nil, err
	}
	for _, w := range where {
		if !has(c.dims, w.Dimension) {
			continue
		}
		numbers, err := e.numbersOf(w, data)
		if err != nil {
			return nil, err
		}
		tests = append(tests, test{read: c.reader(w.Dimension), keys: numbers, not: w.Not})
	}
	return func(numbers []int32) bool {
		for _, t := range tests {
			if t.keys[t.read(numbers)] == t.not {
				return false
			}
		}
		return true
	}, nil
}

// numbersOf are the numbers that stand in the facts for the keys of a condition.
func (e *Engine) numbersOf(c analytics.Condition, data query.Data) (map[int32]bool, error) {
	d, err := e.cat.Dimension(c.Dimension)
	if err != nil {
		return nil, err
	}
	numbers := make(map[int32]bool)
	for _, key := range c.Keys {
		if key == analytics.UnknownKey {
			numbers[unstated] = true
		} else if n := data.Number(d, key); n >= 0 {
			numbers[int32(n)] = true
		}
	}
	return numbers, nil
}
