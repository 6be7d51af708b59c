package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// askMonths asks which sectors and towns had months in a row above what was expected: the unit's past share of the same
// month's accidents, as the rest of the city had them this year.
func askMonths(ctx context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	var trials []trial
	for _, by := range []analytics.DimensionID{analytics.Sector, analytics.Town} {
		frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, by, analytics.Month)
		if err != nil {
			return nil, err
		}
		found, err := s.runs(newSeries(frame, by == analytics.Sector), by)
		if err != nil {
			return nil, err
		}
		trials = append(trials, found...)
	}
	return trials, nil
}

// series are accidents by unit and month.
type series struct {
	members   []analytics.Member
	months    []analytics.Member
	now, past map[[2]string]float64
	sums      map[string][2]float64 // now and past, of a unit
	all       map[string][2]float64 // of a month
	total     [2]float64
	seasonal  bool // units differ in their seasons
}

func newSeries(frame engine.Frame, seasonal bool) series {
	s := series{now: map[[2]string]float64{}, past: map[[2]string]float64{}, sums: map[string][2]float64{}, all: map[string][2]float64{}, seasonal: seasonal}
	for _, row := range frame.Rows {
		v := row.Values[0]
		if !v.HasNow {
			continue
		}
		m, month := row.Members[0], row.Members[1]
		now, past := v.Now, base(v, len(frame.Meta.Windows))
		if _, seen := s.all[month.Key]; !seen {
			s.months = append(s.months, month)
		}
		s.all[month.Key] = [2]float64{s.all[month.Key][0] + now, s.all[month.Key][1] + past}
		s.total = [2]float64{s.total[0] + now, s.total[1] + past}
		if unknown(m) {
			continue
		}
		if _, seen := s.sums[m.Key]; !seen {
			s.members = append(s.members, m)
		}
		s.sums[m.Key] = [2]float64{s.sums[m.Key][0] + now, s.sums[m.Key][1] + past}
		s.now[[2]string{m.Key, month.Key}] += now
		s.past[[2]string{m.Key, month.Key}] += past
	}
	return s
}

// expected is what a unit was to have in a month.
func (s series) expected(unit, month string) float64 {
	at := [2]string{unit, month}
	rest := s.all[month][0] - s.now[at]
	if s.seasonal {
		return expectedShare(rest, s.past[at], s.all[month][1]-s.past[at])
	}
	return expectedShare(rest, s.sums[unit][1], s.total[1]-s.sums[unit][1])
}

func (s *study) runs(list series, by analytics.DimensionID) ([]trial, error) {
	var trials []trial
	for _, m := range list.members {
		if list.sums[m.Key][0] == 0 || list.sums[m.Key][1] == 0 || len(list.months) < s.inquiry.Thresholds.BadMonths {
			continue
		}
		var counted []int
		var expected []float64
		for _, month := range list.months {
			e := list.expected(m.Key, month.Key)
			if e <= 0 {
				continue
			}
			counted, expected = append(counted, whole(list.now[[2]string{m.Key, month.Key}])), append(expected, e)
		}
		if len(counted) < len(list.months) {
			continue
		}
		run, err := stats.BadRun(counted, expected)
		if err != nil {
			return nil, fmt.Errorf("run of months of %s: %w", m.Key, err)
		}
		one := trial{p: run.P, tested: true}
		if run.Length >= s.inquiry.Thresholds.BadMonths {
			one.finding = s.runFinding(by, m, list.months, run, counted, expected)
		}
		trials = append(trials, one)
	}
	return trials, nil
}

func (s *study) runFinding(by analytics.DimensionID, m analytics.Member, months []analytics.Member, run stats.Run, counted []int, expected []float64) *Finding {
	now, mean := 0.0, 0.0
	for i := run.Start; i < run.Start+run.Length; i++ {
		now += float64(counted[i])
		mean += expected[i]
	}
	span := months[run.Start : run.Start+run.Length]
	f := Finding{
		Question: "months", Text: "months", Kind: Problem, Subjects: []Subject{{by, []analytics.Member{m}}}, Figure: "control",
		Numbers: []Number{
			styled("months", float64(run.Length), Plain), accidents("now", now), accidents("expected", mean), accidents("excess", now-mean),
			named("from", span[0].Label), named("to", span[len(span)-1].Label),
		},
		Harm: (now - mean) * s.lethal,
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, "accidents", on(by, m), on(analytics.Month, span...))
	return &f
}
