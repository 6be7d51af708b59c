package problem

import (
	"context"
	"fmt"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// askInspected asks which towns are inspected little for what happens in them: the town's part of all inspections against
// its part of all accidents. The accidents are what chance plays with: they are judged in a funnel over the inspections
// around the usual rate, whose limits are widened by how much towns differ throughout.
func askInspected(ctx context.Context, s *study) ([]trial, error) {
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"inspections"}, analytics.Town)
	if err != nil {
		return nil, err
	}
	var towns []analytics.Member
	var happened []int
	var visits []float64
	total, events := 0.0, 0
	for _, row := range frame.Rows {
		m, v := row.Members[0], row.Values[0]
		if unknown(m) || !v.HasNow || v.Now <= 0 {
			continue
		}
		n := whole(s.grid.at(place{town: m.Key}).now.accidents)
		towns, happened, visits = append(towns, m), append(happened, n), append(visits, v.Now)
		total += v.Now
		events += n
	}
	if len(towns) < fewestUnits || events == 0 {
		return nil, noReturns
	}
	usual := usualRate(happened, visits)
	if usual == 0 {
		return nil, noReturns
	}
	plot, err := stats.FunnelTo(usual, happened, visits)
	if err != nil {
		return nil, fmt.Errorf("inspections against accidents: %w", err)
	}
	scale := spread(plot.Units)
	var little []flagged
	for i, u := range plot.Units {
		called := total * float64(happened[i]) / float64(events)
		if visits[i] < called*s.inquiry.Thresholds.Inspected && float64(happened[i])-u.Expected >= s.inquiry.Thresholds.Excess {
			p := math.Erfc(u.Exact.Z / scale / math.Sqrt2)
			little = append(little, flagged{towns[i], p, called - visits[i], visits[i], called})
		}
	}
	little = unusual(little, float64(len(towns)), s.inquiry.Thresholds.FalseAlarms)
	one := trial{p: 1, tested: true}
	if len(little) > 0 {
		one.p = together(little, len(towns))
		one.finding = s.inspectedFinding(worst(little), total)
	}
	return []trial{one}, nil
}

// usualRate is the median of the towns' accidents per inspection: towns that are neglected do not move it, as they would a
// mean.
func usualRate(happened []int, visits []float64) float64 {
	var rates []float64
	for i, n := range happened {
		rates = append(rates, float64(n)/visits[i])
	}
	return median(rates)
}

// spread is how many times as far as by chance the towns' scores lie from the usual: their median deviation, scaled to
// that of a normal distribution, and at least 1. Huber 1981.
func spread(units []stats.FunnelUnit) float64 {
	var scores []float64
	for _, u := range units {
		scores = append(scores, math.Abs(u.Exact.Z))
	}
	return max(1, 1.4826*median(scores))
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// unusual drops those that chance explains, where there are any that it does not: a small town with three accidents too
// many must not take the certainty from the others.
func unusual(list []flagged, n, alarms float64) []flagged {
	var kept []flagged
	for _, f := range list {
		if f.p*n < alarms {
			kept = append(kept, f)
		}
	}
	if kept == nil {
		return list
	}
	return kept
}

func (s *study) inspectedFinding(little []flagged, total float64) *Finding {
	visits, called := 0.0, 0.0
	var deaths float64
	for _, f := range little {
		visits += f.count
		called += f.of
		deaths += s.grid.at(place{town: f.member.Key}).now.deaths
	}
	f := Finding{
		Question: "inspected", Text: "inspected", Kind: Problem, Severity: Serious, Figure: "quadrant",
		Subjects: []Subject{{analytics.Town, members(little)}},
		Numbers: []Number{
			quantity("visits", visits, analytics.UnitVisits), quantity("called", called, analytics.UnitVisits), styled("share", visits/called, Percent),
			styled("part", visits/total, Percent), styled("accidents_part", called/total, Percent), persons("deaths", deaths),
		},
	}
	f.Evidence = s.evidence(analytics.Inspections, "inspections", f.Conditions()...)
	return &f
}
