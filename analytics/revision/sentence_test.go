package revision_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics/revision"
)

func TestDiffering(t *testing.T) {
	for _, tc := range []struct {
		name, before, after string
		want                []revision.Sentence
	}{
		{"alike", "共发生事故3起。死亡1.5人。", "共发生事故3起。死亡1.5人。", nil},
		{"numbers", "共发生事故3起。死亡1人。", "共发生事故13起。死亡1人。", []revision.Sentence{{"共发生事故3起。", "共发生事故13起。"}}},
		{"a sentence more", "一。三。", "一。二。三。", []revision.Sentence{{"", "二。"}}},
		{"a sentence less", "一。二。三。", "一。三。", []revision.Sentence{{"二。", ""}}},
		{"said otherwise", "发生3起。同比上升2起。合计5人。", "发生3起。同比持平。合计5人。", []revision.Sentence{{"同比上升2起。", "同比持平。"}}},
		{"English, with decimals", "It rose by 1.5%. It fell.", "It rose by 2.5%. It fell.", []revision.Sentence{{"It rose by 1.5%.", "It rose by 2.5%."}}},
		{"another paragraph", "一。\n二。", "一。", []revision.Sentence{{"二。", ""}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, revision.Differing(tc.before, tc.after)); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}
