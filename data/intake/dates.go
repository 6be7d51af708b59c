package intake

import (
	"context"
	"fmt"
	"strings"
	"time"

	"anlan/data/layout"
	"anlan/data/values"
)

// dateRules finds out how the dates of a column are to be read: the order of their numbers as asked for, as confirmed for
// files of this shape, or as told by the dates of the column in which only one order is possible.
func (j *job) dateRules(ctx context.Context, source string, b layout.Binding) (values.Rules, error) {
	rules := j.knownRules(b)
	if !isDate[b.Field.Type] {
		return rules, nil
	}
	if saved, ok := j.rules[b.Field.Name]; ok && j.resubmitted {
		return saved, nil
	}
	if rules.Order == values.OrderUnknown {
		order, err := j.tellOrder(ctx, source)
		if err != nil {
			return rules, fmt.Errorf("look at the dates of %s: %w", b.Header, err)
		}
		rules.Order = order
	}
	if j.rules == nil {
		j.rules = make(map[string]values.Rules)
	}
	j.rules[b.Field.Name] = rules
	return rules, nil
}

// isDate are the types of fields that are dates.
var isDate = map[layout.Type]bool{layout.Moment: true, layout.Day: true, layout.Period: true, layout.Year: true, layout.Term: true, layout.Finished: true}

// knownRules are the rules for the dates of a column as far as the column itself need not be asked.
func (j *job) knownRules(b layout.Binding) values.Rules {
	rules := values.Rules{Order: j.opts.Order, Epoch1904: j.shape.Date1904, Year: j.table.Stated.Year}
	if isDate[b.Field.Type] && rules.Order == values.OrderUnknown {
		rules.Order = j.order
	}
	if isDate[b.Field.Type] && b.Field.Name != j.table.Kind.DateField() {
		rules.Year = 0 // an accident of December is closed in another year
	}
	return rules
}

// threeNumbers are dates of three short numbers, whose order has to be told.
const threeNumbers = `^\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{1,2})(?:[^0-9]|$)`

// ranges are the least and greatest of each number in the dates of a column.
type ranges struct {
	low, high [3]*int
	shortest  *int // digits of the last number
	n         int64
}

// tellOrder finds the only order in which all dates of a column are possible.
func (j *job) tellOrder(ctx context.Context, source string) (DateOrder, error) {
	short, long, err := j.dateRanges(ctx, source)
	if err != nil {
		return values.OrderUnknown, err
	}
	var possible []DateOrder
	for _, order := range []DateOrder{values.DayFirst, values.MonthFirst, values.YearFirst} {
		if (long.n == 0 || long.allow(order, false, j.session.Now())) && (short.n == 0 || short.allow(order, true, j.session.Now())) {
			possible = append(possible, order)
		}
	}
	if len(possible) != 1 || long.n+short.n == 0 {
		return values.OrderUnknown, nil
	}
	return possible[0], nil
}

// dateRanges looks at the dates of a column whose last number has less than four digits, and at those where it has four.
func (j *job) dateRanges(ctx context.Context, source string) (short, long ranges, err error) {
	part := func(i int) string { return fmt.Sprintf("regexp_extract(%s, '%s', %d)", source, threeNumbers, i) }
	var columns []string
	var targets []any
	for _, of := range []struct {
		r      *ranges
		digits string
	}{{&short, "< 4"}, {&long, "= 4"}} {
		r, filter := of.r, fmt.Sprintf(" FILTER (WHERE length(p3) %s)", of.digits)
		for i := range 3 {
			number := fmt.Sprintf("(TRY_CAST(p%d AS INTEGER))", i+1)
			columns = append(columns, "min"+number+filter, "max"+number+filter)
			targets = append(targets, &r.low[i], &r.high[i])
		}
		columns = append(columns, "min(length(p3))"+filter, "count(*)"+filter)
		targets = append(targets, &r.shortest, &r.n)
	}
	row := j.session.QueryRow(ctx, fmt.Sprintf("SELECT %s FROM (SELECT %s AS p1, %s AS p2, %s AS p3 FROM raw WHERE regexp_matches(%s, '%s'))",
		strings.Join(columns, ", "), part(1), part(2), part(3), source, threeNumbers))
	err = row.Scan(targets...)
	return short, long, err
}

// allow tells whether all dates are possible in an order. A year of two digits must not lie in the future.
func (r ranges) allow(order DateOrder, short bool, now time.Time) bool {
	positions := map[DateOrder][3]int{values.DayFirst: {2, 1, 0}, values.MonthFirst: {2, 0, 1}, values.YearFirst: {0, 1, 2}}[order] // of year, month, day
	between := func(position, low, high int) bool {
		return r.low[position] != nil && *r.low[position] >= low && *r.high[position] <= high
	}
	if !between(positions[1], 1, 12) || !between(positions[2], 1, 31) {
		return false
	}
	if !short {
		return order != values.YearFirst
	}
	if order != values.YearFirst && *r.shortest == 1 {
		return false // a year has two digits
	}
	const oldest = 90 // ledgers of before 1990 are not kept in files
	year := positions[0]
	return between(year, 0, now.Year()%100) || between(year, oldest, 99)
}
