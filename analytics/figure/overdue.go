package figure

import "anlan/analytics/engine"

// The kinds about hazard ledgers: which share of the hazards that are due is still open in each town, and which share of those
// rectified was late.
var (
	overdueTownsKind = townRate{id: "overdue-towns", indicator: "overdue_rate", card: true, failures: failing}.kind()
	lateTownsKind    = townRate{id: "late-towns", indicator: "late_rate", card: true, failures: failing}.kind()
)

func failing(v engine.Value) (count, exposure float64) { return v.Num, v.Den }
