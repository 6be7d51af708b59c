package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// fewestUnits is how many units a comparison among them needs.
const fewestUnits = 5

// askLevel asks where there are more accidents, or more fatal ones, than the size leads to expect. Limits are widened where
// units differ by more than chance throughout (Spiegelhalter 2005). Towns are held against their inhabitants, and the
// accidents at work against those employed; sectors against those employed in them; a sector in a town against its own size
// where that is stated, otherwise against the town's size that the sector's accidents come from. The city has no peers here.
func askLevel(ctx context.Context, s *study, level Level) ([]trial, error) {
	switch level {
	case City:
		return nil, noPeer
	case Sectors:
		return s.sectorLevels(ctx)
	case Cells:
		return s.cellLevels(ctx)
	}
	sizes, err := s.figures(ctx, "population", "employees")
	if err != nil {
		return nil, err
	}
	var trials []trial
	for _, sc := range scopes {
		found, err := s.funnels(sc.measured(s, sizes))
		if err != nil {
			return nil, err
		}
		trials = append(trials, found...)
	}
	if trials == nil {
		return nil, noExposure
	}
	return trials, nil
}

// sectorLevels are the trials of the sectors: of those employed in each, or of its firms.
func (s *study) sectorLevels(ctx context.Context) ([]trial, error) {
	sizes, err := s.sizes(ctx, Sectors, "employees", "firms")
	if err != nil {
		return nil, err
	}
	for _, id := range []analytics.ID{"employees", "firms"} {
		list := exposed{exposure: id, scope: scopes[0].name()}
		for _, u := range s.units(Sectors) {
			list.add(u, s.tally(u).now, sizes[u.place()][id])
		}
		if trials, err := s.funnels(list); err != nil || trials != nil {
			return trials, err
		}
	}
	return nil, noSectorSizes
}

// cellLevels are the trials of the towns within each sector. Sectors whose towns' sizes nobody states are named.
func (s *study) cellLevels(ctx context.Context) ([]trial, error) {
	own, err := s.sizes(ctx, Cells, "employees", "firms")
	if err != nil {
		return nil, err
	}
	towns, err := s.figures(ctx, "population", "vehicles", "employees")
	if err != nil {
		return nil, err
	}
	var trials []trial
	var without []analytics.Member
	for _, sector := range s.grid.sectors {
		found, err := s.funnels(s.cellExposure(sector, own, towns))
		if err != nil {
			return nil, err
		}
		if found == nil {
			without = append(without, sector)
		}
		trials = append(trials, found...)
	}
	switch {
	case trials == nil:
		return nil, noExposure
	case without != nil:
		return trials, partly{noExposure, without}
	}
	return trials, nil
}

// cellExposure are the towns of a sector with the first of the sizes that fits it and is known of enough towns.
func (s *study) cellExposure(sector analytics.Member, own map[place]map[analytics.ID]float64, towns map[string]map[analytics.ID]float64) exposed {
	list := func(id analytics.ID, size func(town string) float64) exposed {
		e := exposed{exposure: id, scope: sector.Label}
		for _, town := range s.grid.towns {
			u := unit{town: &town, sector: &sector}
			e.add(u, s.tally(u).now, size(town.Key))
		}
		return e
	}
	for _, id := range []analytics.ID{"employees", "firms"} {
		if e := list(id, func(town string) float64 { return own[place{town, sector.Key}][id] }); len(e.units) >= fewestUnits {
			return e
		}
	}
	id := exposureOf[sector.Key]
	return list(id, func(town string) float64 { return towns[town][id] })
}

// exposed are units with their size and what happened in them.
type exposed struct {
	exposure analytics.ID
	scope    analytics.Text
	units    []unit
	subjects []Subject // beside the units
	happened []counts
	sizes    []float64
}

// add notes a unit whose size is known.
func (e *exposed) add(u unit, happened counts, size float64) {
	if size > 0 {
		e.units, e.happened, e.sizes = append(e.units, u), append(e.happened, happened), append(e.sizes, size)
	}
}

// name is what a unit's accidents are called: "塘厦道路交通", "Tangxia, road".
func (e *exposed) name(at int) analytics.Text {
	u := e.units[at]
	if u.town == nil {
		return u.sector.Label
	}
	return analytics.Text{ZH: u.town.Label.ZH + e.scope.ZH, EN: u.town.Label.EN + ", " + e.scope.EN}
}

// funnels are the trials of the accidents and of the fatal ones; none where too few units have a size.
func (s *study) funnels(e exposed) ([]trial, error) {
	var trials []trial
	for _, id := range []analytics.ID{"accidents", "fatal_accidents"} {
		found, err := s.funnel(e, id)
		if err != nil {
			return nil, err
		}
		trials = append(trials, found...)
	}
	return trials, nil
}

func (s *study) funnel(e exposed, id analytics.ID) ([]trial, error) {
	observed, events := make([]int, len(e.units)), 0
	for i, n := range e.happened {
		observed[i] = whole(n.accidents)
		if id == "fatal_accidents" {
			observed[i] = whole(n.fatal)
		}
		events += observed[i]
	}
	if len(e.units) < fewestUnits || events == 0 {
		return nil, nil
	}
	plot, err := stats.Funnel(observed, e.sizes)
	if err != nil {
		return nil, fmt.Errorf("funnel over %s: %w", e.exposure, err)
	}
	p, err := fewAdjusted(plot, observed)
	if err != nil {
		return nil, fmt.Errorf("funnel over %s: %w", e.exposure, err)
	}
	var trials []trial
	for i, u := range plot.Units {
		one := trial{p: p[i], tested: true}
		if more, _ := s.inquiry.Thresholds.worth(float64(observed[i]), u.Expected); more {
			if one.finding, err = s.levelFinding(e, id, i, float64(observed[i]), u); err != nil {
				return nil, err
			}
		}
		trials = append(trials, one)
	}
	return trials, nil
}

// winsorable is from how many units on a funnel draws in the farthest ones before it takes their dispersion.
const winsorable = 10

// fewAdjusted are the p-values of a funnel, allowing for dispersion. Of so few units that a funnel draws none in, one that is far
// out would excuse itself; there one at each end is drawn in.
func fewAdjusted(plot stats.FunnelPlot, observed []int) ([]float64, error) {
	p, above := make([]float64, len(plot.Units)), make([]bool, len(plot.Units))
	for i, u := range plot.Units {
		p[i], above[i] = u.Adjusted.P, float64(observed[i]) > u.Expected
		if len(plot.Units) < winsorable {
			p[i] = u.Exact.P
		}
	}
	if len(plot.Units) >= winsorable {
		return p, nil
	}
	adjusted, err := stats.AllowForDispersion(p, above)
	if err != nil {
		return nil, fmt.Errorf("dispersion of %d units: %w", len(p), err)
	}
	return adjusted, nil
}

func (s *study) levelFinding(e exposed, id analytics.ID, at int, count float64, u stats.FunnelUnit) (*Finding, error) {
	measure, err := indicatorName(id)
	if err != nil {
		return nil, err
	}
	exposure, err := indicatorName(e.exposure)
	if err != nil {
		return nil, err
	}
	interval, err := stats.GarwoodInterval(whole(count), 0.95)
	if err != nil {
		return nil, fmt.Errorf("interval of %v: %w", count, err)
	}
	f := Finding{
		Question: "level", Text: "level", Kind: Problem, Subjects: append(e.units[at].subjects(), e.subjects...), Figure: "funnel",
		Numbers: []Number{
			accidents("now", count), accidents("expected", u.Expected), accidents("excess", count-u.Expected), styled("ratio", u.Ratio, Ratio),
			styled("low", interval.Low/u.Expected, Ratio), styled("high", interval.High/u.Expected, Ratio),
			named("measure", measure), named("exposure", exposure), named("unit", e.name(at)),
		},
		Harm: (count - u.Expected) * s.lethal,
	}
	if e.units[at].town == nil {
		f.Figure = "contribution"
	}
	if id == "fatal_accidents" {
		f.Text, f.Harm = "level_fatal", count-u.Expected
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	f.Evidence = s.evidence(analytics.Accidents, id, f.Conditions()...)
	return &f, nil
}
