package outlook_test

import (
	"math"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
	"anlan/data/sample/sampletest"
)

var even = outlook.Season{Dispersion: 1}

// TestDomainNumbers has the worked numbers of a quota and of a year's end: 48 deaths by 31 August against 70, 528 deaths
// by 23 December.
func TestDomainNumbers(t *testing.T) {
	o, err := outlook.New(even, 48, analytics.Day(2011, time.August, 31))
	if err != nil {
		t.Fatal(err)
	}
	q, err := o.Against(70, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(q.Chance-0.600768) > 5e-7 {
		t.Errorf("the chance of more than 70 is %.6f, want 0.600768", q.Chance)
	}
	if q.Left != 22 || math.Abs(q.Used-48.0/70*100) > 1e-9 || q.Exceeded {
		t.Errorf("quota %+v", q)
	}
	if q.Likeliest.Before(analytics.Day(2011, time.December, 1)) || q.Likeliest.Year() != 2011 {
		t.Errorf("the likeliest day of the excess is %s", q.Likeliest.Format(time.DateOnly))
	}
	more, err := o.Against(70, 3)
	if err != nil || more.Chance <= q.Chance || more.Left != 19 {
		t.Errorf("three more deaths: %+v, %v", more, err)
	}
	o, err = outlook.New(even, 528, analytics.Day(2011, time.December, 23))
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(o.Total.Mean-539.84) > 0.02 || o.Total.Low95 != 534 || o.Total.High95 != 547 {
		t.Errorf("year's end %+v, want about 539.83 within 534 to 547", o.Total)
	}
	if math.Abs(o.Straight-357.0/365) > 1e-12 {
		t.Errorf("%v of the year has passed", o.Straight)
	}
}

func TestQuotaEdges(t *testing.T) {
	day := analytics.Day(2011, time.November, 30)
	for _, tc := range []struct {
		name     string
		count    int
		limit    float64
		exceeded bool
		chance   func(float64) bool
	}{
		{"exceeded", 7, 5, true, func(p float64) bool { return p == 1 }},
		{"equality is within", 5, 5, false, func(p float64) bool { return p > 0 && p < 1 }},
		{"zero control, none yet", 0, 0, false, func(p float64) bool { return p > 0 && p < 0.2 }},
		{"zero control broken", 1, 0, true, func(p float64) bool { return p == 1 }},
		{"a share of a quota", 4, 4.6, false, func(p float64) bool { return p > 0 && p < 0.5 }},
	} {
		o, err := outlook.New(even, tc.count, day)
		if err != nil {
			t.Fatal(err)
		}
		q, err := o.Against(tc.limit, 0)
		if err != nil {
			t.Fatal(err)
		}
		if q.Exceeded != tc.exceeded || !tc.chance(q.Chance) {
			t.Errorf("%s: %+v", tc.name, q)
		}
	}
}

// TestPath goes on from the count, never falls, and ends where the year does.
func TestPath(t *testing.T) {
	o, err := outlook.New(even, 48, analytics.Day(2011, time.August, 31))
	if err != nil {
		t.Fatal(err)
	}
	p, err := o.Path()
	if err != nil {
		t.Fatal(err)
	}
	last := len(p.Days) - 1
	if len(p.Days) != 122 || !p.Days[0].Equal(analytics.Day(2011, time.September, 1)) || !p.Days[last].Equal(analytics.Day(2011, time.December, 31)) {
		t.Fatalf("%d days from %v", len(p.Days), p.Days[0])
	}
	for i := range p.Days {
		if p.Low[i] < 48 || float64(p.Low[i]) > p.Mean[i] || float64(p.High[i]) < p.Mean[i] || i > 0 && p.Mean[i] < p.Mean[i-1] {
			t.Errorf("%s: %v (%d–%d)", p.Days[i].Format(time.DateOnly), p.Mean[i], p.Low[i], p.High[i])
		}
	}
	if math.Abs(p.Mean[last]-o.Total.Mean) > 1e-6 || p.High[last] != o.Total.High95 {
		t.Errorf("the path ends at %v (to %d), the year at %+v", p.Mean[last], p.High[last], o.Total)
	}
	end, err := outlook.New(even, 574, analytics.Day(2010, time.December, 31))
	if err != nil {
		t.Fatal(err)
	}
	if end.Total.Mean != 574 || end.Total.Low95 != 574 || end.Total.High95 != 574 {
		t.Errorf("a year that is over may become %+v", end.Total)
	}
}

// TestLearn learns the season of the demonstration city and looks whether its intervals hold what they promise: the year's
// end predicted from each of several days in each of the past years.
func TestLearn(t *testing.T) {
	w := sampletest.Open(t)
	e := engine.New(w, catalog.Default())
	held, all := 0, 0
	for year := 2008; year <= 2010; year++ {
		season, err := outlook.Learn(t.Context(), e, "deaths", nil, year)
		if err != nil {
			t.Fatal(err)
		}
		if len(season.Years) != year-2006 || season.Dispersion < 1 || season.Dispersion > 3 {
			t.Errorf("%d: learned from %v with dispersion %v", year, season.Years, season.Dispersion)
		}
		total := deaths(t, e, analytics.WholeYear(year))
		for month := time.March; month <= time.December; month++ {
			day := analytics.Day(year, month, 15)
			o, err := outlook.New(season, deaths(t, e, analytics.YearToDate(day)), day)
			if err != nil {
				t.Fatal(err)
			}
			all++
			if total >= o.Total.Low95 && total <= o.Total.High95 {
				held++
			}
		}
	}
	if held < all*85/100 {
		t.Errorf("%d of %d predictions held what they promise", held, all)
	}
}

func deaths(t *testing.T, e *engine.Engine, p analytics.Period) int {
	t.Helper()
	frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"deaths"}, Period: p, Basis: analytics.NoBasis})
	if err != nil {
		t.Fatal(err)
	}
	return int(frame.Total[0].Now)
}
