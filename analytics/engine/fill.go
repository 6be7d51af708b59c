package engine

import (
	"encoding/binary"
	"math"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
)

// maxFilled bounds the combinations of members that are shown although they have no facts.
const maxFilled = 20_000

// fill makes the rows of the frame: every combination of members, where there are not too many, with the groups that
// were found set in. A combination without an accident has none; without a return of any other kind it is unknown.
func (a *answer) fill(plan query.Plan, found *groups) error {
	position := make(map[string]int, found.n)
	domains := make([][]int, len(a.dimensions))
	for i := range a.dimensions {
		domains[i] = a.domain(i, found)
	}
	combinations := 1
	for _, d := range domains {
		combinations *= len(d)
	}
	for i := range found.n {
		position[combinationKey(found.of(i))] = i
	}
	if combinations > maxFilled {
		for i := range found.n {
			a.addRow(plan, found, i, ints(found.of(i)))
		}
		return nil
	}
	nothing := newGroups(0, len(plan.Measures))
	nothing.add(nil)
	key := make([]int32, len(domains))
	cross(domains, func(numbers []int) {
		for i, n := range numbers {
			key[i] = int32(n)
		}
		if at, ok := position[combinationKey(key)]; ok {
			a.addRow(plan, found, at, numbers)
		} else {
			a.addRow(plan, nothing, 0, numbers)
		}
	})
	return nil
}

func ints(numbers []int32) []int {
	list := make([]int, len(numbers))
	for i, n := range numbers {
		list[i] = int(n)
	}
	return list
}

// combinationKey is a combination of numbers as the key of a map.
func combinationKey(numbers []int32) string {
	return string(appendCombination(make([]byte, 0, 4*len(numbers)), numbers))
}

// appendCombination appends the key of a combination of numbers.
func appendCombination(key []byte, numbers []int32) []byte {
	for _, n := range numbers {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	return key
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
func (a *answer) domain(index int, found *groups) []int {
	d, m := a.dimensions[index], a.dictionary[index]
	observed := make(map[int]bool)
	for i := range found.n {
		observed[int(found.of(i)[index])] = true
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
		complete := d.Complete && (m == nil || m.core[n]) && allowed(n)
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

// allowed tells which members the filters on the dimension itself leave.
func (a *answer) allowed(id analytics.DimensionID, m *members) func(int) bool {
	named := make(map[int]bool)
	filtered, not := false, false
	for _, c := range a.query.Where {
		if c.Dimension != id {
			continue
		}
		filtered, not = true, c.Not
		for _, key := range c.Keys {
			if m == nil {
				named[query.NumberOfKey(id, key)] = true
			} else if n, ok := m.byKey[key]; ok {
				named[n] = true
			}
		}
	}
	return func(n int) bool { return !filtered || named[n] != not }
}

func (a *answer) addRow(plan query.Plan, found *groups, at int, numbers []int) {
	row := Row{Values: a.values(plan, found, at, numbers)}
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
func (a *answer) values(plan query.Plan, found *groups, at int, numbers []int) []Value {
	values := make([]Value, len(a.indicators))
	future := a.future(numbers)
	for i, indicator := range a.indicators {
		known := !future && a.hasData(indicator.Num.Fact)
		values[i] = figureOf(plan, indicator, found.now, at, known)
		if len(a.windows) > 0 {
			base := figureOf(plan, indicator, found.base, at, true)
			values[i].Base, values[i].HasBase = base.Now, base.HasNow
			if !indicator.IsRatio() {
				values[i].Base /= float64(len(a.windows))
			}
		}
	}
	return values
}

// figureOf computes an indicator from the measures of a group; known tells that there could have been facts.
func figureOf(plan query.Plan, i analytics.Indicator, figures [][]float64, at int, known bool) Value {
	num, ok := part(plan, i.Num, figures, at, known)
	if !ok || !i.IsRatio() {
		return Value{Now: num, HasNow: ok}
	}
	den, ok := part(plan, i.Den, figures, at, known)
	if !ok || den == 0 {
		return Value{}
	}
	return Value{Now: num / den * i.Scale, HasNow: true, Num: num, Den: den}
}

// part is a measure of a group. Where there is no accident in the group it is zero, provided that there could have been
// one; a sum over accidents of which none states its value is unknown.
func part(plan query.Plan, m analytics.Measure, figures [][]float64, at int, known bool) (float64, bool) {
	if m.Fact == analytics.Accidents {
		if rows := figures[plan.Index(m.Rows())][at]; math.IsNaN(rows) || rows == 0 {
			return 0, known
		}
	}
	if figure := figures[plan.Index(m)][at]; !math.IsNaN(figure) {
		return analytics.Decimal(figure), true
	}
	return 0, false
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
