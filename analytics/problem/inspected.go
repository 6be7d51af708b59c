package problem

import (
	"context"
	"fmt"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// askInspected asks which units are inspected little for what happens in them: the unit's part of all inspections against
// its part of all accidents; of a sector's towns, both within the sector. The accidents are what chance plays with: they are
// judged in a funnel over the inspections around the usual rate, whose limits are widened by how much units differ
// throughout. The city has no peers here.
func askInspected(ctx context.Context, s *study, level Level) ([]trial, error) {
	if level == City {
		return nil, noPeer
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"inspections"}, level.dimensions()...)
	if err != nil {
		return nil, err
	}
	if !frame.Total[0].HasNow {
		return nil, noReturns
	}
	var groups grouping[visited]
	for _, row := range frame.Rows {
		u, ok := level.unitOf(row.Members)
		if v := row.Values[0]; ok && v.HasNow && v.Now > 0 {
			groups.at(u.within(level)).add(u, s.tally(u).now, v.Now)
		}
	}
	var trials []trial
	for _, key := range groups.keys {
		one, ok, err := s.little(groups.of[key])
		if err != nil {
			return nil, err
		}
		if ok {
			trials = append(trials, one)
		}
	}
	if trials == nil {
		return nil, fewUnits
	}
	return trials, nil
}

// visited are units with their inspections and what happened in them.
type visited struct {
	units         []unit
	happened      []int
	deaths        []float64
	visits        []float64
	total, events float64
}

func (v *visited) add(u unit, n counts, visits float64) {
	v.units, v.happened, v.deaths, v.visits = append(v.units, u), append(v.happened, whole(n.accidents)), append(v.deaths, n.deaths), append(v.visits, visits)
	v.total += visits
	v.events += n.accidents
}

// little is the trial of units among each other; none where there are too few of them.
func (s *study) little(v *visited) (trial, bool, error) {
	if len(v.units) < fewestUnits || v.events == 0 {
		return trial{}, false, nil
	}
	usual := usualRate(v.happened, v.visits)
	if usual == 0 {
		return trial{}, false, nil
	}
	plot, err := stats.FunnelTo(usual, v.happened, v.visits)
	if err != nil {
		return trial{}, false, fmt.Errorf("inspections against accidents: %w", err)
	}
	scale := spread(plot.Units)
	var little []flagged
	for i, u := range plot.Units {
		called := v.total * float64(v.happened[i]) / v.events
		if v.visits[i] < called*s.inquiry.Thresholds.Inspected && float64(v.happened[i])-u.Expected >= s.inquiry.Thresholds.Excess {
			p := math.Erfc(u.Exact.Z / scale / math.Sqrt2)
			little = append(little, flagged{unit: v.units[i], p: p, figure: called - v.visits[i], count: v.visits[i], of: called, deaths: v.deaths[i]})
		}
	}
	little = unusual(little, float64(len(v.units)), s.inquiry.Thresholds.FalseAlarms)
	one := trial{p: 1, tested: true, units: len(v.units)}
	if len(little) > 0 {
		one.p = together(little, len(v.units))
		one.finding = s.inspectedFinding(worst(little), v.total)
	}
	return one, true, nil
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
	visits, called, deaths := 0.0, 0.0, 0.0
	for _, f := range little {
		visits += f.count
		called += f.of
		deaths += f.deaths
	}
	f := Finding{
		Question: "inspected", Text: "inspected", Kind: Problem, Severity: Serious, Figure: "quadrant", Subjects: subjectsOf(little),
		Numbers: []Number{
			quantity("visits", visits, analytics.UnitVisits), quantity("called", called, analytics.UnitVisits), styled("share", visits/called, Percent),
			styled("part", visits/total, Percent), styled("accidents_part", called/total, Percent), persons("deaths", deaths),
		},
	}
	f.Evidence = s.evidence(analytics.Inspections, "inspections", f.Conditions()...)
	return &f
}
