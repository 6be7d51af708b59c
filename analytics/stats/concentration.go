package stats

import (
	"cmp"
	"fmt"
	"slices"
)

// Concentration says how unequally a total is spread over units.
type Concentration struct {
	Order      []int     // places of the units from the largest down, equal ones as given
	Cumulative []float64 // share of the total, 0 to 1, of the first unit in that order, the first two, and so on
	HHI        float64   // Herfindahl-Hirschman index Σshare², 1/n to 1; times 10 000 in the usual print. Herfindahl 1950
	Effective  float64   // 1/HHI: so many equal units would be as concentrated
	Gini       float64   // 0 for equal units, towards 1 for one that has all. Gini 1912
}

// Concentrate measures the concentration of amounts (accidents of towns). Units of unequal size are concentrated by
// nature: put their exposure beside it.
func Concentrate(amounts []float64) (Concentration, error) {
	if len(amounts) == 0 {
		return Concentration{}, ErrTooFew
	}
	for i, a := range amounts {
		if err := checkAmount(i, a); err != nil {
			return Concentration{}, err
		}
	}
	total := sum(amounts)
	if total == 0 {
		return Concentration{}, ErrNoEvents
	}
	c := Concentration{Order: make([]int, len(amounts)), Cumulative: make([]float64, len(amounts))}
	for i := range c.Order {
		c.Order[i] = i
	}
	slices.SortStableFunc(c.Order, func(a, b int) int { return cmp.Compare(amounts[b], amounts[a]) })
	n, running, ranked := float64(len(amounts)), 0.0, 0.0
	for rank, place := range c.Order {
		running += amounts[place]
		c.Cumulative[rank] = min(1, running/total)
		share := amounts[place] / total
		c.HHI += share * share
		ranked += (n - float64(rank)) * share
	}
	c.Cumulative[len(amounts)-1] = 1
	c.Effective = 1 / c.HHI
	c.Gini = min(1, max(0, (2*ranked-n-1)/n))
	return c, nil
}

// Reach is how many of the largest units hold at least a share (0.8) of the total.
func (c Concentration) Reach(share float64) int {
	for i, reached := range c.Cumulative {
		if reached >= share*(1-1e-12) {
			return i + 1
		}
	}
	return len(c.Cumulative)
}

// Misallocation is the part of one distribution that would have to move to match another, ½Σ|aᵢ − bᵢ| of their shares,
// 0 to 1: inspections against deaths over towns. Amounts need not add up to 1. Duncan & Duncan 1955 (dissimilarity).
func Misallocation(a, b []float64) (float64, error) {
	if len(a) != len(b) {
		return 0, fmt.Errorf("%w: %d and %d", ErrShape, len(a), len(b))
	}
	for i := range a {
		if err := checkAmount(i, a[i], b[i]); err != nil {
			return 0, err
		}
	}
	totalA, totalB := sum(a), sum(b)
	if totalA == 0 || totalB == 0 {
		return 0, ErrNoEvents
	}
	distance := 0.0
	for i := range a {
		distance += max(0, a[i]/totalA-b[i]/totalB)
	}
	return min(1, distance), nil
}
