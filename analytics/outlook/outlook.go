package outlook

import (
	"fmt"
	"math"
	"time"

	"anlan/analytics"
	"anlan/analytics/stats"
)

// Range is a total that is expected, with the spans that hold it with a chance of one half and of 95 per cent.
type Range struct {
	Mean float64
	Low50, High50,
	Low95, High95 int
}

// Quota is how a count stands against a year's quota.
type Quota struct {
	Limit     float64
	Used      float64 // count ÷ limit in per cent; unset where the limit is zero
	Left      float64 // limit − count; negative: exceeded
	Exceeded  bool
	Chance    float64   // of exceeding it by 31 December
	Likeliest time.Time // the likeliest day of the excess; zero where it is exceeded already, or cannot be
}

// Outlook is where a year goes for a city, a town, a sector.
type Outlook struct {
	Day      time.Time // the last day that counts
	Count    int       // so far
	Straight float64   // share of the year that has passed, by days
	Seasonal float64   // share of the year's events that the seasonal pattern has had by then
	Total    Range     // of the whole year
	Season   Season
}

// New makes the outlook of a count up to a day, on a seasonal pattern.
func New(season Season, count int, day time.Time) (Outlook, error) {
	o := Outlook{Day: day, Count: count, Season: season, Straight: Elapsed(day) / 100, Seasonal: season.Elapsed(day.Year(), day.YearDay())}
	p, err := o.pace().Predict()
	if err != nil {
		return o, fmt.Errorf("project %d events to %s: %w", count, day.Format(time.DateOnly), err)
	}
	o.Total.Mean = p.Mean
	if o.Total.Low50, o.Total.High50, err = p.Interval(0.5); err != nil {
		return o, fmt.Errorf("project: %w", err)
	}
	if o.Total.Low95, o.Total.High95, err = p.Interval(0.95); err != nil {
		return o, fmt.Errorf("project: %w", err)
	}
	return o, nil
}

// Elapsed is the share of a year that has passed by the end of a day, in per cent of its days.
func Elapsed(day time.Time) float64 {
	return float64(day.YearDay()) / float64(analytics.WholeYear(day.Year()).Days()) * 100
}

func (o Outlook) pace() stats.Pace {
	elapsed := max(o.Seasonal, 1e-3) // before the first events of the pattern hardly anything has passed
	return stats.Pace{Count: o.Count, Elapsed: elapsed, Remaining: 1 - o.Seasonal, Dispersion: o.Season.Dispersion}
}

// Against sets the outlook against a quota; more is added to the count, to see what one more accident would mean.
func (o Outlook) Against(limit float64, more int) (Quota, error) {
	o.Count += more
	q := Quota{Limit: limit, Left: limit - float64(o.Count), Exceeded: float64(o.Count) > limit}
	if limit > 0 {
		q.Used = float64(o.Count) / limit * 100
	}
	if q.Exceeded {
		q.Chance = 1
		return q, nil
	}
	profile := o.Season.Profile(o.Day.Year())[o.Day.YearDay():]
	if len(profile) == 0 {
		return q, nil
	}
	over, err := o.pace().Overrun(int(math.Floor(limit)), profile)
	if err != nil {
		return q, fmt.Errorf("chance of exceeding %v: %w", limit, err)
	}
	q.Chance = over.Ever
	if over.Likely >= 0 {
		q.Likeliest = o.Day.AddDate(0, 0, 1+over.Likely)
	}
	return q, nil
}

// Path is the expected count by the end of each remaining day, with the span that holds it with a chance of 95 per cent.
type Path struct {
	Days      []time.Time
	Mean      []float64
	Low, High []int
}

// Path is how the count may go on to 31 December.
func (o Outlook) Path() (Path, error) {
	var p Path
	profile := o.Season.Profile(o.Day.Year())
	passed := 0.0
	for i := o.Day.YearDay(); i < len(profile); i++ {
		passed += profile[i]
		pace := o.pace()
		pace.Remaining = min(passed, pace.Remaining)
		at, err := pace.Predict()
		if err != nil {
			return p, fmt.Errorf("project: %w", err)
		}
		low, high, err := at.Interval(0.95)
		if err != nil {
			return p, fmt.Errorf("project: %w", err)
		}
		p.Days = append(p.Days, analytics.Day(o.Day.Year(), time.January, 1+i))
		p.Mean, p.Low, p.High = append(p.Mean, at.Mean), append(p.Low, low), append(p.High, high)
	}
	return p, nil
}
