package figure

import (
	"anlan/analytics/engine"
	"anlan/analytics/problem"
)

// The kinds about hazard ledgers: which share of the hazards that are due is still open in each town, and which share of those
// rectified was late. They mark what the problem analysis would: the towns above its threshold that differ by more than chance.
var (
	overdueTownsKind = townRate{
		id: "overdue-towns", indicator: "overdue_rate", card: true, failures: failing, limit: func(t problem.Thresholds) float64 { return t.Overdue },
	}.kind()
	lateTownsKind = townRate{
		id: "late-towns", indicator: "late_rate", card: true, failures: failing, limit: func(t problem.Thresholds) float64 { return t.Late },
	}.kind()
)

func failing(v engine.Value) (count, exposure float64) { return v.Num, v.Den }
