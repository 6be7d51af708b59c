package stats

import (
	"fmt"
	"math"
)

// Clock is where on the clock events gather.
type Clock struct {
	Events    int
	Resultant float64 // length of the mean direction: 0 spread evenly, 1 all at one time
	Mean      float64 // mean time of day in hours, 0 ≤ Mean < 24; meaningless where Resultant is near 0
	Z         float64 // Rayleigh's statistic, n·Resultant²
	P         float64 // of "spread evenly over the day"
}

// ClockOf tests events by hour for a common time of day: hours holds the events of 24 equal bins, hour h those from h:00
// to h:59, which are taken at half past. Two peaks opposite to each other are not seen. Rayleigh's test with the
// approximation of Wilkie 1983.
func ClockOf(hours []int) (Clock, error) {
	if len(hours) != 24 {
		return Clock{}, fmt.Errorf("%w: %d hours instead of 24", ErrShape, len(hours))
	}
	n, err := sumCounts(hours)
	if err != nil {
		return Clock{}, err
	}
	if n == 0 {
		return Clock{}, ErrNoEvents
	}
	var cosines, sines float64
	for h, count := range hours {
		sin, cos := math.Sincos(2 * math.Pi * (float64(h) + 0.5) / 24)
		cosines += float64(count) * cos
		sines += float64(count) * sin
	}
	resultant := min(1, math.Hypot(cosines, sines)/float64(n))
	mean := math.Mod(math.Atan2(sines, cosines)/(2*math.Pi)*24+24, 24)
	z, p, err := Rayleigh(n, resultant)
	return Clock{n, resultant, mean, z, p}, err
}

// Rayleigh is the statistic n·r² and the p-value of a mean resultant r, 0 to 1, of n directions:
// exp(√(1 + 4n + 4n²(1 − r²)) − 1 − 2n). Wilkie 1983.
func Rayleigh(n int, resultant float64) (z, p float64, err error) {
	if err := checkCount(n); err != nil {
		return 0, 0, err
	}
	if !(resultant >= 0 && resultant <= 1) {
		return 0, 0, fmt.Errorf("%w: resultant %v", ErrValue, resultant)
	}
	size := float64(n)
	z = size * resultant * resultant
	whole := 1 + 2*size
	root := math.Sqrt(max(0, whole*whole-4*size*z))
	return z, math.Exp(-4 * size * z / (root + whole)), nil
}
