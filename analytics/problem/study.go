package problem

import (
	"context"
	"errors"
	"fmt"
	"math"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// study is an analysis at work: what is asked, and the accidents that most questions need.
type study struct {
	answers Answers
	inquiry Inquiry
	meta    engine.Meta // of the accidents in the period and its base
	past    engine.Meta // of the same with the past years as base
	grid    grid
	lethal  float64 // deaths per accident in the past and now, by which accidents count as harm

	// What several questions ask for, once it was asked.
	frames map[string]engine.Frame
	firms  map[analytics.Measure]engine.Firms
	timed  map[analytics.Period][]engine.Duration
	pace   *pace
}

// errUnasked tells why a question cannot be asked of the data.
type errUnasked string

func (e errUnasked) Error() string { return "not asked: " + string(e) }

// The reasons why a question cannot be asked.
const (
	noPast        = errUnasked("no_past")         // no earlier years to compare with
	noPeer        = errUnasked("no_peer")         // nothing outside the city to compare it with
	noExposure    = errUnasked("no_exposure")     // no inhabitants, vehicles, employees
	noSectorSizes = errUnasked("no_sector_sizes") // no employees or firms by sector
	noQuota       = errUnasked("no_quota")        // no quotas of the level
	notYear       = errUnasked("not_year")        // the period is not a year to date, which quotas and targets are set for
	noTargets     = errUnasked("no_targets")      // no targets of the year
	noReturns     = errUnasked("no_returns")      // no enforcement returns
	noHazards     = errUnasked("no_hazards")      // no hazard ledger, or nothing in it is due
	noActivities  = errUnasked("no_activities")   // no activity returns of the level
	noFirmCounts  = errUnasked("no_firm_counts")  // it is not known how many firms each unit has
	noFirmOrders  = errUnasked("no_firm_orders")  // returns count orders without naming firms
	noTimes       = errUnasked("no_times")        // no times of day
	noKinds       = errUnasked("no_kinds")        // no types of accident
	notStated     = errUnasked("not_stated")      // the data do not say which unit they are of
	fewUnits      = errUnasked("few_units")       // too few units with data to compare
	fewMonths     = errUnasked("few_months")      // the period is too short for a run of months
	oneQuarter    = errUnasked("one_quarter")     // the period lies within one quarter
	oneSector     = errUnasked("one_sector")      // all hazards are of one sector: towns in it are the towns
	tooMany       = errUnasked("too_many")        // more combinations than can be asked for at once
)

// partly tells that a question could be asked of some units, and of others not.
type partly struct {
	errUnasked
	without []analytics.Member
}

// reasonOf is the reason why a question could not be asked; empty for any other error, and for none.
func reasonOf(err error) string {
	var unasked errUnasked
	var part partly
	switch {
	case errors.As(err, &unasked):
		return string(unasked)
	case errors.As(err, &part):
		return string(part.errUnasked)
	}
	var refused *analytics.Error
	if errors.As(err, &refused) && refused.Code == analytics.CodeTooManyRows {
		return string(tooMany)
	}
	return ""
}

// run asks a question about the period, once.
func (s *study) run(ctx context.Context, basis analytics.Basis, indicators []analytics.ID, by ...analytics.DimensionID) (engine.Frame, error) {
	key := fmt.Sprint(basis, indicators, by)
	if frame, known := s.frames[key]; known {
		return frame, nil
	}
	frame, err := s.answers.Run(ctx, query.Query{
		Indicators: indicators, By: by, Period: s.inquiry.Period, Basis: basis, Where: s.inquiry.Where, Lenient: true,
	})
	if err != nil {
		return frame, err
	}
	if s.frames == nil {
		s.frames = make(map[string]engine.Frame)
	}
	s.frames[key] = frame
	return frame, nil
}

// history is the basis of the tests: the same days of the past years.
const history = analytics.FiveYearAverage

// counted are the indicators of the grid, in the order of counts.
var counted = []analytics.ID{"accidents", "deaths", "fatal_accidents", "larger_accidents"}

// gather asks for the accidents by town and sector, in the period, its base and the past years.
func (s *study) gather(ctx context.Context) error {
	now, err := s.run(ctx, s.inquiry.Basis, counted, analytics.Town, analytics.Sector)
	if err != nil {
		return err
	}
	past, err := s.run(ctx, history, counted, analytics.Town, analytics.Sector)
	if err != nil {
		return err
	}
	s.meta, s.past = now.Meta, past.Meta
	s.grid = newGrid(now, past)
	all := s.grid.total
	if events := all.now.accidents + all.past.accidents; events > 0 {
		s.lethal = (all.now.deaths + all.past.deaths) / events
	}
	return nil
}

// hasPast tells whether there are past years to test against.
func (s *study) hasPast() bool { return len(s.past.Windows) > 0 && s.grid.total.past.accidents > 0 }

// compared tells whether there is a base to state changes from.
func (s *study) compared() bool { return len(s.meta.Windows) > 0 }

// evidence are the rows of the period under some conditions, instead of those that the inquiry has on the same dimensions.
func (s *study) evidence(fact analytics.FactID, measure analytics.ID, conditions ...analytics.Condition) Evidence {
	q := query.Query{Where: s.inquiry.Where}
	for _, c := range conditions {
		q = q.With(c)
	}
	return Evidence{Fact: fact, Measure: measure, Period: s.inquiry.Period, Where: q.Where}
}

// value is a figure as it is now, zero where it is not known.
func value(v engine.Value) float64 {
	if !v.HasNow {
		return 0
	}
	return v.Now
}

// base is the sum of a figure over so many windows of a base, zero where it is not known.
func base(v engine.Value, windows int) float64 {
	if !v.HasBase {
		return 0
	}
	return math.Round(v.Base * float64(windows))
}

func unknown(m analytics.Member) bool { return m.Key == analytics.UnknownKey }

// on is a condition that keeps some members.
func on(d analytics.DimensionID, members ...analytics.Member) analytics.Condition {
	c := analytics.Condition{Dimension: d}
	for _, m := range members {
		c.Keys = append(c.Keys, m.Key)
	}
	return c
}
