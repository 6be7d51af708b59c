package figure

import (
	"math"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// certainty words how sure it is that a change is more than chance.
func (s Style) certainty(c stats.Certainty) string {
	return s.say(map[stats.Certainty]string{
		stats.Ordinary: "certainty.ordinary", stats.Unlikely: "certainty.unlikely", stats.VeryUnlikely: "certainty.very_unlikely",
	}[c])
}

// changeCertainty tells how sure it is that a count has changed by more than chance: both counts are taken as Poisson over
// their days, conditioned on their sum (domain notes 6.1). Deaths come in groups; dispersion (ΣY²/ΣY) widens their test.
// It says nothing of ratios, and of figures that are no counts of events.
func changeCertainty(m engine.Meta, i analytics.Indicator, v engine.Value, dispersion float64) (stats.Certainty, bool) {
	if i.Num.Fact != analytics.Accidents || i.IsRatio() || i.Unit.Decimals > 0 || !v.Compared() || len(m.Windows) == 0 {
		return stats.Ordinary, false
	}
	windows := float64(len(m.Windows))
	now := stats.Observed{Count: int(math.Round(v.Now)), Exposure: float64(m.Period.Days())}
	before := stats.Observed{Count: int(math.Round(v.Base * windows)), Exposure: m.BaseDays * windows}
	if dispersion > 1 {
		test, err := stats.WaldTest(now, before, dispersion)
		if err != nil {
			return stats.Ordinary, false
		}
		return stats.CertaintyOf(test.P), true
	}
	test, err := stats.CompareCounts(now, before)
	if err != nil {
		return stats.Ordinary, false
	}
	return stats.CertaintyOf(test.Central), true
}
