package sample

import (
	"math/rand/v2"
	"slices"
	"sort"
)

// Seed is that of the demonstration city.
const Seed = 20111223

// draw is a stream of random choices.
type draw struct{ *rand.Rand }

// newDraw starts a stream of its own for a part of the city, so that a change in one part leaves the others as they are.
func newDraw(seed, part uint64) draw { return draw{rand.New(rand.NewPCG(seed, part))} }

// between draws a whole number from low to high, both included.
func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

// oneIn is true once in n times.
func (d draw) oneIn(n int) bool { return d.IntN(n) == 0 }

// pick draws one of the choices.
func pick[T any](d draw, choices []T) T { return choices[d.IntN(len(choices))] }

// wheel draws indices in proportion to weights.
type wheel []int // cumulative

func newWheel(weights []int) wheel {
	w := make(wheel, len(weights))
	sum := 0
	for i, v := range weights {
		sum += max(v, 0)
		w[i] = sum
	}
	return w
}

func (w wheel) spin(d draw) int { return sort.SearchInts(w, d.IntN(w[len(w)-1])+1) }

// share splits a total in proportion to weights, exactly: what rounding leaves goes to the largest remainders.
func share(total int, weights []int) []int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	parts := make([]int, len(weights))
	type rest struct{ index, size int }
	var rests []rest
	left := total
	for i, w := range weights {
		parts[i] = total * w / sum
		left -= parts[i]
		rests = append(rests, rest{i, total * w % sum})
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return b.size - a.size })
	for i := range left {
		parts[rests[i].index]++
	}
	return parts
}
