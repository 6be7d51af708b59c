package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics/stats"
)

// Eight towns: accidents, and exposure in thousands of inhabitants.
var (
	eightCounts    = []int{41, 12, 5, 30, 9, 22, 2, 11}
	eightExposures = []float64{620, 350, 60, 800, 240, 410, 95, 425}
	eightTowns     = []struct {
		name, expected, ratio, lo998, lo95, hi95, hi998, z, root, p string
		flag                                                        stats.Flag
	}{
		{"A", "27.28", "1.5029", "12.13", "17.041", "37.505", "44.314", "2.6268", "2.3602", "0.016881", stats.AlertHigh},
		{"B", "15.4", "0.77922", "4.2479", "7.667", "23.035", "28.422", "-0.8664", "-0.92036", "0.4716", stats.Within},
		{"C", "2.64", "1.8939", "0", "0", "5.8056", "8.5284", "1.4525", "1.2225", "0.25659", stats.Within},
		{"D", "35.2", "0.85227", "17.854", "23.53", "46.802", "54.44", "-0.87646", "-0.91147", "0.43421", stats.Within},
		{"E", "10.56", "0.85227", "1.4843", "4.1666", "16.888", "21.496", "-0.48006", "-0.49923", "0.7802", stats.Within},
		{"F", "18.04", "1.2195", "5.9785", "9.6758", "26.35", "31.994", "0.93235", "0.88613", "0.40724", stats.Within},
		{"G", "4.18", "0.47847", "0", "0.15171", "8.1351", "11.353", "-1.0663", "-1.2606", "0.42579", stats.Within},
		{"H", "18.7", "0.58824", "6.2987", "10.196", "27.138", "32.917", "-1.7806", "-2.0154", "0.079797", stats.Within},
	}
)

func TestFunnel(t *testing.T) {
	plot := must[stats.FunnelPlot](t)(stats.Funnel(eightCounts, eightExposures))
	printed(t, "target", plot.Target, "0.044")
	for i, want := range eightTowns {
		u := plot.Units[i]
		l := u.Exact.Limits
		printedAll(t, want.name,
			[]float64{u.Expected, u.Ratio, l.Alarm.Low, l.Alert.Low, l.Alert.High, l.Alarm.High, u.Exact.Z, u.RootZ, u.Exact.P},
			want.expected, want.ratio, want.lo998, want.lo95, want.hi95, want.hi998, want.z, want.root, want.p)
		if u.Exact.Flag != want.flag || !u.Judged {
			t.Errorf("%s: flag %v", want.name, u.Exact.Flag)
		}
	}
	printedAll(t, "dispersion", []float64{plot.Dispersion.Phi, plot.Dispersion.ChiSquare, plot.Dispersion.P}, "1.992", "15.936", "0.025707")
	if plot.Dispersion.Degrees != 7 {
		t.Errorf("%d degrees", plot.Dispersion.Degrees)
	}
}

// TestFunnelWidened: eight units are too few to winsorise a tenth, so that φ is 1.992, significant, and limits widen by its root.
func TestFunnelWidened(t *testing.T) {
	plot := must[stats.FunnelPlot](t)(stats.Funnel(eightCounts, eightExposures))
	if !plot.Dispersed {
		t.Fatal("not widened")
	}
	a := plot.Units[0]
	root := math.Sqrt(plot.Dispersion.Winsorised)
	near(t, "root of φ", root*root, 15.936/8, 1e-4)
	near(t, "high", a.Adjusted.Limits.Alert.High, a.Expected+root*(a.Exact.Limits.Alert.High-a.Expected), 1e-12)
	near(t, "z", a.Adjusted.Z, a.Exact.Z/root, 1e-12)
	if a.Adjusted.Flag != stats.Within || a.Adjusted.P < 0.05 {
		t.Errorf("A is still flagged: %+v", a.Adjusted)
	}
	for i, u := range plot.Units {
		if u.Adjusted.P < u.Exact.P {
			t.Errorf("town %d: p falls from %v to %v", i, u.Exact.P, u.Adjusted.P)
		}
	}
}

// TestFunnelAsExpected: a unit that is exactly as expected stays so when the others scatter.
func TestFunnelAsExpected(t *testing.T) {
	plot := must[stats.FunnelPlot](t)(stats.Funnel([]int{30, 10, 20, 20}, []float64{1, 1, 1, 1}))
	if u := plot.Units[2]; !plot.Dispersed || u.Exact.P != 1 || u.Adjusted.P != 1 || u.Adjusted.Z != 0 {
		t.Errorf("%+v", u)
	}
}

func TestFunnelAgainstOracles(t *testing.T) {
	plot := must[stats.FunnelPlot](t)(stats.Funnel(eightCounts, eightExposures))
	shrunken := must[stats.Shrunken](t)(stats.Shrink(eightCounts, eightExposures))
	all, seen := oracles(t), 0
	for key, entry := range all {
		if !strings.HasPrefix(key, "I town ") {
			continue
		}
		seen++
		i := int(key[len("I town ")] - 'A')
		u := plot.Units[i]
		for name, got := range map[string]float64{
			"E": u.Expected, "ratio": u.Ratio, "rate": u.Rate, "lo998": u.Exact.Limits.Alarm.Low, "lo95": u.Exact.Limits.Alert.Low,
			"hi95": u.Exact.Limits.Alert.High, "hi998": u.Exact.Limits.Alarm.High, "z_pearson": u.Exact.Z, "z_sqrt": u.RootZ, "p": u.Exact.P,
		} {
			printed(t, key+" "+name, got, figures(field(t, entry, name))[0])
		}
	}
	if seen != 8 {
		t.Errorf("%d towns seen", seen)
	}
	printedAll(t, "EB", []float64{1, shrunken.Spread, shrunken.Between}, figures(all["I EB Marshall(1991): m, s2, A"])...)
}

func TestPoissonLimits(t *testing.T) {
	for _, c := range []struct {
		mean, p float64
		want    string
	}{
		{10, 0.001, "1.22053"},
		{10, 0.025, "3.77519"},
		{10, 0.975, "16.16"},
		{10, 0.999, "20.662"},
		{16.5, 0.001, "5.01672"},
		{16.5, 0.025, "8.48736"},
		{16.5, 0.975, "24.4523"},
		{16.5, 0.999, "29.906"},
		{0, 0.999, "0"},
	} {
		printed(t, fmt.Sprint(c.mean, " ", c.p), must[float64](t)(stats.PoissonLimit(c.mean, c.p)), c.want)
	}
}

// TestPoissonLimitDefinition adds up the distribution from 0 on and interpolates as the definition says.
func TestPoissonLimitDefinition(t *testing.T) {
	for _, mean := range []float64{0.01, 0.3, 1, 2.64, 7, 33.3, 150, 600} {
		for _, p := range []float64{1e-6, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999, 1 - 1e-6} {
			before, now, r := 0.0, math.Exp(-mean), 0
			for now < p {
				r++
				before, now = now, now+math.Exp(logPoisson(r, mean))
			}
			want := max(0, float64(r)-(now-p)/(now-before))
			got := must[float64](t)(stats.PoissonLimit(mean, p))
			if math.Abs(got-want) > 1e-6 {
				t.Errorf("mean %v, p %v: %v, want %v", mean, p, got, want)
			}
		}
	}
}

// TestPoissonLimitIsSmooth: limits rise with the mean and with the probability, without jumps.
func TestPoissonLimitIsSmooth(t *testing.T) {
	previous := stats.Limits{}
	for mean := 0.0; mean < 300; mean += 0.05 {
		l := must[stats.Limits](t)(stats.FunnelLimits(mean, 1))
		if l.Alarm.Low > l.Alert.Low || l.Alert.Low > l.Alert.High || l.Alert.High > l.Alarm.High {
			t.Fatalf("mean %v: %+v", mean, l)
		}
		for i, pair := range [][2]float64{
			{previous.Alarm.Low, l.Alarm.Low},
			{previous.Alert.Low, l.Alert.Low},
			{previous.Alert.High, l.Alert.High},
			{previous.Alarm.High, l.Alarm.High},
		} {
			if rise := pair[1] - pair[0]; mean > 0 && (rise < 0 || mean > 0.1 && rise > 0.6) {
				t.Fatalf("mean %v, limit %d: from %v to %v", mean, i, pair[0], pair[1])
			}
		}
		previous = l
	}
}

// TestFunnelPermuted: the order of the units changes nothing.
func TestFunnelPermuted(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	counts, exposures := make([]int, 60), make([]float64, 60)
	for i := range counts {
		exposures[i] = 1 + 100*random.Float64()
		counts[i] = int(exposures[i] * (0.2 + random.Float64()))
	}
	plot := must[stats.FunnelPlot](t)(stats.Funnel(counts, exposures))
	order := random.Perm(len(counts))
	mixedCounts, mixedExposures := make([]int, 60), make([]float64, 60)
	for i, j := range order {
		mixedCounts[i], mixedExposures[i] = counts[j], exposures[j]
	}
	mixed := must[stats.FunnelPlot](t)(stats.Funnel(mixedCounts, mixedExposures))
	close := cmp.Comparer(func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-9*(math.Abs(a)+math.Abs(b)) })
	for i, j := range order {
		if difference := cmp.Diff(plot.Units[j], mixed.Units[i], close); difference != "" {
			t.Fatal(difference)
		}
	}
}

// TestFunnelCoverage: of towns that differ by chance alone, few are flagged.
func TestFunnelCoverage(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 1))
	alerts, alarms, judged := 0, 0, 0
	for range 100 {
		counts, exposures := make([]int, 32), make([]float64, 32)
		for i := range counts {
			exposures[i] = 5 + 40*random.Float64()
			counts[i] = poissonDraw(random, exposures[i])
		}
		for _, u := range must[stats.FunnelPlot](t)(stats.Funnel(counts, exposures)).Units {
			judged++
			if u.Exact.Flag != stats.Within {
				alerts++
			}
			if u.Exact.Flag == stats.AlarmHigh || u.Exact.Flag == stats.AlarmLow {
				alarms++
			}
		}
	}
	if share := float64(alerts) / float64(judged); share < 0.03 || share > 0.065 {
		t.Errorf("%.3f of the towns outside 95 %%", share)
	}
	if share := float64(alarms) / float64(judged); share > 0.005 {
		t.Errorf("%.4f of the towns outside 99.8 %%", share)
	}
}

// poissonDraw adds up exponential waiting times.
func poissonDraw(random *rand.Rand, mean float64) int {
	k := 0
	for t := random.ExpFloat64(); t < mean; t += random.ExpFloat64() {
		k++
	}
	return k
}

func TestFunnelWithoutExposure(t *testing.T) {
	counts := append([]int{7}, eightCounts...)
	exposures := append([]float64{0}, eightExposures...)
	plot := must[stats.FunnelPlot](t)(stats.Funnel(counts, exposures))
	if diff := cmp.Diff(stats.FunnelUnit{}, plot.Units[0]); diff != "" {
		t.Error(diff)
	}
	printed(t, "target", plot.Target, "0.044")
	for name, c := range map[string]struct {
		counts    []int
		exposures []float64
		want      error
	}{
		"nothing":    {nil, nil, stats.ErrTooFew},
		"unequal":    {[]int{1}, nil, stats.ErrShape},
		"no events":  {[]int{0, 0}, []float64{1, 2}, stats.ErrNoEvents},
		"no exposed": {[]int{3, 4}, []float64{0, 0}, stats.ErrTooFew},
		"negative":   {[]int{3, 4}, []float64{1, -1}, stats.ErrExposure},
		"bad count":  {[]int{3, -4}, []float64{1, 0}, stats.ErrCount},
	} {
		if _, err := stats.Funnel(c.counts, c.exposures); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := stats.Shrink(c.counts, c.exposures); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFunnelTo(t *testing.T) {
	own := must[stats.FunnelPlot](t)(stats.FunnelTo(0.044, eightCounts, eightExposures))
	printed(t, "A", own.Units[0].Exact.P, "0.016881")
	strict := must[stats.FunnelPlot](t)(stats.FunnelTo(0.01, eightCounts, eightExposures))
	if strict.Units[0].Exact.Flag != stats.AlarmHigh {
		t.Errorf("four times the target: %+v", strict.Units[0])
	}
	for _, target := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := stats.FunnelTo(target, eightCounts, eightExposures); !errors.Is(err, stats.ErrValue) {
			t.Errorf("target %v: %v", target, err)
		}
	}
}

func TestOverDispersion(t *testing.T) {
	scores := []float64{-9, 1, -1, 0.5, -0.5, 2, -2, 0, 1, 12}
	got := must[stats.Dispersion](t)(stats.OverDispersion(scores, 0.1))
	near(t, "φ", got.Phi, (81+1+1+0.25+0.25+4+4+0+1+144)/10.0, 1e-12)
	near(t, "winsorised φ", got.Winsorised, (4+1+1+0.25+0.25+4+4+0+1+4)/10.0, 1e-12)
	if got := must[stats.Dispersion](t)(stats.OverDispersion([]float64{3}, 0.1)); got.Phi != 1 || got.P != 1 {
		t.Errorf("one score: %+v", got)
	}
	if _, err := stats.OverDispersion([]float64{1, math.NaN()}, 0.1); !errors.Is(err, stats.ErrValue) {
		t.Errorf("NaN: %v", err)
	}
}

func TestShrink(t *testing.T) {
	s := must[stats.Shrunken](t)(stats.Shrink(eightCounts, eightExposures))
	printedAll(t, "spread", []float64{s.Spread, s.Between}, "0.120727", "0.0601213")
	printedAll(t, "ratios", s.Ratios, "1.3124", "0.89386", "1.1225", "0.89968", "0.94263", "1.1142", "0.89526", "0.78207")
	for i, ratio := range s.Ratios {
		near(t, "rate", s.Rates[i], ratio*0.044, 1e-12)
	}
}

// TestShrinkStaysBetween: an estimate lies between the unit's own ratio and 1, whatever the data.
func TestShrinkStaysBetween(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	for range 200 {
		n := 1 + random.IntN(40)
		counts, exposures := make([]int, n), make([]float64, n)
		for i := range counts {
			counts[i], exposures[i] = random.IntN(60), random.Float64()*20
		}
		s, err := stats.Shrink(counts, exposures)
		if errors.Is(err, stats.ErrNoEvents) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, ratio := range s.Ratios {
			raw := float64(counts[i]) / s.Expected[i]
			if ratio < min(raw, 1)-1e-12 || ratio > max(raw, 1)+1e-12 || s.Weights[i] < 0 || s.Weights[i] > 1 {
				t.Fatalf("raw %v, shrunken %v, weight %v", raw, ratio, s.Weights[i])
			}
		}
	}
}
