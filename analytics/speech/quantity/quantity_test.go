package quantity_test

import (
	"math/big"
	"strings"
	"testing"

	"anlan/analytics/speech/quantity"
)

// TestHedges has the worked intervals of the domain notes, and what they say of 以上 and 以下.
func TestHedges(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"接近8万家", "[75000,80000)"},
		{"超过10万处", "(100000,"},
		{"20多个", "(20,30)"},
		{"300多次", "(300,400)"},
		{"2.8万多册", "(28000,29000)"},
		{"5000宗左右", "[4750,5250]"},
		{"1至2次", "[1,2]"},
		{"3-9人", "[3,9]"},
		{"10%-15%", "[10,15]"},
		{"近300人", "[270,300)"},
		{"约740万元", "[7252000,7548000]"},
		{"逾1.5万人次", "(15000,"},
		{"不足300人", ",300)"},
		{"3人以上", "[3,"},
		{"10人以下", ",10)"},
		{"95%以上", "[95,"},
		{"不超过50人", ",50]"},
		{"三千余家", "(3000,4000)"},
		{"百余家", "(100,200)"},
		{"十几家", "(10,20)"},
		{"二十几人", "(20,30)"},
		{"几十家", "[10,100)"},
		{"数百家", "[100,1000)"},
		{"上千家", "[1000,"},
		{"近两成", "[18,20)"},
		{"20余万人", "(200000,300000)"},
		{"120多家", "(120,130)"},
	} {
		q, end, ok := quantity.Read(tc.text, 0)
		if !ok || end != len(tc.text) {
			t.Errorf("%s: read to %d, %v", tc.text, end, ok)
			continue
		}
		if got := interval(q.Number); got != tc.want {
			t.Errorf("%s is %s, want %s", tc.text, got, tc.want)
		}
	}
}

func interval(n quantity.Number) string {
	var b strings.Builder
	if n.Low.Value != nil {
		b.WriteString(map[bool]string{true: "(", false: "["}[n.Low.Open] + n.Low.Value.RatString())
	}
	b.WriteString(",")
	if n.High.Value != nil {
		b.WriteString(n.High.Value.RatString() + map[bool]string{true: ")", false: "]"}[n.High.Open])
	}
	return b.String()
}

func TestNumbers(t *testing.T) {
	for _, tc := range []struct {
		text, value string
		class       quantity.Class
		rest        string
	}{
		{"4414宗、死亡", "4414", quantity.Cases, "、死亡"},
		{"528人,", "528", quantity.Persons, ","},
		{"458474人次", "458474", quantity.Turns, ""},
		{"6448家次", "6448", quantity.Visits, ""},
		{"10.11%和", "1011/100", quantity.Percent, "和"},
		{"2.2个百分点", "11/5", quantity.Points, ""},
		{"45.85万人次", "458500", quantity.Turns, ""},
		{"1.23亿元", "123000000", quantity.Money, ""},
		{"365.28万元", "3652800", quantity.Money, ""},
		{"3百万元", "3000000", quantity.Money, ""},
		{"1.2倍", "6/5", quantity.Fold, ""},
		{"12,345家", "12345", quantity.Firms, ""},
		{"8.1%,6.3%", "81/10", quantity.Percent, ",6.3%"},
		{"五百二十八人", "528", quantity.Persons, ""},
		{"二十三起", "23", quantity.Cases, ""},
		{"一百零五人", "105", quantity.Persons, ""},
		{"三万二千家", "32000", quantity.Firms, ""},
		{"百分之十二点五", "25/2", quantity.Percent, ""},
		{"百分之百", "100", quantity.Percent, ""},
		{"千分之三", "3/10", quantity.Percent, ""},
		{"三成", "30", quantity.Percent, ""},
		{"廿", "", quantity.None, ""},
		{"-10.11%", "-1011/100", quantity.Percent, ""},
		{"十三人民", "13", quantity.None, "人民"},
		{"2成功", "2", quantity.None, "成功"},
	} {
		q, end, ok := quantity.Read(tc.text, 0)
		if ok != (tc.value != "") {
			t.Errorf("%s: read %v", tc.text, ok)
			continue
		}
		if ok && (q.Value.RatString() != tc.value || q.Unit.Class != tc.class || tc.text[end:] != tc.rest) {
			t.Errorf("%s is %s %q before %q, want %s %q before %q", tc.text, q.Value.RatString(), q.Unit.Class, tc.text[end:], tc.value, tc.class, tc.rest)
		}
	}
}

// TestNoNumbers has digits that are no amounts.
func TestNoNumbers(t *testing.T) {
	for _, text := range []string{"8·27", "14:30", "3/4", "5G", "2011.9.1", "二〇一一", "-3人", "万家", "附近"} {
		if q, _, ok := quantity.Read(text, 0); ok {
			t.Errorf("%s is read as %s", text, q.Value.RatString())
		}
	}
	for text, at := range map[string]int{"附近3家": len("附"), "签约110家": len("签"), "GB6441": 2, "2011": 1} {
		if q, _, ok := quantity.Read(text, at); ok {
			t.Errorf("%s is read as %s from %d", text, q.Value.RatString(), at)
		}
	}
}

func TestFit(t *testing.T) {
	for _, tc := range []struct {
		text, truth string
		want        quantity.Fit
	}{
		{"4414宗", "4414", quantity.Exact},
		{"4414宗", "4415", quantity.No},
		{"17.78%", "1600/90", quantity.Rounded},
		{"17.77%", "1600/90", quantity.Truncated},
		{"17.76%", "1600/90", quantity.No},
		{"94.9%", "94.85", quantity.Rounded},
		{"2.68%", "2.675", quantity.Rounded},
		{"45.85万", "458474", quantity.Rounded},
		{"45.84万", "458474", quantity.Truncated},
		{"-10.11%", "-10.105", quantity.Rounded},
		{"-10.10%", "-10.105", quantity.Truncated},
		{"300多次", "314", quantity.Within},
		{"300多次", "300", quantity.No},
		{"接近8万家", "79628", quantity.Within},
		{"接近8万家", "80000", quantity.No},
		{"接近8万家", "50000", quantity.No},
	} {
		q, _, ok := quantity.Read(tc.text, 0)
		if !ok {
			t.Fatalf("%s is not read", tc.text)
		}
		truth, _ := new(big.Rat).SetString(tc.truth)
		if got := q.Fit(truth); got != tc.want {
			t.Errorf("%s and %s: %d, want %d", tc.text, tc.truth, got, tc.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"接近8万多家左右", "百分之十二点五", "1,234.50万亿元", "-1-2至3", "几十万", "十几", "99999999999999999999", "九千九百九十九亿九千万", "1.%‰成"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range s {
			q, end, ok := quantity.Read(s, i)
			if !ok {
				continue
			}
			if end <= i || end > len(s) || q.Value == nil || q.Step.Sign() <= 0 || q.Digits[0] < i || q.Digits[1] > end {
				t.Fatalf("%q at %d: %+v to %d", s, i, q, end)
			}
			if q.Hedge == quantity.Plain && q.Fit(q.Value) != quantity.Exact {
				t.Fatalf("%q at %d does not fit itself", s, i)
			}
			q.Interval()
		}
	})
}
