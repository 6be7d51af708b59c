package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"anlan/analytics/stats"
)

// Deaths by sector in two years: roads, fires, industry, others.
var (
	sectorsBefore = []float64{430, 24, 110, 10}
	sectorsAfter  = []float64{390, 30, 100, 8}
)

func TestContributions(t *testing.T) {
	parts := must[[]stats.Contribution](t)(stats.Contributions(sectorsBefore, sectorsAfter))
	for i, want := range [][4]string{
		{"-40", "-6.97", "86.96", "-9.30"},
		{"6", "1.05", "-13.04", "25.00"},
		{"-10", "-1.74", "21.74", "-9.09"},
		{"-2", "-0.35", "4.35", "-20.00"},
	} {
		p := parts[i]
		printedAll(t, fmt.Sprint("sector ", i), []float64{p.Change, p.Points, p.Share, p.Own}, want[:]...)
	}
	zero := must[[]stats.Contribution](t)(stats.Contributions([]float64{0, 4}, []float64{2, 2}))
	if zero[0].Own != 0 || zero[0].Share != 0 || zero[0].Points != 50 {
		t.Errorf("from nothing, total unchanged: %+v", zero[0])
	}
	if _, err := stats.Contributions([]float64{0}, []float64{2}); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no base: %v", err)
	}
	if _, err := stats.Contributions([]float64{1}, nil); !errors.Is(err, stats.ErrShape) {
		t.Errorf("unequal: %v", err)
	}
	if _, err := stats.Contributions([]float64{1}, []float64{math.NaN()}); !errors.Is(err, stats.ErrValue) {
		t.Errorf("NaN: %v", err)
	}
}

// TestContributionsAddUp: changes add up exactly, points to the percentage, shares to 100.
func TestContributionsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		n := 1 + random.IntN(40)
		before, after := make([]float64, n), make([]float64, n)
		total, base := 0.0, 0.0
		for i := range before {
			before[i], after[i] = float64(random.IntN(500)+1), float64(random.IntN(500))
			total, base = total+after[i], base+before[i]
		}
		var change, points, share float64
		for _, p := range must[[]stats.Contribution](t)(stats.Contributions(before, after)) {
			change, points, share = change+p.Change, points+p.Points, share+p.Share
		}
		if change != total-base {
			t.Fatalf("changes add up to %v, not %v", change, total-base)
		}
		near(t, "points", points, 100*(total-base)/base, 1e-9)
		if total != base {
			near(t, "shares", share, 100, 1e-9)
		}
	}
}

// Three sectors: manufacture, construction, trade; employees in thousands, deaths.
var threeSectors = []stats.Group{{400, 20, 380, 18}, {50, 25, 70, 30}, {150, 5, 170, 6}}

func TestRateAndMix(t *testing.T) {
	k := must[stats.Kitagawa](t)(stats.RateAndMix(threeSectors))
	per := 100.0 // thousands to 100 000
	printedAll(t, "overall", []float64{k.RateBefore * per, k.RateAfter * per, k.Change * per, k.Rate * per, k.Mix * per},
		"8.333333", "8.709677", "0.3763441", "-0.8178178", "1.194162")
	for i, want := range [][2]string{{"-0.168364", "-0.261743"}, {"-0.700845", "1.37289"}, {"0.0513915", "0.0830171"}} {
		printedAll(t, fmt.Sprint("sector ", i), []float64{k.Groups[i].Rate * per, k.Groups[i].Mix * per}, want[:]...)
	}
	printedAll(t, "deaths", []float64{k.EventsChange, k.ByExposure, k.ByRate}, "4", "1.7043", "2.2957")
}

func TestLogMeanDivisia(t *testing.T) {
	l := must[stats.LMDI](t)(stats.LogMeanDivisia(threeSectors))
	printedAll(t, "LMDI", []float64{l.Exposure, l.Mix, l.Rate, l.Change}, "1.70151", "7.23876", "-4.94026", "4")
}

// TestDecompositionsAddUp: the parts of both decompositions add up, also with groups that appear, vanish or have no events.
func TestDecompositionsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	amount := func(zero float64) float64 {
		if random.Float64() < zero {
			return 0
		}
		return math.Exp(4 * random.NormFloat64())
	}
	for range 500 {
		groups := make([]stats.Group, 1+random.IntN(12))
		for i := range groups {
			g := stats.Group{ExposureBefore: amount(0.2), ExposureAfter: amount(0.2)}
			if g.ExposureBefore > 0 {
				g.EventsBefore = amount(0.3)
			}
			if g.ExposureAfter > 0 {
				g.EventsAfter = amount(0.3)
			}
			groups[i] = g
		}
		k, err := stats.RateAndMix(groups)
		if errors.Is(err, stats.ErrExposure) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		size := math.Abs(k.Rate) + math.Abs(k.Mix) + 1e-300
		if math.Abs(k.Rate+k.Mix-k.Change) > 1e-9*size {
			t.Fatalf("%v + %v is not %v", k.Rate, k.Mix, k.Change)
		}
		if math.Abs(k.ByExposure+k.ByRate-k.EventsChange) > 1e-9*(math.Abs(k.ByExposure)+math.Abs(k.ByRate)+1e-300) {
			t.Fatalf("%v + %v is not %v", k.ByExposure, k.ByRate, k.EventsChange)
		}
		l := must[stats.LMDI](t)(stats.LogMeanDivisia(groups))
		size = math.Abs(l.Exposure) + math.Abs(l.Mix) + math.Abs(l.Rate) + 1e-300
		if math.Abs(l.Exposure+l.Mix+l.Rate-l.Change) > 1e-7*size {
			t.Fatalf("%+v does not add up", l)
		}
	}
}

// TestLogMeanDivisiaZeros: a zero does what a number next to zero does.
func TestLogMeanDivisiaZeros(t *testing.T) {
	with := func(events float64) stats.LMDI {
		return must[stats.LMDI](t)(stats.LogMeanDivisia([]stats.Group{{100, 8, 120, 9}, {50, events, 60, 5}}))
	}
	zero, tiny := with(0), with(1e-50)
	for i, pair := range [][2]float64{{zero.Exposure, tiny.Exposure}, {zero.Mix, tiny.Mix}, {zero.Rate, tiny.Rate}} {
		if math.Abs(pair[0]-pair[1]) > 0.05 {
			t.Errorf("effect %d: %v, near zero %v", i, pair[0], pair[1])
		}
	}
	fresh := must[stats.LMDI](t)(stats.LogMeanDivisia([]stats.Group{{100, 8, 100, 8}, {0, 0, 20, 3}}))
	near(t, "a new group's deaths are mix", fresh.Mix+fresh.Exposure, 3, 1e-12)
	for _, bad := range []stats.Group{{0, 1, 1, 1}, {1, 1, 0, 1}, {1, math.NaN(), 1, 1}, {1, -1, 1, 1}} {
		if _, err := stats.LogMeanDivisia([]stats.Group{{1, 1, 1, 1}, bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
		if _, err := stats.RateAndMix([]stats.Group{{1, 1, 1, 1}, bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// TestSimpson: each group's rate falls, the overall rate falls more, because people left the dangerous one.
func TestSimpson(t *testing.T) {
	k := must[stats.Kitagawa](t)(stats.RateAndMix([]stats.Group{{1000, 10, 1500, 12}, {1000, 90, 500, 40}}))
	printedAll(t, "overall per 1000", []float64{k.RateBefore * 1000, k.RateAfter * 1000}, "50.0", "26.0")
	if k.Rate >= 0 || k.Mix >= k.Rate {
		t.Errorf("%+v", k)
	}
}

func TestFrequencySeverity(t *testing.T) {
	s := must[stats.LogSplit](t)(stats.FrequencySeverity(4911, 574, 4414, 528))
	printedAll(t, "speech", []float64{s.Total, s.Frequency, s.Severity}, "-0.083533", "-0.1067", "0.023163")
	if _, err := stats.FrequencySeverity(10, 0, 10, 1); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no deaths before: %v", err)
	}
}

func TestCross(t *testing.T) {
	table := must[stats.CrossTable](t)(stats.Cross([][]int{{30, 6, 4}, {20, 14, 6}, {25, 5, 10}}))
	printedAll(t, "test", []float64{table.ChiSquare, table.P}, "10.64", "0.0309222")
	if table.Degrees != 4 || table.Total != 120 || table.Small != 0 {
		t.Errorf("%d degrees, total %d, %d small", table.Degrees, table.Total, table.Small)
	}
	quotients := [][]string{{"1.2", ".72", ".6"}, {".8", "1.68", ".9"}, {"1", ".6", "1.5"}}
	residuals := [][]string{{"2.0", "-1.1126", "-1.3856"}, {"-2.0", "2.702", "-0.3464"}, {"0", "-1.5894", "1.7321"}}
	for i, row := range table.Cells {
		for j, cell := range row {
			printedAll(t, fmt.Sprint(i, j), []float64{cell.Quotient, cell.Residual}, quotients[i][j], residuals[i][j])
		}
	}
	// The exact p of a cell is Fisher's of the cell against the rest of its row, of its column, and all else.
	near(t, "exact p", table.Cells[1][1].P, must[stats.FisherTest](t)(stats.FisherExact(14, 26, 11, 69)).P, 1e-12)
}

func TestCrossAgainstR(t *testing.T) {
	for _, c := range tables {
		table := must[stats.CrossTable](t)(stats.Cross(c.counts))
		near(t, "chi-square", table.ChiSquare, c.chi, 1e-10)
		near(t, "p", table.P, c.p, 1e-10)
		for i, row := range table.Cells {
			for j, cell := range row {
				near(t, fmt.Sprint("residual ", i, j), cell.Residual, c.residuals[i][j], 1e-9)
			}
		}
	}
}

// TestCrossEmpty: empty rows and columns change nothing.
func TestCrossEmpty(t *testing.T) {
	full := must[stats.CrossTable](t)(stats.Cross([][]int{{10, 3}, {4, 9}}))
	gaps := must[stats.CrossTable](t)(stats.Cross([][]int{{10, 0, 3}, {0, 0, 0}, {4, 0, 9}}))
	if full.ChiSquare != gaps.ChiSquare || full.P != gaps.P || full.Degrees != gaps.Degrees || gaps.Cells[2][2] != full.Cells[1][1] {
		t.Errorf("%+v, with gaps %+v", full, gaps)
	}
	if cell := gaps.Cells[1][0]; cell != (stats.Cell{Quotient: 1, P: 1}) {
		t.Errorf("an empty row: %+v", cell)
	}
	line := must[stats.CrossTable](t)(stats.Cross([][]int{{4, 6}}))
	if line.P != 1 || line.Degrees != 0 || line.Cells[0][0].Residual != 0 || line.Cells[0][0].P != 1 {
		t.Errorf("one row: %+v", line)
	}
	for _, bad := range [][][]int{nil, {{}}, {{1}, {1, 2}}, {{0, 0}}, {{-1, 2}}} {
		if _, err := stats.Cross(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestConcentration(t *testing.T) {
	amounts := []float64{22, 41, 12, 30, 11, 9, 2, 5}
	c := must[stats.Concentration](t)(stats.Concentrate(amounts))
	cumulative := make([]float64, len(c.Cumulative))
	for i, share := range c.Cumulative {
		cumulative[i] = 100 * share
	}
	printedAll(t, "cumulative", cumulative, "31.1", "53.8", "70.5", "79.5", "87.9", "94.7", "98.5", "100.0")
	if c.Order[0] != 1 || c.Order[7] != 6 {
		t.Errorf("order %v", c.Order)
	}
	if c.Reach(0.8) != 5 || c.Reach(0) != 1 || c.Reach(1) != 8 || c.Reach(2) != 8 {
		t.Errorf("80 %% at %d", c.Reach(0.8))
	}
	printedAll(t, "indices", []float64{c.HHI, c.HHI * 1e4, c.Effective, c.Gini}, "0.197429", "1974.29", "5.06512", "0.414773")
	// Gini is half the mean difference of all pairs over the mean.
	difference := 0.0
	for _, a := range amounts {
		for _, b := range amounts {
			difference += math.Abs(a - b)
		}
	}
	near(t, "Gini", c.Gini, difference/64/2/(132.0/8), 1e-12)
	equal := must[stats.Concentration](t)(stats.Concentrate([]float64{3, 3, 3, 3}))
	if equal.Gini != 0 || equal.Effective != 4 || equal.Reach(0.75) != 3 {
		t.Errorf("equal units: %+v", equal)
	}
	if one := must[stats.Concentration](t)(stats.Concentrate([]float64{7})); one.Gini != 0 || one.HHI != 1 || one.Reach(0.8) != 1 {
		t.Errorf("one unit: %+v", one)
	}
	if _, err := stats.Concentrate(nil); !errors.Is(err, stats.ErrTooFew) {
		t.Errorf("no units: %v", err)
	}
	for _, bad := range [][]float64{{0, 0}, {1, -1}, {math.NaN()}, {math.Inf(1)}} {
		if _, err := stats.Concentrate(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestMisallocation(t *testing.T) {
	printed(t, "index", must[float64](t)(stats.Misallocation([]float64{.30, .10, .20, .40}, []float64{.15, .35, .20, .30})), "0.25")
	printed(t, "counts", must[float64](t)(stats.Misallocation([]float64{3, 0}, []float64{0, 9})), "1")
	printed(t, "same", must[float64](t)(stats.Misallocation([]float64{3, 1}, []float64{9, 3})), "0")
	if _, err := stats.Misallocation([]float64{0}, []float64{1}); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no inspections: %v", err)
	}
}
