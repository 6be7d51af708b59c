package problem

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// fewestExpected is how many drills, or persons trained, a town must be expected to have before few of them say anything.
const fewestExpected = 5

// askNorms asks which towns have less than the norm of safety officers, training and drills for their inhabitants. Their
// norm is a part of the city's own mean. What is returned is recorded and not left to chance.
func askNorms(ctx context.Context, s *study) ([]trial, error) {
	sizes, err := s.figures(ctx, "population", "safety_staff")
	if err != nil {
		return nil, err
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"training", "drills"}, analytics.Town)
	if err != nil {
		return nil, err
	}
	var trials []trial
	asked := false
	for _, norm := range []struct {
		id analytics.ID
		of map[string]float64
	}{{"safety_staff", staffOf(sizes)}, {"training", returnedOf(frame, 0)}, {"drills", returnedOf(frame, 1)}} {
		if len(norm.of) == 0 {
			continue
		}
		asked = true
		f, err := s.below(norm.id, norm.of, sizes)
		if err != nil {
			return nil, err
		}
		if f != nil {
			trials = append(trials, trial{finding: f})
		}
	}
	if !asked {
		return nil, noActivities
	}
	return trials, nil
}

// normFigures are the charts that set what towns have against their size.
var normFigures = map[analytics.ID]string{"safety_staff": "staff-towns", "training": "training-towns", "drills": "drills-towns"}

func staffOf(sizes map[string]map[analytics.ID]float64) map[string]float64 {
	list := make(map[string]float64)
	for key, size := range sizes {
		if v, known := size["safety_staff"]; known {
			list[key] = v
		}
	}
	return list
}

// returnedOf is what the towns returned of an activity. A town that returned none where others did had none.
func returnedOf(frame engine.Frame, index int) map[string]float64 {
	list := make(map[string]float64)
	any := false
	for _, row := range frame.Rows {
		if unknown(row.Members[0]) {
			continue
		}
		list[row.Members[0].Key] = value(row.Values[index])
		any = any || row.Values[index].HasNow
	}
	if !any {
		return nil
	}
	return list
}

// below finds the towns whose part of something is below the norm's part of what their inhabitants would have.
func (s *study) below(id analytics.ID, of map[string]float64, sizes map[string]map[analytics.ID]float64) (*Finding, error) {
	sum, people := 0.0, 0.0
	for key, v := range of {
		if size := sizes[key]["population"]; size > 0 {
			sum += v
			people += size
		}
	}
	if people == 0 {
		return nil, nil
	}
	var short []flagged
	for _, m := range s.grid.towns {
		v, known := of[m.Key]
		expected := sum / people * sizes[m.Key]["population"]
		if known && expected >= fewestExpected && v < expected*s.inquiry.Thresholds.Norm {
			short = append(short, flagged{m, 1, expected - v, v, expected})
		}
	}
	if len(short) == 0 {
		return nil, nil
	}
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
		Question: "norms", Text: "norms", Kind: Problem, Severity: Notable, Figure: normFigures[id],
		Subjects: []Subject{{analytics.Town, members(worst(short))}},
		Numbers:  []Number{named("measure", name), styled("have", have, Plain), styled("expected", expected, Plain), styled("share", have/expected, Percent)},
	}
	f.Text = "norms_" + string(id)
	f.Evidence = s.evidence(fact, id, f.Conditions()...)
	return &f, nil
}
