package values_test

import (
	"math"
	"testing"
	"time"

	. "anlan/data/values"
)

func TestParseMoment(t *testing.T) {
	day := func(y, m, d, minute int) Moment {
		return Moment{Date: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), Precision: ToDay, Minute: minute}
	}
	for _, tc := range []struct {
		text   string
		rules  Rules
		want   Moment
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
		{text: "03/04/2011", rules: Rules{Order: DayFirst}, want: day(2011, 4, 3, -1)},
		{text: "03/04/2011", rules: Rules{Order: MonthFirst}, want: day(2011, 3, 4, -1)},
		{text: "04/04/2011", want: day(2011, 4, 4, -1)},
		{text: "03/04/2011", reason: ReasonAmbiguous},
		{text: "09/20/09", rules: Rules{Order: MonthFirst}, want: day(2009, 9, 20, -1)},
		{text: "11/8/27", reason: ReasonAmbiguous},
		{text: "13/13/2011", rules: Rules{Order: DayFirst}, reason: ReasonImpossible},
		{text: "40782", want: day(2011, 8, 27, -1)},
		{text: "40782.5868055556", want: day(2011, 8, 27, 845)},
		{text: "39320", rules: Rules{Epoch1904: true}, want: day(2011, 8, 27, -1)},
		{text: "2011-02-30", reason: ReasonImpossible},
		{text: "2011-02-29", reason: ReasonImpossible},
		{text: "2012-02-29", want: day(2012, 2, 29, -1)},
		{text: "2011-13-01", reason: ReasonImpossible},
		{text: "2011-00-10", reason: ReasonImpossible},
		{text: "2011-08-27 25:00", reason: ReasonBadTime},
		{text: "11年8月27日", want: day(2011, 8, 27, -1)},
		{text: "98年8月27日", want: day(1998, 8, 27, -1)},
		{text: "11.8.27", rules: Rules{Order: YearFirst}, want: day(2011, 8, 27, -1)},
		{text: "11-8-27", rules: Rules{Year: 2011}, want: day(2011, 8, 27, -1)},
		{text: "27/8/11", rules: Rules{Year: 2011}, want: day(2011, 8, 27, -1)},
		{text: "11.8.11", rules: Rules{Year: 2011}, reason: ReasonAmbiguous},
		{text: "11.8.27", rules: Rules{Year: 2010}, reason: ReasonAmbiguous},
		{text: "8.27", rules: Rules{Year: 2011}, want: day(2011, 8, 27, -1)},
		{text: "8月27日14时许", rules: Rules{Year: 2011}, want: day(2011, 8, 27, 840)},
		{text: "8月", rules: Rules{Year: 2011}, want: Moment{Date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "元月", rules: Rules{Year: 2011}, want: Moment{Date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "十二月", rules: Rules{Year: 2011}, want: Moment{Date: time.Date(2011, 12, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "2011年第三季度", want: Moment{Date: time.Date(2011, 7, 1, 0, 0, 0, 0, time.UTC), Precision: ToQuarter, Minute: -1}},
		{text: "一季度", rules: Rules{Year: 2011}, want: Moment{Date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToQuarter, Minute: -1}},
		{text: "一季度", reason: ReasonNoYear},
		{text: "1-8月", reason: ReasonSpan},
		{text: "元月至五月", rules: Rules{Year: 2011}, reason: ReasonSpan},
		{text: "2011年1—8月", reason: ReasonSpan},
		{text: "上半年", reason: ReasonSpan},
		{text: "2011年8月27日（星期六）14时", want: day(2011, 8, 27, 840)},
		{text: "2011年8月27日晚", want: day(2011, 8, 27, -1)},
		{text: "2011年8月27日晚上8点", want: day(2011, 8, 27, 1200)},
		{text: "2011年8月27日深夜2时", want: day(2011, 8, 27, 120)},
		{text: "2011年8月27日中午12时半", reason: ReasonBadDate},
		{text: "20110827 1405", want: day(2011, 8, 27, 845)},
		{text: "27 Aug 2011", want: day(2011, 8, 27, -1)},
		{text: "August 27, 2011 2:05 pm", want: day(2011, 8, 27, 845)},
		{text: "27-Aug-2011", want: day(2011, 8, 27, -1)},
		{text: "8.27", reason: ReasonNoYear},
		{text: "8月27日", reason: ReasonNoYear},
		{text: "8月", reason: ReasonNoYear},
		{text: "明天", reason: ReasonBadDate},
		{text: "2011-08-27abc", reason: ReasonBadDate},
		{text: "12", reason: ReasonBadDate},
		{text: "2011年8月", want: Moment{Date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "2011-08", want: Moment{Date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "201108", want: Moment{Date: time.Date(2011, 8, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "2011年元月", want: Moment{Date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToMonth, Minute: -1}},
		{text: "2011-13", reason: ReasonImpossible},
		{text: "2011", want: Moment{Date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToYear, Minute: -1}},
		{text: "2011年度", want: Moment{Date: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToYear, Minute: -1}},
	} {
		got, reason := ParseMoment(tc.text, tc.rules)
		if reason != tc.reason || reason == "" && got != tc.want {
			t.Errorf("ParseMoment(%q, %+v) = %+v, %q; want %+v, %q", tc.text, tc.rules, got, reason, tc.want, tc.reason)
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
		if got, reason := ParseClock(tc.text); reason != tc.reason || reason == "" && got != tc.want {
			t.Errorf("ParseClock(%q) = %d, %q; want %d, %q", tc.text, got, reason, tc.want, tc.reason)
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
		{"〇", 0, ""},
		{"3,000万元", 3e7, ""},
		{"#DIV/0!", 0, ReasonFormulaError},
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
		got, reason := ParseNumber(tc.text)
		if reason != tc.reason || math.Abs(got.Value-tc.want) > 1e-9*math.Abs(tc.want) {
			t.Errorf("ParseNumber(%q) = %v, %q; want %v, %q", tc.text, got, reason, tc.want, tc.reason)
		}
	}
}

func TestParseCount(t *testing.T) {
	for _, tc := range []struct {
		text   string
		want   int64
		reason string
	}{
		{"3.0", 3, ""}, {"-1", 0, ReasonNegative}, {"2.5", 0, ReasonNotWhole}, {"99999999999", 0, ReasonBadNumber}, {"12万元", 0, ReasonBadNumber}, {"300%", 0, ReasonBadNumber}, {"3人", 3, ""},
	} {
		if got, reason := ParseCount(tc.text); got != tc.want || reason != tc.reason {
			t.Errorf("ParseCount(%q) = %d, %q; want %d, %q", tc.text, got, reason, tc.want, tc.reason)
		}
	}
}

func TestParseAmount(t *testing.T) {
	for _, tc := range []struct {
		text, stored string
		scale, want  float64
	}{
		{"120.5", "万元", 1, 120.5},
		{"1205000", "万元", 1e-4, 120.5},
		{"120.5万元", "万元", 1, 120.5},
		{"120.5万元", "万元", 1e-4, 120.5}, // in a column of 元: the cell's own unit counts
		{"3000元", "万元", 1, 0.3},
		{"1.2亿", "万元", 1, 12000},
		{"48.3", "人", 1e4, 483000},
		{"48.3万", "人", 1e4, 483000},
		{"48.3万人", "人", 1, 483000},
		{"4735.39", "亿元", 1, 4735.39},
		{"47353900万元", "亿元", 1, 4735390 / 1000.0},
	} {
		if got, reason := ParseAmount(tc.text, tc.stored, tc.scale); reason != "" || math.Abs(got-tc.want) > 1e-9*tc.want {
			t.Errorf("ParseAmount(%q, %s, %g) = %v, %q; want %v", tc.text, tc.stored, tc.scale, got, reason, tc.want)
		}
	}
}

func TestInterval(t *testing.T) {
	for text, want := range map[string]string{
		"接近8万": "<80000", "近8万": "<80000", "超过10万": ">100000", "20多个": "21–29", "300多次": "301–399", "2.8万多册": "28001–28999",
		"8万多": "80001–89999", "5000宗左右": "≈5000", "约20万元": "≈200000", "1至2次": "1–2", "1～2万": "10000–20000", "100人以上": "≥100",
		"不到3": "<3", "3": "", "多": "", "8.27": "",
	} {
		if got := Interval(text); got != want {
			t.Errorf("Interval(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestBlanksAreUnknown(t *testing.T) {
	for _, text := range []string{"", " ", "　", "-", "—", "/", "无", "N/A", "不详"} {
		if !IsBlank(text) {
			t.Errorf("%q is not taken as blank", text)
		}
	}
	for _, text := range []string{"0", "零", "1", "无锡"} {
		if IsBlank(text) {
			t.Errorf("%q is taken as blank", text)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, seed := range []string{"2011-08-27 14:05", "8/27/2011", "40782.5", "二〇一一年八月", "99999999", "2011年9月1日下午2时30分"} {
		f.Add(seed, 0)
	}
	f.Fuzz(func(t *testing.T, text string, order int) {
		m, reason := ParseMoment(text, Rules{Order: Order(order)})
		if reason != "" {
			return
		}
		if m.Minute < -1 || m.Minute >= 24*60 {
			t.Errorf("%q has minute %d", text, m.Minute)
		}
		if year := m.Date.Year(); year < 0 || year > 9999 {
			t.Errorf("%q has year %d", text, year)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"12", "1,234.5", "3人", "近8万", "五百二十八", "1e308", "97%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, reason := ParseNumber(text); reason == "" && (math.IsNaN(n.Value) || math.IsInf(n.Value, 0)) {
			t.Errorf("ParseNumber(%q) = %v", text, n.Value)
		}
		Interval(text)
		for _, stored := range []string{"", "万元", "人"} {
			if v, reason := ParseAmount(text, stored, 1e4); reason == "" && (v < 0 || math.IsNaN(v)) {
				t.Errorf("ParseAmount(%q) = %v", text, v)
			}
		}
	})
}
