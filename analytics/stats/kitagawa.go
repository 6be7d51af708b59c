package stats

// Group is a sector or town with its exposure and events (deaths) in two periods.
type Group struct {
	ExposureBefore, EventsBefore float64
	ExposureAfter, EventsAfter   float64
}

// RateMix is the part of one group in the change of an overall rate.
type RateMix struct {
	Rate float64 // from the change of the group's own rate
	Mix  float64 // from the change of the group's share in the exposure
}

// Kitagawa is a change of an overall rate, split into what groups' rates and what their weights did.
type Kitagawa struct {
	RateBefore, RateAfter float64 // events per unit of exposure
	Change                float64 // RateAfter − RateBefore = Rate + Mix
	Rate, Mix             float64
	Groups                []RateMix
	EventsChange          float64 // events after − before = ByExposure + ByRate
	ByExposure, ByRate    float64 // events that came with the growth of the exposure, and with the change of the rate
}

// RateAndMix splits the change of an overall rate: with weights w (shares of the exposure) and rates r of the groups, the
// rate effect is Σ w̄·Δr and the mix effect Σ r̄·Δw, bars being means of both periods; they add up without a remainder. An
// overall rate may rise although every group's falls (Simpson's paradox): then the mix is what rose. A group without
// exposure in one period has the other period's rate in both. Kitagawa 1955.
func RateAndMix(groups []Group) (Kitagawa, error) {
	before, after, err := totals(groups)
	if err != nil {
		return Kitagawa{}, err
	}
	k := Kitagawa{
		RateBefore: before.EventsBefore / before.ExposureBefore,
		RateAfter:  after.EventsAfter / after.ExposureAfter,
		Groups:     make([]RateMix, len(groups)),
	}
	for i, g := range groups {
		w0, w1 := g.ExposureBefore/before.ExposureBefore, g.ExposureAfter/after.ExposureAfter
		r0, r1 := g.rates()
		part := RateMix{Rate: (w0 + w1) / 2 * (r1 - r0), Mix: (r0 + r1) / 2 * (w1 - w0)}
		k.Groups[i] = part
		k.Rate += part.Rate
		k.Mix += part.Mix
	}
	k.Change = k.RateAfter - k.RateBefore
	k.EventsChange = after.EventsAfter - before.EventsBefore
	k.ByExposure = (k.RateBefore + k.RateAfter) / 2 * (after.ExposureAfter - before.ExposureBefore)
	k.ByRate = (before.ExposureBefore + after.ExposureAfter) / 2 * k.Change
	return k, nil
}

// rates are the group's rates before and after; without exposure that of the other period, without any 0.
func (g Group) rates() (before, after float64) {
	if g.ExposureBefore > 0 {
		before = g.EventsBefore / g.ExposureBefore
	}
	if g.ExposureAfter > 0 {
		after = g.EventsAfter / g.ExposureAfter
	}
	if g.ExposureBefore == 0 {
		before = after
	}
	if g.ExposureAfter == 0 {
		after = before
	}
	return before, after
}

// totals checks groups and adds up each period.
func totals(groups []Group) (before, after Group, err error) {
	for i, g := range groups {
		if err := checkAmount(i, g.ExposureBefore, g.EventsBefore, g.ExposureAfter, g.EventsAfter); err != nil {
			return before, after, err
		}
		if g.ExposureBefore == 0 && g.EventsBefore > 0 || g.ExposureAfter == 0 && g.EventsAfter > 0 {
			return before, after, ErrExposure
		}
		before.ExposureBefore += g.ExposureBefore
		before.EventsBefore += g.EventsBefore
		after.ExposureAfter += g.ExposureAfter
		after.EventsAfter += g.EventsAfter
	}
	if before.ExposureBefore == 0 || after.ExposureAfter == 0 {
		return before, after, ErrExposure
	}
	return before, after, nil
}
