package stats

import (
	"fmt"
	"math"
)

// Flag says where a count lies in a funnel or a control chart.
type Flag int

// The places outside and inside the limits.
const (
	AlarmLow  Flag = iota - 2 // below the 99.8 % limit
	AlertLow                  // below the 95 % limit
	Within                    // inside both
	AlertHigh                 // above the 95 % limit
	AlarmHigh                 // above the 99.8 % limit
)

// Limits are the limits that a count is expected to stay in: Alert in 95 of 100 cases, Alarm in 998 of 1000.
type Limits struct{ Alert, Alarm Interval }

// flag places a count.
func (l Limits) flag(count float64) Flag {
	switch {
	case count > l.Alarm.High:
		return AlarmHigh
	case count > l.Alert.High:
		return AlertHigh
	case count < l.Alarm.Low:
		return AlarmLow
	case count < l.Alert.Low:
		return AlertLow
	}
	return Within
}

// widened moves limits away from the expected count by the root of the dispersion φ; none falls below zero.
func (l Limits) widened(expected, dispersion float64) Limits {
	root := math.Sqrt(dispersion)
	wide := func(i Interval) Interval {
		return Interval{max(0, expected+root*(i.Low-expected)), expected + root*(i.High-expected)}
	}
	return Limits{wide(l.Alert), wide(l.Alarm)}
}

// FunnelLimits are the limits on a count whose expected value is known, widened by √φ about it for a dispersion φ above 1.
// For the lines of a chart, call it along the exposures and divide by them.
func FunnelLimits(expected, dispersion float64) (Limits, error) {
	if !(expected >= 0 && expected <= MaxCount) || !(dispersion <= MaxCount) {
		return Limits{}, fmt.Errorf("%w: expected %v, dispersion %v", ErrValue, expected, dispersion)
	}
	return funnelLimits(expected).widened(expected, max(1, dispersion)), nil
}

func funnelLimits(expected float64) Limits {
	return Limits{
		Alert: Interval{poissonLimit(expected, 0.025), poissonLimit(expected, 0.975)},
		Alarm: Interval{poissonLimit(expected, 0.001), poissonLimit(expected, 0.999)},
	}
}
