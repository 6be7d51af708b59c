package format

import (
	"math/big"
	"slices"
)

// Apportion rounds the parts of a total to a number of decimals so that they add up to the rounded total: each part is cut
// off, and those that lost most get what is missing (largest remainder). Thirds of 100 are 33.4, 33.3 and 33.3 at one
// decimal. The parts have to be those of the total; what does not add up by more than the parts could lose stays rounded.
func Apportion(parts []float64, total float64, decimals int) []float64 {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	left := whole(new(big.Rat).Mul(exact(total), scale), true)
	units := make([]*big.Int, len(parts))
	lost := make([]*big.Rat, len(parts))
	for i, part := range parts {
		scaled := new(big.Rat).Mul(exact(part), scale)
		units[i] = whole(scaled, false)
		lost[i] = new(big.Rat).Sub(scaled, new(big.Rat).SetInt(units[i]))
		left.Sub(left, units[i])
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	if n := left.Int64(); left.IsInt64() && n >= 0 && n <= int64(len(parts)) {
		for _, i := range order[:n] {
			units[i].Add(units[i], big.NewInt(1))
		}
	} else {
		for i, part := range parts {
			units[i] = whole(new(big.Rat).Mul(exact(part), scale), true)
		}
	}
	rounded := make([]float64, len(parts))
	for i, u := range units {
		rounded[i], _ = new(big.Rat).Quo(new(big.Rat).SetInt(u), scale).Float64()
	}
	return rounded
}

// whole is a number without its fraction: the next whole number below, or, rounded, the nearest, halves away from zero.
func whole(r *big.Rat, rounded bool) *big.Int {
	if rounded {
		n, ok := new(big.Int).SetString(r.FloatString(0), 10)
		if !ok {
			return new(big.Int)
		}
		return n
	}
	// Euclid's division rounds down, because the denominator is positive.
	return new(big.Int).Div(r.Num(), r.Denom())
}
