package engine

import (
	"strconv"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
)

// maxFilled bounds the combinations of members that are shown although they have no facts.
const maxFilled = 20_000

// unstated is the number that stands for "not stated" in combinations.
const unstated = -1

// fill makes the rows of the frame: every combination of members, where there are not too many, with the groups that
// the statement returned set in. A combination without an accident has none; without a return of any other kind it is
// unknown.
func (a *answer) fill(plan query.Plan, groups []group) error {
	byKey := make(map[string]group, len(groups))
	domains := make([][]int, len(a.dimensions))
	for i := range a.dimensions {
		domains[i] = a.domain(i, groups)
	}
	combinations := 1
	for _, d := range domains {
		combinations *= len(d)
	}
	for _, g := range groups {
		byKey[combinationKey(numbersOf(g))] = g
	}
	if combinations > maxFilled {
		for _, g := range groups {
			a.addRow(plan, numbersOf(g), g)
		}
		return nil
	}
	cross(domains, func(numbers []int) {
		g, ok := byKey[combinationKey(numbers)]
		if !ok {
			g = group{now: make([]*float64, len(plan.Measures)), base: make([]*float64, len(plan.Measures))}
		}
		a.addRow(plan, numbers, g)
	})
	return nil
}

func numbersOf(g group) []int {
	numbers := make([]int, len(g.keys))
	for i, k := range g.keys {
		if k == nil {
			numbers[i] = unstated
		} else {
			numbers[i] = *k
		}
	}
	return numbers
}

func combinationKey(numbers []int) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, " ")
}

// cross calls use with every combination of the domains' members, the last changing fastest.
func cross(domains [][]int, use func([]int)) {
	numbers := make([]int, len(domains))
	var step func(int)
	step = func(i int) {
		if i == len(domains) {
			use(numbers)
			return
		}
		for _, n := range domains[i] {
			numbers[i] = n
			step(i + 1)
		}
	}
	step(0)
}

// domain lists the members of a dimension that are shown, in their order: those with facts and, of a complete dimension,
// all that the filter and the period allow; "not stated" last, where it occurs.
func (a *answer) domain(index int, groups []group) []int {
	d, m := a.dimensions[index], a.dictionary[index]
	observed := make(map[int]bool)
	for _, g := range groups {
		if k := g.keys[index]; k != nil {
			observed[*k] = true
		} else {
			observed[unstated] = true
		}
	}
	var order []int
	if m != nil {
		order = m.order
	} else {
		order = span(d.ID, a.query.Period)
	}
	allowed := a.allowed(d.ID, m)
	var domain []int
	for _, n := range order {
		complete := d.Complete && (m == nil || m.core[n]) && (allowed == nil || allowed[n])
		if observed[n] || complete {
			domain = append(domain, n)
			delete(observed, n)
		}
	}
	if observed[unstated] {
		domain = append(domain, unstated)
	}
	return domain
}

// allowed are the members that a filter on the dimension itself leaves; nil when there is no such filter.
func (a *answer) allowed(id analytics.DimensionID, m *members) map[int]bool {
	for _, c := range a.query.Where {
		if c.Dimension != id {
			continue
		}
		allowed := make(map[int]bool)
		for _, key := range c.Keys {
			if m == nil {
				allowed[query.NumberOfKey(id, key)] = true
			} else if n, ok := m.byKey[key]; ok {
				allowed[n] = true
			}
		}
		return allowed
	}
	return nil
}

func (a *answer) addRow(plan query.Plan, numbers []int, g group) {
	row := Row{Values: a.values(plan, g, numbers)}
	for i, n := range numbers {
		switch {
		case n == unstated:
			row.Members = append(row.Members, analytics.Unknown)
		case a.dictionary[i] == nil:
			row.Members = append(row.Members, numbered(a.dimensions[i].ID, n))
		default:
			row.Members = append(row.Members, a.dictionary[i].member(a.dimensions[i], n))
		}
	}
	a.frame.Rows = append(a.frame.Rows, row)
}

// values computes the indicators of a group from its measures.
func (a *answer) values(plan query.Plan, g group, numbers []int) []Value {
	values := make([]Value, len(a.indicators))
	future := a.future(numbers)
	part := func(m analytics.Measure, figures []*float64, known bool) (float64, bool) {
		if m.Fact == analytics.Accidents {
			if rows := figures[plan.Index(m.Rows())]; rows == nil || *rows == 0 {
				return 0, known // no accident in the group: zero, provided that there could have been one
			}
		}
		if figure := figures[plan.Index(m)]; figure != nil {
			return *figure, true
		}
		return 0, false
	}
	of := func(i analytics.Indicator, figures []*float64, known bool) (float64, bool) {
		num, ok := part(i.Num, figures, known)
		if !ok || !i.IsRatio() {
			return num, ok
		}
		den, ok := part(i.Den, figures, known)
		if !ok || den == 0 {
			return 0, false
		}
		return num / den * i.Scale, true
	}
	for i, indicator := range a.indicators {
		known := !future && a.hasData(indicator.Num.Fact)
		values[i].Now, values[i].HasNow = of(indicator, g.now, known)
		if len(a.windows) > 0 {
			values[i].Base, values[i].HasBase = of(indicator, g.base, true)
		}
	}
	return values
}

// hasData tells whether a family of facts has data in the period at all.
func (a *answer) hasData(fact analytics.FactID) bool {
	c := a.coverage[fact]
	_, overlap := a.query.Period.Overlap(c)
	return !c.IsZero() && overlap
}

// future tells whether a combination names a span of time that begins after the last data: its counts are not zero but
// unknown.
func (a *answer) future(numbers []int) bool {
	through := a.frame.Meta.Through
	for i, n := range numbers {
		if n == unstated {
			continue
		}
		var first time.Time
		switch a.dimensions[i].ID {
		case analytics.Year:
			first = analytics.Day(n, 1, 1)
		case analytics.Quarter:
			first = analytics.Day(n/10, time.Month(n%10*3-2), 1)
		case analytics.Month:
			first = analytics.Day(n/100, time.Month(n%100), 1)
		case analytics.Date:
			first = analytics.Day(n/10000, time.Month(n/100%100), n%100)
		default:
			continue
		}
		if first.After(through) {
			return true
		}
	}
	return false
}
