package stats

import (
	"fmt"
	"math"
)

// tailOfThreeSigma is what lies above three standard deviations of a normal variable.
const tailOfThreeSigma = 0.00135

// ChartPoint is one month (or week) of a control chart.
type ChartPoint struct {
	Rate     float64  // events per unit of exposure
	Expected float64  // events at the centre line
	Classic  Interval // limits on the count by the normal formula, Low not below 0
	Exact    Interval // limits on the count by Poisson probabilities, 0.135 % outside at each end
	P        float64  // probability of so many events or more, one-sided
	// Above and Below are beyond the exact limits; AboveClassic beyond the classic upper one, which signals falsely where
	// fewer than about nine events are expected.
	Above, Below, AboveClassic bool
}

// UChart is a control chart of rates with unequal exposures.
type UChart struct {
	Centre float64 // events per unit of exposure
	Points []ChartPoint
}

// ControlChart is the u-chart around the mean rate ū = Σc/Σn of the series itself, exposures n in days for months:
// classic limits ū ± 3√(ū/n), exact ones by interpolated Poisson quantiles ([PoissonLimit]). Shewhart 1931; exact limits
// because of the skewness of small counts.
func ControlChart(counts []int, exposures []float64) (UChart, error) {
	total, exposure, err := checkSeries(counts, exposures)
	if err != nil {
		return UChart{}, err
	}
	return controlChart(float64(total)/exposure, counts, exposures), nil
}

// ControlChartTo is [ControlChart] around a given rate, that of earlier years.
func ControlChartTo(centre float64, counts []int, exposures []float64) (UChart, error) {
	_, exposure, err := checkSeries(counts, exposures)
	if err != nil {
		return UChart{}, err
	}
	if !(centre >= 0 && centre*exposure <= MaxCount) {
		return UChart{}, fmt.Errorf("%w: centre %v", ErrValue, centre)
	}
	return controlChart(centre, counts, exposures), nil
}

func controlChart(centre float64, counts []int, exposures []float64) UChart {
	chart := UChart{Centre: centre, Points: make([]ChartPoint, len(counts))}
	for i, c := range counts {
		count, expected := float64(c), centre*exposures[i]
		half := 3 * math.Sqrt(expected)
		p := ChartPoint{
			Rate:     count / exposures[i],
			Expected: expected,
			Classic:  Interval{max(0, expected-half), expected + half},
			Exact:    Interval{poissonLimit(expected, tailOfThreeSigma), poissonLimit(expected, 1-tailOfThreeSigma)},
			P:        atLeast(poisson{expected}, count),
		}
		p.Above, p.Below, p.AboveClassic = count > p.Exact.High, count < p.Exact.Low, count > p.Classic.High
		chart.Points[i] = p
	}
	return chart
}
