package check

import (
	"context"
	"math"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/scan"
)

// staleDays is how far back a draft is searched for: figures are seldom left standing longer.
const staleDays = 60

// earlier finds the latest day before the end of a question's period on which a figure, and what it was compared with,
// met a condition: any day of the last sixty, or the end of a month. Only sums grow day by day; ratios are not searched.
func (k *asker) earlier(ctx context.Context, a *answer, meets func(now, base float64) bool) (time.Time, bool, error) {
	if a.indicator.IsRatio() {
		return time.Time{}, false, nil
	}
	step := analytics.Month
	if slices.Contains(a.indicator.By, analytics.Date) {
		step = analytics.Date
	}
	q := a.query
	q.By = []analytics.DimensionID{step}
	frame, err := k.answers.Run(ctx, q)
	if err != nil {
		return time.Time{}, false, nil //nolint:nilerr // an indicator that cannot be cut by day has no earlier day
	}
	var now, base float64
	var found time.Time
	for _, row := range frame.Rows {
		if row.Values[0].HasNow {
			now += row.Values[0].Now
		}
		if row.Values[0].HasBase {
			base += row.Values[0].Base
		}
		end, ok := endOf(step, row.Members[0].Key)
		if !ok || !end.Before(q.Period.To) {
			continue
		}
		monthEnd := end.AddDate(0, 0, 1).Day() == 1
		if meets(round6(now), round6(base)) && (monthEnd || q.Period.To.Sub(end).Hours() <= staleDays*24) {
			found = end
		}
	}
	return found, !found.IsZero(), nil
}

// round6 takes away the noise of sums of decimals.
func round6(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// endOf is the last day of a month or a day, by its key.
func endOf(step analytics.DimensionID, key string) (time.Time, bool) {
	if step == analytics.Date {
		d, err := time.Parse(time.DateOnly, key)
		return d, err == nil
	}
	d, err := time.Parse("2006-01", key)
	return d.AddDate(0, 1, -1), err == nil
}

// levelled are the changes of a value per day and day for day.
type levelledChange struct{ perDay, sameDays float64 }

// levels computes what a change against a whole year is per day, and day for day against the same period.
func (k *asker) levels(ctx context.Context, c *checker, ch draft.Change) (levelledChange, bool, error) {
	var l levelledChange
	f := &c.d.Figures[ch.Values[0]]
	queries := c.candidates(f, f.Indicators)
	if len(queries) == 0 || c.reason(f) != "" {
		return l, false, nil
	}
	q := queries[0]
	bases := c.bases(scan.Basis{Kind: scan.FullYear}, q.Period)
	q.Basis = bases[0]
	against, ok, err := k.ask(ctx, q)
	if err != nil || !ok {
		return l, false, err
	}
	q.Basis = analytics.SamePeriod
	same, ok, err := k.ask(ctx, q)
	if err != nil || !ok {
		return l, false, err
	}
	perDay, okDay := against.meta.PerDay(against.value)
	change, okSame := same.value.Change()
	return levelledChange{perDay, change}, okDay && okSame, nil
}

// average checks a mean of several years: of as many as the draft says, or of three to five; with the present year or
// without it.
func (c *checker) average(ctx context.Context, i int) error {
	f := &c.d.Figures[i]
	yearly := *f
	yearly.Span = scan.Span{Kind: scan.Year}
	queries := c.candidates(&yearly, f.Indicators)
	if len(queries) == 0 {
		c.unknown(i, c.noQuestion(f))
		return nil
	}
	q := queries[0]
	indicator, err := c.asked.cat.Indicator(q.Indicators[0])
	if err != nil || indicator.IsRatio() {
		c.unknown(i, "average")
		return nil
	}
	last := c.year
	q.By = []analytics.DimensionID{analytics.Year}
	q.Period = analytics.Period{From: analytics.Day(last-6, 1, 1), To: analytics.Day(last, 12, 31)}
	frame, err := c.asked.answers.Run(ctx, q)
	if err != nil {
		return err
	}
	years := make(map[int]float64)
	for _, row := range frame.Rows {
		if year, err := time.Parse("2006", row.Members[0].Key); err == nil && row.Values[0].HasNow {
			years[year.Year()] = row.Values[0].Now
		}
	}
	c.judgeAverage(i, answer{indicator: indicator, query: q, meta: frame.Meta}, years)
	return nil
}

// judgeAverage compares a figure with the means that it may be.
func (c *checker) judgeAverage(i int, a answer, years map[int]float64) {
	f := &c.d.Figures[i]
	counts := []int{5, 4, 3}
	if f.Span.Count > 0 {
		counts = []int{f.Span.Count}
	}
	var likeliest *answer
	for _, n := range counts {
		for _, end := range []int{c.year - 1, c.year} {
			m := a
			mean, ok := meanOf(years, end, n)
			if !ok || end == c.year && !c.covers(analytics.Period{From: analytics.Day(end, 1, 1), To: analytics.Day(end, 12, 20)}, a.indicator.Num.Fact) {
				continue
			}
			m.value.Now, m.value.HasNow = mean, true
			m.query.Period = analytics.Period{From: analytics.Day(end-n+1, 1, 1), To: analytics.Day(end, 12, 31)}
			if likeliest == nil {
				likeliest = &m
			}
			if f.Quantity.Fit(exactly(a.indicator, mean)) != 0 {
				c.provedMean(i, Green, "data.right", &m)
				return
			}
		}
	}
	if likeliest == nil {
		c.unknown(i, "no_data")
		return
	}
	c.provedMean(i, Red, "data.wrong", likeliest)
}

func meanOf(years map[int]float64, end, n int) (float64, bool) {
	sum := 0.0
	for y := end - n + 1; y <= end; y++ {
		v, ok := years[y]
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum / float64(n), true
}

// provedMean puts down a verdict on a mean of years.
func (c *checker) provedMean(i int, l Level, code string, a *answer) {
	print := func(v voice) string { return v.p.Quantity(a.indicator.Unit, a.value.Now) }
	f := c.finding(i, l, code, both(func(v voice) string {
		if l == Green {
			return v.say("check.data.mean.right", "value", print(v), "period", v.p.Period(a.query.Period))
		}
		return v.say("check.data.mean.wrong", "value", print(v), "period", v.p.Period(a.query.Period))
	}))
	f.Right, f.Proof = both(print), a.proof()
	c.findings[i] = append(c.findings[i], f)
}
