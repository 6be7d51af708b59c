package stats_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"anlan/analytics/stats"
)

func TestUniform(t *testing.T) {
	months := must[stats.GoodnessOfFit](t)(stats.Uniform(monthly, monthDays))
	printedAll(t, "months", []float64{months.ChiSquare, months.P, months.Index[9]}, "14.9292", "0.185762", "2.3548")
	if months.Degrees != 11 || months.Small != 5 {
		t.Errorf("%d degrees, %d small", months.Degrees, months.Small)
	}
	weekdays := must[stats.GoodnessOfFit](t)(stats.Uniform([]int{70, 64, 66, 68, 75, 95, 90}, nil))
	printedAll(t, "weekdays", []float64{weekdays.ChiSquare, weekdays.P}, "11.928", "0.0635938")
	if weekdays.Degrees != 6 {
		t.Errorf("%d degrees", weekdays.Degrees)
	}
	if _, err := stats.Uniform([]int{0, 0}, nil); !errors.Is(err, stats.ErrNoEvents) {
		t.Errorf("no events: %v", err)
	}
}

// TestRayleigh works the published statistic from its number of events and its resultant.
func TestRayleigh(t *testing.T) {
	z, p, err := stats.Rayleigh(124, 0.386072)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "z", z, "18.482")
	near(t, "p", p, 4.85074e-09, 5e-5) // as exact as six digits of the resultant allow
}

func TestClock(t *testing.T) {
	// All in one hour.
	hours := make([]int, 24)
	hours[17] = 40
	c := must[stats.Clock](t)(stats.ClockOf(hours))
	if math.Abs(c.Mean-17.5) > 1e-9 || math.Abs(c.Resultant-1) > 1e-12 || c.P > 1e-15 {
		t.Errorf("%+v", c)
	}
	// Around midnight: the mean is midnight, not noon.
	hours = make([]int, 24)
	hours[23], hours[0] = 10, 10
	c = must[stats.Clock](t)(stats.ClockOf(hours))
	if math.Min(c.Mean, 24-c.Mean) > 1e-9 {
		t.Errorf("mean %v", c.Mean)
	}
	// Spread evenly.
	for h := range hours {
		hours[h] = 7
	}
	c = must[stats.Clock](t)(stats.ClockOf(hours))
	if c.Resultant > 1e-12 || math.Abs(c.P-1) > 1e-9 {
		t.Errorf("%+v", c)
	}
	if _, err := stats.ClockOf([]int{1, 2}); !errors.Is(err, stats.ErrShape) {
		t.Errorf("two hours: %v", err)
	}
}

// TestRayleighBySimulation: under even spread the p-value is uniform.
func TestRayleighBySimulation(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 7))
	for _, n := range []int{8, 30, 200} {
		below := 0
		const runs = 4000
		for range runs {
			hours := make([]int, 24)
			for range n {
				hours[random.IntN(24)]++
			}
			if must[stats.Clock](t)(stats.ClockOf(hours)).P < 0.05 {
				below++
			}
		}
		if share := float64(below) / runs; math.Abs(share-0.05) > 0.015 {
			t.Errorf("n %d: %.3f below 0.05", n, share)
		}
	}
}

func drawnYears(random *rand.Rand, years ...int) []stats.YearOfEvents {
	var list []stats.YearOfEvents
	for _, year := range years {
		days := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
		y := stats.YearOfEvents{Year: year, ByDay: make([]int, days)}
		for i := range y.ByDay {
			y.ByDay[i] = poissonDraw(random, 1.5+math.Sin(2*math.Pi*float64(i)/365))
		}
		list = append(list, y)
	}
	return list
}

// TestSeasonCurve: whatever the past, the curve never falls, ends at 1, and its steps are the profile.
func TestSeasonCurve(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 4))
	past := drawnYears(random, 2006, 2007, 2008, 2009, 2010)
	for _, window := range []int{1, 3, 29, 365} {
		season := must[stats.Season](t)(stats.LearnSeason(past, window))
		for _, year := range []int{2011, 2012, 1900, 2000} {
			profile, curve := season.Profile(year), season.Curve(year)
			if len(curve) != time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() || curve[len(curve)-1] != 1 {
				t.Fatalf("%d has %d days and ends at %v", year, len(curve), curve[len(curve)-1])
			}
			previous := 0.0
			for i, share := range curve {
				if share < previous || math.Abs(share-previous-profile[i]) > 1e-9 {
					t.Fatalf("day %d of %d: from %v to %v, profile %v", i+1, year, previous, share, profile[i])
				}
				previous = share
				if season.Elapsed(year, i+1) != share {
					t.Fatalf("elapsed on day %d: %v", i+1, season.Elapsed(year, i+1))
				}
			}
		}
	}
}

// TestSeasonLearns: the curve of several years of the same pattern is near that pattern, and even exposure gives days.
func TestSeasonLearns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 4))
	season := must[stats.Season](t)(stats.LearnSeason(drawnYears(random, 2006, 2007, 2008, 2009, 2010), 29))
	for _, day := range []int{40, 90, 181, 273, 330} {
		turn := 2 * math.Pi * float64(day) / 365
		want := (1.5*float64(day) + 365/(2*math.Pi)*(1-math.Cos(turn))) / (1.5 * 365)
		if got := season.Elapsed(2011, day); math.Abs(got-want) > 0.02 {
			t.Errorf("day %d: %v, want %v", day, got, want)
		}
	}
	var even stats.Season
	printed(t, "23 December 2011", 100*even.Elapsed(2011, 357), "97.81")
	printed(t, "23 December 2012", 100*even.Elapsed(2012, 358), "97.81")
	if even.Elapsed(2011, 0) != 0 || even.Elapsed(2011, 366) != 1 || even.Elapsed(2011, 365) != 1 {
		t.Error("the ends are not 0 and 1")
	}
}

// TestSeasonAlone: with one past year, no window and the same kind of year, the curve is that year's own.
func TestSeasonAlone(t *testing.T) {
	past := drawnYears(rand.New(rand.NewPCG(9, 9)), 2010)
	season := must[stats.Season](t)(stats.LearnSeason(past, 1))
	total, running := 0, 0
	for _, count := range past[0].ByDay {
		total += count
	}
	for i, count := range past[0].ByDay {
		running += count
		near(t, fmt.Sprint("day ", i+1), season.Elapsed(2011, i+1), float64(running)/float64(total), 1e-9)
	}
}

func TestSeasonLeapDay(t *testing.T) {
	common := stats.YearOfEvents{Year: 2010, ByDay: make([]int, 365)}
	for i := range common.ByDay {
		common.ByDay[i] = 2
	}
	season := must[stats.Season](t)(stats.LearnSeason([]stats.YearOfEvents{common}, 1))
	for day, share := range season.Profile(2012) {
		near(t, fmt.Sprint("day ", day+1, " of a leap year"), share, 1.0/366, 1e-12)
	}
	// Three common years and one leap year with the same intensity: 29 February came once in four years and weighs as any day.
	leap := stats.YearOfEvents{Year: 2008, ByDay: make([]int, 366)}
	for i := range leap.ByDay {
		leap.ByDay[i] = 2
	}
	for _, window := range []int{1, 7} {
		season = must[stats.Season](t)(stats.LearnSeason([]stats.YearOfEvents{common, common, common, leap}, window))
		near(t, "29 February", season.Profile(2012)[59], 1.0/366, 1e-12)
		near(t, "1 March", season.Profile(2011)[59], 1.0/365, 1e-12)
	}
	// All on a 29 February says nothing of a year without one.
	only := stats.YearOfEvents{Year: 2008, ByDay: make([]int, 366)}
	only.ByDay[59] = 3
	season = must[stats.Season](t)(stats.LearnSeason([]stats.YearOfEvents{only}, 1))
	near(t, "even", season.Profile(2011)[0], 1.0/365, 1e-12)
	near(t, "all", season.Profile(2012)[59], 1, 1e-12)
}

func TestSeasonRefused(t *testing.T) {
	good := stats.YearOfEvents{Year: 2010, ByDay: make([]int, 365)}
	good.ByDay[3] = 1
	for name, c := range map[string]struct {
		years  []stats.YearOfEvents
		window int
		want   error
	}{
		"none":      {nil, 1, stats.ErrTooFew},
		"even":      {[]stats.YearOfEvents{good}, 2, stats.ErrValue},
		"wide":      {[]stats.YearOfEvents{good}, 999, stats.ErrValue},
		"short":     {[]stats.YearOfEvents{{2010, make([]int, 300)}}, 1, stats.ErrShape},
		"leap":      {[]stats.YearOfEvents{{2008, make([]int, 365)}}, 1, stats.ErrShape},
		"no events": {[]stats.YearOfEvents{{2010, make([]int, 365)}}, 1, stats.ErrNoEvents},
	} {
		if _, err := stats.LearnSeason(c.years, c.window); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
