package analytics_test

import (
	"testing"
	"time"

	"anlan/analytics"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWindows has the calendar cases of the domain notes: leap days, month ends, 357 days against 365.
func TestWindows(t *testing.T) {
	for _, tc := range []struct {
		name             string
		basis            analytics.Basis
		from, to         string
		wantFrom, wantTo string
		days, baseDays   int
	}{
		{"2011 to 23 December", analytics.SamePeriod, "2011-01-01", "2011-12-23", "2010-01-01", "2010-12-23", 357, 357},
		{"leap day falls away", analytics.SamePeriod, "2012-01-01", "2012-02-29", "2011-01-01", "2011-02-28", 60, 59},
		{"month end stays month end", analytics.SamePeriod, "2013-01-01", "2013-02-28", "2012-01-01", "2012-02-29", 59, 60},
		{"a leap year to 23 December", analytics.SamePeriod, "2012-01-01", "2012-12-23", "2011-01-01", "2011-12-23", 358, 357},
		{"full previous year", analytics.FullPreviousYear, "2011-01-01", "2011-12-23", "2010-01-01", "2010-12-31", 357, 365},
		{"three years", analytics.FullPreviousYear, "2009-01-01", "2011-06-30", "2006-01-01", "2008-12-31", 911, 1096},
		{"month on month", analytics.PreviousPeriod, "2011-03-01", "2011-03-31", "2011-02-01", "2011-02-28", 31, 28},
		{"quarter on quarter", analytics.PreviousPeriod, "2011-01-01", "2011-03-31", "2010-10-01", "2010-12-31", 90, 92},
		{"any ten days", analytics.PreviousPeriod, "2011-03-05", "2011-03-14", "2011-02-23", "2011-03-04", 10, 10},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := analytics.Period{From: day(t, tc.from), To: day(t, tc.to)}
			windows := tc.basis.Windows(p)
			if len(windows) != 1 {
				t.Fatalf("%d windows", len(windows))
			}
			want := analytics.Period{From: day(t, tc.wantFrom), To: day(t, tc.wantTo)}
			if windows[0].Period != want {
				t.Errorf("base %v, want %v", windows[0].Period, want)
			}
			if p.Days() != tc.days || windows[0].Period.Days() != tc.baseDays {
				t.Errorf("%d against %d days, want %d against %d", p.Days(), windows[0].Period.Days(), tc.days, tc.baseDays)
			}
		})
	}
}

func TestFiveYears(t *testing.T) {
	windows := analytics.FiveYearAverage.Windows(analytics.YearToDate(day(t, "2011-12-23")))
	if len(windows) != 5 {
		t.Fatalf("%d windows", len(windows))
	}
	if got := windows[4].String(); got != "2006-01-01..2006-12-23" || windows[4].Months != 60 {
		t.Errorf("the fifth is %s, %d months back", got, windows[4].Months)
	}
}

func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		direction   analytics.Direction
		now, before float64
		want        analytics.Verdict
	}{
		{analytics.LowerIsBetter, 528, 574, analytics.Better},
		{analytics.LowerIsBetter, 7, 5, analytics.Worse},
		{analytics.HigherIsBetter, 97, 94.8, analytics.Better},
		{analytics.HigherIsBetter, 94.8, 97, analytics.Worse},
		{analytics.NoJudgement, 1, 2, analytics.Neutral},
		{analytics.LowerIsBetter, 5, 5, analytics.Flat},
	} {
		if got := tc.direction.Judge(tc.now, tc.before); got != tc.want {
			t.Errorf("Judge(%v, %v, %v) = %v, want %v", tc.direction, tc.now, tc.before, got, tc.want)
		}
	}
}
