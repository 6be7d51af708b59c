package problem

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
	"anlan/analytics/words"
)

// fewestExpected is how many drills, or persons trained, a town must be expected to have before few of them say anything.
const fewestExpected = 5

// askNorms asks which towns have less than the norm of safety officers, training and drills for their inhabitants, and which
// sectors, and sectors in towns, for those employed in them. Their norm is a part of the city's own mean. Of the city it asks
// whether it is behind its own targets of the year. What is returned is recorded and not left to chance.
func askNorms(ctx context.Context, s *study, level Level) ([]trial, error) {
	if level == City {
		return s.targets(ctx)
	}
	size := analytics.ID("employees")
	if level == Towns {
		size = "population"
	}
	sizes, err := s.sizes(ctx, level, size, "safety_staff")
	if err != nil {
		return nil, err
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"training", "drills"}, level.dimensions()...)
	if err != nil {
		return nil, err
	}
	var trials []trial
	asked := false
	for _, norm := range []struct {
		id analytics.ID
		of map[place]float64
	}{{"safety_staff", staffOf(sizes)}, {"training", returnedOf(frame, level, 0)}, {"drills", returnedOf(frame, level, 1)}} {
		found, known, err := s.below(norm.id, level, norm.of, sizes, size)
		if err != nil {
			return nil, err
		}
		asked = asked || known
		trials = append(trials, found...)
	}
	if !asked {
		return nil, noActivities
	}
	return trials, nil
}

// normFigures are the charts that set what towns have against their size.
var normFigures = map[analytics.ID]string{"safety_staff": "staff-towns", "training": "training-towns", "drills": "drills-towns"}

func staffOf(sizes map[place]map[analytics.ID]float64) map[place]float64 {
	list := make(map[place]float64)
	for at, size := range sizes {
		if v, known := size["safety_staff"]; known {
			list[at] = v
		}
	}
	return list
}

// returnedOf is what the units returned of an activity. One that returned none where others did had none.
func returnedOf(frame engine.Frame, level Level, index int) map[place]float64 {
	list := make(map[place]float64)
	any := false
	for _, row := range frame.Rows {
		if u, ok := level.unitOf(row.Members); ok {
			list[u.place()] = value(row.Values[index])
			any = any || row.Values[index].HasNow
		}
	}
	if !any {
		return nil
	}
	return list
}

// below finds the units whose part of something is below the norm's part of what their size calls for. It is known where some
// units have both.
func (s *study) below(id analytics.ID, level Level, of map[place]float64, sizes map[place]map[analytics.ID]float64, by analytics.ID) (found []trial, known bool, err error) {
	sum, people := 0.0, 0.0
	for at, v := range of {
		if size := sizes[at][by]; size > 0 {
			sum += v
			people += size
		}
	}
	if people == 0 {
		return nil, false, nil
	}
	var short []flagged
	for _, u := range s.units(level) {
		v, known := of[u.place()]
		expected := sum / people * sizes[u.place()][by]
		if known && expected >= fewestExpected && v < expected*s.inquiry.Thresholds.Norm {
			short = append(short, flagged{unit: u, p: 1, figure: expected - v, count: v, of: expected})
		}
	}
	var groups grouping[[]flagged]
	for _, one := range worst(short) {
		group := groups.at(one.within(level))
		*group = append(*group, one)
	}
	for _, key := range groups.keys {
		f, err := s.normFinding(id, by, *groups.of[key])
		if err != nil {
			return nil, true, err
		}
		found = append(found, trial{finding: f})
	}
	return found, true, nil
}

// normFinding is the finding about units that are short of something.
func (s *study) normFinding(id, by analytics.ID, short []flagged) (*Finding, error) {
	name, err := indicatorName(id)
	if err != nil {
		return nil, err
	}
	have, expected := 0.0, 0.0
	for _, one := range short {
		have += one.count
		expected += one.of
	}
	fact := analytics.Activities
	if id == "safety_staff" {
		fact = analytics.SectorFigures
	}
	f := Finding{
		Question: "norms", Text: "norms_" + string(id), Kind: Problem, Severity: Notable, Figure: normFigures[id], Subjects: subjectsOf(short),
		Numbers: []Number{
			named("measure", name), named("size", words.Both("problem.size."+string(by))), styled("have", have, Plain), styled("expected", expected, Plain), styled("share", have/expected, Percent), styled("limit", s.inquiry.Thresholds.Norm, Percent),
		},
	}
	f.Evidence = s.evidence(fact, id, f.Conditions()...)
	return &f, nil
}

// targets holds what the city did since 1 January against the part of its targets that is due.
func (s *study) targets(ctx context.Context) ([]trial, error) {
	p := s.inquiry.Period
	elapsed := outlook.Elapsed(p.To) / 100
	if p.From != analytics.YearToDate(p.To).From {
		return nil, notYear
	}
	q := query.Query{
		Indicators: []analytics.ID{"activity_target"}, By: []analytics.DimensionID{analytics.MeasureName, analytics.Town},
		Period: analytics.WholeYear(p.To.Year()), Basis: analytics.NoBasis, Where: s.inquiry.Where, Lenient: true,
	}
	frame, err := s.answers.Run(ctx, q)
	if err != nil {
		return nil, err
	}
	done, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"training", "drills"})
	if err != nil {
		return nil, err
	}
	var trials []trial
	set := false
	for i, id := range []analytics.ID{"training", "drills"} {
		target := targetOf(frame, id)
		if target == 0 || !done.Total[i].HasNow {
			continue
		}
		set = true
		if v := done.Total[i].Now; v < target*elapsed {
			f, err := s.normFinding(id, "population", []flagged{{count: v, of: target * elapsed}})
			if err != nil {
				return nil, err
			}
			f.Text += "_city"
			f.Numbers = append(f.Numbers, styled("target", target, Plain), styled("elapsed", elapsed, Percent))
			trials = append(trials, trial{finding: f})
		}
	}
	if !set {
		return nil, noTargets
	}
	return trials, nil
}

// targetOf is the target of an activity for the city: its own, or else those of the towns together.
func targetOf(frame engine.Frame, id analytics.ID) float64 {
	city, towns := 0.0, 0.0
	for _, row := range frame.Rows {
		switch {
		case row.Members[0].Key != string(id) || !row.Values[0].HasNow:
		case unknown(row.Members[1]):
			city += row.Values[0].Now
		default:
			towns += row.Values[0].Now
		}
	}
	if city > 0 {
		return city
	}
	return towns
}
