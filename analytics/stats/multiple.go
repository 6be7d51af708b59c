package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// BenjaminiHochberg adjusts p-values so that, of those below α, a share of α at most is expected to be false: in rising
// order pᵢ·m/i, made monotone from the largest down. For screening many towns or cells. Benjamini & Hochberg 1995.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	order, err := ascending(p)
	if err != nil {
		return nil, err
	}
	adjusted, least, m := make([]float64, len(p)), 1.0, float64(len(p))
	for rank := len(order) - 1; rank >= 0; rank-- {
		place := order[rank]
		least = min(least, p[place]*m/float64(rank+1))
		adjusted[place] = least
	}
	return adjusted, nil
}

// Holm adjusts p-values so that the chance of any false one below α is at most α: in rising order pᵢ·(m − i + 1), made
// monotone from the smallest up. Holm 1979.
func Holm(p []float64) ([]float64, error) {
	order, err := ascending(p)
	if err != nil {
		return nil, err
	}
	adjusted, most := make([]float64, len(p)), 0.0
	for rank, place := range order {
		most = max(most, min(1, p[place]*float64(len(p)-rank)))
		adjusted[place] = most
	}
	return adjusted, nil
}

// Bonferroni adjusts p-values by their number: m·p, at most 1. Never better than [Holm], but easily told.
func Bonferroni(p []float64) ([]float64, error) {
	if _, err := ascending(p); err != nil {
		return nil, err
	}
	adjusted := make([]float64, len(p))
	for i, value := range p {
		adjusted[i] = min(1, value*float64(len(p)))
	}
	return adjusted, nil
}

// ascending are the places of p-values in rising order, ties in the order given.
func ascending(p []float64) ([]int, error) {
	order := make([]int, len(p))
	for i, value := range p {
		if !(value >= 0 && value <= 1) {
			return nil, fmt.Errorf("%w: %v in place %d", ErrLevel, value, i+1)
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order, nil
}

// FalseAlarms is what so many independent tests at significance alpha bring where nothing is the matter: the number of
// alarms to expect, m·α, and the probability of at least one, 1 − (1 − α)^m.
func FalseAlarms(tests int, alpha float64) (expected, atLeastOne float64, err error) {
	if err := checkCount(tests); err != nil {
		return 0, 0, err
	}
	if !(alpha >= 0 && alpha <= 1) {
		return 0, 0, fmt.Errorf("%w: %v", ErrLevel, alpha)
	}
	if tests == 0 {
		return 0, 0, nil
	}
	return float64(tests) * alpha, -math.Expm1(float64(tests) * math.Log1p(-alpha)), nil
}
