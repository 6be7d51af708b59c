package widgets

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWrap breaks texts for lines of ten places, where a Chinese character takes two.
func TestWrap(t *testing.T) {
	places := func(r rune) float32 {
		if r < 0x2000 {
			return 1
		}
		return 2
	}
	for _, tc := range []struct {
		text string
		want []string
	}{
		{"全市发生事故", []string{"全市发生事", "故"}},
		{"全市发生4414宗", []string{"全市发生", "4414宗"}},
		{"一二三四五。六", []string{"一二三四", "五。六"}},
		{"下降10.11%和", []string{"下降10.11%", "和"}},
		{"12345678901234", []string{"1", "2", "3", "4", "5678901234"}},
		{"aaaaaaaaaa bb", []string{"aaaaaaaaaa", "bb"}},
		{"一\n\n二", []string{"一", "", "二"}},
		{"", []string{""}},
	} {
		var got []string
		for _, l := range wrap(tc.text, 10, places) {
			got = append(got, tc.text[l.start:l.end])
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: %s", tc.text, diff)
		}
	}
}
