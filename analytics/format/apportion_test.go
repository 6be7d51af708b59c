package format_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics/format"
)

func TestApportion(t *testing.T) {
	for name, tc := range map[string]struct {
		parts    []float64
		total    float64
		decimals int
		want     []float64
	}{
		"thirds":                  {[]float64{100. / 3, 100. / 3, 100. / 3}, 100, 1, []float64{33.4, 33.3, 33.3}},
		"of both signs":           {[]float64{-2.666, 1.334, -0.666}, -1.998, 2, []float64{-2.66, 1.33, -0.67}},
		"they fit already":        {[]float64{1.5, 2.5}, 4, 1, []float64{1.5, 2.5}},
		"halves go from zero":     {[]float64{0.05}, 0.05, 1, []float64{0.1}},
		"a fall of a half":        {[]float64{-0.05, 0}, -0.05, 1, []float64{-0.1, 0}},
		"nothing":                 {nil, 0, 1, []float64{}},
		"parts of something else": {[]float64{1.26, 1.26}, 100, 1, []float64{1.3, 1.3}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, format.Apportion(tc.parts, tc.total, tc.decimals)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzApportion splits whole numbers: the parts add up to the total's rounding, and none is off by a unit or more.
func FuzzApportion(f *testing.F) {
	f.Add(uint16(4414), uint16(4789), uint16(528), uint16(560))
	f.Fuzz(func(t *testing.T, a, b, c, d uint16) {
		sum := float64(a) + float64(b) + float64(c) + float64(d)
		if sum == 0 {
			t.Skip()
		}
		parts := []float64{float64(a) / sum * 100, float64(b) / sum * 100, float64(c) / sum * 100, float64(d) / sum * 100}
		total := 0.0
		for i, got := range format.Apportion(parts, 100, 2) {
			total += got
			if math.Abs(got-parts[i]) >= 0.01+1e-9 {
				t.Errorf("%v became %v", parts[i], got)
			}
		}
		if math.Abs(total-100) > 1e-9 {
			t.Errorf("the parts add up to %v", total)
		}
	})
}
