package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// askMonths asks which sectors, towns and sectors of towns had months in a row above what was expected: the unit's past share
// of the same month's accidents, as the rest of the city (of a sector in a town: of the sector) had them this year. The city's
// own months are held against the mean of the same months of the past years.
func askMonths(ctx context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, append(level.dimensions(), analytics.Month)...)
	if err != nil {
		return nil, err
	}
	switch level {
	case City:
		return s.cityRun(frame)
	case Cells:
		return s.cellRuns(frame)
	}
	list := newSeries(frame, level == Sectors)
	return s.runs(list, func(m analytics.Member) unit {
		if level == Sectors {
			return unit{sector: &m}
		}
		return unit{town: &m}
	})
}

// cityRun is the trial of the city's own months.
func (s *study) cityRun(frame engine.Frame) ([]trial, error) {
	var months []analytics.Member
	var happened []int
	var expected []float64
	for _, row := range frame.Rows {
		v := row.Values[0]
		mean := base(v, len(frame.Meta.Windows)) / float64(len(frame.Meta.Windows))
		if !v.HasNow || unknown(row.Members[0]) {
			continue
		}
		if mean <= 0 {
			return nil, noPast
		}
		months, happened, expected = append(months, row.Members[0]), append(happened, whole(v.Now)), append(expected, mean)
	}
	if len(months) < s.inquiry.Thresholds.BadMonths {
		return nil, fewMonths
	}
	one, err := s.tryRun(unit{}, months, happened, expected)
	return []trial{one}, err
}

// cellRuns are the trials of the towns within each sector.
func (s *study) cellRuns(frame engine.Frame) ([]trial, error) {
	within := make(map[string]engine.Frame)
	for _, row := range frame.Rows {
		town, sector, month := row.Members[0], row.Members[1], row.Members[2]
		part := within[sector.Key]
		part.Meta = frame.Meta
		part.Rows = append(part.Rows, engine.Row{Members: []analytics.Member{town, month}, Values: row.Values})
		within[sector.Key] = part
	}
	var trials []trial
	for _, sector := range s.grid.sectors {
		found, err := s.runs(newSeries(within[sector.Key], false), func(m analytics.Member) unit { return unit{town: &m, sector: &sector} })
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

func (s *study) runs(list series, of func(analytics.Member) unit) ([]trial, error) {
	var trials []trial
	for _, m := range list.members {
		if list.sums[m.Key][0] == 0 || list.sums[m.Key][1] == 0 || len(list.months) < s.inquiry.Thresholds.BadMonths {
			continue
		}
		var happened []int
		var expected []float64
		for _, month := range list.months {
			e := list.expected(m.Key, month.Key)
			if e <= 0 {
				continue
			}
			happened, expected = append(happened, whole(list.now[[2]string{m.Key, month.Key}])), append(expected, e)
		}
		if len(happened) < len(list.months) {
			continue
		}
		one, err := s.tryRun(of(m), list.months, happened, expected)
		if err != nil {
			return nil, err
		}
		trials = append(trials, one)
	}
	return trials, nil
}

// tryRun is the trial of one unit's months.
func (s *study) tryRun(u unit, months []analytics.Member, happened []int, expected []float64) (trial, error) {
	run, err := stats.BadRun(happened, expected)
	if err != nil {
		return trial{}, fmt.Errorf("run of months of %v: %w", u.place(), err)
	}
	one := trial{p: run.P, tested: true}
	if run.Length >= s.inquiry.Thresholds.BadMonths {
		one.finding = s.runFinding(u, months, run, happened, expected)
	}
	return one, nil
}

func (s *study) runFinding(u unit, months []analytics.Member, run stats.Run, happened []int, expected []float64) *Finding {
	now, mean := 0.0, 0.0
	for i := run.Start; i < run.Start+run.Length; i++ {
		now += float64(happened[i])
		mean += expected[i]
	}
	span := months[run.Start : run.Start+run.Length]
	f := Finding{
		Question: "months", Text: "months", Kind: Problem, Subjects: u.subjects(), Figure: "control",
		Numbers: []Number{
			styled("months", float64(run.Length), Plain), accidents("now", now), accidents("expected", mean), accidents("excess", now-mean),
			named("from", span[0].Label), named("to", span[len(span)-1].Label),
		},
		Harm: (now - mean) * s.lethal,
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, "accidents", append(f.Conditions(), on(analytics.Month, span...))...)
	return &f
}
