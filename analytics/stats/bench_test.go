package stats_test

import (
	"math/rand/v2"
	"testing"

	"anlan/analytics/stats"
)

func BenchmarkCompareCounts(b *testing.B) {
	for name, pair := range map[string][2]int{"10": {8, 12}, "1000": {1000, 1080}, "1000000": {1_000_000, 1_001_000}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := stats.CompareCounts(stats.Observed{Count: pair[0], Exposure: 357}, stats.Observed{Count: pair[1], Exposure: 365}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRateRatio(b *testing.B) {
	for name, pair := range map[string][2]int{"10": {8, 12}, "1000": {1000, 1080}, "1000000": {1_000_000, 1_001_000}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := stats.RateRatio(stats.Observed{Count: pair[0], Exposure: 357}, stats.Observed{Count: pair[1], Exposure: 365}, 0.95); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkETest1000(b *testing.B) {
	for b.Loop() {
		if _, err := stats.ETest(stats.Observed{Count: 1000, Exposure: 357}, stats.Observed{Count: 1080, Exposure: 365}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGarwood(b *testing.B) {
	for b.Loop() {
		if _, err := stats.GarwoodInterval(528, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFunnel3000(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	counts, exposures := make([]int, 3000), make([]float64, 3000)
	for i := range counts {
		exposures[i] = 1 + 400*random.Float64()
		counts[i] = poissonDraw(random, exposures[i])
	}
	for b.Loop() {
		if _, err := stats.Funnel(counts, exposures); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCross32x8(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	counts := make([][]int, 32)
	for i := range counts {
		counts[i] = make([]int, 8)
		for j := range counts[i] {
			counts[i][j] = random.IntN(60)
		}
	}
	for b.Loop() {
		if _, err := stats.Cross(counts); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkARL(b *testing.B) {
	for b.Loop() {
		if _, err := (stats.CUSUM{K: 4.932607, H: 8}).ARL(4); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDesignCUSUM(b *testing.B) {
	for b.Loop() {
		if _, err := stats.DesignCUSUM(4, 6, 370); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChangePoints3650(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	counts := make([]int, 3650)
	for i := range counts {
		counts[i] = poissonDraw(random, 1.5)
	}
	for b.Loop() {
		if _, err := stats.ChangePoints(counts, nil, 14); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOverrun(b *testing.B) {
	daily := make([]float64, 365)
	for i := range daily {
		daily[i] = 1
	}
	for b.Loop() {
		if _, err := (stats.Pace{Count: 48, Elapsed: 100, Remaining: 365}).Overrun(300, daily); err != nil {
			b.Fatal(err)
		}
	}
}
