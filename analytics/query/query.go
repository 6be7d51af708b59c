package query

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// MaxBy is how many dimensions a question may cross.
const MaxBy = 4

// Query is a question.
type Query struct {
	Indicators []analytics.ID
	By         []analytics.DimensionID
	Period     analytics.Period
	Basis      analytics.Basis
	Where      []analytics.Condition
	// Lenient leaves out conditions that an indicator's facts cannot take (the severity of inspections) instead of
	// refusing the question; the plan says which.
	Lenient bool
}

// With returns the query with a condition on a dimension replaced.
func (q Query) With(c analytics.Condition) Query {
	q = q.Without(c.Dimension)
	q.Where = append(q.Where, c)
	return q
}

// Without returns the query without its condition on a dimension.
func (q Query) Without(d analytics.DimensionID) Query {
	q.Where = slices.DeleteFunc(slices.Clone(q.Where), func(c analytics.Condition) bool { return c.Dimension == d })
	return q
}

// check refuses what the catalogue cannot answer.
func (q Query) check(cat *catalog.Catalog) ([]analytics.Indicator, error) {
	if len(q.Indicators) == 0 {
		return nil, &analytics.Error{Code: analytics.CodeNoIndicator}
	}
	if len(q.By) > MaxBy {
		return nil, &analytics.Error{Code: analytics.CodeTooManyByDims, Value: "4"}
	}
	if q.Period.To.Before(q.Period.From) {
		return nil, &analytics.Error{Code: analytics.CodePeriod, Value: q.Period.String()}
	}
	if name, twice := firstRepeated(q); twice {
		return nil, &analytics.Error{Code: analytics.CodeDuplicateIDs, Value: name}
	}
	var indicators []analytics.Indicator
	for _, id := range q.Indicators {
		indicator, err := cat.Indicator(id)
		if err != nil {
			return nil, err
		}
		for _, by := range q.By {
			if _, err := cat.Dimension(by); err != nil {
				return nil, err
			}
			if !slices.Contains(indicator.By, by) {
				return nil, &analytics.Error{Code: analytics.CodeBreakdown, Value: string(id), Detail: string(by)}
			}
		}
		indicators = append(indicators, indicator)
	}
	return indicators, nil
}

func firstRepeated(q Query) (string, bool) {
	seen := make(map[string]bool)
	for _, id := range q.Indicators {
		if seen[string(id)] {
			return string(id), true
		}
		seen[string(id)] = true
	}
	for _, by := range q.By {
		if seen["by "+string(by)] {
			return string(by), true
		}
		seen["by "+string(by)] = true
	}
	return "", false
}
