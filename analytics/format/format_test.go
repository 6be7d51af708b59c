package format_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/format"
)

var (
	zh = format.Printer{Language: analytics.Chinese}
	en = format.Printer{Language: analytics.English}
)

// TestRounding has the pitfalls of binary fractions: each must round half up on its decimal digits.
func TestRounding(t *testing.T) {
	for _, tc := range []struct {
		value    float64
		decimals int
		want     string
	}{
		{2.675, 2, "2.68"}, {94.85, 1, "94.9"}, {12.5, 0, "13"}, {-12.5, 0, "−13"}, {-0.004, 2, "0.00"}, {4414, 0, "4414"}, {0.1 + 0.2, 1, "0.3"}, {1e15, 0, "1000000000000000"}, {40256.499999999985, 0, "40257"}, {123456789.01, 2, "123456789.01"},
	} {
		if got := zh.Number(tc.value, tc.decimals); got != tc.want {
			t.Errorf("Number(%v, %d) = %q, want %q", tc.value, tc.decimals, got, tc.want)
		}
	}
	if got := en.Number(-1234567.5, 1); got != "−1,234,567.5" {
		t.Errorf("English: %q", got)
	}
}

// TestChangeWording has the worked cases of the domain notes.
func TestChangeWording(t *testing.T) {
	for _, tc := range []struct {
		now, base float64
		want      string
	}{
		{4414, 4911, "下降10.12%"},
		{4414, 4910, "下降10.10%"},
		{528, 574, "下降8.01%"},
		{5, 5, "持平"},
		{0, 0, "持平"},
		{3, 0, "增加3\u202f人"},
		{0, 3, "下降100.00%"},
		{4, 1, "上升300.00%"},
		{1, 3, "下降66.67%"},
		{18, 11, "上升63.64%"},
		{11, 18, "下降38.89%"},
		{208, 213, "下降2.35%"},
		{7, 5, "上升40.00%"},
		{1113, 1188, "下降6.31%"},
		{100000, 100001, "略降"},
	} {
		if got := zh.Change(analytics.UnitPersons, tc.now, tc.base, 2); got != tc.want {
			t.Errorf("Change(%v, %v) = %q, want %q", tc.now, tc.base, got, tc.want)
		}
	}
	if got := zh.Change(analytics.UnitPercent, 97.0, 94.8, 1); got != "提高2.2个百分点" {
		t.Errorf("a rate: %q", got)
	}
	if got := en.Change(analytics.UnitPercent, 94.8, 97.0, 1); got != "down 2.2 percentage points" {
		t.Errorf("a rate in English: %q", got)
	}
}

// TestTwoChanges says the way that two changes go once where they go the same way.
func TestTwoChanges(t *testing.T) {
	accidents := func(now, base float64) format.Comparison {
		return format.Comparison{Unit: analytics.UnitAccidents, Now: now, Base: base}
	}
	for _, tc := range []struct {
		first, second format.Comparison
		zh, en        string
	}{
		{accidents(4414, 4787), accidents(528, 560), "下降7.8%和5.7%", "down 7.8% and 5.7%"},
		{accidents(6, 4), accidents(3, 2), "上升50.0%和50.0%", "up 50.0% and 50.0%"},
		{accidents(6, 4), accidents(2, 3), "上升50.0%、下降33.3%", "up 50.0% and down 33.3%"},
		{accidents(6, 4), accidents(2, 0), "上升50.0%、增加2\u202f宗", "up 50.0% and 2"},
		{accidents(1, 0), accidents(2, 0), "增加1\u202f宗、增加2\u202f宗", "up 1 and 2"},
		{accidents(2, 2), accidents(0, 0), "持平、持平", "unchanged and unchanged"},
	} {
		if got := zh.Changes(tc.first, tc.second, 1); got != tc.zh {
			t.Errorf("%q, want %q", got, tc.zh)
		}
		if got := en.Changes(tc.first, tc.second, 1); got != tc.en {
			t.Errorf("%q, want %q", got, tc.en)
		}
	}
}

func TestBases(t *testing.T) {
	for _, b := range analytics.Bases() {
		for _, p := range []format.Printer{zh, en} {
			for _, name := range []string{p.Basis(b), p.ShortBasis(b)} {
				if name == "" || strings.Contains(name, "format.") {
					t.Errorf("%s is named %q", b, name)
				}
			}
		}
	}
	spring := analytics.Against(analytics.Period{From: analytics.Day(2009, 1, 1), To: analytics.Day(2009, 3, 31)})
	got := []string{zh.Basis(spring), zh.ShortBasis(spring), en.Basis(spring), en.ShortBasis(spring)}
	want := []string{"2009年1月至3月", "2009年1月至3月", "period January to March 2009", "January to March 2009"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a span of days is named (-want +got):\n%s", diff)
	}
}

func TestShortChange(t *testing.T) {
	for _, tc := range []struct {
		unit      analytics.Unit
		now, base float64
		want      string
	}{
		{analytics.UnitAccidents, 4414, 4803, "▼ 8.1%"},
		{analytics.UnitAccidents, 6, 5, "▲ 1\u202f宗"},
		{analytics.UnitAccidents, 6, 0, "▲ 6\u202f宗"},
		{analytics.UnitPercent, 97.0, 95.8, "▲ 1.2个百分点"},
		{analytics.UnitPersons, 5, 5, "持平"},
	} {
		if got := zh.ShortChange(tc.unit, tc.now, tc.base); got != tc.want {
			t.Errorf("ShortChange(%s, %v, %v) = %q, want %q", tc.unit.ID, tc.now, tc.base, got, tc.want)
		}
	}
}

func TestQuantities(t *testing.T) {
	if got := zh.Quantity(analytics.UnitAccidents, 4414); got != "4414\u202f宗" {
		t.Errorf("got %q", got)
	}
	if got := (format.Printer{AccidentUnit: "起"}).Quantity(analytics.UnitAccidents, 4414); got != "4414\u202f起" {
		t.Errorf("got %q", got)
	}
	if got := zh.Quantity(analytics.UnitPercent, 256.0/270*100); got != "94.81%" {
		t.Errorf("got %q", got)
	}
	if got := zh.Quantity(analytics.UnitPersons, 611.8); got != "611.8\u202f人" {
		t.Errorf("got %q", got)
	}
	if got := zh.ChangePercent(528, 574, 2); got != "−8.01%" {
		t.Errorf("got %q", got)
	}
	if got := zh.ChangePercent(3, 0, 2); got != format.None {
		t.Errorf("on a base of zero: %q", got)
	}
}

func TestPeriods(t *testing.T) {
	d := func(y int, m time.Month, day int) time.Time { return analytics.Day(y, m, day) }
	for _, tc := range []struct {
		period analytics.Period
		zh, en string
	}{
		{analytics.YearToDate(d(2011, 12, 23)), "2011年1月1日至12月23日", "1 January to 23 December 2011"},
		{analytics.WholeYear(2010), "2010年", "2010"},
		{analytics.Period{From: d(2011, 8, 1), To: d(2011, 8, 31)}, "2011年8月", "August 2011"},
		{analytics.Period{From: d(2011, 1, 1), To: d(2011, 11, 30)}, "2011年1月至11月", "January to November 2011"},
		{analytics.Period{From: d(2009, 1, 1), To: d(2011, 12, 23)}, "2009年1月1日至2011年12月23日", "1 January 2009 to 23 December 2011"},
		{analytics.Period{From: d(2011, 8, 27), To: d(2011, 8, 27)}, "2011年8月27日", "27 August 2011"},
	} {
		if got := zh.Period(tc.period); got != tc.zh {
			t.Errorf("zh %q, want %q", got, tc.zh)
		}
		if got := en.Period(tc.period); got != tc.en {
			t.Errorf("en %q, want %q", got, tc.en)
		}
	}
}
