package stats

import (
	"fmt"
	"math"
	"slices"
)

// Segment is a stretch of a series with one rate.
type Segment struct {
	Start, End int // first place, and one past the last
	Count      int
	Exposure   float64
	Rate       float64 // events per unit of exposure
}

// ChangePoints cuts a long series of Poisson counts with exposures where the rate changes: the cuts that minimise
// −2 ln likelihood + 2·ln n for each, every segment at least so many places long. Found exactly by dynamic programming
// with pruning (PELT), the earliest of equally good cuts. A series of less than 2·least places is one segment. Of 60
// months with a constant rate, cut into three at least, about one series in twelve is cut. Killick, Fearnhead & Eckley 2012;
// Schwarz 1978 for the penalty.
func ChangePoints(counts []int, exposures []float64, least int) ([]Segment, error) {
	if exposures == nil {
		exposures = ones(len(counts))
	}
	if _, _, err := checkSeries(counts, exposures); err != nil {
		return nil, err
	}
	if least < 1 {
		return nil, fmt.Errorf("%w: segments of %d places", ErrValue, least)
	}
	s := newSeries(counts, exposures)
	last := s.cuts(min(least, len(counts)), 2*math.Log(float64(len(counts))))
	var segments []Segment
	for end := len(counts); end > 0; end = last[end] {
		segments = append(segments, s.segment(last[end], end))
	}
	slices.Reverse(segments)
	return segments, nil
}

// series holds running sums, so that the cost of a segment takes no loop.
type series struct {
	counts    []int
	exposures []float64
}

func newSeries(counts []int, exposures []float64) series {
	s := series{make([]int, len(counts)+1), make([]float64, len(counts)+1)}
	for i, c := range counts {
		s.counts[i+1] = s.counts[i] + c
		s.exposures[i+1] = s.exposures[i] + exposures[i]
	}
	return s
}

func (s series) segment(start, end int) Segment {
	count, exposure := s.counts[end]-s.counts[start], s.exposures[end]-s.exposures[start]
	return Segment{start, end, count, exposure, float64(count) / exposure}
}

// cost is −2 ln of the largest likelihood of a segment, without what all cuts have in common.
func (s series) cost(start, end int) float64 {
	count := float64(s.counts[end] - s.counts[start])
	if count == 0 {
		return 0
	}
	return -2 * count * math.Log(count/(s.exposures[end]-s.exposures[start]))
}

// candidate is a place that the last segment may begin at, until the place from which on another is always better.
type candidate struct{ start, until int }

// cuts gives for each place the beginning of the last segment of the best cutting of what lies before it.
func (s series) cuts(least int, penalty float64) []int {
	n := len(s.counts) - 1
	best, last := make([]float64, n+1), make([]int, n+1)
	best[0] = -penalty
	var open []candidate
	for end := least; end <= n; end++ {
		if start := end - least; start == 0 || start >= least {
			open = append(open, candidate{start, math.MaxInt})
		}
		open = slices.DeleteFunc(open, func(c candidate) bool { return end >= c.until })
		best[end] = math.Inf(1)
		for _, c := range open {
			if cost := best[c.start] + s.cost(c.start, end) + penalty; cost < best[end]-1e-9 {
				best[end], last[end] = cost, c.start
			}
		}
		// What is worse now without a penalty stays worse once a segment may begin here.
		for i, c := range open {
			if c.until == math.MaxInt && best[c.start]+s.cost(c.start, end) > best[end]+1e-9 {
				open[i].until = end + least
			}
		}
	}
	return last
}
