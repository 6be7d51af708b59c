package stats

import (
	"fmt"
	"math"
)

// CUSUM is an upper cumulative-sum scheme for Poisson counts: S = max(0, S + count − K), a signal where S exceeds H.
// Page 1954; Lucas 1985.
type CUSUM struct {
	K         float64 // reference value, events per unit of exposure
	H         float64 // decision limit, events
	Inclusive bool    // S = H signals too
}

// CUSUMReference is the K that finds a shift of the mean from inControl to shifted soonest:
// (μ₁ − μ₀)/(ln μ₁ − ln μ₀). Lucas 1985.
func CUSUMReference(inControl, shifted float64) (float64, error) {
	if !(inControl >= 1e-9 && shifted > inControl && shifted <= MaxCount) {
		return 0, fmt.Errorf("%w: means %v and %v", ErrValue, inControl, shifted)
	}
	excess := (shifted - inControl) / inControl
	return inControl * excess / math.Log1p(excess), nil
}

// lattice is how near a sum must come to a limit to count as equal: references like 0.1 are not exact in binary.
const lattice = 1e-9

// CUSUMPath is a scheme's way through a series.
type CUSUMPath struct {
	Sums   []float64
	Signal int // place of the first signal, −1 for none
	Onset  int // place of the first month after the last zero before the signal: where the shift may have begun; −1 for none
}

// Run takes a scheme through counts with exposures (months in units of a mean month), beginning at 0: the reference of
// each is K times its exposure. Exposures may be left out, each then counts 1.
func (c CUSUM) Run(counts []int, exposures []float64) (CUSUMPath, error) {
	if exposures == nil {
		exposures = ones(len(counts))
	}
	if _, _, err := checkSeries(counts, exposures); err != nil {
		return CUSUMPath{}, err
	}
	if err := c.check(); err != nil {
		return CUSUMPath{}, err
	}
	path := CUSUMPath{Sums: make([]float64, len(counts)), Signal: -1, Onset: -1}
	s, start := 0.0, 0
	for i, count := range counts {
		s = max(0, s+float64(count)-c.K*exposures[i])
		if s < lattice {
			s, start = 0, i+1
		}
		path.Sums[i] = s
		if path.Signal < 0 && (s > c.H+lattice || c.Inclusive && s > c.H-lattice) {
			path.Signal, path.Onset = i, start
		}
	}
	return path, nil
}

func (c CUSUM) check() error {
	if !(c.K >= 1e-3 && c.K <= 1e6 && c.H > 0 && c.H <= 1e9) {
		return fmt.Errorf("%w: K %v, H %v", ErrValue, c.K, c.H)
	}
	return nil
}

func ones(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = 1
	}
	return list
}
