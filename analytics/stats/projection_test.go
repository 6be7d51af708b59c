package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"anlan/analytics/stats"
)

// august is a year to 31 August: 48 deaths in 243 of 365 days.
var august = stats.Pace{Count: 48, Elapsed: 243, Remaining: 122}

func TestProjection(t *testing.T) {
	plug := must[stats.Projection](t)(august.PlugIn())
	printedAll(t, "plug-in", []float64{plug.Mean - 48, plug.Exceeds(70), plug.Exceeds(69)}, "24.0988", "0.615951", "0.693069")
	predicted := must[stats.Projection](t)(august.Predict())
	printed(t, "predicted", predicted.Exceeds(70), "0.600768")

	december := stats.Pace{Count: 528, Elapsed: 357, Remaining: 8}
	printed(t, "year end", must[stats.Projection](t)(december.PlugIn()).Mean, "539.832")
	low, high, err := must[stats.Projection](t)(december.Predict()).Interval(0.95)
	if err != nil || low != 534 || high != 547 {
		t.Errorf("%d to %d, %v", low, high, err)
	}
}

func TestProjectionAgainstOracles(t *testing.T) {
	all := oracles(t)
	plug := must[stats.Projection](t)(august.PlugIn())
	printedAll(t, "plug-in", []float64{plug.Mean - 48, plug.Exceeds(70), plug.Exceeds(69)},
		figures(all["F 48 deaths by 31 Aug (243 d), quota 70: mean of remaining 122 d, P(total>70), P(total>=70)"])...)
	predicted := must[stats.Projection](t)(august.Predict())
	printed(t, "predicted", predicted.Exceeds(70), figures(all["F same with parameter uncertainty (Jeffreys gamma-Poisson predictive) P(Y>=23)"])[0])
}

// TestPredictAgainstR: Jeffreys' prediction is negative binomial with size count + ½ and p the elapsed share.
func TestPredictAgainstR(t *testing.T) {
	for _, c := range negatives {
		count := int(c.size - 0.5)
		if float64(count) != c.size-0.5 {
			continue // R's size has no count
		}
		name := fmt.Sprint(c.size, " ", c.p, " ", c.k)
		projection := must[stats.Projection](t)(stats.Pace{Count: count, Elapsed: c.p, Remaining: 1 - c.p}.Predict())
		near(t, name+" exceeds", projection.Exceeds(count+int(c.k)-1), c.greater, 1e-8)
		low, high, err := projection.Interval(0.95)
		if err != nil || low != count+int(c.low) || high != count+int(c.high) {
			t.Errorf("%s: %d to %d, want %v to %v", name, low-count, high-count, c.low, c.high)
		}
	}
}

// TestPredictIsAMixture draws rates from the posterior and counts from the rates.
func TestPredictIsAMixture(t *testing.T) {
	// For a count of k events the posterior gamma(k + ½) of the mean so far is a sum of k exponentials and half a squared normal.
	random := rand.New(rand.NewPCG(4, 4))
	pace := stats.Pace{Count: 5, Elapsed: 0.6, Remaining: 0.4}
	const runs = 60_000
	above, more := 0, 0
	for range runs {
		normal := random.NormFloat64()
		mean := normal * normal / 2
		for range pace.Count {
			mean += random.ExpFloat64()
		}
		rest := poissonDraw(random, mean*pace.Remaining/pace.Elapsed)
		if pace.Count+rest > 9 {
			above++
		}
		if rest > 0 {
			more++
		}
	}
	projection := must[stats.Projection](t)(pace.Predict())
	for name, pair := range map[string][2]float64{
		"above": {projection.Exceeds(9), float64(above) / runs}, "one more": {projection.AtLeastOneMore(), float64(more) / runs},
	} {
		if math.Abs(pair[0]-pair[1]) > 4*0.5/math.Sqrt(runs) {
			t.Errorf("%s: %v, drawn %v", name, pair[0], pair[1])
		}
	}
}

// TestProjectionMoments adds up the distribution that Exceeds describes: mean and variance are those promised.
func TestProjectionMoments(t *testing.T) {
	for _, dispersion := range []float64{0, 1, 1.106, 2.5, 12} {
		pace := stats.Pace{Count: 48, Elapsed: 243, Remaining: 122, Dispersion: dispersion}
		plug, predicted := must[stats.Projection](t)(pace.PlugIn()), must[stats.Projection](t)(pace.Predict())
		phi, ahead := max(1, dispersion), 122.0/243
		near(t, "plug-in variance", plug.Variance, phi*48*ahead, 1e-12)
		near(t, "predictive variance", predicted.Variance, phi*48.5*ahead*(1+ahead), 1e-12)
		for _, p := range []stats.Projection{plug, predicted} {
			mean, square := 0.0, 0.0
			for total := 48; total < 3000; total++ { // E X = Σ P(X > k), E X² = Σ (2k+1) P(X > k)
				tail, k := p.Exceeds(total), float64(total-48)
				mean += tail
				square += (2*k + 1) * tail
			}
			near(t, fmt.Sprint("mean, φ ", dispersion), 48+mean, p.Mean, 1e-9)
			near(t, fmt.Sprint("variance, φ ", dispersion), square-mean*mean, p.Variance, 1e-7)
		}
	}
}

// TestQuantiles: the quantile is the first total whose excess is no more than the rest.
func TestQuantiles(t *testing.T) {
	for _, pace := range []stats.Pace{august, {Count: 0, Elapsed: 1, Remaining: 1}, {Count: 3, Elapsed: 0.01, Remaining: 0.99}, {Count: 9, Elapsed: 1, Remaining: 1, Dispersion: 40}} {
		p := must[stats.Projection](t)(pace.Predict())
		for _, q := range []float64{0.001, 0.025, 0.3, 0.5, 0.9, 0.999} {
			k := p.Quantile(q)
			if 1-p.Exceeds(k) < q-1e-12 || k > pace.Count && 1-p.Exceeds(k-1) >= q {
				t.Errorf("%+v: %v at %d", pace, q, k)
			}
		}
	}
}

func TestProjectionEnds(t *testing.T) {
	over := must[stats.Projection](t)(stats.Pace{Count: 7, Elapsed: 365, Remaining: 0}.Predict())
	if over.Exceeds(6) != 1 || over.Exceeds(7) != 0 || over.Quantile(0.99) != 7 || over.AtLeastOneMore() != 0 || over.Mean != 7 {
		t.Errorf("a year that is over: %+v", over)
	}
	none := must[stats.Projection](t)(stats.Pace{Count: 0, Elapsed: 1, Remaining: 1}.PlugIn())
	if none.Exceeds(0) != 0 || none.Mean != 0 {
		t.Errorf("nothing so far, plugged in: %+v", none)
	}
	if p := must[stats.Projection](t)(stats.Pace{Count: 0, Elapsed: 1, Remaining: 1}.Predict()); p.Exceeds(0) <= 0.2 || p.Exceeds(0) >= 0.4 {
		t.Errorf("nothing so far, predicted: %v", p.Exceeds(0))
	}
	for name, pace := range map[string]stats.Pace{
		"count":      {Count: -1, Elapsed: 1, Remaining: 1},
		"elapsed":    {Count: 1, Elapsed: 0, Remaining: 1},
		"remaining":  {Count: 1, Elapsed: 1, Remaining: -1},
		"NaN":        {Count: 1, Elapsed: 1, Remaining: math.NaN()},
		"dispersion": {Count: 1, Elapsed: 1, Remaining: 1, Dispersion: math.NaN()},
		"far ahead":  {Count: 1, Elapsed: 1, Remaining: 1e9},
	} {
		if _, err := pace.Predict(); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestAnother(t *testing.T) {
	printed(t, "one more in 8 days", must[float64](t)(stats.Another(6, 357, 8)), "0.12581")
}

func TestOverrun(t *testing.T) {
	daily := make([]float64, 122)
	for i := range daily {
		daily[i] = 1
	}
	o := must[stats.Overrun](t)(august.Overrun(70, daily))
	printed(t, "ever", o.Ever, "0.600768")
	previous := 0.0
	for i, by := range o.ByDay {
		if by < previous {
			t.Fatalf("day %d: %v after %v", i, by, previous)
		}
		// By the end of a day the excess has come exactly if the prediction to that day exceeds the quota.
		to := must[stats.Projection](t)(stats.Pace{Count: 48, Elapsed: 243, Remaining: float64(i + 1)}.Predict())
		near(t, fmt.Sprint("day ", i), by, to.Exceeds(70), 1e-9)
		previous = by
	}
	if o.ByDay[o.Median] < 0.5 || o.ByDay[o.Median-1] >= 0.5 {
		t.Errorf("median %d", o.Median)
	}
	// 22.5 more at 48.5/243 a day take 112.7 days at least: the mean passes 70 on day 111 (48 + 48.5·111/243 = 70.15).
	if o.Expected != 110 {
		t.Errorf("expected on %d", o.Expected)
	}
}

// TestOverrunBySimulation follows drawn years day by day along a season, with a quiet second half.
func TestOverrunBySimulation(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	daily := make([]float64, 40)
	for i := range daily {
		daily[i] = 3
		if i >= 20 {
			daily[i] = 1
		}
	}
	pace := stats.Pace{Count: 30, Elapsed: 0.75, Remaining: 0.25}
	o := must[stats.Overrun](t)(pace.Overrun(38, daily))
	const runs = 40_000
	first := make([]int, len(daily)+1)
	for range runs {
		normal := random.NormFloat64()
		mean := normal * normal / 2
		for range pace.Count {
			mean += random.ExpFloat64()
		}
		count, day := pace.Count, 0
		for day = 0; day < len(daily); day++ {
			count += poissonDraw(random, mean/0.75*0.25*daily[day]/80)
			if count > 38 {
				break
			}
		}
		first[day]++
	}
	reached, likely := 0, 0
	for day, number := range first[:len(daily)] {
		reached += number
		if math.Abs(o.ByDay[day]-float64(reached)/runs) > 0.01 {
			t.Errorf("day %d: %v, drawn %v", day, o.ByDay[day], float64(reached)/runs)
		}
		if number > first[likely] {
			likely = day
		}
	}
	if math.Abs(float64(likely-o.Likely)) > 4 || o.Likely >= 20 {
		t.Errorf("likeliest on %d, drawn %d", o.Likely, likely)
	}
}

func TestOverrunEnds(t *testing.T) {
	already := must[stats.Overrun](t)(stats.Pace{Count: 7, Elapsed: 11, Remaining: 1}.Overrun(5, []float64{1}))
	if !already.Already || already.Ever != 1 || already.Median != -1 {
		t.Errorf("%+v", already)
	}
	met := must[stats.Overrun](t)(stats.Pace{Count: 5, Elapsed: 11, Remaining: 1}.Overrun(5, []float64{1}))
	if met.Already || met.Ever <= 0 || met.Ever >= 1 {
		t.Errorf("a quota that is met is not exceeded: %+v", met)
	}
	if over := must[stats.Overrun](t)(stats.Pace{Count: 5, Elapsed: 11}.Overrun(5, nil)); over.Ever != 0 || over.Likely != -1 || over.Median != -1 {
		t.Errorf("a year that is over: %+v", over)
	}
	zero := must[stats.Overrun](t)(stats.Pace{Count: 0, Elapsed: 11, Remaining: 1}.Overrun(0, []float64{0, 1}))
	if zero.ByDay[0] != 0 || zero.Likely != 1 {
		t.Errorf("a quota of zero: %+v", zero)
	}
	for _, daily := range [][]float64{nil, {0, 0}, {-1, 2}, {math.NaN()}} {
		if _, err := august.Overrun(70, daily); err == nil {
			t.Errorf("%v is taken", daily)
		}
	}
	if _, err := august.Overrun(-1, []float64{1}); !errors.Is(err, stats.ErrCount) {
		t.Errorf("negative quota: %v", err)
	}
}
