package stats_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"anlan/analytics/stats"
)

// clean fails where a result holds NaN anywhere, or a probability outside 0 and 1.
func clean(t *testing.T, what string, results ...any) {
	t.Helper()
	for _, r := range results {
		cleanValue(t, what, "", reflect.ValueOf(r))
	}
}

func cleanValue(t *testing.T, what, name string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		f := v.Float()
		probability := name == "P" || name == "Central" || name == "MinLike" || name == "MidP" || name == "Less" || name == "Greater" || name == "Ever"
		if math.IsNaN(f) || probability && (f < 0 || f > 1) {
			t.Errorf("%s: %s is %v", what, name, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			cleanValue(t, what, v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			cleanValue(t, what, name, v.Index(i))
		}
	}
}

// FuzzEverything calls every function with hostile numbers: none panics, none returns NaN beside a nil error.
func FuzzEverything(f *testing.F) {
	hostile := []float64{0, 1, -1, 0.5, 31, 1e-9, 1e-320, 1e12, 1e300, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64}
	for i, x := range hostile {
		for _, n := range []int{0, 1, -1, 7, 1000, 123_456_789, stats.MaxCount, math.MaxInt, math.MinInt} {
			f.Add(n, i, i*3-5, x, hostile[(i+1)%len(hostile)], hostile[(i+5)%len(hostile)])
		}
	}
	for _, x := range []float64{0.01, 0.3, 4, 365} {
		f.Add(3, 9, 40, x, 1.0, 0.95)
		f.Add(0, 0, 1, x, 365.0, 0.95)
		f.Add(500_000, 499_000, 2, x, 0.8, 0.998)
	}
	f.Fuzz(func(t *testing.T, a, b, c int, x, y, z float64) {
		fuzzCounts(t, a, b, c, x, y, z)
		fuzzLists(t, []int{a, b, c, b}, []float64{x, y, z, 1})
		fuzzLists(t, []int{a, b, c, b}, nil)
		fuzzSchemes(t, a, b, x, y, z)
	})
}

func fuzzCounts(t *testing.T, a, b, c int, x, y, z float64) {
	now, before := stats.Observed{Count: a, Exposure: x}, stats.Observed{Count: b, Exposure: y}
	what := fmt.Sprint(a, b, c, x, y, z)
	if test, err := stats.CompareCounts(now, before); err == nil {
		clean(t, "CompareCounts "+what, test)
	}
	if ratio, err := stats.RateRatio(now, before, z); err == nil {
		clean(t, "RateRatio "+what, ratio)
		if ratio.Interval.Low > ratio.Value*(1+1e-9) || ratio.Interval.High < ratio.Value*(1-1e-9) {
			t.Errorf("RateRatio %s: %+v", what, ratio)
		}
	}
	if test, err := stats.ETest(now, before); err == nil {
		clean(t, "ETest "+what, test)
	}
	if test, err := stats.WaldTest(now, before, z); err == nil {
		clean(t, "WaldTest "+what, test)
	}
	if critical, err := stats.CriticalCounts(before, x, z); err == nil && critical.Low >= critical.High {
		t.Errorf("CriticalCounts %s: %+v", what, critical)
	}
	for _, interval := range []func(int, float64) (stats.Interval, error){stats.GarwoodInterval, stats.ByarInterval} {
		if i, err := interval(a, z); err == nil {
			clean(t, "interval "+what, i)
		}
	}
	if rate, err := stats.Rate(now, z); err == nil {
		clean(t, "Rate "+what, rate)
	}
	if smr, err := stats.SMR(a, x, z); err == nil {
		clean(t, "SMR "+what, smr)
	}
	if p, err := stats.WilsonInterval(a, b, z); err == nil {
		clean(t, "Wilson "+what, p)
	}
	if test, err := stats.FisherExact(a, b, c, 3); err == nil {
		clean(t, "Fisher "+what, test)
	}
	for _, tail := range []func(int, float64) (float64, error){stats.PoissonAtMost, stats.PoissonAtLeast} {
		if p, err := tail(a, x); err == nil && !(p >= 0 && p <= 1) {
			t.Errorf("tail %s: %v", what, p)
		}
	}
	if n, err := stats.ExpectedUnits(a, b, c); err == nil {
		clean(t, "ExpectedUnits "+what, n)
	}
	if z, p, err := stats.Rayleigh(a, x); err == nil {
		clean(t, "Rayleigh "+what, z, p)
	}
	if lull, err := stats.Quiet([]int{c, b, a}, b, a); err == nil {
		clean(t, "Quiet "+what, lull)
	}
	if expected, one, err := stats.FalseAlarms(a, x); err == nil {
		clean(t, "FalseAlarms "+what, expected, one)
	}
	if c := stats.CertaintyOf(x); c < stats.Ordinary || c > stats.VeryUnlikely {
		t.Errorf("certainty of %v: %v", x, c)
	}
}

func fuzzLists(t *testing.T, counts []int, values []float64) {
	what := fmt.Sprint(counts, values)
	check := func(name string, result any, err error) {
		if err == nil {
			clean(t, name+" "+what, result)
		}
	}
	try(check, "Funnel", func() (any, error) { return stats.Funnel(counts, values) })
	try(check, "Shrink", func() (any, error) { return stats.Shrink(counts, values) })
	try(check, "ControlChart", func() (any, error) { return stats.ControlChart(counts, values) })
	try(check, "BadRun", func() (any, error) { return stats.BadRun(counts, values) })
	try(check, "Uniform", func() (any, error) { return stats.Uniform(counts, values) })
	try(check, "ChangePoints", func() (any, error) { return stats.ChangePoints(counts, values, 1) })
	try(check, "CompoundDispersion", func() (any, error) { return stats.CompoundDispersion(counts) })
	try(check, "RepeatOffenders", func() (any, error) { return stats.RepeatOffenders(counts) })
	try(check, "Cross", func() (any, error) { return stats.Cross([][]int{counts, {1, 0, 3, 2}}) })
	try(check, "OverDispersion", func() (any, error) { return stats.OverDispersion(values, 0.1) })
	try(check, "BenjaminiHochberg", func() (any, error) { return stats.BenjaminiHochberg(values) })
	try(check, "Holm", func() (any, error) { return stats.Holm(values) })
	try(check, "Bonferroni", func() (any, error) { return stats.Bonferroni(values) })
	try(check, "Concentrate", func() (any, error) { return stats.Concentrate(values) })
	hours := make([]int, 24)
	copy(hours, counts)
	try(check, "ClockOf", func() (any, error) { return stats.ClockOf(hours) })
	if len(values) < 4 {
		return
	}
	for _, dispersed := range []bool{false, true} {
		try(check, "PoissonTrend", func() (any, error) { return stats.PoissonTrend(values, counts, nil, dispersed) })
		try(check, "PoissonTrend with exposures", func() (any, error) { return stats.PoissonTrend([]float64{1, 2, 3, 4}, counts, values, dispersed) })
	}
	try(check, "FunnelTo", func() (any, error) { return stats.FunnelTo(values[0], counts, values) })
	try(check, "ControlChartTo", func() (any, error) { return stats.ControlChartTo(values[0], counts, values) })
	try(check, "Contributions", func() (any, error) { return stats.Contributions(values, []float64{values[2], 3, values[0], 0}) })
	try(check, "Misallocation", func() (any, error) { return stats.Misallocation(values, []float64{values[2], 3, values[0], 0}) })
	try(check, "FrequencySeverity", func() (any, error) { return stats.FrequencySeverity(values[0], values[1], values[2], 5) })
	groups := []stats.Group{{values[0], values[1], values[2], 4}, {values[1], 3, 8, values[0]}, {1, 1, 1, 1}}
	try(check, "RateAndMix", func() (any, error) { return stats.RateAndMix(groups) })
	try(check, "LogMeanDivisia", func() (any, error) { return stats.LogMeanDivisia(groups) })
	try(check, "KaplanMeier", func() (any, error) {
		return stats.KaplanMeier([]stats.Span{{values[0], true}, {values[1], false}, {values[2], true}}, 0.9)
	})
	try(check, "CAGR", func() (any, error) { return stats.CAGR(values[0], values[1], values[2]) })
}

func try(check func(string, any, error), name string, call func() (any, error)) {
	result, err := call()
	check(name, result, err)
}

func fuzzSchemes(t *testing.T, a, b int, x, y, z float64) {
	what := fmt.Sprint(a, b, x, y, z)
	if limit, err := stats.PoissonLimit(x, y); err == nil {
		clean(t, "PoissonLimit "+what, limit)
	}
	if limits, err := stats.FunnelLimits(x, y); err == nil {
		clean(t, "FunnelLimits "+what, limits)
	}
	scheme := stats.CUSUM{K: x, H: y}
	if path, err := scheme.Run([]int{a, b}, []float64{z, 1}); err == nil {
		clean(t, "CUSUM "+what, path)
	}
	if y < 20 { // larger chains take long, and are no other
		if length, err := scheme.ARL(z); err == nil && !(length >= 1-1e-9) {
			t.Errorf("ARL %s: %v", what, length)
		}
	}
	if k, err := stats.CUSUMReference(x, y); err == nil && !(k >= x && k <= y) {
		t.Errorf("reference %s: %v", what, k)
	}
	pace := stats.Pace{Count: a, Elapsed: x, Remaining: y, Dispersion: z}
	for _, project := range []func() (stats.Projection, error){pace.PlugIn, pace.Predict} {
		p, err := project()
		if err != nil {
			continue
		}
		clean(t, "projection "+what, p)
		if e := p.Exceeds(b); !(e >= 0 && e <= 1) || !(p.AtLeastOneMore() >= 0) {
			t.Errorf("projection %s exceeds with %v", what, e)
		}
		if p.Count < 1000 && p.Quantile(0.9) < p.Quantile(0.1) {
			t.Errorf("projection %s: quantiles fall", what)
		}
	}
	if o, err := pace.Overrun(b, []float64{1, x, 2}); err == nil {
		clean(t, "overrun "+what, o)
	}
}
