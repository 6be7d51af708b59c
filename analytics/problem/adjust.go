package problem

import (
	"fmt"

	"anlan/analytics/stats"
)

// round is a question with its trials.
type round struct {
	question Question
	trials   []trial
}

// adjust adjusts the p-values of all trials together and gives the findings with their certainty. Each question's p-values
// are divided by its weight, which is its share of the false alarms over its share of the trials (weighted
// Benjamini-Hochberg, Genovese et al. 2006): the mean weight of all trials is 1.
func adjust(rounds []round, t Thresholds) ([]Finding, int, error) {
	tested, shares := 0, 0.0
	for _, r := range rounds {
		if n := r.tested(); n > 0 {
			tested += n
			shares += r.question.Share
		}
	}
	var weighted []float64
	for _, r := range rounds {
		n := r.tested()
		for _, one := range r.trials {
			if one.tested {
				weight := r.question.Share / shares * float64(tested) / float64(n)
				weighted = append(weighted, min(one.p/weight, 1))
			}
		}
	}
	adjusted, err := stats.BenjaminiHochberg(weighted)
	if err != nil {
		return nil, 0, fmt.Errorf("adjust %d p-values: %w", len(weighted), err)
	}
	var found []Finding
	for _, r := range rounds {
		for _, one := range r.trials {
			p, alone := 1.0, 1.0
			if one.tested {
				p, adjusted = adjusted[0], adjusted[1:]
				alone, weighted = max(one.p, weighted[0]), weighted[1:]
			}
			if one.finding == nil {
				continue
			}
			f := *one.finding
			f.Certainty = Recorded
			if one.tested {
				f.P, f.Adjusted, f.Certainty = one.p, p, t.certainty(alone, p)
			}
			found = append(found, f)
		}
	}
	return found, tested, nil
}

func (r round) tested() int {
	n := 0
	for _, one := range r.trials {
		if one.tested {
			n++
		}
	}
	return n
}

// judged is how many units the round judged by chance.
func (r round) judged() int {
	n := 0
	for _, one := range r.trials {
		if one.tested {
			n += max(one.units, 1)
		}
	}
	return n
}
