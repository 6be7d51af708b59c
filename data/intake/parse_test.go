package intake

import (
	"math"
	"testing"
	"time"
)

func TestParseMoment(t *testing.T) {
	day := func(y, m, d, minute int) moment {
		return moment{date: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), precision: toDay, minute: minute}
	}
	for _, tc := range []struct {
		text   string
		rules  dateRules
		want   moment
		reason string
	}{
		{text: "2011-08-27", want: day(2011, 8, 27, -1)},
		{text: "2011-8-7 14:05", want: day(2011, 8, 7, 845)},
		{text: "2011/8/27 14:05:59", want: day(2011, 8, 27, 845)},
		{text: "2011.8.27", want: day(2011, 8, 27, -1)},
		{text: "2011.9.1 0:30", want: day(2011, 9, 1, 30)},
		{text: "2011年8月27日", want: day(2011, 8, 27, -1)},
		{text: "２０１１年８月２７日", want: day(2011, 8, 27, -1)},
		{text: "2011年9月1日14时许", want: day(2011, 9, 1, 840)},
		{text: "2011年9月1日 14时05分", want: day(2011, 9, 1, 845)},
		{text: "2011年9月1日下午2时30分", want: day(2011, 9, 1, 870)},
		{text: "2011年9月1日凌晨2时", want: day(2011, 9, 1, 120)},
		{text: "二〇一一年八月二十七日", want: day(2011, 8, 27, -1)},
		{text: "2011年元月3日", want: day(2011, 1, 3, -1)},
		{text: "20110827", want: day(2011, 8, 27, -1)},
		{text: "2011-08-27T14:05:00Z", want: day(2011, 8, 27, 845)},
		{text: "2013-08-13 00:00:00", want: day(2013, 8, 13, 0)},
		{text: "2011-08-27 24:00", want: day(2011, 8, 27, 1439)},
		{text: "8/27/2011 2:05 PM", want: day(2011, 8, 27, 845)},
		{text: "8/27/2011 12:05 AM", want: day(2011, 8, 27, 5)},
		{text: "27/08/2011", want: day(2011, 8, 27, -1)},
		{text: "03/04/2011", rules: dateRules{order: DayFirst}, want: day(2011, 4, 3, -1)},
		{text: "03/04/2011", rules: dateRules{order: MonthFirst}, want: day(2011, 3, 4, -1)},
		{text: "04/04/2011", want: day(2011, 4, 4, -1)},
		{text: "03/04/2011", reason: ReasonAmbiguous},
		{text: "09/20/09", rules: dateRules{order: MonthFirst}, want: day(2009, 9, 20, -1)},
		{text: "11/8/27", reason: ReasonAmbiguous},
		{text: "13/13/2011", rules: dateRules{order: DayFirst}, reason: ReasonImpossible},
		{text: "40782", want: day(2011, 8, 27, -1)},
		{text: "40782.5868055556", want: day(2011, 8, 27, 845)},
		{text: "39320", rules: dateRules{epoch1904: true}, want: day(2011, 8, 27, -1)},
		{text: "2011-02-30", reason: ReasonImpossible},
		{text: "2011-02-29", reason: ReasonImpossible},
		{text: "2012-02-29", want: day(2012, 2, 29, -1)},
		{text: "2011-13-01", reason: ReasonImpossible},
		{text: "2011-00-10", reason: ReasonImpossible},
		{text: "2011-08-27 25:00", reason: ReasonBadTime},
		{text: "8.27", reason: ReasonNoYear},
		{text: "8月27日", reason: ReasonNoYear},
		{text: "8月", reason: ReasonNoYear},
		{text: "明天", reason: ReasonBadDate},
		{text: "2011-08-27abc", reason: ReasonBadDate},
		{text: "12", reason: ReasonBadDate},
		{text: "2011年8月", want: moment{date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), precision: toMonth, minute: -1}},
		{text: "2011-08", want: moment{date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), precision: toMonth, minute: -1}},
		{text: "201108", want: moment{date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), precision: toMonth, minute: -1}},
		{text: "2011年元月", want: moment{date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), precision: toMonth, minute: -1}},
		{text: "2011-13", reason: ReasonImpossible},
		{text: "2011", want: moment{date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), precision: toYear, minute: -1}},
		{text: "2011年度", want: moment{date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), precision: toYear, minute: -1}},
	} {
		got, reason := parseMoment(tc.text, tc.rules)
		if reason != tc.reason || reason == "" && got != tc.want {
			t.Errorf("parseMoment(%q, %+v) = %+v, %q; want %+v, %q", tc.text, tc.rules, got, reason, tc.want, tc.reason)
		}
	}
}

func TestParseClock(t *testing.T) {
	for _, tc := range []struct {
		text   string
		want   int
		reason string
	}{
		{"15:30", 930, ""},
		{"9时", 540, ""},
		{"21点05分", 1265, ""},
		{"下午3时", 900, ""},
		{"0.5", 720, ""},
		{"24:30", 0, ReasonBadTime},
		{"夜里", 0, ReasonBadTime},
		{"", 0, ReasonBadTime},
	} {
		if got, reason := parseClock(tc.text); reason != tc.reason || reason == "" && got != tc.want {
			t.Errorf("parseClock(%q) = %d, %q; want %d, %q", tc.text, got, reason, tc.want, tc.reason)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for _, tc := range []struct {
		text   string
		want   float64
		reason string
	}{
		{"12", 12, ""},
		{"１２", 12, ""},
		{"1,234.5", 1234.5, ""},
		{"1，234", 1234, ""},
		{"3人", 3, ""},
		{" 26266 人次", 26266, ""},
		{"8万", 80000, ""},
		{"2.8万册", 28000, ""},
		{"1.5亿元", 1.5e8, ""},
		{"97%", 0.97, ""},
		{"1E+3", 1000, ""},
		{"149.80000000000001", 149.8, ""},
		{"-3", -3, ""},
		{"−3", -3, ""},
		{"十二", 12, ""},
		{"二十三人", 23, ""},
		{"五百二十八", 528, ""},
		{"零", 0, ""},
		{"近8万", 0, ReasonHedged},
		{"超过10万", 0, ReasonHedged},
		{"2.8万多", 0, ReasonHedged},
		{"约20", 0, ReasonHedged},
		{"20多", 0, ReasonHedged},
		{"十几", 0, ReasonHedged},
		{"1,23", 0, ReasonBadNumber},
		{"1,2345", 0, ReasonBadNumber},
		{"12abc", 0, ReasonBadNumber},
		{"三二", 0, ReasonBadNumber},
		{"多", 0, ReasonBadNumber},
		{"1e999", 0, ReasonBadNumber},
	} {
		got, reason := parseNumber(tc.text)
		if reason != tc.reason || math.Abs(got-tc.want) > 1e-9*math.Abs(tc.want) {
			t.Errorf("parseNumber(%q) = %v, %q; want %v, %q", tc.text, got, reason, tc.want, tc.reason)
		}
	}
}

func TestParseCount(t *testing.T) {
	for _, tc := range []struct {
		text   string
		want   int64
		reason string
	}{
		{"3.0", 3, ""}, {"-1", 0, ReasonNegative}, {"2.5", 0, ReasonNotWhole}, {"99999999999", 0, ReasonBadNumber}, {"3人", 3, ""},
	} {
		if got, reason := parseCount(tc.text); got != tc.want || reason != tc.reason {
			t.Errorf("parseCount(%q) = %d, %q; want %d, %q", tc.text, got, reason, tc.want, tc.reason)
		}
	}
}

func TestBlanksAreUnknown(t *testing.T) {
	for _, text := range []string{"", " ", "　", "-", "—", "/", "无", "N/A", "不详"} {
		if !isBlank(text) {
			t.Errorf("%q is not taken as blank", text)
		}
	}
	for _, text := range []string{"0", "零", "1", "无锡"} {
		if isBlank(text) {
			t.Errorf("%q is taken as blank", text)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, seed := range []string{"2011-08-27 14:05", "8/27/2011", "40782.5", "二〇一一年八月", "99999999", "2011年9月1日下午2时30分"} {
		f.Add(seed, 0)
	}
	f.Fuzz(func(t *testing.T, text string, order int) {
		m, reason := parseMoment(text, dateRules{order: DateOrder(order)})
		if reason != "" {
			return
		}
		if m.minute < -1 || m.minute >= 24*60 {
			t.Errorf("%q has minute %d", text, m.minute)
		}
		if year := m.date.Year(); year < 0 || year > 9999 {
			t.Errorf("%q has year %d", text, year)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"12", "1,234.5", "3人", "近8万", "五百二十八", "1e308", "97%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if value, reason := parseNumber(text); reason == "" && (math.IsNaN(value) || math.IsInf(value, 0)) {
			t.Errorf("parseNumber(%q) = %v", text, value)
		}
	})
}
