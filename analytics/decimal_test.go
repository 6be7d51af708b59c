package analytics_test

import (
	"math"
	"testing"

	"anlan/analytics"
)

func TestDecimal(t *testing.T) {
	for _, tc := range []struct{ v, want float64 }{
		{40256.499999999985, 40256.5},
		{0.1 + 0.2, 0.3},
		{-40256.499999999985, -40256.5},
		{2.675, 2.675},
		{123456789012345678, 123456789012345678}, // a count is exact, however large
		{0, 0},
		{math.Inf(1), math.Inf(1)},
	} {
		if got := analytics.Decimal(tc.v); got != tc.want {
			t.Errorf("Decimal(%v) = %v, want %v", tc.v, got, tc.want)
		}
	}
	if !math.IsNaN(analytics.Decimal(math.NaN())) {
		t.Error("what is no number becomes one")
	}
}
