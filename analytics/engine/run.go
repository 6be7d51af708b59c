package engine

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

// answer is a question on its way to a frame.
type answer struct {
	engine     *Engine
	query      query.Query
	indicators []analytics.Indicator
	dimensions []catalog.Dimension
	dictionary []*members // of each dimension; nil where it has none
	windows    []analytics.Window
	coverage   map[analytics.FactID]analytics.Period
	frame      Frame
}

func (e *Engine) run(ctx context.Context, q query.Query) (Frame, error) {
	a := &answer{engine: e, query: q, coverage: make(map[analytics.FactID]analytics.Period)}
	if err := a.prepare(ctx); err != nil {
		return Frame{}, err
	}
	data, err := e.data(ctx, q.Where)
	if err != nil {
		return Frame{}, err
	}
	plan, err := query.Compile(e.cat, q, a.windows, data)
	if err != nil {
		return Frame{}, err
	}
	a.frame.Meta.SQL, a.frame.Meta.Args = plan.SQL, plan.Args
	a.noteIgnored(plan)
	groups, err := e.answerGroups(ctx, q, plan, a.windows)
	if err != nil {
		return Frame{}, err
	}
	total := groups.total()
	if len(q.By) > 0 && plan.Apart {
		if total, err = e.whole(ctx, q, a.windows, data); err != nil {
			return Frame{}, err
		}
	}
	a.frame.Total = a.values(plan, total, 0, nil)
	if len(q.By) == 0 {
		a.frame.Rows = []Row{{Values: a.frame.Total}}
	} else if err := a.fill(plan, groups); err != nil {
		return Frame{}, err
	}
	return a.frame, a.sources(ctx)
}

// answerGroups answers a plan from a cube where one can, otherwise from the store.
func (e *Engine) answerGroups(ctx context.Context, q query.Query, plan query.Plan, windows []analytics.Window) (*groups, error) {
	found, err := e.fromCubes(ctx, q, plan, windows)
	if err != nil || found != nil {
		return found, err
	}
	return e.fetch(ctx, plan, MaxRows)
}

// whole asks the same question without its breakdown.
func (e *Engine) whole(ctx context.Context, q query.Query, windows []analytics.Window, data query.Data) (*groups, error) {
	q.By = nil
	plan, err := query.Compile(e.cat, q, windows, data)
	if err != nil {
		return nil, err
	}
	found, err := e.answerGroups(ctx, q, plan, windows)
	if err != nil {
		return nil, err
	}
	return found.total(), nil
}

// prepare resolves the names of a question and finds out which spans of the base have data.
func (a *answer) prepare(ctx context.Context) error {
	for _, id := range a.query.Indicators {
		i, err := a.engine.cat.Indicator(id)
		if err != nil {
			return err
		}
		a.indicators = append(a.indicators, i)
	}
	for _, id := range a.query.By {
		d, err := a.engine.cat.Dimension(id)
		if err != nil {
			return err
		}
		var m *members
		if d.Table != "" {
			if m, err = a.engine.dictionary(ctx, id); err != nil {
				return err
			}
		}
		a.dimensions, a.dictionary = append(a.dimensions, d), append(a.dictionary, m)
		a.frame.By = append(a.frame.By, Dimension{d.ID, d.Name})
	}
	a.frame.Indicators = a.indicators
	a.frame.Meta.Period, a.frame.Meta.Basis, a.frame.Meta.AsOf = a.query.Period, a.query.Basis, a.engine.asOf
	for _, i := range a.indicators {
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact == "" {
				continue
			}
			coverage, err := a.engine.Coverage(ctx, m.Fact)
			if err != nil {
				return err
			}
			a.coverage[m.Fact] = coverage
		}
		if through := a.coverage[i.Num.Fact].To; through.After(a.frame.Meta.Through) {
			a.frame.Meta.Through = through
		}
	}
	a.splitWindows()
	return a.nameFilters(ctx)
}

// splitWindows keeps the spans of the base for which every family of facts has data. Before the first data a count is
// not zero but unknown.
func (a *answer) splitWindows() {
	days := 0
	for _, w := range a.query.Basis.Windows(a.query.Period) {
		if a.covered(w.Period) {
			a.windows = append(a.windows, w)
			days += w.Period.Days()
		} else {
			a.frame.Meta.Missing = append(a.frame.Meta.Missing, w)
		}
	}
	a.frame.Meta.Windows = a.windows
	if len(a.windows) > 0 {
		a.frame.Meta.BaseDays = float64(days) / float64(len(a.windows))
	}
}

// covered tells whether data begin no later than in the first month of a span. A ledger seldom has an accident on the
// very first day.
func (a *answer) covered(p analytics.Period) bool {
	for _, c := range a.coverage {
		if c.IsZero() || analytics.Day(c.From.Year(), c.From.Month(), 1).After(p.From) || c.To.Before(p.From) {
			return false
		}
	}
	return true
}

func (a *answer) nameFilters(ctx context.Context) error {
	for _, condition := range a.query.Where {
		d, err := a.engine.cat.Dimension(condition.Dimension)
		if err != nil {
			return err
		}
		f := Filter{Dimension: Dimension{d.ID, d.Name}, Not: condition.Not}
		for _, key := range condition.Keys {
			member, err := a.engine.Member(ctx, d.ID, key)
			if err != nil {
				return err
			}
			f.Members = append(f.Members, member)
		}
		a.frame.Meta.Where = append(a.frame.Meta.Where, f)
	}
	return nil
}

// Member finds the member of a dimension with a key.
func (e *Engine) Member(ctx context.Context, id analytics.DimensionID, key string) (analytics.Member, error) {
	d, err := e.cat.Dimension(id)
	if err != nil {
		return analytics.Member{}, err
	}
	if key == analytics.UnknownKey {
		return analytics.Unknown, nil
	}
	if id == analytics.Accident {
		return e.accidentMember(ctx, key)
	}
	unknown := &analytics.Error{Code: analytics.CodeMember, Value: key, Detail: string(id)}
	if d.Table == "" {
		number := query.NumberOfKey(id, key)
		if number < 0 {
			return analytics.Member{}, unknown
		}
		return numbered(id, number), nil
	}
	m, err := e.dictionary(ctx, id)
	if err != nil {
		return analytics.Member{}, err
	}
	number, ok := m.byKey[key]
	if !ok {
		return analytics.Member{}, unknown
	}
	return m.byNumber[number], nil
}

func (a *answer) noteIgnored(plan query.Plan) {
	for _, i := range a.indicators {
		for _, d := range plan.Ignored[i.Num.Fact] {
			// Leaving out an accident says nothing of other facts.
			if d != analytics.Accident && !slices.Contains(a.frame.Meta.Ignored, d) {
				a.frame.Meta.Ignored = append(a.frame.Meta.Ignored, d)
			}
		}
	}
}

// sources fills in where the figures come from.
func (a *answer) sources(ctx context.Context) error {
	a.frame.Meta.Unknown = make(map[analytics.ID]int64)
	asked := make(map[analytics.FactID][]analytics.Measure)
	var facts []analytics.FactID
	for _, i := range a.indicators {
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact == "" {
				continue
			}
			if asked[m.Fact] == nil {
				facts = append(facts, m.Fact)
			}
			asked[m.Fact] = append(asked[m.Fact], m)
		}
	}
	overlaps, err := a.overlaps(ctx)
	if err != nil {
		return err
	}
	a.frame.Meta.Overlaps = overlaps
	for _, fact := range facts {
		origin, err := a.engine.origin(ctx, fact, asked[fact], a.query)
		if err != nil {
			return err
		}
		a.frame.Meta.Sources = append(a.frame.Meta.Sources, origin.source)
		for _, i := range a.indicators {
			if n, ok := origin.unknown[i.Num]; ok {
				a.frame.Meta.Unknown[i.ID] = n
			}
		}
	}
	return nil
}
