package stats_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"anlan/analytics/stats"
)

// oracleEntries are the entries of the independently computed numbers that hold one list, with what this package makes of
// them; a dash skips a figure that is input or wording.
func oracleEntries(t *testing.T) map[string][]any {
	survival := must[stats.Survival](t)(stats.KaplanMeier(hazards, 0.95))
	repeats := must[stats.Repeats](t)(stats.RepeatOffenders([]int{1757, 201, 30, 10, 1, 1}))
	table := must[stats.CrossTable](t)(stats.Cross([][]int{{30, 6, 4}, {20, 14, 6}, {25, 5, 10}}))
	var quotients, residuals []any
	for _, row := range table.Cells {
		for _, cell := range row {
			quotients, residuals = append(quotients, cell.Quotient), append(residuals, cell.Residual)
		}
	}
	concentration := must[stats.Concentration](t)(stats.Concentrate([]float64{41, 30, 22, 12, 11, 9, 5, 2}))
	months := must[stats.GoodnessOfFit](t)(stats.Uniform(monthly, monthDays))
	weekdays := must[stats.GoodnessOfFit](t)(stats.Uniform([]int{70, 64, 66, 68, 75, 95, 90}, nil))
	trend := must[stats.Trend](t)(stats.PoissonTrend([]float64{2007, 2008, 2009, 2010, 2011}, []int{698, 640, 610, 574, 540}, nil, false))
	kitagawa := must[stats.Kitagawa](t)(stats.RateAndMix(threeSectors))
	lmdi := must[stats.LMDI](t)(stats.LogMeanDivisia(threeSectors))
	dispersion := must[stats.FunnelPlot](t)(stats.Funnel(eightCounts, eightExposures)).Dispersion
	z := must[stats.ZTest](t)(stats.WaldTest(stats.Observed{Count: 528, Exposure: 357}, stats.Observed{Count: 574, Exposure: 365}, 1))
	smr := must[stats.StandardisedRatio](t)(stats.SMR(12, 7.5, 0.95))
	rate := must[stats.Estimate](t)(stats.Rate(stats.Observed{Count: 28, Exposure: 14.2}, 0.95))
	atLeast := func(units, events, least int) float64 {
		return must[float64](t)(stats.ExpectedUnits(units, events, least))
	}
	path := func(c stats.CUSUM) []any { return anys(must[stats.CUSUMPath](t)(c.Run(monthly, nil)).Sums...) }
	k := must[float64](t)(stats.CUSUMReference(4, 6))
	entries := map[string][]any{
		"A12 z deaths (exposure-adjusted)":          {z.Z, z.P},
		"H rate CI 28 deaths / 14.2 (10k vehicles)": {rate.Value, rate.Interval.Low, rate.Interval.High},
		"H SMR O=12,E=7.5":                          {smr.Ratio, smr.Interval.Low, smr.Interval.High, smr.P},
		"I dispersion phi=mean z^2 ; chi2, df, p":   {dispersion.Phi, dispersion.ChiSquare, float64(dispersion.Degrees), dispersion.P},
		"J CUSUM k for mu0=4, mu1=6":                {k},
		"J CUSUM path k=4.9326, h=8":                path(stats.CUSUM{K: k, H: 8}),
		"J CUSUM path k=5":                          path(stats.CUSUM{K: 5, H: 8}),
		"K Kitagawa R0,R1 (per 10万人), delta, rate effect, mix effect": {
			100 * kitagawa.RateBefore, 100 * kitagawa.RateAfter, 100 * kitagawa.Change, 100 * kitagawa.Rate, 100 * kitagawa.Mix,
		},
		"K deaths change = exposure part + rate part": {kitagawa.EventsChange, kitagawa.ByExposure, kitagawa.ByRate},
		"K LMDI: exposure, mix, rate, sum (deaths)":   {lmdi.Exposure, lmdi.Mix, lmdi.Rate, lmdi.Change},
		"L k for >=80%": {float64(concentration.Reach(0.8))},
		"L HHI (0-10000) and (0-1), effective number": {1e4 * concentration.HHI, concentration.HHI, concentration.Effective},
		"L Gini":                                      {concentration.Gini},
		"L chi2 df4 p":                                {table.ChiSquare, table.P},
		"L location quotients":                        quotients,
		"L adjusted residuals":                        residuals,
		"M month chi2 (day-adjusted), df 11, p":       {months.ChiSquare, months.P},
		"M weekday chi2 df6 p (Mon..Sun)":             {"-", weekdays.ChiSquare, weekdays.P},
		"M seasonal index month 10 = obs/expected":    {months.Index[9]},
		"N Poisson trend: b1, annual % change, SE, z": {trend.Slope, trend.Percent, trend.SE, trend.Z},
		"N pearson dispersion chi2/(n-2)":             {trend.Dispersion},
		"N CAGR 698->540 over 4 years %":              {100 * must[float64](t)(stats.CAGR(698, 540, 4))},
		"O firms 2000, accidents 300: lam, expected firms with 0,1,>=2,>=3": {
			"-", atLeast(2000, 300, 0) - atLeast(2000, 300, 1), atLeast(2000, 300, 1) - atLeast(2000, 300, 2), atLeast(2000, 300, 2), atLeast(2000, 300, 3),
		},
		"O observed distribution check n, total, firms>=2, mean, var, D=var/mean": {
			float64(repeats.Units), float64(repeats.Events), float64(repeats.Repeaters), repeats.Mean, repeats.Variance, repeats.Dispersion,
		},
		"O dispersion test chi2=(n-1)D, normal z=sqrt(2chi2)-sqrt(2df-1)": {repeats.ChiSquare, repeats.Z},
		"O share of accidents in repeat firms %":                          {100 * repeats.Share},
		"P KM median days to rectify":                                     {survival.Median},
		"P Fisher two-sided 45/50 vs 38/50 rectified":                     {must[stats.FisherTest](t)(stats.FisherExact(45, 5, 38, 12)).P},
		"R severity pyramid: P(0 larger accidents | mean 6), P(>=1 more in 8 days | 6/357 per day)": {
			must[float64](t)(stats.PoissonAtMost(0, 6)), must[float64](t)(stats.Another(6, 357, 8)),
		},
	}
	for _, h := range []float64{6, 8, 10} {
		var lengths []any
		for _, mean := range []float64{4, 6, 8} {
			lengths = append(lengths, must[float64](t)(stats.CUSUM{K: 5, H: h, Inclusive: true}.ARL(mean)))
		}
		entries[fmt.Sprintf("J ARL k=5 h=%v (signal S>=h): mu=4, mu=6, mu=8", h)] = lengths
	}
	var steps []any
	for _, s := range survival.Steps {
		steps = append(steps, s.Length, float64(s.AtRisk), float64(s.Done), "-", s.Open)
	}
	entries["P Kaplan-Meier open-hazard survival"] = steps
	var wilson []any
	for _, c := range [][2]int{{45, 50}, {38, 50}} {
		wilson = append(wilson, anys(ends(must[stats.Estimate](t)(stats.WilsonInterval(c[0], c[1], 0.95)).Interval)...)...)
	}
	entries["P Wilson 45/50, 38/50"] = wilson
	for key, pair := range map[string][2]int{"(30,1,45,1)": {30, 45}, "(3,1,9,1)": {3, 9}, "(6,1,14,1)": {6, 14}} {
		e := must[stats.ZTest](t)(stats.ETest(stats.Observed{Count: pair[0], Exposure: 1}, stats.Observed{Count: pair[1], Exposure: 1}))
		entries["G E-test "+key] = []any{e.Z, e.P}
	}
	for i, name := range []string{"道路交通", "火灾", "工矿商贸", "其他"} {
		p := must[[]stats.Contribution](t)(stats.Contributions(sectorsBefore, sectorsAfter))[i]
		entries["K "+name+": delta, contribution pp, share of change %, own change"] = []any{p.Change, p.Points, p.Share, p.Own, "-", "-"}
	}
	for i, name := range []string{"制造业", "建筑业", "商贸"} {
		g := kitagawa.Groups[i]
		entries["K Kitagawa "+name+" rates/10万人 0,1; rate part; mix part"] = []any{"-", "-", 100 * g.Rate, 100 * g.Mix}
	}
	return entries
}

func anys(values ...float64) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}

func TestOracles(t *testing.T) {
	all := oracles(t)
	for key, got := range oracleEntries(t) {
		want := figures(all[key])
		if len(want) != len(got) {
			t.Errorf("%s: %d figures, want %v", key, len(got), want)
			continue
		}
		for i, g := range got {
			if value, ok := g.(float64); ok {
				printed(t, key+" "+strconv.Itoa(i), value, want[i])
			}
		}
	}
}

// TestOracleObjects are the entries that name their figures.
func TestOracleObjects(t *testing.T) {
	all := oracles(t)
	shrunken := must[stats.Shrunken](t)(stats.Shrink(eightCounts, eightExposures))
	for i, name := range strings.Split("ABCDEFGH", "") {
		printed(t, "EB "+name, shrunken.Ratios[i], figures(field(t, all["I EB shrunken O/E"], name))[0])
	}
	for _, c := range []struct {
		key  string
		mean float64
	}{{"I limits mu=10 (interp, r) p=.001,.025,.975,.999", 10}, {"I limits mu=16.5", 16.5}} {
		for _, p := range []string{"0.001", "0.025", "0.975", "0.999"} {
			value, _ := strconv.ParseFloat(p, 64)
			limit := must[float64](t)(stats.PoissonLimit(c.mean, value))
			printed(t, c.key+" "+p, limit, figures(field(t, all[c.key], p))[0])
		}
	}
	split := must[stats.LogSplit](t)(stats.FrequencySeverity(4911, 574, 4414, 528))
	for name, got := range map[string]float64{"total": split.Total, "accidents": split.Frequency, "lethality": split.Severity} {
		printed(t, "A4 "+name, got, figures(field(t, all["A4 log split of death change"], name))[0])
	}
	for before := range critical {
		got := must[stats.Critical](t)(stats.CriticalCounts(stats.Observed{Count: before, Exposure: 1}, 1, 0.05))
		entry := all["G critical current counts at 5% two-sided central, equal exposure {prev: (<=lo, >=hi)}"]
		pair, ok := field(t, entry, strconv.Itoa(before)).([]any)
		if !ok {
			t.Fatal(entry)
		}
		low := -1
		if pair[0] != nil {
			low = int(number(t, pair[0]))
		}
		if want := (stats.Critical{Low: low, High: int(number(t, pair[1]))}); got != want {
			t.Errorf("%d before: %+v, want %+v", before, got, want)
		}
	}
}
