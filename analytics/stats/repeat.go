package stats

import (
	"fmt"
	"math"
)

// ExpectedUnits is how many of so many units (firms) have at least so many events where the events fall on them by chance:
// units·P(X ≥ atLeast), X ~ Poisson(events/units).
func ExpectedUnits(units, events, atLeastSo int) (float64, error) {
	if err := checkCount(units); err != nil {
		return 0, err
	}
	if err := checkCount(events); err != nil {
		return 0, err
	}
	if units == 0 {
		return 0, ErrTooFew
	}
	d := poisson{float64(events) / float64(units)}
	return float64(units) * atLeast(d, float64(max(0, atLeastSo))), nil
}

// Repeats says whether events come back to the same units.
type Repeats struct {
	Units, Events     int
	Mean, Variance    float64 // events per unit; the sample variance
	Dispersion        float64 // variance over mean: 1 by chance
	ChiSquare         float64 // (n − 1)·Dispersion
	Z                 float64 // √(2χ²) − √(2(n − 1) − 1), near standard normal by chance
	P                 float64 // of so much dispersion or more by chance, one-sided, from the chi-square
	Repeaters         int     // units with two events or more
	ExpectedRepeaters float64 // by chance
	Share             float64 // share of the events that fall on repeaters, 0 to 1
}

// RepeatOffenders tests the number of events per unit for dispersion beyond chance: frequency[k] is the number of units
// with k events, those without any included. Part of a dispersion is always that units differ in size. Fisher 1950;
// Böhning 1994.
func RepeatOffenders(frequency []int) (Repeats, error) {
	units, err := sumCounts(frequency)
	if err != nil {
		return Repeats{}, err
	}
	if units < 2 {
		return Repeats{}, fmt.Errorf("%w: %d units", ErrTooFew, units)
	}
	r := Repeats{Units: units}
	once := 0
	squares := 0.0
	for k, number := range frequency {
		if number > 0 && k > MaxCount/number || r.Events+k*number > MaxCount {
			return Repeats{}, ErrCount
		}
		r.Events += k * number
		squares += float64(k) * float64(k) * float64(number)
		switch {
		case k == 1:
			once = number
		case k >= 2:
			r.Repeaters += number
		}
	}
	if r.Events == 0 {
		return Repeats{}, ErrNoEvents
	}
	n, events := float64(units), float64(r.Events)
	r.Mean = events / n
	r.Variance = max(0, (squares-events*r.Mean)/(n-1))
	r.Dispersion = r.Variance / r.Mean
	r.ChiSquare = (n - 1) * r.Dispersion
	r.Z = math.Sqrt(2*r.ChiSquare) - math.Sqrt(2*(n-1)-1)
	r.P = chiSquareUpper(r.ChiSquare, n-1)
	r.ExpectedRepeaters = n * atLeast(poisson{r.Mean}, 2)
	r.Share = float64(r.Events-once) / events
	return r, nil
}
