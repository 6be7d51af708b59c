package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/stats"
)

// maxFirms bounds the firms that a finding names.
const maxFirms = 100

// askRepeats asks for firms that had one accident after another, and whether there are more of them than would be if the
// accidents fell on the city's firms by chance. Where it is not known how many firms there are, they are a recorded fact.
func askRepeats(ctx context.Context, s *study) ([]trial, error) {
	least := s.inquiry.Thresholds.Repeats
	firms, err := s.answers.Firms(ctx, query.Firms{Period: s.inquiry.Period, Where: s.inquiry.Where, Least: least, Limit: maxFirms})
	if err != nil {
		return nil, err
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"firms"})
	if err != nil {
		return nil, err
	}
	one := trial{p: 1, tested: true}
	if firms.Repeated == 0 {
		return []trial{one}, nil
	}
	f := s.repeatsFinding(firms.List, firms.Repeated)
	one.finding = f
	units := whole(value(frame.Total[0]))
	if units < firms.Firms {
		one.tested = false
		return []trial{one}, nil
	}
	expected, err := stats.ExpectedUnits(units, firms.Accidents, least)
	if err != nil {
		return nil, fmt.Errorf("firms by chance: %w", err)
	}
	if one.p, err = stats.PoissonAtLeast(firms.Repeated, expected); err != nil {
		return nil, fmt.Errorf("firms by chance: %w", err)
	}
	f.Numbers = append(f.Numbers, styled("by_chance", expected, Ratio))
	return []trial{one}, nil
}

func (s *study) repeatsFinding(list []engine.Firm, repeated int) *Finding {
	happened, deaths := 0.0, 0.0
	var names []string
	for _, one := range list {
		happened += float64(one.Accidents)
		deaths += float64(one.Deaths)
		names = append(names, one.Name)
	}
	f := Finding{
		Question: "repeats", Text: "repeats", Kind: Problem, Figure: "pareto",
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
// firm has depends on how often it is looked at.
func askOverdueFirms(ctx context.Context, s *study) ([]trial, error) {
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"overdue_hazards"})
	if err != nil {
		return nil, err
	}
	if !frame.Total[0].HasNow {
		return nil, noHazards
	}
	least := s.inquiry.Thresholds.Repeats
	firms, err := s.answers.Firms(ctx, query.Firms{
		Period: s.inquiry.Period, Where: s.inquiry.Where, Measure: frame.Indicators[0].Num, Least: least, Limit: maxFirms,
	})
	if err != nil || firms.Repeated == 0 {
		return nil, err
	}
	overdue := 0.0
	var names []string
	for _, one := range firms.List {
		overdue += float64(one.Accidents)
		names = append(names, one.Name)
	}
	f := Finding{
		Question: "overdue_firms", Text: "overdue_firms", Kind: Problem, Severity: Notable, Figure: "overdue-towns",
		Numbers: []Number{
			quantity("firms", float64(firms.Repeated), analytics.UnitFirms), quantity("now", overdue, analytics.UnitPlaces),
			styled("least", float64(least), Plain), styled("most", float64(firms.List[0].Accidents), Plain), named("worst", analytics.Same(firms.List[0].Name)),
		},
	}
	f.Evidence = s.evidence(analytics.Hazards, "overdue_hazards")
	f.Evidence.Firms = names
	return []trial{{finding: &f}}, nil
}
