package state

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/query"
)

// Drill goes into what some conditions stand for: a span of time becomes the period, anything else a filter.
func (s Selection) Drill(conditions []analytics.Condition) Selection {
	for _, c := range conditions {
		if len(c.Keys) != 1 {
			continue
		}
		span, ok := query.SpanOfKey(c.Dimension, c.Keys[0])
		if !ok {
			s = s.With(c.Dimension, c.Keys)
			continue
		}
		if part, overlap := span.Overlap(s.Period); overlap {
			span = part
		}
		s.Period = span
		s.Where = slices.DeleteFunc(slices.Clone(s.Where), func(w analytics.Condition) bool {
			_, isTime := query.SpanOfKey(w.Dimension, firstKey(w))
			return isTime
		})
	}
	return s
}

func firstKey(c analytics.Condition) string {
	if len(c.Keys) == 0 {
		return ""
	}
	return c.Keys[0]
}

// Path is the spans that a period lies in, the widest first and the period itself last: the year, the quarter, the month,
// the day. A period that is wider than a year, or lies across two, has itself alone.
func Path(p, coverage analytics.Period) []analytics.Period {
	year := upTo(analytics.WholeYear(p.From.Year()), coverage)
	quarter := analytics.Day(p.From.Year(), (p.From.Month()-1)/3*3+1, 1)
	month := analytics.Day(p.From.Year(), p.From.Month(), 1)
	var path []analytics.Period
	for _, span := range []analytics.Period{
		year, upTo(analytics.Period{From: quarter, To: quarter.AddDate(0, 3, -1)}, coverage), upTo(analytics.Period{From: month, To: month.AddDate(0, 1, -1)}, coverage),
	} {
		if contains(span, p) && span != p && (len(path) == 0 || span != path[len(path)-1]) {
			path = append(path, span)
		}
	}
	return append(path, p)
}

// upTo ends a span with the data, where they end within it.
func upTo(p, coverage analytics.Period) analytics.Period {
	if to := coverage.To; to.Before(p.To) && !to.Before(p.From) {
		p.To = to
	}
	return p
}

func contains(outer, inner analytics.Period) bool {
	return !inner.From.Before(outer.From) && !inner.To.After(outer.To)
}
