package analytics

import (
	"slices"
	"strings"
	"time"
)

// Deaths count as the accident's while they come within so many days of it: 30, of road traffic and fire 7 (国务院令第493号第
// 十三条). The counts of later days are not final: what was reported may still rise.
const (
	lateDays      = 30
	lateDaysShort = 7
)

// LateDays is for how many days after an accident deaths may still be reported, among the facts that some conditions keep: the
// short time only where they keep nothing but road traffic and fire.
func LateDays(where []Condition) int {
	for _, c := range where {
		if c.Not || len(c.Keys) == 0 || c.Dimension != Sector && c.Dimension != Subsector {
			continue
		}
		if !slices.ContainsFunc(c.Keys, func(key string) bool {
			sector, _, _ := strings.Cut(key, ".")
			return sector != "road" && sector != "fire"
		}) {
			return lateDaysShort
		}
	}
	return lateDays
}

// Unripe is the span of days before a cut-off whose deaths may still rise: a death on its last day is counted for the whole
// time that deaths may come, so the day that lies so many days back is complete.
func Unripe(cutOff time.Time, where []Condition) Period {
	return Period{From: cutOff.AddDate(0, 0, 1-LateDays(where)), To: cutOff}
}
