package problem

import "anlan/analytics/stats"

// Thresholds are the limits by which an analysis judges. All are visible, and any may be changed.
type Thresholds struct {
	FalseAlarms float64 // adjusted p-values below it are more than chance: the share of false ones among them that is taken
	Excess      float64 // accidents above (or below) what was expected, from which on a unit is worth a finding
	Change      float64 // the same as a share of what was expected
	// Contribution is by how many percentage points of the city's base a unit has to have moved the city up.
	Contribution float64
	Passing      int     // findings within ordinary variation that are listed at most
	QuotaLead    float64 // percentage points by which a quota's use is ahead of the time elapsed
	QuotaChance  float64 // chance of exceeding a quota by the end of the year
	BadMonths    int     // months in a row above the expected count
	Larger       int     // larger-or-worse accidents of one sector
	Repeats      int     // accidents of one firm in the period
	Rectified    float64 // share of hazards rectified, below which a return is slow
	Hazards      int     // hazards found, from which on a rate says something
	Slow         float64 // times the median days of the others that hazards take
	Overdue      float64 // share of the hazards that are due and still open, above which it is a problem
	Late         float64 // share of the hazards rectified after their term, above which it is one
	Inspected    float64 // inspections as a share of what the accidents would call for
	Norm         float64 // staff, training and drills as a share of the city's own mean
	Reply        float64 // share of complaints answered
	Missing      int     // months without a return
	Unstated     float64 // share of the accidents that do not state their town
	Grave        float64 // harm, in deaths, of a grave problem
	Serious      float64 // and of a serious one
}

// Defaults are the thresholds that an analysis has unless it is told others.
func Defaults() Thresholds {
	return Thresholds{
		FalseAlarms: 0.05, Excess: 3, Change: 0.15, Contribution: 0.5, Passing: 5,
		QuotaLead: 0, QuotaChance: 0.5, BadMonths: 5, Larger: 2, Repeats: 3,
		Rectified: 0.8, Hazards: 50, Slow: 1.5, Overdue: 0.15, Late: 0.2, Inspected: 0.65, Norm: 0.5, Reply: 0.9,
		Missing: 2, Unstated: 0.05, Grave: 3, Serious: 1,
	}
}

// suggestive is the p-value below which a trial would count if it were the only one. It counts as it is and by its weight, so
// that of a question with thousands of trials not every hundredth is suggestive.
const suggestive = 0.01

// certainty words the larger of a p-value and the same by its weight, and the adjusted one: below the share of false alarms it
// is more than chance.
func (t Thresholds) certainty(p, adjusted float64) Certainty {
	switch {
	case adjusted >= t.FalseAlarms && p < suggestive:
		return Suggestive
	case adjusted >= t.FalseAlarms:
		return Ordinary
	case stats.CertaintyOf(adjusted) == stats.VeryUnlikely:
		return VeryUnlikely
	}
	return Unlikely
}
