package problem

import (
	"context"
	"fmt"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// answerTime is how long an answer to a complaint may take: what came later is not due yet.
const answerTime = 60 * 24 * time.Hour

// askComplaints asks whether complaints that are due stay without an answer: in the city more than in the base; in towns,
// sectors and sectors of towns more than in the others.
func askComplaints(ctx context.Context, s *study, level Level) ([]trial, error) {
	p := s.inquiry.Period
	p.To = p.To.Add(-answerTime)
	p.To = analytics.Day(p.To.Year(), p.To.Month(), 1).AddDate(0, 0, -1) // returns are monthly
	if p.To.Before(p.From) {
		return nil, noActivities
	}
	frame, err := s.answers.Run(ctx, query.Query{
		Indicators: []analytics.ID{"complaints_received", "complaints_answered"}, By: level.dimensions(), Period: p, Basis: s.inquiry.Basis,
		Where: s.inquiry.Where, Lenient: true,
	})
	if err != nil {
		return nil, err
	}
	received, answered := frame.Total[0], frame.Total[1]
	if !received.HasNow || !answered.HasNow || received.Now <= 0 || answered.Now > received.Now {
		return nil, noActivities
	}
	if level != City {
		return s.complaintsOf(frame, level, p)
	}
	return s.cityComplaints(frame, p)
}

// cityComplaints compares the city with the base.
func (s *study) cityComplaints(frame engine.Frame, p analytics.Period) ([]trial, error) {
	received, answered := frame.Total[0], frame.Total[1]
	one := trial{}
	if received.HasBase && answered.HasBase && received.Base >= answered.Base && received.Base > 0 {
		one.tested = true
		windows := float64(len(frame.Meta.Windows))
		var err error
		if one.p, err = shareP(received.Now-answered.Now, answered.Now, (received.Base-answered.Base)*windows, answered.Base*windows); err != nil {
			return nil, err
		}
	}
	if answered.Now/received.Now < s.inquiry.Thresholds.Reply {
		one.finding = s.complaintsFinding([]flagged{{count: received.Now - answered.Now, of: received.Now}}, p)
	}
	if !one.tested && one.finding == nil {
		return nil, nil
	}
	return []trial{one}, nil
}

// complaintsOf compares units with each other, of a sector's towns those of the sector.
func (s *study) complaintsOf(frame engine.Frame, level Level, p analytics.Period) ([]trial, error) {
	var groups grouping[[]flagged]
	for _, row := range frame.Rows {
		u, ok := level.unitOf(row.Members)
		received, answered := value(row.Values[0]), value(row.Values[1])
		if ok && row.Values[1].HasNow && received >= fewestExpected && answered <= received {
			group := groups.at(u.within(level))
			*group = append(*group, flagged{unit: u, count: received - answered, of: received})
		}
	}
	var trials []trial
	for _, key := range groups.keys {
		one, ok, err := s.unanswered(*groups.of[key], p)
		if err != nil {
			return nil, err
		}
		if ok {
			trials = append(trials, one)
		}
	}
	if trials == nil {
		return nil, notStated
	}
	return trials, nil
}

// unanswered tests units against each other by Fisher's exact test.
func (s *study) unanswered(units []flagged, p analytics.Period) (trial, bool, error) {
	open, all := 0.0, 0.0
	for _, u := range units {
		open, all = open+u.count, all+u.of
	}
	if len(units) < fewestUnits || open == 0 {
		return trial{}, false, nil
	}
	var worse []flagged
	for _, u := range units {
		var err error
		if u.p, err = shareP(u.count, u.of-u.count, open-u.count, all-open-u.of+u.count); err != nil {
			return trial{}, false, fmt.Errorf("complaints of %s: %w", u.key(), err)
		}
		if u.figure = u.count / u.of; 1-u.figure < s.inquiry.Thresholds.Reply && u.figure > open/all {
			worse = append(worse, u)
		}
	}
	one := trial{p: 1, tested: true, units: len(units)}
	if len(worse) > 0 {
		one.p = together(worse, len(units))
		one.finding = s.complaintsFinding(worst(worse), p)
	}
	return one, true, nil
}

func (s *study) complaintsFinding(worse []flagged, p analytics.Period) *Finding {
	open, received := 0.0, 0.0
	for _, u := range worse {
		open, received = open+u.count, received+u.of
	}
	f := Finding{
		Question: "complaints", Text: "complaints", Kind: Problem, Severity: Notable, Figure: "months-complaints_received", Subjects: subjectsOf(worse),
		Numbers: []Number{
			quantity("open", open, analytics.UnitCases), quantity("received", received, analytics.UnitCases), styled("share", 1-open/received, Percent),
		},
	}
	if f.Subjects != nil {
		f.Text = "complaints_where"
	}
	f.Evidence = s.evidence(analytics.Activities, "complaints_received", f.Conditions()...)
	f.Evidence.Period = p
	return &f
}
