package values_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/values"
)

func TestParseDeadline(t *testing.T) {
	on := func(y, m, d int) values.Deadline {
		return values.Deadline{Date: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)}
	}
	days := func(n int) values.Deadline { return values.Deadline{Days: n, Relative: true} }
	months := func(n int) values.Deadline { return values.Deadline{Months: n, Relative: true} }
	each := func(n int) values.Deadline { return values.Deadline{YearDay: n} }
	for _, tt := range []struct {
		text   string
		want   values.Deadline
		reason string
	}{
		{"2011-12-31", on(2011, 12, 31), ""},
		{"2011年12月5日前", on(2011, 12, 5), ""},
		{"限2011.9.1前整改完成", on(2011, 9, 1), ""},
		{"2011年2月底前", on(2011, 2, 28), ""},
		{"2011年11月", on(2011, 11, 30), ""},
		{"立即整改", days(0), ""},
		{"立即", days(0), ""},
		{"当场整改", days(0), ""},
		{"限期3日", days(3), ""},
		{"三日内", days(3), ""},
		{"限期十五天内整改", days(15), ""},
		{"24小时内", days(1), ""},
		{"36小时", days(2), ""},
		{"一周内", days(7), ""},
		{"半个月", days(15), ""},
		{"1个月", months(1), ""},
		{"半年内", months(6), ""},
		{"一年", months(12), ""},
		{"元旦前", each(1231), ""},
		{"国庆节前", each(930), ""},
		{"五一之前", each(430), ""},
		{"12月20日前", each(1220), ""},
		{"9.30", each(930), ""},
		{"3月底前", each(331), ""},
		{"2月", each(231), ""},
		{"年底前", each(1231), ""},
		{"年内完成", each(1231), ""},
		{"月底前", values.Deadline{MonthEnd: true}, ""},
		{"长期", values.Deadline{}, values.ReasonNoTerm},
		{"尽快整改", values.Deadline{}, values.ReasonNoTerm},
		{"春节前", values.Deadline{}, values.ReasonBadDate},
		{"15个工作日", values.Deadline{}, values.ReasonBadDate},
		{"2011-13-40", values.Deadline{}, values.ReasonImpossible},
		{"2月30日前", values.Deadline{}, values.ReasonImpossible},
		{"", values.Deadline{}, values.ReasonBadDate},
	} {
		got, reason := values.ParseDeadline(tt.text, values.Rules{Year: 2011})
		if reason != tt.reason {
			t.Errorf("%q: reason %q, want %q", tt.text, reason, tt.reason)
			continue
		}
		if reason == "" {
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q: %s", tt.text, diff)
			}
		}
	}
}
