package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// maxFirms bounds the firms that a finding names; maxGathered those that are counted by town and sector.
const (
	maxFirms    = 100
	maxGathered = 20_000
)

// askRepeats asks for firms that had one accident after another, and whether there are more of them than would be if the
// accidents fell on the city's firms by chance. Where it is not known how many firms there are, they are a recorded fact. Of
// towns and sectors it asks where these firms gather.
func askRepeats(ctx context.Context, s *study, level Level) ([]trial, error) {
	firms, err := s.repeated(ctx, analytics.Measure{})
	if err != nil {
		return nil, err
	}
	if level != City {
		return s.gathered(ctx, level, firms, "repeats")
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"firms"})
	if err != nil {
		return nil, err
	}
	one := trial{p: 1, tested: true}
	if firms.Repeated == 0 {
		return []trial{one}, nil
	}
	f := s.repeatsFinding(firms.List[:min(len(firms.List), maxFirms)], firms.Repeated)
	one.finding = f
	units := whole(value(frame.Total[0]))
	if units < firms.Firms {
		one.tested = false
		return []trial{one}, nil
	}
	expected, err := stats.ExpectedUnits(units, firms.Accidents, s.inquiry.Thresholds.Repeats)
	if err != nil {
		return nil, fmt.Errorf("firms by chance: %w", err)
	}
	if one.p, err = stats.PoissonAtLeast(firms.Repeated, expected); err != nil {
		return nil, fmt.Errorf("firms by chance: %w", err)
	}
	f.Numbers = append(f.Numbers, styled("by_chance", expected, Ratio))
	return []trial{one}, nil
}

// repeated are the firms with several accidents, or several of what a measure counts; they are asked for once.
func (s *study) repeated(ctx context.Context, measure analytics.Measure) (engine.Firms, error) {
	if firms, known := s.firms[measure]; known {
		return firms, nil
	}
	firms, err := s.answers.Firms(ctx, query.Firms{
		Period: s.inquiry.Period, Where: s.inquiry.Where, Measure: measure, Least: s.inquiry.Thresholds.Repeats, Limit: maxGathered,
	})
	if err != nil {
		return firms, err
	}
	if s.firms == nil {
		s.firms = make(map[analytics.Measure]engine.Firms)
	}
	s.firms[measure] = firms
	return firms, nil
}

// gathered are the trials of where the firms with several events are: in each unit as many as its part of all firms would
// have, by chance a Poisson variable. It needs to be known how many firms each unit has.
func (s *study) gathered(ctx context.Context, level Level, firms engine.Firms, question string) ([]trial, error) {
	sizes, err := s.sizes(ctx, level, "firms")
	switch {
	case err != nil:
		return nil, err
	case len(sizes) < fewestUnits:
		return nil, noFirmCounts
	case firms.Repeated > len(firms.List):
		return nil, tooMany
	}
	have, names := make(map[place]float64), make(map[place][]string)
	for _, one := range firms.List {
		var members []analytics.Member
		for _, d := range level.dimensions() {
			members = append(members, map[analytics.DimensionID]analytics.Member{analytics.Town: one.Town, analytics.Sector: one.Sector}[d])
		}
		if u, ok := level.unitOf(members); ok {
			have[u.place()]++
			names[u.place()] = append(names[u.place()], one.Name)
		}
	}
	sum, repeated := 0.0, 0.0
	for at, size := range sizes {
		sum += size["firms"]
		repeated += have[at]
	}
	var trials []trial
	for _, u := range s.units(level) {
		size := sizes[u.place()]["firms"]
		if size == 0 || repeated == 0 {
			continue
		}
		expected := repeated * size / sum
		p, err := stats.PoissonAtLeast(whole(have[u.place()]), expected)
		if err != nil {
			return nil, fmt.Errorf("firms of %s: %w", u.key(), err)
		}
		one := trial{p: p, tested: true}
		if n := have[u.place()]; n-expected >= s.inquiry.Thresholds.Excess {
			one.finding = s.gatheredFinding(question, u, n, expected, names[u.place()])
		}
		trials = append(trials, one)
	}
	return trials, nil
}

func (s *study) gatheredFinding(question string, u unit, have, expected float64, names []string) *Finding {
	f := Finding{
		Question: question, Text: question + "_where", Kind: Problem, Severity: Notable, Subjects: u.subjects(), Figure: "repeats-timeline",
		Numbers: []Number{
			quantity("firms", have, analytics.UnitFirms), quantity("expected", expected, analytics.UnitFirms), styled("least", float64(s.inquiry.Thresholds.Repeats), Plain),
		},
	}
	fact, measure := analytics.Accidents, analytics.ID("accidents")
	if question == "overdue_firms" {
		f.Figure, fact, measure = "overdue-towns", analytics.Hazards, "overdue_hazards"
	}
	f.Evidence = s.evidence(fact, measure, f.Conditions()...)
	f.Evidence.Firms = names[:min(len(names), maxFirms)]
	return &f
}

// askOrders says that orders do not tell whose they are: returns count them without naming firms.
func askOrders(context.Context, *study, Level) ([]trial, error) { return nil, noFirmOrders }

func (s *study) repeatsFinding(list []engine.Firm, repeated int) *Finding {
	happened, deaths := 0.0, 0.0
	var names []string
	for _, one := range list {
		happened += float64(one.Accidents)
		deaths += float64(one.Deaths)
		names = append(names, one.Name)
	}
	f := Finding{
		Question: "repeats", Text: "repeats", Kind: Problem, Figure: "repeats-timeline",
		Numbers: []Number{
			quantity("firms", float64(repeated), analytics.UnitFirms), accidents("now", happened), persons("deaths", deaths),
			styled("least", float64(s.inquiry.Thresholds.Repeats), Plain), styled("most", float64(list[0].Accidents), Plain), named("worst", analytics.Same(list[0].Name)),
		},
		Harm: max((happened-float64(len(list)))*s.lethal, deaths),
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, "accidents")
	f.Evidence.Firms = names
	return &f
}

// askOverdueFirms asks for firms that let one hazard after another go past its term. It records a fact: how many hazards a
// firm has depends on how often it is looked at. Of towns and sectors it asks where these firms gather.
func askOverdueFirms(ctx context.Context, s *study, level Level) ([]trial, error) {
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"overdue_hazards"})
	if err != nil {
		return nil, err
	}
	if !frame.Total[0].HasNow {
		return nil, noHazards
	}
	firms, err := s.repeated(ctx, frame.Indicators[0].Num)
	switch {
	case err != nil:
		return nil, err
	case level != City:
		return s.gathered(ctx, level, firms, "overdue_firms")
	case firms.Repeated == 0:
		return nil, nil
	}
	overdue := 0.0
	var names []string
	for _, one := range firms.List[:min(len(firms.List), maxFirms)] {
		overdue += float64(one.Accidents)
		names = append(names, one.Name)
	}
	f := Finding{
		Question: "overdue_firms", Text: "overdue_firms", Kind: Problem, Severity: Notable, Figure: "overdue-towns",
		Numbers: []Number{
			quantity("firms", float64(firms.Repeated), analytics.UnitFirms), quantity("now", overdue, analytics.UnitPlaces),
			styled("least", float64(s.inquiry.Thresholds.Repeats), Plain), styled("most", float64(firms.List[0].Accidents), Plain), named("worst", analytics.Same(firms.List[0].Name)),
		},
	}
	f.Evidence = s.evidence(analytics.Hazards, "overdue_hazards")
	f.Evidence.Firms = names
	return []trial{{finding: &f}}, nil
}
