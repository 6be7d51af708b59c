package stats

import (
	"fmt"
	"math"
)

// maxStates bounds the Markov chain of a scheme; solving it takes some hundredths of a second.
const maxStates = 600

// maxReference is the largest K of such a chain.
const maxReference = 1e4

// ARL is the average run length: how many counts of a mean pass, beginning at 0, until the scheme signals, the signalling
// one included. The sum moves on a lattice whose step is 1/m with K a multiple of it, which makes a Markov chain
// that is solved exactly; for a K that is no simple fraction the nearest with m up to 40 is taken. Schemes of more than
// 600 states (H·m) are refused, and a K outside 0.025 to 10⁴. +Inf where the scheme practically never signals. Brook & Evans 1972; Lucas 1985.
func (c CUSUM) ARL(mean float64) (float64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	if !(mean >= 0 && mean <= 1e6) {
		return 0, fmt.Errorf("%w: mean %v", ErrValue, mean)
	}
	most := int(min(40, maxStates/c.H))
	if most < 1 {
		return 0, fmt.Errorf("%w: H %v is too large for an average run length", ErrValue, c.H)
	}
	numerator, steps := fraction(c.K, most)
	if numerator == 0 || c.K > maxReference {
		return 0, fmt.Errorf("%w: K %v", ErrValue, c.K)
	}
	states := c.states(steps)
	return absorption(mean, numerator, steps, states), nil
}

// states is how many multiples of 1/steps, from 0 on, give no signal.
func (c CUSUM) states(steps int) int {
	scaled := c.H * float64(steps)
	whole := math.Round(scaled)
	if math.Abs(scaled-whole) > lattice*float64(steps) {
		return int(math.Ceil(scaled))
	}
	if c.Inclusive {
		return int(whole)
	}
	return int(whole) + 1
}

// fraction is the nearest fraction to a value with a denominator up to most, the simplest of equally near ones.
func fraction(value float64, most int) (numerator, denominator int) {
	best := math.Inf(1)
	for m := 1; m <= most; m++ {
		n := math.Round(value * float64(m))
		if miss := math.Abs(value - n/float64(m)); miss < best-1e-12*value {
			best, numerator, denominator = miss, int(n), m
		}
	}
	return numerator, denominator
}

// absorption is the mean number of counts until a chain of states 0 … states−1 is left upwards; a count c moves it by
// steps·c − numerator, not below 0. States are eliminated from the highest down in the manner of Grassmann, Taksar &
// Heyman 1985: without a subtraction, so that very long run lengths lose no digits.
func absorption(mean float64, numerator, steps, states int) float64 {
	chain := newChain(mean, numerator, steps, states)
	for s := states - 1; s > 0; s-- {
		row := chain.move[s]
		leave := chain.out[s] + sum(row[:s])
		if leave == 0 {
			return math.Inf(1)
		}
		for i := range s {
			share := chain.move[i][s] / leave
			if share == 0 {
				continue
			}
			to := chain.move[i]
			for j, p := range row[:s] {
				to[j] += share * p
			}
			chain.out[i] += share * chain.out[s]
			chain.time[i] += share * chain.time[s]
		}
	}
	length := chain.time[0] / chain.out[0]
	if !finite(length) {
		return math.Inf(1)
	}
	return length
}

type chain struct {
	move [][]float64 // probability of moving from one state to another
	out  []float64   // probability of a signal
	time []float64   // counts spent
}

func newChain(mean float64, numerator, steps, states int) chain {
	c := chain{make([][]float64, states), make([]float64, states), ones(states)}
	d := poisson{mean}
	var masses []float64
	for count := 0; count*steps < states+numerator; count++ {
		masses = append(masses, d.mass(float64(count)))
	}
	for i := range states {
		c.move[i] = make([]float64, states)
		first := (numerator + states - i + steps - 1) / steps // the least count that signals
		for count := range first {
			c.move[i][max(0, i+count*steps-numerator)] += masses[count]
		}
		c.out[i] = atLeast(d, float64(first))
	}
	return c
}

// CUSUMDesign is a scheme with what it does.
type CUSUMDesign struct {
	CUSUM
	InControl float64 // average run length at the mean in control
	Shifted   float64 // and at the shifted mean
}

// DesignCUSUM chooses a scheme for counts with mean inControl that is to find a rise to shifted: K is the reference value
// rounded to a half (to a tenth or a fortieth where that would leave the range between the means), H the least multiple of
// K's step whose average run length in control is at least wanted (200 months, say). A signal is S ≥ H.
func DesignCUSUM(inControl, shifted, wanted float64) (CUSUMDesign, error) {
	reference, err := CUSUMReference(inControl, shifted)
	if err != nil {
		return CUSUMDesign{}, err
	}
	if !(wanted >= 1 && wanted <= 1e9) || shifted > maxReference {
		return CUSUMDesign{}, fmt.Errorf("%w: mean %v, run length %v", ErrValue, shifted, wanted)
	}
	numerator, steps, ok := between(reference, inControl, shifted)
	if !ok {
		return CUSUMDesign{}, fmt.Errorf("%w: means %v and %v are too close", ErrValue, inControl, shifted)
	}
	length := func(states int) float64 { return absorption(inControl, numerator, steps, states) }
	high := 1
	for length(high) < wanted {
		if high == maxStates {
			return CUSUMDesign{}, fmt.Errorf("%w: no H up to %d has a run length of %v", ErrValue, maxStates/steps, wanted)
		}
		high = min(2*high, maxStates)
	}
	states := firstTrue(high/2+1, high, func(states int) bool { return length(states) >= wanted })
	return CUSUMDesign{
		CUSUM:     CUSUM{K: float64(numerator) / float64(steps), H: float64(states) / float64(steps), Inclusive: true},
		InControl: length(states),
		Shifted:   absorption(shifted, numerator, steps, states),
	}, nil
}

// between rounds a value as coarsely as leaves it between two others, in lowest terms.
func between(value, low, high float64) (numerator, steps int, ok bool) {
	for _, steps = range []int{2, 10, 40} {
		rounded := math.Round(value * float64(steps))
		if k := rounded / float64(steps); k > low && k < high {
			common := gcd(int(rounded), steps)
			return int(rounded) / common, steps / common, true
		}
	}
	return 0, 0, false
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
