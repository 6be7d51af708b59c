package problem

import (
	"context"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
)

// answerTime is how long an answer to a complaint may take: what came later is not due yet.
const answerTime = 60 * 24 * time.Hour

// askComplaints asks whether complaints that are due stay without an answer, more than in the base.
func askComplaints(ctx context.Context, s *study) ([]trial, error) {
	p := s.inquiry.Period
	p.To = p.To.Add(-answerTime)
	p.To = analytics.Day(p.To.Year(), p.To.Month(), 1).AddDate(0, 0, -1) // returns are monthly
	if p.To.Before(p.From) {
		return nil, noActivities
	}
	frame, err := s.answers.Run(ctx, query.Query{
		Indicators: []analytics.ID{"complaints_received", "complaints_answered"}, Period: p, Basis: s.inquiry.Basis, Where: s.inquiry.Where, Lenient: true,
	})
	if err != nil {
		return nil, err
	}
	received, answered := frame.Total[0], frame.Total[1]
	if !received.HasNow || !answered.HasNow || received.Now <= 0 || answered.Now > received.Now {
		return nil, noActivities
	}
	one := trial{}
	if received.HasBase && answered.HasBase && received.Base >= answered.Base && received.Base > 0 {
		one.tested = true
		windows := float64(len(frame.Meta.Windows))
		if one.p, err = shareP(received.Now-answered.Now, answered.Now, (received.Base-answered.Base)*windows, answered.Base*windows); err != nil {
			return nil, err
		}
	}
	if share := answered.Now / received.Now; share < s.inquiry.Thresholds.Reply {
		f := Finding{
			Question: "complaints", Text: "complaints", Kind: Problem, Severity: Notable, Figure: "months-complaints_received",
			Numbers: []Number{
				quantity("open", received.Now-answered.Now, analytics.UnitCases), quantity("received", received.Now, analytics.UnitCases), styled("share", share, Percent),
			},
			Evidence: s.evidence(analytics.Activities, "complaints_received"),
		}
		f.Evidence.Period = p
		one.finding = &f
	}
	if !one.tested && one.finding == nil {
		return nil, nil
	}
	return []trial{one}, nil
}
