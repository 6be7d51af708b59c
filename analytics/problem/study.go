package problem

import (
	"context"
	"errors"
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
}

// errUnasked tells why a question cannot be asked of the data.
type errUnasked string

func (e errUnasked) Error() string { return "not asked: " + string(e) }

// The reasons why a question cannot be asked.
const (
	noPast       = errUnasked("no_past")       // no earlier years to compare with
	noExposure   = errUnasked("no_exposure")   // no inhabitants, vehicles, employees
	noQuota      = errUnasked("no_quota")      // no quotas
	noReturns    = errUnasked("no_returns")    // no enforcement returns
	noHazards    = errUnasked("no_hazards")    // no hazard ledger, or nothing in it is due
	noActivities = errUnasked("no_activities") // no activity returns
	noFirms      = errUnasked("no_firms")      // no firms in the ledger
	noTimes      = errUnasked("no_times")      // no times of day
	tooMany      = errUnasked("too_many")      // more combinations than can be asked for at once
)

// reasonOf is the reason why a question could not be asked; empty for any other error, and for none.
func reasonOf(err error) string {
	var unasked errUnasked
	if errors.As(err, &unasked) {
		return string(unasked)
	}
	var refused *analytics.Error
	if errors.As(err, &refused) && refused.Code == analytics.CodeTooManyRows {
		return string(tooMany)
	}
	return ""
}

// run asks a question about the period.
func (s *study) run(ctx context.Context, basis analytics.Basis, indicators []analytics.ID, by ...analytics.DimensionID) (engine.Frame, error) {
	return s.answers.Run(ctx, query.Query{
		Indicators: indicators, By: by, Period: s.inquiry.Period, Basis: basis, Where: s.inquiry.Where, Lenient: true,
	})
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
