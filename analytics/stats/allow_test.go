package stats_test

import (
	"math"
	"testing"

	"anlan/analytics/stats"
)

// TestAllowForDispersion: ten units two standard deviations off scatter four times as much as chance, so each is one off; one
// of ten that is far out does not excuse itself; units that scatter as chance does stay as they are.
func TestAllowForDispersion(t *testing.T) {
	const one, two, half = 0.31731050786291415, 0.04550026389635842, 0.6170750774519738 // two-sided p of z = 1, 2, ½
	var p []float64
	var above []bool
	for i := range 10 {
		p, above = append(p, two), append(above, i%2 == 0)
	}
	got, err := stats.AllowForDispersion(p, above)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if math.Abs(got[i]-one) > 1e-12 {
			t.Errorf("unit %d: %v, want %v", i, got[i], one)
		}
	}
	for i := range p {
		p[i] = half
	}
	p[3], above[3] = 1e-40, true
	if got, err = stats.AllowForDispersion(p, above); err != nil || got[3] != 1e-40 || got[0] != half {
		t.Errorf("one far out of ten: %v, %v", got, err)
	}
	for _, bad := range [][]float64{{1.5}, {-0.1}, {math.NaN()}, {0.5, 0.5}} {
		if _, err := stats.AllowForDispersion(bad, []bool{true}); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	if got, err := stats.AllowForDispersion([]float64{0}, []bool{true}); err != nil || got[0] != 0 {
		t.Errorf("a single unit: %v, %v", got, err)
	}
}
